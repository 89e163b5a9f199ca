// Filters (one number of the line on top, one voice, one stance) and the knock-out of voices.

/** Keeps what is filtered and who is switched off; `onChange` runs after every change. */
export function filters(root, cards, onChange) {
  let filter = null;
  const words = root.querySelector(".filtered");
  const remain = root.querySelector(".remain");
  const switches = [...root.querySelectorAll("input[data-voice]")];

  function fits(card) {
    if (!filter || filter === "all") return true;
    if (filter.startsWith("v-")) return card.dataset.through.split(" ").includes(filter.slice(2));
    return card.dataset.tags.split(" ").includes(filter);
  }

  function refresh() {
    const off = new Set(switches.filter((box) => !box.checked).map((box) => box.dataset.voice));
    const out = new Set();
    let remaining = 0;
    let shown = 0;
    for (const card of cards) {
      const gone = card.dataset.through.split(" ").some((letter) => off.has(letter));
      const kept = fits(card);
      card.classList.toggle("gone", gone);
      card.classList.toggle("out", gone || !kept);
      if (gone || !kept) out.add(card.dataset.n);
      remaining += !gone;
      shown += kept;
    }
    for (const piece of root.querySelectorAll(".s")) {
      piece.classList.toggle("out", piece.dataset.c.split(" ").every((n) => out.has(n)));
    }
    for (const note of root.querySelectorAll(".n")) {
      note.classList.toggle("out", out.has(note.id.slice(1)));
    }
    for (const link of root.querySelectorAll("[data-filter]")) {
      if (filter && link.dataset.filter === filter) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    if (remain) remain.textContent = off.size ? `${remaining} of ${cards.length} remain` : "";
    words.replaceChildren();
    if (filter && filter !== "all") {
      const clear = document.createElement("a");
      clear.href = "#report";
      clear.textContent = "show all";
      clear.addEventListener("click", (event) => { event.preventDefault(); set(null); });
      words.append(`${shown} of ${cards.length} statements: ${nameOf(filter)} · `, clear);
    }
    onChange();
  }

  function nameOf(tag) {
    const link = [...root.querySelectorAll(".legend [data-filter], .oneline [data-filter]")]
      .find((each) => each.dataset.filter === tag);
    return (link?.querySelector("bdi") ?? link)?.textContent.replace(/^[A-Z]?\s*[\d,]+\s+|\s+\d+$/g, "").trim() || tag;
  }

  function set(tag) {
    filter = tag === filter ? null : tag;
    refresh();
  }

  root.addEventListener("click", (event) => {
    const link = event.target.closest("[data-filter]");
    if (!link || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    set(link.dataset.filter);
  });
  for (const box of switches) box.addEventListener("change", refresh);

  if (location.hash.startsWith("#f-")) filter = decodeURIComponent(location.hash.slice(3));
  refresh();
  return { clear: () => { if (filter) { filter = null; refresh(); return true; } return false; } };
}
