"""The expected grade of an event follows the table of the guidelines."""

from pathlib import Path

import pytest

from evals.corpus.story import StoryCompiler, StorySource, expected


def voiced(name: str, origin: dict, stance: str = "asserted") -> dict:
    paper = {"kind": "outlet", "span": None, "voice": "The Paper", "entity": "e-x-a-0"}
    return {"id": name, "who_says": [paper, origin], "how_sure": {"stance": stance}}


def said(name: str, kind: str, stance: str = "asserted") -> dict:
    return voiced(name, {"kind": kind, "span": None, "voice": name, "entity": None}, stance)


MAN, FIRM = said("m", "person"), said("f", "organization")
SOURCE, PAPER = said("s", "anonymous"), said("p", "outlet")
NO, NAY = said("n", "person", "denied"), said("y", "organization", "denied")


@pytest.mark.parametrize(
    ("groups", "grade"),
    [
        ([[MAN], [FIRM]], 1),
        ([[MAN], [SOURCE]], 2),
        ([[MAN, SOURCE]], 3),
        ([[MAN], [FIRM], [NO]], 3),
        ([[MAN], [NO]], 4),
        ([[SOURCE], [NO], [NAY]], 5),
        ([[SOURCE], [PAPER]], 6),
        ([[said("x", "person", "suspected")]], 6),
    ],
)
def test_the_grade_follows_from_the_groups(groups: list, grade: int) -> None:
    assert expected(groups, {"n", "y"}) == grade


def test_what_its_own_origin_withdraws_is_five() -> None:
    assert expected([[MAN]], set(), withdrawn=True) == 5


def test_a_denial_of_one_event_is_none_of_the_next() -> None:
    claims = [said("c-x-a-1", "person"), said("c-x-b-1", "organization")]
    reports = {
        letter: {"record": {"claims": [claim], "entities": []}, "labels": {"same": {}}}
        for letter, claim in zip("ab", claims, strict=True)
    }
    lines = [
        (1, "V", "a.c1 b.c1- | grade 4 | groups a.c1 / b.c1 | denied"),
        (2, "V", "a.c1 b.c1 | grade 1 | groups a.c1 / b.c1 | both say it"),
    ]
    story = StorySource(Path("story.txt"), "x", {"a": "original", "b": "denial"}, lines)
    problems: list = []
    first, second = StoryCompiler(story, "x", reports, problems).compile("dev")["events"]
    assert not problems
    assert first["denials"] == ["c-x-b-1"]
    assert second["denials"] == []


@pytest.mark.parametrize(
    ("voice", "entity", "grade"),
    [("Coast News", "e-x-a-4", 6), ("its reporter", None, 3), ("the Paper", "e-x-a-0", 3)],
)
def test_the_bare_word_of_a_credited_paper_is_unidentified(
    voice: str, entity: str | None, grade: int
) -> None:
    origin = {"kind": "outlet", "span": [3, 9], "voice": voice, "entity": entity}
    assert expected([[voiced("c", origin)]], set()) == grade
