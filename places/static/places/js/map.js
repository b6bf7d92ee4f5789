// What the moving map does: the circle of the search, the places as numbered marks, their details.
import { features } from "./api.js";
import { link } from "./linking.js";
import { arrange, mark } from "./marks.js";

const METRES_PER_DEGREE = 111_195;
const CLOSEST_ZOOM = 14;
const EDGE_PX = 8;
const ROOM_PX = 48;

function paragraph(text, className = "") {
  return Object.assign(document.createElement("p"), { textContent: text, className });
}

// Built of nodes, so that no text of a place is ever read as markup.
function details({ properties }, words) {
  const box = document.createElement("div");
  const href = words.place.replace("/-/", `/${properties.slug}/`); // the page in the language of this one
  const anchor = Object.assign(document.createElement("a"), { href, textContent: words.details });
  box.append(Object.assign(paragraph(properties.name, "name"), { lang: "de", dir: "auto" }));
  if (properties.approximate) box.append(paragraph(words.approximate));
  box.append(anchor);
  return box;
}

// By keyboard, the focus goes into the details and back to the mark.
function followFocus(marker, words) {
  let byKeyboard = false;
  marker.on("keydown", () => (byKeyboard = true)).on("click", ({ originalEvent }) => (byKeyboard = originalEvent?.detail === 0));
  marker.on("popupopen", ({ popup }) => {
    popup.getElement().querySelector(".leaflet-popup-close-button").setAttribute("aria-label", words.close);
    if (byKeyboard) popup.getElement().querySelector("a").focus();
  });
  marker.on("popupclose", () => byKeyboard && marker.getElement().focus());
}

function addPlace(map, place, number, configuration, words) {
  const { name, categories, approximate, slug } = place.properties;
  const colour = configuration.colours[categories[0]] ?? configuration.plainColour;
  const title = approximate ? `${number}. ${name} (${words.approximate})` : `${number}. ${name}`;
  const made = mark(place, number, colour, title);
  for (const layer of [made.ground, made.stem, made.marker]) layer.addTo(map);
  made.marker.bindPopup(() => details(place, words));
  followFocus(made.marker, words);
  link(document.getElementById(`ort-${slug}`), made.marker);
  return made;
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

function addControls(map, words) {
  map.attributionControl.setPrefix(false);
  L.control.scale({ imperial: false, position: "topleft" }).addTo(map);
  L.control.zoom({ position: "topright", zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
}

// To a screen reader the map is its marks, under one name: lines and circles say nothing more.
function describe(map, section) {
  const container = map.getContainer();
  container.setAttribute("role", "group");
  container.setAttribute("aria-label", section.dataset.moving);
  map.getPane("overlayPane").setAttribute("aria-hidden", "true");
}

async function addPlaces(map, configuration, words) {
  const found = await features(configuration.places);
  const marks = found.map((place, index) => addPlace(map, place, index + 1, configuration, words));
  if (!configuration.centre && found.length) fitPlaces(map, found);
  arrange(map, marks);
  map.on("zoomend", () => arrange(map, marks));
  return found.length;
}

export async function show(map, configuration) {
  const section = map.getContainer().closest(".map");
  const words = section.dataset;
  section.classList.add("moves");
  describe(map, section);
  addControls(map, words);
  fit(map, configuration.bounds, EDGE_PX);
  addCircle(map, configuration);
  window.addEventListener("resize", () => map.invalidateSize());
  map.getContainer().addEventListener("keydown", ({ key }) => key === "Escape" && map.closePopup());
  try {
    section.dataset.places = String(await addPlaces(map, configuration, words));
    section.querySelector(".picture").setAttribute("aria-hidden", "true"); // the marks say the same, and more
  } catch {
    const message = section.querySelector(".map-message");
    message.textContent = words.failed;
    message.hidden = false;
  }
}
