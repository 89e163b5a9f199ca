"""How sure: stance, polarity, likelihood and flags over parses written by hand."""

from __future__ import annotations

import pytest

from sayso.reading import how_sure, what
from sayso.reading.draft import Draft
from sayso.record import Stance, Voice
from tests.reading.drafts import parsed, voice, with_propositions

# Each row: the parse, the trigger, stance, polarity, the words that must be quoted.
OWN_CLAUSE = [
    (
        "The:DET:2:det army:NOUN:3:nsubj shelled/shell:VERB:0:root the:DET:5:det town:NOUN:3:obj .:PUNCT:3:punct",
        "shelled",
        "asserted",
        "affirmed",
        [],
    ),
    (
        "Egypt:PROPN:4:nsubj did/do:AUX:4:aux not:PART:4:advmod consult:VERB:0:root Israel:PROPN:4:obj .:PUNCT:4:punct",
        "consult",
        "asserted",
        "negated",
        ["not"],
    ),
    ("Nobody:PRON:2:nsubj fled/flee:VERB:0:root .:PUNCT:2:punct", "fled", "asserted", "negated", ["Nobody"]),
    (
        "No:DET:2:det soldier:NOUN:4:nsubj:pass was/be:AUX:4:aux:pass hurt/hurt:VERB:0:root .:PUNCT:4:punct",
        "hurt",
        "asserted",
        "negated",
        ["No soldier"],
    ),
    (
        "They:PRON:3:nsubj never:ADV:3:advmod crossed/cross:VERB:0:root the:DET:5:det river:NOUN:3:obj .:PUNCT:3:punct",
        "crossed",
        "asserted",
        "negated",
        ["never"],
    ),
    (
        "They:PRON:3:nsubj may:AUX:3:aux withdraw:VERB:0:root .:PUNCT:3:punct",
        "withdraw",
        "suspected",
        "affirmed",
        ["may"],
    ),
    (
        "They:PRON:3:nsubj will:AUX:3:aux withdraw:VERB:0:root .:PUNCT:3:punct",
        "withdraw",
        "planned",
        "affirmed",
        ["will"],
    ),
    (
        "They:PRON:4:nsubj will:AUX:4:aux not:PART:4:advmod withdraw:VERB:0:root .:PUNCT:4:punct",
        "withdraw",
        "planned",
        "negated",
        ["will not"],
    ),
    (
        "They:PRON:4:nsubj could:AUX:4:aux not:PART:4:advmod land:VERB:0:root .:PUNCT:4:punct",
        "land",
        "asserted",
        "negated",
        ["not"],
    ),
    (
        "They:PRON:4:nsubj must:AUX:4:aux have:AUX:4:aux fled/flee:VERB:0:root .:PUNCT:4:punct",
        "fled",
        "suspected",
        "affirmed",
        ["must"],
    ),
    (
        "They:PRON:3:nsubj probably:ADV:3:advmod fled/flee:VERB:0:root .:PUNCT:3:punct",
        "fled",
        "suspected",
        "affirmed",
        ["probably"],
    ),
    (
        "They:PRON:3:nsubj allegedly:ADV:3:advmod fled/flee:VERB:0:root .:PUNCT:3:punct",
        "fled",
        "suspected",
        "affirmed",
        ["allegedly"],
    ),
    (
        "They:PRON:3:nsubj reportedly:ADV:3:advmod fled/flee:VERB:0:root .:PUNCT:3:punct",
        "fled",
        "asserted",
        "affirmed",
        ["reportedly"],
    ),
    (
        "It:PRON:4:nsubj not:PART:4:advmod only:ADV:4:advmod burned/burn:VERB:0:root .:PUNCT:4:punct",
        "burned",
        "asserted",
        "affirmed",
        [],
    ),
]

