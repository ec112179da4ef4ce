// What the documents tell people to type exists: each `ceiba …` line of the manual is a command of
// the program, with options that its help names.
//
//   node tests/binary/manual_test.mjs [--binary build/release/ceiba]
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname ?? ".", "../..");
const at = process.argv.indexOf("--binary");
const binary = resolve(at < 0 ? join(root, "build/release/ceiba") : process.argv[at + 1]);
const help = (...words) => execFileSync(binary, [...words, "--help"], { encoding: "utf8" });

const commands = help().split("\n").flatMap((line) => /^  (\S+(?: \S+)?) {2,}\S/.exec(line)?.[1] ?? []).filter((name) => !name.startsWith("-"));
const helps = new Map();
const help_of = (path) => helps.get(path) ?? helps.set(path, help(...path.split(" "))).get(path);

const documents = ["README.md", "bench/README.md", "tests/scenarios/README.md"];
for (const folder of ["docs/manual", "docs/operacion", "docs/formats"])
  for (const file of readdirSync(join(root, folder))) if (file.endsWith(".md")) documents.push(`${folder}/${file}`);

let passed = 0, failed = 0;
for (const document of documents) {
  const faults = [], lines = readFileSync(join(root, document), "utf8").split("\n");
  lines.forEach((line, i) => {
    const found = /^(?:    |\$ |    \S+ )(?:.*&& )?(?:\S+\/)?ceiba ((?!\d)[a-z-].*)$/.exec(line);
    if (!found || /^\s+#/.test(line)) return;
    let words = found[1];
    while (words.endsWith("\\")) words = words.slice(0, -1) + lines[++i].trim();
    words = words.split(/ {2,}/)[0].replace(/\s*(?:[|>;&].*)?$/, "").split(/\s+/);
    const path = [words.slice(0, 2).join(" "), words[0]].find((name) => commands.includes(name));
    if (words[0].startsWith("-")) return;
    if (!path) return faults.push(`${document}:${i + 1}: no command «${words.slice(0, 2).join(" ")}»`);
    for (const word of words.filter((one) => /^--?[a-z]/.test(one)))
      if (!new RegExp(`(^|[\\s,])${word.split("=")[0]}([\\s,]|$)`, "m").test(help_of(path)))
        faults.push(`${document}:${i + 1}: «ceiba ${path}» has no option ${word}`);
  });
  if (faults.length) { ++failed; console.log(faults.join("\n")); } else ++passed;
}
// Each command is explained: a summary, an example, and the example is a command.
for (const path of commands) {
  const text = help_of(path);
  if (/Ejemplos?:\n  .*ceiba /.test(text)) ++passed;
  else { ++failed; console.log(`ceiba ${path} --help shows no example`); }
}
console.log(`manual: ${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
