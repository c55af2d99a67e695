// @ts-check
import { button } from "./dom.js";
import { SAMPLES } from "./samples.js";

/** @param {HTMLElement} place @param {import("./element.js").ConflictAnnotatorElement} element */
export function fillSamples(place, element) {
  place.append(...SAMPLES.map(({ title, date, about, text }) => button(title, () => element.showSample(text, about, date), { "data-sample": date })));
}