GOVERNED = [
    (
        "They:PRON:2:nsubj failed/fail:VERB:0:root to:PART:4:mark stop:VERB:2:xcomp the:DET:6:det boat:NOUN:4:obj .:PUNCT:2:punct",
        "stop",
        "asserted",
        "negated",
        ["failed"],
    ),
    (
        "They:PRON:4:nsubj did/do:AUX:4:aux not:PART:4:advmod fail:VERB:0:root to:PART:6:mark stop:VERB:4:xcomp the:DET:8:det boat:NOUN:6:obj .:PUNCT:4:punct",
        "stop",
        "asserted",
        "affirmed",
        ["not fail"],
    ),
    (
        "They:PRON:2:nsubj managed/manage:VERB:0:root to:PART:4:mark stop:VERB:2:xcomp the:DET:6:det boat:NOUN:4:obj .:PUNCT:2:punct",
        "stop",
        "asserted",
        "affirmed",
        [],
    ),
    (
        "Egypt:PROPN:4:nsubj did/do:AUX:4:aux not:PART:4:advmod bother:VERB:0:root to:PART:6:mark consult:VERB:4:xcomp Israel:PROPN:6:obj .:PUNCT:4:punct",
        "consult",
        "asserted",
        "negated",
        ["not bother"],
    ),
    (
        "He:PRON:2:nsubj refused/refuse:VERB:0:root to:PART:4:mark leave:VERB:2:xcomp Tunis:PROPN:4:obj .:PUNCT:2:punct",
        "leave",
        "asserted",
        "negated",
        ["refused"],
    ),
    (
        "He:PRON:2:nsubj plans/plan:VERB:0:root to:PART:4:mark visit:VERB:2:xcomp Tunis:PROPN:4:obj .:PUNCT:2:punct",
        "visit",
        "planned",
        "affirmed",
        ["plans"],
    ),
    (
        "He:PRON:2:nsubj is/be:VERB:0:root to:PART:4:mark visit:VERB:2:xcomp Tunis:PROPN:4:obj .:PUNCT:2:punct",
        "visit",
        "planned",
        "affirmed",
        ["is"],
    ),
    (
        "He:PRON:3:nsubj:pass is/be:AUX:3:aux:pass believed/believe:VERB:0:root to:PART:6:mark have:AUX:6:aux fled/flee:VERB:3:xcomp .:PUNCT:3:punct",
        "fled",
        "suspected",
        "affirmed",
        ["believed"],
    ),
    (
        "He:PRON:3:nsubj:pass is/be:AUX:3:aux:pass said/say:VERB:0:root to:PART:6:mark have:AUX:6:aux fled/flee:VERB:3:xcomp .:PUNCT:3:punct",
        "fled",
        "asserted",
        "affirmed",
        [],
    ),
    (
        "They:PRON:3:nsubj are/be:AUX:3:cop likely:ADJ:0:root to:PART:5:mark withdraw:VERB:3:xcomp .:PUNCT:3:punct",
        "withdraw",
        "suspected",
        "affirmed",
        ["likely"],
    ),
    (
        "They:PRON:3:nsubj are/be:AUX:3:cop unable:ADJ:0:root to:PART:5:mark withdraw:VERB:3:xcomp .:PUNCT:3:punct",
        "withdraw",
        "asserted",
        "negated",
        ["unable"],
    ),
    (
        "He:PRON:2:nsubj urged/urge:VERB:0:root them:PRON:2:obj to:PART:5:mark withdraw:VERB:2:xcomp .:PUNCT:2:punct",
        "withdraw",
        "planned",
        "affirmed",
        ["urged"],
    ),
    (
        "He:PRON:2:nsubj knew/know:VERB:0:root that:SCONJ:6:mark the:DET:5:det army:NOUN:6:nsubj fled/flee:VERB:2:ccomp .:PUNCT:2:punct",
        "fled",
        "presupposed",
        "affirmed",
        ["knew"],
    ),
    (
        "He:PRON:2:nsubj doubts/doubt:VERB:0:root that:SCONJ:6:mark the:DET:5:det army:NOUN:6:nsubj fled/flee:VERB:2:ccomp .:PUNCT:2:punct",
        "fled",
        "doubted",
        "affirmed",
        ["doubts"],
    ),
    (
        "He:PRON:2:nsubj denied/deny:VERB:0:root that:SCONJ:6:mark the:DET:5:det army:NOUN:6:nsubj fled/flee:VERB:2:ccomp .:PUNCT:2:punct",
        "fled",
        "denied",
        "affirmed",
        ["denied"],
    ),
    (
        "He:PRON:2:nsubj denied/deny:VERB:0:root that:SCONJ:7:mark they:PRON:7:nsubj had:AUX:7:aux not:PART:7:advmod fled/flee:VERB:2:ccomp .:PUNCT:2:punct",
        "fled",
        "denied",
        "negated",
        ["denied", "not"],
    ),
    (
        "There:PRON:2:expl is/be:VERB:0:root no:DET:4:det evidence:NOUN:2:nsubj that:SCONJ:8:mark the:DET:7:det army:NOUN:8:nsubj fled/flee:VERB:4:acl .:PUNCT:2:punct",
        "fled",
        "doubted",
        "affirmed",
        ["no evidence"],
    ),
    (
        "He:PRON:2:nsubj scrapped/scrap:VERB:0:root a:DET:4:det plan:NOUN:2:obj to:PART:6:mark visit:VERB:4:acl Tunis:PROPN:6:obj .:PUNCT:2:punct",
        "visit",
        "planned",
        "negated",
        ["scrapped", "plan"],
    ),
    (
        "The:DET:2:det police:NOUN:3:nsubj stopped/stop:VERB:0:root them:PRON:3:obj from:SCONJ:6:mark crossing/cross:VERB:3:advcl the:DET:8:det bridge:NOUN:6:obj .:PUNCT:3:punct",
        "crossing",
        "asserted",
        "negated",
        ["stopped"],
    ),
]

