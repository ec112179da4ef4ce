// Writes CURs of one institution and the SICOIN extract that they add up to: compromisos with their
// devengados and pagos on 1,200 partidas, one in ten of another class, some not approved yet and
// some that take back a part of the one before. The extract is added up here, not by Ceiba.
//
//   node bench/generate_curs.mjs CURS FOLDER [FIRST_NUMBER]      writes FOLDER/curs.csv, extracto.csv
import { writeFileSync, openSync, writeSync, closeSync } from "node:fs";
import { join } from "node:path";

const count = Number(process.argv[2] ?? 100_000);
const folder = process.argv[3] ?? ".";
const first = Number(process.argv[4] ?? 1);

const renglones = ["011", "029", "111", "122", "211", "261"];
const classes = ["COM", "DEV", "PAGO", "CYD", "RDP", "REG"];
const moves = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [1, 1, 0], [0, 1, 1], [1, 1, 1]];
const two = (n) => String(n).padStart(2, "0"), three = (n) => String(n).padStart(3, "0");
const money = (centavos) => (centavos / 100).toFixed(2);  // Exact: far below 2^53 centavos.

const out = openSync(join(folder, "curs.csv"), "w");
let text = "ejercicio,entidad,unidad_ejecutora,no_cur,clase_registro,estado,fec_aprobado,cur_revierte," +
  "nit,beneficiario,descripcion,programa,subprograma,proyecto,actividad,obra,renglon,geografico," +
  "fuente,organismo,correlativo,monto_renglon\n";
const sums = new Map();  // Partida → month → [comprometido, devengado, pagado]
let before = null;
for (let n = 0; n < count; ++n) {
  const triple = Math.floor(n / 3);
  let one = { clase: n % 10 === 9 ? 3 + Math.floor(n / 10) % 3 : n % 3, approved: n % 50 !== 7, reverts: "",
    month: 1 + Math.floor((n * 4) / count),
    category: `${11 + triple % 5},00,000,${three(1 + triple % 40)},000`,
    renglon: renglones[Math.floor(triple / 200) % renglones.length], centavos: 10_000 + (n * 7919) % 99_991 };
  if (n % 70 === 1 && before.approved && !before.reverts)
    one = { ...before, reverts: first + n - 1, centavos: -(n % 97 + 1) };
  before = one;
  text += `2026,11200099,0,${first + n},${classes[one.clase]},${one.approved ? "APROBADO" : "REGISTRADO"},` +
    `15/${two(one.month)}/2026,${one.reverts},6200060,Proveedor número ${n % 977},Gasto ${first + n},` +
    `${one.category},${one.renglon},0101,11,0000,0000,${money(one.centavos)}\n`;
  if (text.length > 1 << 20) { writeSync(out, text); text = ""; }
  if (!one.approved) continue;
  const key = `${one.category},${one.renglon}`;
  if (!sums.has(key)) sums.set(key, Array.from({ length: 4 }, () => [0, 0, 0]));
  sums.get(key)[one.month - 1].forEach((_, s, of) => { of[s] += one.centavos * moves[one.clase][s]; });
}
writeSync(out, text);
closeSync(out);

let extract = "ejercicio,mes,entidad,unidad_ejecutora,programa,subprograma,proyecto,actividad,obra,renglon," +
  "fuente,organismo,correlativo,geografico,asignado,modificado,vigente,comprometido,devengado,pagado\n";
for (const [key, months] of sums)
  months.forEach((of, m) => {
    const vigente = m === 0 ? "9000000000.00,0.00,9000000000.00" : "0.00,0.00,0.00";
    extract += `2026,${m + 1},11200099,000,${key},11,0000,0000,0101,${vigente},${of.map(money).join(",")}\n`;
  });
writeFileSync(join(folder, "extracto.csv"), extract);
