"""Slots: what stands as subject, object or behind which preposition of a word that names an event.

The same slots come out of an active clause, a passive, a relative clause, a participle, an infinitive
whose subject stands in the clause above it, and a verb that shares its subject with its neighbour.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from ...knowledge import events, forms
from ..draft import Token
from ..tree import Tree, plain

RELATIVES = frozenset({"who", "whom", "which", "that", "whose", "whence", "where", "when"})
EXPLETIVES = frozenset({"it", "there"})
SUBJECT_CONTROL = frozenset(
    {"promise", "threaten", "vow", "swear", "pledge", "offer", "agree", "use", "take", "spend", "risk"}
)
"""Verbs whose own subject does what the infinitive says, even where they have an object."""
OBJECT_CONTROL = frozenset(
    [
        "allow",
        "permit",
        "let",
        "help",
        "force",
        "order",
        "tell",
        "ask",
        "invite",
        "urge",
        "enable",
        "forbid",
        "compel",
        "persuade",
    ]
)
"""Verbs whose object does what the infinitive says: in "the men they allowed to leave" the men leave."""
HELD_FOR = frozenset({"suspicion", "charge", "accusation", "allegation", "count"})
"""Nouns by which a verb of holding tells what its object did ("arrested them on suspicion of smuggling")."""
LENT = frozenset({"with", "against", "between", "on", "to", "among"})
"""Prepositions whose phrases tell a party of the verb even where they hang on its object."""
MAX_STEPS = 6
"""How many clauses up a missing subject is looked for."""


Sorts = Callable[[int], Iterable[str]]
"""From a token to the sorts (`events.SORTS`) of the phrase it heads."""


@dataclass(slots=True)
class Slots:
    """The heads of the phrases in each slot of a trigger, and the words that may complete a phrase."""

    heads: dict[str, list[int]] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    light: int | None = None
    """The light verb that carries an event noun."""

    def add(self, slot: str, heads: list[int]) -> None:
        """Put heads into a slot, each once."""
        known = self.heads.setdefault(slot, [])
        known.extend(head for head in heads if head not in known)

    def lemmas(self, tokens: Sequence[Token], sorts: Sorts | None = None) -> dict[str, frozenset[str]]:
        """The dictionary forms in each slot, in small letters, and the sorts of what stands there."""
        return {
            slot: frozenset(
                form
                for i in heads
                for form in (lemma(tokens[i]), tokens[i].lower, *(sorts(i) if sorts else ()))
            )
            for slot, heads in self.heads.items()
        }


_PARTS = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n"}


def lemma(token: Token) -> str:
    """The dictionary form in small letters, as the knowledge files spell it."""
    part = _PARTS.get(token.pos)
    guess = token.lemma.lower()
    return forms.dictionary_form(token.lower, part, guess) if part else guess or token.lower


def with_conjuncts(i: int, tree: Tree) -> list[int]:
    """A head and the heads joined to it: "Ruritania and its allies".

    Without "and" or the like the next phrase tells more of the first ("Baghdad, Iraq", "seven people, four of
    them children"); with "not" it is ruled out ("one box, and not two").
    """
    found = [i]
    joined = False
    for head in found:
        for c in tree.all(head, "conj"):
            if tree.tokens[c].pos not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "SYM", "") or c in found:
                continue
            joined = joined or tree.child(c, "cc") is not None or tree.child(head, "cc") is not None
            if not any(tree.tokens[d].lower == "not" for d in (*tree.children[c], c - 1)):
                found.append(c)
    return sorted(found) if joined else [i]


def is_participle(i: int, tree: Tree) -> bool:
    """Whether the verb stands as a past participle: no subject-agreement, ends like one."""
    token = tree.tokens[i]
    return not token.lower.endswith("ing") and (token.lower != lemma(token) or token.lower in _SAME_FORM)


_SAME_FORM = frozenset(
    {"hit", "put", "set", "cut", "shut", "hurt", "beset", "cast", "overrun", "split", "shed", "rid", "let"}
)


def passive(i: int, tree: Tree) -> bool:
    """Whether the verb's surface subject is what it is done to."""
    relations = {tree.tokens[c].relation for c in tree.children[i]}
    if _under_have(i, tree) or ("nsubj:pass" in relations and "obj" in relations and not _helped(i, tree)):
        return False
    if "nsubj:pass" in relations or "aux:pass" in relations or "csubj:pass" in relations:
        # "Was present": an adjective has no passive, whatever its subject is called.
        return tree.tokens[i].pos in ("VERB", "AUX", "") or "aux:pass" in relations
    token = tree.tokens[i]
    if token.pos == "VERB" and is_participle(i, tree) and _under_be(i, tree):
        return True
    kind = plain(token.relation)
    if kind == "conj" and token.head >= 0 and not relations & {"nsubj", "obj", "aux"}:
        return passive(token.head, tree) and is_participle(i, tree)
    bare = not relations & {"nsubj", "aux", "obj", "expl", "mark", "cop"}
    return (token.relation in ("acl", "advcl", "amod") or kind == "xcomp") and bare and is_participle(i, tree)


def _helped(i: int, tree: Tree) -> bool:
    """Whether a verb has an auxiliary: without one nothing but a headline or a participle is passive."""
    return tree.child(i, "aux") is not None


def _under_have(i: int, tree: Tree) -> bool:
    """Whether the last auxiliary before a verb is a form of "have" ("had asked"), which makes no passive."""
    helpers = [c for c in tree.all(i, "aux", "cop") if c < i]
    return bool(helpers) and lemma(tree.tokens[helpers[-1]]) == "have"


def _under_be(i: int, tree: Tree) -> bool:
    """Whether the last auxiliary before a verb is a form of "be" ("would be let in"), not of "have"."""
    helpers = [c for c in tree.all(i, "aux", "cop") if c < i]
    return bool(helpers) and lemma(tree.tokens[helpers[-1]]) in ("be", "get") and tree.child(i, "obj") is None


def subjects(i: int, tree: Tree, steps: int = MAX_STEPS) -> list[int]:
    """The heads of what is the surface subject of predicate `i`, looked for in the clauses above if need be."""
    tokens = tree.tokens
    own = [c for c in tree.children[i] if plain(tokens[c].relation) == "nsubj"]
    if own:
        found = [head for c in own for head in with_conjuncts(c, tree)]
        return [r for head in found for r in _resolved(head, i, tree)]
    if misread := _misread_subject(i, tree):
        return misread
    token = tokens[i]
    kind, up = plain(token.relation), token.head
    if up < 0 or steps == 0 or tree.child(i, "csubj", "expl") is not None:
        return []
    if lemma(tokens[up]) in HELD_FOR and tokens[up].head >= 0 and token.lower.endswith("ing"):
        return _held(tokens[up].head, tree, steps)
    if token.relation == "acl:relcl":
        if has_gap_object(i, tree):
            return []
        return with_conjuncts(up, tree) if _relative_slot(i, tree) in ("subj", None) else []
    if kind == "acl":
        # "the decision to attack": whoever decides, which the noun may tell; "troops moving in": the troops.
        if _infinitive(i, tree):
            return _possessors(up, tree)
        return with_conjuncts(up, tree)
    if kind == "conj" or (kind == "parataxis" and tree.child(i, "mark") is None):
        return subjects(up, tree, steps - 1)
    if kind == "xcomp" and not _object_acts(i, up, tree):
        objects = [head for c in tree.all(up, "obj", "iobj") for head in with_conjuncts(c, tree)]
        if objects and lemma(tokens[up]) not in SUBJECT_CONTROL:
            return objects
        if lemma(tokens[up]) in OBJECT_CONTROL and _spoken_gap(up, tree):
            return with_conjuncts(tokens[up].head, tree)
        if passive(up, tree) and tree.child(up, "obl") is not None and tokens[up].relation == "xcomp":
            return subjects(up, tree, steps - 1)
        return subjects(up, tree, steps - 1)
    if kind in ("advcl", "xcomp", "ccomp", "obl") and _object_acts(i, up, tree):
        return _held(up, tree, steps)
    if kind == "advcl":
        agents = _agents(up, tree)
        if passive(up, tree) and (not passive(i, tree) or any(up < agent < i for agent in agents)):
            # "was killed by shelling the town", "was joined by X, once arrested in …": the agent, if there is one.
            return _agents(up, tree) or subjects(up, tree, steps - 1)
        return subjects(up, tree, steps - 1)
    if kind == "ccomp" and _infinitive(i, tree):
        return subjects(up, tree, steps - 1)
    return []


def _held(verb: int, tree: Tree, steps: int) -> list[int]:
    """Whom a verb is done to."""
    own = subjects(verb, tree, steps - 1) if passive(verb, tree) else []
    return own or [head for c in tree.all(verb, "obj", "iobj") for head in with_conjuncts(c, tree)]


def _object_acts(i: int, up: int, tree: Tree) -> bool:
    """Whether a clause tells what the object of the verb above it does: "accused him of opening", "kept it from
    sinking"."""
    marks = {
        tree.tokens[c].lower for c in tree.children[i] if plain(tree.tokens[c].relation) in ("mark", "case")
    }
    if not marks & {"of", "for", "from"} or not tree.tokens[i].lower.endswith(("ing", "been")):
        return False
    told = tree.child(up, "obj", "iobj") is not None or passive(up, tree)
    return told and lemma(tree.tokens[up]) in events.sets()["object_acts"]


def _misread_subject(i: int, tree: Tree) -> list[int]:
    """A phrase without preposition before the auxiliary of its verb is the subject, whatever the parse says."""
    tokens = tree.tokens
    auxiliary = next((c for c in tree.all(i, "aux") if c < i), None)
    if auxiliary is None or tree.child(i, "nsubj", "csubj", "expl") is not None:
        return []
    found = [
        c
        for c in tree.all(i, "obl")
        if c < auxiliary
        and tokens[c].relation == "obl"
        and tokens[c].pos in ("NOUN", "PROPN")
        and not preposition(c, tree)
        and lemma(tokens[c]) not in events.time_nouns()
    ]
    named = [c for c in found if tokens[c].pos == "PROPN"] or found
    return [head for c in named for head in with_conjuncts(c, tree)]


def standing_for(word: int, triggers: Sequence[int], tree: Tree) -> list[int]:
    """The nouns that a relative pronoun in the clause of some triggers stands for; any other word for itself."""
    if tree.tokens[word].lower not in RELATIVES:
        return [word]
    verb = next((t for t in triggers if word in tree.children[t]), triggers[0])
    return _resolved(word, verb, tree) or [word]


def _resolved(head: int, verb: int, tree: Tree) -> list[int]:
    """A relative pronoun stands for the noun its clause hangs on; an expletive for nothing."""
    token = tree.tokens[head]
    if token.lower in EXPLETIVES and token.lower == "there":
        return []
    if token.lower in RELATIVES and token.pos in ("PRON", "DET", "SCONJ", ""):
        antecedent = _antecedent(verb, tree)
        if antecedent is None and token.lower in ("who", "which"):
            antecedent = _before(head, tree)
        if antecedent is not None:
            return with_conjuncts(antecedent, tree)
        return [] if token.lower in ("which", "that", "who") else [head]
    return [head]


INNER = frozenset({"flat", "compound", "nmod", "amod", "appos", "nummod", "det"})
"""Relations by which a word lies inside a noun phrase."""


def _before(pronoun: int, tree: Tree) -> int | None:
    """The noun that "who" or "which" stands behind with a comma, where the parse has no relative clause."""
    tokens = tree.tokens
    at = pronoun - 1
    if at < 1 or tokens[at].text not in ",–—" or tokens[at].sentence != tokens[pronoun].sentence:
        return None
    at -= 1
    while plain(tokens[at].relation) in INNER and 0 <= tokens[at].head < pronoun:
        at = tokens[at].head
    return at if tokens[at].pos in ("NOUN", "PROPN") else None


def _antecedent(verb: int, tree: Tree) -> int | None:
    """The noun that the relative clause around `verb` describes."""
    for at in (verb, *tree.ancestors(verb)):
        relation = tree.tokens[at].relation
        if relation == "acl:relcl":
            head = tree.tokens[at].head
            return head if head >= 0 else None
        if plain(relation) not in ("xcomp", "conj", "ccomp"):
            return None
    return None


def _relative_slot(verb: int, tree: Tree) -> str | None:
    """Which slot the relative pronoun of a relative clause fills, if there is a pronoun."""
    for child in tree.children[verb]:
        token = tree.tokens[child]
        if token.lower in RELATIVES:
            return {"nsubj": "subj", "obj": "obj", "obl": "obl"}.get(plain(token.relation))
    return None


def has_gap_object(verb: int, tree: Tree) -> bool:
    """Whether the antecedent of a relative clause is its verb's object ("the man police arrested")."""
    if tree.tokens[verb].relation != "acl:relcl":
        return False
    slot = _relative_slot(verb, tree)
    if slot == "obj":
        return True
    own = [c for c in tree.children[verb] if plain(tree.tokens[c].relation) == "nsubj"]
    spoken = any(tree.tokens[c].lower not in RELATIVES for c in own)
    return (
        slot is None
        and spoken
        and tree.child(verb, "obj", "ccomp", "cop") is None
        and (tree.child(verb, "xcomp") is None or lemma(tree.tokens[verb]) in OBJECT_CONTROL)
        and not passive(verb, tree)
    )


def _spoken_gap(verb: int, tree: Tree) -> bool:
    """Whether a relative clause has a subject of its own and no pronoun for what it describes."""
    own = [c for c in tree.children[verb] if plain(tree.tokens[c].relation) == "nsubj"]
    return (
        tree.tokens[verb].relation == "acl:relcl"
        and any(tree.tokens[c].lower not in RELATIVES for c in own)
        and not passive(verb, tree)
    )


def _infinitive(i: int, tree: Tree) -> bool:
    return any(
        tree.tokens[c].lower == "to" and tree.tokens[c].relation in ("mark", "aux") for c in tree.children[i]
    )


FOILING = frozenset({"foil", "thwart", "prevent", "uncover", "expose", "discover", "avert", "disrupt"})
"""Verbs whose subject has no part in the plan that is their object ("[police] foiled a plot to bomb the embassy")."""


def _possessors(noun: int, tree: Tree) -> list[int]:
    found = [c for c in tree.children[noun] if tree.tokens[c].relation == "nmod:poss"]
    if not found and plain(tree.tokens[noun].relation) in ("obj", "nsubj"):
        up = tree.tokens[noun].head
        if up < 0 or passive(up, tree) or lemma(tree.tokens[up]) in FOILING:
            return []
        return subjects(up, tree, 2)
    return [head for c in found for head in with_conjuncts(c, tree)]


def _agents(verb: int, tree: Tree) -> list[int]:
    return [
        head
        for c in tree.all(verb, "obl")
        if preposition(c, tree) == "by" and tree.tokens[c].pos != "NUM"
        for head in with_conjuncts(c, tree)
    ]


def preposition(i: int, tree: Tree) -> str:
    """The case mark of a phrase, parts joined by a hyphen: "to", "out-of"; "" without one."""
    for child in tree.children[i]:
        token = tree.tokens[child]
        if plain(token.relation) == "case" and token.lower not in ("'s", "’s", "'", "’"):
            rest = [tree.tokens[c].lower for c in tree.all(child, "fixed")]
            return "-".join([token.lower, *rest])
    return ""


def of_verb(i: int, tree: Tree) -> Slots:
    """The slots of a predicate."""
    tokens, slots = tree.tokens, Slots()
    surface, turned = subjects(i, tree), passive(i, tree)
    if surface:
        slots.add("obj" if turned else "subj", surface)
    if turned:
        slots.add("pass", [i])
    if auxiliaries := [c for c in tree.children[i] if plain(tokens[c].relation) == "aux"]:
        slots.add("aux", auxiliaries)
    if denied := _denied(i, tree):
        slots.add("neg", denied)
    for child in tree.children[i]:
        _of_child(child, i, tree, slots, turned)
    if tokens[i].relation == "acl:relcl":
        if has_gap_object(i, tree):
            slots.add("obj", with_conjuncts(tokens[i].head, tree))
        _relative_oblique(i, tree, slots)
    if turned and len(slots.heads.get("obj", ())) > len(surface) and surface:
        # "The rebels were given arms": the surface subject is who got them.
        slots.heads["obj"] = [head for head in slots.heads["obj"] if head not in surface]
        slots.add("iobj", surface)
    _shared_object(i, tree, slots)
    _mended(i, tree, slots)
    _by_way(i, tree, slots)
    return slots


PARTICLES = frozenset({"over", "off", "up", "out", "down", "away", "back", "aside", "in"})
"""Adverbs that a parser takes for prepositions of the object behind them ("handed over the log")."""


def _by_way(i: int, tree: Tree, slots: Slots) -> None:
    """ "By way of Bitam" tells what is passed through, however the parse hangs it."""
    tokens = tree.tokens
    for w in tree.subtree(i):
        if tokens[w].lower == "way" and w + 1 < len(tokens) and preposition(w, tree) == "by":
            places = [c for c in (*tree.children[w], *tree.children[tokens[w].head]) if c > w]
            for place in places:
                if preposition(place, tree) == "of" and place - w <= 4:
                    heads = with_conjuncts(place, tree)
                    slots.add("via", heads)
                    for other in ("of", "by"):
                        kept = [h for h in slots.heads.get(other, ()) if h not in heads and h != w]
                        slots.heads[other] = kept
    slots.heads = {slot: heads for slot, heads in slots.heads.items() if heads}


def _mended(i: int, tree: Tree, slots: Slots) -> None:
    """Objects that the parse calls something else: "handed over the log", "called off the march", "warned them"."""
    tokens = tree.tokens
    known = events.lexicon().verb(lemma(tokens[i]))
    for child in tree.all(i, "obl", "obj"):
        case = preposition(child, tree)
        adjacent = bool(case) and i + 1 < len(tokens) and tokens[i + 1].lower == case
        if adjacent and case in PARTICLES and any(case in entry.others for entry in known):
            slots.words.add(case)
            taken = case != "in" or lemma(tokens[child]) in events.sets()["person"]
            if plain(tokens[child].relation) == "obl" and not slots.heads.get("obj") and taken:
                heads = slots.heads.pop(case, [])
                slots.add("obj", heads or with_conjuncts(child, tree))
    if slots.heads.get("pass"):
        return
    for child in tree.all(i, "obl"):
        token = tokens[child]
        timed = token.relation != "obl" or (
            lemma(token) in events.time_nouns() and tree.child(child, "det") is None
        )
        if child < i or timed or preposition(child, tree) or token.pos not in ("NOUN", "PROPN", "PRON"):
            continue
        if not slots.heads.get("obj"):
            slots.heads["obj"] = with_conjuncts(child, tree)
        elif not slots.heads.get("iobj") and tokens[slots.heads["obj"][0]].pos in ("PRON", "PROPN"):
            # "Served them soup": who gets it stands first.
            slots.heads["iobj"] = slots.heads["obj"]
            slots.heads["obj"] = with_conjuncts(child, tree)
    if slots.heads.get("iobj") and not slots.heads.get("obj") and tree.child(i, "ccomp", "xcomp") is None:
        slots.heads["obj"] = slots.heads.pop("iobj")


NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "nobody", "none", "no"})


