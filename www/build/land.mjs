// Rebuilds www/land.js from Natural Earth's land outlines (public domain, npm package world-atlas): node www/build/land.mjs
// @ts-nocheck: the packages bring no types
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoMercator, geoPath } from "d3-geo";
import { feature } from "topojson-client";

const require = createRequire(import.meta.url);

// Mercator: shapes stay true at every zoom, and a marker's place is one line of arithmetic at run time (see map.js).
const WIDTH = 36000;
const projection = geoMercator().scale(WIDTH / (2 * Math.PI)).translate([WIDTH / 2, WIDTH / 2]).precision(0)
  .clipExtent([[0, 4000], [WIDTH, 26500]]); // without the ice of the poles: 82° N to 60° S
/** Rings smaller than this (in units of 0.01 degrees at the equator, squared) are no bigger than a marker at any zoom. */
const SMALLEST = 30;

const topology = JSON.parse(readFileSync(require.resolve("world-atlas/land-50m.json"), "utf8"));
/** @type {[number, number][][]} */
const rings = [];
geoPath(projection, {
  moveTo: (x, y) => rings.push([[Math.round(x), Math.round(y)]]),
  lineTo(x, y) {
    const ring = rings[rings.length - 1];
    const [px, py] = ring[ring.length - 1];
    if (Math.hypot(x - px, y - py) >= 4) ring.push([Math.round(x), Math.round(y)]);
  },
  closePath() {},
})(feature(topology, topology.objects.land));

const path = rings.filter((ring) => ring.length > 3 && Math.abs(area(ring)) > SMALLEST).map((ring) => {
  let [x, y] = ring[0];
  let out = `M${x} ${y}l`;
  for (const [nx, ny] of ring.slice(1)) {
    out += `${nx - x < 0 || out.endsWith("l") ? "" : " "}${nx - x}${ny - y < 0 ? "" : " "}${ny - y}`;
    [x, y] = [nx, ny];
  }
  return `${out}z`;
}).join("");

function area(ring) {
  return ring.reduce((sum, [x, y], i) => sum + x * ring[(i + 1) % ring.length][1] - ring[(i + 1) % ring.length][0] * y, 0) / 2;
}

const FILE = new URL("../land.js", import.meta.url);
writeFileSync(FILE, `// @ts-check
// Land outlines: Natural Earth 1:50m (public domain) by world-atlas 2.0.2, as one path in Mercator units, ${WIDTH} around the
// equator. Made by www/build/land.mjs; not edited by hand. Land only: no border is drawn, see map.js.

export const LAND = "${path}";
`);
console.log(`${rings.length} rings, ${path.length} bytes`);
