// The rows of a table of opening hours: each shows what it needs, and takes over what Monday says.
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

export function rowsOf(table) {
  return [...table.querySelectorAll(".hours-day")].map((row) => new Row(row));
}

// Buttons that copy Monday's hours: to the row of the button, or to all days of work. `changed` is called after each.
export function offerCopies(table, rows, changed) {
  const monday = rows.find(({ day }) => day === "mo");
  const offer = (button, chosen) => {
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", () => {
      for (const row of chosen) row.copy(monday);
      changed();
    });
  };
  for (const row of rows) offer(row.element.querySelector(".hours-copy"), [row]);
  offer(table.querySelector(".hours-spread"), rows.filter(({ day }) => WORKDAYS.includes(day)));
}
