// Says on a kept page what is open now. What the server said when the page was kept is long over.
import { clock, stateAt } from "./times.js";

const DAY_S = 86_400;
const words = document.querySelector(".kept-notice").dataset;
const now = Date.now() / 1000;

function sentence({ times, timezone }) {
  const { state, until } = stateAt(times, now);
  if (state === "open" && until - now < DAY_S) return words.openUntil.replace("{time}", () => clock(until, timezone));
  return words[state === "by_appointment" ? "byAppointment" : state];
}

function status(properties) {
  const { state } = stateAt(properties.times, now);
  return Object.assign(document.createElement("p"), { className: `status ${state} now`, textContent: sentence(properties) });
}

function say(properties) {
  const card = document.getElementById(`ort-${properties.slug}`);
  if (card) card.querySelector(".facts").append(status(properties));
  else if (properties.url === location.pathname) document.querySelector("h1").after(status(properties));
}

const { features } = await (await fetch(words.places)).json();
features.map(({ properties }) => properties).filter(({ times }) => times.length).forEach(say);
