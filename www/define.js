// @ts-check
// Importing this file registers <conflict-annotator>; element.js alone registers nothing.

import { ConflictAnnotatorElement } from "./element.js";

export { ConflictAnnotatorElement };

// On a server that renders pages there is no registry: the import is harmless there.
const registry = globalThis.customElements;
if (registry && !registry.get("conflict-annotator")) registry.define("conflict-annotator", ConflictAnnotatorElement);
