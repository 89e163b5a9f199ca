// Painting words without touching the text: CSS highlights, or <mark>s where a browser has none.

const native = typeof CSS !== "undefined" && "highlights" in CSS && typeof Highlight === "function";

/** Lay a colour on ranges under a name; what had that name before is taken off. */
export function paint(name, ranges) {
  wipe(name);
  if (!ranges.length) return;
  if (native) {
    const highlight = new Highlight(...ranges);
    highlight.priority = name === "sayso-lit" ? 9 : name === "sayso-claim" ? 0 : 1;
    CSS.highlights.set(name, highlight);
    return;
  }
  // The last range first: wrapping one must not move the start of another in the same node.
  for (const range of [...ranges].reverse()) {
    const mark = document.createElement("mark");
    mark.dataset.paint = name;
    range.surroundContents(mark);
  }
}

/** Take a colour off. */
export function wipe(name) {
  if (native) {
    CSS.highlights.delete(name);
    return;
  }
  for (const mark of document.querySelectorAll(`mark[data-paint="${name}"]`)) {
    const parent = mark.parentNode;
    mark.replaceWith(...mark.childNodes);
    parent.normalize();
  }
}

/** Draw a ring around each line of the ranges, inside the positioned element `frame`. */
export function ring(frame, ranges) {
  unring(frame);
  const origin = frame.getBoundingClientRect();
  for (const range of ranges) {
    for (const box of range.getClientRects()) {
      const ring = document.createElement("i");
      ring.className = "ring";
      ring.style.left = `${box.left - origin.left - 4}px`;
      ring.style.top = `${box.top - origin.top - 1}px`;
      ring.style.width = `${box.width + 8}px`;
      ring.style.height = `${box.height + 2}px`;
      frame.append(ring);
    }
  }
}

/** Take all rings off. */
export function unring(frame) {
  for (const old of frame.querySelectorAll(".ring")) old.remove();
}
