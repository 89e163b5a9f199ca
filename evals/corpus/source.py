"""Reads the compact text format in which reports and stories are labelled by hand.

A report's file has three parts, separated by lines of `---`: header, text, labels. See docs/annotation.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from evals.corpus.errors import BadSource
from evals.corpus.locate import Words

HEADER = (
    "outlet",
    "published",
    "register",
    "region",
    "names",
    "brief",
    "byline",
    "headline",
    "quotes",
    "credit",
)
CELLS = ("who", "sure", "what", "num", "when", "where", "again", "flags")

_TOKEN = re.compile(
    r'"(?P<words>[^"]*)"(?:#(?P<nth>\d+))?(?:=(?P<entity>e\d+))?'
    r'|\[(?P<cue>"[^"]*"|[^\]"]*)\](?:#(?P<cue_nth>\d+))?'
    r"|(?P<op>[+>/](?=\s|$))"
    r"|(?P<stop>[;,](?=\s|$))"
    r'|(?P<word>[^\s"\[\];,]+)'
)


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a cell: quoted words, a bracketed cue, a sign or a bare word."""

    kind: str
    text: str
    words: Words | None = None


@dataclass(slots=True)
class Cell:
    """One cell as written: its name, its words and the line it stands on."""

    name: str
    raw: str
    line: int

    def tokens(self) -> list[Token]:
        """The cell's pieces in order."""
        return list(tokens(self.raw))


@dataclass(slots=True)
class ClaimSource:
    """A claim as written: its id, its quote or the claim it repeats, and its cells."""

    id: str
    line: int
    quote: str
    same_as: str | None = None
    cells: dict[str, Cell] = field(default_factory=dict)


@dataclass(slots=True)
class EntitySource:
    """An entity as written: kind, canonical name, place and mentions."""

    id: str
    line: int
    kind: str
    name: str
    place: str = ""
    ambiguous: bool = False
    mentions: list[Words] = field(default_factory=list)


@dataclass(slots=True)
class ReportSource:
    """A report's file, taken apart but not yet tied to its text."""

    path: Path
    header: dict[str, str]
    text: str
    entities: dict[str, EntitySource] = field(default_factory=dict)
    claims: dict[str, ClaimSource] = field(default_factory=dict)
    inherit: str | None = None


def tokens(raw: str) -> Iterator[Token]:
    """Pieces of a cell.

    >>> [t.text for t in tokens('person "[he] told"=e1 says [said] > document "a memo"')]
    ['person', '[he] told', 'says', 'said', '>', 'document', 'a memo']
    """
    place = 0
    while place < len(raw):
        if raw[place].isspace():
            place += 1
            continue
        match = _TOKEN.match(raw, place)
        if match is None:
            raise BadSource(
                f"cannot read {raw[place : place + 30]!r}: is a quotation mark or bracket missing?"
            )
        place = match.end()
        if match["words"] is not None:
            nth = int(match["nth"]) if match["nth"] else None
            yield Token("words", match["words"], Words(match["words"], nth, match["entity"]))
        elif match["cue"] is not None:
            words = match["cue"].strip('"')
            nth = int(match["cue_nth"]) if match["cue_nth"] else None
            yield Token("cue", words, Words(words, nth))
        else:
            kind = match.lastgroup or "word"
            yield Token("op" if kind in ("op", "stop") else "word", match.group())


def cells_of(raw: str, line: int) -> Iterator[tuple[str, int]]:
    """The pieces of a claim between ` | `, quotation marks respected."""
    start, quoted = 0, False
    for place, letter in enumerate(raw):
        if letter == '"':
            quoted = not quoted
        elif letter == "|" and not quoted:
            yield raw[start:place].strip(), line
            start = place + 1
    yield raw[start:].strip(), line


def read_report(path: Path) -> ReportSource:
    """Takes a report's file apart; raises BadSource with `file:line` where it cannot be read."""
    lines = path.read_text(encoding="utf-8").split("\n")
    cuts = [n for n, line in enumerate(lines) if line.strip() == "---"]
    if len(cuts) != 2:
        raise BadSource(f"{path}:1: found {len(cuts)} lines of ---; write header, ---, text, ---, labels")
    header = _header(path, lines[: cuts[0]])
    text = re.sub(
        r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in lines[cuts[0] + 1 : cuts[1]]).strip()
    )
    if '"' in text:
        number = next(n for n in range(cuts[0] + 1, cuts[1]) if '"' in lines[n]) + 1
        raise BadSource(
            f"{path}:{number}: a straight quotation mark in the text: write “ and ” (header `quotes: straight` "
            "turns them into straight ones)"
        )
    if header.get("quotes") == "straight":
        text = text.translate(str.maketrans("“”‘’", "\"\"''"))
    source = ReportSource(path, header, text)
    _labels(source, lines, cuts[1] + 1)
    return source


