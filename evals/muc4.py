"""MUC-3/4 templates from sayso's claims: slot F1 in the style of the GTT evaluation, and stage, confidence, date, place.

    python -m evals muc4 FOLDER … [--cases FILE] [--as-written] [--from N] [--limit N]

A FOLDER holds messages and answer keys in the original format (files whose name begins with "key" are keys;
`dev`, `tst1`, `tst2`). The mapper (`evals/muc4_templates.py`) was written with the dev part alone.

Scoring follows GTT (Du, Rush and Cardie 2021): every template of the key counts, optional ones too; for
each message the alignment of templates of one incident type is taken whose F1 is highest; a filler is right if it
equals one of the strings of an entity of the key, small letters, without articles and punctuation. Victims
are those with a name, as there; "victim, all" also counts the described ones. Stage, confidence, date and
place are scored on the same alignment: templates that are missing or too many count against them.
The texts are in capitals; their case is restored first (`evals/truecase.py`), unless `--as-written`.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.muc4_reader import Message
from evals.muc4_templates import Filled, filled
from evals.muc4_templates import plain as normal

Entity = frozenset[str]
"""The strings of the key that stand for one filler, normalised."""
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
ROLES = ("perp individual", "perp organisation", "target", "victim", "instrument")
MORE = ("victim, all", "stage", "confidence", "date", "place", "country")
SLOTS = {
    "PERP: INDIVIDUAL ID": "perp individual",
    "PERP: ORGANIZATION ID": "perp organisation",
    "PHYS TGT: ID": "target",
    "HUM TGT: NAME": "victim",
    "INCIDENT: INSTRUMENT ID": "instrument",
}
MAPPINGS = 50_000
"""Alignments tried at most; beyond that only pairs in order are looked at."""
_ID = re.compile(r"^((?:DEV|TST\d)-MUC\d-\d{4})\b", re.MULTILINE)
_LINE = re.compile(r"^\s*\d+\.\s+([A-Z: ]+?)\s{2,}(.*)$")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_DAY = re.compile(r"(\d{1,2})\s+([A-Z]{3})[A-Z]*\.?\s+(?:19)?(\d{2})\b")
_DAY_AFTER = re.compile(r"([A-Z]{3})[A-Z]*\.?\s+(\d{1,2}),?\s+(?:19)?(\d{2})\b")
_HEAD = re.compile(
    r"\A\s*(?P<place>[^-\[]{2,60}?),\s*(?P<date>NO DATE|\d{1,2}\s+[A-Z]{3}[^-(\[]{0,12}|[A-Z]{3,9}\s+\d{1,2}[^-(\[]{0,8}?)\s*"
    r"(?:\((?P<source>[^)]*)\)\s*)?--\s*(?:\[[A-Z ]+\]\s*)*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """A template of the answer key; `types` are the incident types it allows, `days` the interval of its date."""

    types: frozenset[str]
    fillers: dict[str, tuple[Entity, ...]]
    stages: frozenset[str] = frozenset()
    confidence: tuple[tuple[Entity, frozenset[str]], ...] = ()
    days: tuple[dt.date | None, dt.date | None] | None = None
    places: tuple[str, ...] = ()
    """The names of the place, the country first."""


def day(text: str) -> dt.date | None:
    """The day of "04 FEB 90"; None where there is none."""
    found, other = _DAY.search(text), _DAY_AFTER.search(text)
    number, month, year = (
        found.groups() if found else (other[2], other[1], other[3]) if other else ("", "", "")
    )
    if month not in MONTHS:
        return None
    try:
        return dt.date(1900 + int(year), MONTHS.index(month) + 1, int(number))
    except ValueError:
        return None


def days(text: str) -> tuple[dt.date | None, dt.date | None] | None:
    """The interval of a date slot: one day, "from - to", or "- to" (not later than); None where it is empty.

    >>> days("- 04 FEB 90")
    (None, datetime.date(1990, 2, 4))
    """
    first, dash, second = text.partition("-")
    if not dash:
        one = day(text)
        return (one, one) if one else None
    start, end = day(first), day(second)
    return (start, end) if start or end else None


def strings(text: str) -> Entity:
    """The quoted strings of a line, normalised."""
    return frozenset(normal(found.replace('\\"', '"')) for found in _STRING.findall(text))


def slots(chunk: str) -> dict[str, list[str]]:
    """The lines of a template by slot; a line that goes on the one before ("… /") is joined to it."""
    out: dict[str, list[str]] = {}
    name = ""
    for line in chunk.splitlines():
        if line.lstrip().startswith(";") or not line.strip():
            continue
        head = _LINE.match(line)
        if head:
            name = head[1].strip()
            out[name] = [head[2].strip()]
        elif name:
            value = line.strip()
            if out[name][-1].endswith(("/", ":")):
                out[name][-1] += " " + value
            else:
                out[name].append(value)
    return out


def key_of(told: dict[str, list[str]]) -> Key | None:
    """The template of a chunk's slots; None for a message without incidents ("*")."""
    kind = told.get("INCIDENT: TYPE", ["*"])[0]
    if kind.startswith("*"):
        return None
    fillers: dict[str, tuple[Entity, ...]] = {}
    for slot, role in SLOTS.items():
        fillers[role] = tuple(e for line in told.get(slot, ()) if (e := strings(line)))
    # of a described victim both the description and the name beside it are good
    everyone = [entity for line in told.get("HUM TGT: DESCRIPTION", ()) if (entity := strings(line))]
    for entity in fillers["victim"]:
        if not any(entity & other for other in everyone):
            everyone.append(entity)
    fillers["victim, all"] = tuple(
        other | frozenset(itertools.chain(*(e for e in fillers["victim"] if e & other))) for other in everyone
    )
    confidence = []
    for line in told.get("PERP: ORGANIZATION CONFIDENCE", ()):
        words, colon, names = line.partition(":")
        if colon and (entity := strings(names)):
            confidence.append((entity, frozenset(w.strip(" ?") for w in words.split("/"))))
    place = re.sub(r"\([^)]*\)", "", told.get("INCIDENT: LOCATION", [""])[0])
    return Key(
        types=frozenset(t.strip() for t in re.sub(r"\(.*", "", kind).split("/")),
        fillers=fillers,
        stages=frozenset(s.strip() for s in told.get("INCIDENT: STAGE OF EXECUTION", [""])[0].split("/"))
        - {"-", ""},
        confidence=tuple(confidence),
        days=days(told.get("INCIDENT: DATE", [""])[0]),
        places=tuple(n for part in re.split(r"[:/]| - ", place) if (n := normal(part))),
    )


