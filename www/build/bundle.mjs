// @ts-check
// esbuild, told where each package has the engine's files.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/** @import {OutputFile} from "esbuild" */

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const TARGET = "es2022";

/** @param {string} path @returns {Buffer} */
export const bytes = (path) => readFileSync(`${ROOT}${path}`);
export const text = (/** @type {string} */ path) => bytes(path).toString("utf8");
export const WASM = "www/pkg/conflict_annotator_bg.wasm";
export const GAZETTEER = "www/pkg/gazetteer.bin";

/** The worker's whole program: a blob worker cannot import, and a worker file would escape the page's policy. */
async function workerProgram() {
  const contents = `import { Engine, initSync } from "./pkg/conflict_annotator.js";\n${text("www/engine-worker.js")}`;
  const { outputFiles } = await build({ stdin: { contents, resolveDir: `${ROOT}www` }, bundle: true, write: false, format: "iife", minify: true, target: TARGET,
    // The glue's default address of its module is never used: the page posts the compiled module.
    logOverride: { "empty-import-meta": "silent" } });
  return outputFiles[0].text;
}

/**
 * Modules of `engine-files.js`, one for each way of shipping.
 * @typedef {object} Files
 * @property {string} [wasm] a file's name beside the script; without it, the module is inside
 * @property {string | "inside"} [gazetteer] a file's name, or inside the script; without it, there is none
 * @property {string} [serviceWorker] an address relative to the script
 */

/** @param {Files} files */
async function engineFiles({ wasm, gazetteer, serviceWorker }) {
  const address = (/** @type {string} */ name) => `async () => new URL(${JSON.stringify(`./${name}`)}, import.meta.url)`;
  // Packed, then written in base64: a third of the module's size. Every browser with wasm's newer features unpacks gzip.
  const inside = (/** @type {string} */ path) => `() => unpack(${JSON.stringify(gzipSync(bytes(path), { level: 9 }).toString("base64"))})`;
  return `
    export const wasm = ${wasm ? address(wasm) : inside(WASM)};
    export const gazetteer = ${gazetteer === "inside" ? inside(GAZETTEER) : gazetteer ? address(gazetteer) : "async () => null"};
    // A classic worker: from a disk, Chromium starts no module worker of a blob.
    export const workerProgram = async () => ({ text: ${JSON.stringify(await workerProgram())}, type: "classic" });
    export const serviceWorker = () => ${serviceWorker ? `new URL(${JSON.stringify(serviceWorker)}, import.meta.url)` : "null"};
    async function unpack(base64) {
      const binary = atob(base64);
      const bytes = new Uint8Array(binary.length);
      for (let at = 0; at < bytes.length; at++) bytes[at] = binary.charCodeAt(at);
      return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
    }`;
}

/**
 * @param {Record<string, string>} entries output name → module under www/
 * @param {Files} files
 * @param {{split?: boolean, minify?: boolean, chunks?: string}} [options]
 * @returns {Promise<OutputFile[]>}
 */
export async function bundle(entries, files, { split = false, minify = false, chunks = "chunks/[name]-[hash]" } = {}) {
  const contents = await engineFiles(files);
  const { outputFiles } = await build({
    entryPoints: Object.entries(entries).map(([out, from]) => ({ in: `${ROOT}www/${from}`, out })), outdir: "/", write: false,
    bundle: true, format: "esm", target: TARGET, splitting: split, minify, chunkNames: chunks, charset: "utf8", legalComments: "inline", logLevel: "warning",
    plugins: [{
      name: "engine files",
      setup({ onLoad }) {
        onLoad({ filter: /[\\/]engine-files\.js$/ }, () => ({ contents, resolveDir: `${ROOT}www`, loader: "js" }));
      },
    }],
  });
  return outputFiles;
}