SCOPE = [
    (
        "They:PRON:4:nsubj did/do:AUX:4:aux not:PART:4:advmod intercede:VERB:0:root with:ADP:6:case Cairo:PROPN:4:obl or:CCONJ:8:cc activate:VERB:4:conj the:DET:10:det army:NOUN:8:obj .:PUNCT:4:punct",
        "intercede",
        "asserted",
        "negated",
        ["not"],
    ),
    (
        "They:PRON:4:nsubj did/do:AUX:4:aux not:PART:4:advmod intercede:VERB:0:root with:ADP:6:case Cairo:PROPN:4:obl or:CCONJ:8:cc activate:VERB:4:conj the:DET:10:det army:NOUN:8:obj .:PUNCT:4:punct",
        "activate",
        "asserted",
        "negated",
        ["not"],
    ),
    (
        "They:PRON:4:nsubj did/do:AUX:4:aux not:PART:4:advmod stop:VERB:0:root but:CCONJ:6:cc fled/flee:VERB:4:conj .:PUNCT:4:punct",
        "fled",
        "asserted",
        "affirmed",
        [],
    ),
    (
        "He:PRON:3:nsubj will:AUX:3:aux meet:VERB:0:root the:DET:5:det king:NOUN:3:obj and:CCONJ:7:cc sign:VERB:3:conj the:DET:9:det treaty:NOUN:7:obj .:PUNCT:3:punct",
        "sign",
        "planned",
        "affirmed",
        ["will"],
    ),
    (
        "They:PRON:2:nsubj left/leave:VERB:0:root Tunis:PROPN:2:obj without:SCONJ:5:mark meeting/meet:VERB:2:advcl the:DET:7:det king:NOUN:5:obj .:PUNCT:2:punct",
        "meeting",
        "asserted",
        "negated",
        ["without"],
    ),
    (
        "They:PRON:2:nsubj left/leave:VERB:0:root Tunis:PROPN:2:obj to:PART:5:mark meet:VERB:2:advcl the:DET:7:det king:NOUN:5:obj .:PUNCT:2:punct",
        "meet",
        "planned",
        "affirmed",
        ["to"],
    ),
    (
        "They:PRON:2:nsubj left/leave:VERB:0:root Tunis:PROPN:2:obj to:PART:5:mark meet:VERB:2:advcl the:DET:7:det king:NOUN:5:obj .:PUNCT:2:punct",
        "left",
        "asserted",
        "affirmed",
        [],
    ),
    (
        "If:SCONJ:3:mark they:PRON:3:nsubj withdraw:VERB:7:advcl ,:PUNCT:3:punct we:PRON:7:nsubj will:AUX:7:aux disarm:VERB:0:root .:PUNCT:7:punct",
        "withdraw",
        "conditional",
        "affirmed",
        ["If"],
    ),
    (
        "If:SCONJ:3:mark they:PRON:3:nsubj withdraw:VERB:7:advcl ,:PUNCT:3:punct we:PRON:7:nsubj will:AUX:7:aux disarm:VERB:0:root .:PUNCT:7:punct",
        "disarm",
        "conditional",
        "affirmed",
        ["If", "will"],
    ),
]

