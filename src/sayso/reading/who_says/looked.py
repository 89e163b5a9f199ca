"""Voices by the second look: which words of a statement's sentence are in its chain, by the learned reader.

The attributions name a speaker by a cue. What a statement came through beside (the letter in which it stands, the
paper that printed the letter, whoever heard it from a cousin) often has none; the second look names it all the same,
and says how far from the origin it stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ...knowledge import speech, voices
from ...record import Voice, VoiceKind
from ..draft import Draft
from ..tree import Tree, plain
from .kinds import FIRST_PERSON, head_of, is_medium, is_outlet, kind_of
from .making import own_names
from .speakers import antecedent, listening
from .voice import PEOPLE, Said, entity_of

if TYPE_CHECKING:
    from ...learned.predicates import Predicate

LIKELY = 0.5
"""Chance of a word from which it may belong to a voice."""
ADDED, INNER, FIRST, DROPPED = 0.6, 0.85, 0.9, 0.12
"""Chance from which a voice is added to a chain that has others, as their medium or as the origin behind them, and to
one that has none, and up to which a voice of the sentence is dropped; chosen on the fit and dev parts."""
BEHIND, SWAPPED = 0.5, 0.6
"""Depth from which a voice is no origin, and by which the inner one of two must seem the outer one to be put before it."""
PLACES = {"origin": 0.0, "second": 1.0, "outer": 2.0}
SPEAKING = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ"})
"""Parts of speech of the word on which the rest of a voice's phrase hangs."""


@dataclass(frozen=True, slots=True)
class Found:
    """The words of a voice, its chance, and how many voices stand between it and the statement."""

    words: range
    head: int
    chance: float
    depth: float


def looked_at(
    chain: tuple[Voice, ...],
    look: Predicate | None,
    known: Mapping[int, Voice],
    draft: Draft,
    tree: Tree,
    *,
    passing: bool = False,
) -> tuple[Voice, ...]:
    """The chain with the voices that the second look adds, and without those that it holds to be none.

    `known` are the voices of the attributions by the heads of their sources (`by_head`).
    What is told in `passing` gets no voice where it has none.
    """
    if look is None or not len(look.voices):
        return chain
    outlet, *inner = chain
    kept = [voice for voice in inner if not _dropped(voice, look, tree)]
    if not kept and inner:
        kept = inner[-1:]
    for found in _found(look, tree):
        enough = FIRST if not kept else ADDED if found.depth >= BEHIND else INNER
        if found.chance < enough or (passing and not kept) or _only_hears(found.head, tree):
            continue
        if _addressed(found, tree) and not is_medium(tree.span(found.words).of(draft.text)):
            continue
        voice = _made(found, known, draft, tree)
        if voice is None:
            continue
        if voice.kind is VoiceKind.OUTLET or voice.kind in PEOPLE:
            kept = [_apart(other, found, draft, tree) for other in kept]
        if any(_same(other, found, voice, draft, tree) for other in kept):
            continue
        kept.insert(_place(found, kept, look, tree), voice)
    return (outlet, *_ordered(kept, look, tree))


def _only_hears(head: int, tree: Tree) -> bool:
    """Whether a court or the like is told something by others ("jurors were told that …", "the inquest heard that …")."""
    token, verb = tree.tokens[head], tree.tokens[tree.tokens[head].head]
    listens = verb.lemma == "hear" or verb.lemma in speech.sets()["hearing"]
    passive = token.relation == "nsubj:pass" or (verb.lemma == "hear" and token.relation == "nsubj")
    return listening(head, tree) and token.head >= 0 and listens and passive


def _addressed(found: Found, tree: Tree) -> bool:
    """Whether a paper goes to somebody, who does not say it ("in a letter [to the king]")."""
    to = found.words.start - 1
    paper = to - 1
    return (
        paper >= 0 and tree.tokens[to].lower == "to" and "document" in voices.sorts(tree.tokens[paper].lower)
    )


def _ordered(kept: Sequence[Voice], look: Predicate, tree: Tree) -> list[Voice]:
    """The voices, where the second look is sure of two neighbours' order in that order."""
    out = list(kept)
    for n in range(len(out) - 1):
        outer, inner = (_words(voice, look, tree) for voice in out[n : n + 2])
        if outer and inner and _depth(inner, look) - _depth(outer, look) >= SWAPPED:
            out[n : n + 2] = out[n + 1], out[n]
    return out


def _words(voice: Voice, look: Predicate, tree: Tree) -> list[int]:
    """The words of a voice that stand in the sentence of the second look."""
    return [w for w in tree.inside(voice.span) if look.voice(w)] if voice.span is not None else []


def _found(look: Predicate, tree: Tree) -> Iterator[Found]:
    """The phrases that may be voices: likely words that hang on one head."""
    phrases: dict[int, list[int]] = {}
    for w in range(*look.words):
        if 1.0 - look.voice(w)["O"] >= LIKELY:
            phrases.setdefault(_top(w, look, tree), []).append(w)
    for head, words in phrases.items():
        if head not in words or tree.tokens[head].pos not in SPEAKING:
            continue
        sure = sum(1.0 - look.voice(w)["O"] for w in words) / len(words)
        whole = [w for w in tree.noun_phrase(head) if w not in phrases or w == head] or words
        first, last = min(whole[0], words[0]), max(words[-1], head)
        while first < head and tree.tokens[first].pos == "ADP":
            first += 1  # "in a letter [to the council]": whom it is to, without the preposition
        yield Found(range(first, last + 1), head, sure, _depth(words, look))


