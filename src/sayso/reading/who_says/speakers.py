"""Who can be the source of a cue: the subject of its verb, the noun that a relative pronoun stands for, and who only hears."""

from __future__ import annotations

from ...knowledge import events, speech, voices
from ...record import Span
from ..draft import Draft
from ..tree import Tree, plain
from .kinds import head_of

BE = frozenset({"is", "was", "are", "were", "been", "be", "being"})
EXPLETIVES = frozenset({"it", "there"})


def antecedent(source: Span, draft: Draft) -> Span:
    """For "the minister, who regretted that …": the minister."""
    tree = Tree.of(draft)
    words = tree.inside(source)
    if len(words) != 1 or tree.tokens[words[0]].lower not in ("who", "which", "that"):
        return source
    for above in tree.ancestors(words[0]):
        if tree.tokens[above].relation == "acl:relcl" and tree.tokens[above].head >= 0:
            phrase = tree.noun_phrase(tree.tokens[above].head)
            return tree.span(phrase) if phrase else source
    return source


def own_subject(source: Span, cue: Span, content: tuple[Span, ...], draft: Draft) -> Span | None:
    """The subject of the cue's own verb, where the reader took that of another verb before it for the source."""
    tree = Tree.of(draft)
    own = subject_of(cue, content, draft)
    if own is None or own.overlaps(source) or source.end > own.start:
        return None
    head = head_of(own, tree)
    verb = next((i for i in tree.inside(cue) if tree.child(i, "nsubj") == head), None)
    if head is None or verb is None or tree.tokens[head].pos not in ("NOUN", "PROPN") or own.end > cue.start:
        return None
    return own if tree.tokens[head].lower not in events.time_nouns() else None


def can_speak(source: Span, draft: Draft) -> bool:
    """Whether the words are a noun phrase that is no time: "rose" or "last night" says nothing."""
    tree = Tree.of(draft)
    head = head_of(source, tree)
    if head is None:
        return True
    token = tree.tokens[head]
    if token.pos in ("VERB", "AUX") and not voices.sorts(token.lower):
        return False
    return token.lower not in events.time_nouns() or token.text[:1].isupper()


def hears(source: Span, cue: Span, draft: Draft) -> bool:
    """Whether the words stand before a passive of telling ("were told that …"), or are a court that hears something:
    who hears is no source."""
    tree = Tree.of(draft)
    words = tree.inside(cue)
    head = head_of(source, tree)
    court = head is not None and source.start < cue.start and listening(head, tree)
    if court and any(tree.tokens[i].lemma == "hear" for i in words):
        return True
    verb = next(
        (
            i
            for i in words
            if tree.tokens[i].lemma in speech.sets()["hearing"] and tree.tokens[i].pos == "VERB"
        ),
        None,
    )
    if verb is None or source.start > cue.start or verb < 1:
        return False
    before = [tree.tokens[k].lower for k in range(max(0, verb - 3), verb)]
    passive = (
        tree.child(verb, "aux:pass") is not None or before[-1] in BE or before[-2:-1] in (["been"], ["being"])
    )
    return passive and all(
        tree.tokens[k].lower != "by" for k in range(verb + 1, min(len(tree.tokens), verb + 3))
    )


def listening(head: int, tree: Tree) -> bool:
    """Whether a noun names those before whom others speak ("the court", "jurors")."""
    return not speech.sets()["hearers"].isdisjoint(
        {tree.tokens[head].lower, tree.tokens[head].lower.removesuffix("s")}
    )


def subject_of(cue: Span, content: tuple[Span, ...], draft: Draft, *, far: bool = False) -> Span | None:
    """The grammatical subject of an active cue verb, where the reader found no source; `far`: that of a verb further
    up that it is joined to."""
    tree = Tree.of(draft)
    for i in tree.inside(cue):
        if tree.tokens[i].pos != "VERB" or tree.child(i, "aux:pass") is not None:
            continue
        subject = tree.child(i, "nsubj")
        if subject is None:
            subject = shared_subject(i, tree)
        at = i
        while far and subject is None and plain(tree.tokens[at].relation) in ("conj", "parataxis", "dep"):
            at = tree.tokens[at].head
            subject = tree.child(at, "nsubj") if at >= 0 else None
        if subject is not None and tree.tokens[subject].lower == "what":
            return None  # "what is said"
        if subject is not None and plain(tree.tokens[subject].relation) == "nsubj":
            span = tree.span(tree.noun_phrase(subject, whole=True) or [subject])
            return None if any(held.overlaps(span) for held in content) else span
    return None


def expletive(source: Span, cue: Span | None, draft: Draft) -> bool:
    """Whether the source is the empty "it" of "it is believed", or the "what" of "what is said", and not an "it" that
    stands for somebody."""
    if draft.report.quote(source).lower() not in EXPLETIVES | {"what"}:
        return False
    tree = Tree.of(draft)
    words = [tree.tokens[i] for i in tree.inside(source)]
    verbs = list(tree.inside(cue)) if cue else []
    passive = any(
        tree.child(i, "aux:pass") is not None
        or tree.tokens[i].lemma in speech.sets()["coming out"]
        or (tree.tokens[i].pos == "VERB" and tree.tokens[i - 1].lower in BE)
        for i in verbs
        if i
    )
    return passive or any(plain(word.relation) == "expl" or word.relation == "nsubj:pass" for word in words)


def shared_subject(i: int, tree: Tree) -> int | None:
    """The subject that a conjunct verb takes over: "he came and said that …"."""
    token = tree.tokens[i]
    if plain(token.relation) == "conj" and token.head >= 0 and tree.tokens[token.head].pos in ("VERB", "AUX"):
        return tree.child(token.head, "nsubj")
    if (
        plain(token.relation) == "xcomp"
        and token.head >= 0
        and tree.tokens[token.head].lemma in speech.sets()["keeping the subject"]
    ):
        return tree.child(token.head, "nsubj")
    return None
