"""What happened: the event class of every proposition, with its mode, participants and numbers.

The words that name events are data (`knowledge/data/event_words.tsv`); what counts as subject or object
is read off the parse (`slots.py`), who takes which role off the entry's frame (`parties.py`).
A proposition that names no event stays a claim without class; its subject is still told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from ...knowledge import events, speech
from ...knowledge.events import Entry
from ...record import Participant, Quote, Role, Span, Status, What
from .. import judged
from ..described import of_a_voice
from ..draft import Draft, Proposition
from ..numbers import numbers
from ..stage import Stage
from ..tree import Tree, plain
from .bare import guessed
from .parties import distinct, fits_role, is_demonym, is_party, is_time, participant, participants, sorts_of
from .routes import lend
from .slots import (
    FOILING,
    Slots,
    Sorts,
    all_slots,
    lemma,
    light_noun,
    passive,
    standing_for,
    subjects,
    with_conjuncts,
)
from .table import Told, candidates, chosen
from .taken_up import taken_up
from .traits import arguments, traits
from .votes import Decision, decide, first_parts, mode_voted, parts, voted_entry

COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})


def run(draft: Draft) -> None:
    """Fill `what`, one for each proposition."""
    tree = Tree.of(draft)
    found: list[What] = []
    for proposition in draft.propositions or ():
        found.append(taken_up(draft, proposition, tree, found) or what(draft, proposition))
    draft.what = tuple(found)
    draft.extra["told-by"] = _told_by(draft)


def _told_by(draft: Draft) -> dict[int, int]:
    """Event nouns that a light verb carries, by index, with the proposition of that verb: one event, told once."""
    tree = Tree.of(draft)
    index = {p.trigger: p.index for p in draft.propositions or ()}
    out = {}
    for p in draft.propositions or ():
        if p.nominal or not tree.tokens[p.trigger].relation:
            continue
        carried = light_noun(p.trigger, tree, lambda i: sorts_of(i, tree, draft))
        if carried is None and tree.child(p.trigger, "cop") is not None:
            carried = named(p.trigger, tree, draft, noun=False)[2]
        if carried is not None and carried in index:
            out[index[carried]] = p.index
    return out


def what(draft: Draft, proposition: Proposition) -> What:
    """The event that a proposition tells, or none, with the reason for either."""
    tokens, tree = draft.tokens or (), Tree.of(draft)
    trigger = proposition.trigger
    if not any(token.relation for token in tokens):
        return guessed(draft, proposition)
    if proposition.link == "question":
        return _reproach(draft, proposition, tree)
    noun = is_noun(trigger, tree, proposition)
    entry, slots, extra = named(trigger, tree, draft, noun=noun)
    hangs_on = extra if extra is not None else trigger
    name = lemma(tokens[hangs_on])
    part = "n" if noun or extra is not None else "v" if tokens[trigger].pos in ("VERB", "AUX", "") else "a"
    lines = events.lexicon().lines(part, name)
    happens = extra is not None and entry is not None and of_a_voice(trigger, draft, tree)
    decision = decide(
        entry,
        lines,
        hangs_on,
        draft,
        light=trigger if extra is not None else None,
        happens=happens,
        foiled=_foiled(trigger, tree),
    )
    leave = entry is not None and entry.type == "RETREAT" and noun and tree.done_with(trigger)
    if leave and entry is not None:
        decision = Decision(type=entry.type)  # "with Israeli permission": a leave is given in passing
    if (proposition.saying and (entry is None or entry.type is None)) or _topic(trigger, tree):
        # Who only says something does nothing beside; "met on escalating the war" tells what they spoke of.
        decision = Decision(type=None)
    if noun and proposition.link in ("content", "nominal") and judged.is_claim(trigger, tree):
        # "The accusation" that is denied stands for what was said, which may be of any class.
        decision = Decision(type=None)
    if decision.type is None:
        return _no_event(draft, proposition, entry, tree, decision.because)
    if entry is None or entry.type != decision.type:
        entry = voted_entry(entry, lines, decision.type, name, part)
    parties = participants(entry, slots, tree, draft, noun=noun or extra is not None)
    words = _trigger_words(trigger, hangs_on, entry, tree)
    if not leave:
        parties = _weighed(parties, entry, words, tree, draft, outvoted=bool(decision.because))
    parties = _with_claimant(parties, draft, proposition, tree)
    mode, mode_because = refined_mode(entry, slots, tree)
    mode, outvoted_because = mode_voted(mode, decision.type, words, draft)
    mode_because = outvoted_because or mode_because
    because = [entry.because] if entry.line else []
    because.extend(decision.because)
    if mode_because:
        because.append(mode_because)
    if slots.light is not None or extra is not None:
        because.append("the light verb lends its subject and phrases")
    if not any(p.role is Role.ACTOR for p in parties):
        because.append("no agent is stated")
    return What(
        type=entry.type,
        mode=mode,
        context=entry.context,
        subtype=events.ontology().acled(decision.type, mode),
        trigger=tuple(_quote(i, draft) for i in words),
        participants=parties,
        numbers=numbers(draft, trigger, proposition.tokens, entry.type, mode),
        status=Status.FOUND,
        because=tuple(because),
    )


def _weighed(
    found: tuple[Participant, ...],
    entry: Entry | None,
    words: Sequence[int],
    tree: Tree,
    draft: Draft,
    *,
    outvoted: bool = False,
) -> tuple[Participant, ...]:
    """The participants that rules and table name together; those of the rules where there is no table."""
    if draft.reading is None or not draft.reading.claims.layers:
        return found

    def read(given: Callable[[Draft, int], Iterator[tuple[Role, int, range, float]]]) -> Iterator[Told]:
        for word in words:
            for role, part, covered, confidence in given(draft, word):
                head = standing_for(_argument(part, words, tree), words, tree)[0]
                if tree.tokens[head].pos not in ("NOUN", "PROPN", "PRON", "NUM"):
                    continue
                if tree.tokens[head].sentence != tree.tokens[word].sentence:
                    continue  # the first look is at a window of words, and knows no sentences
                if role is Role.ACTOR and (_foils(head, word, tree) or _denies(head, word, tree)):
                    continue
                if (made := participant(role, head, tree, draft)) is not None:
                    yield Told(made, confidence, tree.span(covered))

    hanging = (
        participant(role, head, tree, draft)
        for role, head in arguments(words, tree)
        if (entry is None or fits_role(role, head, entry, tree, draft))
        and not (
            role is Role.ACTOR
            and any(_foils(head, word, tree) or _denies(head, word, tree) for word in words)
        )
    )
    known: dict[Span, tuple[str, ...]] = {}

    def traits_of(one: Participant) -> tuple[str, ...]:
        if one.span not in known:
            known[one.span] = tuple(traits(one, words, tree, draft))
        return known[one.span]

    told = chosen(
        candidates(
            found,
            list(read(parts)),
            before=list(read(first_parts)),
            event=entry.type if entry is not None else None,
            outvoted=outvoted,
            parse=[one for one in hanging if one is not None],
            traits=traits_of,
        )
    )
    return (*_givers(told, found, tree), *told)


def _givers(told: Sequence[Participant], ruled: Sequence[Participant], tree: Tree) -> tuple[Participant, ...]:
    """Whose the goods are ("Iranian missiles"), where nobody else sends them: the words say so, whatever is voted."""
    if any(one.role is Role.ACTOR for one in told):
        return ()
    goods = [one.span for one in told if one.role is Role.GOODS]
    owners = [one for one in ruled if one.role is Role.ACTOR and any(span.holds(one.span) for span in goods)]
    return tuple(one for one in owners if all(is_demonym(i, tree) for i in tree.inside(one.span)))


def _foiled(verb: int, tree: Tree) -> frozenset[str]:
    """The classes of the event noun that a verb of foiling has for its object: what was averted is no event of its."""
    if lemma(tree.tokens[verb]) not in FOILING:
        return frozenset()
    nouns = [*tree.all(verb, "obj"), *(c for c in tree.all(verb, "nsubj") if passive(verb, tree))]
    lexicon = events.lexicon()
    return frozenset(e.type for n in nouns for e in lexicon.noun(lemma(tree.tokens[n])) if e.type)


def _foils(head: int, word: int, tree: Tree) -> bool:
    """Whether somebody only foils what is planned ("[police] foiled a plot to bomb the embassy")."""
    noun = tree.tokens[word].head
    if plain(tree.tokens[word].relation) != "acl" or noun < 0 or tree.tokens[noun].head < 0:
        return False
    verb = tree.tokens[noun].head
    return lemma(tree.tokens[verb]) in FOILING and head in subjects(verb, tree)


def _denies(head: int, word: int, tree: Tree) -> bool:
    """Whether somebody only denies a part in what a relative clause tells ("[the army] denied a role in the raid that
    killed two")."""
    above = list(tree.ancestors(word))
    if tree.tokens[word].relation != "acl:relcl":
        return False
    denying = (i for i in above if speech.act(lemma(tree.tokens[i]), "verb") == "denies")
    return any(head in subjects(i, tree) for i in denying)


def _with_claimant(
    found: tuple[Participant, ...], draft: Draft, proposition: Proposition, tree: Tree
) -> tuple[Participant, ...]:
    """The participants, and who claims responsibility for the deed as its actor, where none is named."""
    voice = draft.who_says[proposition.index][-1] if draft.who_says else None
    if voice is None or voice.cue is None or voice.span is None or voice.act != "claims":
        return found
    cue = tree.inside(voice.cue.span)
    said = [tree.tokens[i].lower for i in range(cue.start, min(cue.stop + 1, len(tree.tokens)))]
    if not {"responsibility", "credit"} & set(said) or any(p.role is Role.ACTOR for p in found):
        return found
    words = tree.inside(voice.span)
    head = next((i for i in words if tree.tokens[i].head not in words), None)
    made = participant(Role.ACTOR, head, tree, draft) if head is not None else None
    return found if made is None else (made, *found)


def _argument(i: int, triggers: Sequence[int], tree: Tree) -> int:
    """The noun that a word of its phrase modifies, where that noun is an argument of the event.

    The table may name a part of a phrase: "his" of "his men", "Thorpe" of "the vicar, Ann Thorpe".
    """
    at = i
    while plain(tree.tokens[at].relation) in PARTS_OF_PHRASES and tree.tokens[at].head >= 0:
        at = tree.tokens[at].head
        if at in triggers:
            return i
    held = plain(tree.tokens[at].relation) in ("nsubj", "obj", "iobj") and tree.tokens[at].head in triggers
    return at if held else i


PARTS_OF_PHRASES = frozenset({"nmod:poss", "nmod", "compound", "flat", "appos", "amod", "nummod", "det"})


def _reproach(draft: Draft, proposition: Proposition, tree: Tree) -> What:
    """A question with "why" reproaches whoever its clause is about; who asks it is the actor."""
    word = proposition.trigger
    found = []
    trigger = _quote(word, draft)
    voice = (draft.who_says or ())[proposition.index][-1]
    if voice.cue is not None and voice.act == "asks":
        trigger = voice.cue
        if voice.span is not None:
            asker = tree.inside(voice.span)
            head = next((i for i in asker if tree.tokens[i].head not in asker), None)
            if head is not None and (made := participant(Role.ACTOR, head, tree, draft)) is not None:
                found.append(made)
    for head in subjects(tree.tokens[word].head, tree):
        if is_party(head, tree, draft) and tree.tokens[head].lower not in ("nobody", "none", "no-one"):
            made = participant(Role.RECIPIENT, head, tree, draft)
            if made is not None and not passive(tree.tokens[word].head, tree):
                found.append(made)
    return What(
        type="ACCUSE",
        mode="disapprove",
        trigger=(trigger,),
        participants=tuple(found),
        status=Status.FOUND,
        because=(f"a question with '{tree.tokens[word].text}' reproaches",),
    )


def _topic(trigger: int, tree: Tree) -> bool:
    """Whether a clause only tells what was spoken of ("met on escalating the war"), and no event."""
    token = tree.tokens[trigger]
    if plain(token.relation) != "advcl" or token.head < 0 or not token.lower.endswith("ing"):
        return False
    marks = {tree.tokens[c].lower for c in tree.all(trigger, "mark")}
    spoken = any(entry.type == "CONSULT" for entry in events.lexicon().verb(lemma(tree.tokens[token.head])))
    return spoken and not marks.isdisjoint({"on", "about", "over"})


def is_noun(trigger: int, tree: Tree, proposition: Proposition) -> bool:
    """Whether the event is named by a noun."""
    return proposition.nominal or (
        tree.tokens[trigger].pos in ("NOUN", "PROPN") and tree.child(trigger, "cop", "nsubj") is None
    )


def named(trigger: int, tree: Tree, draft: Draft, *, noun: bool) -> tuple[Entry | None, Slots, int | None]:
    """The entry that the trigger's words and slots fit, those slots, and the event noun of a light verb."""
    known, tokens = events.lexicon(), tree.tokens
    slots = all_slots(trigger, tree, noun=noun)
    lend(trigger, tree, slots, noun=noun)

    def sorts(i: int) -> tuple[str, ...]:
        return sorts_of(i, tree, draft)

    name = lemma(tokens[trigger])
    part = "n" if noun else "v" if tokens[trigger].pos in ("VERB", "AUX", "") else "a"
    entry = known.match(part, name, slots.lemmas(tokens, sorts), frozenset(slots.words))
    if noun:
        return entry, slots, None
    if entry is not None and _cannot_be_hurt(entry, slots, sorts):
        return None, slots, None
    if part == "a" and tokens[trigger].pos in ("NOUN", "PROPN"):
        # "was a meeting of …": a copular clause around an event noun.
        inner = all_slots(trigger, tree, noun=True)
        lend(trigger, tree, inner, noun=True)
        found = known.match("n", name, inner.lemmas(tokens, sorts), frozenset(inner.words))
        if found is not None and found.type == "MOVEMENT":
            # "Shipments of arms are on their way": the subject may itself name the event.
            for head in subjects(trigger, tree):
                own = all_slots(head, tree, noun=True)
                event = known.match("n", lemma(tokens[head]), own.lemmas(tokens, sorts), frozenset(own.words))
                if tokens[head].pos == "NOUN" and event is not None and event.type:
                    own.add("to", inner.heads.get("to", []))
                    return event, own, head
        return found, inner, None
    phrase = entry is not None and entry.type is not None and len(entry.words) > 1
    if not phrase and (carried := light_noun(trigger, tree, sorts)) is not None:
        inner = all_slots(carried, tree, noun=True)
        found = known.match("n", lemma(tokens[carried]), inner.lemmas(tokens, sorts), frozenset(inner.words))
        if found is not None and found.type and not (entry is not None and entry.type and entry.weight > 1):
            return found, inner, carried
    return entry, slots, None


HURTS = frozenset({"ASSAULT", "COERCE"})


def _cannot_be_hurt(entry: Entry, slots: Slots, sorts: Sorts) -> bool:
    """Whether a verb of force has an object that no force can be done to ("battle infections")."""
    if entry.type not in HURTS or entry.others or any(c.slot == "obj" for c in entry.when):
        return False
    objects = slots.heads.get("obj", ())
    return bool(objects) and all("ABSTRACT" in sorts(i) for i in objects)


def refined_mode(entry: Entry, slots: Slots, tree: Tree) -> tuple[str | None, str]:
    """The entry's mode; where it has none, the one that the instrument or the phrases around it tell."""
    if entry.mode or not entry.type:
        return entry.mode, ""
    lemmas = {
        lemma(tree.tokens[i])
        for slot in ("with", "by", "subj", "mod", "using", "in", "from")
        for i in slots.heads.get(slot, ())
    }
    if entry.type == "ASSAULT":
        for mode, words in ASSAULT_TOOLS:
            if hit := sorted(lemmas & words):
                return mode, f"'{hit[0]}' tells the mode {mode}"
    if entry.type == "CONSULT" and lemmas & PHONES:
        return "phone", "by telephone or the like"
    if entry.type in ("REQUEST", "REJECT"):
        targets = {
            lemma(tree.tokens[i]) for slot in ("comp", "obj", "for") for i in slots.heads.get(slot, ())
        }
        for mode, words in REQUEST_TOPICS:
            if hit := sorted(targets & words):
                return mode, f"'{hit[0]}' tells the mode {mode}"
    return None, ""


ASSAULT_TOOLS: tuple[tuple[str, frozenset[str]], ...] = (
    ("suicide-attack", frozenset(["suicide", "suicide-bomber", "vest"])),
    ("drone", frozenset(["drone", "uav", "quadcopter"])),
    (
        "aerial",
        frozenset(
            [
                "airstrike",
                "air-strike",
                "warplane",
                "aircraft",
                "helicopter",
                "jet",
                "bomber",
                "plane",
                "gunship",
                "air",
            ]
        ),
    ),
    (
        "heavy-weapons",
        frozenset(
            [
                "missile",
                "rocket",
                "artillery",
                "mortar",
                "shell",
                "shelling",
                "tank",
                "howitzer",
                "katyusha",
                "torpedo",
                "gunboat",
                "projectile",
            ]
        ),
    ),
    (
        "explosives",
        frozenset(
            [
                "bomb",
                "mine",
                "grenade",
                "explosive",
                "ied",
                "landmine",
                "dynamite",
                "bombing",
                "explosion",
                "blast",
                "car-bomb",
                "device",
            ]
        ),
    ),
    ("unconventional", frozenset(["gas", "sarin", "chlorine", "nerve", "anthrax", "chemical", "novichok"])),
    ("crowd-control", frozenset(["teargas", "tear-gas", "baton", "truncheon"])),
    (
        "firearms",
        frozenset(
            [
                "gun",
                "rifle",
                "pistol",
                "bullet",
                "gunfire",
                "sniper",
                "firearm",
                "shotgun",
                "machine-gun",
                "gunman",
                "shooting",
                "kalashnikov",
                "gunshot",
                "revolver",
            ]
        ),
    ),
    (
        "primitive",
        frozenset(
            [
                "knife",
                "machete",
                "stone",
                "axe",
                "sword",
                "dagger",
                "club",
                "stick",
                "brick",
                "arrow",
                "spear",
                "hammer",
                "petrol",
            ]
        ),
    ),
)
"""Which weapons tell which mode of an assault, most telling first."""
PHONES = frozenset(["phone", "telephone", "video", "videoconference", "hotline", "call"])
REQUEST_TOPICS: tuple[tuple[str, frozenset[str]], ...] = (
    (
        "meet",
        events.sets()["talks"]
        | frozenset(["meet", "negotiate", "talk", "discuss", "mediate", "sit", "attend"]),
    ),
    (
        "yield",
        frozenset(
            [
                "release",
                "free",
                "withdraw",
                "lift",
                "end",
                "stop",
                "halt",
                "cease",
                "surrender",
                "disarm",
                "ease",
                "return",
                "withdrawal",
                "ceasefire",
                "truce",
                "restraint",
                "calm",
                "refrain",
                "allow",
                "let",
                "hand",
                "relinquish",
                "retreat",
                "exercise",
            ]
        ),
    ),
    (
        "assist",
        events.sets()["aid"]
        | frozenset(
            [
                "help",
                "assist",
                "support",
                "send",
                "give",
                "provide",
                "join",
                "cooperate",
                "supply",
                "fund",
                "pay",
                "intervene",
                "protect",
                "back",
                "deliver",
                "donate",
                "contribute",
                "share",
            ]
        ),
    ),
    (
        "change",
        frozenset(
            [
                "resign",
                "reform",
                "change",
                "step",
                "quit",
                "dismiss",
                "sack",
                "replace",
                "investigate",
                "hold",
                "reconsider",
                "revise",
                "amend",
                "repeal",
                "adopt",
                "ban",
                "impose",
                "act",
                "open",
                "close",
                "introduce",
                "abandon",
                "resignation",
                "reform",
                "election",
                "policy",
                "law",
                "referendum",
            ]
        ),
    ),
)
"""What is asked for or refused, and the mode it tells."""


def _no_event(
    draft: Draft, proposition: Proposition, entry: Entry | None, tree: Tree, because: tuple[str, ...] = ()
) -> What:
    """A role, a rating or a state: its subject is told, no class is given."""
    trigger = proposition.trigger
    name = lemma(tree.tokens[trigger])
    reason = entry.because if entry is not None else f"no line of event_words.tsv names an event by '{name}'"
    return What(
        trigger=(_quote(trigger, draft),),
        participants=_weighed(_subject(draft, proposition, entry, tree), None, [trigger], tree, draft),
        numbers=numbers(draft, trigger, proposition.tokens, None, None),
        status=Status.NOT_STATED,
        because=(reason, *because),
    )


def _subject(
    draft: Draft, proposition: Proposition, entry: Entry | None, tree: Tree
) -> tuple[Participant, ...]:
    """Whose state it is; whom a force of nature or an accident struck ("the storm killed nine")."""
    trigger = proposition.trigger
    if proposition.nominal:
        return ()
    if tree.tokens[trigger].relation == "appos" and tree.tokens[trigger].head >= 0:
        heads = [tree.tokens[trigger].head]
    else:
        heads = subjects(trigger, tree)
    struck = tree.all(trigger, "obj") if entry is not None and entry.frame.name == "hit" else []
    if struck and not any(is_party(head, tree, draft) for head in heads):
        found = [participant(Role.RECIPIENT, head, tree, draft) for head in with_conjuncts(struck[0], tree)]
        return distinct(one for one in found if one is not None)
    undergoes = passive(trigger, tree) or lemma(tree.tokens[trigger]) in events.sets()["suffering"]
    role = Role.RECIPIENT if undergoes else Role.ACTOR
    # A subject that is a clause, an expletive or a thing names nobody who takes part.
    made = (
        participant(role, head, tree, draft)
        for head in heads
        if tree.tokens[head].pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")
        and tree.tokens[head].lower not in ("it", "there", "this", "that", "what", "nobody", "nothing")
        and is_party(head, tree, draft)
        and not is_time(head, tree)
    )
    return distinct(p for p in made if p is not None)


def _trigger_words(trigger: int, noun: int, entry: Entry, tree: Tree) -> list[int]:
    """The words that name the event: the trigger with its particle, or the light verb's noun."""
    if noun != trigger:
        return [noun]
    particle = [
        c
        for c in tree.children[trigger]
        if plain(tree.tokens[c].relation) == "compound" and tree.tokens[c].relation == "compound:prt"
    ]
    return sorted([trigger, *particle]) if particle and particle[0] == trigger + 1 else [trigger]


def _quote(i: int, draft: Draft) -> Quote:
    return draft.quote((draft.tokens or ())[i].span)


STAGE = Stage(
    name="what",
    needs=("tokens", "sentences", "mentions", "propositions", "who_says"),
    gives=("what",),
    run=run,
)
