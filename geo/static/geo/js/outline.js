// Draws the boundary of an area and the point that stands in for its places.
import { ground } from "./ground.js";

const COLOUR = "#0b5a60";

function draw(element) {
  const map = ground(element);
  const boundary = L.geoJSON(JSON.parse(element.dataset.outline), { style: { color: COLOUR, weight: 3, fillOpacity: 0.12 }, interactive: false }).addTo(map);
  L.circleMarker(JSON.parse(element.dataset.standIn), { radius: 7, color: "#fff", weight: 2, fillColor: COLOUR, fillOpacity: 1 })
    .bindTooltip(element.dataset.standInLabel)
    .addTo(map);
  map.fitBounds(boundary.getBounds(), { animate: false, padding: [16, 16] });
}

document.querySelectorAll(".ground-map[data-outline]").forEach(draw);