def _denied(i: int, tree: Tree) -> list[int]:
    """The words that negate a predicate: "not", "never", "nobody", "neither"."""
    return [
        c
        for c in tree.children[i]
        if tree.tokens[c].lower in NEGATIONS
        or (
            plain(tree.tokens[c].relation) == "nsubj"
            and any(tree.tokens[d].lower in ("no", "neither") for d in tree.all(c, "det", "cc"))
        )
    ]


def _shared_object(i: int, tree: Tree, slots: Slots) -> None:
    """In "seized and searched the ship" both verbs have the object that stands behind the last."""
    if slots.heads.get("obj") or slots.heads.get("pass") or set(slots.heads) - {"subj", "aux", "neg"}:
        return
    for other in tree.all(i, "conj"):
        between = tree.tokens[i + 1 : other]
        if tree.tokens[other].pos == "VERB" and len(between) <= 2 and tree.child(other, "nsubj") is None:
            objects = tree.all(other, "obj")
            slots.add("obj", [head for c in objects for head in with_conjuncts(c, tree)])
    if not slots.heads.get("obj"):
        slots.heads.pop("obj", None)


def _of_child(child: int, i: int, tree: Tree, slots: Slots, turned: bool) -> None:
    tokens = tree.tokens
    token = tokens[child]
    kind = plain(token.relation)
    if kind in ("obj", "obl", "advmod", "xcomp", "compound", "iobj", "nmod"):
        slots.words.update((lemma(token), token.lower))
    if kind == "obj":
        if token.lower in RELATIVES and tokens[i].relation == "acl:relcl":
            return
        slots.add("obj", with_conjuncts(child, tree))
        for inner in tree.children[child]:
            if plain(tokens[inner].relation) in ("compound", "amod", "nmod"):
                slots.words.update((lemma(tokens[inner]), tokens[inner].lower))
                slots.words.update(tokens[c].lower for c in tree.all(inner, "case"))
        if token.pos == "NOUN" and lemma(token) not in events.sets()["person"]:
            # "promised revenge against the army": the phrase hangs on the noun, but tells the verb's party.
            for inner in tree.all(child, "nmod"):
                if (case := preposition(inner, tree)) in LENT:
                    slots.add(case, with_conjuncts(inner, tree))
    elif kind == "iobj":
        slots.add("iobj", with_conjuncts(child, tree))
    elif kind in ("obl", "nmod"):
        if lemma(token) not in events.time_nouns():
            # "Sailed on Monday" is not "sailed on".
            slots.words.update(tokens[c].lower for c in tree.all(child, "case"))
            slots.words.update(lemma(tokens[c]) for c in tree.all(child, "compound", "amod"))
        case = preposition(child, tree)
        heads = [r for head in with_conjuncts(child, tree) for r in _resolved(head, i, tree)]
        if case == "by" and turned:
            if token.pos != "NUM" and not token.lower.endswith("ing"):
                slots.add("subj", heads)
                slots.add("by", heads)
        elif case:
            slots.add(case, heads)
    elif kind in ("xcomp", "ccomp"):
        _of_complement(child, tree, slots)
    elif kind == "compound" and token.relation == "compound:prt":
        slots.add("prt", [child])
    elif kind == "advcl":
        slots.words.update(tokens[c].lower for c in tree.all(child, "mark"))