QUESTIONS = [
    (
        "Did/do:AUX:3:aux they:PRON:3:nsubj withdraw:VERB:0:root ?:PUNCT:3:punct",
        "withdraw",
        "asked",
        "affirmed",
        ["?"],
    ),
    (
        "Why:ADV:5:advmod did/do:AUX:5:aux Egypt:PROPN:5:nsubj not:PART:5:advmod consult:VERB:0:root Israel:PROPN:5:obj ?:PUNCT:5:punct",
        "consult",
        "presupposed",
        "negated",
        ["Why", "not"],
    ),
    (
        "Officers/officer:NOUN:2:nsubj ask:VERB:0:root why:ADV:7:advmod Egypt:PROPN:7:nsubj did/do:AUX:7:aux not:PART:7:advmod consult:VERB:2:ccomp Israel:PROPN:7:obj .:PUNCT:2:punct",
        "consult",
        "presupposed",
        "negated",
        ["why", "not"],
    ),
    (
        "He:PRON:2:nsubj asked/ask:VERB:0:root whether:SCONJ:5:mark they:PRON:5:nsubj fled/flee:VERB:2:ccomp .:PUNCT:2:punct",
        "fled",
        "asked",
        "affirmed",
        ["asked", "whether"],
    ),
    (
        "He:PRON:2:nsubj asked/ask:VERB:0:root if:SCONJ:5:mark they:PRON:5:nsubj fled/flee:VERB:2:ccomp .:PUNCT:2:punct",
        "fled",
        "asked",
        "affirmed",
        ["asked", "if"],
    ),
]

NOUNS = [
    (
        "The:DET:2:det guards/guard:NOUN:3:nsubj foiled/foil:VERB:0:root an:DET:5:det attack:NOUN:3:obj on:ADP:7:case Gaza:PROPN:5:nmod .:PUNCT:3:punct",
        "attack",
        "asserted",
        "negated",
        ["foiled"],
    ),
    (
        "The:DET:2:det minister:NOUN:3:nsubj denied/deny:VERB:0:root an:DET:5:det attack:NOUN:3:obj on:ADP:7:case Gaza:PROPN:5:nmod .:PUNCT:3:punct",
        "attack",
        "denied",
        "affirmed",
        ["denied"],
    ),
    (
        "The:DET:2:det minister:NOUN:3:nsubj condemned/condemn:VERB:0:root the:DET:5:det attack:NOUN:3:obj on:ADP:7:case Gaza:PROPN:5:nmod .:PUNCT:3:punct",
        "attack",
        "presupposed",
        "affirmed",
        ["condemned"],
    ),
    (
        "The:DET:3:det alleged:ADJ:3:amod attack:NOUN:6:nsubj on:ADP:5:case Gaza:PROPN:3:nmod shocked/shock:VERB:0:root us:PRON:6:obj .:PUNCT:6:punct",
        "attack",
        "suspected",
        "affirmed",
        ["alleged"],
    ),
    (
        "The:DET:2:det bishops/bishop:NOUN:3:nsubj called/call:VERB:0:root for:ADP:5:case talks/talk:NOUN:3:obl with:ADP:7:case Chad:PROPN:5:nmod .:PUNCT:3:punct",
        "talks",
        "planned",
        "affirmed",
        ["called"],
    ),
]

ALL = OWN_CLAUSE + GOVERNED + SCOPE + QUESTIONS + NOUNS


def read(line: str, *chain: Voice) -> Draft:
    draft = with_propositions(parsed(line), *chain)
    what.run(draft)
    how_sure.run(draft)
    return draft


def index(draft: Draft, trigger: str) -> int:
    tokens = draft.tokens or ()
    return next(p.index for p in draft.propositions or () if tokens[p.trigger].text == trigger)


@pytest.mark.parametrize(("line", "trigger", "stance", "polarity", "cues"), ALL)
def test_stance_and_polarity(line: str, trigger: str, stance: str, polarity: str, cues: list[str]) -> None:
    draft = read(line)
    found = (draft.how_sure or ())[index(draft, trigger)]
    assert (found.stance, found.polarity) == (stance, polarity), found.because
    quoted = " ".join(quote.text for quote in found.cues)
    assert all(cue in quoted or all(word in quoted for word in cue.split()) for cue in cues), quoted
    assert bool(found.cues) or not cues
    assert found.because


@pytest.mark.parametrize("line", [row[0] for row in ALL])
def test_cues_quote_their_words(line: str) -> None:
    draft = read(line)
    for cell in draft.how_sure or ():
        assert all(draft.report.quote(cue.span) == cue.text for cue in cell.cues)


FLED = "Officers/officer:NOUN:2:nsubj {}:VERB:0:root the:DET:4:det army:NOUN:5:nsubj fled/flee:VERB:2:ccomp .:PUNCT:2:punct"
ACTS = [
    ("say", "says", "asserted"),
    ("suspect", "suspects", "suspected"),
    ("believe", "believes", "suspected"),
    ("doubt", "doubts", "doubted"),
    ("deny", "denies", "denied"),
    ("predict", "predicts", "suspected"),
    ("confirm", "confirms", "asserted"),
    ("claim", "claims", "asserted"),
]


