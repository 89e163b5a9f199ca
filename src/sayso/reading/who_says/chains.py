"""Chains: for every proposition the voices from the outlet inwards to the origin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ...knowledge import speech, voices
from ...record import Flag, Span, Voice, VoiceKind
from ..draft import Attribution, Draft, Proposition, Sentence
from ..stage import Stage
from ..tree import Tree
from .kinds import FIRST_PERSON, head_of, is_outlet, kind_of
from .looked import by_head, looked_at
from .media import MOST_BEHIND, media_of, simple_phrase, with_its_medium
from .nesting import nested
from .voice import NO_OUTLET, PEOPLE, Said, entity_of, same_speaker, voice_of

BACKGROUND = frozenset({"participle", "relative", "role"})
"""Links of clauses that tell something in passing."""
NAMELESS = frozenset({VoiceKind.UNNAMED_OFFICIAL, VoiceKind.ANONYMOUS})
"""Kinds of voices that a headline gives to whom the text names ("Owner: nobody was hurt")."""
MOSTLY = 0.7
"""Share of a proposition's words that an attribution whose cue is its trigger must hold."""


def run(draft: Draft) -> None:
    """Fill `who_says`: one chain for each proposition; background nobody vouches for is flagged an orphan."""
    tree = Tree.of(draft)
    known = with_its_medium(
        [
            (attribution, media_of(attribution, draft, tree), voice_of(attribution, draft, tree))
            for attribution in draft.attributions or ()
        ],
        draft,
    )
    covering = tree.covering(attribution.content for attribution, _, _ in known)
    cued = {
        i: n
        for n, (said, _, _) in enumerate(known)
        if said.cue and said.content[0] < said.cue.span
        for i in tree.inside(said.cue.span)
    }
    heads = by_head(known, tree)
    credit, until = _credit(draft, tree, known)
    chains = []
    for proposition in draft.propositions or ():
        over = [known[number] for number in _over(proposition, covering, cued)]
        over = [said for said in over if not _told_in_passing(proposition, said[0], tree)]
        chain = _chain(draft, tree, nested(over))
        look = draft.reading.predicates.get(proposition.trigger) if draft.reading is not None else None
        chain = looked_at(chain, look, heads, draft, tree, passing=proposition.link in BACKGROUND)
        if len(chain) == 1 and proposition.link in BACKGROUND:
            _flag_orphan(draft, proposition.index, proposition.spans)
        if credit is not None and proposition.spans[0].start < until:
            chain = _with_credit(chain, credit)
        chains.append(chain)
    chains = _gone_on(draft, chains)
    draft.who_says = tuple(_headline_told(draft, tree, chains))


GOES_ON, OWN = 0.6, 0.15
"""Chance that a statement without a cue is told by somebody, from which it goes on with the voices before it, and up to
which a single voice is none of its own; chosen on the fit and dev parts."""


def _gone_on(draft: Draft, chains: list[tuple[Voice, ...]]) -> list[tuple[Voice, ...]]:
    """The chains, where the learned reader is sure that a voice goes on without a cue, or that nobody but the outlet
    tells a statement.

    A voice goes on from the statement before it in the same paragraph ("The cook heard shots, she said. [Nobody came
    to help.]").
    """
    if draft.reading is None or "told" not in draft.reading.claims.layers:
        return chains
    out = list(chains)
    sentences = draft.sentences or ()
    propositions = draft.propositions or ()
    for n, (proposition, chain) in enumerate(zip(propositions, chains, strict=True)):
        sentence = sentences[proposition.sentence]
        told = _told(draft, proposition)
        own = len(chain) == 2 and told <= OWN and proposition.trigger in draft.reading.predicates
        if own and not _told_behind(chain[1], sentence, draft):
            out[n] = chain[:1]
        if sentence.headline or proposition.saying:
            continue
        if len(chain) == 1 and chain[0].cue is None and told >= GOES_ON:
            before = next((m for m in range(n - 1, -1, -1) if _carries(propositions[m], out[m])), None)
            if before is not None:
                near = sentences[propositions[before].sentence].paragraph == sentence.paragraph
                # A clause that describes what somebody denies is not what he denies.
                described = proposition.link == "relative" and out[before][-1].act in HOLDING_UNTRUE
                if near and not described and proposition.sentence - propositions[before].sentence <= 1:
                    out[n] = tuple(_going_on(voice) for voice in out[before])
    return out


