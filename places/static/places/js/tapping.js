// Says "still right" without leaving the page. Without this script the form does the same, and comes back.
export function tapInPlace(form, said) {
  form?.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { submitter } = event;
    if (submitter.getAttribute("aria-disabled")) return;
    submitter.setAttribute("aria-disabled", "true");
    const body = new URLSearchParams({ [submitter.name]: submitter.value });
    try {
      const { type } = await fetch(form.action, { method: "POST", body, redirect: "manual" });
      if (type !== "opaqueredirect") throw new Error("refused");
      said.textContent = said.dataset.thanks;
    } catch {
      said.textContent = said.dataset.failed;
      submitter.removeAttribute("aria-disabled");
    }
  });
}
