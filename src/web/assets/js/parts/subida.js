// Files in pieces of 256 KiB, so that a broken connection costs one piece and not the whole file.
// Any form with a file control: what is larger than a piece goes ahead to /subidas, piece by piece
// with its SHA-256, and the form then names it (NAME.subida) instead of carrying it. The server knows
// the same file of the same person again, so it goes on after a reload as well. Where the browser
// cannot hash (a page without TLS), or without this, the form carries the file itself.
import {say} from "./aviso.js";

// What is larger than `most` does not fit in the memory of a telephone to be hashed; national files
// come from an office beside the server.
const least = 256 * 1024, most = 100 * 1048576, suffix = ".subida";
const pause = ms => new Promise(done => setTimeout(done, ms));
const megabytes = bytes => (bytes / 1048576).toFixed(1);

const hash = async bytes => [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))]
  .map(byte => byte.toString(16).padStart(2, "0")).join("");

const sentence = text => [text.detail, text.remedio].filter(Boolean).join(" ");

// The bytes of a file, or of a part of it. What the device does not give now it will not give later.
const read = part => part.arrayBuffer().catch(() => {
  throw {stop: "El archivo cambió o ya no se puede leer en este equipo: elíjalo otra vez y vuelva a enviarlo."};
});

// What no second try mends: somebody has to do something first.
const hopeless = ["web.archivo_no_guardado", "web.carpeta_ajena", "web.subida_danada"];

// The answer of the server, or an error with its sentence where it will not do.
async function ask(address, csrf, body, signal) {
  const headers = {"Accept": "application/json", "X-CSRF-Token": csrf};
  if (body instanceof Blob) headers["Content-Type"] = "application/octet-stream";
  const answer = await fetch(address, body ? {method: "POST", body, headers, signal} : {headers, signal});
  const json = (answer.headers.get("Content-Type") || "").includes("json");
  const text = json ? await answer.json() : {};
  if (hopeless.includes(text.codigo)) throw {stop: sentence(text)};
  if (answer.status >= 500 || answer.status === 429) throw new TypeError(String(answer.status));
  if (answer.status === 401 || (!json && answer.status !== 204))
    throw {stop: "Su sesión terminó. Entre de nuevo en otra pestaña y vuelva a enviar: sigue donde se cortó."};
  return {ok: answer.ok, status: answer.status, ...text};
}

const forget = (id, csrf) => ask(`/subidas/${id}/cancelar`, csrf, new URLSearchParams()).catch(() => {});

// What the server knows of the file. Where it is cancelled before the answer is here, the answer
// still comes, and what it began is given up.
async function begin(body, csrf, signal) {
  if (signal.aborted) throw {stop: ""};
  const asked = ask("/subidas", csrf, body);
  const stopped = new Promise((_, fail) => signal.addEventListener("abort", () => fail({stop: ""}), {once: true}));
  try {
    return await Promise.race([asked, stopped]);
  } catch (error) {
    if (signal.aborted) asked.then(one => one.ok && forget(one.id, csrf)).catch(() => {});
    throw error;
  }
}

// Until the connection seems to be back: a pause that grows, cut short by the browser's word, or by
// the person's who cancels.
function wait(times, signal) {
  const back = new Promise(done => addEventListener("online", done, {once: true}));
  const stopped = new Promise(done => signal.addEventListener("abort", done, {once: true}));
  return Promise.race([pause(Math.min(15000, 500 * 2 ** times)), back, stopped]);
}

