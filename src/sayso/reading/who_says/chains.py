"""Chains: for every proposition the voices from the outlet inwards to the origin."""

from __future__ import annotations

from dataclasses import replace

from ...knowledge import speech
from ...record import Flag, Quote, Span, Voice, VoiceKind
from ..draft import Attribution, Draft, Named
from ..stage import Stage
from ..tree import Tree
from .kinds import FIRST_PERSON, head_of, kind_of

NO_OUTLET = "the outlet (not named)"
UNATTRIBUTED = "unattributed"
BACKGROUND = frozenset({"participle", "relative", "role"})
"""Links of clauses that tell something in passing."""


def run(draft: Draft) -> None:
    """Fill `who_says`: one chain for each proposition; background nobody vouches for is flagged an orphan."""
    tree = Tree.of(draft)
    known = [(attribution, _voice(attribution, draft, tree)) for attribution in draft.attributions or ()]
    chains = []
    for proposition in draft.propositions or ():
        at = tree.tokens[proposition.trigger].span
        over = [pair for pair in known if any(span.holds(at) for span in pair[0].content)]
        chain = _chain(draft, tree, _nested(over))
        if len(chain) == 1 and proposition.link in BACKGROUND:
            _flag_orphan(draft, proposition.index, proposition.spans)
        chains.append(chain)
    draft.who_says = tuple(chains)


def _flag_orphan(draft: Draft, index: int, spans: tuple[Span, ...]) -> None:
    flag = Flag(
        name="orphan",
        quotes=tuple(draft.quote(span) for span in spans),
        because="told in passing, and no source is given",
    )
    draft.flags.setdefault(index, []).append(flag)


def _nested(over: list[tuple[Attribution, Voice]]) -> list[tuple[Attribution, Voice]]:
    """From the outermost to the innermost: whose cue lies in another's content is inside it.

    Two that stand side by side over the same words (neither inside the other) are two readings of one
    attribution unless one cites the other; the surer one is kept.
    """
    ordered = sorted(over, key=lambda pair: (-_size(pair[0]), pair[0].cue.span.start if pair[0].cue else 0))
    kept: list[tuple[Attribution, Voice]] = []
    for pair in ordered:
        rival = next((n for n, other in enumerate(kept) if not _inside(pair[0], other[0])), None)
        if rival is None or pair[1].act == "cites" or _second_hand(pair[0]):
            kept.append(pair)
        elif (pair[0].confidence or 0) > (kept[rival][0].confidence or 0):
            kept[rival] = pair
    return kept


def _second_hand(attribution: Attribution) -> bool:
    return attribution.cue is not None and attribution.cue.text.lower() in ("citing", "quoting")


def _size(attribution: Attribution) -> int:
    return sum(span.end - span.start for span in attribution.content)


def _inside(inner: Attribution, outer: Attribution) -> bool:
    """Whether the inner attribution's cue or source stands in the outer one's content."""
    marks = [inner.cue.span] if inner.cue else []
    if inner.source:
        marks.append(inner.source)
    return any(span.holds(mark) for span in outer.content for mark in marks)


def _chain(draft: Draft, tree: Tree, over: list[tuple[Attribution, Voice]]) -> tuple[Voice, ...]:
    outlet = Voice(voice=draft.report.outlet or NO_OUTLET, kind=VoiceKind.OUTLET)
    chain = [outlet]
    for attribution, voice in over:
        if attribution.source is not None and _is_outlet(draft, attribution.source):
            # The outlet names itself ("debkafile reports that …"): the same voice, now with its words.
            chain[0] = replace(
                outlet,
                span=voice.span,
                act=voice.act,
                cue=voice.cue,
                confidence=voice.confidence,
                voice=voice.voice,
            )
        elif voice.voice.lower() in FIRST_PERSON and len(chain) > 1:
            chain[-1] = replace(chain[-1], act=voice.act, cue=voice.cue)
        else:
            chain.append(voice)
    return tuple(chain)


def _is_outlet(draft: Draft, source: Span) -> bool:
    outlet = (draft.report.outlet or "").casefold().removeprefix("the ")
    words = draft.report.quote(source).casefold().removeprefix("the ")
    return bool(outlet) and words == outlet


def _voice(attribution: Attribution, draft: Draft, tree: Tree) -> Voice:
    cue = attribution.cue
    act = _act(cue, draft, tree)
    if attribution.source is None:
        return Voice(
            voice=UNATTRIBUTED,
            kind=VoiceKind.UNATTRIBUTED,
            act=act,
            cue=cue,
            confidence=attribution.confidence,
        )
    kind, name, mention = kind_of(attribution.source, draft, tree)
    return Voice(
        voice=draft.report.quote(attribution.source),
        kind=kind,
        span=attribution.source,
        act=act,
        cue=cue,
        entity=_entity(mention, draft),
        name=name,
        confidence=attribution.confidence,
    )


def _entity(mention: Named | None, draft: Draft) -> str | None:
    if mention is None:
        return None
    for entity in draft.entities or ():
        if any(known.span == mention.span for known in entity.mentions):
            return entity.id
    return None


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
    for i in order:
        token = tree.tokens[i]
        parts = (
            ("noun",) if token.pos == "NOUN" else ("adjective",) if token.pos == "ADJ" else ("verb", "phrase")
        )
        act = speech.act(token.lemma or token.lower, *parts) or speech.act(token.lower, "phrase")
        if act:
            return act
    return "says"


STAGE = Stage(
    name="who_says",
    needs=("tokens", "sentences", "mentions", "entities", "attributions", "propositions"),
    gives=("who_says",),
    run=run,
)
