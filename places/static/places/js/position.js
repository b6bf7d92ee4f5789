// Sends the device's position, rounded to about 100 m, in the body of a request: no address bar, no log, no cache.
const DECIMALS = 3;

export function sendPosition(form, { latitude, longitude }, { isChosen = false } = {}) {
  form.method = "post";
  form.elements.where.value = "";
  form.elements.chosen.disabled = !isChosen;
  for (const [name, value] of [["lat", latitude], ["lon", longitude]]) {
    form.elements[name].disabled = false;
    form.elements[name].value = value.toFixed(DECIMALS);
  }
  form.requestSubmit();
}

function forgetPosition(form) {
  form.method = "get";
  for (const name of ["lat", "lon", "chosen"]) form.elements[name].disabled = true;
}

// An answer to a POST that no cache keeps cannot be gone back to: the browser would show an error. So "back" asks by GET.
function leaveAWayBack(form) {
  if (form.method === "post") history.replaceState(history.state, "");
}

export function locateOnDemand(form) {
  leaveAWayBack(form);
  form.addEventListener("submit", () => {
    if (form.elements.where.value.trim()) forgetPosition(form);
  });
  if (!navigator.geolocation) return;
  const button = form.querySelector(".locate");
  const failed = form.querySelector(".locate-failed");
  button.hidden = false;
  button.addEventListener("click", () => {
    button.setAttribute("aria-busy", "true");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => sendPosition(form, coords),
      () => {
        button.removeAttribute("aria-busy");
        failed.hidden = false;
      },
      { maximumAge: 300_000, timeout: 15_000 },
    );
  });
}
