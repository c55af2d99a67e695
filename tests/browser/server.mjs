// A static file server that remembers every request: what the seal test reads.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** @type {Record<string, string>} */
const MIME = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml",
  ".wasm": "application/wasm", ".json": "application/json", ".txt": "text/plain; charset=utf-8", ".bin": "application/octet-stream",
};

/**
 * @param {object} [options]
 * @param {string} [options.base] path prefix, for hosting below a folder
 * @param {Record<string, string>} [options.mime] overrides by extension
 * @param {(path: string) => {status?: number, type?: string, body: string | Buffer, headers?: Record<string, string>} | null | undefined} [options.answer] answers instead of a file
 * @param {string} [options.root] the folder that is served
 * @param {(path: string) => Record<string, string>} [options.headers] more headers for a file
 */
export async function serve({ base = "/", mime = {}, answer, root = ROOT, headers = () => ({}) } = {}) {
  /** @type {string[]} */
  const log = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://x").pathname);
    log.push(`${request.method} ${request.url}`);
    const special = answer?.(path);
    if (special) {
      response.writeHead(special.status ?? 200, { "content-type": special.type ?? "text/html; charset=utf-8", ...special.headers }).end(special.body);
      return;
    }
    if (!path.startsWith(base)) return void response.writeHead(404).end();
    const file = normalize(join(root, path.slice(base.length) || "index.html"));
    try {
      if (!file.startsWith(root)) throw new Error("outside");
      const body = await readFile(file.endsWith("/") ? `${file}index.html` : file);
      const extension = extname(file) || ".html";
      response.writeHead(200, { "content-type": mime[extension] ?? MIME[extension] ?? "application/octet-stream", ...headers(path.slice(base.length - 1)) }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  server.on("upgrade", (request, socket) => {
    log.push(`UPGRADE ${request.url}`);
    socket.destroy();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}${base}`, log, close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }) };
}
