"""What happened: classes, modes and participants over parses written by hand."""

from __future__ import annotations

import pytest

from sayso.reading import propositions, what, who_says
from sayso.reading.draft import Attribution, Draft
from sayso.reading.tree import Tree
from sayso.reading.what.parties import phrase
from sayso.reading.what.slots import standing_for, subjects
from sayso.record import Quote, Span, Status
from tests.reading.drafts import parsed, with_propositions

ACTIVE = "Rebels/rebel:NOUN:2:nsubj attacked/attack:VERB:0:root the:DET:4:det convoy:NOUN:2:obj near:ADP:6:case Kidal:PROPN:2:obl .:PUNCT:2:punct"
PASSIVE = "The:DET:2:det convoy:NOUN:4:nsubj:pass was/be:AUX:4:aux:pass attacked/attack:VERB:0:root by:ADP:6:case rebels/rebel:NOUN:4:obl .:PUNCT:4:punct"
NO_AGENT = "Two:NUM:2:nummod ministers/minister:NOUN:4:nsubj:pass were/be:AUX:4:aux:pass arrested/arrest:VERB:0:root .:PUNCT:4:punct"
MEETING = "The:DET:2:det envoy:NOUN:3:nsubj met/meet:VERB:0:root the:DET:5:det king:NOUN:3:obj in:ADP:7:case Rabat:PROPN:3:obl .:PUNCT:3:punct"
MEETING_WITH = "Hamas:PROPN:2:compound leaders/leader:NOUN:3:nsubj met/meet:VERB:0:root with:ADP:6:case the:DET:6:det president:NOUN:3:obl .:PUNCT:3:punct"
TALKS = "Chad:PROPN:4:nsubj and:CCONJ:3:cc Sudan:PROPN:1:conj held/hold:VERB:0:root talks/talk:NOUN:4:obj .:PUNCT:4:punct"
TALKS_PASSIVE = "Talks/talk:NOUN:3:nsubj:pass were/be:AUX:3:aux:pass held/hold:VERB:0:root between:ADP:5:case Chad:PROPN:3:obl and:CCONJ:7:cc Sudan:PROPN:5:conj .:PUNCT:3:punct"
RELATIVE = "The:DET:2:det officers/officer:NOUN:8:nsubj who:PRON:4:nsubj shelled/shell:VERB:2:acl:relcl the:DET:6:det camp:NOUN:4:obj were/be:AUX:8:aux:pass promoted/promote:VERB:0:root .:PUNCT:8:punct"
RELATIVE_OBJECT = "The:DET:2:det man:NOUN:5:nsubj police:NOUN:4:nsubj arrested/arrest:VERB:2:acl:relcl fled/flee:VERB:0:root .:PUNCT:5:punct"
PARTICIPLE = "A:DET:2:det student:NOUN:6:nsubj arrested/arrest:VERB:2:acl by:ADP:5:case police:NOUN:3:obl fell/fall:VERB:0:root ill:ADJ:6:xcomp .:PUNCT:6:punct"
CONTROL = "The:DET:2:det union:NOUN:3:nsubj urged/urge:VERB:0:root the:DET:5:det government:NOUN:3:obj to:PART:7:mark release/release:VERB:3:xcomp the:DET:9:det prisoners/prisoner:NOUN:7:obj .:PUNCT:3:punct"
PROMISE = "The:DET:2:det minister:NOUN:3:nsubj promised/promise:VERB:0:root the:DET:5:det farmers/farmer:NOUN:3:obj to:PART:7:mark lift/lift:VERB:3:xcomp the:DET:9:det ban:NOUN:7:obj .:PUNCT:3:punct"
RAISING = "The:DET:2:det army:NOUN:4:nsubj:pass is/be:AUX:4:aux:pass believed/believe:VERB:0:root to:PART:7:mark have:AUX:7:aux shelled/shell:VERB:4:xcomp the:DET:9:det village:NOUN:7:obj .:PUNCT:4:punct"
COORDINATION = "Police:NOUN:2:nsubj stormed/storm:VERB:0:root the:DET:4:det office:NOUN:2:obj and:CCONJ:6:cc detained/detain:VERB:2:conj six:NUM:8:nummod activists/activist:NOUN:6:obj .:PUNCT:2:punct"
BY_DOING = "Israel:PROPN:2:nsubj helped/help:VERB:0:root pilgrims/pilgrim:NOUN:2:obj by:SCONJ:5:mark bussing/bus:VERB:2:advcl them:PRON:5:obj to:ADP:8:case Jordan:PROPN:5:obl .:PUNCT:2:punct"
NOMINAL = "Israel:PROPN:3:nmod:poss 's:PART:1:case attack:NOUN:6:nsubj on:ADP:5:case Gaza:PROPN:3:nmod continued/continue:VERB:0:root .:PUNCT:6:punct"
ADJECTIVE_ACTOR = "Three:NUM:2:nummod shipments/shipment:NOUN:9:nsubj of:ADP:5:case Iranian:ADJ:5:amod missiles/missile:NOUN:2:nmod to:ADP:7:case Gaza:PROPN:2:nmod were/be:AUX:9:aux:pass seen/see:VERB:0:root .:PUNCT:9:punct"
DEMONYM = "The:DET:3:det Israeli:ADJ:3:amod raid:NOUN:6:nsubj on:ADP:5:case Gaza:PROPN:3:nmod failed/fail:VERB:0:root .:PUNCT:6:punct"
ROUTES = "The:DET:2:det men/man:NOUN:3:nsubj travelled/travel:VERB:0:root from:ADP:5:case Agadez:PROPN:3:obl via:ADP:7:case Abidjan:PROPN:3:obl to:ADP:9:case Conakry:PROPN:3:obl .:PUNCT:3:punct"
SMUGGLED = "Traders/trader:NOUN:2:nsubj smuggled/smuggle:VERB:0:root rifles/rifle:NOUN:2:obj across:ADP:6:case the:DET:6:det border:NOUN:2:obl into:ADP:8:case Chad:PROPN:2:obl .:PUNCT:2:punct"
WEAPON_SUBJECT = (
    "Rockets/rocket:NOUN:2:nsubj hit/hit:VERB:0:root the:DET:4:det market:NOUN:2:obj .:PUNCT:2:punct"
)
INSTRUMENT = "Youths/youth:NOUN:2:nsubj attacked/attack:VERB:0:root the:DET:4:det guards/guard:NOUN:2:obj with:ADP:6:case knives/knife:NOUN:2:obl .:PUNCT:2:punct"
DETONATED = "Militants/militant:NOUN:2:nsubj detonated/detonate:VERB:0:root a:DET:5:det car:NOUN:5:compound bomb:NOUN:2:obj .:PUNCT:2:punct"
BLAMED = "The:DET:2:det minister:NOUN:3:nsubj blamed/blame:VERB:0:root the:DET:5:det army:NOUN:3:obj for:ADP:8:case the:DET:8:det shelling:NOUN:3:obl .:PUNCT:3:punct"
OWNER = "The:DET:2:det mayor:NOUN:3:nsubj criticised/criticise:VERB:0:root the:DET:5:det government:NOUN:7:nmod:poss 's:PART:5:case plan:NOUN:3:obj .:PUNCT:3:punct"
TRAINING = (
    "Tehran:PROPN:2:nsubj trained/train:VERB:0:root the:DET:4:det fighters/fighter:NOUN:2:obj .:PUNCT:2:punct"
)
GAVE = "France:PROPN:2:nsubj gave/give:VERB:0:root Chad:PROPN:2:iobj two:NUM:5:nummod helicopters/helicopter:NOUN:2:obj and:CCONJ:7:cc food:NOUN:5:conj .:PUNCT:2:punct"
CALL_FOR = "The:DET:2:det bishops/bishop:NOUN:3:nsubj called/call:VERB:0:root for:ADP:6:case a:DET:6:det truce:NOUN:3:obl .:PUNCT:3:punct"
SIGNED = "Peru:PROPN:4:nsubj and:CCONJ:3:cc Chile:PROPN:1:conj signed/sign:VERB:0:root a:DET:6:det treaty:NOUN:4:obj .:PUNCT:4:punct"
RECALLED = "Ankara:PROPN:2:nsubj recalled/recall:VERB:0:root its:PRON:4:nmod:poss ambassador:NOUN:2:obj from:ADP:6:case Paris:PROPN:2:obl .:PUNCT:2:punct"
CLOSED = "Egypt:PROPN:2:nsubj closed/close:VERB:0:root the:DET:4:det crossing:NOUN:2:obj .:PUNCT:2:punct"
REOPENED = "Egypt:PROPN:2:nsubj reopened/reopen:VERB:0:root the:DET:4:det crossing:NOUN:2:obj .:PUNCT:2:punct"
ALLOWED = "Egypt:PROPN:2:nsubj allowed/allow:VERB:0:root the:DET:4:det leaders/leader:NOUN:2:obj to:PART:6:mark cross/cross:VERB:2:xcomp Sinai:PROPN:6:obj .:PUNCT:2:punct"
UNDER_ATTACK = "The:DET:2:det convoy:NOUN:3:nsubj came/come:VERB:0:root under:ADP:5:case attack:NOUN:3:obl .:PUNCT:3:punct"
HUNGER = "Ten:NUM:2:nummod prisoners/prisoner:NOUN:3:nsubj began/begin:VERB:0:root a:DET:6:det hunger:NOUN:6:compound strike:NOUN:3:obj .:PUNCT:3:punct"
LEFT_DEAD = "The:DET:2:det blast:NOUN:3:nsubj left/leave:VERB:0:root six:NUM:5:nummod soldiers/soldier:NOUN:3:obj dead:ADJ:3:xcomp .:PUNCT:3:punct"
EXPRESSED = "The:DET:2:det cleric:NOUN:3:nsubj expressed/express:VERB:0:root solidarity:NOUN:3:obj with:ADP:7:case the:DET:7:det group:NOUN:4:nmod .:PUNCT:3:punct"
POSTED = "The:DET:2:det navy:NOUN:3:nsubj posted/post:VERB:0:root two:NUM:5:nummod ships/ship:NOUN:3:obj off:ADP:8:case the:DET:8:det coast:NOUN:3:obl .:PUNCT:3:punct"
WITHDREW = "The:DET:2:det governor:NOUN:3:nsubj withdrew/withdraw:VERB:0:root the:DET:5:det police:NOUN:3:obj .:PUNCT:3:punct"
WAGES = "Workers/worker:NOUN:2:nsubj demanded/demand:VERB:0:root higher/high:ADJ:4:amod wages/wage:NOUN:2:obj .:PUNCT:2:punct"
BEATEN = "The:DET:2:det journalist:NOUN:4:nsubj was/be:AUX:4:aux beaten/beat:VERB:0:root by:ADP:7:case masked:ADJ:7:amod men/man:NOUN:4:obl .:PUNCT:4:punct"
ASKED = "It:PRON:3:nsubj has/have:AUX:3:aux asked/ask:VERB:0:root the:DET:5:det ministry:NOUN:3:iobj to:PART:7:mark answer:VERB:3:xcomp .:PUNCT:3:punct"
NOT_TWO = "Police:NOUN:2:nsubj arrested/arrest:VERB:0:root one:NUM:4:nummod driver:NOUN:2:obj ,:PUNCT:7:punct not:PART:7:advmod two:NUM:4:conj and:CCONJ:7:cc .:PUNCT:2:punct"
SHEEP = "Families/family:NOUN:2:nsubj slaughtered/slaughter:VERB:0:root their:PRON:4:nmod:poss sheep:NOUN:2:obj .:PUNCT:2:punct"
BY_BOAT = "The:DET:2:det men/man:NOUN:3:nsubj climbed/climb:VERB:0:root into:ADP:6:case a:DET:6:det taxi:NOUN:3:obl .:PUNCT:3:punct"
DRUMS = "Strikers/striker:NOUN:2:nsubj blocked/block:VERB:0:root the:DET:4:det road:NOUN:2:obj with:ADP:6:case drums/drum:NOUN:2:obl .:PUNCT:2:punct"
WHO_WITHOUT_RELATIVE = "The:DET:2:det minister:NOUN:8:nsubj ,:PUNCT:5:punct who:PRON:5:nsubj resigned/resign:VERB:8:parataxis yesterday:NOUN:5:obl:tmod ,:PUNCT:5:punct wept/weep:VERB:0:root .:PUNCT:8:punct"

