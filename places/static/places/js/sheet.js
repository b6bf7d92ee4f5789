// Shows a place over the map: its entry of the list, as it stands there, with its call and its way.
function withoutIds(node) {
  for (const each of [node, ...node.querySelectorAll("[id]")]) each.removeAttribute("id");
  return node;
}

// On the map no heading stands above that of the place.
function raise(title) {
  const heading = document.createElement("h2");
  heading.append(...title.childNodes);
  title.replaceWith(heading);
}

function more(href, text) {
  const link = Object.assign(document.createElement("a"), { href, textContent: text });
  const row = Object.assign(document.createElement("p"), { className: "actions" });
  row.append(link);
  return row;
}

export class Sheet {
  #box; #words;

  constructor(section, close) {
    this.#box = section.querySelector(".sheet");
    this.#words = section.dataset;
    this.#box.querySelector(".sheet-close").addEventListener("click", close);
    document.addEventListener("keydown", ({ key }) => key === "Escape" && this.isOpen && close());
  }

  get isOpen() {
    return !this.#box.hidden;
  }

  get height() {
    return this.isOpen ? this.#box.offsetHeight : 0;
  }

  open(entry) {
    const card = document.createElement("div");
    card.className = "card";
    card.append(...withoutIds(entry.cloneNode(true)).childNodes);
    raise(card.querySelector("h3"));
    const { href, textContent } = entry.querySelector("h3 a");
    const isLinked = [...card.querySelectorAll(".actions a")].some((link) => link.href === href);
    if (!isLinked) card.append(more(href, this.#words.details));
    this.#box.setAttribute("aria-label", textContent);
    this.#box.querySelector(".sheet-entry").replaceChildren(card);
    this.#box.hidden = false;
    this.#box.scrollTop = 0;
    this.#box.focus({ preventScroll: true });
  }

  close() {
    this.#box.hidden = true;
    this.#box.querySelector(".sheet-entry").replaceChildren();
  }
}
