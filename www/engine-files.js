// @ts-check
// Where the engine's files are: here, beside these modules. Every package has a version of this file of its own
// (www/build/package.mjs): hashed names, the worker's program as text, the module inside a script.

/** Bytes after the program started, or an address to load them from. @returns {Promise<URL | BufferSource>} */
export const wasm = async () => new URL("./pkg/conflict_annotator_bg.wasm", import.meta.url);

/** The full gazetteer; null where this package has none. @returns {Promise<URL | BufferSource | null>} */
export const gazetteer = async () => new URL("./pkg/gazetteer.bin", import.meta.url);

/** The worker's whole program as one text: bindings, then the loop. @returns {Promise<{text: string, type: WorkerType}>} */
export async function workerProgram() {
  const parts = ["./pkg/conflict_annotator.js", "./engine-worker.js"].map((path) => new URL(path, import.meta.url));
  const texts = await Promise.all(parts.map(async (url) => {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url.pathname} answered ${response.status}`);
    return response.text();
  }));
  return { text: texts.join("\n"), type: "module" };
}

/** The page's service worker; null where there is none. @returns {URL | null} */
export const serviceWorker = () => new URL("../sw.js", import.meta.url);
