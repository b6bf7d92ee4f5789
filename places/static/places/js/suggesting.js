// Wires the forms of suggestions: they work without, and these only save taps and words.
import { offerCopies, rowsOf } from "./hours_rows.js";
import { pinOnDemand } from "./pinning.js";

for (const table of document.querySelectorAll(".hours-table")) offerCopies(table, rowsOf(table), () => {});
for (const field of document.querySelectorAll(".point-field")) pinOnDemand(field);