def _told_behind(voice: Voice, sentence: Sentence, draft: Draft) -> bool:
    """Whether the next sentence gives a whole one to somebody ("That is what the mayor says"): it need not tell itself."""
    return any(
        a.cue == voice.cue
        and a.content[0].start <= sentence.span.start
        and a.content[-1].end >= sentence.span.end - 1
        for a in draft.attributions or ()
        if a.cue is not None and a.content and a.cue.span.start >= sentence.span.end
    )


HOLDING_UNTRUE = frozenset({"denies", "doubts"})


def _going_on(voice: Voice) -> Voice:
    """The voice as it goes on without a cue: who denied one thing says the next."""
    return replace(voice, cue=None, act="says" if voice.act in HOLDING_UNTRUE else voice.act)


def _told(draft: Draft, proposition: Proposition) -> float:
    """The chance that a statement is told by somebody beside the outlet, by both looks of the learned reader."""
    assert draft.reading is not None
    first = draft.reading.claims.chances("told", list(proposition.tokens)).get("told", 0.5)
    look = draft.reading.predicates.get(proposition.trigger)
    return first if look is None else (first * look.chances("told")["told"]) ** 0.5


def _carries(proposition: Proposition, chain: tuple[Voice, ...]) -> bool:
    """Whether a statement has voices that may go on: those of its own clause, not of an act of speech that it tells."""
    return len(chain) > 1 and not proposition.saying and proposition.link not in BACKGROUND


def _headline_told(draft: Draft, tree: Tree, chains: list[tuple[Voice, ...]]) -> Iterator[tuple[Voice, ...]]:
    """The chains, those of the headline taken from the text below it.

    A headline tells what its report tells: it has the voices of the statement that shares most of its words, two or
    the verb at least, else of the first one; what is said without a speaker ("is accused of") is not what it tells. A voice that it names itself ("…, survivors say") stands, as the text names it.
    """
    propositions = draft.propositions or ()
    title = [draft.sentences is not None and draft.sentences[p.sentence].headline for p in propositions]
    body = [
        p
        for p, mark, chain in zip(propositions, title, chains, strict=True)
        if not mark and p.link not in BACKGROUND and chain[-1].kind is not VoiceKind.UNATTRIBUTED
    ]
    words = {p.index: _content_words(p, tree) for p in body}
    for proposition, mark, chain in zip(propositions, title, chains, strict=True):
        if not mark or not body:
            yield chain
            continue
        own = _content_words(proposition, tree)
        shared = {p.index: len(own & words[p.index]) for p in body}
        deed = tree.tokens[proposition.trigger].lemma.lower()
        told = {p.index for p in body if tree.tokens[p.trigger].lemma.lower() == deed}
        order = sorted(
            body,
            key=lambda p: (-shared[p.index] if shared[p.index] > 1 or p.index in told else 0, p.index),
        )
        if len(chain) == 1 and chain[0].cue is None:
            yield chains[order[0].index]
            continue
        if chain[-1].kind is VoiceKind.OUTLET:
            yield chain  # "Perim Letter Exclusive": whatever else is told of its sources below
            continue
        named = _content_words_of(chain[-1], tree)
        spoken = [chains[p.index] for p in order if len(chains[p.index]) > 1]
        same = [below for below in spoken if named & _content_words_of(below[-1], tree)]
        if not same and chain[-1].kind in NAMELESS:
            same = [below for below in spoken if below[-1].kind in NAMELESS | {VoiceKind.PERSON}]
        yield same[0] if same else chain


def _content_words(proposition: Proposition, tree: Tree) -> frozenset[str]:
    """Dictionary forms of what a proposition is about."""
    return frozenset(
        tree.tokens[i].lemma.lower() or tree.tokens[i].lower
        for i in proposition.tokens
        if tree.tokens[i].pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
    )


def _content_words_of(voice: Voice, tree: Tree) -> frozenset[str]:
    """The nouns and names of a voice, in the singular."""
    words = tree.inside(voice.span) if voice.span is not None else ()
    return frozenset(
        voices.singular(tree.tokens[i].lower) for i in words if tree.tokens[i].pos in ("NOUN", "PROPN")
    )


