"""The expected grade of an event follows the table of the guidelines."""

import pytest

from evals.corpus.story import expected


def said(name: str, kind: str, stance: str = "asserted") -> dict:
    return {"id": name, "who_says": [{"kind": kind, "span": None}], "how_sure": {"stance": stance}}


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
