"""How quick the desk is: first byte of every list page and of a report, beside the bare SQLite query.

`python -m evals.desk_speed [ARCHIVE]` makes an archive of 20,000 reports and 200,000 claims (kept at
ARCHIVE, by default in .cache/desk-speed.db), asks each page ten times, and prints the median
milliseconds until the first byte of the body is there, and the processor time it took. Ends with 1 where a page is over its limit:
200 ms for a list page, 100 ms for a report of 1,000 words.
"""

from __future__ import annotations

import argparse
import sqlite3
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import anyio

from sayso.archive import Archive
from sayso.record import (
    Claim,
    HowSure,
    Participant,
    Polarity,
    Quote,
    Record,
    Report,
    Role,
    Span,
    Stance,
    Status,
    Voice,
    VoiceKind,
    What,
    When,
    Where,
)
from sayso.web.app import create

REPORTS, CLAIMS_EACH = 20_000, 10
LIST_MS, REPORT_MS = 200.0, 100.0
TIMES = 7
NAMES = ("port officials", "", "the Delta League", "our sources", "a harbour log", "")
KINDS = (
    VoiceKind.UNNAMED_OFFICIAL,
    VoiceKind.PERSON,
    VoiceKind.ORGANIZATION,
    VoiceKind.ANONYMOUS,
    VoiceKind.DOCUMENT,
    VoiceKind.PERSON,
)
PLACES = (("Gao", "ML", 16.27, -0.04), ("Accra", "GH", 5.56, -0.2), ("Sfax", "TN", 34.74, 10.76))
FIRST = ("Vesna", "Ivo", "Amina", "Tariq", "Lena", "Oumar", "Selin", "Pavel", "Noor", "Ines")
PARTS = ("ka", "ri", "mo", "ten", "sa", "lu", "bek", "na", "dor", "vi", "shan", "po", "el", "gu", "rad", "mi")
PERSONS, TOWNS = 20_000, 500
TYPES = ("MOVEMENT", "ASSAULT", "CONSULT", "AID", "THREATEN", None)
GOODS = ("sails", "timber", "medicine", "rocket motors", "flour", "generators", "cables")
STANCES = tuple(Stance)


def invented(number: int) -> str:
    """A made-up family name or town, another one for each number below 4,096.

    >>> invented(0), invented(4095)
    ('Kakaka', 'Mimimi')
    """
    return "".join(PARTS[number >> shift & 15] for shift in (8, 4, 0)).capitalize()


def voice_of(n: int) -> str:
    """Who says claim `n`: few bodies and documents, many persons."""
    if KINDS[n % 6] is not VoiceKind.PERSON:
        return NAMES[n % 6]
    person = n * 7919 % PERSONS
    return f"{FIRST[person // 2000]} {invented(person % 2000)}"


def place_of(n: int) -> tuple[str, str, float, float]:
    """Where claim `n` is set: three towns for most, many for the others."""
    if n % 5:
        return PLACES[n % 3]
    return f"{invented(n // 5 % TOWNS * 8)}ville", PLACES[n % 3][1], n % 60 - 30.0, n % 120 - 60.0


def made(number: int, claims: int = CLAIMS_EACH) -> Record:
    """A made-up report: every number gives other words, always the same ones."""
    sentences, spans = [], []
    at = 0
    for i in range(claims):
        n = number * 31 + i
        name, goods, place = voice_of(n), GOODS[n % 7], place_of(n)[0]
        sentence = f"{name} said that convoy {n} brought {goods} to {place}, and that nobody at the crossing had asked for its papers. "
        spans.append((at, sentence, n))
        sentences.append(sentence)
        at += len(sentence)
    text = "".join(sentences).rstrip()
    outlet = f"Gazette {number % 40}"
    day = f"20{number % 20:02}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    report = Report(text=text, outlet=outlet, published=day, name=f"{number:05}.txt")

    def claim(at: int, sentence: str, n: int) -> Claim:
        def quote(words: str) -> Quote:
            start = at + sentence.index(words)
            return Quote(text=words, span=Span(start, start + len(words)))

        name, goods, convoy = quote(voice_of(n)), quote(GOODS[n % 7]), quote(f"convoy {n}")
        place, country, lat, lon = place_of(n)
        whole = quote(sentence[sentence.index("convoy") : sentence.index(",")])
        where = quote(place)
        return Claim(
            report=report.id,
            quote=whole.text,
            spans=(whole.span,),
            who_says=(
                Voice(voice=outlet, kind=VoiceKind.OUTLET),
                Voice(voice=name.text, kind=KINDS[n % 6], span=name.span, act="says", cue=quote("said")),
            ),
            how_sure=HowSure(
                stance=STANCES[n % 8] if n % 3 == 0 else Stance.ASSERTED,
                polarity=Polarity.NEGATED if n % 11 == 0 else Polarity.AFFIRMED,
            ),
            what=What(
                type=TYPES[n % 6],
                trigger=(quote("brought"),),
                participants=(
                    Participant(role=Role.ACTOR, text=convoy.text, span=convoy.span),
                    Participant(role=Role.GOODS, text=goods.text, span=goods.span),
                ),
                status=Status.FOUND,
            ),
            when=When(start=day, end=day, status=Status.FOUND, because=("made up",)),
            where=Where(
                name=place,
                country=country,
                lat=lat,
                lon=lon,
                text=place,
                span=where.span,
                status=Status.FOUND,
            ),
        )

    return Record(report=report, claims=tuple(claim(*place) for place in spans))


