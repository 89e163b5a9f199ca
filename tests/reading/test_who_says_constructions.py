"""Constructions that attribute without a verb of saying, voices that pass words on, and the kinds of the nameless."""

from __future__ import annotations

import pytest

from sayso.reading import propositions, who_says
from sayso.reading.draft import Draft

from .drafts import parsed


def spoken(*lines: str, outlet: str = "Ruritania Post") -> Draft:
    made = parsed(*lines, outlet=outlet)
    who_says.ATTRIBUTIONS.run(made)
    propositions.run(made)
    who_says.STAGE.run(made)
    return made


def chain(made: Draft, trigger: str) -> list[tuple[str, str]]:
    """Words and kind of every voice but the outlet over the proposition that hangs on a word."""
    for proposition, voices in zip(made.propositions or (), made.who_says or (), strict=True):
        if (made.tokens or ())[proposition.trigger].lower == trigger:
            return [(voice.voice, voice.kind.value) for voice in voices[1:]]
    raise AssertionError(f"no proposition hangs on {trigger!r}")


ROAD = "that:SCONJ:{0}:mark the:DET:{1}:det road:NOUN:{2}:nsubj was:AUX:{2}:aux mined:VERB:{3}:ccomp"

LIST = "The:DET:3:det ferry:NOUN:3:compound list:NOUN:4:nsubj gives/give:VERB:0:root 120:NUM:6:nummod names/name:NOUN:4:obj .:PUNCT:4:punct"
WATCHED = (
    "Our:PRON:2:nmod:poss reporter:NOUN:5:nsubj Tamaz:PROPN:2:appos Chelidze:PROPN:3:flat watched/watch:VERB:0:root "
    "two:NUM:7:nummod launches/launch:NOUN:8:nsubj circle:VERB:5:ccomp"
).replace("nmod:poss", "nmod")
DISMISSED = (
    "Lendyel:PROPN:2:nsubj rejected/reject:VERB:0:root the:DET:4:det claim:NOUN:2:obj that:SCONJ:8:mark boxes/box:NOUN:8:nsubj "
    "had/have:AUX:8:aux vanished/vanish:VERB:4:acl .:PUNCT:2:punct"
)
SCEPTICAL = (
    "Villagers/villager:NOUN:3:nsubj are/be:AUX:3:cop sceptical:ADJ:0:root that:SCONJ:6:mark rain:NOUN:6:nsubj "
    "helped/help:VERB:3:ccomp .:PUNCT:3:punct"
)
WHISPERED = (
    "It:PRON:3:nsubj is/be:AUX:3:aux:pass whispered/whisper:VERB:0:root in:ADP:6:case the:DET:6:det bazaar:NOUN:3:obl "
    "that:SCONJ:9:mark she:PRON:9:nsubj fled/flee:VERB:3:ccomp .:PUNCT:3:punct"
)
RUMOUR = (
    "Rumour:NOUN:2:nsubj has/have:VERB:0:root it:PRON:2:obj that:SCONJ:6:mark he:PRON:6:nsubj fled/flee:VERB:2:ccomp "
    ".:PUNCT:2:punct"
)
UNDERSTOOD = (
    "Nafula:PROPN:3:nsubj is/be:AUX:3:aux:pass understood/understand:VERB:0:root to:PART:6:mark have:AUX:6:aux "
    "fled/flee:VERB:3:xcomp .:PUNCT:3:punct"
)
EXPECTED = UNDERSTOOD.replace("understood/understand", "expected/expect")
CITING = (
    "Two:NUM:2:nummod men/man:NOUN:3:nsubj fled/flee:VERB:0:root ,:PUNCT:7:punct the:DET:6:det ministry:NOUN:7:nsubj "
    "said/say:VERB:3:parataxis ,:PUNCT:9:punct quoting/quote:VERB:7:advcl a:DET:12:det frightened:ADJ:12:amod "
    "neighbour:NOUN:9:obj .:PUNCT:3:punct"
)

OFFERED = (
    "Moscow:PROPN:3:nsubj has/have:AUX:3:aux offered/offer:VERB:0:root to:PART:5:mark sell:VERB:3:xcomp arms/arm:NOUN:5:obj "
    ",:PUNCT:10:punct the:DET:9:det ministry:NOUN:10:nsubj said/say:VERB:3:parataxis ,:PUNCT:12:punct "
    "quoting/quote:VERB:10:advcl a:DET:15:det frightened:ADJ:15:amod neighbour:NOUN:12:obj .:PUNCT:3:punct"
)