def _over(proposition: Proposition, covering: dict[int, list[int]], cued: dict[int, int]) -> list[int]:
    """The attributions that a proposition stands in: its trigger does, or, where that is a cue behind it, most of its words."""
    over = list(covering.get(proposition.trigger, ()))
    own = cued.get(proposition.trigger)
    if own is not None and own not in over:
        held = sum(own in covering.get(i, ()) for i in proposition.tokens)
        if held >= MOSTLY * len(proposition.tokens):
            over.append(own)
    return over


def _told_in_passing(proposition: Proposition, attribution: Attribution, tree: Tree) -> bool:
    """Whether a clause behind a comma and "who" or "which" is the report's own word inside what somebody says.

    "The captain said the ship, which left on Monday, was empty": most such clauses of the house corpus are
    (`python -m evals corpus --part train`), except in direct speech and behind a "which" that stands before the cue.
    """
    if proposition.link != "relative" or attribution.direct or attribution.cue is None:
        return False
    if any(
        speech.act(tree.tokens[i].lemma, "verb") in HOLDING_UNTRUE for i in tree.inside(attribution.cue.span)
    ):
        return True  # "denied a part in the attack that killed two": that it killed two is not what is denied
    words = tree.subtree(proposition.trigger)
    at = next((w for w in words[:3] if tree.tokens[w].lower in ("who", "which", "where")), None)
    if at is None or at == 0 or tree.tokens[at - 1].text not in ",–—":
        return False
    return tree.tokens[at].lower == "who" or attribution.cue.span.start < tree.tokens[at].start


LEAD = 2
"""Sentences at the beginning of a report in which it may tell where it has its news from."""


def _credit(draft: Draft, tree: Tree, known: list[Said]) -> tuple[Voice | None, int]:
    """The medium that somebody tells it all in the first paragraph ("…, an inspector told Horn Newswire"), and up to where.

    That is the first paragraph, or its first sentences where it is long: of what follows, less than half is that medium's
    on the house corpus. A medium that speaks itself there ("the Herald wrote that …") says that much and no more.
    """
    sentences = [s for s in draft.sentences or () if not s.headline]
    if not sentences:
        return None, 0
    first = [s.span for s in sentences if s.paragraph == sentences[0].paragraph][:LEAD]
    lead = first[-1].end
    for attribution, media, _ in known:
        if attribution.cue is None or attribution.cue.span.start >= lead:
            continue
        for found in media:
            other = found.kind is VoiceKind.OUTLET and found.span is not None
            if (
                other
                and found.span is not None
                and _proper(found.span, tree)
                and not is_outlet(draft, found.span)
            ):
                return replace(found, cue=attribution.cue), lead
    return None, 0


def _proper(span: Span, tree: Tree) -> bool:
    return any(tree.tokens[i].pos == "PROPN" for i in tree.inside(span))


def _with_credit(chain: tuple[Voice, ...], credit: Voice) -> tuple[Voice, ...]:
    if any(voice.kind is VoiceKind.OUTLET for voice in chain[1:]) or chain[0].cue is not None:
        return chain
    return (chain[0], credit, *chain[1:])


def _flag_orphan(draft: Draft, index: int, spans: tuple[Span, ...]) -> None:
    flag = Flag(
        name="orphan",
        quotes=tuple(draft.quote(span) for span in spans),
        because="told in passing, and no source is given",
    )
    draft.flags.setdefault(index, []).append(flag)


def _chain(draft: Draft, tree: Tree, over: list[Said]) -> tuple[Voice, ...]:
    outlet = Voice(voice=draft.report.outlet or NO_OUTLET, kind=VoiceKind.OUTLET)
    chain = [outlet]
    for attribution, media, voice in over:
        chain.extend(m for m in media if not any(is_known(m, known, chain[1:]) for known in chain[1:]))
        passer, author = _hands(voice, draft, tree)
        if passer is not None and (len(chain) > 1 or not is_outlet(draft, passer.span or Span(0, 0))):
            chain.append(passer)
        first_person = voice.voice.lower() in FIRST_PERSON
        own = (
            voice.kind is VoiceKind.OUTLET
            if attribution.source is None
            else is_outlet(draft, attribution.source)
        )
        if len(chain) == 1 and (own or (first_person and not attribution.direct)):
            # The outlet names itself ("debkafile reports that …", "we hold that …"): the same voice, with its words.
            chain[0] = replace(voice, kind=VoiceKind.OUTLET, name=draft.report.outlet, entity=None)
        elif first_person and len(chain) > 1:
            chain[-1] = replace(chain[-1], act=voice.act, cue=voice.cue)
        elif len(chain) > 1 and same_speaker(chain[-1], voice) and not _told_to(chain[-1], attribution, tree):
            chain[-1] = voice
        elif len(chain) > 1 and _only_does(voice):
            continue
        else:
            chain.append(voice)
        if author is not None:
            chain.append(author)
    once = [v for n, v in enumerate(chain) if n == 0 or v.span is None or v.span != chain[n - 1].span]
    return tuple(v for n, v in enumerate(once) if n < 2 or not _only_thought(v, tree))


