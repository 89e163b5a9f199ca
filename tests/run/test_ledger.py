"""A run reads what can be read, keeps the problems of the rest, and goes on where it was stopped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.archive import Archive
from sayso.errors import ArchiveLocked
from sayso.intake import Source
from sayso.run import Summary, add
from tests.run import readers


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive.open(tmp_path / "my.db") as opened:
        yield opened


def files(folder: Path, **texts: str) -> list[Source]:
    found = []
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
        found.append(Source(name=f"{name}.txt", path=path))
    return found


def test_one_bad_report_never_stops_a_corpus(archive: Archive, tmp_path: Path) -> None:
    sources = files(
        tmp_path,
        good="It rains.\nIt snows.",
        bad="raise",
        known="foreseen",
        empty="",
        dead="die",
        slow="hang",
        unlucky=f"die-once {tmp_path / 'marker'}",
        twins="twins",
        foreign="foreign",
        last="It thaws.",
    )
    steps: list[int] = []
    summary = add(
        archive,
        sources,
        jobs=2,
        read=readers.moody,
        load=readers.load,
        limit_s=2,
        on_step=lambda summary: steps.append(summary.seen),
    )
    assert steps == list(range(1, len(sources) + 1))
    assert (summary.reports, summary.claims, summary.already) == (4, 4, 0)
    assert [u.name for u in summary.silent] == ["foreign.txt"]
    problems = {u.name: (u.kind, u.problem) for u in summary.unread}
    assert problems == {u.name: (u.kind, u.problem) for u in archive.problems()}
    assert problems.keys() == {"bad.txt", "known.txt", "empty.txt", "dead.txt", "slow.txt", "twins.txt"}
    assert problems["bad.txt"][0] == "ZeroDivisionError"
    assert problems["bad.txt"][1].startswith("ZeroDivisionError: nobody foresaw this (at readers.py:")
    assert problems["known.txt"] == ("BadKnowledge", "cues.tsv:7: no such stance")
    assert problems["empty.txt"] == ("EmptyReport", "empty.txt: there are no words in it")
    assert problems["dead.txt"][0] == "WorkerDied"
    assert "SIGKILL" in problems["dead.txt"][1]
    assert problems["slow.txt"] == ("TimeLimit", "took longer than 2 seconds and was given up")
    assert problems["twins.txt"][0] == "BadRecord"
    assert all("\n" not in problem for _, problem in problems.values())
    assert list(archive.check()) == []


def test_the_same_again_reads_only_what_is_left(archive: Archive, tmp_path: Path) -> None:
    sources = files(tmp_path, one="It rains.", two="raise", twin="It rains.")
    first = add(archive, sources, jobs=1, read=readers.moody, load=readers.load)
    assert (first.reports, first.already, len(first.unread)) == (1, 1, 1)
    (tmp_path / "two.txt").write_text("It is mended.")
    second = add(archive, sources, jobs=1, read=readers.moody, load=readers.load)
    assert (second.reports, second.already, len(second.unread)) == (1, 2, 0)
    assert archive.problems() == []


def test_each_process_has_one_thread(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("OMP_NUM_THREADS", raising=False)
    add(archive, files(tmp_path, one="It rains."), jobs=1, read=readers.threads, load=readers.load)
    assert next(archive.records()).notices == ("1",)


def test_an_archive_that_cannot_be_written_ends_the_run(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(record: object) -> bool:
        raise ArchiveLocked("my.db: another program is writing to it")

    monkeypatch.setattr(archive.store, "add", locked)
    with pytest.raises(ArchiveLocked):
        add(archive, files(tmp_path, one="It rains."), jobs=1, read=readers.read, load=readers.load)
    assert archive.problems() == []


def test_nothing_to_do(archive: Archive) -> None:
    assert add(archive, []) == Summary()