EVENTS = [
    (POSTED, "posted", "MOBILIZE", "troops", {"actor The navy", "goods two ships"}),
    (WITHDREW, "withdrew", "RETREAT", "withdraw", {"actor The governor", "goods the police"}),
    (WAGES, "demanded", "REQUEST", None, {"actor Workers"}),
    (BEATEN, "beaten", "ASSAULT", "beat", {"actor masked men", "recipient The journalist"}),
    (ASKED, "asked", "REQUEST", None, {"actor It", "recipient the ministry"}),
    (NOT_TWO, "arrested", "COERCE", "arrest", {"actor Police", "recipient one driver"}),
    (BY_BOAT, "climbed", "MOVEMENT", None, {"actor The men", "instrument a taxi"}),
    (DRUMS, "blocked", "PROTEST", "obstruct", {"actor Strikers", "instrument drums", "recipient the road"}),
    (WHO_WITHOUT_RELATIVE, "resigned", "RETREAT", "resign", {"actor The minister"}),
    (ACTIVE, "attacked", "ASSAULT", None, {"actor Rebels", "recipient the convoy"}),
    (PASSIVE, "attacked", "ASSAULT", None, {"actor rebels", "recipient The convoy"}),
    (NO_AGENT, "arrested", "COERCE", "arrest", {"recipient Two ministers"}),
    (MEETING, "met", "CONSULT", None, {"actor The envoy", "actor the king"}),
    (MEETING_WITH, "met", "CONSULT", None, {"actor Hamas leaders", "actor the president"}),
    (TALKS, "held", "CONSULT", None, {"actor Chad", "actor Sudan"}),
    (TALKS_PASSIVE, "held", "CONSULT", None, {"actor Chad", "actor Sudan"}),
    (RELATIVE, "shelled", "ASSAULT", "heavy-weapons", {"actor The officers", "recipient the camp"}),
    (RELATIVE_OBJECT, "arrested", "COERCE", "arrest", {"actor police", "recipient The man"}),
    (PARTICIPLE, "arrested", "COERCE", "arrest", {"actor police", "recipient A student"}),
    (CONTROL, "urged", "REQUEST", "yield", {"actor The union", "recipient the government"}),
    (CONTROL, "release", "RETREAT", "release", {"actor the government", "recipient the prisoners"}),
    (PROMISE, "promised", "AGREE", None, {"actor The minister", "recipient the farmers"}),
    (PROMISE, "lift", "CONCEDE", None, {"actor The minister"}),
    (RAISING, "shelled", "ASSAULT", "heavy-weapons", {"actor The army", "recipient the village"}),
    (COORDINATION, "stormed", "COERCE", "seize", {"actor Police", "recipient the office"}),
    (COORDINATION, "detained", "COERCE", "arrest", {"actor Police", "recipient six activists"}),
    (BY_DOING, "helped", "AID", None, {"actor Israel", "recipient pilgrims"}),
    (NOMINAL, "attack", "ASSAULT", None, {"actor Israel", "recipient Gaza"}),
    (DEMONYM, "raid", "ASSAULT", None, {"actor Israeli", "recipient Gaza"}),
    (
        ADJECTIVE_ACTOR,
        "shipments",
        "AID",
        None,
        {"actor Iranian", "recipient Gaza", "goods Iranian missiles"},
    ),
    (
        ROUTES,
        "travelled",
        "MOVEMENT",
        None,
        {"actor The men", "route-from Agadez", "route-via Abidjan", "route-to Conakry"},
    ),
    (
        SMUGGLED,
        "smuggled",
        "MOVEMENT",
        None,
        {"actor Traders", "goods rifles", "route-via the border", "route-to Chad"},
    ),
    (WEAPON_SUBJECT, "hit", "ASSAULT", "heavy-weapons", {"instrument Rockets", "recipient the market"}),
    (
        INSTRUMENT,
        "attacked",
        "ASSAULT",
        "primitive",
        {"actor Youths", "recipient the guards", "instrument knives"},
    ),
    (DETONATED, "detonated", "ASSAULT", "explosives", {"actor Militants", "instrument a car bomb"}),
    (BLAMED, "blamed", "ACCUSE", "disapprove", {"actor The minister", "recipient the army"}),
    (OWNER, "criticised", "ACCUSE", "disapprove", {"actor The mayor", "recipient the government"}),
    (TRAINING, "trained", "AID", None, {"actor Tehran", "recipient the fighters"}),
    (GAVE, "gave", "AID", None, {"actor France", "recipient Chad", "goods two helicopters", "goods food"}),
    (CALL_FOR, "called", "REQUEST", "yield", {"actor The bishops"}),
    (SIGNED, "signed", "SUPPORT", None, {"actor Peru", "actor Chile"}),
    (RECALLED, "recalled", "SANCTION", "withdraw", {"actor Ankara", "recipient Paris"}),
    (CLOSED, "closed", "COERCE", "restrict", {"actor Egypt", "recipient the crossing"}),
    (REOPENED, "reopened", "RETREAT", "access", {"actor Egypt", "recipient the crossing"}),
    (ALLOWED, "allowed", "RETREAT", "access", {"actor Egypt", "recipient the leaders"}),
    (ALLOWED, "cross", "MOVEMENT", None, {"actor the leaders", "route-via Sinai"}),
    (UNDER_ATTACK, "came", "ASSAULT", None, {"recipient The convoy"}),
    (HUNGER, "began", "PROTEST", "hunger", {"actor Ten prisoners"}),
    (LEFT_DEAD, "left", "ASSAULT", "explosives", {"recipient six soldiers"}),
    (EXPRESSED, "expressed", "SUPPORT", None, {"actor The cleric", "recipient the group"}),
]

