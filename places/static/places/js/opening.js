// Loads the moving map when it is wanted: on tap on a phone, when idle on a wide screen, never unasked to save data.
const WIDE = matchMedia("(min-width: 60rem)");
const SHOWN = "map-shown";
const BEHIND = "body > :not(main, script), main > :not(.map)";

function load(element) {
  return new Promise((resolve, reject) => {
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });
}

export function style(href) {
  return load(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
}

export function script(src) {
  return load(Object.assign(document.createElement("script"), { src }));
}

// The page's own script, as folium made it; the nonce is the one that the server gave to this page.
function run(text) {
  const nonce = document.querySelector("script[nonce]").nonce;
  document.head.append(Object.assign(document.createElement("script"), { nonce, textContent: text }));
}

// Who wants less motion gets none from the map, before it is made.
export function calm() {
  if (!matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  L.Map.mergeOptions({ zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false, inertia: false });
}

function savesData() {
  const connection = navigator.connection;
  return Boolean(connection?.saveData || /2g$/.test(connection?.effectiveType ?? ""));
}

// Returns a function that loads the map once, and again where it failed; the picture stays until the map is there.
// A browser remembers that a module could not be loaded, so the next attempt asks for it by another address.
function loader(section, message) {
  const { dataset } = section;
  let started;
  let failures = 0;
  const start = async () => {
    message.hidden = true;
    section.setAttribute("aria-busy", "true"); // the picture stands in for the map
    const files = [...dataset.styles.split(" ").map(style), ...dataset.scripts.split(" ").map(script)];
    const [{ show }] = await Promise.all([import(dataset.module + (failures ? `?${failures}` : "")), ...files]);
    const made = ({ detail }) => show(detail.map, detail.configuration).finally(() => section.removeAttribute("aria-busy"));
    document.addEventListener("map-made", made, { once: true });
    calm();
    run(document.getElementById("map-script").textContent);
  };
  const fail = () => {
    section.removeAttribute("aria-busy");
    started = undefined;
    failures += 1;
    message.textContent = dataset.failed;
    message.hidden = false;
  };
  return () => (started ??= start().catch(fail));
}

// On a phone the map lies over the page; the way back is its button, Escape, or the device's own "back".
function overlay(section, open, close) {
  const isOver = () => document.body.classList.contains(SHOWN);
  const isChosen = () => !section.querySelector(".sheet").hidden;
  const cover = () => {
    if (isOver()) return;
    document.body.classList.add(SHOWN);
    for (const each of document.querySelectorAll(BEHIND)) each.inert = true;
    close.hidden = false;
    close.focus();
    window.dispatchEvent(new Event("resize"));
  };
  const uncover = () => {
    if (!isOver()) return;
    document.body.classList.remove(SHOWN);
    for (const each of document.querySelectorAll(BEHIND)) each.inert = false;
    close.hidden = true;
    open.focus();
  };
  const back = () => history.back();
  close.addEventListener("click", back);
  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && isOver() && !isChosen()) back();
  }, { capture: true });
  addEventListener("popstate", ({ state }) => (state?.map && !WIDE.matches ? cover() : uncover()));
  WIDE.addEventListener("change", uncover);
  return { cover, isCovered: Boolean(history.state?.map) };
}

export function openOnDemand(section) {
  if (!section) return; // the list is enough
  const [open, close] = [section.querySelector(".map-open"), section.querySelector(".map-close")];
  const start = loader(section, section.querySelector(".map-message"));
  const { cover, isCovered } = overlay(section, open, close);
  const show = () => {
    if (!WIDE.matches) {
      if (!history.state?.map) history.pushState({ map: true }, "");
      cover();
    }
    start();
  };
  const startUnasked = () => {
    if (WIDE.matches && !savesData()) (window.requestIdleCallback ?? setTimeout)(start);
  };

  open.hidden = false;
  open.addEventListener("click", show);
  section.querySelector(".picture").addEventListener("click", show);
  WIDE.addEventListener("change", startUnasked);
  if (isCovered) show(); // the way back from a place
  else startUnasked();
}
