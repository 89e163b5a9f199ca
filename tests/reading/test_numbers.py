"""Numbers: counts with their bounds and kinds."""

from __future__ import annotations

import pytest

from sayso.reading import what
from sayso.reading.numbers import counts, value
from tests.reading.drafts import parsed, with_propositions

KILLED = "{} people:NOUN:4:nsubj:pass were/be:AUX:4:aux:pass killed/kill:VERB:0:root .:PUNCT:4:punct"

VALUES = [
    (["12"], 12),
    (["1,200"], 1200),
    (["twenty-three"], 23),
    (["two", "hundred", "and", "five"], 205),
    (["3.5", "million"], 3_500_000),
    (["3m"], 3_000_000),
    (["two", "dozen"], 24),
    (["a", "hundred"], 100),
    (["many"], None),
]

SENTENCES = [
    (
        "Six:NUM:2:nummod people:NOUN:4:nsubj:pass were/be:AUX:4:aux:pass killed/kill:VERB:0:root .:PUNCT:4:punct",
        "killed",
        "people",
        6,
        6,
    ),
    (
        "At:ADV:2:advmod least:ADJ:3:advmod 12:NUM:4:nummod civilians/civilian:NOUN:5:nsubj died/die:VERB:0:root .:PUNCT:5:punct",
        "killed",
        "people",
        12,
        None,
    ),
    (
        "Up:ADV:2:advmod to:ADP:3:advmod 40:NUM:4:nummod soldiers/soldier:NOUN:6:nsubj:pass were/be:AUX:6:aux:pass wounded/wound:VERB:0:root .:PUNCT:6:punct",
        "injured",
        "people",
        None,
        40,
    ),
    (
        "Police:NOUN:2:nsubj arrested/arrest:VERB:0:root 30:NUM:6:nummod to:ADP:5:case 40:NUM:3:nmod students/student:NOUN:2:obj .:PUNCT:2:punct",
        "arrested",
        "people",
        30,
        40,
    ),
    (
        "Dozens/dozen:NOUN:5:nsubj:pass of:ADP:3:case villagers/villager:NOUN:1:nmod were/be:AUX:5:aux:pass killed/kill:VERB:0:root .:PUNCT:5:punct",
        "killed",
        "people",
        24,
        None,
    ),
    (
        "Thousands/thousand:NOUN:2:nsubj fled/flee:VERB:0:root .:PUNCT:2:punct",
        "displaced",
        "people",
        2000,
        None,
    ),
    (
        "The:DET:2:det blast:NOUN:3:nsubj left/leave:VERB:0:root six:NUM:5:nummod soldiers/soldier:NOUN:3:obj dead:ADJ:3:xcomp .:PUNCT:3:punct",
        "killed",
        "people",
        6,
        6,
    ),
    (
        "Japan:PROPN:2:nsubj sent/send:VERB:0:root 300:NUM:4:nummod tonnes/tonne:NOUN:2:obj of:ADP:6:case rice:NOUN:4:nmod .:PUNCT:2:punct",
        "amount",
        "tonnes",
        300,
        300,
    ),
    (
        "Norway:PROPN:2:nsubj gave/give:VERB:0:root $:SYM:2:obj 4:NUM:5:compound million:NUM:3:nummod .:PUNCT:2:punct",
        "amount",
        "USD",
        4_000_000,
        4_000_000,
    ),
]

NOT_COUNTED = [
    "He:PRON:2:nsubj died/die:VERB:0:root in:ADP:4:case 1998:NUM:2:obl .:PUNCT:2:punct",
    "They:PRON:2:nsubj met/meet:VERB:0:root on:ADP:4:case May:PROPN:2:obl 12:NUM:4:nummod .:PUNCT:2:punct",
    "It:PRON:2:nsubj fell/fall:VERB:0:root 12:NUM:4:nummod percent:NOUN:2:obl .:PUNCT:2:punct",
]


@pytest.mark.parametrize(("words", "expected"), VALUES)
def test_values(words: list[str], expected: float | None) -> None:
    assert value(words) == expected


@pytest.mark.parametrize(("line", "kind", "unit", "low", "high"), SENTENCES)
def test_numbers_of_a_sentence(
    line: str, kind: str, unit: str, low: float | None, high: float | None
) -> None:
    draft = with_propositions(parsed(line))
    what.run(draft)
    found = [n for cell in draft.what or () for n in cell.numbers]
    assert [(n.kind, n.unit, n.low, n.high) for n in found] == [(kind, unit, low, high)]


@pytest.mark.parametrize("line", NOT_COUNTED)
def test_dates_years_and_shares_are_no_counts(line: str) -> None:
    draft = with_propositions(parsed(line))
    what.run(draft)
    assert [n for cell in draft.what or () for n in cell.numbers] == []


def test_between_and_or_more() -> None:
    draft = parsed("between:ADP:2:case 30:NUM:5:nummod and:CCONJ:4:cc 40:NUM:2:conj men/man:NOUN:0:root")
    assert [(c.low, c.high) for c in counts(draft.tokens or (), 0, 5)] == [(30, 40)]
    draft = parsed("12:NUM:4:nummod or:CCONJ:3:cc more:ADJ:1:conj men/man:NOUN:0:root")
    assert [(c.low, c.high) for c in counts(draft.tokens or (), 0, 4)] == [(12, None)]
