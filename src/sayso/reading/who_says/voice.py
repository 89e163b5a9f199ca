"""One voice: the kind, name and act of whoever an attribution gives its words to."""

from __future__ import annotations

from ...knowledge import speech, voices
from ...record import Quote, Span, Voice, VoiceKind
from ..draft import Attribution, Draft, Named
from ..judged import UNLIKELY, verdict
from ..open_answers import NEGATING, not_denied
from ..tree import Tree
from .kinds import OWN_NOUNS, head_of, kind_of

NO_OUTLET = "the outlet (not named)"
UNATTRIBUTED = "unattributed"
Said = tuple[Attribution, tuple[Voice, ...], Voice]
"""An attribution, the media its words came through, and its voice."""
PEOPLE = frozenset({VoiceKind.PERSON, VoiceKind.UNNAMED_OFFICIAL, VoiceKind.ANONYMOUS})


def voice_of(attribution: Attribution, draft: Draft, tree: Tree) -> Voice:
    cue = attribution.cue
    act = _act(cue, draft, tree)
    if attribution.source is None and act == "asks":
        # "Asked whether p, he …": it is the outlet that asks.
        return Voice(
            voice=draft.report.outlet or NO_OUTLET,
            kind=VoiceKind.OUTLET,
            act=act,
            cue=cue,
            confidence=attribution.confidence,
        )
    if attribution.source is None:
        return Voice(
            voice=UNATTRIBUTED,
            kind=VoiceKind.UNATTRIBUTED,
            act=act,
            cue=cue,
            confidence=attribution.confidence,
        )
    kind, name, mention = kind_of(attribution.source, draft, tree)
    if kind is VoiceKind.ORGANIZATION and _quotes(attribution, tree):
        kind = VoiceKind.OUTLET
    return Voice(
        voice=draft.report.quote(attribution.source),
        kind=kind,
        span=attribution.source,
        act=act,
        cue=cue,
        entity=entity_of(mention, draft),
        name=name,
        confidence=attribution.confidence,
    )


def _quotes(attribution: Attribution, tree: Tree) -> bool:
    """Whether a name that is no word for a body quotes somebody: that is a medium ("Xinhua quotes the coast guard …")."""
    cue = tree.inside(attribution.cue.span) if attribution.cue else ()
    if attribution.source is None or not any(tree.tokens[w].lemma == "quote" for w in cue):
        return False
    head = head_of(attribution.source, tree)
    return head is not None and tree.tokens[head].pos == "PROPN" and not voices.sorts(tree.tokens[head].lower)


def entity_of(mention: Named | None, draft: Draft) -> str | None:
    if mention is None:
        return None
    kept = draft.extra.get("entities by span")
    if not (isinstance(kept, tuple) and kept[0] is draft.entities):
        by_span: dict[Span, str] = {}
        for entity in draft.entities or ():
            for known in entity.mentions:
                by_span.setdefault(known.span, entity.id)
        kept = draft.extra["entities by span"] = (draft.entities, by_span)
    found: str | None = kept[1].get(mention.span)
    return found


def _act(cue: Quote | None, draft: Draft, tree: Tree) -> str:
    """The act of the cue's head, else of its first word that is in the list of cues; "says" for an unseen one."""
    if cue is None:
        return "says"
    whole = speech.act(cue.text.lower(), "phrase")
    if whole:
        return whole
    head = head_of(cue.span, tree)
    inside = tree.inside(cue.span)
    order = ([head] if head is not None else []) + [i for i in inside if i != head]
    if any(not_denied(i, tree) for i in inside):
        return "admits"
    judged = next((found for i in inside if (found := verdict(i, tree)) is not None), None)
    if judged is not None:
        return "doubts" if tree.tokens[judged].lower in UNLIKELY else "denies"
    for i in order:
        token = tree.tokens[i]
        parts = (
            ("noun",) if token.pos == "NOUN" else ("adjective",) if token.pos == "ADJ" else ("verb", "phrase")
        )
        behind = tree.tokens[i + 1].lower if i + 1 in inside else ""
        act = (
            speech.act(f"{token.lemma} {behind}", *parts)  # "played down"
            or speech.act(token.lemma or token.lower, *parts)
            or speech.act(token.lower, "phrase")
        )
        if act == "denies" and any(tree.tokens[c].lower in NEGATING for c in tree.children[i]):
            return "says"  # "did not rule out that p"
        if act:
            return act
    return "says"


def same_speaker(outer: Voice, inner: Voice) -> bool:
    """Whether two voices of a chain are one ("he regrets, he told us, that …")."""
    if outer.kind is inner.kind is VoiceKind.UNATTRIBUTED:
        return True
    if outer.span is None or inner.span is None or outer.kind is not inner.kind:
        return False
    if inner.kind is VoiceKind.OUTLET and inner.voice.lower().removeprefix("the ") in OWN_NOUNS:
        return True  # "the Observer wrote … so the paper reads"
    named = outer.entity is not None and outer.entity == inner.entity
    return named or outer.span.overlaps(inner.span) or words_of(outer) == words_of(inner)


def words_of(voice: Voice) -> str:
    return (voice.name or voice.voice).casefold()
