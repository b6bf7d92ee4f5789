// Gathers marks that crowd: each group lies around the first of its members, in the order of the list.
export function gather(points, reachPx, fewest) {
  const free = new Set(points.keys());
  const groups = [];
  for (const index of points.keys()) {
    if (!free.has(index)) continue;
    const { x, y } = points[index];
    const near = [...free].filter((other) => Math.hypot(points[other].x - x, points[other].y - y) <= reachPx);
    const group = near.length >= fewest ? near : [index];
    for (const member of group) free.delete(member);
    groups.push(group);
  }
  return groups;
}

export function middle(points) {
  const sum = points.reduce((one, other) => ({ x: one.x + other.x, y: one.y + other.y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}