def keys(folder: Path) -> dict[str, list[Key]]:
    """The templates of each message that the keys of a folder name."""
    out: dict[str, list[Key]] = defaultdict(list)
    for path in sorted(folder.glob("key*")):
        text = path.read_text(encoding="latin-1")
        for chunk in re.split(r"\n(?=\s*0\.\s)", "\n" + text):
            told = slots(chunk)
            name = _ID.match(told.get("MESSAGE: ID", [""])[0])
            if not name:
                continue
            templates = out[name[1]]
            if (one := key_of(told)) is not None:
                templates.append(one)
    return dict(out)


def messages(folder: Path, *, restore: bool = True, only: Container[str] | None = None) -> Iterator[Message]:
    """The messages of a folder, in order, with the lines of a paragraph joined and the case restored.

    `only` names those wanted, where not all are.
    """
    from evals.truecase import restored

    for path in sorted(folder.iterdir()):
        text = path.read_text(encoding="latin-1") if path.is_file() else ""
        if path.name.startswith("key") or not _ID.search(text):
            continue
        found = list(_ID.finditer(text))
        for one, following in itertools.zip_longest(found, found[1:]):
            if only is not None and one[1] not in only:
                continue
            body = text[one.end() : following.start() if following else None]
            body = body.split("\n", 1)[1] if "\n" in body else body
            paragraphs = [" ".join(p.split()) for p in re.split(r"\n\s*\n", body)]
            whole = "\n\n".join(p for p in paragraphs if p)
            head = _HEAD.match(whole)
            published = day(head["date"]) if head else None
            source = (head["source"] or "").strip() if head else ""
            rest = whole[head.end() :] if head else whole
            if not rest.strip():
                continue
            # a dateline is in capitals anyhow; what stands in square brackets after it is no part of it
            line = (
                f"{head['place']}, {head['date'].strip()}{f' ({source})' if source else ''} -- "
                if head
                else ""
            )
            yield Message(
                name=one[1],
                text=line + (restored(rest) if restore else rest),
                place=head["place"] if head else "",
                published=published.isoformat() if published else None,
                source=source or None,
            )


