"""Participants by vote: the rules beside the table of the learned reader and the arguments of the parse."""

from __future__ import annotations

from sayso.reading.what.table import Told, candidates, chosen, weights
from sayso.record import Participant, Role, Span

COUNTS = {
    "rule": 0.5,
    "silent": -3.5,
    "agreed": 2.0,
    "other": -2.0,
    "alone": -3.0,
    "sure": 5.0,
    "parse": -1.0,
}


def _party(role: Role, start: int, end: int) -> Participant:
    return Participant(role=role, text="x" * (end - start), span=Span(start, end))


ACTOR, OTHER = _party(Role.ACTOR, 0, 5), _party(Role.RECIPIENT, 10, 15)


def test_what_both_name_is_kept_and_what_the_table_leaves_out_is_not() -> None:
    ballot = candidates((ACTOR, OTHER), [Told(ACTOR, 0.9, ACTOR.span)], event="AID", outvoted=False)
    assert chosen(ballot, counts=COUNTS) == (ACTOR,)


def test_an_empty_table_leaves_what_the_rules_found() -> None:
    ballot = candidates((ACTOR, OTHER), [], event="AID", outvoted=False)
    assert chosen(ballot, counts=COUNTS) == (ACTOR, OTHER)


def test_what_only_a_sure_table_names_is_added() -> None:
    for confidence, told in ((0.9, (OTHER,)), (0.3, ())):
        ballot = candidates((), [Told(OTHER, confidence, OTHER.span)], event="AID", outvoted=False)
        assert chosen(ballot, counts=COUNTS) == told


def test_of_two_roles_for_the_same_words_the_likelier_stands() -> None:
    turned = _party(Role.RECIPIENT, 0, 5)
    ballot = candidates((ACTOR,), [Told(turned, 0.9, turned.span)], event="AID", outvoted=False)
    assert chosen(ballot, counts=COUNTS) == (turned,)


def test_a_name_that_the_parse_cuts_is_named_once() -> None:
    title = Told(_party(Role.ACTOR, 0, 9), 0.9, Span(0, 17))
    name = _party(Role.ACTOR, 10, 17)
    ballot = candidates((name,), [title], event="AID", outvoted=False)
    assert chosen(ballot, counts=COUNTS) == (name,)


def test_an_argument_that_nobody_names_needs_traits_that_speak_for_it() -> None:
    ballot = candidates((), [], event="AID", outvoted=False, parse=[OTHER], traits=lambda _: ("hangs obj",))
    assert chosen(ballot, counts=COUNTS) == ()
    assert chosen(ballot, counts=COUNTS | {"parse recipient hangs obj": 2.0}) == (OTHER,)


def test_of_a_movement_the_table_calls_goods_what_it_carries() -> None:
    carried = Told(_party(Role.RECIPIENT, 10, 15), 0.9, Span(10, 15))
    ballot = candidates((), [carried], event="MOVEMENT", outvoted=False)
    assert [p.role for p in chosen(ballot, counts=COUNTS)] == [Role.GOODS]


def test_the_file_of_signs_is_read() -> None:
    assert {"agreed", "sure", "rule", "parse"} <= set(weights())


def test_who_is_not_likely_enough_drives_nobody_out() -> None:
    rival = _party(Role.RECIPIENT, 0, 3)
    ruled = candidates((ACTOR,), [Told(rival, 0.3, rival.span)], event="AID", outvoted=False)
    counts = {"rule": -1.0, "alone": -0.9}  # .27 for what the rules name, .29 for what the table alone does
    assert [c.participant for c in ruled] == [ACTOR, rival]
    assert chosen(ruled, counts=counts) == (ACTOR,)


def test_the_first_look_speaks_beside_the_second() -> None:
    told = [Told(ACTOR, 0.4, ACTOR.span)]
    signs = [
        candidates((), told, event="AID", outvoted=False, before=before)[0].signs
        for before in ([], [Told(ACTOR, 0.9, ACTOR.span)], [Told(_party(Role.GOODS, 0, 5), 0.8, ACTOR.span)])
    ]
    assert "before alone" not in signs[0]
    assert (signs[1]["before alone"], signs[1]["before other alone"]) == (0.9, 0.0)
    assert (signs[2]["before alone"], signs[2]["before other alone"]) == (0.0, 0.8)