@pytest.mark.parametrize(("cue", "act", "stance"), ACTS)
def test_the_chain_counts(cue: str, act: str, stance: str) -> None:
    line = FLED.format(cue)
    draft = parsed(line)
    draft = read(line, voice(draft, "Officers", act, cue))
    assert (draft.how_sure or ())[index(draft, "fled")].stance == stance


def test_the_weakest_voice_of_the_chain_counts() -> None:
    line = FLED.format("say")
    draft = parsed(line)
    strong, weak = voice(draft, "Officers", "says", "say"), voice(draft, "army", "doubts", "army")
    for chain in ((strong, weak), (weak, strong)):
        assert (read(line, *chain).how_sure or ())[-1].stance is Stance.DOUBTED


LIKELY = [
    ("They:PRON:3:nsubj probably:ADV:3:advmod fled/flee:VERB:0:root .:PUNCT:3:punct", "likely"),
    (
        "They:PRON:4:nsubj almost:ADV:3:advmod certainly:ADV:4:advmod fled/flee:VERB:0:root .:PUNCT:4:punct",
        None,
    ),
    (
        "They:PRON:4:nsubj are/be:AUX:4:cop highly:ADV:4:advmod likely:ADJ:0:root to:PART:6:mark flee:VERB:4:xcomp .:PUNCT:4:punct",
        "very likely",
    ),
    (
        "They:PRON:3:nsubj are/be:AUX:3:cop unlikely:ADJ:0:root to:PART:5:mark flee:VERB:3:xcomp .:PUNCT:3:punct",
        "unlikely",
    ),
    ("They:PRON:3:nsubj may:AUX:3:aux flee:VERB:0:root .:PUNCT:3:punct", None),
]


@pytest.mark.parametrize(("line", "expected"), [row for row in LIKELY if row[1] or "may" in row[0]])
def test_likelihood_only_where_a_word_gives_one(line: str, expected: str | None) -> None:
    assert (read(line).how_sure or ())[0].likelihood == expected


def test_what_a_question_takes_for_granted_is_flagged() -> None:
    draft = read(QUESTIONS[1][0])
    flags = [flag.name for found in draft.flags.values() for flag in found]
    assert flags == ["presupposed-by-question"]


def test_unverified_is_flagged_on_the_claim_it_is_about() -> None:
    first = "Rebels/rebel:NOUN:2:nsubj said/say:VERB:0:root they:PRON:4:nsubj shelled/shell:VERB:2:ccomp Goma:PROPN:4:obj .:PUNCT:2:punct"
    second = "The:DET:2:det claim:NOUN:7:nsubj:pass could:AUX:7:aux not:PART:7:advmod be:AUX:7:aux:pass independently:ADV:7:advmod verified/verify:VERB:0:root .:PUNCT:7:punct"
    draft = parsed(first, second)
    speaker = voice(draft, "Rebels", "says", "said")
    draft = with_propositions(draft, speaker)
    chains = list(draft.who_says or ())
    chains[index(draft, "verified")] = chains[0][:1]
    draft.who_says = tuple(chains)
    what.run(draft)
    how_sure.run(draft)
    shelled, verified = index(draft, "shelled"), index(draft, "verified")
    assert [flag.name for flag in draft.flags[shelled]] == ["unverified"]
    assert (draft.how_sure or ())[shelled].stance is Stance.ASSERTED
    assert (draft.how_sure or ())[verified].polarity == "negated"


def test_what_is_unverified_is_a_claim_and_no_part_of_one() -> None:
    first = (
        "Rebels/rebel:NOUN:2:nsubj said/say:VERB:0:root chiefs/chief:NOUN:4:nsubj asked/ask:VERB:2:ccomp "
        "men/man:NOUN:4:obj to:PART:7:mark leave:VERB:4:xcomp Goma:PROPN:7:obj .:PUNCT:2:punct"
    )
    second = "It:PRON:5:nsubj:pass could:AUX:5:aux not:PART:5:advmod be:AUX:5:aux:pass verified/verify:VERB:0:root .:PUNCT:5:punct"
    draft = parsed(first, second)
    draft = with_propositions(draft, voice(draft, "Rebels", "says", "said"))
    chains = list(draft.who_says or ())
    chains[index(draft, "verified")] = chains[0][:1]
    draft.who_says = tuple(chains)
    what.run(draft)
    how_sure.run(draft)
    assert [flag.name for flag in draft.flags[index(draft, "asked")]] == ["unverified"]
    assert index(draft, "leave") not in draft.flags