@pytest.mark.parametrize(
    ("sentence", "trigger", "expected"),
    [
        (LIST, "gives", [("The ferry list", "document")]),
        (WATCHED, "circle", [("Our reporter Tamaz Chelidze", "person")]),
        (DISMISSED, "vanished", [("Lendyel", "organization")]),
        (SCEPTICAL, "helped", [("Villagers", "anonymous")]),
        (WHISPERED, "fled", [("unattributed", "unattributed")]),
        (RUMOUR, "fled", [("unattributed", "unattributed")]),
        (UNDERSTOOD, "fled", [("unattributed", "unattributed")]),
        (EXPECTED, "fled", []),
        (CITING, "fled", [("the ministry", "organization"), ("a frightened neighbour", "anonymous")]),
        (
            OFFERED,
            "sell",
            [
                ("the ministry", "organization"),
                ("a frightened neighbour", "anonymous"),
                ("Moscow", "organization"),
            ],
        ),
    ],
)
def test_constructions(sentence: str, trigger: str, expected: list[tuple[str, str]]) -> None:
    assert chain(spoken(sentence), trigger) == expected


def said(source: str, behind: str = "") -> str:
    """ "SOURCE said (that) boxes vanished", the source being a subject of which the last word is the head."""
    words = source.split()
    n = len(words)
    head = n
    rows = [f"{w}:{head}:{'nsubj' if i + 1 == n else 'dep'}" for i, w in enumerate(words)]
    rows[-1] = f"{words[-1]}:{n + 1}:nsubj"
    extra = behind.split()
    at = n + 1
    rows.append("said/say:VERB:0:root")
    rows += [f"{w}:{at}:obl" for w in extra]
    base = n + 1 + len(extra)
    rows += [
        f"that:SCONJ:{base + 3}:mark",
        f"boxes/box:NOUN:{base + 3}:nsubj",
        f"vanished/vanish:VERB:{at}:ccomp",
    ]
    return " ".join([*rows, f".:PUNCT:{at}:punct"])


@pytest.mark.parametrize(
    ("source", "behind", "expected"),
    [
        (
            "The:DET company:NOUN",
            "in:ADP a:DET letter:NOUN",
            [("a letter", "document"), ("The company", "organization")],
        ),
        (
            "The:DET owner:NOUN",
            "through:ADP his:PRON nephew:NOUN",
            [("his nephew", "anonymous"), ("The owner", "anonymous")],
        ),
        ("A:DET former:ADJ minister:NOUN", "", [("A former minister", "anonymous")]),
        ("A:DET minister:NOUN", "", [("A minister", "unnamed-official")]),
        ("Radio:PROPN Costa:PROPN", "", [("Radio Costa", "outlet")]),
        ("The:DET Coral:PROPN Courier:PROPN", "", [("The Coral Courier", "outlet")]),
    ],
)
def test_voices(source: str, behind: str, expected: list[tuple[str, str]]) -> None:
    assert chain(spoken(said(source, behind)), "vanished") == expected


def test_a_hearer_that_is_another_outlet_comes_first_and_the_own_one_does_not() -> None:
    line = said("Two:NUM guards:NOUN", "the:DET Upper:PROPN Agency:PROPN").replace("said/say", "told/tell")
    assert chain(spoken(line), "vanished") == [
        ("the Upper Agency", "outlet"),
        ("Two guards", "unnamed-official"),
    ]
    assert chain(spoken(line, outlet="Upper Agency"), "vanished") == [("Two guards", "unnamed-official")]


def test_an_issuer_that_speaks_of_itself_is_the_outlet() -> None:
    made = spoken(said("The:DET Commission:PROPN"), outlet="Election Commission of Ruritania")
    assert [voice.kind.value for voice in (made.who_says or ())[-1]] == ["outlet"]


def test_a_pronoun_takes_the_kind_of_an_officer_without_a_name() -> None:
    first = (
        said("An:DET officer:NOUN").replace("boxes/box", "guns/gun").replace("vanished/vanish", "jammed/jam")
    )
    made = spoken(first, said("he:PRON"))
    assert chain(made, "vanished") == [("he", "unnamed-official")]


