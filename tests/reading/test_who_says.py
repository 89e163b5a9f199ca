"""Attributions by the rules, chains, kinds of voices, and quotations made whole."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from sayso.learned.claims import Claims
from sayso.learned.labels import CLAIM_LABELS
from sayso.reading import propositions, who_says
from sayso.reading.draft import Attribution, Draft
from sayso.reading.tree import Tree
from sayso.reading.who_says.asides import asides
from sayso.reading.who_says.boundaries import parted, with_name
from sayso.reading.who_says.media import media_of
from sayso.reading.who_says.quotations import completed, speech
from sayso.record import Quote, Report, Span, VoiceKind

from . import grammar


def chain(made: Draft, trigger: str) -> list[tuple[str, str, str]]:
    for proposition, voices in zip(made.propositions or (), made.who_says or (), strict=True):
        if (made.tokens or ())[proposition.trigger].lower == trigger:
            return [(voice.voice, voice.kind.value, voice.act) for voice in voices]
    raise AssertionError(f"no proposition hangs on {trigger!r}")


OUTLET = ("The Example", "outlet", "reports")


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        (grammar.SAID, "left", [OUTLET, ("Two officials", "unnamed-official", "says")]),
        (grammar.SAID, "said", [OUTLET]),
        (grammar.BELIEVED, "fled", [OUTLET, ("unattributed", "unattributed", "believes")]),
        (
            grammar.CITING,
            "reopened",
            [OUTLET, ("The agency", "organization", "says"), ("a memo", "document", "reports")],
        ),
    ],
)
def test_chains(sentence: str, trigger: str, expected: list[tuple[str, str, str]]) -> None:
    assert chain(grammar.spoken(sentence), trigger) == expected


def test_according_to() -> None:
    made = grammar.spoken(grammar.ACCORDING, named={"Haddad": "PERSON"})
    assert chain(made, "open") == [OUTLET, ("Haddad", "person", "says")]


def test_a_pronoun_that_is_joined_to_a_name_is_that_person() -> None:
    she = """
    She she PRON 2 nsubj
    said say VERB 0 root
    it it PRON 5 nsubj
    was be AUX 5 cop
    late late ADJ 2 ccomp
    . . PUNCT 2 punct
    """
    came = """
    Amal Amal PROPN 3 nsubj
    Haddad Haddad PROPN 1 flat
    came come VERB 0 root
    . . PUNCT 3 punct
    """
    made = grammar.spoken(
        came, she, named={"Amal Haddad": "PERSON", "She": "person"}, joined=(("Amal Haddad", "She"),)
    )
    voice = (made.who_says or ())[-1][-1]
    assert (voice.voice, voice.kind, voice.name) == ("She", VoiceKind.PERSON, "Amal Haddad")
    assert voice.entity == (made.entities or ())[0].id


def test_a_pronoun_for_whom_nobody_names_has_the_name_of_what_it_takes_up() -> None:
    met = """
    The the DET 2 det
    union union NOUN 3 nsubj
    met meet VERB 0 root
    . . PUNCT 3 punct
    """
    it = """
    It it PRON 2 nsubj
    said say VERB 0 root
    it it PRON 5 nsubj
    was be AUX 5 cop
    late late ADJ 2 ccomp
    . . PUNCT 2 punct
    """
    made = grammar.spoken(
        met, it, named={"The union": "organization", "It": "organization"}, joined=(("The union", "It"),)
    )
    voice = (made.who_says or ())[-1][-1]
    assert (voice.voice, voice.name) == ("It", "The union")


@pytest.mark.parametrize(("pronoun", "name"), [("He", "Donald Orn"), ("She", "Mary Orn")])
def test_a_he_is_no_woman(pronoun: str, name: str) -> None:
    met = """
    {0} {0} PROPN 3 nsubj
    Orn Orn PROPN 1 flat
    met meet VERB 0 root
    {1} {1} PROPN 3 obj
    Orn Orn PROPN 4 flat
    . . PUNCT 3 punct
    """
    it_was_late = """
    {0} {0} PRON 2 nsubj
    said say VERB 0 root
    it it PRON 5 nsubj
    was be AUX 5 cop
    late late ADJ 2 ccomp
    . . PUNCT 2 punct
    """
    both = ("Donald", "Mary") if pronoun == "He" else ("Mary", "Donald")
    made = grammar.spoken(
        met.format(*both),
        it_was_late.format(pronoun),
        named={"Donald Orn": "PERSON", "Mary Orn": "PERSON", pronoun: "person"},
    )
    assert (made.who_says or ())[-1][-1].name == name


@pytest.mark.parametrize(
    ("name", "kind"), [("Tasnim", "outlet"), ("Kinshasa", "organization"), ("Victoria", "person")]
)
def test_a_known_medium_and_a_capital_are_no_persons(name: str, kind: str) -> None:
    said = f"""
    {name} {name} PROPN 2 nsubj
    said say VERB 0 root
    it it PRON 5 nsubj
    was be AUX 5 cop
    late late ADJ 2 ccomp
    . . PUNCT 2 punct
    """
    made = grammar.spoken(said, named={name: "PERSON"})
    assert (made.who_says or ())[-1][-1].kind.value == kind


def test_a_name_beside_a_noun_for_a_body_is_that_body() -> None:
    said = """
    The the DET 2 det
    {0} {0} NOUN 6 nsubj
    , , PUNCT 4 punct
    Saraya Saraya PROPN 2 appos
    , , PUNCT 2 punct
    said say VERB 0 root
    it it PRON 9 nsubj
    was be AUX 9 cop
    late late ADJ 6 ccomp
    . . PUNCT 6 punct
    """
    for noun, kind in (("militia", "organization"), ("poet", "anonymous")):
        made = grammar.spoken(said.format(noun), named={"Saraya": "PERSON"})
        assert (made.who_says or ())[-1][-1].kind.value == kind


def test_officially_at_the_head_of_a_sentence_is_nobodys_word() -> None:
    line = """
    {0} {1} ADV 3 advmod
    he he PRON 3 nsubj
    left leave VERB 0 root
    {2} {3} ADV 3 advmod
    . . PUNCT 3 punct
    """
    first = grammar.spoken(line.format("Officially", "officially", "then", "then"))
    assert chain(first, "left")[-1][1] == "unattributed"
    assert len(chain(grammar.spoken(line.format("Then", "then", "officially", "officially")), "left")) == 1


def test_background_without_a_source_is_an_orphan() -> None:
    made = grammar.spoken(grammar.RELATIVE, named={"Omar Siddig": "PERSON"})
    flags = [flag.name for flags in made.flags.values() for flag in flags]
    assert flags == ["orphan"]


def test_the_outlet_that_names_itself_is_no_second_voice() -> None:
    made = grammar.spoken(
        grammar.CITING.replace("The the DET 2 det\nagency agency", "The the DET 2 det\nCourier Courier"),
        outlet="The Courier",
    )
    assert [voice for voice, _, _ in chain(made, "reopened")] == ["The Courier", "a memo"]


def test_speech_is_taken_whole() -> None:
    text = "“The road is open. Nobody was hurt,” she said. “We shall go home today.” “No” was heard."
    made = Draft(Report(text=text))
    start = text.index("Nobody")
    cue = Span(text.index("said"), text.index("said") + 4)
    found = completed(
        made,
        [
            Attribution(
                source=Span(text.index("she"), text.index("she") + 3),
                cue=Quote(text="said", span=cue),
                content=(Span(start, text.index(",”")),),
                direct=True,
            )
        ],
    )
    assert [span.of(text) for span in found[0].content] == [
        "The road is open. Nobody was hurt,",
        "We shall go home today.",
    ]
    assert "No" not in [span.of(text) for span in speech(text)]


def flat(*sentences: str) -> Draft:
    """A draft of "word/POS" sentences in which every word hangs on the first: no grammar to lean on."""
    made = []
    for sentence in sentences:
        pairs = [word.rsplit("/", 1) for word in sentence.split()]
        made.append(
            "\n".join(
                f"{word} {word.lower()} {pos} {0 if n == 0 else 1} {'root' if n == 0 else 'dep'}"
                for n, (word, pos) in enumerate(pairs)
            )
        )
    return grammar.draft(*made)


ROAD = "The/DET road/NOUN is/AUX shut/VERB ,/PUNCT "


@pytest.mark.parametrize(
    ("words", "source", "cue", "content"),
    [
        (
            ROAD + "two/NUM officials/NOUN told/VERB the/DET Courier/PROPN ./PUNCT",
            "two officials",
            "told",
            "The road is shut",
        ),
        (
            "The/DET road/NOUN ,/PUNCT she/PRON added/VERB ,/PUNCT is/AUX shut/VERB ./PUNCT",
            "she",
            "added",
            "The road is shut",
        ),
        (
            ROAD + "says/VERB the/DET mayor/NOUN ,/PUNCT who/PRON slept/VERB ./PUNCT",
            "the mayor",
            "says",
            "The road is shut",
        ),
        (
            ROAD
            + "the/DET mayor/NOUN ,/PUNCT Amal/PROPN Haddad/PROPN ,/PUNCT let/VERB it/PRON be/AUX known/VERB ./PUNCT",
            "the mayor , Amal Haddad",
            "let it be known",
            "The road is shut",
        ),
        (ROAD + "it/PRON is/AUX said/VERB ./PUNCT", None, "it is said", "The road is shut"),
    ],
)
def test_asides(words: str, source: str | None, cue: str, content: str) -> None:
    made = flat(words)
    found = list(asides(made))
    assert len(found) == 1
    written = [token.text for token in made.tokens or ()]
    assert (" ".join(written[i] for i in found[0].source) if found[0].source else None) == source
    assert " ".join(written[i] for i in found[0].cue) == cue
    assert " ".join(written[i] for i in found[0].content) == content


@pytest.mark.parametrize(
    "words",
    [
        ROAD + "and/CCONJ two/NUM officials/NOUN said/VERB that/SCONJ it/PRON rained/VERB ./PUNCT",
        ROAD + "officials/NOUN threatened/VERB to/PART close/VERB it/PRON ./PUNCT",
        "On/ADP Monday/PROPN ,/PUNCT the/DET mayor/NOUN said/VERB ./PUNCT",
        "Asked/VERB whether/SCONJ it/PRON rained/VERB ,/PUNCT the/DET mayor/NOUN replied/VERB ./PUNCT",
    ],
)
def test_what_is_no_aside(words: str) -> None:
    assert list(asides(flat(words))) == []


DENIED = """
He he PRON 2 nsubj
denied deny VERB 0 root
the the DET 4 det
charge charge NOUN 2 obj
and and CCONJ 8 cc
his his PRON 7 nmod
lawyer lawyer NOUN 8 nsubj
said say VERB 2 conj
he he PRON 11 nsubj
would would AUX 11 aux
appeal appeal VERB 8 ccomp
. . PUNCT 2 punct
"""


def test_what_a_second_verb_says_is_no_part_of_what_the_first_one_does() -> None:
    made = grammar.spoken(DENIED)
    text = made.text

    def said(cue: str, content: str) -> Attribution:
        begin = text.index(content)
        at = text.index(cue)
        quote = Quote(text=cue, span=Span(at, at + len(cue)))
        return Attribution(
            source=None, cue=quote, content=(Span(begin, begin + len(content)),), confidence=0.9
        )

    denied = said("denied", "the charge and his lawyer said he would appeal")
    found = parted([denied, said("said", "he would appeal")], Tree.of(made), text)
    assert [one.content[0].of(text) for one in found] == ["the charge", "he would appeal"]


def test_what_somebody_denies_to_have_done() -> None:
    deny = """
    Police police NOUN 2 nsubj
    deny deny VERB 0 root
    firing fire VERB 2 xcomp
    on on ADP 5 case
    dockers docker NOUN 3 obl
    . . PUNCT 2 punct
    """
    assert chain(grammar.spoken(deny), "firing")[-1][0::2] == ("Police", "denies")


@pytest.mark.parametrize(("happens", "voices"), [(True, 2), (False, 1)])
def test_what_somebody_confirms_has_happened(
    happens: bool, voices: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sayso.reading.who_says import rules

    confirm = """
    Police police NOUN 2 nsubj
    confirmed confirm VERB 0 root
    the the DET 4 det
    arrests arrest NOUN 2 obj
    . . PUNCT 2 punct
    """
    monkeypatch.setattr(rules, "_happens", lambda noun, draft: happens)
    made = grammar.spoken(confirm)
    assert max(len(voices) for voices in made.who_says or ()) == voices


def test_sources_are_anonymous() -> None:
    our = """
    Our our PRON 2 nmod
    sources source NOUN 3 nsubj
    report report VERB 0 root
    the the DET 5 det
    road road NOUN 7 nsubj
    was be AUX 7 cop
    open open ADJ 3 ccomp
    . . PUNCT 3 punct
    """
    assert chain(grammar.spoken(our), "open")[-1] == ("Our sources", "anonymous", "reports")


def test_what_a_state_owns_is_no_state() -> None:
    """A source that ends before a possessive mark is the whole of what is owned."""
    owned = """
    Chad Chad PROPN 3 nmod
    's 's PART 1 case
    minister minister NOUN 4 nsubj
    said say VERB 0 root
    it it PRON 6 nsubj
    rained rain VERB 4 ccomp
    . . PUNCT 4 punct
    """
    made = grammar.draft(owned)
    text = made.text
    cue = Quote(text="said", span=Span(text.index("said"), text.index("said") + 4))
    begin = text.index("it rained")
    one = Attribution(source=Span(0, 4), cue=cue, content=(Span(begin, begin + 9),), confidence=0.9)
    assert with_name(one, made, Tree.of(made)).source == Span(0, text.index(" said"))


def test_a_source_that_is_an_article_alone_is_its_noun() -> None:
    import sayso

    text = "A statement was issued. The statement continued: “The bridge was mined by two men.”"
    voices = {
        voice.voice for claim in sayso.read(text, outlet="The Example").claims for voice in claim.who_says
    }
    assert "The" not in voices


def test_a_source_ends_before_the_pronoun_of_its_clause() -> None:
    from sayso.reading.who_says.boundaries import trimmed

    text = "a contractor who"
    assert trimmed(Span(0, len(text)), text) == Span(0, len("a contractor"))
    assert trimmed(Span(13, 16), text) == Span(13, 16)


def test_per_cites_somebody_and_counts_by_something() -> None:
    counted = """
    Wages wage NOUN 2 nsubj
    rose rise VERB 0 root
    3 3 NUM 5 nummod
    per per ADP 5 case
    cent cent NOUN 2 obl
    . . PUNCT 2 punct
    """
    assert chain(grammar.spoken(counted), "rose") == [OUTLET]
    cited = counted.replace("3 3 NUM 5 nummod", "again again ADV 2 advmod").replace(
        "cent cent NOUN", "Reuters Reuters PROPN"
    )
    assert [voice for voice, _, _ in chain(grammar.spoken(cited), "rose")] == ["The Example", "Reuters"]


def test_a_source_that_ends_with_a_preposition_has_its_noun() -> None:
    from sayso.reading.who_says.boundaries import with_noun

    officers = """
    Officers officer NOUN 4 nsubj
    in in ADP 3 case
    Gaza Gaza PROPN 1 nmod
    ask ask VERB 0 root
    why why SCONJ 4 advmod
    . . PUNCT 4 punct
    """
    made = grammar.draft(officers)
    text = made.text
    cue = Quote(text="ask", span=Span(text.index("ask"), text.index("ask") + 3))
    at = text.index("why")
    one = Attribution(
        source=Span(0, len("Officers in")), cue=cue, content=(Span(at, at + 3),), confidence=0.9
    )
    whole = with_noun(one, Tree.of(made))
    assert whole is not None
    assert whole.source == Span(0, len("Officers in Gaza"))


def test_a_source_begins_behind_the_word_that_joins_its_clause() -> None:
    from sayso.reading.who_says.boundaries import trimmed

    text = "lacking, and many people say it"
    start = text.index("and")
    assert trimmed(Span(start, text.index(" say")), text) == Span(text.index("many"), text.index(" say"))


def test_a_turn_of_events_is_nobody() -> None:
    mean = """
    This this PRON 2 nsubj
    means mean VERB 0 root
    that that SCONJ 6 mark
    it it PRON 6 nsubj
    will will AUX 6 aux
    end end VERB 2 ccomp
    . . PUNCT 2 punct
    """
    assert chain(grammar.spoken(mean), "end") == [OUTLET]


def test_who_told_a_medium_something_told_it_no_more_than_the_first_sentences() -> None:
    lead = """
    Rebels rebel NOUN 2 nsubj
    left leave VERB 0 root
    , , PUNCT 6 punct
    a a DET 5 det
    monk monk NOUN 6 nsubj
    told tell VERB 2 parataxis
    Radio Radio PROPN 6 iobj
    Costa Costa PROPN 7 flat
    . . PUNCT 2 punct
    """
    other = """
    Soldiers soldier NOUN 2 nsubj
    came come VERB 0 root
    . . PUNCT 2 punct
    """
    made = grammar.draft(lead, other, other.replace("came", "went"))
    made.sentences = tuple(replace(sentence, paragraph=0) for sentence in made.sentences or ())
    who_says.ATTRIBUTIONS.run(made)
    propositions.STAGE.run(made)
    who_says.STAGE.run(made)
    assert [len(chain(made, verb)) for verb in ("came", "went")] == [2, 1]


def test_a_medium_that_the_reader_sees_in_the_sentence_is_one() -> None:
    told = """
    Le Le PROPN 2 det
    Terril Terril PROPN 3 nsubj
    printed print VERB 0 root
    it it PRON 3 obj
    , , PUNCT 6 punct
    saying say VERB 3 advcl
    nobody nobody PRON 8 nsubj
    fled flee VERB 6 ccomp
    . . PUNCT 3 punct
    """
    made = grammar.draft(told)
    assert made.reading is not None
    rows = np.full((len(made.tokens or ()), len(CLAIM_LABELS["voice"])), 1e-4)
    rows[:, CLAIM_LABELS["voice"].index("O")] = 1.0
    rows[:2] = 1e-4
    rows[:2, CLAIM_LABELS["voice"].index("outlet")] = 1.0
    made.reading = replace(made.reading, claims=Claims(layers={"voice": rows}))
    cue, fled = made.text.index("saying"), made.text.index("nobody")
    one = Attribution(
        source=None,
        cue=Quote(text="saying", span=Span(cue, cue + len("saying"))),
        content=(Span(fled, fled + len("nobody fled")),),
        confidence=0.9,
    )
    made.attributions = (one,)
    (medium,) = media_of(one, made, Tree.of(made))
    assert (medium.voice, medium.kind) == ("Le Terril", VoiceKind.OUTLET)


def test_whoever_is_told_something_does_not_say_it() -> None:
    told = """
    Guards guard NOUN 3 nsubj:pass
    were be AUX 3 aux:pass
    told tell VERB 0 root
    that that SCONJ 7 mark
    it it PRON 7 nsubj
    was be AUX 7 cop
    late late ADJ 3 ccomp
    . . PUNCT 3 punct
    """
    assert "Guards" not in [voice for voice, _, _ in chain(grammar.spoken(told), "late")]


def test_what_is_confirmed_confirms_nothing() -> None:
    from sayso.reading.who_says.attributions import _is_confirmed

    confirmed = """
    Reports report NOUN 4 nsubj:pass
    were be AUX 4 aux:pass
    not not PART 4 advmod
    confirmed confirm VERB 0 root
    . . PUNCT 4 punct
    """
    assert _is_confirmed(3, Tree.of(grammar.draft(confirmed)))
    by = confirmed.replace(". . PUNCT 4 punct", "by by ADP 6 case\n    police police NOUN 4 obl:agent")
    assert not _is_confirmed(3, Tree.of(grammar.draft(by)))


def test_nobody_says_nothing_wherever_he_is() -> None:
    see = """
    Nobody nobody PRON 4 nsubj
    in in ADP 3 case
    Muscat Muscat PROPN 1 nmod
    said say VERB 0 root
    that that SCONJ 7 mark
    it it PRON 7 nsubj
    ended end VERB 4 ccomp
    . . PUNCT 4 punct
    """
    assert chain(grammar.spoken(see), "ended") == [OUTLET]


@pytest.mark.parametrize(("likely", "voices"), [(0.0, 2), (0.8, 1)])
def test_what_somebody_denies_was_said_unless_it_is_refused(
    likely: float, voices: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sayso.reading.who_says import rules

    deny = """
    Ministry ministry NOUN 2 nsubj
    denies deny VERB 0 root
    fuel fuel NOUN 4 compound
    swap swap NOUN 2 obj
    """
    monkeypatch.setattr(rules, "_refuses", lambda verb, draft, tree: likely >= rules.REFUSES)
    made = grammar.spoken(deny)
    assert max(len(voices) for voices in made.who_says or ()) == voices
