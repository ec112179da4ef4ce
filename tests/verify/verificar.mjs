#!/usr/bin/env node
// An independent check of what Ceiba signs: checkpoint, entries and inclusion proofs. It follows
// docs/formats/{journal,checkpoint,proof}.md, needs Node 20 and nothing else, and shares no code
// with Ceiba: an error would have to be made twice.
import { createHash, createPublicKey, verify as verifySignature } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";

const usage = `Uso: node verificar.mjs --llave LLAVE --punto ARCHIVO [--asientos ARCHIVO] [--prueba ARCHIVO]...
     node verificar.mjs --recibo ARCHIVO [--llave LLAVE]
     node verificar.mjs --archivo ARCHIVO [--prueba ARCHIVO] [--llave LLAVE]

  --llave     llave pública (nombre+identificador+base64) o archivo que la contiene
  --punto     punto de control firmado
  --asientos  exportación de la bitácora: un asiento por línea, desde el primero
  --prueba    prueba de inclusión (.tlog-proof) de un asiento; puede repetirse
  --recibo    recibo de un visado; sin --llave se usa la que trae, que conviene comparar
  --archivo   archivo publicado, o una cifra publicada en JSON; su prueba es ARCHIVO.prueba si no
              se dice otra

Sale con 0 si todo corresponde, 1 si algo fue alterado, 2 si faltan datos.`;

class Refused extends Error {}
const refuse = (message) => {
  throw new Refused(message);
};

// --- Bytes ---------------------------------------------------------------------------------------

const sha256 = (...parts) => {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
};

// Node forgives much in base64; we forgive nothing.
const fromBase64 = (text, what) => {
  const bytes = Buffer.from(text, "base64");
  if (bytes.toString("base64") !== text) refuse(`${what} no es base64.`);
  return bytes;
};

const readText = (bytes, what) => {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return refuse(`${what} no es texto UTF-8.`);
  }
};

const wholeNumber = (text, what) => {
  if (!/^(0|[1-9][0-9]{0,18})$/.test(text)) refuse(`${what} no es un número entero.`);
  return BigInt(text);
};

// --- RFC 6962 ------------------------------------------------------------------------------------

const leafHash = (entry) => sha256(Buffer.of(0), entry);
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);

const rootOf = (leaves) => {
  if (leaves.length === 0) return sha256();
  let level = leaves;
  while (level.length > 1) {
    const above = [];
    for (let i = 0; i + 1 < level.length; i += 2) above.push(nodeHash(level[i], level[i + 1]));
    if (level.length % 2 === 1) above.push(level.at(-1));
    level = above;
  }
  return level[0];
};

// The root that a leaf and its siblings lead to, walking the recursive definition of RFC 6962
// from the top: the last sibling is that of the root's child.
const rootFromProof = (index, size, leaf, siblings) => {
  if (size === 1n) {
    if (siblings.length > 0) refuse("La prueba es más larga que la altura del árbol.");
    return leaf;
  }
  if (siblings.length === 0) refuse("La prueba es más corta que la altura del árbol.");
  let half = 1n;
  while (half * 2n < size) half *= 2n;
  const sibling = siblings.at(-1);
  const below = siblings.slice(0, -1);
  return index < half
    ? nodeHash(rootFromProof(index, half, leaf, below), sibling)
    : nodeHash(sibling, rootFromProof(index - half, size - half, leaf, below));
};

// --- Keys, notes, checkpoints --------------------------------------------------------------------

const parseKey = (text) => {
  const match = /^([^+\s]+)\+([0-9a-f]{8})\+(.+)$/u.exec(text.trim());
  if (!match) refuse("La llave pública está mal escrita.");
  const [, name, id, encoded] = match;
  const material = fromBase64(encoded, "La llave pública");
  if (material.length !== 33 || material[0] !== 1) refuse("La llave no es Ed25519.");
  const computed = sha256(name, "\n", material).subarray(0, 4).toString("hex");
  if (computed !== id) refuse("El identificador no corresponde a la llave.");
  const key = createPublicKey({
    key: { kty: "OKP", crv: "Ed25519", x: material.subarray(1).toString("base64url") },
    format: "jwk",
  });
  return { name, id, key };
};

