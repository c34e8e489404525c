// Opened once, the page works without a network; the lab does so a little after it was opened. The
// lesson, the version, PAGE and LAB are written when the site is made.
const SITE = `read-the-news-closely ${"{lesson}"} `;
const VERSION = SITE + "{version}";
const PAGE = [];
const LAB = [];
const ofLab = new Set(LAB.map((name) => new URL(name, registration.scope).pathname));
const PAUSE = 20_000; // milliseconds in which the lab starts, before what it did not ask for is fetched
let coming; // what the lab did not ask for

// A file of this version: of what the browser kept before it asks whether it still holds.
const fresh = (name) => new Request(name, { cache: "no-cache" });

addEventListener("install", (event) => {
  event.waitUntil(caches.open(VERSION).then((cache) => cache.addAll(PAGE.map(fresh))).then(() => skipWaiting()));
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
  const kept = await caches.match(request, { cacheName: VERSION, ignoreSearch: true });
  if (kept) return kept;
  if (!isOfLab(request)) return fetch(request);
  const wanted = fresh(request.url.split(/[?#]/)[0]);
  const reply = await fetch(wanted);
  if (reply.ok) keep(wanted, reply.clone());
  return reply;
}

// A newer version deletes this one's files, and none of them comes back.
async function keep(wanted, reply) {
  if (await caches.has(VERSION)) await (await caches.open(VERSION)).put(wanted, reply);
}

async function keepLab() {
  for (const name of LAB) {
    if (!(await caches.has(VERSION))) return;
    const cache = await caches.open(VERSION);
    if (!(await cache.match(name))) await cache.add(fresh(name));
  }
}