def _of_complement(child: int, tree: Tree, slots: Slots) -> None:
    tokens = tree.tokens
    slots.add("comp", [child])
    slots.add(
        "inf"
        if _infinitive(child, tree) or (tokens[child].pos == "VERB" and tree.child(child, "nsubj") is None)
        else "that",
        [child],
    )
    own = [head for c in tree.all(child, "nsubj") for head in with_conjuncts(c, tree)]
    if own:
        slots.add("comp-subj", own)
    parties = [
        found
        for c in tree.all(child, "obj", "iobj", "obl")
        for head in with_conjuncts(c, tree)
        for found in (head, *(p for p in tree.children[head] if tokens[p].relation == "nmod:poss"))
        if plain(tokens[c].relation) != "obl" or preposition(c, tree) in ("with", "against")
    ]
    if parties:
        slots.add("comp-obj", parties)
    if why := [c for c in tree.children[child] if tokens[c].lower == "why"]:
        slots.add("why", why)


def _relative_oblique(i: int, tree: Tree, slots: Slots) -> None:
    """ "With whom Hamas conferred": the antecedent stands behind the preposition."""
    for child in tree.all(i, "obl", "nmod"):
        if tree.tokens[child].lower in ("whom", "which") and (case := preposition(child, tree)):
            head = tree.tokens[i].head
            if head >= 0:
                slots.heads[case] = with_conjuncts(head, tree)


