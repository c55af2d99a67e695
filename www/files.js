// @ts-check
// Getting the engine's files: from a web server, in Node from the disk; and saying what went wrong in a way that helps.

/** @param {URL} url @param {string} what @returns {Promise<Response>} */
export async function load(url, what) {
  if (url.protocol === "file:") return new Response(readFromDisk(url, what));
  let response;
  try {
    response = await fetch(url);
  } catch (error) {
    throw new Error(`${what} could not be fetched from ${url.href} (${/** @type {Error} */ (error).message}): is the server there, and does the page's connect-src allow it?`);
  }
  if (!response.ok) throw new Error(`${what} is missing: ${url.href} answered ${response.status}. Copy the file there, or pass its address.`);
  return response;
}

/** Node's fetch reads no files. No import, so that bundlers for browsers have nothing to resolve. @param {URL} url @param {string} what */
function readFromDisk(url, what) {
  const fs = /** @type {any} */ (globalThis).process?.getBuiltinModule?.("node:fs");
  if (!fs) throw new Error(`${what} cannot be read from ${url.href}: browsers load no files from file: addresses. Use a web server, or the build with the engine inside.`);
  try {
    return fs.readFileSync(url);
  } catch (error) {
    throw new Error(`${what} cannot be read: ${/** @type {Error} */ (error).message}. Copy the file there, or pass its address.`);
  }
}

/**
 * Bundlers hand out addresses as strings: relative ones count from the page.
 * @template T @param {T | string} given @returns {T | URL}
 */
export function addressOf(given) {
  if (typeof given !== "string") return given;
  try {
    return new URL(given, globalThis.document?.baseURI);
  } catch {
    throw new TypeError(`'${given}' is not an address; outside a page it must be a whole one, like a URL made with import.meta.url.`);
  }
}

/** @param {URL | string | BufferSource | WebAssembly.Module} given @returns {Promise<WebAssembly.Module>} */
export async function compile(given) {
  const wasm = addressOf(given);
  if (wasm instanceof WebAssembly.Module) return wasm;
  if (!(wasm instanceof URL)) return compileBytes(wasm, "The engine");
  let response = await load(wasm, "The engine's WebAssembly file");
  const type = response.headers.get("content-type") ?? "";
  if (/^application\/wasm/i.test(type)) {
    try {
      // Streaming compiles what has come while the rest is on its way, and lets the browser keep the compiled code.
      return await WebAssembly.compileStreaming(response);
    } catch {
      // Whatever it was, compiling the bytes says it better.
      response = await load(wasm, "The engine's WebAssembly file");
    }
  }
  return compileBytes(await response.arrayBuffer(), `${wasm.href}${type ? ` (sent as ${type})` : ""}`);
}

/** @param {BufferSource} bytes @param {string} what */
async function compileBytes(bytes, what) {
  try {
    return await WebAssembly.compile(bytes);
  } catch (error) {
    const { message } = /** @type {Error} */ (error);
    if (/content.security.policy|unsafe-eval|disallowed by embedder/i.test(message)) {
      throw new Error(`This page's content security policy forbids WebAssembly: add 'wasm-unsafe-eval' to its script-src. (${message})`);
    }
    throw new Error(`${what} is not the engine's WebAssembly module, or only a part of it: ${message}`);
  }
}
