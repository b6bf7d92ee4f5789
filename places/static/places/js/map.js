// What the moving map does: the circle of the search, the places as numbered marks.
import { features } from "./api.js";
import { chooseOnMap } from "./choosing.js";
import { Crowds } from "./crowds.js";
import { Link } from "./linking.js";
import { mark } from "./marks.js";

const METRES_PER_DEGREE = 111_195;
const CLOSEST_ZOOM = 14;
const EDGE_PX = 8;
const ROOM_PX = 48;

function markPlace(place, index, configuration, words) {
  const { name, categories, approximate, slug } = place.properties;
  const number = document.getElementById(`ort-${slug}`)?.dataset.number ?? index + 1;
  const colour = configuration.colours[categories[0]] ?? configuration.plainColour;
  return mark(place, number, colour, approximate ? `${number}. ${name} (${words.approximate})` : `${number}. ${name}`);
}

// All but the circle, in a polygon with a hole: what was not asked for lies in the shade.
function shade([lat, lon], radiusM) {
  const high = radiusM / METRES_PER_DEGREE;
  const wide = high / Math.cos((lat * Math.PI) / 180);
  const hole = Array.from({ length: 90 }, (_, step) => {
    const angle = (step * Math.PI) / 45;
    return [lat + high * Math.sin(angle), lon + wide * Math.cos(angle)];
  });
  const all = [[-85, lon - 180], [85, lon - 180], [85, lon + 180], [-85, lon + 180]];
  return L.polygon([all, hole], { className: "shade", stroke: false, interactive: false });
}

function addCircle(map, { centre, radiusM }) {
  if (!centre) return;
  shade(centre, radiusM).addTo(map);
  L.circle(centre, { radius: radiusM, className: "ring", weight: 2, dashArray: "6 6", fill: false, interactive: false }).addTo(map);
  L.circleMarker(centre, { radius: 6, className: "here", weight: 2, fillOpacity: 1, interactive: false }).addTo(map);
}

// Tiles of the next zoom stand in from half a zoom on; just there their words would be too small to read.
function fit(map, bounds, roomPx) {
  const zoom = Math.min(map.getBoundsZoom(bounds, false, L.point(2 * roomPx, 2 * roomPx)), CLOSEST_ZOOM);
  map.setView(L.latLngBounds(bounds).getCenter(), zoom % 1 === 0.5 ? zoom - 0.25 : zoom, { animate: false });
}

function fitPlaces(map, places) {
  fit(map, places.map(({ geometry }) => [geometry.coordinates[1], geometry.coordinates[0]]), ROOM_PX);
}

// In a page from right to left the map's corners change sides as well.
function addControls(map, words) {
  const isMirrored = getComputedStyle(document.documentElement).direction === "rtl";
  const [start, end] = isMirrored ? ["right", "left"] : ["left", "right"];
  map.attributionControl.setPrefix(false).setPosition(`bottom${end}`);
  L.control.scale({ imperial: false, position: `top${start}` }).addTo(map);
  L.control.zoom({ position: `top${end}`, zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
}

// To a screen reader the map is its marks, under one name: lines and circles say nothing more.
function describe(map, section) {
  const container = map.getContainer();
  container.setAttribute("role", "group");
  container.setAttribute("aria-label", section.dataset.moving);
  container.setAttribute("aria-describedby", section.querySelector(".sentence").id);
  map.getPane("overlayPane").setAttribute("aria-hidden", "true");
}

async function addPlaces(map, section, configuration) {
  const found = await features(configuration.places);
  const words = section.dataset;
  const marks = found.map((place, index) => markPlace(place, index, configuration, words));
  if (!configuration.centre && found.length) fitPlaces(map, found);
  const crowds = new Crowds(map, marks, { label: (number) => words.crowd.replace("{}", number), closest: CLOSEST_ZOOM });
  crowds.arrange();
  new Link(map, section, marks, crowds);
  return found.length;
}

export async function show(map, configuration) {
  const section = map.getContainer().closest(".map");
  section.classList.add("moves");
  describe(map, section);
  addControls(map, section.dataset);
  fit(map, configuration.bounds, EDGE_PX);
  addCircle(map, configuration);
  chooseOnMap(map, section);
  addEventListener("resize", () => map.invalidateSize());
  try {
    section.dataset.places = String(await addPlaces(map, section, configuration));
    section.querySelector(".picture").setAttribute("aria-hidden", "true"); // the marks say the same, and more
    section.querySelector(".map-said").textContent = section.querySelector(".sentence").textContent.trim();
  } catch {
    const message = section.querySelector(".map-message");
    message.textContent = section.dataset.failed;
    message.hidden = false;
  }
}
