// The marks of places on the moving map: a pin where the point is known, a soft disc with a badge where it is not.
const DROP = "M16 40C11 32 1 25 1 15.5a15 15 0 0 1 30 0C31 25 21 32 16 40z";
const HEAD_PX = 24;
const AREA_PX = 22;
const MOVED_PX = 1;
export const REACH_PX = 16;

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
  });
}

function area(at, colour) {
  const options = { radius: AREA_PX, color: colour, weight: 1.5, dashArray: "2 4", fillOpacity: 0.2, interactive: false };
  return L.circleMarker(at, options);
}

export function mark(place, number, colour, title) {
  const [lon, lat] = place.geometry.coordinates;
  const { approximate, slug } = place.properties;
  const at = L.latLng(lat, lon);
  return {
    at,
    slug,
    approximate,
    draws: (isDrop) => icon(number, colour, isDrop),
    ground: approximate ? area(at, colour) : L.layerGroup(),
    stem: L.polyline([], { color: colour, weight: 2.5, interactive: false }),
    marker: L.marker(at, { icon: icon(number, colour, !approximate), title, alt: title, riseOnHover: true }),
  };
}

const layers = ({ ground, stem, marker }) => [ground, stem, marker];

export function hide(each) {
  for (const layer of layers(each)) layer.remove();
}

// The middle of what is seen of a mark, where it stands on its point.
export function head(map, { at, approximate }) {
  return map.latLngToLayerPoint(at).subtract([0, approximate ? 0 : HEAD_PX]);
}

// Where a badge gives way to another it stands aside, round, and a stem leads to its point.
export function put(map, each, moved) {
  const { at, approximate, draws, stem, marker } = each;
  const from = head(map, each);
  const away = Math.hypot(moved.x - from.x, moved.y - from.y);
  const isDrop = !approximate && away < MOVED_PX;
  const to = isDrop || away < MOVED_PX ? at : map.layerPointToLatLng(moved);
  for (const layer of layers(each)) layer.addTo(map);
  if (!approximate) marker.setIcon(draws(isDrop));
  marker.setLatLng(to);
  stem.setLatLngs(isDrop || (approximate && away < AREA_PX) ? [] : [at, to]);
}