def test_who_asks_not_to_be_named_says_nothing_by_it() -> None:
    line = (
        "A:DET guard:NOUN:3:nsubj asked/ask:VERB:0:root not:PART:6:advmod to:PART:6:mark be/be:AUX:7:aux named/name:VERB:3:xcomp "
        ".:PUNCT:3:punct"
    ).replace("A:DET guard", "A:DET:2:det guard")
    assert not spoken(line).attributions


@pytest.mark.parametrize(
    ("sentence", "trigger", "spoken_by"),
    [
        # Between dashes, and in a list, only the nearest words are somebody's.
        (
            "Ana:PROPN:2:nsubj left/leave:VERB:0:root –:PUNCT:5:punct a:DET:5:det cold:NOUN:2:parataxis ,:PUNCT:8:punct "
            "she:PRON:8:nsubj said/say:VERB:5:parataxis –:PUNCT:5:punct and:CCONJ:11:cc slept/sleep:VERB:2:conj .:PUNCT:2:punct",
            "left",
            [],
        ),
        (
            "Rebels/rebel:NOUN:2:nsubj took/take:VERB:0:root mules/mule:NOUN:2:obj and:CCONJ:9:cc ,:PUNCT:7:punct "
            "villagers/villager:NOUN:7:nsubj said/say:VERB:2:parataxis ,:PUNCT:7:punct girls/girl:NOUN:3:conj .:PUNCT:2:punct",
            "took",
            [],
        ),
        # "He" speaks on behind a semicolon.
        (
            "It:PRON:2:nsubj lapsed/lapse:VERB:0:root ,:PUNCT:5:punct he:PRON:5:nsubj said/say:VERB:2:parataxis ;:PUNCT:8:punct "
            "nobody:PRON:8:nsubj came/come:VERB:2:parataxis .:PUNCT:2:punct",
            "came",
            [("he", "person")],
        ),
        # A deal says what is to be done under it.
        (
            "Under:ADP:3:case the:DET:3:det deal:NOUN:7:obl ,:PUNCT:3:punct rebels/rebel:NOUN:7:nsubj will:AUX:7:aux "
            "disarm:VERB:0:root .:PUNCT:7:punct",
            "disarm",
            [("the deal", "document")],
        ),
        # Who can be believed is a voice.
        (
            "If:SCONJ:6:mark the:DET:3:det drivers/driver:NOUN:6:nsubj can:AUX:6:aux be:AUX:6:aux trusted/trust:VERB:9:advcl "
            ",:PUNCT:6:punct soldiers/soldier:NOUN:9:nsubj fled/flee:VERB:0:root .:PUNCT:9:punct",
            "fled",
            [("the drivers", "anonymous")],
        ),
        # Who cites stands outside whom he cites.
        (
            "The:DET:2:det ministry:NOUN:8:nsubj ,:PUNCT:4:punct citing/cite:VERB:8:advcl port:NOUN:6:compound "
            "officials/official:NOUN:4:obj ,:PUNCT:4:punct said/say:VERB:0:root ships/ship:NOUN:10:nsubj "
            "sailed/sail:VERB:8:ccomp .:PUNCT:8:punct",
            "sailed",
            [("The ministry", "organization"), ("port officials", "unnamed-official")],
        ),
        # Nobody's silence is a voice.
        (
            "Neither:PRON:2:nsubj said/say:VERB:0:root who:PRON:4:nsubj paid/pay:VERB:2:ccomp .:PUNCT:2:punct",
            "paid",
            [],
        ),
    ],
)
def test_how_far_words_reach(sentence: str, trigger: str, spoken_by: list[tuple[str, str]]) -> None:
    assert chain(spoken(sentence), trigger) == spoken_by


def test_a_medium_that_speaks_in_the_lead_says_no_more_than_its_own_words() -> None:
    lead = said("The:DET Upper:PROPN Agency:PROPN")
    rest = "Two:NUM:2:nummod ships/ship:NOUN:3:nsubj sailed/sail:VERB:0:root .:PUNCT:3:punct"
    assert chain(spoken(lead, rest), "sailed") == []


def test_whoever_holds_somebody_on_suspicion_suspects() -> None:
    line = (
        "Police:NOUN:2:nsubj held/hold:VERB:0:root two:NUM:4:nummod men/man:NOUN:2:obj on:ADP:6:case "
        "suspicion:NOUN:2:obl of:SCONJ:8:mark smuggling/smuggle:VERB:6:acl petrol:NOUN:8:obj .:PUNCT:2:punct"
    )
    made = spoken(line)
    assert chain(made, "smuggling") == [("Police", "organization")]
    assert [v[-1].act for v in made.who_says or () if len(v) == 2] == ["suspects"]


