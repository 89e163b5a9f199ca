"""Open answers: what is neither confirmed nor denied is left open, what is not denied stands."""

from __future__ import annotations

import pytest

from sayso.reading import how_sure, propositions, standing, what, who_says
from sayso.reading.draft import Attribution, Draft, Proposition
from sayso.reading.open_answers import left_open, not_denied
from sayso.reading.tree import Tree
from sayso.reading.who_says.attributions import _inquired_into
from sayso.record import Polarity, Quote, Span, Stance, joined

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


UNTRUE = [
    (
        "Analysts/analyst:NOUN:2:nsubj debunked/debunk:VERB:0:root claims/claim:NOUN:2:obj that:SCONJ:6:mark "
        "he:PRON:6:nsubj fled/flee:VERB:3:acl .:PUNCT:2:punct",
        Stance.DENIED,
    ),
    (
        "Rumours/rumour:NOUN:5:nsubj that:SCONJ:4:mark he:PRON:4:nsubj fled/flee:VERB:1:acl proved/prove:VERB:0:root "
        "false:ADJ:5:xcomp .:PUNCT:5:punct",
        Stance.DENIED,
    ),
    (
        "The:DET:2:det story:NOUN:8:nsubj that:SCONJ:5:mark he:PRON:5:nsubj fled/flee:VERB:2:acl is/be:AUX:8:cop "
        "a:DET:8:det myth:NOUN:0:root .:PUNCT:8:punct",
        Stance.DENIED,
    ),
    (
        "They:PRON:3:nsubj falsely:ADV:3:advmod claimed/claim:VERB:0:root that:SCONJ:6:mark he:PRON:6:nsubj "
        "fled/flee:VERB:3:ccomp .:PUNCT:3:punct",
        Stance.DENIED,
    ),
    (
        "Officials/official:NOUN:2:nsubj played/play:VERB:0:root down:ADP:2:compound:prt reports/report:NOUN:2:obj "
        "that:SCONJ:7:mark he:PRON:7:nsubj fled/flee:VERB:4:acl .:PUNCT:2:punct",
        Stance.DOUBTED,
    ),
    (
        "They:PRON:2:nsubj failed/fail:VERB:0:root to:PART:4:mark prove:VERB:2:xcomp that:SCONJ:7:mark "
        "he:PRON:7:nsubj fled/flee:VERB:4:ccomp .:PUNCT:2:punct",
        Stance.DOUBTED,
    ),
    (
        "They:PRON:2:nsubj dropped/drop:VERB:0:root charges/charge:NOUN:2:obj that:SCONJ:6:mark he:PRON:6:nsubj "
        "fled/flee:VERB:3:acl .:PUNCT:2:punct",
        Stance.SUSPECTED,
    ),
]


@pytest.mark.parametrize(("line", "stance"), UNTRUE)
def test_what_is_found_untrue_is_no_fact(line: str, stance: Stance) -> None:
    made = parsed(line)
    who_says.ATTRIBUTIONS.run(made)
    for stage in (propositions, who_says.STAGE, what, how_sure):
        stage.run(made)
    fled = next(p for p in made.propositions or () if (made.tokens or ())[p.trigger].lower == "fled")
    assert (made.how_sure or ())[fled.index].stance is stance


@pytest.mark.parametrize(
    "line",
    [
        "Far:ADV:3:advmod from:SCONJ:3:mark fleeing/flee:VERB:6:advcl ,:PUNCT:6:punct he:PRON:6:nsubj stayed/stay:VERB:0:root .:PUNCT:6:punct",
        "He:PRON:3:nsubj nearly:ADV:3:advmod drowned/drown:VERB:0:root .:PUNCT:3:punct",
    ],
)
def test_what_is_far_from_done_or_nearly_done_is_not_done(line: str) -> None:
    made, _ = read(line)
    first = min(made.propositions or (), key=lambda p: p.trigger)
    assert (made.how_sure or ())[first.index].polarity is Polarity.NEGATED


def test_whoever_looks_into_reports_does_not_make_them() -> None:
    made = parsed(
        "Police:NOUN:3:nsubj are/be:AUX:3:aux investigating/investigate:VERB:0:root reports/report:NOUN:3:obj "
        "that:SCONJ:7:mark he:PRON:7:nsubj fled/flee:VERB:4:acl .:PUNCT:3:punct"
    )
    text = made.text

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    learned = Attribution(
        source=span("Police"),
        cue=Quote(text="investigating", span=span("investigating")),
        content=(span("he fled"),),
        confidence=0.6,
    )
    (found,) = _inquired_into([learned], made, Tree.of(made))
    assert (found.source, found.cue and found.cue.text) == (None, "reports")


def test_not_the_first_time_is_no_negation_of_what_happened() -> None:
    made, _ = read(
        "It:PRON:6:nsubj is/be:AUX:6:cop not:PART:6:advmod the:DET:6:det first:ADJ:6:amod time:NOUN:0:root "
        "that:PRON:9:obj he:PRON:9:nsubj fled/flee:VERB:6:acl:relcl .:PUNCT:6:punct"
    )
    fled = next(p for p in made.propositions or () if (made.tokens or ())[p.trigger].lower == "fled")
    assert (made.how_sure or ())[fled.index].polarity is Polarity.AFFIRMED


def test_what_describes_the_thing_denied_is_not_denied() -> None:
    made, kept = read(
        "Rebels/rebel:NOUN:2:nsubj denied/deny:VERB:0:root involvement:NOUN:2:obj in:ADP:6:case the:DET:6:det "
        "raid:NOUN:3:nmod that:PRON:8:nsubj killed/kill:VERB:6:acl:relcl two:NUM:10:nummod guards/guard:NOUN:8:obj "
        ".:PUNCT:2:punct"
    )
    denied = kept["involvement in the raid"]
    assert (made.how_sure or ())[denied.index].stance is Stance.DENIED
    killed = next(p for p in made.propositions or () if (made.tokens or ())[p.trigger].lower == "killed")
    assert (made.how_sure or ())[killed.index].stance is Stance.ASSERTED
    assert len((made.who_says or ())[killed.index]) == 1


def test_what_somebody_refuses_to_confirm_is_asked() -> None:
    line = (
        "He:PRON:2:nsubj {}:VERB:0:root to:PART:4:mark confirm:VERB:2:xcomp that:SCONJ:7:mark police/police:NOUN:7:nsubj "
        "fired/fire:VERB:4:ccomp .:PUNCT:2:punct"
    )
    for verb, stance in (("declined/decline", Stance.ASKED), ("managed/manage", Stance.ASSERTED)):
        made, kept = read(line.format(verb))
        assert (made.how_sure or ())[kept["police fired"].index].stance is stance


def test_what_is_not_ruled_out_is_not_denied() -> None:
    for line, act in ((DID_NOT_DENY.replace("deny:VERB", "disprove:VERB"), "says"), (DENIED, "denies")):
        made, kept = read(line)
        chain = (made.who_says or ())[kept["police fired"].index]
        assert [voice.act for voice in chain[1:]] == [act]


def test_who_dismisses_accusations_denies_them() -> None:
    made, kept = read(
        "He:PRON:2:nsubj dismissed/dismiss:VERB:0:root accusations/accusation:NOUN:2:obj that:SCONJ:6:mark "
        "police/police:NOUN:6:nsubj fired/fire:VERB:3:acl .:PUNCT:2:punct"
    )
    assert (made.how_sure or ())[kept["police fired"].index].stance is Stance.DENIED
