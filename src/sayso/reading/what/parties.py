"""Participants: which phrases of a trigger's slots take which role, in the words of the report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...knowledge import events
from ...knowledge.events import Entry, Frame
from ...record import EntityKind, MentionForm, Participant, Role
from ..draft import Draft
from ..tree import Tree, plain
from .slots import RELATIVES, TIME_NOUNS, Slots, lemma, preposition

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
PARTY_SETS = ("person", "troops", "police", "militia", "organ", "ally")
PARTY_NOUNS = frozenset(
    [
        "government",
        "administration",
        "ministry",
        "regime",
        "authority",
        "state",
        "nation",
        "country",
        "company",
        "firm",
        "court",
        "bank",
        "agency",
        "commission",
        "committee",
        "council",
        "parliament",
        "congress",
        "senate",
        "assembly",
        "party",
        "union",
        "group",
        "organization",
        "organisation",
        "coalition",
        "alliance",
        "opposition",
        "delegation",
        "team",
        "community",
        "side",
        "movement",
        "faction",
        "front",
        "network",
        "university",
        "church",
        "public",
        "population",
        "majority",
        "minority",
        "staff",
        "crew",
        "mob",
        "crowd",
        "tribe",
        "clan",
        "gang",
        "cartel",
        "embassy",
        "consulate",
        "mission",
        "office",
        "bureau",
        "department",
        "board",
        "tribunal",
        "watchdog",
        "charity",
        "bloc",
        "republic",
        "kingdom",
        "west",
        "east",
        "palace",
        "capital",
        "city",
        "town",
        "village",
        "household",
        "tribesman",
        "bidder",
        "neighbour",
        "neighbor",
        "enemy",
        "rival",
        "foe",
        "power",
        "host",
        "newspaper",
        "channel",
        "broadcaster",
        "station",
        "website",
        "outlet",
        "prosecutor",
        "attorney",
        "president",
        "premier",
        "chancellor",
        "king",
        "queen",
        "prince",
        "emir",
        "sheikh",
        "sultan",
        "general",
        "colonel",
        "major",
        "captain",
        "lieutenant",
        "sergeant",
        "admiral",
        "brigadier",
        "governor",
        "senator",
        "deputy",
        "secretary",
        "chairman",
        "chairwoman",
        "director",
        "founder",
        "head",
        "boss",
        "executive",
        "manager",
        "spokesperson",
        "adviser",
        "advisor",
        "assistant",
        "expert",
        "analyst",
        "economist",
        "professor",
        "scientist",
        "researcher",
        "scholar",
        "author",
        "historian",
        "veteran",
        "widow",
        "orphan",
        "elder",
        "chieftain",
        "warlord",
        "consumer",
        "customer",
        "voter",
        "taxpayer",
        "shareholder",
        "investor",
        "creditor",
        "lender",
        "donor",
        "trader",
        "broker",
        "businessman",
        "tycoon",
        "citizenry",
        "youth",
        "workforce",
        "diaspora",
        "brother",
        "exile",
        "settler",
        "resident",
        "local",
        "liner",
        "yacht",
        "cutter",
        "launch",
        "tender",
        "corvette",
        "frigate",
        "warship",
        "ferry",
        "dhow",
        "rotation",
        "shift",
        "everyone",
        "everybody",
        "somebody",
        "someone",
        "anyone",
        "nobody",
        "airline",
        "carrier",
        "navy",
        "fleet",
        "vessel",
        "ship",
        "freighter",
        "boat",
        "tanker",
        "trawler",
        "convoy",
        "brigade",
        "cell",
        "wing",
        "legislature",
        "judiciary",
        "cabinet",
        "leadership",
        "command",
        "headquarters",
        "junta",
        "monarchy",
        "federation",
        "confederation",
        "league",
        "foundation",
        "institute",
        "institution",
        "society",
        "club",
        "school",
        "hospital",
        "newsroom",
        "syndicate",
        "militia",
        "insurgency",
        "resistance",
        "both",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "many",
        "some",
        "several",
        "most",
        "few",
    ]
)
"""Nouns for those who can act together or alone, beside the sets of event_sets.tsv."""
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
                    heads.append((Role(_thrown(role, found, entry, tree)), found))
                if role == "recipient":
                    # The best slot that holds a party is the recipient's; the next one tells something else.
                    done.add(role)
    heads = [(role, head) for role, head in heads if fits_role(role, head, entry, tree, draft)]
    heads.extend((Role.ACTOR, owner) for owner in _givers(entry, heads, tree, draft))
    if noun or entry.type in WEAPON_CLASSES:
        heads.extend((Role.INSTRUMENT, head) for head in _instruments(entry, slots, tree) if head not in used)
    return tuple(made for role, head in heads if (made := participant(role, head, tree, draft)) is not None)


PERSONS_ONLY = NEEDS_AGENTS | {"SANCTION", "MOBILIZE"}
"""Classes done to persons and bodies of persons only; what else stands there is no recipient."""
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
        return token.lower not in {"whom", "whose", "nobody", "none"} | EACH_OTHER
    if role is not Role.RECIPIENT:
        return True
    if token.lower in EACH_OTHER:
        return False
    if preposition(head, tree) in ("at", "in", "near") and is_place(head, tree, draft):
        return entry.type == "CONSULT"
    if (
        entry.type == "PROTEST"
        and is_place(head, tree, draft)
        and named_at(head, draft) is not EntityKind.ORGANIZATION
    ):
        return False
    if entry.type not in PERSONS_ONLY:
        return True
    return token.lower not in THING_PRONOUNS and is_party(head, tree, draft)


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
    if entry.type == "AID" and not any(role is Role.ACTOR for role, _ in heads):
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


def _thrown(role: str, head: int, entry: Entry, tree: Tree) -> str:
    if role == "recipient" and entry.type in ("COERCE", "RETREAT", "AID", "COOPERATE"):
        known = events.sets()
        name = lemma(tree.tokens[head])
        if (
            any(name in known[group] for group in ("money", "papers", "goods"))
            and name not in known["person"]
        ):
            return "goods"
    if role == "actor" and entry.type == "MOVEMENT" and lemma(tree.tokens[head]) in events.sets()["goods"]:
        return "goods"
    if (
        role == "recipient"
        and entry.type == "ASSAULT"
        and entry.head in LAUNCHES
        and lemma(tree.tokens[head]) in events.sets()["weapon"]
    ):
        return "instrument"
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
        if is_party(head, tree, draft):
            yield head
        elif entry.type in NEEDS_AGENTS or role == "actor":
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


def is_time(i: int, tree: Tree) -> bool:
    """Whether the phrase tells a time."""
    token = tree.tokens[i]
    if token.relation in ("obl:tmod", "obl:unmarked", "nmod:tmod", "nmod:unmarked", "obl:npmod"):
        return True
    name = lemma(token)
    if name in TIME_NOUNS or (token.pos == "NUM" and token.text.isdigit() and len(token.text) == 4):
        return True
    # "On 21 October": the day may head the date.
    return token.pos == "NUM" and any(lemma(tree.tokens[c]) in TIME_NOUNS for c in tree.children[i])


def named_at(i: int, draft: Draft) -> EntityKind | None:
    """The kind of the mention whose head the token is, if it is a name."""
    found = draft.extra.get("what-mentions")
    if not isinstance(found, dict):
        found = draft.extra["what-mentions"] = {m.head: m for m in draft.mentions or ()}
    mention = found.get(i)
    return mention.kind if mention is not None else None


def is_party(i: int, tree: Tree, draft: Draft) -> bool:
    """Whether the phrase names somebody who can act: a person, a body of persons, a state, a ship with its crew."""
    token = tree.tokens[i]
    kind = named_at(i, draft)
    if kind is not None and kind in (EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.PLACE):
        return True
    if token.lower in PRONOUNS or token.lower in THING_PRONOUNS:
        return token.lower in PRONOUNS or token.lower == "it"
    name = lemma(token)
    if kind is None and token.pos == "PROPN":
        return True
    known = events.sets()
    return (
        name in PARTY_NOUNS
        or any(name in known[group] for group in PARTY_SETS)
        or _doer(name, token.pos)
        or (token.pos == "NUM" and not is_time(i, tree))
        or (token.pos == "ADJ" and is_demonym(i, tree))
    )


def _doer(name: str, pos: str) -> bool:
    """Whether a noun is made with an ending of persons ("sniper", "loyalist", "inspector") and is no known thing."""
    if pos != "NOUN" or len(name) < 5 or name in NO_DOERS or not name.endswith(DOER_ENDINGS):
        return False
    return not any(name in events.sets()[group] for group in THING_SETS)


DOER_ENDINGS = ("er", "or", "ist", "ian", "man", "men", "eer", "ee", "ite", "crat", "warden")
NO_DOERS = frozenset(
    [
        "order",
        "power",
        "water",
        "number",
        "matter",
        "center",
        "paper",
        "computer",
        "letter",
        "weather",
        "river",
        "sector",
        "factor",
        "reactor",
        "tractor",
        "motor",
        "winter",
        "summer",
        "corner",
        "quarter",
        "manner",
        "murder",
        "slaughter",
        "disaster",
        "danger",
        "anger",
        "cover",
        "tower",
        "shelter",
        "offer",
        "answer",
        "transfer",
        "consumer-price",
        "trigger",
        "fever",
        "cancer",
        "liver",
        "master-plan",
        "chapter",
        "register",
        "barrier",
        "carrier",
        "container",
        "character",
        "counter",
        "disorder",
        "border",
        "bunker",
        "helicopter",
        "launcher",
        "freezer",
        "hunger",
        "ladder",
        "laser",
        "leather",
        "liter",
        "litre",
        "mirror",
        "error",
        "terror",
        "horror",
        "tremor",
        "humor",
        "favor",
        "labor",
        "flavor",
        "vapor",
        "harbor",
        "anchor",
        "behavior",
        "rumor",
        "color",
        "odor",
        "monitor-screen",
        "corridor",
        "floor",
        "door",
        "mayor-office",
        "interior",
        "exterior",
        "list",
        "consider",
        "fiber",
        "folder",
        "laughter",
        "layer",
        "meter",
        "metre",
        "timber",
        "tender",
        "wonder",
        "theater",
        "theatre",
        "sugar",
        "silver",
        "copper",
        "rubber",
        "butter",
        "rather",
        "whether",
        "other",
        "employee-list",
        "committee",
        "degree",
        "guarantee",
        "coffee",
        "trustee-fund",
        "specimen",
        "regimen",
        "website",
        "site",
        "suite",
        "granite",
        "opposite",
        "favorite",
        "appetite",
        "satellite",
        "dynamite",
        "meteorite",
        "elite",
        "posterior",
        "acre",
        "genre",
    ]
)
"""Nouns with such endings that are no persons."""


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
    return name in nouns or name in _PLACE_NOUNS


_PLACE_NOUNS = frozenset(
    [
        "home",
        "abroad",
        "sea",
        "coast",
        "shore",
        "bank",
        "side",
        "east",
        "west",
        "north",
        "south",
        "outskirts",
        "centre",
        "center",
        "suburb",
        "neighbourhood",
        "neighborhood",
        "hinterland",
        "countryside",
        "desert",
        "mountain",
        "jungle",
        "forest",
        "river",
        "lake",
        "bay",
        "gulf",
        "ocean",
        "harbour",
        "harbor",
        "quay",
        "pier",
        "prison",
        "jail",
        "court",
        "safety",
        "exile",
        "abode",
        "mainland",
        "continent",
        "frontier",
        "front",
        "world",
        "warehouse",
        "depot",
        "barracks",
        "mine",
        "water",
        "coastline",
        "delta",
        "highland",
        "plain",
    ]
)


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
    "captive",
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


def _instruments(entry: Entry, slots: Slots, tree: Tree) -> Iterator[int]:
    """Weapons named before an event noun ("rocket attack" says it; "Iranian missile strike") or behind "with"."""
    if entry.type not in WEAPON_CLASSES:
        return
    weapons = events.sets()["weapon"]
    for slot in ("with", "using"):
        for head in slots.heads.get(slot, ()):
            if lemma(tree.tokens[head]) in weapons or lemma(tree.tokens[head]) in _ARMS:
                yield head


_ARMS = frozenset(
    [
        "knife",
        "machete",
        "stone",
        "axe",
        "sword",
        "dagger",
        "club",
        "stick",
        "baton",
        "brick",
        "acid",
        "petrol",
        "gasoline",
        "arrow",
        "spear",
        "chain",
        "hammer",
        "pistol",
        "revolver",
        "shotgun",
        "gas",
        "cannon",
        "fist",
        "boot",
    ]
)


def participant(role: Role, head: int, tree: Tree, draft: Draft) -> Participant | None:
    """The participant in the words of the report: the noun phrase without relative clauses and the like."""
    words = phrase(head, tree)
    if not words:
        return None
    span = tree.span(words)
    if span.end <= span.start:
        return None
    return Participant(
        role=role, text=draft.report.text[span.start : span.end], span=span, entity=entity_at(head, draft)
    )


def phrase(head: int, tree: Tree) -> list[int]:
    """The words of the phrase around a head, without case marks, possessive marks, clauses and appositions."""
    token = tree.tokens[head]
    if plain(token.relation) == "amod" and token.pos in ("ADJ", "PROPN"):
        return [head]
    words = [w for w in tree.noun_phrase(head) if w == head or not _foreign(w, head, tree)]
    words = _with_name(words, head, tree)
    while words and words[0] != head and tree.tokens[words[0]].text in QUOTES:
        words.pop(0)
    while words and (
        tree.tokens[words[-1]].lower in ("'s", "’s", "'", "’")
        or (words[-1] != head and tree.tokens[words[-1]].text in ",;-–—")
    ):
        words.pop()
    return words


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
