"""Participants by vote: the rules beside the table of the learned reader."""

from __future__ import annotations

from sayso.reading.what.table import Signs, Told, candidates, chosen
from sayso.record import Participant, Role, Span

WEIGHTS = Signs(rule=0.5, silent=-1.5, agreed=2.0, other=-2.0, alone=-3.0, sure=5.0)


def _party(role: Role, start: int, end: int) -> Participant:
    return Participant(role=role, text="x" * (end - start), span=Span(start, end))


ACTOR, OTHER = _party(Role.ACTOR, 0, 5), _party(Role.RECIPIENT, 10, 15)


def test_what_both_name_is_kept_and_what_the_table_leaves_out_is_not() -> None:
    ballot = candidates((ACTOR, OTHER), [Told(ACTOR, 0.9, ACTOR.span)], event=True, outvoted=False)
    assert chosen(ballot, weights=WEIGHTS) == (ACTOR,)


def test_an_empty_table_leaves_what_the_rules_found() -> None:
    ballot = candidates((ACTOR, OTHER), [], event=True, outvoted=False)
    assert chosen(ballot, weights=WEIGHTS) == (ACTOR, OTHER)


def test_what_only_a_sure_table_names_is_added() -> None:
    for confidence, told in ((0.9, (OTHER,)), (0.3, ())):
        ballot = candidates((), [Told(OTHER, confidence, OTHER.span)], event=True, outvoted=False)
        assert chosen(ballot, weights=WEIGHTS) == told


def test_of_two_roles_for_the_same_words_the_likelier_stands() -> None:
    turned = _party(Role.RECIPIENT, 0, 5)
    ballot = candidates((ACTOR,), [Told(turned, 0.9, turned.span)], event=True, outvoted=False)
    assert chosen(ballot, weights=WEIGHTS) == (turned,)


def test_a_name_that_the_parse_cuts_is_named_once() -> None:
    title = Told(_party(Role.ACTOR, 0, 9), 0.9, Span(0, 17))
    name = _party(Role.ACTOR, 10, 17)
    ballot = candidates((name,), [title], event=True, outvoted=False)
    assert chosen(ballot, weights=WEIGHTS) == (name,)