def said(template: Filled) -> dict[str, list[str]]:
    """The fillers of a template of sayso's by role, normalised, each once."""
    told = {
        "perp individual": template.perpetrators,
        "perp organisation": [name for name, _ in template.organisations],
        "target": template.targets,
        "victim": [v for v, named in template.victims if named],
        "instrument": template.instruments,
        "victim, all": [v for v, _ in template.victims],
    }
    return {
        role: list(dict.fromkeys(normal(one) for one in ones if normal(one))) for role, ones in told.items()
    }


def pair(gold: Key, mine: Filled) -> Counter[tuple[str, str]]:
    """Counts of two aligned templates: (slot, "right given" / "given" / "right due" / "due")."""
    counts: Counter[tuple[str, str]] = Counter()
    told = said(mine)
    for role in (*ROLES, "victim, all"):
        for one in told[role]:
            counts[role, "given"] += 1
            counts[role, "right given"] += any(one in entity for entity in gold.fillers[role])
        for entity in gold.fillers[role]:
            counts[role, "due"] += 1
            counts[role, "right due"] += any(one in entity for one in told[role])
    for part, right in (("given", True), ("right given", True), ("due", True), ("right due", True)):
        counts["type", part] += right
    _single(counts, "stage", bool(mine.stage), bool(gold.stages), mine.stage in gold.stages)
    for name, confidence in mine.organisations:
        counts["confidence", "given"] += 1
        counts["confidence", "right given"] += any(
            normal(name) in entity and confidence in allowed for entity, allowed in gold.confidence
        )
    for entity, allowed in gold.confidence:
        counts["confidence", "due"] += 1
        counts["confidence", "right due"] += any(
            normal(name) in entity and confidence in allowed for name, confidence in mine.organisations
        )
    _single(counts, "date", mine.end is not None, gold.days is not None, _same_day(gold.days, mine))
    names = {normal(name) for name in mine.places}
    country = {normal(name) for name in mine.countries}
    _single(
        counts, "place", bool(names | country), bool(gold.places), _same_place(gold.places, names, country)
    )
    _single(counts, "country", bool(country), bool(gold.places), bool(country & set(gold.places[:1])))
    return counts


def _single(counts: Counter[tuple[str, str]], slot: str, given: bool, due: bool, right: bool) -> None:
    counts[slot, "given"] += given
    counts[slot, "due"] += due
    counts[slot, "right given"] += given and due and right
    counts[slot, "right due"] += given and due and right


def _same_day(gold: tuple[dt.date | None, dt.date | None] | None, mine: Filled) -> bool:
    """Whether the interval given lies within the key's; "not later than" allows the fortnight before."""
    if gold is None or mine.end is None:
        return False
    end = gold[1] or gold[0]
    if mine.start is None or end is None:  # "not later than" on both sides
        return gold[0] is None and mine.end == end
    return (gold[0] or end - dt.timedelta(days=14)) <= mine.start and mine.end <= end


def _same_place(gold: Sequence[str], names: set[str], countries: set[str]) -> bool:
    """Whether a name given is one of the key's below the country; where it has only a country, that one."""
    if len(gold) > 1:
        return bool(names & set(gold[1:]))
    return bool(gold) and bool((names | countries) & set(gold))


def alone(gold: Key | None, mine: Filled | None) -> Counter[tuple[str, str]]:
    """Counts of a template without a counterpart."""
    counts: Counter[tuple[str, str]] = Counter()
    if mine is not None:
        told = said(mine)
        for role in (*ROLES, "victim, all"):
            counts[role, "given"] += len(told[role])
        counts["type", "given"] += 1
        counts["stage", "given"] += bool(mine.stage)
        counts["confidence", "given"] += len(mine.organisations)
        counts["date", "given"] += mine.end is not None
        counts["place", "given"] += bool(mine.places or mine.countries)
        counts["country", "given"] += bool(mine.countries)
    if gold is not None:
        for role in (*ROLES, "victim, all"):
            counts[role, "due"] += len(gold.fillers[role])
        counts["type", "due"] += 1
        counts["stage", "due"] += bool(gold.stages)
        counts["confidence", "due"] += len(gold.confidence)
        counts["date", "due"] += gold.days is not None
        counts["place", "due"] += bool(gold.places)
        counts["country", "due"] += bool(gold.places)
    return counts


