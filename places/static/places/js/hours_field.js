// A table of opening hours: rows that show what they need, and a preview. What hours mean, the server alone knows.
import { offerCopies, rowsOf } from "./hours_rows.js";

const PAUSE_MS = 400;

class HoursField {
  constructor(element) {
    this.element = element;
    this.rows = rowsOf(element);
    this.text = element.querySelector(".hours-text input");
    this.code = element.querySelector(".hours-text code");
    this.by = element.querySelector(".hours-by");
    this.said = element.querySelector(".hours-said");
    this.listen();
  }

  get base() {
    return this.text.name;
  }

  listen() {
    const table = this.element.querySelector(".hours-table");
    for (const type of ["input", "change"]) table.addEventListener(type, () => this.changed("table"));
    this.text.addEventListener("input", () => this.changed("text"));
    for (const row of this.rows) row.element.addEventListener("focusout", () => this.ask());
    offerCopies(this.element, this.rows, () => this.changed("table"));
  }

  changed(by) {
    this.by.value = by;
    this.isAsked = true;
    this.ask();
  }

  ask() {
    if (!this.isAsked) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.renew(), PAUSE_MS);
  }

  // The same fields as the form sends, under the name that the preview knows.
  question() {
    const form = this.element.closest("form");
    const asked = new FormData();
    asked.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    asked.set("timezone", form.elements.timezone?.value || this.element.dataset.timezone);
    asked.set("area", form.elements.area?.value ?? this.element.dataset.area);
    for (const field of this.element.querySelectorAll("[name]")) {
      if (field.disabled || (field.type === "checkbox" && !field.checked)) continue;
      asked.set(`hours${field.name.slice(this.base.length)}`, field.value);
    }
    return asked;
  }

  async renew() {
    this.asking?.abort();
    this.asking = new AbortController();
    const { signal } = this.asking;
    try {
      const answer = await fetch(this.element.dataset.address, { method: "POST", body: this.question(), signal });
      this.show(await answer.json());
    } catch (error) {
      if (error.name !== "AbortError") this.said.textContent = this.element.dataset.away;
    }
  }

  show({ errors, text, cells, preview, is_special: isSpecial }) {
    for (const row of this.rows) row.tell(errors?.[row.day]);
    this.said.textContent = errors ? (errors[""] ?? "") : this.element.dataset.renewed;
    this.said.classList.toggle("hours-wrong", Boolean(errors?.[""]));
    if (errors) return;
    this.element.querySelector(".hours-preview").innerHTML = preview;
    this.element.querySelector(".hours-special").hidden = !isSpecial;
    this.code.textContent = text;
    if (this.by.value === "text") this.fill(cells);
    else this.text.value = text;
  }

  fill(cells) {
    this.element.querySelector(".hours-table").open = Boolean(cells);
    for (const [end, value] of Object.entries(cells ?? {})) {
      const field = this.element.querySelector(`[name="${CSS.escape(`${this.base}-${end}`)}"]`);
      if (field.type === "checkbox") field.checked = Boolean(value);
      else field.value = value;
    }
    for (const row of this.rows) row.look();
  }
}

const fields = new Map();

function enhance(root) {
  for (const element of root.querySelectorAll(".hours-field")) {
    if (!element.closest(".empty-form")) fields.set(element, new HoursField(element));
  }
}

enhance(document);
document.addEventListener("formset:added", ({ target }) => enhance(target));
for (const id of ["id_timezone", "id_area"]) {
  document.getElementById(id)?.addEventListener("change", () => {
    for (const field of fields.values()) {
      field.isAsked = true;
      field.ask();
    }
  });
}
