"""Participants: which phrases of a trigger's slots take which role, in the words of the report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ...knowledge import events, voices
from ...knowledge.events import Entry, Frame
from ...record import EntityKind, MentionForm, Participant, Role, Span
from ..draft import Draft, Named
from ..mentions import by_token
from ..tree import Tree, plain
from .slots import RELATIVES, Slots, lemma, preposition

NEEDS_AGENTS = frozenset(
    {
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "PROTEST",
    }
)
"""Classes between parties who can speak: what is no party is left out, or gives its owner ("the ministry's plan")."""
ROUTES = frozenset({"route-from", "route-via", "route-to"})
PARTY_SETS = (
    "person",
    "troops",
    "police",
    "militia",
    "organ",
    "ally",
    "crowd",
    "authority",
    "soldiers",
    "strike-words",
)
PRONOUNS = frozenset(
    [
        "he",
        "she",
        "they",
        "them",
        "him",
        "her",
        "we",
        "us",
        "i",
        "me",
        "you",
        "who",
        "whom",
        "himself",
        "herself",
        "themselves",
        "ourselves",
    ]
)
THING_PRONOUNS = frozenset(["it", "this", "that", "these", "those", "itself", "which"])
QUOTES = frozenset("\"“”‘’'`")
DEMONYM_ENDINGS = ("an", "ian", "ese", "ish", "i", "ch", "ean", "k", "s", "ic")
WEAPON_CLASSES = frozenset({"ASSAULT", "MOBILIZE", "THREATEN"})


def participants(
    entry: Entry, slots: Slots, tree: Tree, draft: Draft, *, noun: bool
) -> tuple[Participant, ...]:
    """Everybody and everything that takes part, actors first, each phrase once, in text order within a role."""
    if noun:
        _possessor_acts(entry, slots)
    heads: list[tuple[Role, int]] = []
    used: set[int] = set()
    done: set[str] = set()
    for role, candidates in _filled(entry.frame, slots):
        if role in done:
            continue
        for head in candidates:
            for found in _fitting(head, role, entry, tree, draft, noun=noun):
                if found not in used:
                    used.add(found)
                    heads.append((Role(_recast(role, found, entry, tree, draft)), found))
                if role == "recipient":
                    # The best slot that holds a party is the recipient's; the next one tells something else.
                    done.add(role)
    heads = [(role, head) for role, head in heads if fits_role(role, head, entry, tree, draft)]
    heads.extend((Role.ACTOR, owner) for owner in _givers(entry, heads, tree, draft))
    heads.extend(
        (Role.INSTRUMENT, head) for head in _instruments(entry, slots, tree, draft) if head not in used
    )
    made = (participant(role, head, tree, draft) for role, head in heads)
    return distinct(one for one in made if one is not None)


def distinct(found: Iterable[Participant]) -> tuple[Participant, ...]:
    """Participants without those whose words in the same role are told already: one name is one party."""
    kept: list[Participant] = []
    for one in found:
        if not any(one.role is other.role and one.span.overlaps(other.span) for other in kept):
            kept.append(one)
    return tuple(kept)


PERSONS_ONLY = NEEDS_AGENTS | {"SANCTION", "MOBILIZE"}
"""Classes done to persons and bodies of persons only; what else stands there is no recipient."""
TO_THINGS = frozenset({"obstruct", "vandalize"})
"""Modes of those classes that are done to things: roads are blocked, statues daubed."""
EACH_OTHER = frozenset(
    {
        "each",
        "other",
        "another",
        "itself",
        "himself",
        "herself",
        "themselves",
        "ourselves",
        "myself",
        "yourself",
    }
)


def fits_role(role: Role, head: int, entry: Entry, tree: Tree, draft: Draft) -> bool:
    """Whether a recipient is somebody: no thing, place or "it" where only persons can be meant."""
    token = tree.tokens[head]
    if role is Role.ACTOR:
        return token.lower not in {"whom", "whose"} | EACH_OTHER
    if role is Role.GOODS and named_at(head, draft) is EntityKind.PLACE:
        return token.pos != "PROPN"
    if role is not Role.RECIPIENT:
        return True
    if token.lower in EACH_OTHER or _doing(head, tree):
        return False
    if preposition(head, tree) in ("at", "in", "near") and is_place(head, tree, draft):
        aimed = entry.type == "ASSAULT" and preposition(head, tree) == "at"
        return entry.type == "CONSULT" or aimed
    if (
        entry.type == "PROTEST"
        and preposition(head, tree)
        and is_place(head, tree, draft)
        and named_at(head, draft) is not EntityKind.ORGANIZATION
    ):
        return False
    if entry.type not in PERSONS_ONLY or entry.mode in TO_THINGS:
        return True
    return token.lower not in THING_PRONOUNS and is_party(head, tree, draft)


def _doing(head: int, tree: Tree) -> bool:
    """Whether a word names a doing ("a ban on trawling"), to which nothing can be done."""
    token = tree.tokens[head]
    if not token.lower.endswith("ing") or token.pos not in ("NOUN", "VERB"):
        return False
    known, name = events.sets(), lemma(token)
    return not any(name in group for group in known.values())


def _possessor_acts(entry: Entry, slots: Slots) -> None:
    """ "Its arrest" is done to it; in "its arrest of the crew" it acts: who is behind "of" is arrested."""
    undergoes = any(
        role == "recipient" and "of" in names and "poss" in names for role, names in entry.frame.roles
    )
    if undergoes and slots.heads.get("of"):
        for slot in ("poss", "mod"):
            if found := slots.heads.pop(slot, []):
                slots.add("by", found)


def _givers(entry: Entry, heads: list[tuple[Role, int]], tree: Tree, draft: Draft) -> Iterator[int]:
    """Whose the goods are gives them, where nobody else does: "shipments of Iranian missiles"."""
    if entry.type in ("AID", "MOVEMENT") and not any(role is Role.ACTOR for role, _ in heads):
        for role, head in heads:
            if role is Role.GOODS:
                yield from (owner for owner in owners(head, tree) if is_party(owner, tree, draft))


LAUNCHES = frozenset(
    [
        "detonate",
        "explode",
        "set",
        "plant",
        "fire",
        "launch",
        "throw",
        "hurl",
        "lob",
        "drop",
        "lay",
        "shoot",
        "toss",
        "use",
    ]
)
"""Verbs of force whose object is what is used, not who is hit."""


FORCES = ("troops", "police", "militia", "weapon")


def _recast(role: str, head: int, entry: Entry, tree: Tree, draft: Draft) -> str:
    """The role by what stands there: goods are taken and given, troops are posted and withdrawn, bombs are thrown."""
    known, name = events.sets(), lemma(tree.tokens[head])
    thing = name not in known["person"] and any(name in known[g] for g in ("money", "papers", "goods"))
    if role == "recipient":
        launched = name in known["weapon"] | known["arms"] or (
            entry.type == "PROTEST" and name not in known["person"]
        )
        if launched and entry.type in ("ASSAULT", "PROTEST") and entry.head in LAUNCHES:
            return "instrument"
        if thing and entry.type in ("COERCE", "RETREAT", "AID", "COOPERATE", "MOVEMENT", "SANCTION"):
            return "goods"
        held = known["vehicle"] | known["property"] | known["place"]
        if entry.type == "COERCE" and entry.mode == "seize" and name not in held:
            return "recipient" if is_party(head, tree, draft) else "goods"
        if entry.type == "ASSAULT" and name in known["papers"] and entry.mode == "destroy":
            return "goods"
        forces = any(name in known[group] for group in FORCES)
        if forces and (entry.type == "MOBILIZE" or (entry.type == "RETREAT" and entry.mode == "withdraw")):
            return "goods"
    if role == "actor" and entry.type == "MOVEMENT" and name in known["goods"]:
        return "goods"
    return role


def _filled(frame: Frame, slots: Slots) -> Iterator[tuple[str, list[int]]]:
    """Role by role the heads of its best slot that is there; all slots where all parties are actors.

    What one role has taken as its best slot is no candidate for the next.
    """
    taken: set[str] = set()
    for role, names in frame.roles:
        there = [name for name in _aliases(names) if name in slots.heads and name not in taken]
        if not there:
            continue
        if frame.reciprocal or role in ROUTES:
            taken.update(there)
            yield role, [head for name in there for head in slots.heads[name]]
        elif role == "actor":
            taken.add(there[0])
            yield role, slots.heads[there[0]]
        else:
            # A recipient that turns out to be no party gives way to the next slot: "blamed the blast on …".
            for name in there:
                taken.add(name)
                yield role, slots.heads[name]
                if role == "goods":
                    break


def _aliases(names: Iterable[str]) -> Iterator[str]:
    for name in names:
        yield "comp-subj" if name == "comp" else name


def _fitting(head: int, role: str, entry: Entry, tree: Tree, draft: Draft, *, noun: bool) -> Iterator[int]:
    """The head, if it can take the role; the owner of a thing where only parties can."""
    token = tree.tokens[head]
    if is_time(head, tree) or token.lower in RELATIVES - {"who", "whom"}:
        return
    if plain(token.relation) in ("amod", "compound") and noun:
        if role in ("actor", "recipient") and _is_party_modifier(head, tree, draft):
            yield head
        return
    if role in ROUTES:
        if is_place(head, tree, draft):
            yield head
        return
    if role in ("actor", "recipient"):
        moves = role == "actor" and lemma(token) in events.sets()["vehicle"]
        if moves or is_party(head, tree, draft):
            yield head
        elif role == "actor" or (entry.type in NEEDS_AGENTS and entry.mode not in TO_THINGS):
            yield from (owner for owner in owners(head, tree) if is_party(owner, tree, draft))
        else:
            yield head
        return
    yield head


def owners(head: int, tree: Tree) -> Iterator[int]:
    """Whose a thing is: "the ministry's plan", "a decision by the court", "Iranian missiles"."""
    for child in tree.children[head]:
        token = tree.tokens[child]
        if token.relation == "nmod:poss" and token.lower in ("its", "his", "her", "their", "whose"):
            continue
        if token.relation == "nmod:poss" or (
            plain(token.relation) == "nmod" and preposition(child, tree) in ("of", "by", "from")
        ):
            yield child
            return
    for child in tree.children[head]:
        if plain(tree.tokens[child].relation) == "amod" and is_demonym(child, tree):
            yield child
            return


def is_demonym(i: int, tree: Tree) -> bool:
    """Whether an adjective names a people or country by its form: capitalised, with one of their endings."""
    token = tree.tokens[i]
    return (
        token.text[:1].isupper()
        and token.pos in ("ADJ", "PROPN", "")
        and token.lower.endswith(DEMONYM_ENDINGS)
    )


CLOCK = re.compile(r"\d{1,2}[:.]\d\d")


def is_time(i: int, tree: Tree) -> bool:
    """Whether the phrase tells a time."""
    token = tree.tokens[i]
    if token.relation in ("obl:tmod", "obl:unmarked", "nmod:tmod", "nmod:unmarked", "obl:npmod"):
        return True
    name = lemma(token)
    if name in events.time_nouns() or (token.pos == "NUM" and token.text.isdigit() and len(token.text) == 4):
        return True
    if CLOCK.fullmatch(token.text):
        return True
    # "On 21 October": the day may head the date.
    return token.pos == "NUM" and any(lemma(tree.tokens[c]) in events.time_nouns() for c in tree.children[i])


def mention_at(i: int, draft: Draft) -> Named | None:
    """The mention whose head the token is."""
    found = draft.extra.get("what-mentions")
    if not isinstance(found, dict):
        found = draft.extra["what-mentions"] = {m.head: m for m in reversed(draft.mentions or ())}
    return found.get(i)


def named_at(i: int, draft: Draft) -> EntityKind | None:
    """The kind of the mention whose head the token is."""
    mention = mention_at(i, draft)
    return mention.kind if mention is not None else None


ACTING = (EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.PLACE, EntityKind.FACILITY)
SURE_KIND = 0.6
"""Confidence from which a description that no list knows is believed to be of a person or a body of persons."""
SPEAKING = frozenset({"person-title", "official", "anonymous", "organization", "media"})
"""Sorts of voice nouns that are parties; a document speaks, but does nothing."""


def is_party(i: int, tree: Tree, draft: Draft) -> bool:
    """Whether the phrase names somebody who can act: a person, a body of persons, a state, a ship with its crew.

    Names are believed to be what the reader says they are; of common nouns the lists are asked first, since the
    kind that the reader gives to "the curfew" or "a bonus" is a guess.
    """
    token = tree.tokens[i]
    if token.lower in PRONOUNS or token.lower in THING_PRONOUNS:
        return token.lower in PRONOUNS or token.lower == "it"
    mention, name, known = mention_at(i, draft), lemma(token), events.sets()
    if mention is not None and mention.kind in ACTING:
        # "The Letter put the question": a noun with a capital inside a sentence is a name, whatever its tag.
        capital = token.text[:1].isupper() and i > 0 and tree.tokens[i - 1].sentence == token.sentence
        headline = (draft.sentences or ())[token.sentence].headline if token.sentence >= 0 else False
        if mention.form is MentionForm.NAME or (capital and not headline):
            return True
    if mention is None and token.pos == "PROPN":
        return True
    if (
        name in known["party"]
        or any(name in known[group] for group in PARTY_SETS)
        or not SPEAKING.isdisjoint(voices.sorts(name))
        or (token.pos == "NUM" and not is_time(i, tree))
        or (token.pos == "ADJ" and is_demonym(i, tree))
    ):
        return True
    if any(name in known[group] for group in THING_SETS) or events.lexicon().noun(name):
        return False
    if _doer(name, token.pos):
        return True
    return (
        mention is not None
        and mention.kind in (EntityKind.PERSON, EntityKind.ORGANIZATION)
        and (mention.confidence is None or mention.confidence >= SURE_KIND)
    )


def _doer(name: str, pos: str) -> bool:
    """Whether a noun is made with an ending of persons ("sniper", "loyalist", "inspector") and is no known thing."""
    if (
        pos != "NOUN"
        or len(name) < 5
        or name in events.sets()["no-person"]
        or not name.endswith(DOER_ENDINGS)
    ):
        return False
    return not any(name in events.sets()[group] for group in THING_SETS)


DOER_ENDINGS = ("er", "or", "ist", "ian", "man", "men", "eer", "ee", "ite", "crat", "warden")


def _is_party_modifier(i: int, tree: Tree, draft: Draft) -> bool:
    """Whether a word before an event noun names a party: "Israeli", "police", "rebel", not "new" or "air"."""
    token = tree.tokens[i]
    if token.pos == "NUM" or is_time(i, tree):
        return False
    if plain(token.relation) == "amod":
        return is_demonym(i, tree) or named_at(i, draft) is not None
    if token.pos == "PROPN" and named_at(i, draft) in (EntityKind.PLACE, None) and not token.text.isupper():
        # "The Kabul attack" tells a place, "the US attack" an actor.
        return False
    return is_party(i, tree, draft) and lemma(token) not in events.sets()["weapon"]


def is_place(i: int, tree: Tree, draft: Draft) -> bool:
    """Whether a phrase can be the end of a route: a named place, a place noun, "home", "abroad"."""
    token = tree.tokens[i]
    kind = named_at(i, draft)
    if kind is not None:
        return kind in (EntityKind.PLACE, EntityKind.FACILITY)
    known = events.sets()
    name = lemma(token)
    nouns = known["place"] | known["border"] | known["property"]
    if token.pos == "PROPN":
        return True
    return name in nouns or name in known["place-noun"]


THING_SETS = (
    "weapon",
    "goods",
    "vehicle",
    "property",
    "place",
    "border",
    "media",
    "organ",
    "money",
    "aid",
    "sanction",
    "talks",
)


def sorts_of(i: int, tree: Tree, draft: Draft) -> tuple[str, ...]:
    """The sorts (`events.SORTS`) of the phrase that a token heads."""
    token = tree.tokens[i]
    found = []
    if is_party(i, tree, draft):
        found.append("PARTY")
    if is_place(i, tree, draft):
        found.append("PLACE")
    if token.pos == "PROPN":
        found.append("NAME")
    if not found and token.pos in ("NOUN", "VERB", "ADJ") and not events.lexicon().noun(lemma(token)):
        known = events.sets()
        if not any(lemma(token) in known[group] for group in THING_SETS) and named_at(i, draft) is None:
            found.append("ABSTRACT")
    return tuple(found)


def _instruments(entry: Entry, slots: Slots, tree: Tree, draft: Draft) -> Iterator[int]:
    """What is used: weapons and things behind "with", and by what means one speaks ("by telephone")."""
    known = events.sets()
    for slot in ("with", "using"):
        for head in slots.heads.get(slot, ()):
            name = lemma(tree.tokens[head])
            armed = entry.type in WEAPON_CLASSES and (name in known["weapon"] or name in known["arms"])
            if armed or (entry.type in ("ASSAULT", "PROTEST") and _tool(head, tree, draft)):
                yield head
    if entry.type == "PROTEST" and entry.head in LAUNCHES:
        yield from (head for head in slots.heads.get("obj", ()) if _tool(head, tree, draft))
    for head in slots.heads.get("by", ()):
        if entry.type in SPEECH_CLASSES and lemma(tree.tokens[head]) in known["means-of-speech"]:
            yield head


SPEECH_CLASSES = NEEDS_AGENTS | {"AID", "COOPERATE"}
ABSTRACT_ENDINGS = ("tion", "sion", "ness", "ity", "ment", "ance", "ence", "ism", "ship", "ure", "acy", "age")


def _tool(head: int, tree: Tree, draft: Draft) -> bool:
    """Whether a noun names a thing that can be held or thrown: no party, no event, nothing abstract."""
    token = tree.tokens[head]
    name = lemma(token)
    return (
        token.pos == "NOUN"
        and not is_party(head, tree, draft)
        and not is_time(head, tree)
        and not events.lexicon().noun(name)
        and not name.endswith(ABSTRACT_ENDINGS)
    )


LONGEST_NAME = 6
"""Words; a longer mention with a name for its head tells more than the name."""
NAMING = frozenset({"PROPN", "NOUN", "ADJ", "NUM", "DET"})
"""Parts of speech that a name consists of."""


def name_around(head: int, tree: Tree, draft: Draft) -> Named | None:
    """The short name that a word is part of, where the parse cuts it ("South | Korea", "Halil | Hafiz")."""
    if tree.tokens[head].pos != "PROPN":
        return None
    for mention in by_token(draft).get(head, ()):
        first, last = mention.tokens
        if first <= head < last and mention.form is MentionForm.NAME and last - first <= LONGEST_NAME:
            plain_name = all(t.pos in NAMING or t.lower == "of" for t in tree.tokens[first:last])
            return mention if mention.kind in ACTING and plain_name else None
    return None


def participant(role: Role, head: int, tree: Tree, draft: Draft) -> Participant | None:
    """The participant in the words of the report: the noun phrase without relative clauses and the like."""
    kept = draft.extra.setdefault("phrases by head", {})
    assert isinstance(kept, dict)
    if head not in kept:
        kept[head] = _named_phrase(head, tree, draft)
    if kept[head] is None:
        return None
    span, entity = kept[head]
    return Participant(role=role, text=draft.report.text[span.start : span.end], span=span, entity=entity)


def _named_phrase(head: int, tree: Tree, draft: Draft) -> tuple[Span, str | None] | None:
    """Where the phrase around a head stands, and whom it names."""
    words = phrase(head, tree)
    if not words or " ".join(tree.tokens[w].lower for w in words) in events.sets()["nobody"]:
        return None
    name = name_around(head, tree, draft)
    if name is not None and not set(range(*name.tokens)) <= set(words):
        around = range(min(words[0], name.tokens[0]), max(words[-1] + 1, name.tokens[1]))
        if all(tree.tokens[w].text not in ",;" for w in around):
            words, head = list(around), name.head
            while tree.tokens[words[-1]].lower in ("'s", "’s", "'", "’"):
                words.pop()
    span = tree.span(words)
    return (span, entity_at(head, draft)) if span.end > span.start else None


def phrase(head: int, tree: Tree) -> list[int]:
    """The words of the phrase around a head, without case marks, possessive marks, clauses and appositions."""
    token = tree.tokens[head]
    if plain(token.relation) == "amod" and token.pos in ("ADJ", "PROPN"):
        return [head]
    words = [w for w in tree.noun_phrase(head) if w == head or not _foreign(w, head, tree)]
    words = _with_name(words, head, tree)
    while words and words[0] != head and _leads(words[0], tree) and not _limits(words[0], tree):
        words.pop(0)
    while words and (
        tree.tokens[words[-1]].lower in ("'s", "’s", "'", "’")
        or (words[-1] != head and tree.tokens[words[-1]].text in ",;-–—")
    ):
        words.pop()
    return words


LEADING = frozenset({"by", "of", "with", "to", "from", "for", "in", "on", "at", "against", "into", "through"})


def _limits(w: int, tree: Tree) -> bool:
    """Whether a word opens "at least", "at most" of a number."""
    behind = [token.lower for token in tree.tokens[w + 1 : w + 2]]
    return tree.tokens[w].lower == "at" and behind in (["least"], ["most"])


def _leads(word: int, tree: Tree) -> bool:
    """A quotation mark, or a preposition that the parse ties to a word inside the phrase ("by Chad's envoy")."""
    token = tree.tokens[word]
    return token.text in QUOTES or (token.lower in LEADING and token.pos in ("ADP", "SCONJ"))


def _with_name(words: list[int], head: int, tree: Tree) -> list[int]:
    """With the name that is put to a role: "the interior minister, Ana Gamarra"."""
    if tree.tokens[head].pos != "NOUN" or not words:
        return words
    for child in tree.all(head, "appos"):
        name = tree.noun_phrase(child)
        between = range(words[-1] + 1, name[0]) if name else range(0)
        named = tree.tokens[child].pos == "PROPN" and name
        if named and len(between) <= 1 and all(tree.tokens[w].text == "," for w in between):
            return [*words, *between, *name]
    return words


def _foreign(word: int, head: int, tree: Tree) -> bool:
    """Words that hang on the head but tell of time or of the clause ("also", "on Monday")."""
    at = word
    while at != head:
        token = tree.tokens[at]
        if plain(token.relation) == "nmod" and token.head == head and is_time(at, tree):
            return True
        if plain(token.relation) in ("acl", "appos", "advcl", "parataxis"):
            return True
        at = token.head
        if at < 0:
            return False
    return False


def entity_at(head: int, draft: Draft) -> str | None:
    """The id of the entity that the token's mention belongs to, where the report names it."""
    known = draft.extra.get("entities by head")
    if not isinstance(known, dict):
        spans = {m.span: entity.id for entity in reversed(draft.entities or ()) for m in entity.mentions}
        known = {m.head: spans.get(m.span) for m in reversed(draft.mentions or ())}
        draft.extra["entities by head"] = known
    return known.get(head)


__all__ = ["MentionForm", "is_party", "is_place", "participant", "participants", "phrase"]
