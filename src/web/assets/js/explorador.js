// The explorer's chart over months: one line for each of the other dimension's codes (eight at most),
// drawn by uPlot from the same JSON that is downloaded. The bars and the table stay without it.
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";

const colours = ["#2f61a6", "#7a4b00", "#0e4a40", "#a4161a", "#4a2f7a", "#505a63", "#12305f", "#0a6b35"];
const dashes = [[], [8, 4], [2, 3], [10, 3, 2, 3], [4, 4], [1, 4], [12, 4], [6, 2]];

async function draw(box) {
  const answer = await fetch(box.dataset.explorador);
  if (!answer.ok) return;
  const data = await answer.json();
  const money = data.columnas.find(column => column.tipo === "dinero");
  const other = data.columnas.find(column => column.tipo === "codigo" && column.clave !== "mes");
  if (!money || !other) return;
  const months = [...new Set(data.filas.map(row => Number(row.mes)))].sort((a, b) => a - b);
  if (months.length < 2) return;
  const series = new Map();
  for (const row of data.filas) {
    const name = `${row[other.clave] ?? "—"} ${row[other.clave + "_nombre"] ?? ""}`.trim();
    if (!series.has(name)) series.set(name, new Map());
    series.get(name).set(Number(row.mes), Number(row[money.clave]) / 1e6);
  }
  const sum = line => [...line.values()].reduce((a, b) => a + b, 0);
  const top = [...series].sort((a, b) => sum(b[1]) - sum(a[1])).slice(0, 8);

  const figure = document.createElement("figure");
  figure.className = "grafica";
  const caption = document.createElement("figcaption");
  caption.textContent = `${money.titulo}, ${document.documentElement.lang.startsWith("en") ? "millions of quetzales by month" : "millones de quetzales por mes"}`;
  const place = document.createElement("div");
  place.setAttribute("role", "img");
  place.setAttribute("aria-label", caption.textContent);
  figure.append(caption, place);
  box.prepend(figure);
  const name = new Intl.DateTimeFormat(document.documentElement.lang, {month: "short", timeZone: "UTC"});
  const word = month => name.format(new Date(Date.UTC(2026, month - 1))).replace(".", "");
  const width = () => Math.min(box.clientWidth, 1240);
  const plot = new uPlot({
    width: width(), height: 300, legend: {live: false},
    scales: {x: {time: false}, y: {range: (u, low, high) => [Math.min(0, low), high * 1.05 || 1]}},
    axes: [{values: (u, ticks) => ticks.map(t => Number.isInteger(t) ? word(t) : "")}, {}],
    series: [{label: "mes"}, ...top.map(([name], i) => ({
      label: name, stroke: colours[i], dash: dashes[i], width: 2.5, points: {show: true, size: 6},
    }))],
  }, [months, ...top.map(([, line]) => months.map(month => line.get(month) ?? null))], place);
  addEventListener("resize", () => plot.setSize({width: width(), height: 300}));
}

for (const box of document.querySelectorAll("[data-explorador]")) draw(box).catch(() => {});
