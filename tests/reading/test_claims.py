"""Cells put together: what stands as a claim, what is told again, headline against body."""

from __future__ import annotations

import pytest

from sayso.reading import claims
from sayso.reading.draft import Draft, Proposition, Sentence
from sayso.record import (
    HowSure,
    Participant,
    Polarity,
    Quote,
    Report,
    Role,
    Span,
    Stance,
    Voice,
    VoiceKind,
    What,
    When,
    Where,
)

TEXT = "Army attacked village\n\nThe army attacked the village. Later the army attacked the village."
OUTLET = (Voice(voice="The Example", kind=VoiceKind.OUTLET),)


def at(words: str, after: int = 0) -> Span:
    start = TEXT.index(words, after)
    return Span(start, start + len(words))


def attack(trigger: Span, *, actor: str = "army", recipient: str = "village") -> What:
    parties = tuple(
        Participant(role=role, text=words, span=at(words, 0))
        for role, words in ((Role.ACTOR, actor), (Role.RECIPIENT, recipient))
        if words
    )
    return What(type="ASSAULT", trigger=(Quote(text=trigger.of(TEXT), span=trigger),), participants=parties)


def draft(
    *cells: tuple[Span, bool, What, HowSure], links: tuple[str, ...] = (), saying: tuple[bool, ...] = ()
) -> Draft:
    made = Draft(Report(text=TEXT, outlet="The Example", title=Span(0, 21)))
    made.sentences = (
        Sentence(span=Span(0, 21), first=0, last=1, paragraph=0, headline=True),
        Sentence(span=Span(23, len(TEXT)), first=1, last=2, paragraph=1),
    )
    made.propositions = tuple(
        Proposition(
            index=n,
            sentence=0 if headline else 1,
            trigger=n,
            tokens=(n,),
            spans=(span,),
            link=links[n] if links else "",
            saying=saying[n] if saying else False,
        )
        for n, (span, headline, _, _) in enumerate(cells)
    )
    made.who_says = tuple(OUTLET for _ in cells)
    made.what = tuple(cell[2] for cell in cells)
    made.how_sure = tuple(cell[3] for cell in cells)
    made.when = tuple(When() for _ in cells)
    made.where = tuple(Where() for _ in cells)
    claims.STAGE.run(made)
    return made


TITLE, FIRST, SECOND = (
    at("Army attacked village"),
    at("The army attacked the village"),
    at("the army attacked the village", 60),
)


def test_what_is_told_again_is_one_claim_and_the_body_stands() -> None:
    sure = HowSure()
    cells = [
        (span, span == TITLE, attack(at("attacked", span.start)), sure) for span in (TITLE, FIRST, SECOND)
    ]
    found = draft(*cells).claims or ()
    assert [claim.quote for claim in found] == ["The army attacked the village"]
    assert set(found[0].told_again) == {TITLE, SECOND}


@pytest.mark.parametrize(
    ("body", "sure", "because"),
    [
        ({}, HowSure(polarity=Polarity.NEGATED), "one is negated"),
        ({}, HowSure(stance=Stance.SUSPECTED), "the body's is only suspected"),
        ({"recipient": "Later"}, HowSure(), "another recipient"),
    ],
)
def test_a_headline_that_says_more_is_flagged_with_both_quotes(
    body: dict[str, str], sure: HowSure, because: str
) -> None:
    made = draft(
        (TITLE, True, attack(at("attacked")), HowSure()),
        (FIRST, False, attack(at("attacked", FIRST.start), **body), sure),
    )
    flags = [flag for claim in made.claims or () for flag in claim.flags]
    assert [flag.name for flag in flags] == ["headline-conflict"]
    assert because in flags[0].because
    assert [quote.span.start for quote in flags[0].quotes] == [5, 32]


@pytest.mark.parametrize(
    ("link", "saying", "what", "stands"),
    [
        ("", True, What(), False),
        ("", True, attack(at("attacked")), True),
        ("nominal", False, What(), False),
        ("participle", False, What(), False),
        ("content", False, What(), True),
        ("relative", False, What(), True),
    ],
)
def test_what_stands_as_a_claim(link: str, saying: bool, what: What, stands: bool) -> None:
    made = draft((FIRST, False, what, HowSure()), links=(link,), saying=(saying,))
    assert bool(made.claims) is stands


def test_a_word_that_was_left_over_is_no_claim() -> None:
    lone = at("attacked")
    assert not draft((lone, False, attack(lone), HowSure())).claims