const openCheckpoint = (text, known) => {
  if (/[\x00-\x09\x0b-\x1f]/.test(text)) refuse("El punto de control trae caracteres de control.");
  const blank = text.lastIndexOf("\n\n");
  if (blank < 0 || !text.endsWith("\n") || blank + 2 === text.length)
    refuse("El punto de control no trae firmas.");
  const signed = text.slice(0, blank + 1);
  let verified = false;
  for (const line of text.slice(blank + 2, -1).split("\n")) {
    const match = /^— ([^+\s]+) (\S+)$/u.exec(line);
    if (!match) refuse("Una firma del punto de control está mal escrita.");
    const bytes = fromBase64(match[2], "Una firma");
    if (bytes.length < 5) refuse("Una firma es demasiado corta.");
    if (match[1] !== known.name || bytes.subarray(0, 4).toString("hex") !== known.id) continue;
    if (!verifySignature(null, Buffer.from(signed), known.key, bytes.subarray(4)))
      refuse(`La firma de «${known.name}» no corresponde al texto.`);
    verified = true;
  }
  if (!verified) refuse(`El punto de control no está firmado por «${known.name}».`);

  const lines = signed.slice(0, -1).split("\n");
  if (lines.length < 3 || lines.includes("")) refuse("El punto de control está incompleto.");
  const [origin, size, root] = lines;
  if (origin !== known.name) refuse(`El punto de control es de otra bitácora: «${origin}».`);
  const hash = fromBase64(root, "La raíz");
  if (hash.length !== 32) refuse("La raíz no mide 32 bytes.");
  return { origin, size: wholeNumber(size, "El tamaño"), root: hash };
};

// --- Entries and proofs --------------------------------------------------------------------------

// One entry per line, split on bytes so that the hashes are of what the file holds.
const readEntries = (bytes) => {
  const entries = [];
  for (let begin = 0; begin < bytes.length; ) {
    const end = bytes.indexOf(10, begin);
    if (end < 0) refuse(`El asiento ${entries.length + 1} está incompleto.`);
    entries.push(bytes.subarray(begin, end));
    begin = end + 1;
  }
  return entries;
};

// What the chain promises beyond the hashes. `at` fits a double until the year 287396.
const checkChain = (entries) => {
  let before = 0;
  let institution;
  entries.forEach((bytes, i) => {
    const number = i + 1;
    let entry;
    try {
      entry = JSON.parse(readText(bytes, `El asiento ${number}`));
    } catch (error) {
      if (error instanceof Refused) throw error;
      refuse(`El asiento ${number} no es JSON.`);
    }
    institution ??= entry.institution;
    if (entry.institution !== institution)
      refuse(`El asiento ${number} es de otra institución: «${entry.institution}».`);
    if (entry.seq !== number) refuse(`Falta el asiento ${number}: se halló el ${entry.seq}.`);
    if (!(entry.at >= before)) refuse(`El asiento ${number} es anterior en el tiempo al ${i}.`);
    before = entry.at;
  });
};

const parseProof = (text) => {
  const blank = text.indexOf("\n\n");
  if (blank < 0) refuse("La prueba no trae punto de control.");
  const lines = text.slice(0, blank).split("\n");
  if (lines.shift() !== "c2sp.org/tlog-proof@v1") refuse("No es una prueba de inclusión.");
  let extra;
  if (lines[0]?.startsWith("extra ")) extra = fromBase64(lines.shift().slice(6), "El dato adicional");
  const index = lines.shift() ?? "";
  if (!index.startsWith("index ")) refuse("La prueba no dice de qué asiento es.");
  return {
    extra,
    index: wholeNumber(index.slice(6), "El índice"),
    siblings: lines.map((line) => {
      const hash = fromBase64(line, "Una línea de la prueba");
      return hash.length === 32 ? hash : refuse("Una línea de la prueba no mide 32 bytes.");
    }),
    checkpoint: text.slice(blank + 2),
  };
};

// --- The receipt of a visado ---------------------------------------------------------------------

