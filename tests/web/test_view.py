"""The view of a report: whole text, reading order, voices, counts, timeline, places."""

from __future__ import annotations

import datetime as dt

import pytest

from sayso.record import (
    Claim,
    Grade,
    Granularity,
    Record,
    Report,
    Role,
    Span,
    Status,
    Voice,
    VoiceKind,
    What,
    When,
    Where,
    quotes,
)
from sayso.web.chart import Axis, journeys, places, timeline
from sayso.web.text import hard_wrapped, paragraphs
from sayso.web.view import citation, view, voice_key, voices_of

from .samples import NEWSLETTER, hostile, long_report, many_scripts, newsletter, no_claims

SAMPLES = {
    "newsletter": newsletter,
    "scripts": many_scripts,
    "hostile": hostile,
    "none": no_claims,
    "long": long_report,
}


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_quote_their_own_words(name: str) -> None:
    record = SAMPLES[name]()
    for path, said, span in quotes(record):
        assert span.start < 0 or span.of(record.report.text) == said, path


@pytest.mark.parametrize("name", SAMPLES)
def test_the_text_is_shown_whole_and_unaltered(name: str) -> None:
    shown = view(SAMPLES[name]())
    text = shown.report.text
    at = 0
    for block in shown.blocks:
        for segment in block.segments:
            assert not text[at : segment.span.start].strip()
            assert segment.text == segment.span.of(text)
            at = segment.span.end
    assert not text[at:].strip()


def test_claims_are_numbered_as_they_are_read() -> None:
    shown = view(newsletter())
    starts = [min(claim.spans).start for claim in shown.claims]
    assert starts == sorted(starts)
    assert [claim.number for claim in shown.claims] == list(range(1, 19))
    assert sum(len(block.claims) for block in shown.blocks) == len(shown.claims)


def test_the_line_on_top_counts_voices_and_statements() -> None:
    line = {count.tag: (count.number, count.after) for count in view(newsletter()).counts}
    assert line == {
        "outlet": (1, "outlet speaks"),
        "person": (1, "person is named as a source"),
        "organization": (2, "organisations are"),
        "document": (1, "document is"),
        "unnamed": (5, "unnamed groups are"),
        "all": (18, "statements"),
        "confirmed": (0, "confirmed elsewhere"),
    }


def test_a_confirmed_claim_is_counted_by_its_grade() -> None:
    record = newsletter()
    first = record.claims[0]
    graded = Claim(
        report=first.report,
        quote=first.quote,
        spans=first.spans,
        who_says=first.who_says,
        grade=Grade(credibility=1, reliability="B"),
    )
    shown = view(Record(report=record.report, claims=(graded,)))
    assert shown.claims[0].grade == "B1"
    assert shown.counts[-1].number == 1


def test_knocking_out_a_voice_counts_what_remains() -> None:
    shown = view(newsletter())
    remain = {voice.label: voice.remain for voice in shown.voices}
    assert remain["The Meridian Letter"] == 0
    assert remain["Our sources"] == 15
    assert shown.voices[0].letter == "A"
    assert shown.voices[0].colour == 0


def test_one_voice_under_several_spellings_is_one() -> None:
    report = Report(text="Our sources and our sources and he.", outlet="X")
    outlet = Voice(voice="X", kind=VoiceKind.OUTLET)
    chains = [
        (outlet, Voice(voice="Our sources", kind=VoiceKind.ANONYMOUS)),
        (outlet, Voice(voice="our  sources", kind=VoiceKind.ANONYMOUS)),
        (outlet, Voice(voice="he", kind=VoiceKind.PERSON, entity="e-1")),
        (outlet, Voice(voice="the envoy", name="Ann Bo", kind=VoiceKind.PERSON, entity="e-1")),
    ]
    claims = [
        Claim(report=report.id, quote="", spans=(Span(i, i + 1),), who_says=chain)
        for i, chain in enumerate(chains)
    ]
    found = voices_of(report, claims)
    assert [voice.label for voice in found.values()] == ["X", "Our sources", "Ann Bo"]


def test_absent_cells_say_how_they_are_absent() -> None:
    shown = view(newsletter())
    absent = {
        cell.absent for claim in shown.claims for cell in claim.cells if cell.status is not Status.FOUND
    }
    assert absent == {"not stated", "not found", "two readings"}


def test_the_headline_check_quotes_both() -> None:
    ((claim, flag),) = view(newsletter()).checks
    assert claim.number == 4
    assert [quote.span.of(NEWSLETTER) for quote in flag.quotes] == [quote.text for quote in flag.quotes]
    assert len(flag.quotes) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("one", ["one"]),
        ("one\ntwo", ["one", "two"]),
        ("one\n\n  two  \n \nthree", ["one", "two", "three"]),
        (
            "A line that was broken by a typewriter at some\nwidth, and goes on in the next one, and then once\nmore until it ends here, after the third line of\nit.\n\nNext.",
            [
                "A line that was broken by a typewriter at some\nwidth, and goes on in the next one, and then once\nmore until it ends here, after the third line of\nit.",
                "Next.",
            ],
        ),
    ],
)
def test_paragraphs(text: str, expected: list[str]) -> None:
    assert [span.of(text) for span, _ in paragraphs(Report(text=text))] == expected


