"""The place of a proposition, over parses written by hand."""

from __future__ import annotations

import pytest

from sayso.reading import what, where
from sayso.reading.draft import Draft, Named
from sayso.record import EntityKind, MentionForm, Span, Status, Where
from tests.reading.drafts import parsed, with_propositions

MET = "The:DET:2:det envoy:NOUN:3:nsubj met/meet:VERB:0:root the:DET:5:det king:NOUN:3:obj in:ADP:7:case Rabat:PROPN:3:obl .:PUNCT:3:punct"
SAID = "Washington:PROPN:2:nsubj condemned/condemn:VERB:0:root the:DET:4:det plan:NOUN:2:obj .:PUNCT:2:punct"
OFFICE = "They:PRON:2:nsubj met/meet:VERB:0:root the:DET:4:det commander:NOUN:2:obj in:ADP:6:case Yemen:PROPN:4:nmod .:PUNCT:2:punct"
MARKET = "A:DET:2:det bomb:NOUN:8:nsubj in:ADP:5:case a:DET:5:det market:NOUN:2:nmod in:ADP:7:case Baghdad:PROPN:5:nmod killed/kill:VERB:0:root nine:NUM:8:obj .:PUNCT:8:punct"
FLEW = "The:DET:2:det men/man:NOUN:3:nsubj travelled/travel:VERB:0:root from:ADP:5:case Agadez:PROPN:3:obl via:ADP:7:case Abidjan:PROPN:3:obl to:ADP:9:case Conakry:PROPN:3:obl .:PUNCT:3:punct"
STRUCK = "Rebels/rebel:NOUN:2:nsubj shelled/shell:VERB:0:root Aleppo:PROPN:2:obj .:PUNCT:2:punct"
LISTED = "Gunmen/gunman:NOUN:2:nsubj killed/kill:VERB:0:root ten:NUM:4:nummod people:NOUN:2:obj in:ADP:6:case Basra:PROPN:2:obl ,:PUNCT:10:punct in:ADP:10:case southern:ADJ:10:amod Iraq:PROPN:6:appos .:PUNCT:2:punct"
NEAR = "Rebels/rebel:NOUN:2:nsubj attacked/attack:VERB:0:root the:DET:4:det convoy:NOUN:2:obj near:ADP:6:case Kidal:PROPN:2:obl .:PUNCT:2:punct"
PERSON = "The:DET:2:det minister:NOUN:3:nsubj met/meet:VERB:0:root Michael:PROPN:3:obj Jordan:PROPN:4:flat .:PUNCT:3:punct"
NOTHING = "The:DET:2:det minister:NOUN:3:nsubj resigned/resign:VERB:0:root .:PUNCT:3:punct"
HELD = "They:PRON:2:nsubj held/hold:VERB:0:root talks/talk:NOUN:2:obj in:ADP:5:case Khartoum:PROPN:3:nmod .:PUNCT:2:punct"
AIRPORT = "Police:NOUN:2:nsubj arrested/arrest:VERB:0:root him:PRON:2:obj at:ADP:6:case Kennedy:PROPN:6:compound Airport:PROPN:2:obl .:PUNCT:2:punct"


def read(*lines: str) -> Draft:
    """The draft after the stages up to where."""
    draft = with_propositions(parsed(*lines))
    what.run(draft)
    where.STAGE.run(draft)
    return draft


def of(draft: Draft, trigger: str) -> Where:
    """The place of the proposition with this trigger."""
    tokens = draft.tokens or ()
    return next(
        (draft.where or ())[p.index] for p in draft.propositions or () if tokens[p.trigger].text == trigger
    )


