// Keeps the page for offline use. Precache only: what a visitor does never reaches a cache, and an address with an
// article in its fragment is never stored.
// @ts-nocheck: a service worker's globals

// A release has a name of its own here, and with it a cache of its own; the one before it goes.
const VERSION = "dev";
const NAME = `conflict-annotator-${VERSION}`;
const FILES = [
  "./", "index.html", "www/style.css", "www/boot.js", "www/annotator.js", "www/badge.js", "www/card.js", "www/claims.js", "www/define.js",
  "www/describe.js", "www/dom.js", "www/edits.js", "www/element.js", "www/element-style.js", "www/engine-files.js", "www/engine-start.js", "www/engine-worker.js", "www/files.js", "www/find.js", "www/formats.js",
  "www/frame.js", "www/help.js", "www/history.js", "www/keys.js", "www/land.js", "www/map.js", "www/reading.js", "www/reanchor.js", "www/result.js", "www/samples.js",
  "www/samples-menu.js", "www/seal.js", "www/segments.js", "www/share.js", "www/slotted.js", "www/store.js", "www/table.js", "www/timeline.js", "www/trusted.js",
  "www/pkg/conflict_annotator.js", "www/pkg/conflict_annotator_bg.wasm",
];
/** Not on every host: the page runs without. */
const WHERE_THERE = ["www/pkg/gazetteer.bin"];

addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const cache = await caches.open(NAME);
    await cache.addAll(FILES.map((file) => new Request(file, { cache: "no-cache" })));
    await Promise.all(WHERE_THERE.map((file) => cache.add(file).catch(() => {})));
    await skipWaiting();
  })());
});

addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith("conflict-annotator-") && name !== NAME) await caches.delete(name);
    await clients.claim();
  })());
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || url.search) return;
  event.respondWith((async () => {
    try {
      // The network first, so that nobody is kept on an old version; the copy serves when there is none.
      return await fetch(request);
    } catch (error) {
      const copy = await (await caches.open(NAME)).match(url.href.split("#")[0]);
      if (copy) return copy;
      throw error;
    }
  })());
});