def of_noun(i: int, tree: Tree) -> Slots:
    """The slots of a noun that names an event, with those that a light verb lends it.

    Its own preposition is one of its words ("on strike", "under arrest"); where it is the predicate, its subject counts.
    """
    tokens, slots = tree.tokens, Slots()
    if case := preposition(i, tree):
        slots.words.add(case)
        if tree.child(i, "cop") is not None or plain(tokens[i].relation) in (
            "acl",
            "advcl",
            "ccomp",
            "xcomp",
            "root",
        ):
            slots.add("subj", subjects(i, tree))
    for child in tree.children[i]:
        token = tokens[child]
        kind = plain(token.relation)
        if kind == "nummod":
            continue
        if token.relation == "nmod:poss" or (
            kind == "nmod" and "'s" in (tokens[c].lower for c in tree.all(child, "case"))
        ):
            slots.add("poss", with_conjuncts(child, tree))
        elif kind in ("nmod", "obl") and not _before_its_noun(child, i, tree):
            if case := preposition(child, tree):
                slots.add(case, with_conjuncts(child, tree))
        elif kind in ("amod", "compound", "nummod", "nmod", "obl"):
            slots.words.update((lemma(token), token.lower))
            slots.words.update(lemma(tokens[c]) for c in tree.all(child, "compound", "conj"))
            slots.add("mod", [child, *tree.all(child, "compound", "conj")])
        elif kind == "acl" and not _infinitive(child, tree):
            _of_participle(child, tree, slots)
        elif kind == "acl" or kind == "ccomp":
            slots.add("comp", [child])
            slots.add("inf", [child])
    _lent(i, tree, slots)
    up = tokens[i].head
    with_ = any(tokens[c].lower == "with" for c in tree.all(i, "case"))
    if plain(tokens[i].relation) == "obl" and with_ and up >= 0:
        # "Travelled with Israeli permission": whoever travels has it.
        slots.add("having", subjects(up, tree))
    return slots


