// A published file and a figure of it, told by three programs: the command, the independent
// program and the module of the browser's page. All
// must say green of what is unchanged and red of what is not, however it was changed.
//
//   node tests/verify/prueba_test.mjs SITIO BASE BINARIO
//
// SITIO is what «ceiba publicar» wrote of BASE, from which the public key is asked.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const { check } = await import(`data:text/javascript;base64,${readFileSync(join(root, "src/web/assets/js/parts/prueba.js")).toString("base64")}`);
const [site, base, binary] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "ceiba-prueba-"));
const keyFile = join(folder, "llave.txt");
let wrong = 0, compared = 0;

const run = (program, ...words) => spawnSync(program, words, { encoding: "utf8" });
const keys = run(binary, "bitacora", "punto", "--llave-publica", "--como", "administracion", "--base", base).stdout.trim();
writeFileSync(keyFile, `${keys}\n`);

const verdicts = async (bytes, proof) => {
  const file = join(folder, "archivo");
  writeFileSync(file, bytes);
  writeFileSync(`${file}.prueba`, proof);
  const page = await check(new Uint8Array(bytes), proof.toString(), keys.split("\n")).then(() => 0, () => 1);
  return {
    orden: run(binary, "comprobar", file, "--llave", keyFile).status,
    independiente: run("node", join(root, "tests/verify/verificar.mjs"), "--archivo", file, "--llave", keyFile).status,
    navegador: page,
  };
};

const expectAll = async (what, bytes, proof, expected) => {
  const said = await verdicts(bytes, proof);
  compared += 1;
  for (const [who, status] of Object.entries(said))
    if (status !== expected) {
      wrong += 1;
      console.error(`${what}: ${who} dice ${status}, se esperaba ${expected}`);
    }
};

// The first digit at or after the middle, another one.
const oneDigitChanged = (bytes) => {
  const changed = Buffer.from(bytes);
  for (let at = Math.floor(changed.length / 2); at < changed.length; ++at)
    if (changed[at] >= 48 && changed[at] <= 57) {
      changed[at] = 48 + ((changed[at] - 47) % 10);
      return changed;
    }
  changed[changed.length >> 1] ^= 1;
  return changed;
};

const read = (...path) => readFileSync(join(site, ...path));
const pairs = [
  ["presupuesto.csv", read("datos/presupuesto.csv"), read("datos/presupuesto.csv.prueba")],
  ["metas.xlsx", read("datos/metas.xlsx"), read("datos/metas.xlsx.prueba")],
  ["una cifra", read("datos/presupuesto/cifra/3.json"), read("datos/presupuesto/cifra/3.prueba")],
];
const other = read("datos/metas.csv.prueba");
for (const [name, bytes, proof] of pairs) {
  await expectAll(`${name}, sin cambios`, bytes, proof, 0);
  await expectAll(`${name}, un dígito cambiado`, oneDigitChanged(bytes), proof, 1);
  await expectAll(`${name}, con la prueba de otro archivo`, bytes, other, 1);
  await expectAll(`${name}, prueba cortada`, bytes, proof.subarray(0, proof.length - 20), 1);
  for (let part = 1; part < 8; ++part) {
    const forged = Buffer.from(proof);
    const at = Math.floor((forged.length * part) / 8);
    forged[at] = forged[at] === 65 ? 66 : 65;
    await expectAll(`${name}, prueba alterada en ${at}`, bytes, forged, 1);
  }
}
rmSync(folder, { recursive: true });
if (compared === 0 || wrong > 0) process.exit(1);
console.log(`${compared} comparaciones, los tres programas dicen lo mismo.`);
