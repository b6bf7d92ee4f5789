// While somebody attacks, a browser proves some work before a form is sent: one, two seconds on a cheap phone.
// Without this script the server asks for a minute's patience instead.
import { begin } from "./sha256.js";

const TRIES = 2000; // then the page may move again

/** Find a number with which token and number begin with `bits` zero bits; `bits` is at most 32. */
async function proved(token, bits) {
  for (let from = 0; ; from += TRIES) {
    for (let number = from; number < from + TRIES; number++) {
      if (begin(`${token}:${number}`) >>> (32 - bits) === 0) return String(number);
    }
    await new Promise((next) => setTimeout(next));
  }
}

for (const token of document.querySelectorAll("input[name=token][data-bits]")) {
  const { form } = token;
  const work = proved(token.value, Number(token.dataset.bits)).then((number) => (form.elements.proof.value = number));
  form.addEventListener("submit", async (event) => {
    if (form.elements.proof.value) return;
    event.preventDefault();
    if (form.hasAttribute("aria-busy")) return; // a second tap while it works
    form.setAttribute("aria-busy", "true");
    await work;
    form.requestSubmit(event.submitter);
  });
}