def _before_its_noun(child: int, i: int, tree: Tree) -> bool:
    """Whether a noun stands in the phrase of the noun behind it as a compound does ("[missile] and sabotage courses")."""
    return child < i and all(tree.tokens[w].pos in ("NOUN", "PROPN", "ADJ", "CCONJ") for w in range(child, i))


def _of_participle(child: int, tree: Tree, slots: Slots) -> None:
    """ "An attack carried out by the army", "talks held in Geneva": the participle lends its agent."""
    if tree.tokens[child].relation == "acl:relcl" or not events.lexicon().light(
        lemma(tree.tokens[child]), _particle(child, tree)
    ):
        return
    phrases = tree.all(child, "obl")
    for c in [*phrases, *(inner for phrase in phrases for inner in tree.all(phrase, "nmod"))]:
        case = preposition(c, tree)
        if case == "by":
            slots.add("by", with_conjuncts(c, tree))
        elif case in ("against", "with", "between", "on", "to"):
            slots.add(case, with_conjuncts(c, tree))


def _particle(verb: int, tree: Tree) -> str:
    part = tree.child(verb, "compound:prt")
    if part is not None:
        return tree.tokens[part].lower
    cases = [preposition(c, tree) for c in tree.all(verb, "obl")]
    return cases[0] if cases else ""


