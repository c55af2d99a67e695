// @ts-check
// The page's engine. A script of its own, which waits for no other: its files come while the page's modules still do.

import { beginAnnotator } from "./annotator.js";
import { gazetteer } from "./engine-files.js";
import { load } from "./files.js";

/** Why there are fewer places than there might be; empty where all are there. */
export let remark = "";

/** `fetched` settles when no request comes any more: then the page may seal itself. */
export const { fetched, annotator } = beginAnnotator({ gazetteer: places() });
// Its failure is told with the first text.
annotator.catch(() => {});

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
