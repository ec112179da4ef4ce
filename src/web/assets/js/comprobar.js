// "Compruebe esta cifra": checks in this browser, so that neither the file nor any trust has to be
// sent anywhere. Where the browser cannot check signatures the form goes to the server as it is.
import {Fault, able, check} from "./parts/prueba.js";

const english = document.documentElement.lang.startsWith("en");
const say = (es, en) => english ? en : es;

const reasons = {
  "prueba.archivo_distinto": say("El archivo no es el que se publicó: cambió después.", "The file is not the one that was published: it was changed afterwards."),
  "prueba.cifra_distinta": say("La cifra no es la que se publicó: cambió después.", "The figure is not the one that was published: it was changed afterwards."),
  "prueba.archivo_no_publicado": say("El acto de publicación no nombra este archivo.", "The act of publication does not name this file."),
  "prueba.llave_distinta": say("La prueba no está firmada con la llave de la institución.", "The proof is not signed with the institution’s key."),
  "prueba.no_es_publicacion": say("La prueba es de un acto que no publica nada.", "The proof is of an act that publishes nothing."),
  "prueba.de_otro_asiento": say("La prueba es de otro asiento de la bitácora.", "The proof is of another entry of the journal."),
  "prueba.prueba_fuera_del_arbol": say("El punto de control no abarca ese asiento.", "The checkpoint does not reach that entry."),
  "prueba.prueba_no_llega_a_la_raiz": say("Ese acto no está en la bitácora firmada.", "That act is not in the signed journal."),
  "prueba.firma_no_corresponde": say("La firma no corresponde a la bitácora.", "The signature does not match the journal."),
  "prueba.firma_de_desconocido": say("El punto de control es de otra bitácora.", "The checkpoint is of another journal."),
  "prueba.punto_de_otra_bitacora": say("El punto de control es de otra bitácora.", "The checkpoint is of another journal."),
};
const malformed = say("La prueba está dañada o no es de este sitio. Descárguela de nuevo, sin abrirla ni convertirla.",
  "The proof is damaged or not of this site. Download it again, without opening or converting it.");

const make = (tag, css, text = "") => {
  const made = document.createElement(tag);
  if (css) made.className = css;
  made.textContent = text;
  return made;
};

function box(place, tone, heading) {
  const made = make("div", `aviso aviso--${tone}`), inside = make("div", "");
  inside.append(make("h3", "govuk-heading-m", heading));
  made.append(inside);
  place.replaceChildren(made);
  return inside;
}

function green(place, found) {
  box(place, "verde", found.row ? say("La cifra es la que se publicó", "The figure is the one that was published")
    : say("El archivo es el que se publicó", "The file is the one that was published"));
  const list = make("ol", "govuk-list govuk-list--number pasos");
  const step = (text, detail) => {
    const item = make("li", "");
    item.append(make("b", "", say("Corresponde: ", "It matches: ")), text);
    if (detail) item.append(make("br", ""), make("span", "cod cod--grupos", detail));
    list.append(item);
  };
  step(found.row ? say(`la cifra está entre las publicadas de ${found.file.nombre}, fila ${found.row}.`, `the figure is among those published of ${found.file.nombre}, row ${found.row}.`)
    : say("la huella del archivo es la que nombra el acto.", "the file’s hash is the one that the act names."), found.hash);
  const when = new Date(found.entry.at - 6 * 3600000).toISOString().slice(0, 16).replace("T", " ");
  step(say(`el asiento ${found.entry.seq} publicó ${found.file.nombre} el ${when}.`, `entry ${found.entry.seq} published ${found.file.nombre} on ${when}.`));
  step(say(`ese asiento está entre los ${found.checkpoint.size} que firma el punto de control.`, `that entry is among the ${found.checkpoint.size} that the checkpoint signs.`),
    btoa(String.fromCharCode(...found.checkpoint.root)));
  step(say("la firma es de la llave de la institución.", "the signature is of the institution’s key."), found.key);
  place.append(list);
}

function red(place, fault) {
  const made = box(place, "rojo", say("No corresponde", "It does not match"));
  made.append(make("p", "", reasons[fault.code] ?? malformed));
  for (const [label, value] of [[say("Se halló", "Found"), fault.found], [say("Se esperaba", "Expected"), fault.expected]])
    if (value) {
      const line = make("p", "", `${label}: `);
      line.append(make("span", "cod cod--grupos", value));
      made.append(line);
    }
}

async function compare(place, bytes, proof) {
  try {
    green(place, await check(bytes, proof, place.dataset.llaves.split(" ")));
  } catch (fault) {
    if (!(fault instanceof Fault)) throw fault;
    red(place, fault);
  }
}

const place = document.querySelector("[data-resultado]");

const form = document.querySelector("form[data-comprobar]");
// On the window, before the document hears of it: nothing of the file is to be sent in pieces.
addEventListener("submit", async event => {
  if (!form || event.target !== form) return;
  const [file, proof] = ["archivo", "prueba"].map(name => form.elements[name].files[0]);
  if (!file || !proof || form.dataset.enviar) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (!await able()) {
    form.dataset.enviar = "1";
    form.submit();
    return;
  }
  await compare(place, new Uint8Array(await file.arrayBuffer()), await proof.text());
}, {capture: true});

const figure = document.querySelector("[data-comprobar-cifra]");
if (figure && place)
  (async () => {
    if (!await able()) return;
    const answers = await Promise.all([figure.dataset.comprobarCifra, figure.dataset.prueba].map(to => fetch(to)));
    if (!answers.every(one => one.ok)) return;
    await compare(place, new Uint8Array(await answers[0].arrayBuffer()), await answers[1].text());
  })().catch(() => {});
