// Keeps a list of addresses for use without network, whole or not at all, and forgets it. The worker only reads it.
const PREFIX = "kept ";
const MARK = "/kept";
const AT_ONCE = 4;
const NAMED_BY_CONTENT = /\.[0-9a-f]{12}\.\w+$/;

async function names() {
  return (await caches.keys()).filter((name) => name.startsWith(PREFIX));
}

async function markOf(name) {
  const mark = await (await caches.open(name)).match(MARK);
  return mark ? { name, ...(await mark.json()) } : null;
}

// The whole copies, the newest first.
export async function copies() {
  const marks = await Promise.all((await names()).map(markOf));
  return marks.filter(Boolean).sort((one, other) => other.at - one.at);
}

async function fetchInto(cache, { href }) {
  const response = await fetch(href, { cache: NAMED_BY_CONTENT.test(href) ? "default" : "no-cache" });
  if (!response.ok || response.redirected) throw new Error(`${response.status} ${href}`);
  await cache.put(href, response);
}

async function fetchAll(cache, items, tell) {
  const waiting = [...items];
  let done = 0;
  const work = async () => {
    for (let item = waiting.shift(); item; item = waiting.shift()) {
      await fetchInto(cache, item);
      tell((done += item.bytes));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

async function forgetOthers(name, language) {
  const whole = await copies();
  const old = whole.filter((copy) => copy.language === language && copy.name !== name).map((copy) => copy.name);
  const broken = (await names()).filter((each) => !whole.some((copy) => copy.name === each));
  await Promise.all([...old, ...broken].map((each) => caches.delete(each)));
}

// Loads all of `list` into a cache of its own, which counts only once it is marked. Until then the old copy stays.
export async function keep({ items, ...mark }, tell) {
  const at = Date.now();
  const name = `${PREFIX}${mark.language} ${mark.edition} ${at}`;
  const cache = await caches.open(name);
  try {
    await fetchAll(cache, items, tell);
    await cache.put(MARK, new Response(JSON.stringify({ ...mark, at })));
  } catch (error) {
    await caches.delete(name);
    throw error;
  }
  await navigator.serviceWorker.register(mark.worker);
  await navigator.serviceWorker.ready;
  await forgetOthers(name, mark.language);
}

export async function forget() {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration?.unregister();
  await Promise.all((await names()).map((name) => caches.delete(name)));
}