@pytest.mark.parametrize(
    ("line", "trigger", "name"),
    [
        (MET, "met", "Rabat"),
        (SAID, "condemned", None),
        (OFFICE, "met", None),
        (MARKET, "killed", "Baghdad"),
        (FLEW, "travelled", "Conakry"),
        (STRUCK, "shelled", "Aleppo"),
        (LISTED, "killed", "Basra"),
        (NEAR, "attacked", "Kidal"),
        (PERSON, "met", None),
        (NOTHING, "resigned", None),
        (HELD, "held", "Khartoum"),
        (AIRPORT, "arrested", "Kennedy Airport"),
    ],
)
def test_where_it_happened(line: str, trigger: str, name: str | None) -> None:
    where_ = of(read(line), trigger)
    assert (where_.text if name else where_.name) == name, where_.because


def test_nothing_told_is_not_stated() -> None:
    where_ = of(read(NOTHING), "resigned")
    assert where_.status is Status.NOT_STATED
    assert where_.because == ("not stated",)


def test_near_is_kept() -> None:
    where_ = of(read(NEAR), "attacked")
    assert where_.relation == "near"
    assert (where_.precision_km or 0) > 15


def test_a_dateline_is_where_it_was_written() -> None:
    line = "KHARTOUM:PROPN:4:dislocated —:PUNCT:1:punct Two:NUM:4:nummod ministers/minister:NOUN:5:nsubj resigned/resign:VERB:0:root .:PUNCT:5:punct"
    assert of(read(line), "resigned").name is None


def test_the_town_named_before() -> None:
    first = "Rebels/rebel:NOUN:2:nsubj shelled/shell:VERB:0:root Aleppo:PROPN:2:obj .:PUNCT:2:punct"
    second = "Ten:NUM:2:nummod people:NOUN:3:nsubj died/die:VERB:0:root in:ADP:6:case the:DET:6:det city:NOUN:3:obl .:PUNCT:3:punct"
    draft = read(first, second)
    where_ = of(draft, "died")
    assert where_.text == "the city"
    assert "'the city' is Aleppo, named before" in where_.because


def test_metonyms_are_marked_among_the_toponyms() -> None:
    (toponym,) = read(SAID).toponyms or ()
    assert toponym.metonym


def test_every_place_is_quoted() -> None:
    draft = read(MET, MARKET, NEAR, AIRPORT)
    for place in draft.where or ():
        if place.span is not None:
            assert place.span.of(draft.text) == place.text


def test_without_a_parse_prepositions_decide() -> None:
    draft = read(MET)
    for token in draft.tokens or ():
        token.head, token.relation, token.pos = -1, "", ""
    draft.extra.clear()
    where.STAGE.run(draft)
    assert (draft.where or ())[0].name == "Rabat"


KISUMU = "Police:NOUN:2:nsubj arrested/arrest:VERB:0:root four:NUM:4:nummod men:NOUN:2:obj in:ADP:6:case Kisumu:PROPN:2:obl ,:PUNCT:9:punct western:ADJ:9:amod Kenya:PROPN:6:appos .:PUNCT:2:punct"
PANIC = "Gunmen/gunman:NOUN:2:nsubj killed/kill:VERB:0:root two:NUM:2:obj in:ADP:6:case the:DET:6:det capital:NOUN:2:obl .:PUNCT:2:punct"
KENYAN = PANIC.replace(
    "the:DET:6:det capital:NOUN:2:obl", "the:DET:7:det Kenyan:ADJ:7:amod capital:NOUN:2:obl"
).replace("in:ADP:6", "in:ADP:7")
GENEVA = "They:PRON:2:nsubj met/meet:VERB:0:root in:ADP:4:case Geneva:PROPN:2:obl and:CCONJ:6:cc Basra:PROPN:4:conj .:PUNCT:2:punct"


def test_the_capital_is_that_of_the_country_in_question() -> None:
    assert of(read(KISUMU, PANIC), "killed").name == "Nairobi"
    assert of(read(KENYAN), "killed").name == "Nairobi"


def test_the_capital_is_not_found_where_no_country_is_in_question() -> None:
    assert of(read(GENEVA, PANIC), "killed").status is Status.NOT_STATED
    assert of(read(PANIC), "killed").status is Status.NOT_STATED


