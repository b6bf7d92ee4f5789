// A table of opening hours: rows that show what they need, and a preview. What hours mean, the server alone knows.
const PAUSE_MS = 400;
const WORKDAYS = ["tu", "we", "th", "fr"];

class Row {
  constructor(element) {
    this.element = element;
    this.kind = element.querySelector(".hours-kind");
    this.spans = [...element.querySelectorAll(".hours-span")];
    this.add = element.querySelector(".hours-add");
    this.mistake = element.querySelector(".hours-mistake");
    this.shown = 1;
    this.add.addEventListener("click", () => this.showAnother());
    for (const span of this.spans) span.querySelector(".hours-remove").addEventListener("click", () => this.remove(span));
    this.kind.addEventListener("change", () => this.look());
    element.addEventListener("input", ({ target }) => this.typed(target));
    this.look();
  }

  get day() {
    return this.element.dataset.day;
  }

  get hasTimes() {
    return this.kind.value === "open" || this.kind.value === "appointment" || (this.kind.value === "" && this.day !== "ph");
  }

  times(span) {
    return [...span.querySelectorAll("input")];
  }

  isFilled(span) {
    return this.times(span).some((time) => time.value !== "");
  }

  // A closed day's times are kept, and not sent.
  look() {
    const filled = this.spans.findLastIndex((span) => this.isFilled(span)) + 1;
    this.shown = Math.max(this.shown, filled, 1);
    this.spans.forEach((span, index) => {
      span.hidden = !this.hasTimes || index >= this.shown;
      for (const time of this.times(span)) time.disabled = !this.hasTimes;
      span.querySelector(".hours-remove").hidden = this.shown === 1 && !this.isFilled(span);
    });
    this.add.hidden = !this.hasTimes || this.shown === this.spans.length || !this.isFilled(this.spans[this.shown - 1]);
  }

  typed(target) {
    if (target.type === "time" && target.value && this.kind.value === "") this.kind.value = "open";
    this.look();
  }

  showAnother() {
    this.shown += 1;
    this.look();
    this.times(this.spans[this.shown - 1])[0].focus();
  }

  // Those behind it move up, so that no gap is left.
  remove(removed) {
    const kept = this.spans.filter((span) => span !== removed).map((span) => this.times(span).map((time) => time.value));
    this.spans.forEach((span, index) => this.times(span).forEach((time, end) => (time.value = kept[index]?.[end] ?? "")));
    this.shown = Math.max(this.shown - 1, 1);
    if (this.kind.value === "open" && !this.spans.some((span) => this.isFilled(span))) this.kind.value = "";
    this.look();
    this.times(this.spans[this.shown - 1])[0].focus();
    this.element.dispatchEvent(new Event("change", { bubbles: true }));
  }

  copy(other) {
    this.kind.value = other.kind.value;
    this.spans.forEach((span, index) =>
      this.times(span).forEach((time, end) => (time.value = other.times(other.spans[index])[end].value)),
    );
    this.shown = 1;
    this.look();
  }

  // Whoever is still typing is not told yet.
  tell(mistake) {
    if (mistake && this.element.contains(document.activeElement)) return;
    this.mistake.textContent = mistake ?? "";
    this.mistake.hidden = !mistake;
    for (const span of this.spans) for (const time of this.times(span)) time.toggleAttribute("aria-invalid", Boolean(mistake));
  }
}

class HoursField {
  constructor(element) {
    this.element = element;
    this.rows = [...element.querySelectorAll(".hours-day")].map((row) => new Row(row));
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
    const monday = this.rows.find(({ day }) => day === "mo");
    for (const row of this.rows) {
      row.element.addEventListener("focusout", () => this.ask());
      this.offer(row.element.querySelector(".hours-copy"), () => [row], monday);
    }
    this.offer(this.element.querySelector(".hours-spread"), () => this.rows.filter(({ day }) => WORKDAYS.includes(day)), monday);
  }

  offer(button, rows, source) {
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      for (const row of rows()) row.copy(source);
      this.changed("table");
    });
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
