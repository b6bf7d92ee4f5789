// Moves marks apart that would cover each other, each as little as needed.
const ROUNDS = 60;
const SLACK_PX = 0.05;

function part(one, other, apartPx) {
  const [dx, dy] = [other.x - one.x, other.y - one.y];
  const distance = Math.hypot(dx, dy);
  if (distance >= apartPx - SLACK_PX) return false;
  const [east, south] = distance ? [dx / distance, dy / distance] : [1, 0];
  const push = (apartPx - distance) / 2;
  one.x -= east * push;
  one.y -= south * push;
  other.x += east * push;
  other.y += south * push;
  return true;
}

function pushAll(points, apartPx) {
  let pushed = false;
  points.forEach((one, index) => {
    for (const other of points.slice(index + 1)) pushed = part(one, other, apartPx) || pushed;
  });
  return pushed;
}

export function spread(points, apartPx) {
  const moved = points.map(({ x, y }) => ({ x, y }));
  for (let round = 0; round < ROUNDS && pushAll(moved, apartPx); round += 1);
  return moved;
}