def filled(path: Path, reports: int) -> Archive:
    """The archive, filled where it is not yet full."""
    path.parent.mkdir(parents=True, exist_ok=True)
    archive = Archive.open(path)
    have = archive.totals().reports
    if have < reports:
        print(f"filling {path} ({have:,} of {reports:,} reports are there)", file=sys.stderr)
        archive.add(made(i) for i in range(reports))
        archive.add(made(reports + 1, claims=45))
    return archive


def first_byte(archive: Archive, path: str) -> tuple[float, float, int]:
    """Milliseconds until the first byte of the body, processor time of all threads until then, and the status."""
    app = create(archive)
    bare, _, query = path.partition("?")
    scope = {
        "type": "http", "http_version": "1.1", "method": "GET", "scheme": "http", "path": bare,
        "raw_path": bare.encode(), "root_path": "", "query_string": query.encode(),
        "headers": [(b"host", b"127.0.0.1")], "server": ("127.0.0.1", 80), "client": ("127.0.0.1", 0),
    }  # fmt: skip
    times: list[tuple[float, float]] = []
    status = 0

    async def once() -> None:
        nonlocal status
        begun, busy = time.perf_counter(), time.process_time()
        asked = False
        seen = False

        async def receive() -> dict[str, Any]:
            nonlocal asked
            if asked:
                await anyio.sleep_forever()
            asked = True
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            nonlocal status, seen
            if message["type"] == "http.response.start":
                status = message["status"]
            elif not seen and message.get("body"):
                seen = True
                times.append(((time.perf_counter() - begun) * 1000, (time.process_time() - busy) * 1000))
                if message.get("more_body"):
                    raise Enough

        try:
            await app(dict(scope), receive, send)
        except* Enough:
            pass

    async def several() -> None:
        await once()  # the first one compiles the templates
        times.clear()
        for _ in range(TIMES):
            await once()

    anyio.run(several)
    walls, busy = zip(*times, strict=True)
    return statistics.median(walls), statistics.median(busy), status


class Enough(Exception):
    """The first byte is there; the rest of a stream is not waited for."""


def bare(path: Path, sql: str) -> float:
    """Milliseconds of the bare query."""
    with sqlite3.connect(path) as connection:
        times = []
        for _ in range(TIMES + 1):
            begun = time.perf_counter()
            connection.execute(sql).fetchall()
            times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times[1:])


def pages(archive: Archive) -> Iterator[tuple[str, float]]:
    """Every page with its limit in milliseconds."""
    middle = archive.reports(limit=500).next
    deep = archive.claims(limit=500).next
    long = next(card.id for card in archive.every_report() if card.claims > CLAIMS_EACH)
    for path in (
        "/reports",
        f"/reports?after={middle}",
        "/reports?outlet=Gazette+7",
        "/reports.json?limit=200",
        "/reports.csv",
        "/claims",
        f"/claims?after={deep}",
        "/claims?words=rocket+motors",
        "/claims?stance=denied",
        "/claims?polarity=affirmed",
        "/claims?voice=*officials*&place=Gao",
        "/claims?voice=a*",
        "/claims?voice=*a*",
        "/claims?origin=Tariq*",
        "/claims?place=*ville",
        "/claims?party=sails",
        "/claims?party=*motors*",
        "/claims?words=convoy",
        "/claims?since=2008&until=2009",
        "/claims.json?limit=200",
        "/claims.jsonl",
        "/claims.csv?kind=document",
    ):
        yield path, LIST_MS
    yield f"/reports/{long}", REPORT_MS


BARE = (
    (
        "50 reports, newest first",
        "select id, outlet, headline, published, claims from reports order by day desc, id limit 50",
    ),
    (
        "50 claims with their records",
        "select c.id, j.json from claims c join claim_json j on j.claim = c.number order by c.day desc, c.report, c.position limit 50",
    ),
    ("count of claims by stance", "select stance, count(*) from claims group by stance"),
    (
        "count of claims by stance with *officials* in Gao",
        "select stance, count(*) from claims where place_folded = 'gao' and number in "
        "(select claim from voices where voice_folded like '%officials%') group by stance",
    ),
    (
        "count of claims by stance with *a*",
        "select stance, count(*) from claims where number in "
        "(select claim from voices where voice_folded like '%a%') group by stance",
    ),
    (
        "50 newest claims with the word motors",
        "select number from claims where number in (select rowid from claims_words where claims_words match 'motors') "
        "order by day desc, report, position limit 50",
    ),
)
"""What the pages show at the least, asked of SQLite alone."""


def main(given: list[str] | None = None) -> int:
    """Measure, print a table, and say by the exit code whether all pages are within their limits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive", nargs="?", type=Path, default=Path(".cache/desk-speed.db"))
    parser.add_argument("--reports", type=int, default=REPORTS)
    chosen = parser.parse_args(given)
    slow = 0
    with filled(chosen.archive, chosen.reports) as archive:
        totals = archive.totals()
        print(
            f"{totals.reports:,} reports, {totals.claims:,} claims, median of {TIMES}: first byte, processor time"
        )
        for path, limit in pages(archive):
            took, busy, status = first_byte(archive, path)
            slow += took > limit or status != 200
            mark = (
                ""
                if took <= limit and status == 200
                else f"  over its limit of {limit:.0f} ms (status {status})"
            )
            print(f"{took:9.1f} ms {busy:9.1f} ms  {path[:60]}{mark}", flush=True)
    for name, sql in BARE:
        try:
            print(f"{bare(chosen.archive, sql):9.1f} ms               bare SQLite: {name}", flush=True)
        except sqlite3.Error as error:
            print(f"        –                  bare SQLite: {name}: {error}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
