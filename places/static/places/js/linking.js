// Keeps list and map in step: a marker brings its entry into view, an entry lifts its marker.
const CHOSEN = "chosen";

function markEntry(entry, marker) {
  marker.on("popupopen", () => {
    entry.classList.add(CHOSEN);
    entry.scrollIntoView({ block: "nearest" });
  });
  marker.on("popupclose", () => entry.classList.remove(CHOSEN));
}

function liftMarker(entry, marker) {
  const lift = (isLifted) => () => {
    marker.setZIndexOffset(isLifted ? 1000 : 0);
    marker.getElement().classList.toggle(CHOSEN, isLifted);
  };
  for (const type of ["pointerenter", "focusin"]) entry.addEventListener(type, lift(true));
  for (const type of ["pointerleave", "focusout"]) entry.addEventListener(type, lift(false));
}

export function link(entry, marker) {
  if (!entry) return;
  markEntry(entry, marker);
  liftMarker(entry, marker);
}
