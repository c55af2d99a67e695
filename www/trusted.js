// @ts-check
// The only script addresses this program ever makes: its own worker (a blob) and its own service worker.

/** @type {{createScriptURL(url: string): any} | null | undefined} */
let policy;

/** Throws where the host page's policy allows no policy of ours. @param {string} url @returns {any} */
export function scriptUrl(url) {
  const factory = /** @type {any} */ (globalThis).trustedTypes;
  if (!factory) return url;
  policy ??= factory.createPolicy("ca", {
    createScriptURL(/** @type {string} */ candidate) {
      const { protocol, pathname, origin } = new URL(candidate, location.href);
      if (protocol === "blob:" || (origin === location.origin && pathname.endsWith("/sw.js"))) return candidate;
      throw new TypeError("not a script of this page");
    },
  });
  return policy?.createScriptURL(url);
}
