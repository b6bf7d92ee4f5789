// Answers from what the visitor chose to keep, and only where the network does not. It keeps nothing by itself.
const PREFIX = "kept ";
const MARK = "/kept";
const WAIT_MS = 3_000;
const DAY_MS = 86_400_000;
const GONE = 410; // a place that has closed
const NAMED_BY_CONTENT = /\.[0-9a-f]{12}\.\w+$/;

// A copy without its mark is not whole. The newest comes first.
async function copies() {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX));
  const found = await Promise.all(names.map(async (name) => {
    const cache = await caches.open(name);
    const mark = await cache.match(MARK);
    return mark ? { cache, ...(await mark.json()) } : null;
  }));
  return found.filter(Boolean).sort((one, other) => other.at - one.at);
}

// The copy in the language of the address, else any: whoever kept one language can read it.
async function copyFor({ pathname }) {
  const found = await copies();
  const spoken = found.filter(({ home }) => pathname.startsWith(home));
  return spoken.sort((one, other) => other.home.length - one.home.length)[0] ?? found[0];
}

// What was kept for exactly this address. The start is the list of all; a search is never answered by another.
function keptPage({ cache, home, places }, { method }, { pathname, search }) {
  if (method !== "GET" || (search && pathname === home)) return null;
  return cache.match(pathname === home ? places : pathname, { ignoreVary: true });
}

function within(ms, promise) {
  return Promise.race([promise, new Promise((_, reject) => setTimeout(reject, ms, new Error("slow")))]);
}

function midnight(moment) {
  return new Date(moment).setHours(0, 0, 0, 0);
}

function age({ at, ages }) {
  const days = Math.round((midnight(Date.now()) - midnight(at)) / DAY_MS);
  return ages[Math.max(0, Math.min(days, ages.length - 1))];
}

// A kept page says so, and how old it is, before all else; its root says so to styles and scripts.
async function shown(copy, page, kind) {
  const notice = copy.notice.replace("{age}", () => age(copy));
  const text = (await page.text())
    .replace("<html ", () => `<html data-kept="${kind}" `)
    .replace("<main ", () => `${notice}<main `);
  const headers = new Headers(page.headers);
  for (const name of ["Content-Encoding", "Content-Length"]) headers.delete(name);
  return new Response(text, { headers });
}

async function instead(copy) {
  return shown(copy, await copy.cache.match(copy.places, { ignoreVary: true }), "instead");
}

async function navigated(request, url) {
  const copy = await copyFor(url);
  if (!copy) return fetch(request);
  const page = await keptPage(copy, request, url);
  try {
    const answer = await (page ? within(WAIT_MS, fetch(request)) : fetch(request));
    if (page && answer.status === GONE) await copy.cache.delete(url.pathname, { ignoreVary: true });
    if (!page || answer.status < 500) return answer;
  } catch {
    if (!page) return instead(copy);
  }
  return shown(copy, page, "copy");
}

// Files whose name tells their content, and data whose address tells its edition, cannot be out of date.
async function part(request, { pathname, search }) {
  const kept = await caches.match(request, { ignoreVary: true });
  if (!kept) return fetch(request);
  if (search || NAMED_BY_CONTENT.test(pathname)) return kept;
  return fetch(request).catch(() => kept);
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== self.location.origin) return;
  if (request.mode === "navigate") event.respondWith(navigated(request, url));
  else if (request.method === "GET" && request.cache !== "no-cache") event.respondWith(part(request, url));
});
