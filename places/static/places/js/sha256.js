// SHA-256 (FIPS 180-4) of a short ASCII text: the first 32 bits are all that a proof of work asks for.
// The browser's own is asynchronous, and so slower for a hundred thousand short texts; and it is missing without TLS.
const primes = [];
for (let candidate = 2; primes.length < 64; candidate++) {
  if (primes.every((prime) => candidate % prime)) primes.push(candidate);
}
const fraction = (value) => ((value - Math.floor(value)) * 2 ** 32) | 0;
const BEGIN = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));
const ROUNDS = primes.map((prime) => fraction(Math.cbrt(prime)));
const words = new Int32Array(64);
const turned = (word, by) => (word >>> by) | (word << (32 - by));

/** The text as blocks of 16 words, padded as the standard says. */
function blocks(text) {
  const count = ((text.length + 8) >> 6) + 1;
  const padded = new Int32Array(16 * count);
  for (let at = 0; at < text.length; at++) padded[at >> 2] |= text.charCodeAt(at) << (24 - 8 * (at & 3));
  padded[text.length >> 2] |= 0x80 << (24 - 8 * (text.length & 3));
  padded[padded.length - 1] = 8 * text.length;
  return padded;
}

/** Return the first 32 bits of the digest, as a number from 0. */
export function begin(text) {
  const padded = blocks(text);
  const state = [...BEGIN];
  for (let block = 0; block < padded.length; block += 16) {
    for (let at = 0; at < 16; at++) words[at] = padded[block + at];
    for (let at = 16; at < 64; at++) {
      const early = words[at - 15];
      const late = words[at - 2];
      words[at] =
        words[at - 16] +
        words[at - 7] +
        (turned(early, 7) ^ turned(early, 18) ^ (early >>> 3)) +
        (turned(late, 17) ^ turned(late, 19) ^ (late >>> 10));
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let at = 0; at < 64; at++) {
      const chosen = (e & f) ^ (~e & g);
      const first = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + chosen + ROUNDS[at] + words[at]) | 0;
      const most = (a & b) ^ (a & c) ^ (b & c);
      const second = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + most) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, at) => (state[at] = (state[at] + word) | 0));
  }
  return state[0] >>> 0;
}