def alignments(gold: Sequence[Key], mine: Sequence[Filled]) -> Iterator[tuple[int | None, ...]]:
    """For each of `mine` the template of the key it answers to, or None; each of the key at most once."""
    choices: list[list[int | None]] = [
        [None, *(g for g, key in enumerate(gold) if one.type in key.types)] for one in mine
    ]
    for number, chosen in enumerate(itertools.product(*choices)):
        if number == MAPPINGS:
            return
        taken = [g for g in chosen if g is not None]
        if len(taken) == len(set(taken)):
            yield chosen


def f1(counts: Counter[tuple[str, str]], slots_: Iterable[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 in per cent over some slots together."""
    total = {
        part: sum(counts[slot, part] for slot in slots_)
        for part in ("right given", "given", "right due", "due")
    }
    precision = 100 * total["right given"] / total["given"] if total["given"] else 0.0
    recall = 100 * total["right due"] / total["due"] if total["due"] else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def compare(gold: Sequence[Key], mine: Sequence[Filled]) -> Counter[tuple[str, str]]:
    """Counts of a message under the best alignment of its templates."""
    every = ("type", *ROLES)
    best: Counter[tuple[str, str]] | None = None
    known: dict[tuple[int, int], Counter[tuple[str, str]]] = {}
    for chosen in alignments(gold, mine):
        counts: Counter[tuple[str, str]] = Counter()
        for m, g in enumerate(chosen):
            if g is None:
                counts += alone(None, mine[m])
            else:
                if (g, m) not in known:
                    known[g, m] = pair(gold[g], mine[m])
                counts += known[g, m]
        for g, key in enumerate(gold):
            if g not in chosen:
                counts += alone(key, None)
        if best is None or f1(counts, every)[2] > f1(best, every)[2]:
            best = counts
    return best if best is not None else Counter()


def report(total: Counter[tuple[str, str]]) -> None:
    """Print precision, recall and F1 of each slot."""
    print(f"{'slot':<20}{'P':>7}{'R':>7}{'F1':>7}{'due':>7}")
    for slot in ("type", *ROLES):
        print(f"{slot:<20}" + "".join(f"{v:7.1f}" for v in f1(total, [slot])) + f"{total[slot, 'due']:7}")
    print(f"{'all of these':<20}" + "".join(f"{v:7.1f}" for v in f1(total, ("type", *ROLES))))
    for slot in MORE:
        print(f"{slot:<20}" + "".join(f"{v:7.1f}" for v in f1(total, [slot])) + f"{total[slot, 'due']:7}")
    # a stage is only right where the template is, a confidence only where the organisation is
    for slot, under in (("stage", "type"), ("confidence", "perp organisation")):
        right, all_ = total[slot, "right given"], total[under, "right given"]
        print(f"{f'{slot}, of right {under}':<34}{100 * right / max(1, all_):7.1f}{all_:7}")


def main(argv: Sequence[str]) -> int:
    """Print precision, recall and F1 of each slot; `--cases` writes one line for each message."""
    parser = argparse.ArgumentParser(prog="python -m evals muc4", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--as-written", action="store_true", help="do not restore the case")
    parser.add_argument("--from", dest="first", type=int, default=0, help="leave out the first N messages")
    parser.add_argument("--limit", type=int, default=10**9, help="messages of each folder")
    parser.add_argument("--cases", type=Path)
    given = parser.parse_args(argv)
    total: Counter[tuple[str, str]] = Counter()
    lines = []
    for folder in given.folders:
        if not folder.is_dir() or not list(folder.glob("key*")):
            print(f"{folder}: no answer keys (key*) in it; give a folder such as tst1", file=sys.stderr)
            return 2
        answers = keys(folder)
        wanted = itertools.islice(
            messages(folder, restore=not given.as_written), given.first, given.first + given.limit
        )
        for message in wanted:
            if message.name not in answers:
                continue
            mine = filled(message)
            total += compare(answers[message.name], mine)
            lines.append({"message": message.name, "templates": [one.as_dict() for one in mine]})
    print(
        f"{len(lines)} messages, {total['type', 'due']} templates in the key, {total['type', 'given']} made"
    )
    report(total)
    if given.cases:
        given.cases.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
