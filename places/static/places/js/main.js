// Wires the map page. Everything here improves a page that works without it.
import { openOnDemand } from "./opening.js";
import { locateOnDemand } from "./position.js";
import { slideRadius } from "./radius.js";
import { suggestWhileTyping } from "./suggestions.js";

const form = document.getElementById("suche");

function submitOnChoice() {
  form.addEventListener("change", (event) => {
    if (event.target.name === "category" || event.target.name === "radius_km") form.requestSubmit();
  });
}

slideRadius(form);
submitOnChoice();
suggestWhileTyping(form.elements.where);
locateOnDemand(form);
openOnDemand(document.getElementById("karte"));
