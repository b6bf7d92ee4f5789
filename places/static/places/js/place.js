// Wires the page of a place: it works without, and these only save a few taps.
import { copyOnTap, shareOnTap } from "./sharing.js";
import { tapInPlace } from "./tapping.js";

shareOnTap(document.querySelector(".share-open"));
copyOnTap(document.querySelector(".copy"), document.getElementById("seite"), document.querySelector(".copied"));
tapInPlace(document.querySelector(".still-right form"), document.querySelector(".still-right [role=status]"));
