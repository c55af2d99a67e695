// @ts-check
// The package's front door: the engine for programs, in the browser and in Node.

export { createAnnotator } from "./annotator.js";
export { FORMATS } from "./formats.js";
export { readResult, toNativeJson } from "./result.js";
