// Checks a published file, or a figure, against its proof (docs/formats/proof.md): what it is, the
// act that says so, the journal that has the act, the key that signs the journal. Uses nothing but
// WebCrypto and what it is given; whatever does not fit is a Fault with the code of its reason.

export class Fault extends Error {
  constructor(code, found = "", expected = "") {
    super(code);
    this.code = code;
    this.found = found;
    this.expected = expected;
  }
}
const refuse = (code, found, expected) => { throw new Fault(code, found, expected); };

const kinds = ["datos.publicar", "informe.publicar"];
const utf8 = new TextEncoder();
const hex = bytes => Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
const equal = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i]);

// The two strict ways from text to bytes: what would be written otherwise is refused.
function fromBase64(text, code) {
  let raw = "";
  try { raw = atob(text); } catch { refuse(code); }
  if (btoa(raw) !== text) refuse(code);
  return Uint8Array.from(raw, c => c.charCodeAt(0));
}
function fromHex(text, code) {
  if (typeof text !== "string" || !/^[0-9a-f]{64}$/.test(text)) refuse(code);
  return Uint8Array.from(text.match(/../g), pair => parseInt(pair, 16));
}

async function sha256(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) { all.set(part, at); at += part.length; }
  return new Uint8Array(await crypto.subtle.digest("SHA-256", all));
}
const leafHash = bytes => sha256(Uint8Array.of(0), bytes);
const nodeHash = (left, right) => sha256(Uint8Array.of(1), left, right);

// The root that a leaf and its siblings lead to, from the top as RFC 6962 defines it.
async function rootFrom(index, size, leaf, siblings, code) {
  if (size === 1) return siblings.length === 0 ? leaf : refuse(code);
  if (siblings.length === 0) refuse(code);
  let half = 1;
  while (half * 2 < size) half *= 2;
  const sibling = siblings[siblings.length - 1], below = siblings.slice(0, -1);
  return index < half
    ? nodeHash(await rootFrom(index, half, leaf, below, code), sibling)
    : nodeHash(sibling, await rootFrom(index - half, size - half, leaf, below, code));
}

const number = (text, code) =>
  /^(0|[1-9][0-9]{0,14})$/.test(text) ? Number(text) : refuse(code);

// JSON as we write it: keys in order, no blanks.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value).sort().map(key => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}
function parsed(text, code) {
  try { return JSON.parse(text); } catch { return refuse(code); }
}

function readProof(text) {
  const code = "prueba.prueba_mal_formada";
  const blank = text.indexOf("\n\n");
  if (blank < 0 || blank + 2 === text.length) refuse(code);
  const lines = text.slice(0, blank).split("\n");
  if (lines.shift() !== "c2sp.org/tlog-proof@v1") refuse(code);
  if (!lines[0]?.startsWith("extra ")) refuse("prueba.publicacion_mal_formada");
  const extra = fromBase64(lines.shift().slice(6), code);
  if (!lines[0]?.startsWith("index ")) refuse(code);
  const index = number(lines.shift().slice(6), code);
  const siblings = lines.map(line => fromBase64(line, code));
  if (siblings.length > 63 || siblings.some(one => one.length !== 32)) refuse(code);
  return {extra, index, siblings, checkpoint: text.slice(blank + 2)};
}

function readExtra(bytes) {
  const code = "prueba.publicacion_mal_formada";
  let text;
  try { text = new TextDecoder("utf-8", {fatal: true, ignoreBOM: true}).decode(bytes); } catch { refuse(code); }
  const extra = parsed(text, code);
  if (extra === null || typeof extra !== "object" || canonical(extra) !== text) refuse(code);
  for (const field of ["archivo", "asiento", "llave"]) if (typeof extra[field] !== "string") refuse(code);
  const figure = extra.cifra;
  if (Object.keys(extra).length !== (figure === undefined ? 3 : 4)) refuse(code);
  if (figure !== undefined) {
    if (!Number.isSafeInteger(figure?.fila) || figure.fila < 1 || !Array.isArray(figure.hermanos) ||
        figure.hermanos.length > 63 || Object.keys(figure).length !== 2) refuse(code);
    figure.siblings = figure.hermanos.map(one => fromHex(one, code));
  }
  return extra;
}

async function readKey(text) {
  const code = "prueba.llave_mal_escrita";
  const match = /^([^+\s]+)\+([0-9a-f]{8})\+(.+)$/u.exec(text);
  if (!match) refuse(code);
  const material = fromBase64(match[3], code);
  if (material.length !== 33 || material[0] !== 1) refuse(code);
  const id = hex((await sha256(utf8.encode(`${match[1]}\n`), material)).slice(0, 4));
  if (id !== match[2]) refuse("prueba.llave_identificador");
  return {name: match[1], id, bytes: material.slice(1)};
}