NO_EVENTS = [
    (
        "Teams/team:NOUN:2:nsubj met/meet:VERB:0:root the:DET:4:det deadline:NOUN:2:obj .:PUNCT:2:punct",
        "met",
        {"actor Teams"},
    ),
    (
        "He:PRON:2:nsubj accepted/accept:VERB:0:root the:DET:4:det job:NOUN:2:obj .:PUNCT:2:punct",
        "accepted",
        {"actor He"},
    ),
    (
        "Doctors/doctor:NOUN:2:nsubj fight/fight:VERB:0:root the:DET:4:det infection:NOUN:2:obj .:PUNCT:2:punct",
        "fight",
        {"actor Doctors"},
    ),
    (
        "She:PRON:4:nsubj is/be:AUX:4:cop the:DET:4:det chair:NOUN:0:root of:ADP:7:case the:DET:7:det board:NOUN:4:nmod .:PUNCT:4:punct",
        "chair",
        {"actor She"},
    ),
    ("It:PRON:2:nsubj rained/rain:VERB:0:root .:PUNCT:2:punct", "rained", set()),
    (
        "We:PRON:3:nsubj:pass were/be:AUX:3:aux:pass seen/see:VERB:0:root .:PUNCT:3:punct",
        "seen",
        {"recipient We"},
    ),
]


