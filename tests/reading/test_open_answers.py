"""Open answers: what is neither confirmed nor denied is left open, what is not denied stands."""

from __future__ import annotations

import pytest

from sayso.reading import how_sure, propositions, standing, what, who_says
from sayso.reading.draft import Draft, Proposition
from sayso.reading.open_answers import left_open, not_denied
from sayso.reading.tree import Tree
from sayso.record import Polarity, Stance, joined

from .drafts import parsed

THE_MAYOR = "The:DET:2:det mayor:NOUN:{}:nsubj "
THAT_POLICE_FIRED = (
    "that:SCONJ:{0}:mark police/police:NOUN:{0}:nsubj fired/fire:VERB:{1}:ccomp .:PUNCT:{2}:punct"
)
NEITHER = (
    THE_MAYOR.format(4)
    + "neither:CCONJ:4:cc:preconj confirmed/confirm:VERB:0:root nor:CCONJ:6:cc denied/deny:VERB:4:conj "
    + THAT_POLICE_FIRED.format(9, 6, 4)
)
DECLINED = (
    THE_MAYOR.format(3)
    + "declined/decline:VERB:0:root to:PART:5:mark confirm:VERB:3:xcomp or:CCONJ:7:cc deny:VERB:5:conj "
    + THAT_POLICE_FIRED.format(10, 7, 3)
)
DID_NOT_DENY = (
    THE_MAYOR.format(5)
    + "did/do:AUX:5:aux not:PART:5:advmod deny:VERB:0:root "
    + THAT_POLICE_FIRED.format(8, 5, 5)
)
DENIED = THE_MAYOR.format(3) + "denied/deny:VERB:0:root " + THAT_POLICE_FIRED.format(6, 3, 3)


def read(line: str) -> tuple[Draft, dict[str, Proposition]]:
    made = parsed(line)
    who_says.ATTRIBUTIONS.run(made)
    for stage in (propositions, who_says.STAGE, what, how_sure):
        stage.run(made)
    kept = [p for p in made.propositions or () if standing.stands(made, p)]
    return made, {joined(made.text, p.spans): p for p in kept}


@pytest.mark.parametrize("line", [NEITHER, DECLINED])
def test_what_is_neither_confirmed_nor_denied_is_asked_and_nobody_tells_it(line: str) -> None:
    made, kept = read(line)
    fired = kept["police fired"]
    assert (made.how_sure or ())[fired.index].stance is Stance.ASKED
    assert (made.how_sure or ())[fired.index].polarity is Polarity.AFFIRMED
    assert len((made.who_says or ())[fired.index]) == 1
    assert not any(words.startswith(("deny", "denied")) for words in kept)


def test_what_is_not_denied_stands_and_is_admitted() -> None:
    made, kept = read(DID_NOT_DENY)
    fired = kept["police fired"]
    found = (made.how_sure or ())[fired.index]
    assert (found.stance, found.polarity) == (Stance.ASSERTED, Polarity.AFFIRMED)
    assert [voice.act for voice in (made.who_says or ())[fired.index][1:]] == ["admits"]


def test_what_is_denied_is_denied() -> None:
    made, kept = read(DENIED)
    fired = kept["police fired"]
    assert (made.how_sure or ())[fired.index].stance is Stance.DENIED
    assert [voice.act for voice in (made.who_says or ())[fired.index][1:]] == ["denies"]


def test_two_verbs_joined_without_a_negation_leave_nothing_open() -> None:
    tree = Tree.of(parsed(NEITHER.replace("neither:CCONJ", "then:CCONJ").replace("nor:CCONJ", "or:CCONJ")))
    assert left_open(3, tree) is None
    assert left_open(5, tree) is None
    assert not not_denied(5, tree)


def test_both_verbs_know_each_other() -> None:
    tree = Tree.of(parsed(NEITHER))
    assert left_open(3, tree) == left_open(5, tree) == (3, 5)
    assert left_open(1, tree) is None