// Whether this browser knows Ed25519; some do not yet.
export async function able() {
  try {
    await crypto.subtle.importKey("raw", new Uint8Array(32), {name: "Ed25519"}, false, ["verify"]);
    return true;
  } catch (fault) {
    return fault.name === "DataError";
  }
}

async function openCheckpoint(text, key) {
  const code = "prueba.punto_mal_formado";
  if (/[\x00-\x09\x0b-\x1f]/.test(text)) refuse("prueba.nota_no_es_texto");
  const blank = text.lastIndexOf("\n\n");
  if (blank < 0 || !text.endsWith("\n") || blank + 2 === text.length) refuse("prueba.nota_sin_firmas");
  const signed = text.slice(0, blank + 1);
  const verifier = await crypto.subtle.importKey("raw", key.bytes, {name: "Ed25519"}, false, ["verify"]);
  let verified = false;
  for (const line of text.slice(blank + 2, -1).split("\n")) {
    const match = /^\u2014 ([^+\s]+) (\S+)$/u.exec(line);
    if (!match) refuse("prueba.nota_firma_mal_escrita");
    const bytes = fromBase64(match[2], "prueba.nota_firma_mal_escrita");
    if (bytes.length < 5) refuse("prueba.nota_firma_mal_escrita");
    if (match[1] !== key.name || hex(bytes.slice(0, 4)) !== key.id) continue;
    if (!await crypto.subtle.verify({name: "Ed25519"}, verifier, bytes.slice(4), utf8.encode(signed)))
      refuse("prueba.firma_no_corresponde", key.name);
    verified = true;
  }
  if (!verified) refuse("prueba.firma_de_desconocido", "", key.name);
  const [origin, size, root] = signed.slice(0, -1).split("\n");
  if (origin !== key.name) refuse("prueba.punto_de_otra_bitacora", origin, key.name);
  if (size === undefined || root === undefined) refuse(code);
  const hash = fromBase64(root, code);
  if (hash.length !== 32) refuse(code);
  return {origin, size: number(size, code), root: hash};
}

// `bytes` of the file or the figure, the proof's text, and the keys that are trusted. Yields what
// was found; throws a Fault.
export async function check(bytes, proofText, trusted) {
  const proof = readProof(proofText);
  const extra = readExtra(proof.extra);
  if (!trusted.includes(extra.llave)) refuse("prueba.llave_distinta", extra.llave, trusted.join(" "));
  const key = await readKey(extra.llave);
  const entry = parsed(extra.asiento, "prueba.asiento_no_es_objeto");
  if (!kinds.includes(entry?.kind)) refuse("prueba.no_es_publicacion", String(entry?.kind));
  if (proof.index !== entry.seq - 1) refuse("prueba.de_otro_asiento", String(proof.index + 1), String(entry.seq));
  const checkpoint = await openCheckpoint(proof.checkpoint, key);
  if (proof.index >= checkpoint.size) refuse("prueba.prueba_fuera_del_arbol", String(proof.index + 1), String(checkpoint.size));
  const missed = "prueba.prueba_no_llega_a_la_raiz";
  const leaf = await leafHash(utf8.encode(extra.asiento));
  if (!equal(await rootFrom(proof.index, checkpoint.size, leaf, proof.siblings, missed), checkpoint.root))
    refuse(missed, String(proof.index + 1));
  if (!checkpoint.origin.endsWith(`/${entry.institution}`)) refuse("prueba.punto_de_otra_bitacora", checkpoint.origin, entry.institution);
  const file = (Array.isArray(entry.act?.archivos) ? entry.act.archivos : []).find(one => one?.nombre === extra.archivo);
  if (!file) refuse("prueba.archivo_no_publicado", extra.archivo);
  const about = {file, entry, checkpoint, key: extra.llave, row: extra.cifra?.fila};
  if (!extra.cifra) {
    const found = hex(await sha256(bytes));
    if (found !== file.archivo) refuse("prueba.archivo_distinto", found, file.archivo);
    return {...about, hash: found};
  }
  const differs = "prueba.cifra_distinta";
  const figures = file.cifras;
  if (!figures || extra.cifra.fila > figures.renglones) refuse(differs, String(extra.cifra.fila));
  const root = await rootFrom(extra.cifra.fila - 1, figures.renglones, await leafHash(bytes), extra.cifra.siblings, differs);
  if (hex(root) !== figures.raiz) refuse(differs, String(extra.cifra.fila));
  return {...about, hash: figures.raiz};
}
