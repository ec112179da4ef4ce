// Writes a deterministic sicoin-mensual file shaped like a national year: about 180,000 partidas,
// most of them moving in most months, amounts with centavos, reversals, late payments. The
// invariants hold for every partida, so that the import loads it without observations.
//
//   node bench/generate_sicoin.mjs ROWS FILE
import { openSync, writeSync, closeSync } from 'node:fs';

const rows = Number(process.argv[2] ?? 2_000_000);
const file = process.argv[3] ?? 'sicoin_mensual.csv';

// A linear congruential generator modulo 2^31: the same file on every machine.
let state = 20260531;
const random = (n) => {
  state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
  return (state >>> 8) % n;
};
const pick = (list) => list[random(list.length)];

const entities = Array.from({ length: 19 }, (_, i) => 11130003 + i);
const units = Array.from({ length: 126 }, (_, i) => 201 + i);
const programmes = [1, 3, 11, 12, 13, 14, 15, 16, 17, 94, 99];
const renglones = [11, 12, 14, 15, 21, 22, 27, 29, 41, 51, 55, 61, 63, 71, 72, 73, 111, 112, 113, 122,
  131, 133, 141, 142, 151, 155, 158, 162, 165, 168, 171, 182, 183, 185, 189, 191, 195, 196, 199, 211,
  223, 231, 233, 241, 243, 244, 253, 254, 261, 262, 266, 267, 268, 283, 289, 291, 292, 295, 297, 298,
  299, 322, 324, 325, 326, 328, 329, 381, 411, 413, 415, 416, 419, 435, 437, 453, 472, 913, 914];
const sources = [11, 12, 21, 22, 29, 31, 32, 41, 43, 52, 61, 71];
const places = Array.from({ length: 22 }, (_, d) => [101, 102, 103].map((m) => d * 100 + m)).flat();

// 11.2 months of twelve on average: the last partida makes the number of rows exact.
const seen = new Set();
const partidas = [];
while (partidas.length < Math.ceil(rows / 11.2)) {
  const work = random(40) === 0 ? 1 + random(30) : 0;
  const parts = [pick(entities), pick(units), pick(programmes), random(3), work ? 1 + random(900) : 0,
    work ? 0 : 1 + random(12), work, pick(renglones), pick(sources), random(8) ? 0 : 401 + random(6),
    random(8) ? 0 : 1 + random(40), pick(places)];
  const key = parts.join(',');
  if (seen.has(key)) continue;
  seen.add(key);
  partidas.push({ key, asignado: (1 + random(400_000)) * 100 * (1 + random(50)), left: 0, owed: 0, due: 0 });
}

const money = (centavos) => (centavos / 100).toFixed(2);  // Exact: far below 2^53 centavos.
const out = openSync(file, 'w');
let buffer = 'ejercicio,mes,entidad,unidad_ejecutora,programa,subprograma,proyecto,actividad,obra,' +
  'renglon,fuente,organismo,correlativo,geografico,asignado,modificado,vigente,comprometido,' +
  'devengado,pagado\n';
const keys = partidas.map(({ key }) => {
  const k = key.split(',');
  return [`${k.slice(0, 11).join(',')},${k[11]}`];
});
let written = 0;
for (let month = 1; month <= 12 && written < rows; ++month) {
  for (let i = 0; i < partidas.length && written < rows; ++i) {
    const left = rows - written;
    const rest = (12 - month) * partidas.length + (partidas.length - i);
    if (month > 1 && rest > left && random(100) < 8) continue;
    const p = partidas[i];
    const asignado = month === 1 ? p.asignado : 0;
    let modificado = 0;
    if (month > 1 && random(12) === 0) modificado = random(2) ? random(500_000) : -random(Math.min(p.left, 400_000) + 1);
    const vigente = asignado + modificado;
    p.left += vigente;
    const comprometido = random(15) === 0 ? -random(p.owed + 1) : random(Math.floor(p.left / 6) + 1);
    p.left -= comprometido;
    p.owed += comprometido;
    const devengado = random(Math.floor(p.owed) + 1);
    p.owed -= devengado;
    p.due += devengado;
    const pagado = random(3) === 0 ? p.due : random(p.due + 1);
    p.due -= pagado;
    buffer += `2026,${month},${keys[i][0]},${money(asignado)},${money(modificado)},${money(vigente)},` +
      `${money(comprometido)},${money(devengado)},${money(pagado)}\n`;
    ++written;
    if (buffer.length > 1 << 22) {
      writeSync(out, buffer);
      buffer = '';
    }
  }
}
writeSync(out, buffer);
closeSync(out);
console.log(`${written} rows, ${partidas.length} partidas: ${file}`);
