// What a kept table of times, [start, end, state] in seconds since 1970, says of a moment: its state, and until when.
// Beyond the table's end nothing is known.
export function stateAt(times, seconds) {
  let now = null;
  for (const [start, end, state] of times) {
    if (now && state !== now.state) break;
    if (now) now.until = end;
    else if (start <= seconds && seconds < end) now = { state, until: end };
  }
  return now ?? { state: "unknown", until: null };
}

export function clock(seconds, timeZone) {
  return new Date(seconds * 1000).toLocaleTimeString("de", { hour: "2-digit", minute: "2-digit", timeZone });
}
