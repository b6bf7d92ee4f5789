// Lets a point be chosen on the map: who moves it, or presses long, is offered to search around its middle.
import { sendPosition } from "./position.js";

export function chooseOnMap(map, section) {
  const form = document.getElementById("suche");
  if (!form) return; // what is kept is searched on the phone itself
  const button = section.querySelector(".map-here");
  const cross = section.querySelector(".crosshair");
  const offer = () => {
    button.hidden = cross.hidden = false;
    section.querySelector(".map-said").textContent = section.dataset.moved;
  };
  map.on("dragend", offer);
  map.on("contextmenu", ({ latlng }) => {
    map.panTo(latlng, { animate: false });
    offer();
  });
  map.getContainer().addEventListener("keydown", ({ key, target }) => {
    if (key.startsWith("Arrow") && target === map.getContainer()) offer();
  });
  button.addEventListener("click", () => {
    const { lat, lng } = map.getCenter().wrap();
    button.setAttribute("aria-busy", "true");
    sendPosition(form, { latitude: lat, longitude: lng }, { isChosen: true });
  });
}
