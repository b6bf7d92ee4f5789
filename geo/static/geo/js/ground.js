// The ground of every map in the admin: our own tiles under Leaflet, as the element's data describe them.
export function ground(element) {
  const { tiles, credit, bounds, minZoom, maxZoom, maxNativeZoom } = JSON.parse(element.dataset.ground);
  const { label, zoomIn, zoomOut } = element.dataset;
  element.hidden = false;
  element.setAttribute("role", "region");
  element.setAttribute("aria-label", label);
  const map = L.map(element, { minZoom, maxZoom, zoomControl: false, scrollWheelZoom: false });
  map.attributionControl.setPrefix(false);
  L.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(map);
  L.control.scale({ imperial: false, position: "topright" }).addTo(map);
  L.tileLayer(tiles, { attribution: credit, minNativeZoom: minZoom, maxNativeZoom, minZoom, maxZoom, noWrap: true }).addTo(map);
  map.fitBounds(bounds, { animate: false });
  zoomByWheelWhileFocused(map);
  return map;
}

// A form is scrolled past its map; whoever has clicked the map means the map.
function zoomByWheelWhileFocused(map) {
  map.on("focus", () => map.scrollWheelZoom.enable());
  map.on("blur", () => map.scrollWheelZoom.disable());
}
