"""One test body for every store: in memory, SQLite, PostgreSQL."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from sayso.archive import Archive, ClaimFilter, Unread
from sayso.errors import BadRecord, NotFound, StoreError
from sayso.record import Record, Report, Voice, VoiceKind
from tests.record.strategies import records
from tests.store.samples import fair, harbour, quiet, simple

QUOTES = {
    "ship": "new shipments of rockets are already on their way to Tripoli",
    "met": "the Harbour Front had met brokers in Larnaca on Tuesday",
    "police": "The police did not arrest 12 traders at the boat fair in Valletta",
    "genoa": "Nothing was heard from Genoa",
}


def test_a_record_comes_back_as_it_was(filled: Archive) -> None:
    for record in (harbour(), fair(), quiet()):
        assert filled.record(record.report.id) == record
        assert filled.report(record.report.id) == record.report
        for claim in record.claims:
            assert filled.claim(claim.id) == claim
    assert list(filled.check()) == []


def test_adding_again_changes_nothing(filled: Archive) -> None:
    added = filled.add(harbour(), [fair(), quiet()])
    assert (added.reports, added.claims, added.already) == (0, 0, 3)
    assert filled.totals().claims == 4


@hypothesis_settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(record=records())
def test_any_record_comes_back_as_it_was(archive: Archive, record: Record) -> None:
    assume(record.report.id not in archive.known())
    archive.add(record)
    assert archive.record(record.report.id) == record


@hypothesis_settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    text=st.text(min_size=1, max_size=20),
    name=st.text(max_size=300),
    outlet=st.none() | st.text(max_size=300),
)
def test_signs_that_no_database_holds_come_back(
    archive: Archive, text: str, name: str, outlet: str | None
) -> None:
    """NUL, half surrogate pairs, and names longer than an index takes."""
    base = simple(1, claims=1)
    report = Report(text=text + "\0\ud800", name=name, outlet=outlet)
    assume(report.id not in archive.known())
    speaker = Voice(voice=name or "x", kind=VoiceKind.PERSON, name=text)
    claim = replace(base.claims[0], report=report.id, quote=text * 50, who_says=(speaker,), id="")
    record = replace(base, report=report, claims=(claim,), notices=("\0",))
    archive.add(record)
    assert archive.record(report.id) == record
    assert claim in archive.claims(ClaimFilter(voice=(name or "x",)), limit=1000).claims or "*" in name


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "police ship met genoa"),
        ({"voice": "the meridian letter"}, "ship met"),
        ({"voice": "PORT OFFICIALS"}, "ship"),
        ({"voice": "Idris Salloum"}, "met"),
        ({"voice": "he"}, "met"),
        ({"voice": "*offic*"}, "ship"),
        ({"voice": "the c*"}, "police"),
        ({"voice": "the cafe society"}, "police"),
        ({"voice": ["port officials", "the Café*"]}, "police ship"),
        ({"origin": "The Meridian Letter"}, ""),
        ({"origin": "port officials"}, "ship"),
        ({"kind": "organization"}, "police"),
        ({"kind": ["organization", "unattributed"]}, "police genoa"),
        ({"stance": "denied"}, "met"),
        ({"polarity": "negated"}, "police"),
        ({"likelihood": "likely"}, "ship"),
        ({"type": "CONSULT"}, "met"),
        ({"type": "none"}, "genoa"),
        ({"type": ["none", "CONSULT"]}, "met genoa"),
        ({"mode": "arrest"}, "police"),
        ({"actor": "the harbour front"}, "met"),
        ({"actor": "Harbour Front"}, "met"),
        ({"actor": "brokers"}, ""),
        ({"recipient": "brokers"}, "met"),
        ({"recipient": "1_ traders"}, ""),
        ({"party": "rockets"}, "ship"),
        ({"party": "*r*"}, "police ship met"),
        ({"place": "tripoli"}, "ship"),
        ({"place": "%"}, ""),
        ({"country": ["LB", "CY"]}, "ship met"),
        ({"country": "none"}, "genoa"),
        ({"flag": "headline-conflict"}, "met"),
        ({"outlet": "tidewater*"}, "police"),
        ({"since": "2008-03-12"}, "police"),
        ({"until": "2008-03-10"}, "police"),
        ({"since": "2008-03-11", "until": "2008-03-11"}, "police met"),
        ({"since": "2008"}, "police met"),
        ({"until": "2007"}, ""),
        ({"words": "rockets"}, "ship"),
        ({"words": "ROCK*"}, "ship"),
        ({"words": "rock"}, ""),
        ({"words": "shipments tripoli"}, "ship"),
        ({"words": '"shipments tripoli"'}, ""),
        ({"words": '"boat fa*" valletta'}, "police"),
        ({"words": "12"}, "police"),
        ({"words": "the", "stance": "denied", "country": "CY"}, "met"),
        ({"words": "' OR 1=1 --", "stance": "denied"}, ""),
    ],
)
def test_filters(filled: Archive, asked: dict[str, str], found: str) -> None:
    filter = ClaimFilter.of(**asked)
    page = filled.claims(filter)
    assert [claim.quote for claim in page.claims] == [QUOTES[name] for name in found.split()]
    assert filled.count(filter) == len(page.claims)
    assert filled.facets(filter).total == len(page.claims)
    assert set(page.reports) == {claim.report for claim in page.claims}


def test_a_report_filter_and_its_card(filled: Archive) -> None:
    id = harbour().report.id
    page = filled.claims(ClaimFilter.of(report=id))
    assert page.claims == harbour().claims
    card = page.reports[id]
    assert (card.headline, card.outlet, card.claims) == ("Arms on the way", "The Meridian Letter", 2)


@pytest.mark.parametrize(
    "asked", [{"stance": "sure"}, {"kind": "x"}, {"since": "yesterday"}, {"colour": "red"}, {"words": "..."}]
)
def test_what_cannot_be_asked_is_said(filled: Archive, asked: dict[str, str]) -> None:
    with pytest.raises(StoreError):
        filled.count(ClaimFilter.of(**asked))


def test_facets_and_voices(filled: Archive) -> None:
    facets = filled.facets()
    assert facets.total == 4
    assert facets.stance == {"asserted": 2, "denied": 1, "suspected": 1}
    assert list(facets.stance) == ["asserted", "denied", "suspected"]
    assert facets.polarity == {"affirmed": 3, "negated": 1}
    assert facets.type == {"COERCE": 1, "CONSULT": 1, "MOVEMENT": 1, "none": 1}
    assert facets.kind == {"organization": 1, "person": 1, "unattributed": 1, "unnamed-official": 1}
    first = filled.voices()[0]
    assert (first.name, first.kind, first.claims, first.origin_of) == ("The Meridian Letter", "outlet", 2, 0)
    assert [v.name for v in filled.voices(like="idris*")] == ["Idris Salloum"]
    assert len(filled.voices(limit=2)) == 2


@pytest.mark.parametrize("size", [1, 3, 7, 100])
def test_pages_lead_through_everything_once(archive: Archive, size: int) -> None:
    archive.add(simple(number) for number in range(12))
    archive.add(quiet())
    claims, cards, after = [], [], None
    while True:
        page = archive.claims(limit=size, after=after)
        claims += page.claims
        if (after := page.next) is None:
            break
    after = None
    while True:
        reports = archive.reports(limit=size, after=after)
        cards += reports.reports
        if (after := reports.next) is None:
            break
    days = [card.published or "" for card in cards]
    assert days == sorted(days, reverse=True)
    wanted = [claim.id for card in cards for claim in archive.record(card.id).claims]
    assert [claim.id for claim in claims] == wanted
    assert len(set(wanted)) == 25


def test_a_cursor_stays_good_while_reports_are_added(archive: Archive) -> None:
    archive.add(simple(number) for number in range(0, 12, 2))
    first = archive.claims(limit=5)
    archive.add(simple(number) for number in range(1, 12, 2))
    second = archive.claims(limit=100, after=first.next)
    assert not {c.id for c in first.claims} & {c.id for c in second.claims}


@pytest.mark.parametrize("cursor", ["", "x", "bm90IGpzb24", "WzEsMiwzXQ", "ÿ"])
def test_what_is_no_cursor_is_said(archive: Archive, cursor: str) -> None:
    with pytest.raises(StoreError, match="no cursor"):
        archive.claims(after=cursor)


def test_reports_by_outlet(archive: Archive) -> None:
    archive.add(simple(number) for number in range(6))
    assert [card.outlet for card in archive.reports(outlet="outlet 2").reports] == ["Outlet 2"] * 2


def test_ids_by_their_beginning(filled: Archive) -> None:
    claim = harbour().claims[0].id
    assert filled.resolve(claim) == claim
    assert filled.resolve(claim[:10]) == claim
    for unknown in ("c-", "x", "c-zzzz", "r-000000"):
        with pytest.raises(NotFound):
            filled.resolve(unknown)
    for ask in (filled.claim, filled.record, filled.report):
        with pytest.raises(NotFound):
            ask("c-0")


def test_a_record_that_cannot_be_kept_leaves_nothing(archive: Archive) -> None:
    good = simple(1)
    twice = replace(good, claims=(good.claims[0], good.claims[0]))
    other = simple(2)
    stolen = replace(other, claims=(other.claims[0], replace(other.claims[1], id=good.claims[0].id)))
    with pytest.raises(BadRecord, match="two claims"):
        archive.add(twice)
    with pytest.raises(BadRecord, match="is of report"):
        archive.add(replace(good, claims=other.claims))
    assert archive.totals().reports == 0
    archive.add(good)
    with pytest.raises(BadRecord, match="another report"):
        archive.add(stolen)
    assert archive.totals().reports == 1
    assert archive.count() == 2


def test_unread_reports_are_kept_once(archive: Archive) -> None:
    for problem in ("one", "two"):
        archive.store.write_unread(Unread(name="a.txt", kind="EmptyReport", problem=problem))
    archive.store.write_unread(Unread(name="b.txt", kind="EmptyReport", problem="b\0"))
    assert [(u.name, u.problem.rstrip("\0\ufffd")) for u in archive.problems()] == [
        ("a.txt", "two"),
        ("b.txt", "b"),
    ]
    archive.store.drop_unread("a.txt")
    archive.store.drop_unread("not there")
    assert archive.totals().unread == 1


def test_threads_share_an_archive(archive: Archive) -> None:
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda number: archive.add(simple(number % 20)), range(40)))
        counts = list(threads.map(lambda _: archive.count(), range(8)))
    assert counts == [40] * 8
