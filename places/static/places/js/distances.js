// Distances on the Earth as the server measures them: along the spheroid of WGS 84, by Lambert's formula.
const RADIUS_M = 6_378_137;
const FLATTENING = 1 / 298.257223563;

const radians = (degrees) => (degrees * Math.PI) / 180;
const reduced = (latitude) => Math.atan((1 - FLATTENING) * Math.tan(radians(latitude)));
const square = (number) => number * number;

// The haversine formula: the angle between two points of a sphere.
function angle(one, other, turn) {
  const half = square(Math.sin((other - one) / 2)) + Math.cos(one) * Math.cos(other) * square(Math.sin(turn / 2));
  return 2 * Math.asin(Math.sqrt(Math.min(1, half)));
}

// Metres between two positions of GeoJSON, [longitude, latitude]. Off by less than a thousandth, but for antipodes.
export function metres([fromLon, fromLat], [toLon, toLat]) {
  const [one, other] = [reduced(fromLat), reduced(toLat)];
  const sigma = angle(one, other, radians(toLon - fromLon));
  if (!sigma) return 0;
  const [middle, apart] = [(one + other) / 2, (other - one) / 2];
  const near = square(Math.sin(middle) * Math.cos(apart)) / square(Math.cos(sigma / 2));
  const far = square(Math.cos(middle) * Math.sin(apart)) / square(Math.sin(sigma / 2));
  return RADIUS_M * (sigma - (FLATTENING / 2) * ((sigma - Math.sin(sigma)) * near + (sigma + Math.sin(sigma)) * far));
}

// What a distance is worth saying: [number, unit, decimals], as the server's pages round it.
export function rounded(distanceM, isApproximate) {
  if (isApproximate) return [Math.max(1, Math.round(distanceM / 1000)), "kilometres", 0];
  if (distanceM >= 995) return [distanceM / 1000, "kilometres", distanceM < 9_950 ? 1 : 0];
  const step = distanceM < 200 ? 10 : 50;
  return [Math.max(step, Math.round(distanceM / step) * step), "metres", 0];
}