// RFC 8785 for what a receipt holds: objects, lists, texts and nulls; keys in order of UTF-16 units.
const canonical = (value) => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const parts = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`);
  return `{${parts.join(",")}}`;
};

const asJson = (text, what) => {
  try {
    return JSON.parse(text);
  } catch {
    return refuse(`${what} no es JSON.`);
  }
};

const checkReceipt = (text, given) => {
  const proof = parseProof(text);
  if (!proof.extra) refuse("La prueba no trae el contenido del visado.");
  const written = readText(proof.extra, "El contenido");
  const { asiento, contenido, llave } = asJson(written, "El contenido");
  if (typeof asiento !== "string" || typeof llave !== "string" || typeof contenido !== "object")
    refuse("El recibo está incompleto.");
  if (canonical({ asiento, contenido, llave }) !== written)
    refuse("El contenido no está escrito en su forma canónica.");
  if (given && given.trim() !== llave) refuse("La llave del recibo no es la que usted indicó.");
  const known = parseKey(llave);
  const entry = asJson(asiento, "El asiento");
  if (entry.kind !== "expediente.visar") refuse("El asiento no es un visado.");
  if (entry.act?.huella !== sha256(canonical(contenido)).toString("hex"))
    refuse("El contenido no es el que se visó.");
  if (entry.act?.expediente !== contenido.expediente) refuse("El contenido es de otro expediente.");
  if (BigInt(entry.seq) !== proof.index + 1n) refuse("La prueba es de otro asiento.");
  const its = openCheckpoint(proof.checkpoint, known);
  if (!its.origin.endsWith(`/${entry.institution}`)) refuse("La bitácora es de otra institución.");
  if (proof.index >= its.size) refuse("La prueba es de un asiento que el punto de control no abarca.");
  const leaf = leafHash(Buffer.from(asiento));
  if (!rootFromProof(proof.index, its.size, leaf, proof.siblings).equals(its.root))
    refuse("El asiento del visado no está en la bitácora firmada.");
  console.log(
    `El visado del expediente ${contenido.expediente} es el asiento ${entry.seq} de «${its.origin}», que firma ${its.size} asientos.`,
  );
};

// --- A published file, or a figure of one --------------------------------------------------------

const hashOf = (text, what) =>
  /^[0-9a-f]{64}$/.test(text) ? Buffer.from(text, "hex") : refuse(`${what} no es una huella.`);

const checkPublished = (bytes, text, given) => {
  const proof = parseProof(text);
  if (!proof.extra) refuse("La prueba no dice de qué publicación es.");
  const written = readText(proof.extra, "El dato adicional");
  const extra = asJson(written, "El dato adicional");
  const { archivo, asiento, llave, cifra } = extra ?? {};
  if ([archivo, asiento, llave].some((part) => typeof part !== "string"))
    refuse("La prueba de publicación está incompleta.");
  if (canonical(extra) !== written) refuse("El dato adicional no está en su forma canónica.");
  if (given && given.trim() !== llave) refuse("La llave de la prueba no es la que usted indicó.");
  const entry = asJson(asiento, "El asiento");
  if (entry.kind !== "informe.publicar" && entry.kind !== "datos.publicar")
    refuse(`El acto «${entry.kind}» no publica nada.`);
  if (BigInt(entry.seq) !== proof.index + 1n) refuse("La prueba es de otro asiento.");
  const its = openCheckpoint(proof.checkpoint, parseKey(llave));
  if (!its.origin.endsWith(`/${entry.institution}`)) refuse("La bitácora es de otra institución.");
  if (proof.index >= its.size) refuse("La prueba es de un asiento que el punto de control no abarca.");
  if (!rootFromProof(proof.index, its.size, leafHash(Buffer.from(asiento)), proof.siblings).equals(its.root))
    refuse("El acto de publicación no está en la bitácora firmada.");
  const file = (entry.act?.archivos ?? []).find((one) => one.nombre === archivo);
  if (!file) refuse(`El acto no publica ningún archivo «${archivo}».`);
  if (cifra === undefined) {
    const found = sha256(bytes).toString("hex");
    if (found !== file.archivo)
      refuse(`El archivo no es el publicado: su huella es ${found} y la publicada, ${file.archivo}.`);
    console.log(`El archivo es «${archivo}», que publicó el asiento ${entry.seq} de «${its.origin}».`);
    return;
  }
  const row = BigInt(cifra.fila);
  const count = BigInt(file.cifras?.renglones ?? 0);
  if (row < 1n || row > count) refuse(`«${archivo}» no tiene una cifra en la fila ${row}.`);
  const siblings = cifra.hermanos.map((one) => hashOf(one, "Una línea de la cifra"));
  const root = rootFromProof(row - 1n, count, leafHash(bytes), siblings);
  if (!root.equals(hashOf(file.cifras.raiz, "La raíz de las cifras")))
    refuse(`La cifra no es la que se publicó en la fila ${row} de «${archivo}».`);
  console.log(`La cifra es la fila ${row} de «${archivo}», que publicó el asiento ${entry.seq} de «${its.origin}».`);
};

// --- The check -----------------------------------------------------------------------------------

const read = (path) => {
  try {
    return readFileSync(path);
  } catch (error) {
    console.error(`No se puede leer ${path}: ${error.code}.`);
    return process.exit(2);
  }
};

const main = () => {
  let options;
  try {
    options = parseArgs({
      options: {
        llave: { type: "string" },
        punto: { type: "string" },
        asientos: { type: "string" },
        prueba: { type: "string", multiple: true, default: [] },
        recibo: { type: "string" },
        archivo: { type: "string" },
      },
    }).values;
  } catch {
    options = {};
  }
  const llave =
    options.llave && !options.llave.includes("+")
      ? readText(read(options.llave), "La llave")
      : options.llave;
  if (options.archivo) {
    const proof = options.prueba[0] ?? `${options.archivo}.prueba`;
    return checkPublished(read(options.archivo), readText(read(proof), "La prueba"), llave);
  }
  if (options.recibo) {
    return checkReceipt(readText(read(options.recibo), "El recibo"), llave);
  }
  if (!options.llave || !options.punto) {
    console.error(usage);
    process.exit(2);
  }

  const known = parseKey(
    options.llave.includes("+") ? options.llave : readText(read(options.llave), "La llave"),
  );
  const checkpoint = openCheckpoint(readText(read(options.punto), "El punto de control"), known);
  console.log(
    `Firma correcta de «${checkpoint.origin}» sobre ${checkpoint.size} asientos, raíz ${checkpoint.root.toString("base64")}.`,
  );

  let entries = [];
  if (options.asientos) {
    entries = readEntries(read(options.asientos));
    if (BigInt(entries.length) < checkpoint.size)
      refuse(`La exportación trae ${entries.length} asientos y el punto de control abarca ${checkpoint.size}.`);
    checkChain(entries);
    const covered = entries.slice(0, Number(checkpoint.size)).map(leafHash);
    if (!rootOf(covered).equals(checkpoint.root))
      refuse("La raíz de los asientos no es la del punto de control: algún asiento fue alterado.");
    console.log(`La raíz de los ${covered.length} asientos es la firmada.`);
  }

  for (const path of options.prueba) {
    const proof = parseProof(readText(read(path), "La prueba"));
    const its = openCheckpoint(proof.checkpoint, known);
    if (proof.index >= its.size) refuse("La prueba es de un asiento que el punto de control no abarca.");
    const entry = entries[Number(proof.index)];
    if (!entry) refuse(`Para comprobar ${path} hace falta el asiento ${proof.index + 1n} en --asientos.`);
    if (!rootFromProof(proof.index, its.size, leafHash(entry), proof.siblings).equals(its.root))
      refuse(`El asiento ${proof.index + 1n} no está en la bitácora que firma su prueba.`);
    if (its.size === checkpoint.size && !its.root.equals(checkpoint.root))
      refuse("La prueba y el punto de control firman raíces distintas para el mismo tamaño.");
    console.log(`El asiento ${proof.index + 1n} está en la bitácora de ${its.size}.`);
  }
};

try {
  main();
} catch (error) {
  if (!(error instanceof Refused)) throw error;
  console.error(`ALTERADO: ${error.message}`);
  process.exit(1);
}
