// @ts-check
// The page's start: load everything, close the door, open the box. The order is the privacy promise.

import { buildBadge } from "./badge.js";
import "./define.js";
import { serviceWorker } from "./engine-files.js";
import { annotator, fetched, remark } from "./engine-start.js";
import { loadLand } from "./map.js";
import { fillSamples } from "./samples-menu.js";
import { closePeerConnections, seal } from "./seal.js";
import { pack, readShared, setUpSharing } from "./share.js";
import { keptText } from "./store.js";
import { scriptUrl } from "./trusted.js";

const element = /** @type {import("./element.js").ConflictAnnotatorElement} */ (document.querySelector("conflict-annotator"));

/** How long the box stays closed for files that only later visits need. */
const PATIENCE_MS = 10_000;

closePeerConnections();
// Whatever is fetched is here before the seal, or could not be had. The engine makes itself ready behind it: what is typed
// meanwhile it reads then, and if it fails, that is shown with the text.
await Promise.allSettled([fetched, loadLand(), registerServiceWorker()]);
seal();
element.annotator = annotator;
element.reload = async (text) => {
  location.hash = `t=${await pack(text)}`;
  location.reload();
};
element.sealed = true;
element.remark = remark;
annotator.then(({ misfit }) => { element.remark ||= misfit ?? ""; }, () => {});
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

/**
 * The page works without one; it only makes later visits work offline. On a first visit the worker fetches the page's files
 * once more, from the browser's cache for the most part: that too is over before the page calls itself sealed.
 */
async function registerServiceWorker() {
  try {
    const worker = serviceWorker();
    if (!worker) return;
    const registration = await navigator.serviceWorker?.register(scriptUrl(worker.href), { scope: new URL("./", worker).pathname });
    const arriving = registration?.installing;
    if (!arriving) return;
    await new Promise((resolve) => {
      const look = () => { if (arriving.state !== "installing") resolve(undefined); };
      arriving.addEventListener("statechange", look);
      look();
      setTimeout(resolve, PATIENCE_MS);
    });
  } catch {
    // Refused (private mode, plain http): the page is only not kept for offline use.
  }
}
