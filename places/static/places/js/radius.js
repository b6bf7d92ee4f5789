// Turns the select of radii into a slider over the same choices; the select stays what the form sends.
export function slideRadius(form) {
  const select = form.elements.radius_km;
  const slider = document.createElement("input");
  slider.type = "range";
  slider.max = String(select.options.length - 1);
  slider.value = String(select.selectedIndex);
  slider.setAttribute("aria-labelledby", "radius-label");
  const before = select.value;
  const shown = document.createElement("output");

  const show = () => {
    const chosen = select.options[Number(slider.value)];
    select.value = chosen.value;
    shown.textContent = chosen.text;
    slider.setAttribute("aria-valuetext", chosen.text);
  };
  slider.addEventListener("input", show);
  slider.addEventListener("pointerup", () => select.value !== before && form.requestSubmit());
  select.hidden = true;
  select.labels[0].id = "radius-label";
  select.after(slider, shown);
  show();
}