def _header(path: Path, lines: list[str]) -> dict[str, str]:
    header: dict[str, str] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        key, sign, value = line.partition(":")
        if not sign or key.strip() not in HEADER:
            raise BadSource(
                f"{path}:{number}: {key.strip()!r} is no header field; use one of {' '.join(HEADER)}"
            )
        header[key.strip()] = value.strip()
    return header


def _labels(source: ReportSource, lines: list[str], start: int) -> None:
    claim: ClaimSource | None = None
    for number in range(start, len(lines)):
        line, at = lines[number], f"{source.path}:{number + 1}"
        if not line.strip() or line.startswith("#"):
            continue
        if line[0].isspace():
            if claim is None:
                raise BadSource(f"{at}: an indented line must follow a claim")
            _cells(claim, line.strip(), number + 1, at)
        elif match := re.match(r"e\* *= *([\w-]+)\s*$", line):
            source.inherit = match[1]
        elif re.match(r"e\d+ ", line):
            entity = _entity(line, number + 1, at)
            if entity.id in source.entities:
                raise BadSource(f"{at}: {entity.id} is used twice")
            source.entities[entity.id] = entity
            claim = None
        elif match := re.match(r"(c\d+)\s+(.*)$", line):
            claim = ClaimSource(match[1], number + 1, "")
            if claim.id in source.claims:
                raise BadSource(f"{at}: {claim.id} is used twice")
            source.claims[claim.id] = claim
            first, _, rest = _cut(match[2])
            if same := re.match(r"= *([\w-]+\.c\d+)\s*(.*)$", first):
                claim.same_as, claim.quote = same[1], same[2]
            else:
                claim.quote = first
            if rest:
                _cells(claim, rest, number + 1, at)
        else:
            raise BadSource(f"{at}: a label line begins with e1, c1 or spaces, found {line[:30]!r}")


def _cut(raw: str) -> tuple[str, str, str]:
    pieces = [piece for piece, _ in cells_of(raw, 0)]
    return pieces[0], "|", " | ".join(pieces[1:])


def _cells(claim: ClaimSource, raw: str, number: int, at: str) -> None:
    for piece, _ in cells_of(raw, number):
        if not piece:
            continue
        name, sign, value = piece.partition(":")
        name = name.strip()
        if not sign or name not in CELLS:
            raise BadSource(
                f"{at}: {piece[:30]!r} begins with no cell; use one of {' '.join(CELLS)} and a colon"
            )
        if name in claim.cells and name == "num":
            claim.cells[name].raw += " ; " + value.strip()
        elif name in claim.cells:
            raise BadSource(f"{at}: {claim.id} has two cells {name!r}")
        else:
            claim.cells[name] = Cell(name, value.strip(), number)


_PLACE = re.compile(
    r"^(?P<name>.+?)\s+(?P<place>(?:[A-Z]{2}|--) (?:country|-?[\d.]+ -?[\d.]+ [\d.]+)(?: area| point)?)\s*$"
)


def _entity(line: str, number: int, at: str) -> EntitySource:
    head, _, mentions = line.partition(": ") if ": " in line else (line.rstrip(":"), "", "")
    parts = head.split(None, 2)
    if len(parts) < 3:
        raise BadSource(f'{at}: write `e1 person Full Name: "mention", "mention"`')
    name, ambiguous, place = parts[2].strip(), False, ""
    if name.endswith(" ambiguous"):
        name, ambiguous = name[: -len(" ambiguous")].rstrip(), True
    if match := _PLACE.match(name):
        name, place = match["name"], match["place"]
    found = []
    try:
        for token in tokens(mentions):
            if token.words is not None:
                found.append(token.words)
            elif token.text not in (",", ";"):
                raise BadSource(f"mentions are quoted words, found {token.text!r}")
    except BadSource as problem:
        raise BadSource(f"{at}: {problem}") from None
    return EntitySource(parts[0], number, parts[1], name, place, ambiguous, found)


def same_claim(report: ReportSource, claim: ClaimSource, others: dict[str, ReportSource]) -> ClaimSource:
    """The claim with the quote and cells it takes over from the report it repeats."""
    if claim.same_as is None:
        return claim
    name, _, number = claim.same_as.partition(".")
    if name not in others or number not in others[name].claims:
        raise BadSource(f"{report.path}:{claim.line}: there is no claim {claim.same_as} in this folder")
    told = same_claim(others[name], others[name].claims[number], others)
    merged = ClaimSource(claim.id, claim.line, claim.quote or told.quote, claim.same_as)
    merged.cells = {
        k: Cell(c.name, c.raw, claim.line) for k, c in told.cells.items() if k not in ("flags", "again")
    }
    merged.cells.update(claim.cells)
    merged.cells = {k: c for k, c in merged.cells.items() if c.raw not in ("-", "")}
    return merged
