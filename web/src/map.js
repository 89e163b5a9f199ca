// The map: places with their precision and journeys as lines, drawn as SVG from outlines that came along.

import { geoArea, geoGraticule10, geoMercator, geoNaturalEarth1, geoPath } from "d3-geo";
import { feature, mesh } from "topojson-client";

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 860;
const HEIGHT = 480;
const EARTH_KM_PER_DEGREE = 111.2;
/** A map of one town would show no coast to know it by: it spans at least so many degrees. */
const LEAST_DEGREES = 9;
const canvas = document.getElementById("map-canvas");

if (canvas) draw().catch((error) => console.warn("no map:", error));

async function outlines() {
  const inline = document.getElementById("world");
  if (inline) {
    const bytes = Uint8Array.from(atob(inline.textContent), (sign) => sign.charCodeAt(0));
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(unpacked).json();
  }
  const source = document.querySelector("script[data-world]")?.dataset.world;
  return (await fetch(source)).json();
}

async function draw() {
  const places = [...document.querySelectorAll(".places li")].map(placeOf);
  const points = places.filter((place) => place.point);
  if (!points.length) return;
  const world = await outlines();
  const countries = feature(world, world.objects.countries).features.map(sound);
  const areas = countries.filter((c) => places.some((p) => p.area && p.country === c.id && p.name !== ""));
  const journeys = [...document.querySelectorAll(".journeys li")].map(journeyOf);
  const { projection, flat } = fitted([...points.map((p) => p.point), ...journeys.flatMap((j) => j.stops)]);
  const path = geoPath(projection.clipExtent([[-2, -2], [WIDTH + 2, HEIGHT + 2]]));
  const svg = element("svg", {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": `Map of ${points.length} places`,
  });
  svg.append(definitions());
  svg.append(element("path", { class: "m-grat", d: path(geoGraticule10()) ?? "" }));
  svg.append(element("path", { class: "m-land", d: path({ type: "FeatureCollection", features: countries }) ?? "" }));
  for (const area of areas) svg.append(element("path", { class: "m-area", d: path(area) ?? "" }));
  svg.append(element("path", { class: "m-land", "fill-opacity": 0, d: path(mesh(world, world.objects.countries, (a, b) => a !== b)) ?? "" }));
  const taken = [];
  const named = element("g", {});
  // Names keep off all the dots, not only off those drawn before them.
  for (const place of points) {
    const [x, y] = projection(place.point);
    taken.push([x - 4, y - 4, 8, 8]);
  }
  for (const journey of journeys) svg.append(...wayOf(journey, path, projection));
  svg.append(named);
  points.sort((a, b) => b.claims.length - a.claims.length);
  for (const place of points) svg.append(dotOf(place, projection, flat, taken));
  for (const country of countries) labelCountry(country, path, taken, named);
  canvas.replaceChildren(svg);
}

/** A country without the islets that fell flat when outlines were made coarser: d3 would fill the sea with them. */
function sound(country) {
  const { type, coordinates } = country.geometry;
  const polygons = type === "MultiPolygon" ? coordinates : [coordinates];
  const kept = polygons.filter((rings) => rings[0].length > 3 && geoArea({ type: "Polygon", coordinates: rings }) < 3);
  return { ...country, geometry: { type: "MultiPolygon", coordinates: kept } };
}

function placeOf(item) {
  const { lat, lon, km, area, country, name, claims } = item.dataset;
  return {
    name, country, area: area === "1", km: Number(km) || 0, claims: claims.split(" "),
    point: lat !== "" && lon !== "" ? [Number(lon), Number(lat)] : null,
  };
}

function journeyOf(item) {
  return {
    line: item.dataset.line,
    claim: item.dataset.claim,
    stops: item.dataset.path.split(" ").map((pair) => pair.split(",").map(Number)),
  };
}

function fitted(points) {
  const lons = points.map((p) => p[0]);
  const lats = points.map((p) => p[1]);
  const wide = Math.max(...lons) - Math.min(...lons);
  const flat = wide < 140;
  const projection = flat ? geoMercator() : geoNaturalEarth1();
  if (!flat) return { projection: projection.fitExtent([[12, 12], [WIDTH - 12, HEIGHT - 12]], { type: "Sphere" }), flat };
  const grow = (low, high, least, limit) => {
    const short = Math.max(0, least - (high - low)) / 2;
    return [Math.max(-limit, low - short), Math.min(limit, high + short)];
  };
  const [west, east] = grow(Math.min(...lons), Math.max(...lons), LEAST_DEGREES, 179);
  const [south, north] = grow(Math.min(...lats), Math.max(...lats), LEAST_DEGREES * 0.5, 80);
  const corners = { type: "MultiPoint", coordinates: [[west, south], [east, north], [west, north], [east, south]] };
  return { projection: projection.fitExtent([[110, 60], [WIDTH - 110, HEIGHT - 60]], corners), flat };
}