def test_a_newsletter_is_not_hard_wrapped() -> None:
    assert not hard_wrapped(NEWSLETTER)


def test_a_title_inside_a_paragraph_stands_alone() -> None:
    text = "Exclusive. War ends. It ended on Monday."
    report = Report(text=text, title=Span(11, 20))
    assert [(span.of(text), title) for span, title in paragraphs(report)] == [
        ("Exclusive.", False),
        ("War ends.", True),
        ("It ended on Monday.", False),
    ]


def _when(start: str | None, end: str | None, **more: object) -> When:
    return When(start=start, end=end, status=Status.FOUND, **more)  # type: ignore[arg-type]


def test_the_timeline_puts_equal_intervals_in_one_row_in_order() -> None:
    made = timeline(
        [
            (1, _when("2008-03-11", "2008-03-11")),
            (2, _when("2008-03-01", "2008-03-10", granularity=Granularity.PART_OF_MONTH)),
            (3, _when("2008-03-11", "2008-03-11")),
            (4, _when("2008-03-05", None)),
            (5, When()),
            (6, When(text="once", span=Span(0, 4), status=Status.NOT_FOUND)),
        ],
        "2008-03-14",
    )
    assert [row.numbers for row in made.rows] == [(2,), (4,), (1, 3)]
    assert (made.rows[0].soft_start, made.rows[0].soft_end) == (True, True)
    assert (made.rows[1].soft_start, made.rows[1].soft_end) == (False, True)
    assert all(0 <= row.x <= 100 and row.x + row.width <= 101 for row in made.rows)
    assert made.undated == (5,)
    assert made.floating == ((6, "once"),)
    assert not made.compressed


def test_two_meetings_on_one_day_are_tied() -> None:
    """A day that is stated here and inferred there is one row, and the cards point at each other."""
    shown = view(newsletter())
    [row] = [row for row in shown.timeline.rows if row.label == "Tue 11 Mar 2008"]
    assert row.numbers == (3, 8)
    assert row.note == "year inferred in 3; day inferred in 8"
    assert [shown.by_number[number].then for number in (3, 8, 1)] == [(8,), (3,), ()]
    whole = When(start="2008-03-11", end="2008-03-11", status=Status.FOUND)
    guessed = When(start="2008-03-11", end="2008-03-11", inferred=("year",), status=Status.FOUND)
    [row] = timeline([(1, whole), (2, guessed)]).rows
    assert (row.numbers, row.note, row.inferred) == ((1, 2), "year inferred in 2", False)


def test_long_gaps_are_compressed_and_say_so() -> None:
    made = timeline([(1, _when("1948-05-14", "1948-05-14")), (2, _when("2008-03-11", "2008-03-11"))])
    assert made.compressed
    assert made.rows[0].width > 1


def test_the_axis_keeps_the_order_of_days() -> None:
    days = [dt.date(2008, 3, 1), dt.date(2008, 3, 9), dt.date(2010, 1, 1), dt.date.max, dt.date.min]
    axis = Axis.over(days, None)
    at = [axis.at(day) for day in sorted(days)]
    assert at == sorted(at)
    assert axis.at(dt.date(2008, 3, 5)) > axis.at(dt.date(2008, 3, 1))


def test_places_are_joined_and_journeys_need_two_known_stops() -> None:
    here = Where(name="Mersin", country="TR", lat=36.8, lon=34.6, text="Mersin", status=Status.FOUND)
    there = Where(name="Tripoli", country="LB", lat=34.4, lon=35.8, text="Tripoli", status=Status.FOUND)
    assert [place.numbers for place in places([(1, here), (2, there), (3, here), (4, Where())])] == [
        (1, 3),
        (2,),
    ]
    report = Report(text="From Mersin to Tripoli")
    from sayso.record import Participant

    def claim(at: Where, *names: str) -> Claim:
        parts = tuple(Participant(role=Role.ROUTE_FROM, text=name, span=Span(5, 11)) for name in names)
        what = What(type="MOVEMENT", participants=parts, status=Status.FOUND)
        voice = Voice(voice="X", kind=VoiceKind.OUTLET)
        return Claim(report=report.id, quote="", spans=(), who_says=(voice,), what=what, where=at)

    made = journeys(
        [
            (1, "dashed", claim(there, "mersin")),
            (2, "solid", claim(here)),
            (3, "solid", claim(there, "Nowhere")),
        ]
    )
    assert [(journey.number, [stop.name for stop in journey.stops]) for journey in made] == [
        (1, ["Mersin", "Tripoli"])
    ]


def test_a_citation_has_outlet_day_and_hash() -> None:
    report = newsletter().report
    cited = citation(report)
    assert "The Meridian Letter" in cited
    assert "Fri 14 Mar 2008" in cited
    assert report.text_sha256 in cited


def test_an_outlet_that_says_we_is_the_same_outlet() -> None:
    named = Voice(voice="We", kind=VoiceKind.OUTLET, span=Span(0, 2), name="The Perim Letter")
    assert voice_key(named) == voice_key(Voice(voice="Perim Letter", kind=VoiceKind.OUTLET))
