// Text as it is compared: without case, accents and the two ways to write an umlaut.
const WRITTEN = { ß: "ss", æ: "ae", ø: "o", ł: "l", ı: "i" };

export function fold(text) {
  return text
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[ßæøłı]/g, (letter) => WRITTEN[letter])
    .replace(/([aou])e/g, "$1")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