def read(line: str) -> Draft:
    draft = with_propositions(parsed(line))
    what.run(draft)
    return draft


def at(draft: Draft, word: str) -> int:
    """The index of the proposition whose trigger is `word`."""
    tokens = draft.tokens or ()
    found = [p.index for p in draft.propositions or () if tokens[p.trigger].text == word]
    if not found:
        # Light verbs and nouns may trade places as triggers.
        found = [w for w, cell in enumerate(draft.what or ()) if any(word in t.text for t in cell.trigger)]
    return found[0]


@pytest.mark.parametrize(("line", "trigger", "type_", "mode", "parties"), EVENTS)
def test_class_mode_and_participants(
    line: str, trigger: str, type_: str, mode: str | None, parties: set[str]
) -> None:
    draft = read(line)
    found = (draft.what or ())[at(draft, trigger)]
    assert (found.type, found.mode) == (type_, mode), found.because
    assert {f"{p.role} {p.text}" for p in found.participants} == parties
    assert found.status is Status.FOUND
    assert found.because[0].startswith("event_words.tsv:")


@pytest.mark.parametrize(("line", "trigger", "parties"), NO_EVENTS)
def test_states_and_other_senses_have_no_class(line: str, trigger: str, parties: set[str]) -> None:
    draft = read(line)
    found = (draft.what or ())[at(draft, trigger)]
    assert found.type is None
    assert {f"{p.role} {p.text}" for p in found.participants} == parties
    assert found.status is Status.NOT_STATED


