// `ceiba servir` for tests: started on a free port, stopped at the end, its address and its log.
import { spawn } from "node:child_process";
import { once } from "node:events";

const running = new Set();
process.on("exit", () => running.forEach((child) => child.kill("SIGKILL")));

// → {url, host, port, child, lines, code, stop(), kill()}. `code` is what the first visitor types,
// where the base has no users; `lines` is the log so far.
export async function serve(binary, base, { args = [], cwd, env = {} } = {}) {
  const child = spawn(binary, ["servir", "--base", base, "--escuchar", "127.0.0.1:0", ...args],
    { cwd, env: { ...process.env, LANG: "C.UTF-8", ...env }, stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  child.on("close", () => running.delete(child));
  const server = { child, out: "", err: "" };
  child.stderr.setEncoding("utf8").on("data", (text) => (server.err += text));
  await new Promise((done, failed) => {
    child.stdout.setEncoding("utf8").on("data", (text) => {
      server.out += text;
      if (/escucha en \S+\n/.test(server.out)) setTimeout(done, 20);
    });
    child.on("close", (code) => failed(new Error(`ceiba servir ended with ${code}: ${server.err}`)));
  });
  server.url = server.out.match(/escucha en (\S+)/)[1];
  const { hostname, port } = new URL(server.url);
  return Object.assign(server, {
    host: hostname,
    port: Number(port),
    code: server.out.match(/código: (\S+)/)?.[1],
    kill: () => child.kill("SIGKILL"),
    // SIGTERM; → the exit code.
    async stop() {
      const ended = once(child, "close");
      child.kill("SIGTERM");
      return (await ended)[0];
    },
  });
}
