// Addresses are looked up slice after slice, and a bar tells how far that is; the button does the same without a script.
const form = document.querySelector("[data-locating]");
const part = (name) => form.querySelector(`[data-${name}]`);
const bar = form.querySelector("progress");
const button = form.querySelector("button");

async function slice() {
  const answer = await fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { accept: "application/json" },
    redirect: "error",
  });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

function tell({ done, total, words }) {
  bar.max = total;
  bar.value = done;
  part("words").textContent = words;
}

async function goOn() {
  button.hidden = true;
  let progress;
  do {
    progress = await slice();
    tell(progress);
  } while (progress.done < progress.total);
  part("checking").hidden = false;
  form.submit();
}

goOn().catch(() => {
  button.hidden = false;
  part("failed").hidden = false;
});