DATELINE = "NAIROBI:PROPN:4:dislocated —:PUNCT:1:punct Two:NUM:4:nummod ministers/minister:NOUN:5:nsubj resigned/resign:VERB:0:root .:PUNCT:5:punct"
POST = "Kenya:PROPN:3:nsubj has/have:AUX:3:aux reopened/reopen:VERB:0:root its:PRON:6:nmod border:NOUN:6:compound post:NOUN:3:obj at:ADP:8:case Moyale:PROPN:3:obl .:PUNCT:3:punct"
LORRIES = "Soldiers/soldier:NOUN:2:nsubj attacked/attack:VERB:0:root three:NUM:4:nummod lorries/lorry:NOUN:2:obj near:ADP:7:case the:DET:7:det {noun}:NOUN:2:obl .:PUNCT:2:punct"
IN_NAIROBI = "Traders/trader:NOUN:2:nsubj protested/protest:VERB:0:root in:ADP:4:case Nairobi:PROPN:2:obl .:PUNCT:2:punct"
SEIZED = "Rebels/rebel:NOUN:2:nsubj seized/seize:VERB:0:root the:DET:4:det village:NOUN:2:obj of:ADP:6:case Kidira:PROPN:4:nmod .:PUNCT:2:punct"


@pytest.mark.parametrize(
    ("before", "noun", "name"),
    [
        ((DATELINE,), "town", None),
        ((DATELINE,), "city", None),
        ((DATELINE, POST), "town", "Moyale"),
        ((IN_NAIROBI,), "city", "Nairobi"),
        ((IN_NAIROBI,), "town", None),
        ((IN_NAIROBI,), "village", None),
        ((POST, IN_NAIROBI), "town", "Moyale"),
        ((POST, IN_NAIROBI), "city", "Nairobi"),
        ((SEIZED,), "town", "Kidira"),
    ],
)
def test_what_the_town_means(before: tuple[str, ...], noun: str, name: str | None) -> None:
    where_ = of(read(*before, LORRIES.format(noun=noun)), "attacked")
    assert where_.name == name, where_.because
    assert name is None or (where_.relation == "near" and (where_.precision_km or 0) > 15)


def test_the_town_may_be_a_name_that_the_gazetteer_lacks() -> None:
    unknown = "Rebels/rebel:NOUN:2:nsubj entered/enter:VERB:0:root Qozzrimbu:PROPN:2:obl .:PUNCT:2:punct"
    draft = with_propositions(parsed(SEIZED, unknown, LORRIES.format(noun="town")))
    at = next(i for i, token in enumerate(draft.tokens or ()) if token.text == "Qozzrimbu")
    start = draft.text.index("Qozzrimbu")
    span = Span(start, start + len("Qozzrimbu"))
    named = Named(span=span, tokens=(at, at + 1), kind=EntityKind.PLACE, form=MentionForm.NAME, head=at)
    draft.mentions = (*(draft.mentions or ()), named)
    what.run(draft)
    where.STAGE.run(draft)
    assert of(draft, "attacked").name is None


def test_the_village_of_a_name_is_that_village() -> None:
    assert of(read(SEIZED), "seized").name == "Kidira"


def test_the_capital_of_two_countries_is_none() -> None:
    kenya = "Police:NOUN:2:nsubj arrested/arrest:VERB:0:root ten:NUM:4:nummod men/man:NOUN:2:obj in:ADP:6:case Mombasa:PROPN:2:obl and:CCONJ:8:cc Kisumu:PROPN:6:conj and:CCONJ:10:cc Nakuru:PROPN:6:conj .:PUNCT:2:punct"
    held = "Protests/protest:NOUN:3:nsubj were/be:AUX:3:aux held/hold:VERB:0:root in:ADP:6:case the:DET:6:det capital:NOUN:3:obl after:ADP:8:case talks/talk:NOUN:3:obl in:ADP:10:case Gondar:PROPN:8:nmod .:PUNCT:3:punct"
    assert of(read(kenya, held), "held").name != "Nairobi"
