// @ts-check
// Importing this file registers <conflict-annotator>; element.js alone registers nothing.

import { ConflictAnnotatorElement } from "./element.js";

if (!customElements.get("conflict-annotator")) customElements.define("conflict-annotator", ConflictAnnotatorElement);