def _lent(i: int, tree: Tree, slots: Slots) -> None:
    """What a light verb lends its noun: subject, by-phrase and the phrases that hang on the verb."""
    tokens = tree.tokens
    at = i
    while plain(tokens[at].relation) == "conj" and tokens[tokens[at].head].pos == "NOUN":
        at = tokens[at].head
    up, kind = tokens[at].head, plain(tokens[at].relation)
    if up < 0 or tokens[up].pos != "VERB":
        return
    known, verb = events.lexicon(), lemma(tokens[up])
    case = preposition(at, tree) if kind == "obl" else ""
    part = case or _particle(up, tree)
    turned = passive(up, tree)
    if known.light_done(verb, part) and kind in ("obj", "obl"):
        slots.light = up
        slots.add("obj", subjects(up, tree))
        return
    if kind == "obl" and case not in ("in", "on", "for", "with"):
        return
    if kind == "nsubj" and not turned and verb not in known.sets["existence"]:
        return
    if (
        not known.light(verb, part)
        and verb not in known.sets["existence"]
        and not (kind == "obl" and case == "for" and verb in _USES)
    ):
        return
    if kind == "obl" and verb not in ("engage", "take", "participate", "use", *_USES):
        return
    slots.light = up
    if kind in ("obj", "obl"):
        found = _agents(up, tree) if turned else subjects(up, tree)
    elif kind == "nsubj" and (turned or tokens[at].relation == "nsubj:pass"):
        found = _agents(up, tree)
    else:
        slots.light = up if verb in known.sets["existence"] else None
        found = []
    if found and slots.heads.get("by"):
        # "Took courses conducted by Tehran": who takes what another one gives gets it.
        slots.add("obj", found)
    elif found:
        slots.add("subj", found)
    if slots.light is not None:
        for child in tree.all(up, "obl"):
            if child != at and (name := preposition(child, tree)) in LENT:
                slots.add(name, with_conjuncts(child, tree))


