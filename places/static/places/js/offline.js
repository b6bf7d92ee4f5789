// Wires the page where a visitor keeps the district, refreshes and deletes it. Its words are in the page.
import { copies, forget, keep } from "./keeping.js";

const DAY_MS = 86_400_000;
const panel = document.getElementById("keeping");
const [keepButton, forgetButton] = [panel.querySelector(".keep"), panel.querySelector(".forget")];
const progress = panel.querySelector("progress");
const said = panel.querySelector(".said");

function midnight(moment) {
  return new Date(moment).setHours(0, 0, 0, 0);
}

function age({ at, ages }) {
  const days = Math.round((midnight(Date.now()) - midnight(at)) / DAY_MS);
  return ages[Math.max(0, Math.min(days, ages.length - 1))];
}

function kilobytes(bytes) {
  return String(Math.ceil(bytes / 1000));
}

// One sentence of the page is shown at a time.
function say(name) {
  for (const each of said.children) each.hidden = each.dataset.says !== name;
}

function showProgress(bytes, all) {
  progress.max = all;
  progress.value = bytes;
  const text = panel.querySelector("[data-says=keeping]");
  text.textContent = text.dataset.text.replace("{done}", () => kilobytes(bytes)).replace("{all}", () => kilobytes(all));
}

async function showCopy() {
  const copy = (await copies()).find(({ language }) => language === panel.dataset.language);
  const others = await copies();
  panel.querySelector(".kept-since").hidden = !copy;
  if (copy) panel.querySelector(".kept-age").textContent = age(copy);
  keepButton.querySelector(".first").hidden = Boolean(copy);
  keepButton.querySelector(".again").hidden = !copy;
  forgetButton.hidden = !others.length;
  return copy;
}

async function list() {
  const response = await fetch(panel.dataset.list, { cache: "no-cache" });
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

async function hasRoom({ bytes }) {
  const { quota = Infinity, usage = 0 } = (await navigator.storage?.estimate?.()) ?? {};
  return quota - usage > bytes * 4; // unpacked, text takes about four times what was sent
}

async function load() {
  const wanted = await list();
  if (!(await hasRoom(wanted))) return "full";
  showProgress(0, wanted.bytes);
  await navigator.storage?.persist?.();
  await keep(wanted, (bytes) => showProgress(bytes, wanted.bytes));
  return "kept";
}

function reason({ name }) {
  return name === "QuotaExceededError" ? "full" : "failed";
}

// What has the focus stays where it is: a button that works is busy, not gone.
async function keepNow() {
  if (panel.getAttribute("aria-busy") === "true") return;
  panel.setAttribute("aria-busy", "true");
  progress.hidden = false;
  say("keeping");
  const end = await load().catch(reason);
  progress.hidden = true;
  panel.removeAttribute("aria-busy");
  await showCopy();
  say(end);
}

async function forgetNow() {
  await forget();
  await showCopy();
  say("forgotten");
  keepButton.focus();
}

// The page was asked for to keep or to refresh, so one small question is no waste.
async function compare(copy) {
  const { edition } = await list();
  say(edition === copy.edition ? "current" : "outdated");
}

async function start() {
  if (!("serviceWorker" in navigator && "caches" in window)) return say("impossible");
  keepButton.hidden = false;
  keepButton.addEventListener("click", keepNow);
  forgetButton.addEventListener("click", forgetNow);
  const copy = await showCopy();
  if (copy && !document.documentElement.dataset.kept) await compare(copy).catch(() => say("offline"));
}

start();