@pytest.mark.parametrize("line", [row[0] for row in EVENTS])
def test_every_span_quotes_its_words(line: str) -> None:
    draft = read(line)
    for cell in draft.what or ():
        for part in (*cell.trigger, *cell.participants, *cell.numbers):
            assert draft.report.quote(part.span) == part.text


@pytest.mark.parametrize("line", [ACTIVE, PASSIVE, TALKS])
def test_upper_case_reads_the_same(line: str) -> None:
    """Upper-case text (as in MUC) keeps class and mode."""
    draft = with_propositions(parsed(" ".join(_upper(item) for item in line.split())))
    what.run(draft)
    assert [w.type for w in draft.what or ()] == [w.type for w in read(line).what or ()]


def _upper(item: str) -> str:
    form, rest = item.split(":", 1)
    word, _, lemma = form.partition("/")
    return f"{word.upper()}/{lemma or word.lower()}:{rest}"


def test_a_wrong_lemma_of_the_parser_is_mended() -> None:
    draft = read(MEETING.replace("met/meet", "met/me"))
    assert (draft.what or ())[0].type == "CONSULT"


def test_a_crossing_with_a_name_is_a_place() -> None:
    named = "Troops/troop:NOUN:2:nsubj watch/watch:VERB:0:root the:DET:5:det Rafah:PROPN:5:compound crossing:NOUN:2:obj to:ADP:7:case Egypt:PROPN:5:nmod .:PUNCT:2:punct"
    draft = read(named)
    types = {
        draft.tokens[p.trigger].text: w.type for p, w in zip(draft.propositions, draft.what, strict=True)
    }  # type: ignore[arg-type,index]
    assert types["crossing"] is None


