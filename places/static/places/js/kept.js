// Searches the kept places on the phone itself: by words, by category, and from where the phone is. Nothing leaves it.
import { metres, rounded } from "./distances.js";
import { fold } from "./folding.js";
import { openOnDemand } from "./opening.js";

const form = document.getElementById("kept-search");
const list = document.querySelector(".cards");
const heading = document.getElementById("ergebnisse");

function entry({ geometry, properties }) {
  const card = document.getElementById(`ort-${properties.slug}`);
  return card && { ...properties, card, at: geometry.coordinates, text: fold(`${properties.words} ${card.textContent}`) };
}

class KeptSearch {
  constructor(places, { counts, metres: metresInWords }) {
    this.places = places;
    this.counts = counts;
    this.metresInWords = metresInWords;
    this.here = null;
  }

  inWords([number, unit, decimals], isApproximate) {
    const written = number.toFixed(decimals).replace(".", form.dataset.decimal);
    const distance = unit === "metres" ? this.metresInWords[number] : form.dataset.kilometres.replace("{number}", () => written);
    return isApproximate ? form.dataset.about.replace("{distance}", () => distance) : distance;
  }

  showDistance({ card, approximate, distanceM }) {
    const shown = card.querySelector(".distance") ?? document.createElement("strong");
    shown.className = "distance";
    shown.textContent = this.inWords(rounded(distanceM, approximate), approximate);
    card.querySelector(".kind").append(shown);
  }

  finds({ text, categories, distanceM }) {
    const { words: asked, category, radius_km: radius } = form.elements;
    return fold(asked.value).split(" ").every((word) => text.includes(word))
      && (!category.value || categories.includes(category.value))
      && (!this.here || !radius.value || distanceM <= Number(radius.value) * 1000);
  }

  show() {
    const found = this.places.filter((place) => this.finds(place));
    for (const { card } of this.places) card.hidden = true;
    for (const { card } of found) card.hidden = false;
    heading.textContent = this.counts[found.length];
  }

  measureFrom({ longitude, latitude }) {
    this.here = [longitude, latitude];
    for (const place of this.places) {
      place.distanceM = metres(this.here, place.at);
      this.showDistance(place);
    }
    this.places.sort((one, other) => one.distanceM - other.distanceM);
    list.append(...this.places.map(({ card }) => card));
    form.querySelector(".radius").hidden = false;
    const measured = document.querySelector(".measured");
    measured.textContent = form.dataset.straight;
    measured.hidden = false;
    this.show();
  }
}

function locateOnTap(search) {
  const button = form.querySelector(".locate");
  const failed = form.querySelector(".locate-failed");
  if (!navigator.geolocation) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    button.setAttribute("aria-busy", "true");
    failed.hidden = true;
    const end = () => button.removeAttribute("aria-busy");
    const found = ({ coords }) => {
      end();
      search.measureFrom(coords);
    };
    const lost = () => {
      end();
      failed.hidden = false;
    };
    navigator.geolocation.getCurrentPosition(found, lost, { maximumAge: 300_000, timeout: 30_000 });
  });
}

// Without the data the list is still there, as the server wrote it.
async function start() {
  const { features, ...said } = await (await fetch(form.dataset.places)).json();
  const search = new KeptSearch(features.map(entry).filter(Boolean), said);
  form.hidden = false;
  form.addEventListener("input", () => search.show());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    heading.focus();
    heading.scrollIntoView({ block: "nearest" });
  });
  locateOnTap(search);
}

openOnDemand(document.getElementById("karte"));
start();
