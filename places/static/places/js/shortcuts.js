// Keys for those who decide much: what stands on the page can be done by one key. Without it, all of it works as well.
const STORE = "shortcuts";
const WRITING = "input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]";

const remembered = () => localStorage.getItem(STORE) !== "off";
const steps = () => [...document.querySelectorAll("[data-steps] [data-step]")];

function step(by) {
  const all = steps();
  const at = all.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1);
  all[next]?.focus();
}

// A part that opens is opened and entered, where one writes if it says so; all else is pressed.
function use(element) {
  const details = element.matches("summary") ? element.parentElement : element.matches("details") ? element : null;
  if (!details) return element.click();
  details.open = element.dataset.key !== "?" || !details.open;
  const first = details.open && (details.querySelector("[data-enter]") ?? details.querySelector("input, select, textarea"));
  (first || details.querySelector("summary")).focus();
}

function tick() {
  document.activeElement?.closest("li")?.querySelector("input[type=checkbox]")?.click();
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target.closest(WRITING)) return;
  const own = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (own?.checkVisibility()) use(own);
  else if (steps().length && event.key === "j") step(1);
  else if (steps().length && event.key === "k") step(-1);
  else if (steps().length && event.key === "x") tick();
  else return;
  event.preventDefault();
}

const choice = document.querySelector(".shortcuts-on");
if (choice) {
  const obey = () => document[choice.checked ? "addEventListener" : "removeEventListener"]("keydown", pressed);
  choice.closest("[hidden]").hidden = false;
  choice.checked = remembered();
  choice.addEventListener("change", () => {
    localStorage.setItem(STORE, choice.checked ? "on" : "off");
    obey();
  });
  obey();
}
