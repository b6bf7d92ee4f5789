// Keeps the marks of a map readable at every zoom: few that collide stand apart, many become one with their number.
import { gather, middle } from "./clustering.js";
import { REACH_PX, head, hide, put } from "./marks.js";
import { spread } from "./spreading.js";

const CROWD_REACH_PX = 22;
const NEAR_PX = 36;
const FEWEST = 4;
const ROOM_PX = 64;
const WORTH_A_ZOOM = 0.5;

function badge(number, title) {
  const size = 2 * CROWD_REACH_PX;
  const icon = L.divIcon({ className: "crowd", html: `<span aria-hidden="true">${number}</span>`, iconSize: [size, size] });
  return L.marker([0, 0], { icon, title, alt: title, riseOnHover: true });
}

export class Crowds {
  #map; #marks; #label; #closest;
  #badges = [];
  #apart = new Set();

  // `label` makes the name of a crowd of its number; nearer than `closest` no crowd leads.
  constructor(map, marks, { label, closest }) {
    [this.#map, this.#marks, this.#label, this.#closest] = [map, marks, label, closest];
    map.on("zoomend", () => {
      this.#apart.clear();
      this.arrange();
    });
  }

  // The marker that stands for a mark: its own, or its crowd's.
  standsFor(mark) {
    return this.#badges.find(({ members }) => members.includes(mark))?.marker ?? mark.marker;
  }

  // Show a mark by itself, whatever stands around it.
  single(mark) {
    this.#apart.add(mark);
    this.arrange();
  }

  arrange() {
    const hadFocus = this.#badges.find(({ marker }) => marker.getElement() === document.activeElement);
    for (const { marker } of this.#badges) marker.remove();
    const groups = this.#groups();
    const points = groups.map((group) => {
      const reach = group.length > 1 ? CROWD_REACH_PX : REACH_PX;
      return { ...middle(group.map((each) => head(this.#map, each))), reach };
    });
    const moved = spread(points);
    this.#badges = [];
    groups.forEach((group, index) => this.#draw(group, moved[index]));
    if (hadFocus) this.standsFor(hadFocus.members[0]).getElement().focus({ preventScroll: true });
  }

  #groups() {
    const free = this.#marks.filter((each) => !this.#apart.has(each));
    const groups = gather(free.map((each) => head(this.#map, each)), NEAR_PX, FEWEST);
    return [...groups.map((group) => group.map((index) => free[index])), ...[...this.#apart].map((each) => [each])];
  }

  #draw(group, at) {
    if (group.length === 1) put(this.#map, group[0], at);
    else this.#crowd(group, at);
  }

  #crowd(members, at) {
    members.forEach(hide);
    const marker = badge(members.length, this.#label(members.length)).setLatLng(this.#map.layerPointToLatLng(at));
    const open = () => this.#open(members);
    marker.on("click", open).on("keydown", ({ originalEvent }) => {
      if (!["Enter", " "].includes(originalEvent.key)) return;
      originalEvent.preventDefault();
      open();
    });
    marker.addTo(this.#map);
    this.#badges.push({ marker, members });
  }

  // Go where the members part; where no zoom parts them, they stand around their point.
  #open(members) {
    const bounds = L.latLngBounds(members.map(({ at }) => at));
    const zoom = Math.min(this.#map.getBoundsZoom(bounds, false, L.point(2 * ROOM_PX, 2 * ROOM_PX)), this.#closest);
    if (zoom >= this.#map.getZoom() + WORTH_A_ZOOM) {
      this.#map.setView(bounds.getCenter(), zoom, { animate: false });
      return;
    }
    for (const each of members) this.#apart.add(each);
    this.arrange();
  }
}
