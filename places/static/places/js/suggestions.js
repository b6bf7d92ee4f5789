// Offers addresses, villages, stops and places while someone types, from our own server.
import { features } from "./api.js";

const SHORTEST = 2;
const PAUSE_MS = 200;

export function suggestWhileTyping(input) {
  if (navigator.connection?.saveData) return;
  const list = input.list;
  let timer = 0;
  let running = new AbortController();

  const offer = async () => {
    running.abort();
    running = new AbortController();
    const text = input.value.trim();
    if (text.length < SHORTEST) return;
    try {
      const href = `${input.dataset.suggestions}?q=${encodeURIComponent(text)}`;
      const found = await features({ href }, running.signal);
      const labels = found.map(({ properties }) => properties.label);
      list.replaceChildren(...[...new Set(labels)].map((label) => new Option(label, label)));
    } catch {
      list.replaceChildren(); // offline or aborted: the form still works
    }
  };
  const offerSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(offer, PAUSE_MS);
  };
  input.addEventListener("input", offerSoon);
  offerSoon(); // what was typed while this was loading
}
