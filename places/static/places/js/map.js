// What the moving map does: the circle of the search, the places as numbered pins, their details.
import { features } from "./api.js";

const DROP = "M16 40C11 32 1 25 1 15.5a15 15 0 0 1 30 0C31 25 21 32 16 40z";
const AREA_PX = 22;
const METRES_PER_DEGREE = 111_195;

function badge(number, colour, approximate) {
  const shape = approximate
    ? `<circle cx="16" cy="16" r="13" fill="${colour}" stroke="#fff" stroke-width="2"/>`
    : `<path d="${DROP}" fill="${colour}" stroke="#fff" stroke-width="1.5"/>`;
  const text = `<text x="16" y="20.5" text-anchor="middle" fill="#fff" font-size="13" font-weight="700">${number}</text>`;
  return L.divIcon({
    className: "pin",
    html: `<svg viewBox="0 0 32 40" width="32" height="40" aria-hidden="true">${shape}${text}</svg>`,
    iconSize: [32, 40],
    iconAnchor: approximate ? [16, 16] : [16, 40],
    popupAnchor: approximate ? [0, -14] : [0, -36],
  });
}

function paragraph(text, className = "") {
  return Object.assign(document.createElement("p"), { textContent: text, className });
}

// Built of nodes, so that no text of a place is ever read as markup.
function details({ properties }, words) {
  const box = document.createElement("div");
  const link = Object.assign(document.createElement("a"), { href: properties.url, textContent: words.details });
  box.append(paragraph(properties.name, "name"));
  if (properties.approximate) box.append(paragraph(words.approximate));
  box.append(link);
  return box;
}

function addPlace(map, place, number, configuration, words) {
  const [lon, lat] = place.geometry.coordinates;
  const { name, categories, approximate } = place.properties;
  const colour = configuration.colours[categories[0]] ?? configuration.plainColour;
  if (approximate) {
    L.circleMarker([lat, lon], { radius: AREA_PX, color: colour, weight: 1.5, dashArray: "2 4", fillOpacity: 0.2, interactive: false }).addTo(map);
  }
  const title = approximate ? `${number}. ${name} (${words.approximate})` : `${number}. ${name}`;
  L.marker([lat, lon], { icon: badge(number, colour, approximate), title, alt: title, riseOnHover: true })
    .bindPopup(() => details(place, words))
    .addTo(map);
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
  return L.polygon([all, hole], { stroke: false, fillColor: "#000", fillOpacity: 0.08, interactive: false });
}

function addCircle(map, { centre, radiusM }) {
  if (!centre) return;
  shade(centre, radiusM).addTo(map);
  L.circle(centre, { radius: radiusM, color: "#0b5a60", weight: 2, dashArray: "6 6", fill: false, interactive: false }).addTo(map);
  L.circleMarker(centre, { radius: 6, color: "#fff", weight: 2, fillColor: "#0b5a60", fillOpacity: 1, interactive: false }).addTo(map);
}

function fitPlaces(map, places) {
  const points = places.map(({ geometry }) => [geometry.coordinates[1], geometry.coordinates[0]]);
  map.fitBounds(points, { animate: false, padding: [48, 48], maxZoom: 13 });
}

function addControls(map, words) {
  map.attributionControl.setPrefix(false);
  L.control.scale({ imperial: false }).addTo(map);
  L.control.zoom({ position: "topright", zoomInTitle: words.zoomIn, zoomOutTitle: words.zoomOut }).addTo(map);
}

export async function show(map, configuration) {
  const section = map.getContainer().closest(".map");
  const words = section.dataset;
  addControls(map, words);
  map.fitBounds(configuration.bounds, { animate: false });
  addCircle(map, configuration);
  window.addEventListener("resize", () => map.invalidateSize());
  try {
    const found = await features(configuration.places);
    found.forEach((place, index) => addPlace(map, place, index + 1, configuration, words));
    if (!configuration.centre && found.length) fitPlaces(map, found);
    section.dataset.places = String(found.length);
  } catch {
    const message = section.querySelector(".map-message");
    message.textContent = words.failed;
    message.hidden = false;
  }
}