def test_animals_are_slaughtered_not_assaulted() -> None:
    assert (read(SHEEP).what or ())[0].type is None


def test_an_event_noun_of_a_light_verb_is_told_once() -> None:
    draft = read(NOMINAL)
    assert draft.extra["told-by"] == {}


USED = (
    "The:DET:2:det envoys/envoy:NOUN:3:nsubj {}:VERB:0:root {}:PRON:3:obj for:ADP:7:case a:DET:7:det "
    "meeting:NOUN:3:obl with:ADP:9:case Zaydan:PROPN:7:nmod .:PUNCT:3:punct"
)


def test_what_is_used_for_a_meeting_is_one_event_with_it() -> None:
    draft = read(USED.format("used/use", "it"))
    (clause,) = [p.index for p in draft.propositions or () if not p.nominal]
    assert list((draft.extra["told-by"] or {}).values()) == [clause]  # type: ignore[attr-defined]
    assert (draft.what or ())[clause].type == "CONSULT"
    assert not read(USED.format("held/hold", "them")).extra["told-by"]


def test_subtypes_carry_the_names_of_acled() -> None:
    assert (read(RELATIVE).what or ())[0].subtype == "Shelling/artillery/missile attack"
    assert (read(NO_AGENT).what or ())[0].subtype == "Arrests"


@pytest.mark.parametrize(
    "line",
    [
        "The:DET:2:det storm:NOUN:3:nsubj killed/kill:VERB:0:root nine:NUM:5:nummod miners/miner:NOUN:3:obj .:PUNCT:3:punct",
        "Nine:NUM:2:nummod miners/miner:NOUN:4:nsubj:pass were/be:AUX:4:aux:pass killed/kill:VERB:0:root in:ADP:7:case "
        "a:DET:7:det flood:NOUN:4:obl .:PUNCT:4:punct",
    ],
)
def test_whom_a_force_of_nature_strikes_is_told_and_nobody_attacks(line: str) -> None:
    draft = with_propositions(parsed(line))
    what.run(draft)
    (found,) = draft.what or ()
    assert found.type is None
    assert [(p.role.value, p.text.lower()) for p in found.participants] == [("recipient", "nine miners")]


@pytest.mark.parametrize(
    "line",
    [
        "She:PRON:2:nsubj accused/accuse:VERB:0:root him:PRON:2:obj of:SCONJ:5:mark shelling/shell:VERB:2:advcl "
        "the:DET:7:det town:NOUN:5:obj .:PUNCT:2:punct",
        "Police:NOUN:2:nsubj held/hold:VERB:0:root him:PRON:2:obj on:ADP:5:case suspicion:NOUN:2:obl of:SCONJ:7:mark "
        "shelling/shell:VERB:5:acl the:DET:9:det town:NOUN:7:obj .:PUNCT:2:punct",
        "He:PRON:3:nsubj:pass was/be:AUX:3:aux:pass accused/accuse:VERB:0:root by:ADP:6:case the:DET:6:det "
        "mayor:NOUN:3:obl of:SCONJ:8:mark shelling/shell:VERB:3:advcl the:DET:10:det town:NOUN:8:obj .:PUNCT:3:punct",
    ],
)
def test_whoever_is_accused_of_a_deed_does_it(line: str) -> None:
    draft = read(line)
    found = (draft.what or ())[at(draft, "shelling")]
    actors = [p.text.lower() for p in found.participants if p.role == "actor"]
    assert actors in (["him"], ["he"])


