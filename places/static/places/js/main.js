// Wires the map page. Everything here improves a page that works without it.
import { openOnDemand } from "./opening.js";
import { locateOnDemand } from "./position.js";
import { slideRadius } from "./radius.js";

const form = document.getElementById("suche");

// A tap on a category searches at once. Arrow keys only move the choice (their clicks have no detail): Enter searches.
function submitOnTap() {
  form.addEventListener("click", ({ target, detail }) => {
    if (target.name === "category" && detail) form.requestSubmit();
  });
}

// On a phone the chosen category may lie beyond the edge of the row.
function showChoice() {
  const chosen = form.querySelector(".chip input:checked");
  if (chosen?.value) chosen.scrollIntoView({ block: "nearest", inline: "center", behavior: "instant" });
}

// Who fills in a day or a time means it, also where the fields are shown before they are chosen.
function chooseMoment() {
  form.addEventListener("input", ({ target }) => {
    if (["day", "time"].includes(target.name)) form.elements.when.value = "at";
  });
}

// Loaded when needed: who only looks at the list pays for nothing else.
function suggestOnFocus(field) {
  const load = async () => (await import("./combobox.js")).suggestWhileTyping(field);
  field.addEventListener("focus", load, { once: true });
}

slideRadius(form);
showChoice();
submitOnTap();
chooseMoment();
suggestOnFocus(form.elements.where);
locateOnDemand(form);
openOnDemand(document.getElementById("karte"));
