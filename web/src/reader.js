// The reading view: opening statements, lighting words, keys, panels, citations.

import { filters } from "./filter.js";
import { drawBars, inMargin, layCards, setDensity } from "./layout.js";
import { rangesFor, spansOf, textIndex, union } from "./offsets.js";
import { paint, ring, unring, wipe } from "./paint.js";

const CELLS = ["who", "sure", "what", "when", "where"];
const root = document.documentElement;
const main = document.getElementById("report");
const article = main?.querySelector("article.report");

if (article) start();

function start() {
  root.classList.add("js");
  const cards = [...article.querySelectorAll(".claim")];
  const byNumber = new Map(cards.map((card) => [card.dataset.n, card]));
  // With <mark>s the text nodes change under the index, so it is made anew when asked for.
  let index = null;
  const pieces = () => (index ??= textIndex(article));
  const ranges = (spans) => rangesFor(pieces(), spans);
  let current = null;
  let lay = 0;
  let width = 0;

  function relay() {
    cancelAnimationFrame(lay);
    lay = requestAnimationFrame(layNow);
  }
  /** Opening a card moves cards only (in the margin); everything else moves with the text. */
  function layNow() {
    layCards(article, cards);
    if (current) ringCue(current);
  }
  function redraw() {
    setDensity(article, cards);
    drawBars(article, pieces(), cards);
    relay();
  }

  function ringCue(card) {
    unring(article);
    if (!inMargin() && innerWidth < 480) return;
    const cues = [...card.querySelectorAll("dt.who + dd .cue")].at(-1) ?? card.querySelector("dt.sure + dd .cue");
    if (cues) ring(article, ranges(spansOf(cues.dataset.at)));
  }

  function paintClaim(card) {
    paint("sayso-claim", ranges(spansOf(card.dataset.at)));
    for (const cell of CELLS) {
      const name = card.querySelector(`dt.${cell} > button`);
      paint(`sayso-${cell}`, name ? ranges(spansOf(name.dataset.at)) : []);
    }
    wipe("sayso-lit");
    ringCue(card);
  }

  function unpaint() {
    for (const name of ["claim", "lit", ...CELLS]) wipe(`sayso-${name}`);
    unring(article);
  }

  /** Light exactly the words of one cell (or of one part of it), and nothing else. */
  function light(link) {
    const already = link.hasAttribute("aria-current");
    for (const old of article.querySelectorAll(".open [aria-current], .check [aria-current]")) {
      old.removeAttribute("aria-current");
    }
    if (already) {
      wipe("sayso-lit");
      if (current) paintClaim(current);
      return;
    }
    unpaint();
    const lit = ranges(spansOf(link.dataset.at ?? link.closest(".claim").dataset.at));
    paint("sayso-lit", lit);
    link.setAttribute("aria-current", "true");
    if (lit[0]) reveal(lit[0].getBoundingClientRect());
  }

  function reveal(box) {
    if (box.top < 60 || box.bottom > innerHeight - 40) {
      scrollBy({ top: box.top - innerHeight * 0.33, behavior: motion() });
    }
  }
  function motion() {
    return matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  }

  function open(card, { focus = true, scroll = true } = {}) {
    if (!card) return;
    for (const other of cards) {
      const details = other.querySelector("details");
      if (other !== card && details.open) details.open = false;
    }
    card.querySelector(":scope > details").open = true;
    select(card);
    layNow();
    if (focus) card.querySelector("summary").focus({ preventScroll: true });
    if (scroll) {
      const note = document.getElementById(`t${card.dataset.n}`);
      const box = (inMargin() && note ? note : card).getBoundingClientRect();
      reveal(inMargin() && note ? { top: box.top, bottom: Math.max(box.bottom, Math.min(card.getBoundingClientRect().bottom, box.top + innerHeight * 0.6)) } : box);
    }
  }

  function select(card) {
    current = card;
    for (const each of cards) each.classList.toggle("on", each === card);
    paintClaim(card);
  }

  function close() {
    const was = current;
    current = null;
    for (const card of cards) {
      card.classList.remove("on");
      card.querySelector(":scope > details").open = false;
    }
    unpaint();
    relay();
    return was !== null;
  }

  /** What only a script can do: the cells' names light all their words, and the statement can be copied. */
  function equip(card) {
    for (const name of card.querySelectorAll(".open dt")) {
      const places = [...name.nextElementSibling.querySelectorAll("[data-at]")].map((part) => part.dataset.at);
      if (!places.length) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "cellname";
      button.dataset.at = union(places.flatMap(spansOf)).map((span) => span.join("-")).join(" ");
      button.append(...name.childNodes);
      name.append(button);
    }
    const acts = document.createElement("p");
    acts.className = "acts";
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Copy as citation";
    button.addEventListener("click", () => copy(citationOf(card)));
    const link = document.createElement("a");
    link.href = `#${card.id}`;
    link.textContent = "link";
    acts.append(button, link);
    card.querySelector(".open").append(acts);
  }

  function step(by) {
    const listed = cards.filter((card) => !card.classList.contains("out"));
    if (!listed.length) return;
    const at = current ? listed.indexOf(current) : -1;
    if (at < 0 && current) {
      const n = Number(current.dataset.n);
      const next = by > 0 ? listed.find((c) => Number(c.dataset.n) > n) : listed.findLast((c) => Number(c.dataset.n) < n);
      open(next ?? listed.at(by > 0 ? -1 : 0));
      return;
    }
    const next = at < 0 ? (by > 0 ? 0 : listed.length - 1) : Math.min(listed.length - 1, Math.max(0, at + by));
    open(listed[next]);
  }

  for (const card of cards) {
    const details = card.querySelector(":scope > details");
    details.addEventListener("toggle", () => {
      if (details.open && current !== card) select(card);
      else if (!details.open && current === card) close();
      relay();
    });
    for (const why of card.querySelectorAll("dd details")) why.addEventListener("toggle", relay);
    equip(card);
  }

  article.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    const lit = event.target.closest(".open [data-at], .open .q, .check [data-at]");
    if (lit) {
      event.preventDefault();
      light(lit);
      return;
    }
    const words = event.target.closest(".s");
    if (words && getSelection().isCollapsed) {
      // The innermost statement first; another click goes outwards.
      const numbers = words.dataset.c.split(" ");
      const at = current ? numbers.indexOf(current.dataset.n) : -1;
      open(byNumber.get(numbers[(at + 1) % numbers.length]), { focus: false, scroll: !inMargin() });
    }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".n, .ref, a[data-claim]");
    if (!link || event.metaKey || event.ctrlKey) return;
    const card = byNumber.get(link.dataset.claim ?? parseInt(link.textContent, 10).toString());
    if (!card) return;
    event.preventDefault();
    history.replaceState(null, "", `#${card.id}`);
    open(card);
  });
  article.addEventListener("mouseover", (event) => {
    const crumb = event.target.closest(".open a[data-at]");
    if (crumb && current) paint("sayso-lit", ranges(spansOf(crumb.dataset.at)));
  });
  article.addEventListener("mouseout", (event) => {
    if (event.target.closest(".open a[data-at]") && !article.querySelector("[aria-current]")) wipe("sayso-lit");
  });

  // ---- panels, help, keys ----
  const panels = ["timeline", "map"].map((id) => document.getElementById(id)).filter(Boolean);
  function dock(id) {
    const panel = document.getElementById(id);
    if (!panel) return;
    const was = panel.classList.contains("docked");
    undock();
    if (was) return;
    panel.classList.add("docked");
    panel.focus({ preventScroll: true });
  }
  function undock() {
    const any = panels.some((panel) => panel.classList.contains("docked"));
    for (const panel of panels) panel.classList.remove("docked");
    return any;
  }
  const help = document.getElementById("help");
  document.querySelector("[data-help]")?.addEventListener("click", (event) => {
    event.preventDefault();
    help.showModal();
  });

  const filter = filters(main, cards, redraw);

  document.addEventListener("keydown", (event) => {
    if (event.metaKey || event.ctrlKey || event.altKey || event.isComposing) return;
    if (event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]")) return;
    if (help?.open && event.key !== "?") return;
    const act = {
      j: () => step(1),
      k: () => step(-1),
      s: () => { const box = document.getElementById("sources"); box.scrollIntoView({ block: "nearest" }); (box.querySelector("a, input") ?? box).focus(); },
      t: () => dock("timeline"),
      m: () => dock("map"),
      c: () => current && copy(citationOf(current)),
      "?": () => (help.open ? help.close() : help.showModal()),
      Escape: () => undock() || close() || filter.clear(),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  function citationOf(card) {
    const chain = [...card.querySelectorAll(".crumb")].map((crumb) => crumb.firstElementChild.textContent).join(" › ");
    const sure = card.querySelector("dt.sure + dd > b").textContent;
    const quote = (card.querySelector(".quote") ?? card.querySelector(".gist")).textContent.trim();
    return `“${quote}” (${chain}; ${sure}). ${article.dataset.cite}; statement ${card.id}`;
  }
  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    say("Citation copied");
  }
  function say(words) {
    document.querySelector(".toast")?.remove();
    const toast = document.createElement("p");
    toast.className = "toast";
    toast.setAttribute("role", "status");
    toast.textContent = words;
    document.body.append(toast);
    setTimeout(() => toast.remove(), 1800);
  }

  addEventListener("resize", redraw);
  addEventListener("beforeprint", () => { undock(); unring(article); });
  document.fonts?.ready.then(redraw);
  new ResizeObserver(() => {
    // Where cards stand below their paragraph, an open one moves the text.
    if (article.clientWidth !== width || !inMargin()) redraw();
    width = article.clientWidth;
  }).observe(article);
  setDensity(article, cards);
  drawBars(article, pieces(), cards);
  layNow();
  const linked = cards.find((card) => card.id && card.id === decodeURIComponent(location.hash.slice(1)));
  if (linked) open(linked, { focus: false });
}
