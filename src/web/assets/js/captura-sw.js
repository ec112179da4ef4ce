// Keeps the pages of the capture and what they are made with, so that a month can be filled in
// without connection. Values wait in the page's own queue (parts/cola.js), not here. Kept pages
// survive a new version of this file; what is built is kept by its hashed name.
const pages = "capturas", built = "activos";
const kept = path => path === "/ejecucion/captura" || /^\/ejecucion\/captura\/\d{4}\/\d{2}\/[^/]+$/.test(path);

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", event => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", event => {
  const {request} = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.pathname.startsWith("/activos/")) event.respondWith(asset(request));
  else if (request.mode === "navigate" && kept(url.pathname)) event.respondWith(page(request, url));
});

// Keeping is a help for later: where it fails (no room, a private window), what was asked for still
// comes from the server.
const opened = name => caches.open(name).catch(() => null);
const keep = (store, key, answer) => store?.put(key, answer.clone()).catch(() => {});

async function asset(request) {
  const store = await opened(built);
  const known = await store?.match(request).catch(() => undefined);
  if (known) return known;
  const answer = await fetch(request);
  if (answer.ok) await keep(store, request, answer);
  return answer;
}

async function page(request, url) {
  const store = await opened(pages);
  try {
    const answer = await fetch(request);
    if (answer.ok && !answer.redirected) await keep(store, url.pathname, answer);
    return answer;
  } catch (fault) {
    const known = await store?.match(url.pathname);
    if (known) return known;
    throw fault;
  }
}
