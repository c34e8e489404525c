// Opened once, the page works without a network; the lab does so a little after it was opened. The
// lesson, the version, PAGE and LAB are written when the site is made.
const SITE = `read-the-news-closely ${"{lesson}"} `;
const VERSION = SITE + "{version}";
const PAGE = [];
const LAB = [];
const ofLab = new Set(LAB.map((name) => new URL(name, registration.scope).pathname));
const PAUSE = 20_000; // milliseconds in which the lab starts, before what it did not ask for is fetched
let coming; // what the lab did not ask for

addEventListener("install", (event) => {
  event.waitUntil(caches.open(VERSION).then((cache) => cache.addAll(PAGE)).then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  const old = (names) => names.filter((name) => name.startsWith(SITE) && name !== VERSION);
  event.waitUntil(
    caches.keys().then((names) => Promise.all(old(names).map((name) => caches.delete(name)))).then(() => clients.claim()),
  );
});

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || new URL(request.url).origin !== location.origin) return;
  event.respondWith(found(request));
  if (isOfLab(request)) event.waitUntil((coming ??= new Promise((done) => setTimeout(done, PAUSE)).then(keepLab)));
});

const isOfLab = ({ url }) => ofLab.has(new URL(url).pathname);

async function found(request) {
  const cache = await caches.open(VERSION);
  const kept = await cache.match(request, { ignoreSearch: true });
  if (kept) return kept;
  const reply = await fetch(request);
  if (reply.ok && isOfLab(request)) cache.put(request.url.split(/[?#]/)[0], reply.clone());
  return reply;
}

async function keepLab() {
  const cache = await caches.open(VERSION);
  for (const name of LAB) if (!(await cache.match(name))) await cache.add(name);
}