def test_a_phrase_before_the_verb_is_not_carried_by_it() -> None:
    line = (
        "Under:ADP:3:case the:DET:3:det agreement:NOUN:6:obl ,:PUNCT:3:punct Spain:PROPN:6:nsubj sends/send:VERB:0:root "
        "planes/plane:NOUN:6:obj .:PUNCT:6:punct"
    )
    draft = read(line)
    found = (draft.what or ())[at(draft, "sends")]
    assert "Spain" in {p.text for p in found.participants if p.role == "actor"}


def test_a_relative_pronoun_stands_for_the_noun_before_its_clause() -> None:
    line = (
        "The:DET:2:det guard:NOUN:6:nsubj who:PRON:4:nsubj shot/shoot:VERB:2:acl:relcl him:PRON:4:obj "
        "fled/flee:VERB:0:root .:PUNCT:6:punct"
    )
    made = parsed(line)
    tree = Tree.of(made)
    assert standing_for(2, [3], tree) == [1]
    assert standing_for(4, [3], tree) == [4]


def test_no_participant_begins_with_a_preposition() -> None:
    line = (
        "Shipments/shipment:NOUN:6:nsubj of:ADP:3:case Iranian:ADJ:4:amod missiles/missile:NOUN:1:nmod "
        "were/be:AUX:6:aux:pass seen/see:VERB:0:root .:PUNCT:6:punct"
    )
    made = parsed(line)
    assert phrase(3, Tree.of(made)) == [2, 3]


def test_nobody_takes_part() -> None:
    line = "Nobody:PRON:2:nsubj attacked/attack:VERB:0:root the:DET:4:det convoy:NOUN:2:obj .:PUNCT:2:punct"
    draft = with_propositions(parsed(line))
    what.run(draft)
    found = (draft.what or ())[0]
    assert [(p.role.value, p.text) for p in found.participants] == [("recipient", "the convoy")]


def test_a_leave_that_something_is_done_with_is_told() -> None:
    line = (
        "Traders/trader:NOUN:6:nsubj with:ADP:4:case Sylvanian:ADJ:4:amod permission:NOUN:6:obl ,:PUNCT:4:punct "
        "met/meet:VERB:0:root smugglers/smuggler:NOUN:6:obj .:PUNCT:6:punct"
    )
    draft = read(line)
    found = (draft.what or ())[at(draft, "permission")]
    assert found.type == "RETREAT"
    assert {f"{p.role} {p.text}" for p in found.participants} == {"actor Sylvanian", "recipient Traders"}


CLAIMED = "Lions/lion:NOUN:2:nsubj claimed/claim:VERB:0:root responsibility:NOUN:2:obj for:ADP:6:case the:DET:6:det bombing:NOUN:3:nmod of:ADP:9:case a:DET:9:det bus:NOUN:6:nmod .:PUNCT:2:punct"


def test_who_claims_responsibility_for_a_deed_is_its_actor() -> None:
    made = parsed(CLAIMED)
    text = made.text

    def span(words: str) -> Span:
        return Span(text.index(words), text.index(words) + len(words))

    made.attributions = (
        Attribution(
            source=span("Lions"),
            cue=Quote(text="claimed", span=span("claimed")),
            content=(span("the bombing of a bus"),),
            confidence=0.9,
        ),
    )
    propositions.run(made)
    who_says.STAGE.run(made)
    what.run(made)
    bombing = next(w for w in made.what or () if w.type == "ASSAULT")
    assert {(p.role.value, p.text) for p in bombing.participants} == {
        ("actor", "Lions"),
        ("recipient", "a bus"),
    }


def test_whoever_foils_a_plot_has_no_part_in_it() -> None:
    plot = "Police:NOUN:2:nsubj {}:VERB:0:root a:DET:4:det plot:NOUN:2:obj to:PART:6:mark bomb:VERB:4:acl it:PRON:6:obj .:PUNCT:2:punct"
    assert subjects(5, Tree.of(parsed(plot.format("foiled/foil")))) == []
    assert subjects(5, Tree.of(parsed(plot.format("made/make")))) == [0]
