// The two engines as tests of the binary see them: a file in a folder, or a database of its own on
// the server that tests/postgres.sh has started. Not a client of either: it only makes and drops.
import { execFile } from "node:child_process";

const address = process.env.CEIBA_TEST_POSTGRES ?? "";
const server = address && new URL(address.replace("@/", "@localhost/"));

export const has_postgres = Boolean(server);

function tool(program, args) {
  const where = ["-h", server.searchParams.get("host"), "-U", server.username || "ceiba"];
  return new Promise((done, failed) => execFile(program, [...where, ...args], (error, out, err) =>
    error ? failed(new Error(`${program} ${args.join(" ")}: ${err || error.message}`)) : done(out)));
}

let made = 0;

// → {name, url}; a copy of the database `template` where one is named.
export async function new_database(template) {
  const name = `prueba_${process.pid}_${++made}`;
  await tool("createdb", [...(template ? ["-T", template] : []), name]);
  return { name, url: address.replace(/\/[^/?]*(\?|$)/, `/${name}$1`) };
}

export const drop_database = (name) => tool("dropdb", ["--force", name]).catch(() => {});

// One value of one row, asked with psql.
export const ask = async (name, sql) => (await tool("psql", ["-d", name, "-Atc", sql])).trim();