def _told_to(outer: Voice, attribution: Attribution, tree: Tree) -> bool:
    """Whether the outer voice is who hears the inner one ("an expert told her, she said, that …")."""
    cue = tree.inside(attribution.cue.span) if attribution.cue is not None else range(0)
    if not cue or cue.stop >= len(tree.tokens):
        return False
    pairs = {"her": "she", "him": "he", "them": "they"}
    return pairs.get(tree.tokens[cue.stop].lower) == outer.voice.lower()


def _only_thought(voice: Voice, tree: Tree) -> bool:
    """Whether nobody in particular only holds something within what another voice tells ("he said she was feared dead").

    Who was told it ("he said he was told that …") has it from somebody.
    """
    if voice.kind is not VoiceKind.UNATTRIBUTED or voice.cue is None:
        return False
    return not any(
        tree.tokens[i].lemma in speech.sets()["hearing"] | speech.sets()["coming from outside"]
        for i in tree.inside(voice.cue.span)
    )


def is_known(medium: Voice, known: Voice, chain: Sequence[Voice]) -> bool:
    """Whether a medium is a voice of the chain: "a doctor told him, the priest reports" was told to the priest."""
    last = known is chain[-1] and known.kind in PEOPLE
    return same_speaker(known, medium) or (last and medium.voice.lower() in ("him", "her"))


HANDED = frozenset(
    [
        "passed",
        "shown",
        "handed",
        "read",
        "leaked",
        "sent",
        "given",
        "played",
        "posted",
        "supplied",
        "forwarded",
    ]
)
WRITTEN = frozenset({"kept", "written", "drafted", "drawn", "composed", "sent"})


def _hands(voice: Voice, draft: Draft, tree: Tree) -> tuple[Voice | None, Voice | None]:
    """Who passed a document on, and who wrote it: "a circular passed to us by a shop steward", "a note by the prefect"."""
    if voice.kind is not VoiceKind.DOCUMENT or voice.span is None:
        return None, None
    tokens, inside = tree.tokens, tree.inside(voice.span)
    head = head_of(voice.span, tree)
    if head is None:
        return None, None
    passer = author = None
    for w in range(head + 1, min(len(tokens) - 1, max(inside.stop, head + 1) + MOST_BEHIND)):
        token = tokens[w]
        if token.text in ".;:“”" or token.sentence != tokens[head].sentence or token.lower in ("that", "and"):
            break
        if token.lower == "by" and w > head + 1:
            verbs = {tokens[v].lower for v in range(max(head + 1, w - 5), w)}
            if verbs & HANDED:
                passer = _person(w + 1, draft, tree)
                break
        near = w == head + 1 or (token.lower == "by" and tokens[w - 1].lower in WRITTEN and w == head + 2)
        if near and token.lower in ("by", "from"):
            author = _person(w + 1, draft, tree)
            break
    return passer, author


def _person(i: int, draft: Draft, tree: Tree) -> Voice | None:
    """The man or woman whose phrase begins at a word."""
    words = simple_phrase(i, tree)
    if not words:
        return None
    span = tree.span(words)
    kind, name, mention = kind_of(span, draft, tree)
    if kind not in PEOPLE:
        return None
    return Voice(
        voice=draft.report.quote(span),
        kind=kind,
        span=span,
        act="says",
        entity=entity_of(mention, draft),
        name=name,
    )


def _only_does(voice: Voice) -> bool:
    """Whether a voice inside another's words is told to do something by speaking: "sources say the firm agreed to buy gas"."""
    words = voice.cue.text.lower().split() if voice.cue else []
    return any(word in AGREEING for word in words)


AGREEING = frozenset(
    {"agreed", "agree", "agrees", "plan", "plans", "planned", "planning", "intends", "intend"}
)
STAGE = Stage(
    name="who_says",
    needs=("tokens", "sentences", "mentions", "entities", "attributions", "propositions"),
    gives=("who_says",),
    run=run,
)
