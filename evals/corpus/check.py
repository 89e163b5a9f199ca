"""Checks the gold: quoted words, ids, enumerations, weekdays, headers and repeated phrases."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from evals.corpus import labels
from evals.corpus.errors import Problem

Json = dict[str, Any]

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAY = re.compile(r"\b(Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b")
_DATE = re.compile(
    r"\b(?P<day>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day),? (?:the )?(?:(?P<m1>[A-Z][a-z]{2,8})\.? (?P<d1>\d{1,2})"
    r"|(?P<d2>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<m2>[A-Z][a-z]{2,8}))(?:,? (?P<year>\d{4}))?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NGRAM = 6
LONGEST_HEADLINE = 16
_NAME = re.compile(r"(?<![\w’'])(?!(?:The|A|An|One|His|Her|Its|Their|Our|My|He|She|I)\b)[^\W\d_a-z]")
_SPEAKERS = frozenset(["he", "she", "they", "it", "him", "her", "them"])


def check_report(path: Path, gold: Json) -> Iterator[Problem]:
    """What is wrong with one report's gold."""
    record, marks = gold["record"], gold["labels"]
    report, text = record["report"], record["report"]["text"]

    def bad(said: str, *, severe: bool = True) -> Problem:
        return Problem(path, 1, said, severe)

    if marks["register"] not in labels.REGISTERS:
        yield bad(f"register {marks['register']!r}; use one of {' '.join(labels.REGISTERS)}")
    if marks["region"] not in labels.REGIONS:
        yield bad(f"region {marks['region']!r}; use one of {' '.join(labels.REGIONS)}")
    for name in marks["names"]:
        if name not in labels.TRADITIONS:
            yield bad(f"names {name!r}; use of {' '.join(labels.TRADITIONS)}")
    if not report["outlet"]:
        yield bad("the header has no outlet")
    if report["published"] is not None:
        try:
            dt.datetime.fromisoformat(report["published"])
        except ValueError:
            yield bad(f"published {report['published']!r} is no ISO date; write 2024-03-05, or none")
    if report["title"] and len(text[: report["title"][1]].split()) > LONGEST_HEADLINE:
        said = "the first line is long for a headline: write `headline: no` in the header if it is none"
        yield bad(said, severe=False)
    yield from _own_cues(path, record)
    yield from _kinds(path, record)
    size = len(text.split())
    if not 100 <= size <= 450:
        yield bad(f"the text has {size} words; write 120 to 400", severe=False)
    if len(record["claims"]) < 6:
        yield bad(f"only {len(record['claims'])} claims; label every proposition (8 to 14)", severe=False)
    for words, span in quotes(record):
        if text[span[0] : span[1]] != words:
            yield bad(f"{words!r} is not what stands at {span}")
    known = {entity["id"] for entity in record["entities"]} | {f"e-{report['name']}-0"}
    if len({claim["id"] for claim in record["claims"]}) != len(record["claims"]):
        yield bad("two claims have one id")
    for claim in record["claims"]:
        for holder in [*claim["who_says"], *(claim["what"] or {}).get("participants", ())]:
            if holder["entity"] is not None and holder["entity"] not in known:
                yield bad(f"{claim['id']}: there is no entity {holder['entity']}")
            words = holder.get("text", holder.get("voice"))
            if holder["entity"] is None and words.lower() in _SPEAKERS:
                said = f'{claim["id"]}: who is {words!r}? Add the mention in context to its entity: "[{words}] said"'
                yield bad(said, severe=False)
        yield from _weekday(path, claim)
    yield from _dates(path, report)
    yield from _shape(path, record)


def _own_cues(path: Path, record: Json) -> Iterator[Problem]:
    """Warns of a speaker that takes its own cue along: “he said” for “he”."""
    cues = {tuple(voice["cue"]["span"]) for c in record["claims"] for voice in c["who_says"] if voice["cue"]}
    told = set()
    for words, (start, end) in _holders(record):
        for first, last in cues:
            if start < first and last == end and (start, end) not in told:
                told.add((start, end))
                cue = words[first - start :]
                show = f"[{words[: first - start].rstrip()}] {cue}"
                yield Problem(path, 1, f'"{words}" takes its cue “{cue}” along; write "{show}"', severe=False)


def _holders(record: Json) -> Iterator[tuple[str, list[int]]]:
    """The words and spans of all voices, participants and mentions."""
    for entity in record["entities"]:
        yield from ((mention["text"], mention["span"]) for mention in entity["mentions"])
    for claim in record["claims"]:
        yield from ((voice["voice"], voice["span"]) for voice in claim["who_says"] if voice["span"])
        yield from ((p["text"], p["span"]) for p in (claim["what"] or {}).get("participants", ()))


