// Passes a page on: by what the device offers, or by its clipboard. Where it offers nothing, no button shows.
export function shareOnTap(button) {
  if (!navigator.share) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const { title, url } = button.dataset;
    navigator.share({ title, url }).catch(() => {}); // the visitor changed their mind
  });
}

export function copyOnTap(button, field, said) {
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = button.dataset.done;
    } catch {
      field.select(); // not allowed: the visitor copies what is marked
    }
  });
}
