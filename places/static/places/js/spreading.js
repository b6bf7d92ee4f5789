// Moves round marks apart that would cover each other, each as little as needed. A point with its radius in `reach`.
const ROUNDS = 60;
const SLACK_PX = 0.05;

function part(one, other) {
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  const apart = one.reach + other.reach;
  const distance = Math.hypot(dx, dy);
  if (distance >= apart - SLACK_PX) return false;
  const [east, south] = distance ? [dx / distance, dy / distance] : [1, 0];
  const push = (apart - distance) / 2;
  one.x -= east * push;
  one.y -= south * push;
  other.x += east * push;
  other.y += south * push;
  return true;
}

function pushAll(points) {
  let pushed = false;
  points.forEach((one, index) => {
    for (const other of points.slice(index + 1)) pushed = part(one, other) || pushed;
  });
  return pushed;
}

export function spread(points) {
  const moved = points.map(({ x, y, reach }) => ({ x, y, reach }));
  for (let round = 0; round < ROUNDS && pushAll(moved); round += 1);
  return moved;
}
