"""What happened, known beforehand: event classes with their codes, and the words that name events.

The data are the files `event_*.tsv` beside this module; each says in its header how to read it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..errors import BadKnowledge
from .calendar import month_names, weekday_names
from .tables import rows

PARTS = {"v": "verb", "n": "noun", "a": "adjective"}
ROLES = ("actor", "recipient", "instrument", "goods", "route-from", "route-via", "route-to", "host")
SLOTS = frozenset(
    {
        "subj",
        "obj",
        "iobj",
        "comp",
        "inf",
        "that",
        "poss",
        "mod",
        "prt",
        "pass",
        "why",
        "neg",
        "aux",
        "having",
    }
)
"""Slots of a word besides the prepositions."""
SORTS = ("PARTY", "PLACE", "NAME", "ABSTRACT")
"""Sorts that a condition may ask of what stands in a slot, beside words: somebody who can act, a place, any
name, or what is neither party, place nor thing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """A way in which an event of a class takes place. `acled` is a sub-event type's name."""

    name: str
    of: str
    definition: str
    cameo: tuple[str, ...] = ()
    acled: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventClass:
    """A PLOVER class, or MOVEMENT, with its modes. `quad` is "" for MOVEMENT."""

    name: str
    definition: str
    quad: str
    cameo: tuple[str, ...] = ()
    acled: str | None = None
    modes: tuple[Mode, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What an event is about, beside its class."""

    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class Ontology:
    """All classes and contexts, in the order of the file."""

    classes: Mapping[str, EventClass]
    contexts: Mapping[str, Context]

    def mode(self, name: str, mode: str) -> Mode | None:
        """The mode of a class, or None where the class has no such mode.

        >>> ontology().mode("RETREAT", "ceasefire").cameo
        ('0871',)
        """
        return next((m for m in self.classes[name].modes if m.name == mode), None)

    def acled(self, name: str, mode: str | None) -> str | None:
        """The name ACLED gives to this kind of event, as far as class and mode tell.

        >>> ontology().acled("ASSAULT", "drone")
        'Air/drone strike'
        """
        found = self.mode(name, mode) if mode else None
        return found.acled if found else ("Attack" if name == "ASSAULT" else None)


@dataclass(frozen=True, slots=True)
class Frame:
    """Who is what to an event: pairs of role and slots, best slot first."""

    name: str
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    reciprocal: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """A slot that must be there, must not be there, or must hold one of some words."""

    slot: str
    words: frozenset[str] = frozenset()
    absent: bool = False

    def holds(self, slots: Mapping[str, frozenset[str]]) -> bool:
        """Whether a word with these slots fulfils it.

        >>> Condition("obj", frozenset({"talk"})).holds({"obj": frozenset({"talk", "peace"})})
        True
        """
        found = slots.get(self.slot)
        if self.absent:
            return found is None
        return found is not None and (not self.words or not self.words.isdisjoint(found))


NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A word or phrase that names an event of one class; `type` is None where it names none.

    `words` are dictionary forms: the verb first, or the noun last. `line` is its line in event_words.tsv.
    """

    words: tuple[str, ...]
    part: str
    type: str | None
    mode: str | None
    frame: Frame
    when: tuple[Condition, ...]
    context: tuple[str, ...]
    line: int
    weight: int = 0
    """How specific it is: the most specific entry that fits is taken."""

    @property
    def head(self) -> str:
        """The word that the event hangs on."""
        return self.words[-1] if self.part == "n" else self.words[0]

    @property
    def others(self) -> tuple[str, ...]:
        """The further words of a phrase."""
        return self.words[:-1] if self.part == "n" else self.words[1:]

    @property
    def reciprocal(self) -> bool:
        """Whether all parties are actors."""
        return self.frame.reciprocal

    @property
    def because(self) -> str:
        """Where it stands, to be quoted as a reason."""
        label = "-".join(filter(None, (self.type or "no event", self.mode)))
        return f"event_words.tsv:{self.line} '{' '.join(self.words)}' ({PARTS[self.part]}): {label}"

    def fits(self, slots: Mapping[str, frozenset[str]], words: frozenset[str]) -> bool:
        """Whether the other words of the phrase and all conditions are there.

        In "take in" the small word belongs to the verb; "took part in the exercise" has another "in".
        """
        if not all(word in words for word in self.others):
            return False
        if (
            self.others == ("in",)
            and self.part == "v"
            and "in" in slots
            and "in" not in slots.get("prt", NOTHING)
            and self.words[0] not in sets()["governs-in"]
        ):
            return False
        return all(c.holds(slots) for c in self.when)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words that name events, by the word they hang on."""

    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    adjectives: Mapping[str, tuple[Entry, ...]]
    sets: Mapping[str, frozenset[str]]

    def verb(self, lemma: str) -> tuple[Entry, ...]:
        """All entries that hang on this verb, phrases included.

        >>> {entry.type for entry in lexicon().verb("strafe")}
        {'ASSAULT'}
        """
        return self.verbs.get(lemma.lower(), ())

    def noun(self, lemma: str, *, before: Sequence[str] | None = None) -> tuple[Entry, ...]:
        """All entries that hang on this noun and name an event.

        With `before` (the dictionary forms of the words that modify it, in any order) only those
        remain that these words allow: a "phone call" is a meeting, a bare "strike" is an attack.

        >>> lexicon().noun("strike", before=("hunger",))[0].mode
        'hunger'
        >>> lexicon().noun("teapot")
        ()
        """
        entries = self.nouns.get(lemma.lower(), ())
        if before is None:
            return tuple(entry for entry in entries if entry.type)
        found = self.match("n", lemma, {"mod": frozenset(before)} if before else {}, frozenset(before))
        return (found,) if found and found.type else ()

    def match(
        self, part: str, lemma: str, slots: Mapping[str, frozenset[str]], words: frozenset[str] = NOTHING
    ) -> Entry | None:
        """The most specific entry that fits, or None. `words` are lemmas that may complete a phrase.

        >>> lexicon().match("v", "call", {"for": frozenset({"talk"})}).mode
        'meet'
        """
        table = {"v": self.verbs, "n": self.nouns, "a": self.adjectives}[part]
        best: Entry | None = None
        for entry in table.get(lemma.lower(), ()):
            if (best is None or entry.weight > best.weight) and entry.fits(slots, words):
                best = entry
        return best

    def lines(self, part: str, lemma: str) -> tuple[Entry, ...]:
        """All entries that hang on a word as verb ("v"), noun ("n") or adjective ("a").

        >>> sorted({entry.type for entry in lexicon().lines("v", "besiege")})
        ['ASSAULT', 'COERCE', 'PROTEST']
        """
        return {"v": self.verbs, "n": self.nouns, "a": self.adjectives}[part].get(lemma.lower(), ())

    def light(self, lemma: str, particle: str = "") -> bool:
        """Whether the verb only carries an event noun: "hold talks", "carry out an attack".

        >>> lexicon().light("carry", "out"), lexicon().light("eat")
        (True, False)
        """
        return lemma in self.sets["light"] or (particle != "" and f"{lemma}-{particle}" in self.sets["light"])

    def light_done(self, lemma: str, particle: str = "") -> bool:
        """Whether the verb's subject is at the receiving end: "came under attack", "face an inquiry"."""
        return lemma in self.sets["light-done"] or (
            particle != "" and f"{lemma}-{particle}" in self.sets["light-done"]
        )

    def __len__(self) -> int:
        return sum(len(e) for table in (self.verbs, self.nouns, self.adjectives) for e in table.values())


def _none(cell: str) -> str | None:
    return None if cell == "-" else cell


def _codes(cell: str) -> tuple[str, ...]:
    return () if cell == "-" else tuple(part.strip() for part in cell.split(","))


@cache
def ontology() -> Ontology:
    """The event classes, modes and contexts of `event_classes.tsv`. Raises BadKnowledge.

    >>> len(ontology().classes), [mode.name for mode in ontology().classes["REQUEST"].modes]
    (17, ['assist', 'change', 'yield', 'meet'])
    """
    name = "event_classes.tsv"
    heads: dict[str, tuple[str, ...]] = {}
    modes: dict[str, list[Mode]] = {}
    contexts: dict[str, Context] = {}
    for number, cells in rows(name, columns=7):
        kind, label, of, quad, cameo, acled, definition = cells
        if kind == "class":
            heads[label] = (quad, cameo, acled, definition)
        elif kind == "mode":
            if of not in heads:
                raise BadKnowledge(f"{name}:{number}: mode '{label}' of '{of}', which is no class above it")
            mode = Mode(name=label, of=of, definition=definition, cameo=_codes(cameo), acled=_none(acled))
            modes.setdefault(of, []).append(mode)
        elif kind == "context":
            contexts[label] = Context(name=label, definition=definition)
        else:
            raise BadKnowledge(f"{name}:{number}: '{kind}' is neither class, mode nor context")
    classes = {
        label: EventClass(
            name=label,
            definition=definition,
            quad=_none(quad) or "",
            cameo=_codes(cameo),
            acled=_none(acled),
            modes=tuple(modes.get(label, ())),
        )
        for label, (quad, cameo, acled, definition) in heads.items()
    }
    return Ontology(classes, contexts)


@cache
def frames() -> Mapping[str, Frame]:
    """The frames of `event_frames.tsv` by name. Raises BadKnowledge."""
    name = "event_frames.tsv"
    out: dict[str, Frame] = {}
    for number, (label, roles, reciprocal) in rows(name, columns=3):
        pairs: list[tuple[str, tuple[str, ...]]] = []
        for part in roles.split(";"):
            role, sign, slots = part.strip().partition("=")
            if role not in ROLES or not sign:
                raise BadKnowledge(
                    f"{name}:{number}: '{part.strip()}' is no role=slots; roles: {', '.join(ROLES)}"
                )
            pairs.append((role, tuple(slot.strip() for slot in slots.split(","))))
        if reciprocal not in ("-", "reciprocal"):
            raise BadKnowledge(f"{name}:{number}: '{reciprocal}' in the last column; use 'reciprocal' or '-'")
        out[label] = Frame(label, tuple(pairs), reciprocal == "reciprocal")
    return out


@cache
def sets() -> Mapping[str, frozenset[str]]:
    """The word sets of `event_sets.tsv` by name, in small letters. Raises BadKnowledge."""
    return {
        label: frozenset(word.strip().lower() for word in words.split(";"))
        for _, (label, words) in rows("event_sets.tsv", columns=2)
    }


@cache
def taught() -> frozenset[str]:
    """The words that the learned reader has often been taught as names of events (dictionary forms).

    >>> "attack" in taught(), "confer" in taught()
    (True, False)
    """
    return frozenset(word for _, (word, _) in rows("taught_words.tsv", columns=2))


@cache
def time_nouns() -> frozenset[str]:
    """Nouns that tell a time, in the singular: the set "time", months and weekdays.

    >>> {"week", "friday", "ramadan"} <= time_nouns(), "mile" in time_nouns()
    (True, False)
    """
    return sets()["time"] | month_names() | weekday_names()


def _condition(text: str, where: str) -> Condition:
    slot, sign, words = text.partition("=")
    absent = slot.startswith("no-")
    slot = slot.removeprefix("no-")
    if not slot.replace("-", "").isalpha() or (sign and not words):
        raise BadKnowledge(f"{where}: '{text}' is no condition; use slot, no-slot or slot=word|@set")
    values: set[str] = set()
    for word in words.split("|") if words else ():
        if word.startswith("@"):
            if word[1:] not in sets():
                raise BadKnowledge(f"{where}: '{word}' is no set of event_sets.tsv")
            values |= sets()[word[1:]]
        elif word.isupper() and word in SORTS:
            values.add(word)
        else:
            values.add(word.lower())
    return Condition(slot, frozenset(values), absent)


@cache
def lexicon() -> Lexicon:
    """The words of `event_words.tsv`. Raises BadKnowledge, naming file and line.

    Conditions are read, and their faults found, when one of the words of their line is looked up.

    >>> len(lexicon()) > 1200
    True
    """
    name = "event_words.tsv"
    tables: dict[str, dict[str, list[tuple[_Line, str]]]] = {"v": {}, "n": {}, "a": {}}
    known, all_frames = ontology(), frames()
    for number, (part, label, mode, frame, when, context, words) in rows(name, columns=7):
        if part not in tables:
            raise BadKnowledge(
                f"{name}:{number}: '{part}' is no part of speech; use one of {', '.join(tables)}"
            )
        if label != "-" and label not in known.classes:
            raise BadKnowledge(f"{name}:{number}: '{label}' is no event class; see event_classes.tsv")
        if mode != "-" and (label == "-" or known.mode(label, mode) is None):
            raise BadKnowledge(f"{name}:{number}: '{mode}' is no mode of {label}; see event_classes.tsv")
        if frame not in all_frames:
            raise BadKnowledge(f"{name}:{number}: '{frame}' is no frame; use one of {', '.join(all_frames)}")
        contexts = _codes(context)
        if unknown := [c for c in contexts if c not in known.contexts]:
            raise BadKnowledge(f"{name}:{number}: '{unknown[0]}' is no context; see event_classes.tsv")
        line = _Line(
            number=number,
            part=part,
            type=_none(label),
            mode=_none(mode),
            frame=all_frames[frame],
            when=when,
            context=contexts,
        )
        heads = tables[part]
        for phrase in words.lower().split(";"):
            phrase = phrase.strip()
            if not phrase:
                raise BadKnowledge(f"{name}:{number}: an empty word; words are joined by '; '")
            head = phrase
            if " " in phrase:
                head = _noun_phrase(phrase)[0][-1] if part == "n" else phrase.partition(" ")[0]
            heads.setdefault(head, []).append((line, phrase))
    return Lexicon(_Table(tables["v"]), _Table(tables["n"]), _Table(tables["a"]), sets())


@dataclass(slots=True, kw_only=True)
class _Line:
    """A line of event_words.tsv without its words; `when` is kept as it stands there until it is asked for."""

    number: int
    part: str
    type: str | None
    mode: str | None
    frame: Frame
    when: str
    context: tuple[str, ...]
    parsed: tuple[Condition, ...] | None = None

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions of all its words. Raises BadKnowledge."""
        if self.parsed is None:
            where = f"event_words.tsv:{self.number}"
            self.parsed = tuple(_condition(text, where) for text in _codes(self.when))
        return self.parsed

    def entry(self, phrase: str) -> Entry:
        """The entry of one of its words or phrases."""
        words, extra = _noun_phrase(phrase) if self.part == "n" else (tuple(phrase.split()), ())
        when = (*self.conditions, *extra)
        asked = sum(3 if c.words else 1 for c in when if not c.absent)
        return Entry(
            words=words,
            part=self.part,
            type=self.type,
            mode=self.mode,
            frame=self.frame,
            when=when,
            context=self.context,
            line=self.number,
            weight=2 * (len(words) - 1) + asked + any(c.absent for c in when),
        )


class _Table(Mapping[str, tuple[Entry, ...]]):
    """The entries of one part of speech by the word they hang on, made when the word is met.

    A report meets a few hundred of the ten thousand.
    """

    def __init__(self, lines: Mapping[str, Sequence[tuple[_Line, str]]]) -> None:
        self._lines = lines
        self._made: dict[str, tuple[Entry, ...]] = {}

    def __getitem__(self, head: str) -> tuple[Entry, ...]:
        found = self._made.get(head)
        if found is None:
            found = self._made[head] = tuple(line.entry(phrase) for line, phrase in self._lines[head])
        return found

    def get(self, head: str, default: Any = None) -> Any:
        """The entries that hang on a word, or the default."""
        return self[head] if head in self._lines else default

    def __contains__(self, head: object) -> bool:
        return head in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


def _noun_phrase(phrase: str) -> tuple[tuple[str, ...], tuple[Condition, ...]]:
    """The words of a noun phrase, the noun last, and the conditions that are said in it.

    >>> _noun_phrase("peace agreement with")
    (('peace', 'agreement'), (Condition(slot='with', words=frozenset(), absent=False),))
    """
    parts = tuple(phrase.split())
    extra: tuple[Condition, ...] = ()
    # "agreement of" names the noun with its preposition.
    if len(parts) > 1 and parts[-1] in _NOUN_LINKS:
        extra, parts = (Condition(parts[-1]),), parts[:-1]
    # "cessation of hostilities" hangs on its first noun.
    for link in _NOUN_LINKS:
        if link in parts[1:]:
            at = parts.index(link)
            extra = (*extra, Condition(link, frozenset(map(_singular, parts[at + 1 :]))))
            parts = parts[:at]
    return parts, extra


_NOUN_LINKS = ("of", "from", "to", "with", "by", "for", "in", "on")


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
