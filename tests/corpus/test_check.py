"""The whole house corpus passes its check, and the check warns of what a writer easily does wrong."""

from pathlib import Path

import pytest

from evals.corpus import labels
from evals.corpus.__main__ import main
from evals.corpus.check import check_report
from evals.corpus.compile import Compiler
from evals.corpus.source import read_report

HEAD = "outlet: The Quay\npublished: 2019-10-22\nregister: wire\nregion: caucasus\n"


def problems(tmp_path: Path, text: str, marks: str, *, header: str = "") -> list[str]:
    """What the compiler and the checker say of one report."""
    path = tmp_path / "a.txt"
    path.write_text(f"{HEAD}{header}---\n{text}\n---\n{marks}\n", encoding="utf-8")
    compiler = Compiler(read_report(path), "a")
    gold = compiler.compile("train", None, "single")
    return [str(problem) for problem in (*compiler.problems, *check_report(path, gold))]


def test_the_corpus_passes_its_check_and_meets_every_quota(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    shown = capsys.readouterr().out
    assert "0 to mend, 0 warnings, 0 phrases too frequent, 0 of " in shown
    for stance in labels.STANCES:
        assert f"stance {stance} " in shown
    for name in labels.CLASSES:
        assert f"class {name} " in shown
    assert shown.count("\n") > 45


def test_a_speaker_that_takes_its_cue_along_is_warned_of(tmp_path: Path) -> None:
    said = problems(
        tmp_path,
        "Ship held\n\nA ship was held, Ana Beridze said. It would sail, she said.",
        'e1 person Ana Beridze: "she said"\n'
        'c1 "A ship was held" | who: person "Ana Beridze" says [said]\n'
        'c2 "It would sail" | who: person "she said" says [said] | sure: planned [would]',
    )
    assert sum('"she said" takes its cue “said” along; write "[she] said"' in line for line in said) == 1


@pytest.mark.parametrize(("header", "warned"), [("", True), ("headline: no\n", False)])
def test_a_missing_headline_is_warned_of(tmp_path: Path, header: str, warned: bool) -> None:
    first = (
        "Some thirty tonnes of flour meant for the people of the outer islands have disappeared from a shed."
    )
    said = problems(
        tmp_path,
        f"{first}\n\nNobody has been charged.",
        'c1 "Nobody has been charged"\n sure: negated [Nobody]',
        header=header,
    )
    assert any("long for a headline" in line for line in said) is warned


@pytest.mark.parametrize(
    ("voice", "warned"),
    [
        ('person "the harbour master"', "has no name in this report"),
        ('person "A trader"', "is no entity"),
        ('unnamed-official "the harbour master"', ""),
        ('person "Ana Beridze"', ""),
        ('anonymous "The Quay"', "is the outlet itself"),
    ],
)
def test_a_voice_whose_kind_its_words_contradict_is_warned_of(
    tmp_path: Path, voice: str, warned: str
) -> None:
    said = problems(
        tmp_path,
        "Ship held\n\nA ship was held, Ana Beridze and the harbour master told The Quay. A trader saw it.",
        f'e1 person Ana Beridze:\ne2 person a harbour master: "the harbour master"\nc1 "A ship was held" | who: {voice}',
    )
    told = [line for line in said if "c-a-1:" in line]
    assert (warned in told[0] and len(told) == 1) if warned else not told


def test_a_reprint_does_not_take_over_the_outlet(tmp_path: Path) -> None:
    body = "Ship held\n\nGuards held a ship, the agency was told."
    for name, outlet, marks in (
        ("a", "Quay Agency", 'e0 organization Quay Agency: "the agency"\ne1 organization Guards:'),
        ("b", "Evening Mail", "e* = a"),
    ):
        head = HEAD.replace("The Quay", outlet)
        (tmp_path / f"{name}.txt").write_text(f"{head}---\n{body}\n---\n{marks}\n", encoding="utf-8")
    sources = {name: read_report(tmp_path / f"{name}.txt") for name in "ab"}
    gold = Compiler(sources["b"], "b", sources).compile("train", None, "reprint")
    entities = {entity["id"]: entity for entity in gold["record"]["entities"]}
    assert entities["e-b-0"]["name"] == "Evening Mail"
    assert entities["e-b-0"]["mentions"] == []
    assert entities["e-b-1"]["name"] == "Guards"
