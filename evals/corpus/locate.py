"""Finds the words a writer quotes, as half-open code-point spans of the report's text."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evals.corpus.errors import BadSource

Span = tuple[int, int]

_SAME = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "‑": "-", "\u00a0": " ", "\n": " "}
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Capt|Brig|Adm|St|Sen|Rep|Gov|Prof|Rev|Hon|No|vs|cf|al"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|a\.m|p\.m|U\.S|U\.N|U\.K|E\.U)|\b[A-Z])\.$"
)
_END = re.compile(r"[.!?…][\"”’')\]]*(?=\s)|\n+")


def same(text: str) -> str:
    """The text with curly quotes, dashes and spaces made plain, one code point for one.

    >>> same("“It’s so”")
    '"It\\'s so"'
    """
    return text.translate(_SAME)


def sentences(text: str) -> list[Span]:
    """Spans of the sentences; a line break always ends one.

    >>> [("Dr. A left. He slept." )[a:b] for a, b in sentences("Dr. A left. He slept.")]
    ['Dr. A left.', 'He slept.']
    """
    found, start = [], 0
    for match in _END.finditer(text):
        if match.group()[0] == "." and _ABBREVIATED.search(text[start : match.start() + 1]):
            continue
        end = match.start() if match.group()[0] == "\n" else match.end()
        if text[start:end].strip():
            found.append((start + len(text[start:end]) - len(text[start:end].lstrip()), end))
        start = match.end()
    if text[start:].strip():
        found.append((start + len(text[start:]) - len(text[start:].lstrip()), len(text.rstrip())))
    return found


@dataclass(frozen=True, slots=True)
class Words:
    """Words as a writer quotes them: `"shipments"`, `"[he] told"`, `"new shipments … to Gaza"`, `"Gaza"#2`."""

    words: str
    nth: int | None = None
    entity: str | None = None


class Text:
    """A report's text with the one question: where do these words stand?"""

    def __init__(self, text: str) -> None:
        self.text = text
        self.plain = same(text)
        self.lower = "".join(c.lower() if len(c.lower()) == 1 else c for c in self.plain)
        self.sentences = sentences(text)
        self.title_end = text.find("\n") if "\n" in text else 0

    def all(self, words: str) -> list[Span]:
        """Every place where the words stand; with case ignored only if they stand nowhere as written."""
        inner = re.search(r"\[(.+?)\]", words)
        if inner and same(words) not in self.plain:
            whole = words.replace("[", "", 1).replace("]", "", 1)
            left = re.split(r"…|\.\.\.", words[: inner.start()])[-1].lstrip()
            right = re.split(r"…|\.\.\.", words[inner.end() :])[0].rstrip()
            needle, size = same(left + inner.group(1) + right).lower(), len(inner.group(1))
            places = [(start, self.lower.find(needle, start)) for start, _ in self.all(whole)]
            return [(at + len(left), at + len(left) + size) for _, at in places if at >= 0]
        for haystack, needle in ((self.plain, same(words)), (self.lower, same(words).lower())):
            hits = self._hits(haystack, needle)
            if hits:
                return hits
        return self._abridged(words)

    def as_written(self, words: str) -> list[Span]:
        """Every place where the words stand in just these letters."""
        return self._hits(self.plain, same(words))

    def _hits(self, haystack: str, needle: str) -> list[Span]:
        left = r"(?<!\w)" if needle[:1].isalnum() else ""
        right = r"(?!\w)" if needle[-1:].isalnum() else ""
        pattern = left + re.escape(needle).replace(r"\ ", " +") + right
        return [match.span() for match in re.finditer(pattern, haystack)]

    def _abridged(self, words: str) -> list[Span]:
        parts = [part.strip() for part in re.split(r"\s*(?:…|\.\.\.)\s*", words) if part.strip()]
        if len(parts) < 2:
            return []
        found = []
        for start, end in self.all(parts[0]):
            for part in parts[1:]:
                after = [hit for hit in self.all(part) if hit[0] >= end]
                if not after:
                    break
                end = after[0][1]
            else:
                if "\n" not in self.text[start:end]:
                    found.append((start, end))
        return found

    def find(
        self,
        wanted: Words,
        what: str,
        *,
        near: Sequence[Span] = (),
        outside: bool = False,
        body: bool = False,
    ) -> Span:
        """The place meant: the nth if a number is given, else the one nearest to `near`.

        Inside `near` comes before its sentence (with `outside`, after it), then its paragraph, then the nearest.
        """
        hits = self.all(wanted.words)
        if not hits:
            nearest = self.nearest(wanted.words)
            raise BadSource(f'{what} "{wanted.words}" stands nowhere in the text; nearest is "{nearest}"')
        if wanted.nth is not None:
            if wanted.nth > len(hits):
                raise BadSource(
                    f'{what} "{wanted.words}"#{wanted.nth}: the words stand only {len(hits)} times'
                )
            return hits[wanted.nth - 1]
        if len(hits) == 1 or (not near and not body):
            return hits[0]
        if body and not near:
            rest = [hit for hit in hits if hit[0] >= self.title_end]
            if len(rest) > 1:
                raise BadSource(
                    f'{what} "{wanted.words}" stands {len(rest)} times in the body: quote more words or add #n'
                )
            return (rest or hits)[0]
        return min(hits, key=lambda hit: self._rank(hit, near, outside))

    def _rank(self, hit: Span, near: Sequence[Span], outside: bool) -> tuple[int, int]:
        start, end = min(span[0] for span in near), max(span[1] for span in near)
        distance = max(start - hit[1], hit[0] - end, 0)
        if any(hit[0] >= a and hit[1] <= b for a, b in near):
            return (1 if outside else 0, hit[0])
        row = [s for s in self.sentences if s[0] < end and start < s[1]]
        if row and hit[0] >= row[0][0] and hit[1] <= row[-1][1]:
            return (0 if outside else 1, distance)
        left = self.text.rfind("\n", 0, start) + 1
        right = self.text.find("\n", end)
        inside = hit[0] >= left and hit[1] <= (right if right >= 0 else len(self.text))
        return (2 if inside else 3, distance * 2 + (hit[0] > end))

    def nearest(self, words: str) -> str:
        """The run of words in the text most like these."""
        size = max(len(words.split()), 1)
        tokens = [m.span() for m in re.finditer(r"\S+", self.text)]
        runs = (
            self.text[tokens[i][0] : tokens[min(i + size, len(tokens)) - 1][1]]
            for i in range(max(len(tokens) - size + 1, 1))
        )
        return max(runs, key=lambda run: difflib.SequenceMatcher(None, run, words).quick_ratio(), default="")


def overlap(one: Iterable[Span], other: Iterable[Span]) -> int:
    """How many code points two sets of spans share."""
    other = list(other)
    return sum(max(0, min(b, d) - max(a, c)) for a, b in one for c, d in other)