_USES = ("use", "come", "travel", "fly", "gather", "assemble", "arrive", "convene")
"""Verbs whose subject takes part in what they are done for: "used the feast for a meeting with …"."""


def all_slots(i: int, tree: Tree, *, noun: bool) -> Slots:
    """The slots of a trigger, verb or noun, without empty ones."""
    found = of_noun(i, tree) if noun else of_verb(i, tree)
    found.heads = {slot: heads for slot, heads in found.heads.items() if heads}
    return found


def light_noun(verb: int, tree: Tree, sorts: Sorts | None = None) -> int | None:
    """The event noun that a light verb carries ("held talks", "took part in the talks"), or None.

    In the passive it is the subject ("talks were held"), of a participle the noun before it ("talks held").
    """
    known, tokens = events.lexicon(), tree.tokens
    name = lemma(tokens[verb])
    for child in _carried(verb, tree):
        case = preposition(child, tree) if tokens[child].head == verb else ""
        part = case or _particle(verb, tree)
        exists = tokens[child].relation == "nsubj" and name in events.sets()["existence"]
        if not (exists or known.light(name, part) or known.light_done(name, part)):
            continue
        if part == "for" and f"{name}-for" not in events.sets()["light"]:
            continue  # "used the feast for a meeting", but not "held for questioning"
        slots = all_slots(child, tree, noun=True)
        entry = known.match(
            "n", lemma(tokens[child]), slots.lemmas(tree.tokens, sorts), frozenset(slots.words)
        )
        if entry is not None and entry.type:
            return child
    return None


def _carried(verb: int, tree: Tree) -> Iterator[int]:
    tokens = tree.tokens
    yield from tree.all(verb, "obj")
    yield from (c for c in tree.all(verb, "nsubj") if tokens[c].relation == "nsubj:pass")
    if tree.child(verb, "obj", "xcomp", "ccomp") is None or lemma(tokens[verb]) == "take":
        yield from (
            c for c in tree.all(verb, "nsubj") if tokens[c].relation == "nsubj" and tokens[c].pos == "NOUN"
        )
    up = tokens[verb].head
    done = tokens[verb].relation == "acl" and not tokens[verb].lower.endswith("ing")
    if done and up >= 0 and tokens[up].pos == "NOUN" and tree.child(verb, "mark", "obj") is None:
        yield up  # "courses conducted by the army", "talks held in Geneva"
    if tokens[verb].relation in ("acl", "acl:relcl") and up >= 0 and passive(verb, tree):
        return
    # "Under a deal, Spain sends planes": what stands before the verb is no part of it.
    yield from (
        c for c in tree.all(verb, "obl") if c > verb and preposition(c, tree) in ("in", "under", "for")
    )