@pytest.mark.parametrize("line", [OWN_CLAUSE[1][0], GOVERNED[0][0], SCOPE[7][0]])
def test_upper_case_reads_the_same(line: str) -> None:
    upper = " ".join(
        f"{i.split(':', 1)[0].partition('/')[0].upper()}/{(i.split(':', 1)[0].partition('/')[2] or i.split(':', 1)[0].lower())}:{i.split(':', 1)[1]}"
        for i in line.split()
    )
    one, other = read(line), read(upper)
    assert [(h.stance, h.polarity) for h in one.how_sure or ()] == [
        (h.stance, h.polarity) for h in other.how_sure or ()
    ]


HIDDEN = [
    (
        "Nobody:PRON:2:nsubj seems/seem:VERB:0:root to:PART:4:mark suffer:VERB:2:xcomp .:PUNCT:2:punct",
        "suffer",
        "suspected",
        "negated",
    ),
    (
        "The:DET:2:det clerk:NOUN:4:nsubj:pass was/be:AUX:4:aux:pass cleared/clear:VERB:0:root of:SCONJ:7:mark "
        "having/have:AUX:7:aux sold/sell:VERB:4:advcl passports/passport:NOUN:7:obj .:PUNCT:4:punct",
        "sold",
        "denied",
        "affirmed",
    ),
    # The parse hangs the negation on the object, on another verb, or nowhere.
    (
        "They:PRON:2:nsubj made/make:VERB:0:root no:ADV:4:amod arrests/arrest:NOUN:2:obj .:PUNCT:2:punct",
        "made",
        "asserted",
        "negated",
    ),
    (
        "Nor:CCONJ:3:cc was/be:AUX:5:aux:pass a:DET:4:det shot:NOUN:5:nsubj:pass fired/fire:VERB:0:root .:PUNCT:5:punct",
        "fired",
        "asserted",
        "negated",
    ),
    (
        "No:DET:2:det more:ADJ:4:amod than:ADP:4:case ten:NUM:5:nsubj died/die:VERB:0:root .:PUNCT:5:punct",
        "died",
        "asserted",
        "affirmed",
    ),
    (
        "The:DET:2:det army:NOUN:3:nsubj refused/refuse:VERB:0:root flatly:ADV:3:advmod to:PART:6:mark pay:VERB:3:advcl .:PUNCT:3:punct",
        "refused",
        "asserted",
        "negated",
    ),
    (
        "He:PRON:5:nsubj has/have:AUX:5:aux yet:ADV:5:advmod to:PART:5:mark sign:VERB:0:root it:PRON:5:obj .:PUNCT:5:punct",
        "sign",
        "asserted",
        "negated",
    ),
    (
        "They:PRON:4:nsubj did/do:AUX:4:aux not:PART:4:advmod intercede/intercede:ADV:0:root or:CCONJ:6:cc activate:VERB:4:conj it:PRON:6:obj .:PUNCT:4:punct",
        "activate",
        "asserted",
        "negated",
    ),
    # Charged by nobody who is named; an aside; taken back; as soon as.
    (
        "He:PRON:3:nsubj:pass was/be:AUX:3:aux:pass charged/charge:VERB:0:root with:SCONJ:5:mark smuggling/smuggle:VERB:3:advcl arms:NOUN:5:obj .:PUNCT:3:punct",
        "smuggling",
        "suspected",
        "affirmed",
    ),
    (
        "The:DET:2:det rebels/rebel:NOUN:7:nsubj ,:PUNCT:5:punct it:PRON:5:nsubj seems/seem:VERB:2:parataxis ,:PUNCT:5:punct left/leave:VERB:0:root town:NOUN:7:obj .:PUNCT:7:punct",
        "left",
        "suspected",
        "affirmed",
    ),
    (
        "They:PRON:2:nsubj withdrew/withdraw:VERB:0:root the:DET:4:det claim:NOUN:2:obj that:SCONJ:7:mark ten:NUM:7:nsubj died/die:VERB:4:acl .:PUNCT:2:punct",
        "died",
        "denied",
        "affirmed",
    ),
    (
        "It:PRON:3:nsubj will:AUX:3:aux open:VERB:0:root as:ADV:5:advmod soon:ADV:3:advmod as:SCONJ:8:mark they:PRON:8:nsubj leave:VERB:3:advcl .:PUNCT:3:punct",
        "leave",
        "conditional",
        "affirmed",
    ),
    (
        "It:PRON:3:nsubj will:AUX:3:aux open:VERB:0:root as:ADV:5:advmod soon:ADV:3:advmod as:SCONJ:8:mark they:PRON:8:nsubj leave:VERB:3:advcl .:PUNCT:3:punct",
        "open",
        "conditional",
        "affirmed",
    ),
    # "Could" under a fear is no condition; an alleged event that took place is alleged.
    (
        "There:PRON:2:expl are/be:VERB:0:root fears/fear:NOUN:2:nsubj that:SCONJ:7:mark it:PRON:7:nsubj could:AUX:7:aux burst:VERB:3:acl .:PUNCT:2:punct",
        "burst",
        "suspected",
        "affirmed",
    ),
    (
        "The:DET:3:det alleged:ADJ:3:amod attack:NOUN:4:nsubj took/take:VERB:0:root place:NOUN:4:obj .:PUNCT:4:punct",
        "took",
        "suspected",
        "affirmed",
    ),
    # A condition beside it that the parse hangs elsewhere; a refusal to answer; what is awaited; told as so.
    (
        "He:PRON:3:nsubj will:AUX:3:aux resign:VERB:0:root if:SCONJ:6:mark they:PRON:6:nsubj lose:VERB:0:root .:PUNCT:3:punct",
        "resign",
        "conditional",
        "affirmed",
    ),
    (
        "Should:AUX:4:dep it:PRON:4:nsubj then:ADV:4:advmod close:VERB:8:dep ,:PUNCT:4:punct they:PRON:8:nsubj will:AUX:8:aux strike:VERB:0:root .:PUNCT:8:punct",
        "strike",
        "conditional",
        "affirmed",
    ),
    (
        "They:PRON:4:nsubj will:AUX:4:aux not:PART:4:advmod say:VERB:0:root why:ADV:4:advmod .:PUNCT:4:punct",
        "say",
        "asserted",
        "negated",
    ),
    (
        "Police:NOUN:3:nsubj:pass are/be:AUX:3:aux:pass expected/expect:VERB:0:root on:ADP:5:case Friday:PROPN:3:obl .:PUNCT:3:punct",
        "expected",
        "planned",
        "affirmed",
    ),
    (
        "He:PRON:2:nsubj asks/ask:VERB:0:root us:PRON:2:obj to:PART:5:mark add:VERB:2:xcomp that:SCONJ:8:mark he:PRON:8:nsubj left/leave:VERB:5:ccomp .:PUNCT:2:punct",
        "left",
        "asserted",
        "affirmed",
    ),
    # A cleft that is asked.
    (
        "Was/be:AUX:4:cop it:PRON:4:expl the:DET:4:det army:NOUN:0:root that:PRON:6:nsubj burned/burn:VERB:4:acl:relcl it:PRON:6:obj ?:PUNCT:4:punct",
        "burned",
        "asked",
        "affirmed",
    ),
    (
        "They:PRON:2:nsubj wonder:VERB:0:root why:ADV:2:obj he:PRON:5:nsubj left/leave:VERB:2:ccomp .:PUNCT:2:punct",
        "left",
        "presupposed",
        "affirmed",
    ),
    (
        "It:PRON:6:nsubj:pass was/be:AUX:6:aux:pass to:PART:6:mark be:AUX:6:aux:pass then:ADV:6:advmod shipped/ship:VERB:0:root .:PUNCT:6:punct",
        "shipped",
        "planned",
        "affirmed",
    ),
    (
        "We:PRON:3:nsubj are/be:AUX:3:cop sceptical:VERB:0:root that:SCONJ:6:mark he:PRON:6:nsubj means/mean:VERB:3:ccomp it:PRON:6:obj .:PUNCT:3:punct",
        "means",
        "doubted",
        "affirmed",
    ),
]


