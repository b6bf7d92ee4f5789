// Opens the map of a field for a point when it is wanted: who only writes pays for none.
export function pinOnDemand(field) {
  const [open, failed] = [field.querySelector(".point-open"), field.querySelector(".point-failed")];
  const { styles, script: leaflet, module } = field.dataset;

  const start = async () => {
    failed.hidden = true;
    const { calm, script, style } = await import("./opening.js");
    await Promise.all([style(styles), script(leaflet)]);
    calm();
    const { PointField } = await import(module);
    const { element } = new PointField(field);
    open.hidden = true;
    field.querySelector(".point-how").hidden = false;
    element.focus();
  };

  open.hidden = false;
  open.addEventListener("click", () => {
    open.setAttribute("aria-busy", "true");
    start()
      .catch(() => (failed.hidden = false))
      .finally(() => open.removeAttribute("aria-busy"));
  });
}
