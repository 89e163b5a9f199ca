"""`sayso show`: one report with its claims, or one claim with the words that every cell rests on."""

from __future__ import annotations

import json
import shutil
import sys
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator

import click

from ..export import words
from ..record import Claim, Quote, Record, Report, Span, to_dict

AROUND = 160
"""Characters of the report shown on each side of a claim."""


@click.command()
@click.argument("archive", metavar="ARCHIVE")
@click.argument("id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print the complete record or claim as JSON.")
def command(*, archive: str, id: str, as_json: bool) -> None:
    """Show a report (r-…) or a claim (c-…) of ARCHIVE; the beginning of an id is enough."""
    from ..archive import Archive

    with Archive.open(archive, create=False, read_only=True) as opened:
        found = opened.resolve(id)
        if found.startswith("c-"):
            claim = opened.claim(found)
            data: Claim | Record = claim
            lines = claim_lines(claim, opened.report(claim.report))
        else:
            data = opened.record(found)
            lines = record_lines(data)
        if as_json:
            click.echo(json.dumps(to_dict(data), ensure_ascii=not _printable(data), indent=2))
            return
        for line in lines:
            click.echo(line.encode("utf-8", "replace").decode())


def _printable(data: Claim | Record) -> bool:
    try:
        json.dumps(to_dict(data), ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _columns() -> int:
    return max(60, min(110, shutil.get_terminal_size((100, 24)).columns)) if sys.stdout.isatty() else 100


def _wrapped(text: str, indent: str = "") -> Iterator[str]:
    for paragraph in text.splitlines() or [""]:
        yield from textwrap.wrap(paragraph, _columns(), initial_indent=indent, subsequent_indent=indent) or [
            ""
        ]


def report_head(report: Report) -> Iterator[str]:
    """Headline, outlet, day and the other things known of a report, one a line."""
    yield words.heading(report, report.id)
    for name in ("byline", "url", "name", "language", "encoding", "text_sha256"):
        if value := getattr(report, name):
            yield f"  {name.replace('_', ' ')}: {value}"


def record_lines(record: Record) -> Iterator[str]:
    """The report's text with a number where each claim begins, then the claims under their numbers."""
    yield from report_head(record.report)
    yield ""
    yield from _wrapped(numbered(record))
    yield ""
    for number, claim in enumerate(record.claims, 1):
        yield f"[{number}] {words.who_says(claim)}"
        yield from _wrapped(f"“{words.one_line(claim.quote)}”", "    ")
        cells = (words.how_sure(claim), words.what(claim), words.when(claim), words.where(claim))
        yield from _wrapped(" · ".join(cells), "    ")
        flags = [f"{flag.name} ({flag.because})" if flag.because else flag.name for flag in claim.flags]
        yield from (line for flag in flags for line in _wrapped(f"! {flag}", "    "))
        yield f"    {claim.id}"
    for notice in record.notices:
        yield from _wrapped(f"Note: {notice}")


def numbered(record: Record) -> str:
    """The report's text with [1], [2] … put in where the claims begin.

    >>> from sayso.record import Report, Voice, VoiceKind
    >>> report = Report(text="It rains. It snows.")
    >>> voices = (Voice(voice="The Example", kind=VoiceKind.OUTLET),)
    >>> claim = Claim(report=report.id, quote="It snows", spans=(Span(10, 18),), who_says=voices)
    >>> numbered(Record(report=report, claims=(claim,)))
    'It rains. [1]It snows.'
    """
    begins: defaultdict[int, str] = defaultdict(str)
    for number, claim in enumerate(record.claims, 1):
        begins[claim.spans[0].start if claim.spans else 0] += f"[{number}]"
    text, parts, at = record.report.text, [], 0
    for start in sorted(begins):
        parts += [text[at:start], begins[start]]
        at = start
    return "".join((*parts, text[at:]))


def claim_lines(claim: Claim, report: Report) -> Iterator[str]:
    """Every cell of a claim with its words, their places, and the reasons."""
    yield words.heading(report, report.id)
    yield f"claim {claim.id}"
    yield ""
    start, end = claim.spans[0].start if claim.spans else 0, claim.spans[-1].end if claim.spans else 0
    before, after = report.text[max(0, start - AROUND) : start], report.text[end : end + AROUND]
    inside = words.one_line(report.text[start:end])
    yield from _wrapped(f"…{words.one_line(before)} »{inside}« {words.one_line(after)}…", "  ")
    yield ""
    yield f"WHO SAYS  {words.who_says(claim)}"
    for voice in claim.who_says:
        place = _at(voice.span) or "not in the text"
        cue = f", by {_quoted([voice.cue])}" if voice.cue else ""
        sure = "" if voice.confidence is None else f", confidence {voice.confidence:.2f}"
        yield from _wrapped(
            f"{words.speaker(voice)}: {voice.kind.value}, {voice.act}, {place}{cue}{sure}", "    "
        )
    yield f"HOW SURE  {words.how_sure(claim)}"
    yield from _rests(claim.how_sure.cues, claim.how_sure.because)
    yield f"WHAT      {words.what(claim)}"
    yield from _rests(claim.what.trigger, claim.what.because)
    for part in claim.what.participants:
        yield from _wrapped(f"{part.role.value}: “{words.one_line(part.text)}” {_at(part.span)}", "    ")
    for number in claim.what.numbers:
        bounds = f"{'…' if number.low is None else f'{number.low:g}'} to {'…' if number.high is None else f'{number.high:g}'}"
        yield from _wrapped(
            f"{number.kind.value}: “{words.one_line(number.text)}”, {bounds} {number.unit} {_at(number.span)}",
            "    ",
        )
    yield f"WHEN      {words.when(claim)}"
    yield from _rests(_one(claim.when.text, claim.when.span), claim.when.because)
    yield f"WHERE     {words.where(claim)}"
    yield from _rests(_one(claim.where.text, claim.where.span), claim.where.because)
    for flag in claim.flags:
        yield f"FLAG      {flag.name}"
        yield from _rests(flag.quotes, (flag.because,))
    if claim.told_again:
        yield f"AGAIN     {', '.join(_at(span) for span in claim.told_again)}"


def _one(text: str | None, span: Span | None) -> tuple[Quote, ...]:
    return () if text is None or span is None else (Quote(text=text, span=span),)


def _at(span: Span | None) -> str:
    return "" if span is None else f"[{span.start}–{span.end}]"


def _quoted(quotes: Iterable[Quote]) -> str:
    return ", ".join(f"“{words.one_line(quote.text)}” {_at(quote.span)}" for quote in quotes)


def _rests(quotes: Iterable[Quote], because: Iterable[str]) -> Iterator[str]:
    if said := _quoted(quotes):
        yield from _wrapped(said, "    ")
    for reason in because:
        if reason:
            yield from _wrapped(f"because: {reason}", "    ")
