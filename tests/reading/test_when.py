"""The time of each proposition, on drafts built by hand: by syntax and attribution, never the nearest date."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import pytest

from sayso.reading import when
from sayso.reading.draft import Attribution, Draft, Proposition, Sentence, Token
from sayso.record import Quote, Report, Span
from sayso.record.status import Status


@dataclass
class Unit:
    """A proposition by its words, trigger, parent and link."""

    words: str
    trigger: str
    parent: int = -1
    link: str = ""
    nominal: bool = False


@dataclass
class Case:
    """A sentence or two with units, attributions (cue, content) and heads ("word<governor:relation")."""

    text: str
    units: list[Unit]
    said: list[tuple[str, str]] = field(default_factory=list)
    heads: str = ""
    published: str | None = "2014-03-04"


def draft(case: Case) -> Draft:
    text = case.text
    tokens = [
        Token(m.start(), m.end(), m[0], m[0].lower()) for m in re.finditer(r"\w+(?:[’'-]\w+)*|[^\w\s]", text)
    ]
    bounds, number = [], 0
    first = 0
    for i, token in enumerate(tokens):
        token.sentence, token.lemma = number, token.lower
        if token.text in ".?!" or i == len(tokens) - 1:
            bounds.append((first, i + 1))
            first, number = i + 1, number + 1

    def at(words: str) -> Span:
        start = text.index(words)
        return Span(start, start + len(words))

    def index(word: str) -> int:
        return next(i for i, token in enumerate(tokens) if token.text == word)

    for link in case.heads.split():
        word, governor, relation = re.fullmatch(r"(\S+)<(\S+):(\S+)", link).groups()  # type: ignore[union-attr]
        tokens[index(word)].head, tokens[index(word)].relation = index(governor), relation
    found = Draft(Report(text=text, published=case.published))
    found.tokens = tuple(tokens)
    found.sentences = tuple(Sentence(Span(tokens[a].start, tokens[b - 1].end), a, b, 0) for a, b in bounds)
    found.propositions = tuple(
        Proposition(
            index=n,
            sentence=tokens[index(unit.trigger)].sentence,
            trigger=index(unit.trigger),
            tokens=tuple(i for i, t in enumerate(tokens) if at(unit.words).holds(t.span)),
            spans=(at(unit.words),),
            parent=unit.parent,
            link=unit.link,
            nominal=unit.nominal,
        )
        for n, unit in enumerate(case.units)
    )
    found.attributions = tuple(
        Attribution(source=None, cue=Quote(text=cue, span=at(cue)), content=(at(content),))
        for cue, content in case.said
    )
    when.STAGE.run(found)
    return found


ROWS = [
    (
        "its own words",
        Case("Two men were arrested on Monday.", [Unit("Two men were arrested on Monday", "arrested")],
             heads="Monday<arrested:obl on<Monday:case"),
        [("2014-03-03", "2014-03-03")],
    ),
    (
        "its own words, without a parse",
        Case("Two men were arrested on Monday.", [Unit("Two men were arrested on Monday", "arrested")]),
        [("2014-03-03", "2014-03-03")],
    ),
    (
        "the day of saying is not the day of what is said",
        Case("Police said on Monday that two men had fled.", [Unit("two men had fled", "fled")],
             said=[("said", "two men had fled")], heads="Monday<said:obl on<Monday:case fled<said:ccomp"),
        [(None, None)],
    ),
    (
        "the day of saying, without a parse",
        Case("Police said Monday that two men had fled.", [Unit("two men had fled", "fled")], said=[("said", "two men had fled")]),
        [(None, None)],
    ),
    (
        "the day inside the content, though it hangs on the cue",
        Case("Police said that on Monday two men fled.", [Unit("on Monday two men fled", "fled")],
             said=[("said", "on Monday two men fled")], heads="Monday<said:obl on<Monday:case fled<said:ccomp"),
        [("2014-03-03", "2014-03-03")],
    ),
    (
        "nothing says when, and the publication date is not taken",
        Case("Two men fled.", [Unit("Two men fled", "fled")]),
        [(None, None)],
    ),
    (
        "a purpose shares the time of what it is the purpose of",
        Case("They flew on Monday to buy guns.", [Unit("They flew on Monday", "flew"), Unit("to buy guns", "buy", 0, "purpose")],
             heads="Monday<flew:obl on<Monday:case buy<flew:advcl to<buy:mark guns<buy:obj"),
        [("2014-03-03", "2014-03-03"), ("2014-03-03", "2014-03-03")],
    ),
    (
        "the time at the end is of both joined verbs",
        Case("They fled and reached Accra on Monday.", [Unit("They fled", "fled"), Unit("reached Accra on Monday", "reached", 0, "conjunct")],
             heads="They<fled:nsubj reached<fled:conj and<reached:cc Accra<reached:obj Monday<reached:obl on<Monday:case"),
        [("2014-03-03", "2014-03-03"), ("2014-03-03", "2014-03-03")],
    ),
    (
        "a clause with its own subject does not share",
        Case("They fled on Monday and Ama slept.", [Unit("They fled on Monday", "fled"), Unit("Ama slept", "slept", 0, "conjunct")],
             heads="They<fled:nsubj slept<fled:conj and<slept:cc Ama<slept:nsubj Monday<fled:obl on<Monday:case"),
        [("2014-03-03", "2014-03-03"), (None, None)],
    ),
    (
        "what is still to come does not share",
        Case("They met on Monday and will strike.", [Unit("They met on Monday", "met"), Unit("will strike", "strike", 0, "conjunct")],
             heads="strike<met:conj and<strike:cc will<strike:aux Monday<met:obl on<Monday:case"),
        [("2014-03-03", "2014-03-03"), (None, None)],
    ),
    (
        "an adverb of its own sets a clause apart",
        Case("Kofi came on Monday, once jailed in Accra.", [Unit("Kofi came on Monday", "came"), Unit("once jailed in Accra", "jailed", 0, "participle")],
             heads="Monday<came:obl on<Monday:case jailed<came:acl once<jailed:advmod"),
        [("2014-03-03", "2014-03-03"), (None, None)],
    ),
    (
        "since leaves the end open",
        Case("He has ruled since 2005.", [Unit("He has ruled since 2005", "ruled")], heads="2005<ruled:obl since<2005:case"),
        [("2005-01-01", None)],
    ),
    (
        "until leaves the beginning open",
        Case("It is closed until Friday.", [Unit("It is closed until Friday", "closed")], heads="Friday<closed:obl until<Friday:case"),
        [(None, "2014-03-07")],
    ),
    (
        "before ends the day before",
        Case("He left before May 3, 2013.", [Unit("He left before May 3, 2013", "left")], heads="May<left:obl before<May:case 3<May:nummod 2013<May:nmod"),
        [(None, "2013-05-02")],
    ),
    (
        "a range is one interval",
        Case("They met from 3 to 5 May 2013.", [Unit("They met from 3 to 5 May 2013", "met")], heads="3<met:obl 5<3:conj May<5:flat 2013<5:flat"),
        [("2013-05-03", "2013-05-05")],
    ),
    (
        "a noun with the names the event again",
        Case("They met in Accra on Monday. The meeting was joined by Kofi.", [Unit("They met in Accra on Monday", "met"), Unit("The meeting was joined by Kofi", "joined")],
             heads="Monday<met:obl on<Monday:case meeting<joined:nsubj The<meeting:det Kofi<joined:obl"),
        [("2014-03-03", "2014-03-03"), ("2014-03-03", "2014-03-03")],
    ),
    (
        "what stands before and is not of the clause behind it, whatever the parse",
        Case("Men opened fire on Monday and killed four.", [Unit("Men opened fire on Monday", "opened"), Unit("killed four", "killed", 0, "conjunct")],
             heads="Monday<killed:obl on<Monday:case and<killed:cc killed<opened:conj"),
        [("2014-03-03", "2014-03-03"), ("2014-03-03", "2014-03-03")],
    ),
    (
        "what a clause is for has its time",
        Case("On Monday the envoys used the fair for a meeting.", [Unit("On Monday the envoys used the fair", "used"), Unit("a meeting", "meeting", 0, "nominal", nominal=True)],
             heads="Monday<used:obl On<Monday:case envoys<used:nsubj fair<used:obj meeting<used:obl for<meeting:case a<meeting:det"),
        [("2014-03-03", "2014-03-03"), ("2014-03-03", "2014-03-03")],
    ),
    (
        "a feast one sets out for is a goal",
        Case("Chiefs left for the hajj.", [Unit("Chiefs left for the hajj", "left")], heads="hajj<left:obl for<hajj:case"),
        [(None, None)],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("case", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_time_of_propositions(case: Case, expected: list[tuple[str | None, str | None]]) -> None:
    assert [(cell.start, cell.end) for cell in draft(case).when or ()] == expected


def test_every_cell_quotes_its_words() -> None:
    for _, case, _ in ROWS:
        found = draft(case)
        for cell in found.when or ():
            assert cell.span is None or cell.span.of(case.text) == cell.text
        for timex in found.timexes or ():
            assert timex.when.span is not None
            assert timex.when.text == timex.when.span.of(case.text)


def test_the_publication_date_is_named_where_it_anchors() -> None:
    (cell,) = draft(ROWS[0][1]).when or ()
    assert "counted from the publication date 2014-03-04" in cell.because
    assert cell.inferred == ("year", "month", "day")


def test_not_stated_says_so() -> None:
    (cell,) = draft(ROWS[5][1]).when or ()
    assert (cell.status, cell.because) == (Status.NOT_STATED, ("not stated",))


def test_a_duration_is_a_period() -> None:
    (cell,) = draft(Case("They drill for six weeks.", [Unit("They drill for six weeks", "drill")])).when or ()
    assert (cell.start, cell.duration) == (None, "P6W")


def test_a_weekday_that_does_not_fit_is_flagged_with_its_words() -> None:
    text = "Two men were arrested on Tuesday 4 March."
    found = draft(Case(text, [Unit(text[:-1], "arrested")], published="2015-03-06"))
    (cell,) = found.when or ()
    assert cell.status is Status.TWO_READINGS
    assert [reading.start for reading in cell.readings] == ["2015-03-04", "2015-03-03", "2014-03-04"]
    (flag,) = found.flags[0]
    assert (flag.name, flag.quotes[0].text) == ("date-conflict", "Tuesday 4 March")
    assert "was a Wednesday, not a Tuesday" in flag.because
    assert found.notices


def test_a_length_before_a_noun_is_the_length_of_its_event() -> None:
    text = "They went for 6-week missile courses."
    units = [Unit("They went", "went"), Unit("6-week missile courses", "courses", 0, "nominal", nominal=True)]
    case = Case(text, units, heads="missile<courses:compound courses<went:obl")
    made = draft(case)
    assert [cell.duration for cell in made.when or ()] == [None, "P6W"]


def test_a_speech_act_has_the_time_at_which_it_was_done() -> None:
    made = draft(
        Case(
            "Deputies demanded his resignation on Thursday.",
            [Unit("Deputies demanded his resignation on Thursday", "demanded")],
            said=[("demanded", "his resignation")],
            heads="Deputies<demanded:nsubj resignation<demanded:obj his<resignation:nmod Thursday<demanded:obl on<Thursday:case",
            published="2014-10-09",
        )
    )
    when.STAGE.run(made)
    assert (made.when or ())[0].start == "2014-10-09"