// Sends one file and yields its id.
async function send(file, form, tell, signal) {
  const csrf = form.elements.namedItem("csrf")?.value || "";
  const what = new URLSearchParams({nombre: file.name, tamano: file.size, destino: new URL(form.action).pathname,
    huella: await hash(await read(file))});
  let at = null, broken = 0, spoiled = 0;
  for (;;) {
    try {
      if (!at) {
        at = await begin(what, csrf, signal);
        if (!at.ok) throw {stop: sentence(at)};
      }
      if (broken) at.recibido = (await ask(`/subidas/${at.id}`, csrf, null, signal)).recibido ?? 0;
      broken = 0;
      while (at.recibido < file.size) {
        tell(at.recibido, "");
        const piece = file.slice(at.recibido, at.recibido + at.pieza);
        const address = `/subidas/${at.id}?desde=${at.recibido}&huella=${await hash(await read(piece))}`;
        const got = await ask(address, csrf, piece, signal);
        if (got.ok) at.recibido = got.recibido;
        else if (got.status === 413 || ++spoiled > 5) throw {stop: sentence(got)};
        else if (got.status === 409) at.recibido = Number(got.detalles.recibido);
        else { at = null; break; }  // It is gone, or came spoiled: from what the server says anew.
      }
      if (at) return at.id;
    } catch (error) {
      if (error.stop === undefined && !signal.aborted) {
        tell(at?.recibido ?? 0, "Se cortó la conexión; sigue sola cuando vuelva.");
        await wait(++broken, signal);
      }
      if (signal.aborted) {
        if (at?.id) forget(at.id, csrf);
        throw {stop: ""};
      }
      if (error.stop !== undefined) throw error;
    }
  }
}

// What is shown beside the control while its file goes.
function board(input, file, cancel) {
  const box = document.createElement("div");
  box.className = "subida";
  const bar = document.createElement("progress");
  bar.max = file.size;
  bar.setAttribute("aria-label", `Envío de ${file.name}`);
  const words = document.createElement("span");
  const stop = document.createElement("button");
  stop.type = "button";
  stop.className = "como-enlace";
  stop.textContent = "Cancelar el envío";
  stop.addEventListener("click", cancel);
  box.append(bar, words, stop);
  input.after(box);
  return {
    tell(done, trouble) {
      bar.value = done;
      const text = trouble || `Enviando ${file.name}: ${megabytes(done)} de ${megabytes(file.size)} MB`;
      // Aloud only what is new in kind, not each piece.
      if (words.textContent.split(":")[0] !== text.split(":")[0]) say(text);
      words.textContent = text;
    },
    end(text) {
      bar.remove();
      stop.remove();
      words.textContent = text;
      if (!text) box.remove();
    },
  };
}

async function go(form, inputs, submitter) {
  const stop = new AbortController();
  let last;
  try {
    for (const input of inputs) {
      const file = input.files[0];
      form.querySelector(`#${CSS.escape(input.id)} + .subida`)?.remove();
      last = board(input, file, () => stop.abort());
      last.tell(0, "");
      const id = await send(file, form, last.tell, stop.signal);
      const named = document.createElement("input");
      named.type = "hidden";
      named.name = input.name + suffix;
      named.value = id;
      input.after(named);
      input.disabled = true;
      last.tell(file.size, `${file.name}: enviado`);
    }
  } catch (error) {
    const text = error.stop === undefined ? "No se pudo leer el archivo: elíjalo otra vez."
      : error.stop || "Se canceló el envío; no se guardó nada del archivo.";
    for (const named of form.querySelectorAll(`input[type=hidden][name$="${suffix}"]`)) named.remove();
    for (const input of inputs) input.disabled = false;
    last?.end(text);
    say(text);
    delete form.dataset.enviando;
    return;
  }
  if (submitter) submitter.disabled = false;  // Its word belongs to the form.
  form.requestSubmit(submitter);
}

// The page says by data-piezas that files may be sent from now on.
export function pieces() {
  if (!globalThis.crypto?.subtle) return;
  // Before any other listener of the form hears that it was sent: it was not, yet.
  document.addEventListener("submit", event => {
    const form = event.target;
    if (form.enctype !== "multipart/form-data") return;
    const inputs = [...form.querySelectorAll("input[type=file]:not([disabled])")]
      .filter(input => input.name && input.files.length === 1 && input.files[0].size > least && input.files[0].size <= most);
    if (!inputs.length) return;
    event.preventDefault();
    event.stopPropagation();
    if (form.dataset.enviando) return;
    form.dataset.enviando = "si";
    go(form, inputs, event.submitter);
  }, true);
  document.documentElement.dataset.piezas = "si";
  // Back in history, a form is as it was when it was sent: with its control and without the id.
  addEventListener("pageshow", event => {
    if (event.persisted && document.querySelector(`input[name$="${suffix}"]`)) location.reload();
  });
}