def test_a_charge_is_nobodys() -> None:
    line = (
        "A:DET:2:det vet:NOUN:4:nsubj:pass was/be:AUX:4:aux:pass held/hold:VERB:0:root on:ADP:7:case a:DET:7:det "
        "charge:NOUN:4:obl of:SCONJ:9:mark spying/spy:VERB:7:acl .:PUNCT:4:punct"
    )
    assert [kind for _, kind in chain(spoken(line), "spying")] == ["unattributed"]


TOLD_PAPER = (
    "He:PRON:2:nsubj told/tell:VERB:0:root the:DET:6:det Kigali:PROPN:6:compound paper:NOUN:6:compound "
    "Umuseso:PROPN:2:obj that:SCONJ:9:mark they:PRON:9:nsubj fled/flee:VERB:2:ccomp .:PUNCT:2:punct"
)
ADDED = "Nobody:PRON:2:nsubj came/come:VERB:4:ccomp he:PRON:4:nsubj added/add:VERB:0:root .:PUNCT:4:punct"
CHARITY = (
    "The:DET:2:det charity:NOUN:9:nsubj ,:PUNCT:6:punct in:ADP:6:case a:DET:6:det letter:NOUN:9:obl to:ADP:8:case "
    "us:PRON:6:nmod writes/write:VERB:0:root that:SCONJ:12:mark shells/shell:NOUN:12:nsubj fell/fall:VERB:9:ccomp .:PUNCT:9:punct"
)
HER = (
    "Residents/resident:NOUN:2:nsubj told/tell:VERB:0:root the:DET:5:det daily:NOUN:5:compound Udaya:PROPN:2:obj "
    "the:DET:7:det bridge:NOUN:8:nsubj fell/fall:VERB:2:ccomp .:PUNCT:2:punct"
)


def test_a_medium_is_known_by_the_noun_before_its_name() -> None:
    assert ("the Kigali paper Umuseso", "outlet") in chain(spoken(TOLD_PAPER), "fled")


def test_the_hearer_ends_where_the_content_begins_without_that() -> None:
    assert ("the daily Udaya", "outlet") in chain(spoken(HER), "fell")


def test_a_letter_between_speaker_and_verb_is_what_the_words_came_through() -> None:
    assert next(kind for _, kind in chain(spoken(CHARITY), "fell")) == "document"


def test_whoever_told_a_medium_goes_on_telling_it() -> None:
    made = parsed(TOLD_PAPER, ADDED)
    who_says.ATTRIBUTIONS.run(made)
    propositions.run(made)
    who_says.STAGE.run(made)
    kinds = [kind for _, kind in chain(made, "came")]
    assert kinds[:1] == ["outlet"]


QUOTED_AS = (
    "Obala:PROPN:2:nsubj quoted/quote:VERB:0:root a:DET:4:det magistrate:NOUN:2:obj as:SCONJ:6:mark saying/say:VERB:2:advcl "
    "that:SCONJ:9:mark they:PRON:9:nsubj fled/flee:VERB:6:ccomp .:PUNCT:2:punct"
)
QUOTED_LAST = (
    "They:PRON:2:nsubj fled/flee:VERB:5:ccomp ,:PUNCT:5:punct Obala:PROPN:5:nsubj quoted/quote:VERB:0:root a:DET:7:det "
    "magistrate:NOUN:5:obj as:SCONJ:9:mark saying/say:VERB:5:advcl .:PUNCT:5:punct"
)
QUOTED_BY = (
    "A:DET:2:det clerk:NOUN:4:nsubj:pass was/be:AUX:4:aux:pass quoted/quote:VERB:0:root by:ADP:7:case Swiss:ADJ:7:amod "
    "radio:NOUN:4:obl as:SCONJ:9:mark saying/say:VERB:4:advcl they:PRON:11:nsubj fled/flee:VERB:9:ccomp .:PUNCT:4:punct"
)


@pytest.mark.parametrize(
    ("line", "voices"),
    [
        (QUOTED_AS, ["Obala", "a magistrate"]),
        (QUOTED_LAST, ["Obala", "a magistrate"]),
        (QUOTED_BY, ["Swiss radio", "A clerk"]),
    ],
)
def test_whoever_quotes_stands_before_whom_it_quotes(line: str, voices: list[str]) -> None:
    assert [words for words, _ in chain(spoken(line), "fled")] == voices