UNDONE = [
    (
        "The:DET:2:det letters/letter:NOUN:3:nsubj went/go:VERB:0:root unanswered:ADJ:3:xcomp .:PUNCT:3:punct",
        "went",
        "negated",
    ),
    (
        "She:PRON:2:nsubj spoke/speak:VERB:0:root to:ADP:5:case no:DET:5:det policeman:NOUN:2:obl .:PUNCT:2:punct",
        "spoke",
        "negated",
    ),
    (
        "He:PRON:2:nsubj died/die:VERB:0:root before:SCONJ:7:mark the:DET:5:det doctor:NOUN:7:nsubj could:AUX:7:aux "
        "come:VERB:2:advcl .:PUNCT:2:punct",
        "come",
        "negated",
    ),
    ("The:DET:2:det staff:NOUN:3:nsubj declined/decline:VERB:0:root .:PUNCT:3:punct", "declined", "affirmed"),
    (
        "The:DET:2:det prefect:NOUN:5:nsubj did/do:AUX:5:aux not:PART:5:advmod send:VERB:0:root men/man:NOUN:5:obj "
        "to:PART:8:mark guard:VERB:5:advcl it:PRON:8:obj .:PUNCT:5:punct",
        "guard",
        "negated",
    ),
    (
        "He:PRON:4:nsubj did/do:AUX:4:aux not:PART:4:advmod speak:VERB:0:root to:PART:6:mark spare:VERB:4:advcl "
        "her:PRON:6:obj .:PUNCT:4:punct",
        "spare",
        "affirmed",
    ),
]