def _top(w: int, look: Predicate, tree: Tree) -> int:
    """The head of the phrase that a word belongs to."""
    while look.voice(up := tree.tokens[w].head):
        kind = plain(tree.tokens[w].relation)
        between = range(min(w, up) + 1, max(w, up))
        if kind not in PARTS and not (
            kind in ("nmod", "obl") and all(1.0 - look.voice(k)["O"] >= LIKELY for k in between)
        ):
            break
        w = up
    return w


PARTS = frozenset(
    {"compound", "flat", "amod", "det", "nummod", "case", "fixed", "appos", "punct", "advmod", "cc"}
)
"""Relations of words that are part of the phrase of the word they hang on."""


def _depth(words: Sequence[int], look: Predicate) -> float:
    """How many voices stand between some words and the statement, as the second look expects it."""
    chances = [look.voice(w) for w in words]
    weights = {name: sum(c.get(name, 0.0) for c in chances) for name in PLACES}
    return sum(PLACES[n] * w for n, w in weights.items()) / (sum(weights.values()) or 1.0)


def _dropped(voice: Voice, look: Predicate, tree: Tree) -> bool:
    """Whether a voice that stands in the sentence is none of the statement's; a medium of the world that somebody tells it
    is one, however strange its name is to the reader."""
    if voice.kind is VoiceKind.OUTLET and voice.cue is None and voices.is_known_medium(voice.voice):
        return False
    words = _words(voice, look, tree)
    return bool(words) and max(1.0 - look.voice(w)["O"] for w in words) <= DROPPED


def by_head(known: Sequence[Said], tree: Tree) -> dict[int, Voice]:
    """The voices of attributions by the word on which the rest of their source hangs."""
    found: dict[int, Voice] = {}
    for attribution, _, voice in known:
        head = head_of(attribution.source, tree) if attribution.source is not None else None
        if head is not None:
            found.setdefault(head, voice)
    return found


def _made(found: Found, known: Mapping[int, Voice], draft: Draft, tree: Tree) -> Voice | None:
    """The voice of some words, with the cue by which it speaks, if there is one."""
    span = tree.span(found.words)
    text = draft.report.quote(span)
    own = {tree.tokens[w].lower for w in found.words}
    if text.lower() in FIRST_PERSON or is_outlet(draft, span) or own & own_names(draft, tree):
        return None
    if tree.tokens[found.head].lemma == "interview":
        return None  # "in an interview with the Herald": the Herald has it
    if any(is_outlet(draft, tree.span([w, w + 1])) for w in found.words if w + 1 in found.words):
        return None  # "seen by a reporter of this service"
    if found.head in known:
        return known[found.head]
    kind, name, mention = kind_of(span, draft, tree)
    token = tree.tokens[found.head]
    if kind is VoiceKind.DOCUMENT and token.head >= 0 and plain(token.relation) in ("obj", "iobj"):
        told = tree.tokens[token.head].lemma in ("tell", "inform", "assure")
        kind = VoiceKind.OUTLET if told else kind  # "Singh told the paper that …"
    act = "reports" if kind is VoiceKind.OUTLET else "says"
    return Voice(voice=text, kind=kind, span=span, act=act, entity=entity_of(mention, draft), name=name)


def _apart(other: Voice, found: Found, draft: Draft, tree: Tree) -> Voice:
    """A paper without the words of another voice behind its noun ("a letter [leaked to the station]")."""
    if other.span is None or other.kind is not VoiceKind.DOCUMENT:
        return other
    words, head = tree.inside(other.span), head_of(other.span, tree)
    if head is None or found.words.start not in words or not head < found.words.start:
        return other
    rest = [w for w in tree.noun_phrase(head) if w < found.words.start and w in words]
    while rest and rest[-1] != head and tree.tokens[rest[-1]].pos not in SPEAKING:
        rest = rest[:-1]
    if head not in rest:
        return other
    span = tree.span(rest)
    return replace(other, voice=draft.report.quote(span), span=span)


def _same(other: Voice, found: Found, voice: Voice, draft: Draft, tree: Tree) -> bool:
    """Whether a voice of the chain is the one that was found."""
    if other.span is not None:
        if other.span.overlaps(tree.span(found.words)):
            return True
        head = head_of(other.span, tree)
        if head is not None and any(
            tree.tokens[a].relation == "appos" and tree.tokens[a].head == b
            for a, b in ((head, found.head), (found.head, head))
        ):
            return True  # "a go-between, the merchant Hamid, swears"
        if antecedent(other.span, draft).holds(tree.tokens[found.head].span):
            return True  # "the minister, who quotes …"
    if other.entity is not None and other.entity == voice.entity:
        return True
    return (other.name or other.voice).casefold() == (voice.name or voice.voice).casefold()


def _place(found: Found, kept: Sequence[Voice], look: Predicate, tree: Tree) -> int:
    """Where in the chain a voice goes: before the first one that stands nearer to the statement."""
    for n, other in enumerate(kept):
        words = _words(other, look, tree)
        if other.kind is VoiceKind.UNATTRIBUTED or (words and _depth(words, look) < found.depth):
            return n
    return len(kept)
