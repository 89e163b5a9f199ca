// Places in the report's text: the record counts code points, the browser counts UTF-16 units.

/** All stretches of report text in order: [{ at, end, node-holding element }], `at` and `end` in code points. */
export function textIndex(article) {
  const pieces = [];
  for (const element of article.querySelectorAll(".para > span[id^='w']")) {
    const at = Number(element.id.slice(1));
    pieces.push({ at, end: at + codePoints(element.textContent), element });
  }
  return pieces.sort((a, b) => a.at - b.at);
}

/** Number of code points; lone surrogates count as one each, as they do in the record. */
export function codePoints(text) {
  let n = 0;
  for (const _ of text) n += 1;
  return n;
}

/** UTF-16 offset of the code point number `n` of `text`. */
export function units(text, n) {
  let at = 0;
  for (const sign of text) {
    if (n <= 0) break;
    at += sign.length;
    n -= 1;
  }
  return at;
}

/** "12-20 33-40" as [[12, 20], [33, 40]]. */
export function spansOf(value) {
  return (value || "").split(" ").filter(Boolean).map((pair) => pair.split("-").map(Number));
}

/** Spans in the order of the text, with those that touch or overlap joined. */
export function union(spans) {
  const found = [];
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = found.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else found.push([start, end]);
  }
  return found;
}

/** DOM ranges for half-open spans of code points; one for each text node that a span crosses. */
export function rangesFor(pieces, spans) {
  const ranges = [];
  for (const [start, end] of spans) {
    for (let i = firstAfter(pieces, start); i < pieces.length && pieces[i].at < end; i += 1) {
      ranges.push(...withinPiece(pieces[i], Math.max(start, pieces[i].at), Math.min(end, pieces[i].end)));
    }
  }
  return ranges;
}

function firstAfter(pieces, start) {
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (pieces[middle].end <= start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function withinPiece(piece, start, end) {
  const found = [];
  let at = piece.at;
  const walker = document.createTreeWalker(piece.element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const length = codePoints(node.data);
    const from = Math.max(start, at);
    const to = Math.min(end, at + length);
    if (from < to) {
      const range = document.createRange();
      range.setStart(node, units(node.data, from - at));
      range.setEnd(node, units(node.data, to - at));
      found.push(range);
    }
    at += length;
  }
  return found;
}
