// A field with suggestions (ARIA 1.2 combobox): the server writes the list, so that no word stands here.
const SHORTEST = 2;
const PAUSE_MS = 250;

// The list as it is shown: which entry is active, and what a screen reader hears of it.
function listbox(input, list, said) {
  const options = () => [...list.children];
  const active = () => list.querySelector('[aria-selected="true"]');

  const activate = (option) => {
    active()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const close = () => {
    activate();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    said.textContent = "";
  };
  const open = (markup) => {
    const made = new DOMParser().parseFromString(markup, "text/html");
    list.replaceChildren(...made.querySelectorAll("li"));
    if (!list.children.length) return close();
    activate();
    list.hidden = false;
    list.scrollTop = 0;
    input.setAttribute("aria-expanded", "true");
    said.textContent = made.querySelector("p").textContent.trim();
  };
  const move = (step) => {
    const all = options();
    const at = all.indexOf(active()) + (active() || step > 0 ? step : 0);
    activate(all.at(at % all.length));
  };
  const end = (index) => activate(options().at(index));
  return { active, activate, close, open, move, end, isOpen: () => !list.hidden };
}

// One request for each pause; the one before is aborted. What fails is no news: the form works without suggestions.
function asker(input, shown) {
  let timer = 0;
  let running = new AbortController();
  const stop = () => {
    clearTimeout(timer);
    running.abort();
  };
  const ask = async () => {
    stop();
    running = new AbortController();
    const { signal } = running;
    const href = `${input.dataset.suggestions}?q=${encodeURIComponent(input.value.trim())}`;
    try {
      const response = await fetch(href, { signal });
      const markup = await response.text();
      if (response.ok && !signal.aborted && document.activeElement === input) shown.open(markup);
    } catch {
      if (!signal.aborted) shown.close();
    }
  };
  const askSoon = () => {
    stop();
    if (input.value.trim().length >= SHORTEST) timer = setTimeout(ask, PAUSE_MS);
    else shown.close();
  };
  return { ask, askSoon, stop };
}

// Each key that does something with the list; the others are the field's own.
function keys(shown, asked, choose) {
  const onlyOpen = (action) => () => shown.isOpen() && (action(), true);
  const onlyActive = (action) => () => Boolean(shown.active()) && (action(), true);
  return {
    ArrowDown: () => (shown.isOpen() ? shown.move(1) : asked.ask(), true),
    ArrowUp: onlyOpen(() => shown.move(-1)),
    Home: onlyActive(() => shown.end(0)),
    End: onlyActive(() => shown.end(-1)),
    Enter: onlyActive(() => choose(shown.active())),
    Escape: onlyOpen(() => (asked.stop(), shown.close())),
    Tab: () => (asked.stop(), shown.close(), false),
  };
}

export function suggestWhileTyping(input) {
  if (navigator.connection?.saveData) return;
  const list = document.getElementById("vorschlaege");
  const shown = listbox(input, list, input.form.querySelector(".suggested"));
  const asked = asker(input, shown);
  const choose = ({ dataset }) => {
    asked.stop();
    input.value = dataset.text;
    shown.close();
    input.form.requestSubmit();
  };
  const actions = keys(shown, asked, choose);

  list.setAttribute("role", "listbox");
  for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id]]) {
    input.setAttribute(name, value);
  }
  input.addEventListener("input", asked.askSoon);
  input.addEventListener("keydown", (event) => {
    if (!event.isComposing && Object.hasOwn(actions, event.key) && actions[event.key]()) event.preventDefault();
  });
  input.addEventListener("blur", () => (asked.stop(), shown.close()));
  list.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the field
  list.addEventListener("click", ({ target }) => {
    const option = target.closest('[role="option"]');
    if (option) choose(option);
  });
  if (input.value !== input.defaultValue) asked.askSoon(); // what was typed while this was loading
}
