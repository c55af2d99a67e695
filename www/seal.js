// @ts-check
// The seal: once everything is loaded, the page asks the browser to refuse its requests. A policy that is in force
// cannot be taken back: removing the element changes nothing.
//
// No source with an address in any directive: a single `'self'`, were it for styles only, would let a stylesheet link out,
// and with it every prefetch (Chromium lets a prefetch pass where any directive would). Styles are loaded by then, and
// constructed sheets need no source.

export const SEAL = "default-src 'none'; script-src 'wasm-unsafe-eval'; style-src 'none'; img-src data:; worker-src blob:; form-action 'none'";

/** Peer connections are the one channel that no content policy covers, so they go before any text comes. */
export function closePeerConnections() {
  for (const name of ["RTCPeerConnection", "webkitRTCPeerConnection", "RTCDataChannel"]) {
    try {
      delete (/** @type {any} */ (globalThis)[name]);
    } catch {
      // A browser that pins the property; the badge's self-test reports it.
    }
  }
}

export function seal() {
  const meta = document.createElement("meta");
  meta.httpEquiv = "Content-Security-Policy";
  meta.content = SEAL;
  document.head.append(meta);
}

/**
 * Tries to send a request in every way a page has, to this page's own server, and reports what the browser did.
 * @returns {Promise<{way: string, refused: boolean}[]>}
 */
export async function selfTest() {
  const address = new URL(`seal-self-test?${Date.now()}`, document.baseURI).href;
  /** @type {[string, () => Promise<boolean>][]} each answers true where something went out */
  const ways = [
    ["fetch", () => fetch(address).then(() => true, () => false)],
    ["XMLHttpRequest", () => settled((done) => {
      const request = new XMLHttpRequest();
      request.onload = () => done(true);
      request.onerror = () => done(false);
      request.open("GET", address);
      request.send();
    })],
    ["image", () => settled((done) => {
      const image = new Image();
      image.onload = () => done(true);
      image.onerror = () => done(violated(address));
      image.src = address;
    })],
    ["WebSocket", () => settled((done) => {
      const socket = new WebSocket(address.replace(/^http/, "ws"));
      socket.onopen = () => done(true);
      socket.onerror = () => done(violated(address));
    })],
    ["peer connection", async () => "RTCPeerConnection" in globalThis],
  ];
  const violations = new Set();
  const note = (/** @type {SecurityPolicyViolationEvent} */ event) => violations.add(event.blockedURI);
  /** @param {string} url whether no violation was reported for it: then it may have gone out */
  function violated(url) {
    return ![...violations].some((blocked) => url.startsWith(blocked) || blocked.startsWith(url.replace(/^http/, "ws")) || blocked.startsWith(url));
  }
  document.addEventListener("securitypolicyviolation", note);
  const report = [];
  for (const [way, attempt] of ways) {
    let went = false;
    try {
      went = await attempt();
    } catch {
      went = false;
    }
    report.push({ way, refused: !went });
  }
  document.removeEventListener("securitypolicyviolation", note);
  return report;
}

/** @param {(done: (went: boolean) => void) => void} start */
function settled(start) {
  return new Promise((resolve) => {
    setTimeout(() => resolve(false), 3000);
    // One turn later, so that the report of a violation comes first.
    start((went) => setTimeout(() => resolve(went), 50));
  });
}
