// Bundles the desk's scripts and the world's outlines into src/sayso/web/static/dist.

import { build } from "esbuild";
import { createRequire } from "node:module";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const here = dirname(fileURLToPath(import.meta.url));
/** Degrees: finer steps are not seen at this scale. */
const STEP = 0.02;
const out = join(here, "..", "src", "sayso", "web", "static", "dist");

await mkdir(out, { recursive: true });
await build({
  absWorkingDir: here,
  entryPoints: ["src/reader.js", "src/map.js"],
  outdir: out,
  bundle: true,
  minify: true,
  format: "esm",
  target: ["es2022"],
  charset: "ascii",
  legalComments: "none",
});
await build({
  absWorkingDir: join(out, ".."),
  entryPoints: ["report.css"],
  outfile: join(out, "report.css"),
  minify: true,
  target: ["es2022"],
});
await writeFile(join(out, "world.json"), JSON.stringify(await world()));
await writeFile(join(out, "LICENSES.txt"), await licences());

/** Country outlines (Natural Earth 1:110 million): two-letter codes as ids, bounds, no more digits than are seen. */
async function world() {
  const { objects, arcs, transform } = require("world-atlas/countries-110m.json");
  const { numericToAlpha2 } = require("i18n-iso-countries");
  const lines = arcs.map((arc) => absolute(arc, transform));
  const geometries = objects.countries.geometries.map(({ type, id, arcs: used, properties }) => {
    const code = id === undefined ? undefined : numericToAlpha2(id);
    return { type, ...(code ? { id: code } : {}), properties: { name: properties.name }, bbox: bounds(used, lines), arcs: used };
  });
  return {
    type: "Topology",
    transform: { scale: [STEP, STEP], translate: [-180, -90] },
    objects: { countries: { type: "GeometryCollection", geometries } },
    arcs: lines.map(steps),
  };
}

function absolute(arc, { scale, translate }) {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => {
    [x, y] = [x + dx, y + dy];
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
  });
}

function steps(line) {
  let last = [0, 0];
  const found = [];
  for (const [lon, lat] of line) {
    const point = [Math.round((lon + 180) / STEP), Math.round((lat + 90) / STEP)];
    const step = [point[0] - last[0], point[1] - last[1]];
    // A step of nothing draws nothing, but an arc keeps its two ends.
    if (found.length && step[0] === 0 && step[1] === 0) continue;
    found.push(step);
    last = point;
  }
  if (found.length === 1) found.push([0, 0]);
  return found;
}

function bounds(used, lines) {
  const points = used.flat(Infinity).flatMap((arc) => lines[arc < 0 ? ~arc : arc]);
  const [lons, lats] = [points.map((p) => p[0]), points.map((p) => p[1])];
  return [Math.floor(Math.min(...lons)), Math.floor(Math.min(...lats)), Math.ceil(Math.max(...lons)), Math.ceil(Math.max(...lats))];
}

/** The licence texts of what is bundled: they must travel with it. */
async function licences() {
  const parts = [];
  for (const name of ["d3-geo", "d3-array", "internmap", "topojson-client", "world-atlas"]) {
    const folder = join(here, "node_modules", name);
    const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const text = await readFile(join(folder, "LICENSE"), "utf8");
    parts.push(`${name} ${version} (${license})\n\n${text.trim()}\n`);
  }
  parts.push("Outlines: Natural Earth, public domain.\n");
  return parts.join("\n----\n\n");
}
