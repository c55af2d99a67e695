// @ts-check
// The page's start: load everything, close the door, open the box. The order is the privacy promise.

import { createAnnotator } from "./annotator.js";
import { buildBadge } from "./badge.js";
import "./define.js";
import { gazetteer, serviceWorker } from "./engine-files.js";
import { load } from "./files.js";
import { loadLand } from "./map.js";
import { fillSamples } from "./samples-menu.js";
import { closePeerConnections, seal } from "./seal.js";
import { pack, readShared, setUpSharing } from "./share.js";
import { keptText } from "./store.js";
import { scriptUrl } from "./trusted.js";

const element = /** @type {import("./element.js").ConflictAnnotatorElement} */ (document.querySelector("conflict-annotator"));

await loadLand().catch(() => {});
closePeerConnections();
await registerServiceWorker();
let remark = "";
const engine = createAnnotator({ gazetteer: await places() });
// Wait for the engine before sealing: its file could not be fetched afterwards. Its failure is shown with the text.
const started = await engine.catch(() => null);
seal();
element.annotator = engine;
element.reload = async (text) => {
  location.hash = `t=${await pack(text)}`;
  location.reload();
};
element.sealed = true;
element.remark = remark || started?.misfit || "";
buildBadge(/** @type {HTMLElement} */ (document.querySelector("#badge")));
fillSamples(/** @type {HTMLElement} */ (document.querySelector("#samples")), element);
setUpSharing(/** @type {HTMLElement} */ (document.querySelector("#share")), element);
element.waiting = false;
const kept = keptText();
const first = (await readShared()) ?? kept;
if (first) {
  element.text = first;
  element.annotate();
}
if (kept !== null) element.persist = "local";

/** The page works without one; it only makes later visits work offline. */
async function registerServiceWorker() {
  try {
    const worker = serviceWorker();
    if (worker) await navigator.serviceWorker?.register(scriptUrl(worker.href), { scope: new URL("./", worker).pathname });
  } catch {
    // Refused (private mode, plain http): the page is only not kept for offline use.
  }
}

/** The full gazetteer, where the host has it. @returns {Promise<BufferSource | null>} */
async function places() {
  try {
    const file = await gazetteer();
    return file instanceof URL ? await (await load(file, "The full gazetteer")).arrayBuffer() : file;
  } catch {
    remark = "The full gazetteer could not be loaded; the built-in places serve, and smaller towns may have no point on the map.";
    return null;
  }
}
