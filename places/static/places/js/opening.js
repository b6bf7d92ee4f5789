// Loads the moving map when it is wanted: on tap on a phone, when idle on a wide screen, never unasked to save data.
const WIDE = "(min-width: 60rem)";

function load(element) {
  return new Promise((resolve, reject) => {
    element.addEventListener("load", resolve);
    element.addEventListener("error", reject);
    document.head.append(element);
  });
}

function style(href) {
  return load(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
}

function script(src) {
  return load(Object.assign(document.createElement("script"), { src }));
}

// The page's own script, as folium made it; the nonce is the one that the server gave to this page.
function run(text) {
  const nonce = document.querySelector("script[nonce]").nonce;
  document.head.append(Object.assign(document.createElement("script"), { nonce, textContent: text }));
}

function savesData() {
  const connection = navigator.connection;
  return Boolean(connection?.saveData || /2g$/.test(connection?.effectiveType ?? ""));
}

export function openOnDemand(section) {
  const [open, close] = [section.querySelector(".map-open"), section.querySelector(".map-close")];
  const message = section.querySelector(".map-message");
  let started;

  const start = () => {
    started ??= Promise.all([
      ...section.dataset.styles.split(" ").map(style),
      ...section.dataset.scripts.split(" ").map(script),
    ]).then(() => run(document.getElementById("map-script").textContent));
    return started;
  };
  const fail = () => {
    started = undefined;
    message.textContent = section.dataset.failed;
    message.hidden = false;
  };
  const show = async () => {
    document.body.classList.add("map-shown");
    section.classList.add("moves");
    close.hidden = false;
    close.focus();
    await start().catch(fail);
    window.dispatchEvent(new Event("resize"));
  };
  const hide = () => {
    document.body.classList.remove("map-shown");
    close.hidden = true;
    open.focus();
  };

  open.hidden = false;
  open.addEventListener("click", show);
  close.addEventListener("click", hide);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.body.classList.contains("map-shown") && !section.querySelector(".leaflet-popup")) hide();
  });
  if (matchMedia(WIDE).matches && !savesData()) {
    const idle = window.requestIdleCallback ?? ((work) => setTimeout(work, 200));
    idle(() => {
      start().then(() => section.classList.add("moves"), fail);
    });
  }
}
