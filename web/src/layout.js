// Cards beside their lines, and the bars of the voices beside the text.

import { rangesFor, spansOf } from "./offsets.js";

const GAP = 8;
const LANE = 6;
const LANES = 3;

/** Whether the cards stand in a margin (wide screens) or below their paragraph. */
export function inMargin() {
  return matchMedia("screen and (min-width: 62rem)").matches;
}

/** Where there are more cards than lines to put them at, closed ones show one line each of what and of when. */
export function setDensity(article, cards) {
  article.classList.remove("dense");
  if (!inMargin()) return;
  const rows = article.querySelectorAll(".row");
  const room = rows.length ? rows[rows.length - 1].getBoundingClientRect().bottom - rows[0].getBoundingClientRect().top : 0;
  const needed = cards.reduce((sum, card) => sum + card.offsetHeight + GAP, 0);
  article.classList.toggle("dense", needed > room);
}

/** Put every card at the line its statement begins on; cards that would overlap move on. */
export function layCards(article, cards) {
  if (!inMargin()) {
    for (const card of cards) card.style.top = "";
    article.style.minHeight = "";
    return;
  }
  const origin = article.getBoundingClientRect().top;
  const boxes = cards.map((card) => {
    const note = document.getElementById(`t${card.dataset.n}`);
    const line = note ? note.getBoundingClientRect().top - origin : 0;
    return { card, wanted: Math.max(0, line - 4), height: card.offsetHeight, top: 0 };
  });
  const open = boxes.findIndex(({ card }) => card.querySelector("details[open]"));
  const anchor = Math.max(open, 0);
  let floor = 0;
  for (let i = 0; i < boxes.length; i += 1) {
    const box = boxes[i];
    box.top = i === anchor && open >= 0 ? box.wanted : Math.max(box.wanted, floor);
    floor = box.top + box.height + GAP;
  }
  if (open >= 0) makeRoomAbove(boxes, anchor);
  for (const { card, top } of boxes) card.style.top = `${Math.round(top)}px`;
  article.style.minHeight = `${Math.ceil(Math.max(0, ...boxes.map((b) => b.top + b.height)))}px`;
}

function makeRoomAbove(boxes, anchor) {
  let ceiling = boxes[anchor].top;
  for (let i = anchor - 1; i >= 0; i -= 1) {
    boxes[i].top = Math.min(boxes[i].top, ceiling - GAP - boxes[i].height);
    ceiling = boxes[i].top;
  }
  if (ceiling >= 0) return;
  // No room at the top of the page: everything moves down together, as little as will do.
  let floor = 0;
  for (const box of boxes) {
    box.top = Math.max(box.top, floor);
    floor = box.top + box.height + GAP;
  }
}

/** Draw one bar for each stretch of lines that a voice answers for, in lanes beside the text. */
export function drawBars(article, pieces, cards) {
  article.querySelector(".bars")?.remove();
  const frame = document.createElement("div");
  frame.className = "bars";
  frame.setAttribute("aria-hidden", "true");
  const origin = article.getBoundingClientRect();
  const rail = article.querySelector(".rail")?.getBoundingClientRect();
  if (!rail) return;
  const most = inMargin() ? LANES : 1;
  const lanes = [];
  for (const run of runs(pieces, cards, origin.top)) {
    let lane = lanes.findIndex((end) => end <= run.top - 1);
    if (lane < 0) lane = lanes.length < most ? lanes.length : most - 1;
    lanes[lane] = run.bottom;
    const bar = document.createElement("i");
    bar.className = `v${run.colour}${run.out ? " out" : ""}`;
    const right = rail.right - origin.left - 13 - lane * LANE;
    bar.style.left = `${right}px`;
    bar.style.top = `${run.top + 3}px`;
    bar.style.height = `${Math.max(4, run.bottom - run.top - 6)}px`;
    const letter = document.createElement("b");
    letter.className = bar.className;
    letter.textContent = run.letter;
    letter.title = run.label;
    letter.style.left = `${rail.right - origin.left - 13 - most * LANE - 8}px`;
    letter.style.top = `${run.top + 5}px`;
    run.element = letter;
    frame.append(bar, letter);
  }
  article.prepend(frame);
  keepApart([...frame.querySelectorAll("b")]);
}

function runs(pieces, cards, originTop) {
  const found = [];
  for (const card of cards) {
    const boxes = rangesFor(pieces, spansOf(card.dataset.at)).flatMap((r) => [...r.getClientRects()]);
    if (!boxes.length) continue;
    const top = Math.min(...boxes.map((b) => b.top)) - originTop;
    const bottom = Math.max(...boxes.map((b) => b.bottom)) - originTop;
    const letter = card.dataset.through.split(" ").at(-1);
    const last = found.findLast((run) => run.letter === letter);
    const out = card.classList.contains("out");
    if (last && last.out === out && top <= last.bottom + 16) {
      last.bottom = Math.max(last.bottom, bottom);
      continue;
    }
    found.push({
      letter, top, bottom, out,
      colour: /\bv(\d)\b/.exec(card.className)?.[1] ?? "0",
      label: document.querySelector(`.voice[data-voice="${letter}"] .name bdi`)?.textContent ?? "",
    });
  }
  return found.sort((a, b) => a.top - b.top);
}

function keepApart(letters) {
  let floor = -Infinity;
  for (const letter of letters) {
    const top = Math.max(parseFloat(letter.style.top), floor);
    letter.style.top = `${top}px`;
    floor = top + 12;
  }
}
