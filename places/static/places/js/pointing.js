// Sets a point in a form: by a tap on the map, by moving its pin, by keys. The two numbers stay the truth.
import { ground } from "../../geo/js/ground.js";

const DECIMALS = 6;
const CLOSE = 14;
const STEP_PX = { plain: 2, shift: 20 };
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const PAIR = /^\s*(-?\d+(?:\.\d+)?)\s*[,; ]\s*(-?\d+(?:\.\d+)?)\s*$/;
const PIN = L.divIcon({
  className: "point-pin",
  html: '<svg viewBox="0 0 32 40" width="32" height="40" aria-hidden="true"><path d="M16 40C11 32 1 25 1 15.5a15 15 0 0 1 30 0C31 25 21 32 16 40z" fill="#0b5a60" stroke="#fff" stroke-width="2"/><circle cx="16" cy="15.5" r="5" fill="#fff"/></svg>',
  iconSize: [32, 40],
  iconAnchor: [16, 40],
});

export class PointField {
  constructor(field) {
    this.element = field.querySelector(".ground-map");
    [this.latitude, this.longitude] = field.querySelectorAll(".point-numbers input");
    this.said = field.querySelector(".point-said");
    this.reset = field.querySelector(".point-reset");
    this.map = ground(this.element);
    this.marker = L.marker([0, 0], { icon: PIN, draggable: true, autoPan: true, keyboard: true, riseOnHover: true });
    this.saved = [this.latitude.defaultValue, this.longitude.defaultValue];
    this.drawShown();
    this.follow();
    this.look();
    this.listen();
  }

  get typed() {
    const numbers = [this.latitude, this.longitude];
    return numbers.every((number) => number.value !== "" && number.validity.valid) ? numbers.map((number) => number.valueAsNumber) : null;
  }

  drawShown() {
    if (!this.element.dataset.shown) return;
    this.shown = JSON.parse(this.element.dataset.shown);
    L.circleMarker(this.shown, { radius: 14, color: "#8a4b00", weight: 2, dashArray: "3 4", fillOpacity: 0.12 })
      .bindTooltip(this.element.dataset.shownLabel)
      .addTo(this.map);
  }

  look() {
    const centre = this.typed ?? this.shown;
    if (centre) this.map.setView(centre, CLOSE, { animate: false });
  }

  // The pin goes where the numbers say.
  follow() {
    const { typed } = this;
    if (!typed) {
      this.marker.remove();
      return;
    }
    this.marker.setLatLng(typed).addTo(this.map);
    this.marker.getElement().setAttribute("aria-label", this.element.dataset.marker);
  }

  set({ lat, lng }) {
    this.latitude.value = lat.toFixed(DECIMALS);
    this.longitude.value = lng.toFixed(DECIMALS);
    this.follow();
    this.tell();
  }

  tell() {
    const moved = this.latitude.value !== this.saved[0] || this.longitude.value !== this.saved[1];
    this.said.textContent = moved ? this.said.dataset.moved : "";
    this.reset.hidden = !moved;
  }

  back() {
    [this.latitude.value, this.longitude.value] = this.saved;
    this.typedAnew();
    this.latitude.focus();
  }

  typedAnew() {
    this.follow();
    this.tell();
    if (this.typed) this.map.panTo(this.typed);
  }

  // Other maps give "53.2331, 7.4564" to copy.
  paste(event) {
    const pair = PAIR.exec(event.clipboardData.getData("text"));
    if (!pair) return;
    event.preventDefault();
    [, this.latitude.value, this.longitude.value] = pair;
    this.typedAnew();
  }

  step(event) {
    const arrow = ARROWS[event.key];
    if (!arrow || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const px = event.shiftKey ? STEP_PX.shift : STEP_PX.plain;
    const from = this.map.latLngToContainerPoint(this.marker.getLatLng());
    this.set(this.map.containerPointToLatLng(from.add(L.point(arrow).multiplyBy(px))));
    this.map.panInside(this.marker.getLatLng(), { padding: [48, 48] });
  }

  // Arrow keys move a map without a pin; Enter puts one into its middle, and hands the keys to it.
  begin(event) {
    if (event.key !== "Enter") return;
    event.preventDefault();
    this.set(this.map.getCenter());
    this.marker.getElement().focus();
  }

  listen() {
    this.map.on("click", ({ latlng }) => this.set(latlng));
    this.marker.on("dragend", () => this.set(this.marker.getLatLng()));
    this.element.addEventListener("keydown", (event) => {
      if (event.target === this.marker.getElement()) this.step(event);
      else if (event.target === this.element && !this.typed) this.begin(event);
    }, { capture: true });
    for (const number of [this.latitude, this.longitude]) {
      number.addEventListener("input", () => this.typedAnew());
      number.addEventListener("paste", (event) => this.paste(event));
    }
    this.reset.addEventListener("click", () => this.back());
  }
}