@pytest.mark.parametrize(("line", "trigger", "polarity"), UNDONE)
def test_what_was_not_done(line: str, trigger: str, polarity: str) -> None:
    made = read(line)
    assert (made.how_sure or ())[index(made, trigger)].polarity == polarity


@pytest.mark.parametrize(("line", "trigger", "stance", "polarity"), HIDDEN)
def test_what_the_parse_hides(line: str, trigger: str, stance: str, polarity: str) -> None:
    draft = read(line)
    found = (draft.how_sure or ())[index(draft, trigger)]
    assert (found.stance, found.polarity) == (stance, polarity), found.because


def test_what_is_taken_back_is_flagged() -> None:
    draft = read(HIDDEN[10][0])
    assert [flag.name for flag in draft.flags[index(draft, "died")]] == ["withdrawn"]


NEARBY = [
    # The parse hangs the modal or the planning verb on another word.
    (
        "Any:DET:2:det deal:NOUN:6:nsubj made/make:VERB:2:acl now:ADV:3:advmod will:AUX:3:aux lapse:VERB:0:root .:PUNCT:6:punct",
        "lapse",
        "planned",
    ),
    (
        "They:PRON:2:nsubj vowed/vow:VERB:0:root to:PART:5:mark quickly:ADV:5:advmod strike:VERB:0:root .:PUNCT:2:punct",
        "strike",
        "planned",
    ),
    # A present form with a day that is to come, and one without.
    (
        "Drivers/driver:NOUN:2:nsubj leave:VERB:0:root tomorrow:NOUN:2:obl .:PUNCT:2:punct",
        "leave",
        "planned",
    ),
    (
        "Drivers/driver:NOUN:2:nsubj leave:VERB:0:root daily:ADV:2:advmod .:PUNCT:2:punct",
        "leave",
        "asserted",
    ),
    # Who alleges puts it forward as true; who went to plead told what he wanted.
    (
        "Villagers/villager:NOUN:2:nsubj allege:VERB:0:root that:SCONJ:5:mark police:NOUN:5:nsubj fired/fire:VERB:2:ccomp .:PUNCT:2:punct",
        "fired",
        "asserted",
    ),
    (
        "She:PRON:2:nsubj went/go:VERB:0:root to:PART:4:mark plead:VERB:2:advcl .:PUNCT:2:punct",
        "plead",
        "asserted",
    ),
    (
        "She:PRON:2:nsubj went/go:VERB:0:root to:PART:4:mark work:VERB:2:advcl .:PUNCT:2:punct",
        "work",
        "planned",
    ),
]


@pytest.mark.parametrize(("line", "trigger", "stance"), NEARBY)
def test_what_stands_near_counts(line: str, trigger: str, stance: str) -> None:
    draft = read(line)
    assert str((draft.how_sure or ())[index(draft, trigger)].stance) == stance


@pytest.mark.parametrize(
    ("line", "polarity"),
    [
        (
            "He:PRON:2:nsubj said/say:VERB:0:root no:INTJ:2:obj to:ADP:6:case the:DET:6:det demand:NOUN:2:obl .:PUNCT:2:punct",
            "affirmed",
        ),
        ("He:PRON:2:nsubj made/make:VERB:0:root no:DET:4:det promise:NOUN:2:dep .:PUNCT:2:punct", "negated"),
    ],
)
def test_who_says_no_has_refused(line: str, polarity: str) -> None:
    draft = read(line)
    assert (draft.how_sure or ())[0].polarity == polarity
