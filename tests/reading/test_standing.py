"""Which propositions are claims, and which only say how another one is told."""

from __future__ import annotations

import pytest

from sayso.reading import how_sure, standing, what
from sayso.reading.draft import Attribution
from sayso.record import Quote, Span, joined

from .drafts import parsed, with_propositions

ROWS = [
    # The frame of what is said is no claim; what it frames is.
    (
        "There:PRON:2:expl are/be:VERB:0:root fears/fear:NOUN:2:nsubj that:SCONJ:6:mark food:NOUN:6:nsubj ends/end:VERB:3:acl .:PUNCT:2:punct",
        {"food ends"},
    ),
    (
        "It:PRON:3:expl is/be:AUX:3:cop unclear:ADJ:0:root whether:SCONJ:6:mark he:PRON:6:nsubj survived/survive:VERB:3:csubj .:PUNCT:3:punct",
        {"he survived"},
    ),
    (
        "The:DET:2:det facts/fact:NOUN:4:nsubj are/be:AUX:4:cop these/this:PRON:0:root .:PUNCT:4:punct",
        set(),
    ),
    # What is asked for is told with the asking, and what is refused with the refusing.
    (
        "They:PRON:2:nsubj asked/ask:VERB:0:root him:PRON:2:obj to:PART:5:mark leave:VERB:2:xcomp Goma:PROPN:5:obj .:PUNCT:2:punct",
        {"They asked him to leave Goma"},
    ),
    # A relative clause tells something where a comma sets it off or it has a number of its own.
    (
        "Rebels/rebel:NOUN:9:nsubj ,:PUNCT:6:punct who:PRON:6:nsubj had/have:AUX:6:aux then:ADV:6:advmod rested/rest:VERB:1:acl:relcl there:ADV:6:advmod ,:PUNCT:6:punct shelled/shell:VERB:0:root Goma:PROPN:9:obj .:PUNCT:9:punct",
        {"Rebels … shelled Goma", "Rebels, who had then rested there"},
    ),
    (
        "The:DET:2:det men/man:NOUN:6:nsubj who:PRON:4:nsubj rested/rest:VERB:2:acl:relcl there:ADV:4:advmod shelled/shell:VERB:0:root Goma:PROPN:6:obj .:PUNCT:6:punct",
        {"The men who rested there shelled Goma"},
    ),
    # "It was X that p" is one claim.
    (
        "It:PRON:4:expl was/be:AUX:4:cop the:DET:4:det army:NOUN:0:root that:PRON:6:nsubj burned/burn:VERB:4:acl:relcl it:PRON:6:obj .:PUNCT:4:punct",
        {"It was the army that burned it"},
    ),
    # A clause behind a semicolon is told apart, whatever the parse calls it.
    (
        "He:PRON:2:nsubj fled/flee:VERB:0:root home:ADV:2:advmod ;:PUNCT:6:punct they:PRON:6:nsubj shelled/shell:VERB:2:ccomp Goma:PROPN:6:obj .:PUNCT:2:punct",
        {"He fled home", "they shelled Goma"},
    ),
]


@pytest.mark.parametrize(("line", "expected"), ROWS)
def test_claims_of_a_sentence(line: str, expected: set[str]) -> None:
    draft = with_propositions(parsed(line))
    what.run(draft)
    how_sure.run(draft)
    found = {joined(draft.text, p.spans) for p in draft.propositions or () if standing.stands(draft, p)}
    assert found == expected


def test_a_deed_that_somebody_confirms_stands_however_few_its_words() -> None:
    line = "Police:NOUN:2:nsubj confirmed/confirm:VERB:0:root the:DET:4:det arrests/arrest:NOUN:2:obj .:PUNCT:2:punct"
    draft = parsed(line)
    start = draft.text.index("the arrests")
    said = Attribution(
        source=Span(0, 6),
        cue=Quote(text="confirmed", span=Span(7, 16)),
        content=(Span(start, start + len("the arrests")),),
        confidence=0.9,
    )
    draft.attributions = (said,)
    draft = with_propositions(draft)
    what.run(draft)
    how_sure.run(draft)
    found = {joined(draft.text, p.spans) for p in draft.propositions or () if standing.stands(draft, p)}
    assert "the arrests" in found