def _kinds(path: Path, record: Json) -> Iterator[Problem]:
    """Warns of a voice whose kind its words or its entity contradict."""
    names = {entity["id"]: entity for entity in record["entities"]}
    own = f"e-{record['report']['name']}-0"
    for claim in record["claims"]:
        for voice in claim["who_says"]:
            said = None
            entity = names.get(voice["entity"])
            if voice["entity"] == own and voice["kind"] != "outlet":
                said = "is the outlet itself: write outlet"
            elif voice["kind"] == "person" and entity is None:
                said = "is no entity: a person is named in the report, else unnamed-official or anonymous"
            elif voice["kind"] == "person" and not _named(voice, entity):
                said = "has no name in this report: write unnamed-official or anonymous"
            if said:
                yield Problem(path, 1, f"{claim['id']}: “{voice['voice']}” {said}", severe=False)


def _named(voice: Json, entity: Json | None) -> bool:
    """Whether a speaker has a name: one of its mentions, or its own words, has a capital past the start."""
    words = [voice["voice"], *(mention["text"] for mention in (entity or {"mentions": ()})["mentions"])]
    return entity is None or entity["kind"] != "person" or any(_NAME.search(text) for text in words)


def quotes(record: Json) -> Iterator[tuple[str, list[int]]]:
    """Every (words, span) that the record claims to quote."""

    def walk(value: Any) -> Iterator[tuple[str, list[int]]]:
        if isinstance(value, dict):
            words = value.get("text", value.get("voice"))
            if value.get("span") and isinstance(words, str):
                yield words, value["span"]
            for inner in value.values():
                yield from walk(inner)
        elif isinstance(value, list):
            for inner in value:
                yield from walk(inner)

    yield from walk(record["claims"])
    yield from walk(record["entities"])


def _weekday(path: Path, claim: Json) -> Iterator[Problem]:
    when = claim["when"] or {}
    named = _DAY.search(when.get("text") or "")
    if named and when["start"] and when["granularity"] in ("day", "part-of-day", "hour", "minute"):
        day = dt.date.fromisoformat(when["start"][:10])
        if not DAYS[day.weekday()].startswith(named[1][:3]):
            yield Problem(
                path, 1, f"{claim['id']}: {when['text']!r} is given as {day}, a {DAYS[day.weekday()]}"
            )


def _dates(path: Path, report: Json) -> Iterator[Problem]:
    for match in _DATE.finditer(report["text"]):
        month = (match["m1"] or match["m2"])[:3].lower()
        if month not in _MONTHS:
            continue
        day = int(match["d1"] or match["d2"])
        years = [int(match["year"])] if match["year"] else []
        if not years and report["published"]:
            year = int(report["published"][:4])
            years = [year - 1, year, year + 1]
        fits = []
        for year in years:
            try:
                fits.append(DAYS[dt.date(year, _MONTHS.index(month) + 1, day).weekday()] == match["day"])
            except ValueError:
                fits.append(False)
        if fits and not any(fits):
            yield Problem(
                path, 1, f"“{match.group()}” is no {match['day']} in {' or '.join(map(str, years))}"
            )


def _shape(path: Path, record: Json) -> Iterator[Problem]:
    """Reads the record with the product's own codec, where it can be imported."""
    source = str(Path(__file__).resolve().parents[2] / "src")
    if source not in sys.path:
        sys.path.append(source)
    try:
        from sayso.record.codec import from_dict
        from sayso.record.record import Record
    except ImportError:
        return
    try:
        from_dict(Record, record)
    except Exception as problem:
        yield Problem(path, 1, str(problem))


def ngrams(text: str, size: int = NGRAM) -> set[tuple[str, ...]]:
    """The runs of `size` words of a text."""
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}


def repeated(golds: Iterable[Json], *, share: float = 0.02, least: int = 4) -> list[tuple[str, int]]:
    """Six-word runs that stand in more than two in a hundred texts; re-prints of one story count once."""
    seen: dict[tuple[str, ...], set[str]] = {}
    total = 0
    for gold in golds:
        total += 1
        name = gold["labels"]["story"] or gold["record"]["report"]["id"]
        for run in ngrams(gold["record"]["report"]["text"]):
            seen.setdefault(run, set()).add(name)
    limit = max(share * total, least)
    counts = Counter({" ".join(run): len(names) for run, names in seen.items() if len(names) > limit})
    return counts.most_common()
