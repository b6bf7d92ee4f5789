// Keeps list and map in step: a mark brings its entry into view, an entry lifts its mark.
import { Sheet } from "./sheet.js";

const CHOSEN = "chosen";
const LIFTED = 1000;
const EDGE_PX = 48;

// On a phone the map lies over the page, and each step has its way back.
const isOver = () => document.body.classList.contains("map-shown");

export class Link {
  #map; #crowds; #sheet; #marks;
  #chosen;
  #lifted = [];

  constructor(map, section, marks, crowds) {
    [this.#map, this.#crowds, this.#marks] = [map, crowds, marks];
    this.#sheet = new Sheet(section, () => this.#dismiss());
    for (const mark of marks) this.#join(mark);
    addEventListener("popstate", ({ state }) => this.#present(state?.place));
    map.on("zoomend", () => this.#paint());
    this.#present(history.state?.place); // the way back from a place
  }

  #entry(mark) {
    return document.getElementById(`ort-${mark.slug}`);
  }

  #join(mark) {
    mark.marker.on("click", () => this.#choose(mark)).on("keydown", ({ originalEvent }) => {
      if (!["Enter", " "].includes(originalEvent.key)) return;
      originalEvent.preventDefault();
      this.#choose(mark);
    });
    const entry = this.#entry(mark);
    if (!entry) return;
    for (const type of ["pointerenter", "focusin"]) entry.addEventListener(type, () => this.#lift(mark));
    for (const type of ["pointerleave", "focusout"]) entry.addEventListener(type, () => this.#lift());
    entry.addEventListener("focusin", () => this.#show(mark));
    entry.addEventListener("click", ({ target }) => target.closest("a, button, summary") || this.#choose(mark));
  }

  #choose(mark) {
    const state = { ...history.state, place: mark.slug };
    if (isOver() && !history.state?.place) history.pushState(state, "");
    else history.replaceState(state, "");
    this.#present(mark.slug);
  }

  #dismiss() {
    if (isOver() && history.state?.place) {
      history.back();
      return;
    }
    history.replaceState({ ...history.state, place: undefined }, "");
    this.#present();
  }

  #present(slug) {
    const before = this.#chosen;
    this.#chosen = this.#marks.find((mark) => mark.slug === slug && this.#entry(mark));
    if (before) this.#entry(before).classList.remove(CHOSEN);
    if (this.#chosen) this.#open(this.#chosen);
    else if (before) this.#shut(before);
    this.#paint();
  }

  #open(mark) {
    const entry = this.#entry(mark);
    entry.classList.add(CHOSEN);
    entry.scrollIntoView({ block: "nearest" });
    this.#crowds.single(mark);
    this.#sheet.open(entry);
    this.#show(mark);
  }

  #shut(mark) {
    this.#sheet.close();
    this.#crowds.standsFor(mark).getElement()?.focus({ preventScroll: true });
  }

  #lift(mark) {
    this.#lifted = mark ? [mark] : [];
    this.#paint();
  }

  // The marks, or crowds, of what is chosen and of what is pointed at in the list.
  #paint() {
    const lifted = new Set([this.#chosen, ...this.#lifted].filter(Boolean).map((mark) => this.#crowds.standsFor(mark)));
    for (const marker of new Set(this.#marks.map((mark) => this.#crowds.standsFor(mark)))) {
      marker.setZIndexOffset(lifted.has(marker) ? LIFTED : 0);
      marker.getElement()?.classList.toggle(CHOSEN, lifted.has(marker));
    }
  }

  #show(mark) {
    this.#map.panInside(mark.at, {
      paddingTopLeft: [EDGE_PX, 2 * EDGE_PX],
      paddingBottomRight: [EDGE_PX, EDGE_PX + this.#sheet.height],
      animate: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    });
  }
}
