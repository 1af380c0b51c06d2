import { startPlayground } from "./playground.js";
import { startProbes } from "./probes.js";

/** Draws the still windows of the picture at the top from their letters. */
const drawSamples = () => {
  for (const strip of document.querySelectorAll("[data-sample]")) {
    for (const letter of strip.dataset.sample) {
      const cell = document.createElement("span");
      cell.className = `cell ${letter}`;
      strip.append(cell);
    }
  }
};

drawSamples();
startPlayground();
startProbes();