function dotOf(place, projection, flat, taken) {
  const [x, y] = projection(place.point);
  const group = element("a", { class: "m-place", href: `#t${place.claims[0]}`, "data-claim": place.claims[0], "aria-label": `${place.name}, statement ${place.claims.join(", ")}` });
  const [, edge] = projection([place.point[0], Math.max(-85, place.point[1] - place.km / EARTH_KM_PER_DEGREE)]);
  const radius = flat ? Math.abs(edge - y) : 0;
  if (place.area) group.append(areaMark(x, y));
  else {
    if (radius > 5) group.append(element("circle", { class: "m-blur", cx: x, cy: y, r: Math.min(radius * 1.4, 160) }));
    group.append(element("circle", { class: "m-dot", cx: x, cy: y, r: radius > 12 ? 2.5 : 4.5 }));
  }
  const title = element("title", {});
  title.textContent = place.name;
  group.append(title);
  // Where no room is left for a name, the dot still has it as its title, and the list below the map.
  const spot = freeSpot(x, y, place.name.length * 6.8 + 4, taken);
  if (!spot) return group;
  const name = element("text", { class: "m-name", x: spot[0], y: spot[1] + 11, ...(place.area ? { "font-style": "italic" } : {}) });
  name.textContent = place.name;
  group.append(name);
  return group;
}

function areaMark(x, y) {
  return element("path", { d: `M${x - 4} ${y}L${x} ${y - 4}L${x + 4} ${y}L${x} ${y + 4}Z`, class: "m-dot" });
}

function freeSpot(x, y, width, taken) {
  const spots = [8, 16, 26].flatMap((away) => [
    [x + away, y - 7], [x - away - width, y - 7], [x - width / 2, y + away], [x - width / 2, y - 15 - away],
    [x + away * 0.7, y + away * 0.6], [x + away * 0.7, y - 14 - away * 0.6],
    [x - away * 0.7 - width, y + away * 0.6], [x - away * 0.7 - width, y - 14 - away * 0.6],
  ]);
  const spot = spots.find(([left, top]) =>
    left > 2 && left + width < WIDTH - 2 && top > 2 && top + 15 < HEIGHT - 2 && !taken.some((box) => meet([left, top, width, 15], box)));
  if (spot) taken.push([...spot, width, 15]);
  return spot;
}

function meet(a, b) {
  return a[0] < b[0] + b[2] && b[0] < a[0] + a[2] && a[1] < b[1] + b[3] && b[1] < a[1] + a[3];
}

function wayOf(journey, path, projection) {
  const line = { type: "LineString", coordinates: journey.stops };
  const way = element("path", { class: `m-way l-${journey.line}`, d: path(line) ?? "" });
  const [ax, ay] = projection(journey.stops.at(-2));
  const [bx, by] = projection(journey.stops.at(-1));
  const turn = Math.atan2(by - ay, bx - ax);
  const [hx, hy] = [bx - 8 * Math.cos(turn), by - 8 * Math.sin(turn)];
  const tip = (by_) => `${hx - 8 * Math.cos(turn + by_)} ${hy - 8 * Math.sin(turn + by_)}`;
  const head = element("path", { class: "m-head", d: `M${tip(0.45)}L${hx} ${hy}L${tip(-0.45)}` });
  const link = element("a", { href: `#t${journey.claim}`, "data-claim": journey.claim, class: "m-place", "aria-label": `journey, statement ${journey.claim}` });
  link.append(way, head);
  return [link];
}

function labelCountry(country, path, taken, named) {
  const name = country.properties?.name;
  if (!name || path.area(country) < 2600) return;
  const [x, y] = path.centroid(country);
  const width = name.length * 8.6;
  const box = [x - width / 2, y - 9, width, 12];
  const [[left, top], [right, bottom]] = path.bounds(country);
  if (box[0] < 4 || box[0] + width > WIDTH - 4 || box[1] < 4 || box[1] + 12 > HEIGHT - 4) return;
  if (right - left < width * 0.8 || bottom - top < 14 || taken.some((other) => meet(box, other))) return;
  taken.push(box);
  const text = element("text", { class: "m-country", x, y });
  text.textContent = name;
  named.append(text);
}

function definitions() {
  const defs = element("defs", {});
  const blur = element("radialGradient", { id: "m-blur" });
  for (const [offset, opacity] of [[0, 0.42], [0.45, 0.24], [1, 0]]) {
    blur.append(element("stop", { offset, class: "m-stop", "stop-opacity": opacity }));
  }
  defs.append(blur);
  return defs;
}

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}
