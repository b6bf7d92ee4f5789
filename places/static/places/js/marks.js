// The marks of places on the moving map: a pin where the point is known, a soft disc with a badge where it is not.
import { spread } from "./spreading.js";

const DROP = "M16 40C11 32 1 25 1 15.5a15 15 0 0 1 30 0C31 25 21 32 16 40z";
const HEAD_PX = 24;
const AREA_PX = 22;
const APART_PX = 32;
const MOVED_PX = 1;

function icon(number, colour, isDrop) {
  const shape = isDrop
    ? `<path d="${DROP}" fill="${colour}" stroke="#fff" stroke-width="1.5"/>`
    : `<circle cx="16" cy="16" r="13" fill="${colour}" stroke="#fff" stroke-width="2"/>`;
  const text = `<text x="16" y="20.5" text-anchor="middle" fill="#fff" font-size="13" font-weight="700">${number}</text>`;
  const [edge, width, height] = isDrop ? [0, 32, 40] : [3, 26, 26];
  const size = `viewBox="${edge} ${edge} ${width} ${height}" width="${width}" height="${height}"`;
  return L.divIcon({
    className: "pin",
    html: `<svg ${size} aria-hidden="true">${shape}${text}</svg>`,
    iconSize: [width, height],
    iconAnchor: [width / 2, isDrop ? height : height / 2],
    popupAnchor: isDrop ? [0, -36] : [0, -14],
  });
}

function area(at, colour) {
  const options = { radius: AREA_PX, color: colour, weight: 1.5, dashArray: "2 4", fillOpacity: 0.2, interactive: false };
  return L.circleMarker(at, options);
}

export function mark(place, number, colour, title) {
  const [lon, lat] = place.geometry.coordinates;
  const { approximate } = place.properties;
  const at = L.latLng(lat, lon);
  return {
    at,
    approximate,
    draws: (isDrop) => icon(number, colour, isDrop),
    ground: approximate ? area(at, colour) : L.layerGroup(),
    stem: L.polyline([], { color: colour, weight: 2.5, interactive: false }),
    marker: L.marker(at, { icon: icon(number, colour, !approximate), title, alt: title, riseOnHover: true }),
  };
}

// Where a badge gives way to another it stands aside, round, and a stem leads to its point.
function place(map, { at, approximate, draws, stem, marker }, head, moved) {
  const away = Math.hypot(moved.x - head.x, moved.y - head.y);
  const isDrop = !approximate && away < MOVED_PX;
  const to = isDrop || away < MOVED_PX ? at : map.layerPointToLatLng(moved);
  if (!approximate) marker.setIcon(draws(isDrop));
  marker.setLatLng(to);
  stem.setLatLngs(isDrop || (approximate && away < AREA_PX) ? [] : [at, to]);
}

export function arrange(map, marks) {
  const heads = marks.map(({ at, approximate }) => map.latLngToLayerPoint(at).subtract([0, approximate ? 0 : HEAD_PX]));
  const moved = spread(heads, APART_PX);
  marks.forEach((each, index) => place(map, each, heads[index], moved[index]));
}
