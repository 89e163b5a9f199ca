"""The archive's door: what it adds to a store."""

from __future__ import annotations

import io
import json
from pathlib import Path

import sayso
from sayso.archive import Archive, ClaimFilter
from sayso.record import Record, from_dict
from tests.store.samples import fair, harbour, quiet, simple


def dump(archive: Archive) -> str:
    out = io.StringIO()
    archive.dump(out)
    return out.getvalue()


def test_sayso_has_the_archive() -> None:
    assert sayso.Archive is Archive


def test_a_path_object_and_a_url_open_the_same_file(tmp_path: Path) -> None:
    with Archive.open(tmp_path / "my.db") as archive:
        archive.add(harbour())
    with Archive.open(f"sqlite:///{tmp_path}/my.db", create=False) as archive:
        assert archive.totals().reports == 1


def test_a_dump_does_not_depend_on_the_order_of_adding(tmp_path: Path) -> None:
    some = [simple(number) for number in range(8)]
    with Archive.open(tmp_path / "a.db") as a, Archive.open(":memory:") as b:
        a.add(some)
        b.add(reversed(some))
        assert dump(a) == dump(b)
        b.add(quiet())
        assert dump(a) != dump(b)
        first = json.loads(dump(a).splitlines()[0])
    assert from_dict(Record, first) in some


def test_everything_can_be_walked_through() -> None:
    with Archive.open(":memory:") as archive:
        archive.add(simple(number, claims=3) for number in range(400))
        assert sum(1 for _ in archive.every_claim()) == 1200
        assert sum(1 for _ in archive.every_report()) == 400
        assert sum(1 for _ in archive.records()) == 400
        claim, card = next(archive.every_claim(ClaimFilter.of(outlet="outlet 1")))
        assert (card.id, card.outlet) == (claim.report, "Outlet 1")


def test_check_sees_what_does_not_quote() -> None:
    from dataclasses import replace

    good = fair()
    wrong = replace(good.claims[0].what.participants[0], text="Nobody")
    what = replace(good.claims[0].what, participants=(wrong,))
    with Archive.open(":memory:") as archive:
        archive.add(replace(good, claims=(replace(good.claims[0], what=what),)))
        [fault] = archive.check()
    assert fault.where == f"{good.claims[0].id}.what.actor"
    assert fault.what == "'Nobody' does not stand at (0, 10)"
