"""Chains: for every proposition the voices from the outlet inwards to the origin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...knowledge import speech, voices
from ...record import Flag, Quote, Span, Voice, VoiceKind
from ..draft import Attribution, Draft, Named, Proposition
from ..stage import Stage
from ..tree import PUNCTUATION, Tree, plain
from .kinds import (
    FIRST_PERSON,
    OWN_NOUNS,
    PERSONAL,
    UNSURE_MEDIA,
    head_of,
    is_medium,
    is_outlet,
    kind_of,
    media_names,
    tells_of_media,
)
from .making import noun_phrase, own_names, own_people

NO_OUTLET = "the outlet (not named)"
UNATTRIBUTED = "unattributed"
BACKGROUND = frozenset({"participle", "relative", "role"})
"""Links of clauses that tell something in passing."""

NAMELESS = frozenset({VoiceKind.UNNAMED_OFFICIAL, VoiceKind.ANONYMOUS})
"""Kinds of voices that a headline gives to whom the text names ("Owner: nobody was hurt")."""

HEARD = frozenset({"tell", "inform", "assure", "brief", "explain", "remind"})
MOSTLY = 0.7
"""Share of a proposition's words that an attribution whose cue is its trigger must hold."""

Said = tuple[Attribution, tuple[Voice, ...], Voice]
"""An attribution, the media its words came through, and its voice."""


def run(draft: Draft) -> None:
    """Fill `who_says`: one chain for each proposition; background nobody vouches for is flagged an orphan."""
    tree = Tree.of(draft)
    known = _with_its_medium(
        [
            (attribution, _media(attribution, draft, tree), _voice(attribution, draft, tree))
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
    credit, until = _credit(draft, tree, known)
    chains = []
    for proposition in draft.propositions or ():
        over = [known[number] for number in _over(proposition, covering, cued)]
        over = [said for said in over if not _told_in_passing(proposition, said[0], tree)]
        chain = _chain(draft, tree, _nested(over))
        if len(chain) == 1 and proposition.link in BACKGROUND:
            _flag_orphan(draft, proposition.index, proposition.spans)
        if credit is not None and proposition.spans[0].start < until:
            chain = _with_credit(chain, credit)
        chains.append(chain)
    chains = _gone_on(draft, chains)
    draft.who_says = tuple(_headline_told(draft, tree, chains))


GOES_ON, STOPS_HERE = 0.8, 0.9
"""Chance that a statement without a cue is told by somebody, from which it goes on with the voices before it; and
that one whose cue stands in another sentence is the outlet's own, from which it is. Chosen on the fit part."""


def _gone_on(draft: Draft, chains: list[tuple[Voice, ...]]) -> list[tuple[Voice, ...]]:
    """The chains, where the learned reader is sure that a voice goes on without a cue, or that it does not.

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
        if sentence.headline or proposition.saying:
            continue
        told = draft.reading.claims.chances("told", list(proposition.tokens)).get("told", 0.5)
        if len(chain) == 1 and chain[0].cue is None and told >= GOES_ON:
            before = next((m for m in range(n - 1, -1, -1) if _carries(propositions[m], out[m])), None)
            if before is not None:
                near = sentences[propositions[before].sentence].paragraph == sentence.paragraph
                if near and proposition.sentence - propositions[before].sentence <= 1:
                    out[n] = tuple(replace(voice, cue=None) for voice in out[before])
        elif len(chain) > 1 and 1 - told >= STOPS_HERE and chain[-1].kind is not VoiceKind.UNATTRIBUTED:
            cues = [voice.cue.span for voice in chain if voice.cue is not None]
            if not any(sentence.span.holds(cue) for cue in cues):
                out[n] = chain[:1]
    return out


def _carries(proposition: Proposition, chain: tuple[Voice, ...]) -> bool:
    """Whether a statement has voices that may go on: those of its own clause, not of an act of speech that it tells."""
    return len(chain) > 1 and not proposition.saying and proposition.link not in BACKGROUND


def _with_its_medium(known: list[Said], draft: Draft) -> list[Said]:
    """Whoever told a medium something goes on telling it: "… he told Radio Kolkheti. “…”, he added".

    That is, in the same paragraph, the same speaker, by a pronoun or by name, and no other medium.
    """
    paragraphs = [s.paragraph for s in draft.sentences or ()]
    place = [
        next((n for n, s in enumerate(draft.sentences or ()) if s.span.holds(said[0].cue.span)), None)
        if said[0].cue
        else None
        for said in known
    ]
    order = sorted((n for n in range(len(known)) if place[n] is not None), key=lambda n: known[n][0].cue.span)  # type: ignore[union-attr]
    out = list(known)
    last: int | None = None
    for n in order:
        attribution, media, voice = out[n]
        outlets = [m for m in media if m.kind in KEPT]
        if outlets:
            last = n
            continue
        if last is None or attribution.source is None:
            continue
        a, b = place[last] or 0, place[n] or 0
        if paragraphs[a] != paragraphs[b] or a == b:
            last = last if a == b else None
            continue
        if not media and _goes_on(out[last][2], voice):
            out[n] = (attribution, tuple(m for m in out[last][1] if m.kind in KEPT), voice)
        else:
            last = None
    return out


KEPT = frozenset({VoiceKind.OUTLET, VoiceKind.DOCUMENT})
"""Kinds of media through which somebody goes on speaking."""


def _goes_on(before: Voice, now: Voice) -> bool:
    """Whether the same one goes on speaking: by a pronoun, by the same words, or as the same entity."""
    if now.voice.casefold() in ("he", "she", "they", "it"):
        return now.entity is None or before.entity is None or now.entity == before.entity
    return _words(before) == _words(now) or (before.entity is not None and before.entity == now.entity)


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
    words = tree.subtree(proposition.trigger)
    at = next((w for w in words[:3] if tree.tokens[w].lower in ("who", "which")), None)
    if at is None or at == 0 or tree.tokens[at - 1].text not in ",–—":
        return False
    return tree.tokens[at].lower == "who" or attribution.cue.span.start < tree.tokens[at].start


def _credit(draft: Draft, tree: Tree, known: list[Said]) -> tuple[Voice | None, int]:
    """The medium that somebody tells it all in the first paragraph ("…, an inspector told Horn Newswire"), and up to where.

    That is the first paragraph: of what follows it, less than half is that medium's on the house corpus. A medium that
    speaks itself there ("the Herald wrote that …") says that much and no more.
    """
    sentences = [s for s in draft.sentences or () if not s.headline]
    if not sentences:
        return None, 0
    lead = [s.span.end for s in sentences if s.paragraph == sentences[0].paragraph][-1]
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


def _nested(over: list[Said]) -> list[Said]:
    """From the outermost to the innermost: whose cue lies in another's content is inside it.

    Two that stand side by side over the same words (neither inside the other) are two readings of one
    attribution unless one cites the other; the surer one is kept.
    """
    sizes = sorted(over, key=lambda said: (-_size(said[0]), said[0].cue.span.start if said[0].cue else 0))
    ordered = _citing_last(_outermost_first(sizes))
    kept: list[Said] = []
    for said in ordered:
        rival = next((n for n, other in enumerate(kept) if not _inside(said[0], other[0])), None)
        if rival is None or said[2].act == "cites" or _second_hand(said[0]):
            kept.append(said)
        elif (said[0].confidence or 0) > (kept[rival][0].confidence or 0):
            kept[rival] = said
    return kept


def _outermost_first(over: list[Said]) -> list[Said]:
    """Those in whose content no other one's cue or source stands first; the longer content decides the rest."""
    left, out = list(over), []
    while left:
        free = (
            one
            for one in left
            if not any(_inside(one[0], o[0]) and not _inside(o[0], one[0]) for o in left if o is not one)
        )
        first = next(free, left[0])
        left.remove(first)
        out.append(first)
    return out


def _citing_last(ordered: list[Said]) -> list[Said]:
    """Whom a speaker cites comes after the speaker ("the agency reported, citing a neighbour"), whatever the lengths."""
    ordered = sorted(ordered, key=lambda said: not _quoted_by(said[0]))
    out = [said for said in ordered if not _second_hand(said[0])]
    for said in ordered:
        cue = said[0].cue
        if not _second_hand(said[0]) or cue is None:
            continue
        before = [
            n
            for n, other in enumerate(out)
            if (other[0].cue and other[0].cue.span < cue.span)
            or (other[0].source and other[0].source < cue.span)
        ]
        out.insert(max(before, default=-1) + 1, said)
    return out


def _second_hand(attribution: Attribution) -> bool:
    return attribution.cue is not None and attribution.cue.text.lower() in ("citing", "quoting")


def _quoted_by(attribution: Attribution) -> bool:
    """Whether a source stands behind a cue that says it passes on ("according to the general, quoted by [the agency]")."""
    cue, source = attribution.cue, attribution.source
    return (
        cue is not None
        and source is not None
        and cue.text.lower() in PASSED_ON
        and cue.span.end < source.start
    )


PASSED_ON = frozenset({"quoted", "cited", "quoted by", "cited by"})


def _size(attribution: Attribution) -> int:
    return sum(span.end - span.start for span in attribution.content)


def _inside(inner: Attribution, outer: Attribution) -> bool:
    """Whether the inner attribution's cue or source stands in the outer one's content."""
    marks = [inner.cue.span] if inner.cue else []
    if inner.source:
        marks.append(inner.source)
    return any(span.holds(mark) for span in outer.content for mark in marks)


def _chain(draft: Draft, tree: Tree, over: list[Said]) -> tuple[Voice, ...]:
    outlet = Voice(voice=draft.report.outlet or NO_OUTLET, kind=VoiceKind.OUTLET)
    chain = [outlet]
    for attribution, media, voice in over:
        chain.extend(m for m in media if not any(_same_speaker(known, m) for known in chain[1:]))
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
        elif len(chain) > 1 and _same_speaker(chain[-1], voice):
            chain[-1] = voice
        elif len(chain) > 1 and _only_does(voice):
            continue
        else:
            chain.append(voice)
        if author is not None:
            chain.append(author)
    return tuple(chain)


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
PEOPLE = frozenset({VoiceKind.PERSON, VoiceKind.UNNAMED_OFFICIAL, VoiceKind.ANONYMOUS})


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
    words = _simple(i, tree)
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
        entity=_entity(mention, draft),
        name=name,
    )


def _only_does(voice: Voice) -> bool:
    """Whether a voice inside another's words is told to do something by speaking: "sources say the firm agreed to buy gas"."""
    words = voice.cue.text.lower().split() if voice.cue else []
    return any(word in AGREEING for word in words)


AGREEING = frozenset(
    {"agreed", "agree", "agrees", "plan", "plans", "planned", "planning", "intends", "intend"}
)


def _same_speaker(outer: Voice, inner: Voice) -> bool:
    """Whether two voices of a chain are one ("he regrets, he told us, that …")."""
    if outer.kind is inner.kind is VoiceKind.UNATTRIBUTED:
        return True
    if outer.span is None or inner.span is None or outer.kind is not inner.kind:
        return False
    if inner.kind is VoiceKind.OUTLET and inner.voice.lower().removeprefix("the ") in OWN_NOUNS:
        return True  # "the Observer wrote … so the paper reads"
    named = outer.entity is not None and outer.entity == inner.entity
    return named or outer.span.overlaps(inner.span) or _words(outer) == _words(inner)


def _words(voice: Voice) -> str:
    return (voice.name or voice.voice).casefold()


def _media(attribution: Attribution, draft: Draft, tree: Tree) -> tuple[Voice, ...]:
    """What the words came through: "said in a statement" (a document), "told Horn Newswire" (another outlet).

    "Told our reporter Memory Banda" comes through her, "witnesses quoted by Radio Costa" through the station, "through
    his nephew" through the nephew, and "in a filing it estimated … and warned" through the filing.
    """
    if attribution.cue is None:
        return ()
    taken = [span for span in (attribution.source, *attribution.content) if span is not None]
    found = []
    for phrase in (
        *_behind_cue(attribution.cue.span, tree),
        *_quoting(attribution, tree),
        *_between(attribution, tree),
        *_opening(attribution, tree),
    ):
        case, words = phrase
        span = tree.span(words)
        if case in ("in", "on", "via", "through", "by", "to", "with", "") and any(
            t.overlaps(span) for t in taken
        ):
            continue
        if medium := _medium(case, words, draft, tree):
            found.append(medium)
    return tuple(found[:1])


Phrase = tuple[str, list[int]]
"""A preposition ("" for none) and the words of the noun phrase behind it."""
THROUGH = frozenset({"in", "on", "via", "through", "by", "over", "with", "to"})
MOST_BEHIND = 12
"""Words behind a cue among which its hearer and its medium stand."""


def _behind_cue(cue: Span, tree: Tree) -> Iterator[Phrase]:
    """The hearer and the adjuncts that stand straight behind a cue, up to a sign, a "that" or another verb."""
    words = tree.inside(cue)
    tokens = tree.tokens
    if not words:
        return
    at, end = words.stop, min(len(tokens), words.stop + MOST_BEHIND)
    if speech.verb(tokens[words[-1]].lower) in HEARD and at < end and tokens[at].lower not in THROUGH:
        phrase = _simple(at, tree)
        if phrase:
            yield "", phrase
            at = phrase[-1] + 1
    while at < end and tokens[at].text not in PUNCTUATION and tokens[at].lower not in ("that", "whether"):
        if tokens[at].pos in ("VERB", "AUX"):
            return
        if tokens[at].lower in THROUGH:
            phrase = _simple(at + 1, tree)
            if phrase:
                yield tokens[at].lower, phrase
                at = phrase[-1]
        at += 1


def _simple(i: int, tree: Tree) -> list[int]:
    """The noun phrase that begins at `i`, up to the next preposition."""
    tokens = tree.tokens
    words: list[int] = []
    for w in noun_phrase(i, tree):
        if words and tokens[w].pos == "ADP" and tokens[w].lower != "of":
            break
        if words and tokens[words[-1]].pos in ("NOUN", "PROPN") and _begins_anew(w, tree):
            break  # "told the daily Udaya [the regiment had …]", "told it [last year]"
        words.append(w)
    return words


def _begins_anew(w: int, tree: Tree) -> bool:
    """Whether a word behind a noun begins another phrase."""
    token = tree.tokens[w]
    return token.pos in ("DET", "PRON") or token.lower in ("last", "this", "next", "yesterday", "today")


def _quoting(attribution: Attribution, tree: Tree) -> Iterator[Phrase]:
    """ "Witnesses quoted by Radio Costa": whoever passes the speaker's words on."""
    if attribution.source is None:
        return
    tokens, inside = tree.tokens, tree.inside(attribution.source)
    for w in range(inside.start, min(len(tokens) - 2, inside.stop + 3)):
        if tokens[w].lower in HAD_BY and tokens[w + 1].lower == "by":
            phrase = noun_phrase(w + 2, tree)
            if phrase:
                yield "", phrase
            return


def _between(attribution: Attribution, tree: Tree) -> Iterator[Phrase]:
    """The adjunct between a source and its cue ("the charity, in a letter to us, writes that …")."""
    if attribution.source is None or attribution.cue is None:
        return
    first, last = tree.inside(attribution.source).stop, tree.inside(attribution.cue.span).start
    for w in range(first, min(last - 1, first + MOST_BEHIND)):
        if tree.tokens[w].lower in ("in", "via", "through") and tree.tokens[w - 1].text in ",–—":
            phrase = _simple(w + 1, tree)
            if phrase and phrase[-1] < last:
                yield tree.tokens[w].lower, phrase
            return


HAD_BY = frozenset(
    [
        "quoted",
        "cited",
        "interviewed",
        "seen",
        "obtained",
        "published",
        "printed",
        "reviewed",
        "broadcast",
        "aired",
    ]
)
"""What a medium does with words that it passes on."""


def _opening(attribution: Attribution, tree: Tree) -> Iterator[Phrase]:
    """The adjunct with which a sentence opens ("In a filing it estimated …", "Through his sister he let us know …")."""
    if attribution.cue is None or not tree.inside(attribution.cue.span):
        return
    tokens, cue = tree.tokens, tree.inside(attribution.cue.span)[0]
    first = cue
    while first > 0 and tokens[first - 1].sentence == tokens[cue].sentence:
        first -= 1
    if tokens[first].lower in ("in", "on", "via", "through"):
        phrase = _simple(first + 1, tree)
        if phrase and phrase[-1] < cue:
            yield tokens[first].lower, phrase


def _medium(case: str, words: list[int], draft: Draft, tree: Tree) -> Voice | None:
    """The voice that a hearer or adjunct of a cue is; None for "told us", "in Paris", "on Monday"."""
    tokens, span = tree.tokens, tree.span(words)
    first, text = tokens[words[0]].lower, draft.report.quote(span)
    nouns = [w for w in words if tokens[w].pos in ("NOUN", "PROPN")]
    if case == "" and len(words) == 1 and first in ("him", "her") and _only_tells(words[0] - 1, tree):
        # "Residents told her that p": the report has it from her.
        kind, name, mention = kind_of(span, draft, tree)
        if kind in PEOPLE and mention is not None:
            return Voice(
                voice=text, kind=kind, span=span, act="says", entity=_entity(mention, draft), name=name
            )
    if not nouns:
        return None
    head = next((w for w in words if tokens[w].head not in words and w in nouns), nouns[-1])
    if own_people(words, tree) or {tokens[w].lower for w in nouns} <= own_names(draft, tree):
        named = any(tokens[w].pos == "PROPN" for w in words)
        if not named or case not in ("", "to"):
            return None
        return Voice(voice=text, kind=VoiceKind.PERSON, span=span, act="reports")
    if first in ("this", "our", "us") or is_outlet(draft, span):
        return None
    if case in ("", "to", "with", "by", "on", "over") and _is_other_medium(case, words, draft, tree):
        return Voice(voice=text, kind=VoiceKind.OUTLET, span=span, act="reports")
    if case not in ("in", "on", "via", "through", "by"):
        return None
    telling = voices.sorts(tokens[head].lower) | voices.sorts(tokens[nouns[0]].lower)
    if "document" in telling and tokens[head].pos == "NOUN":
        return Voice(voice=text, kind=VoiceKind.DOCUMENT, span=span, act="says")
    if case == "through" and telling & PERSONAL:
        kind, name, _ = kind_of(span, draft, tree)
        return Voice(voice=text, kind=kind, span=span, act="says", name=name)
    return None


def _only_tells(verb: int, tree: Tree) -> bool:
    """Whether a verb is a plain "told", and not one step of a story ("summoned the envoy and told him")."""
    token = tree.tokens[verb]
    return token.lower == "told" and plain(token.relation) != "conj"


def _is_other_medium(case: str, words: list[int], draft: Draft, tree: Tree) -> bool:
    """Whether a hearer is another outlet: a medium's name, or "the agency" where the report names one."""
    last = tree.tokens[words[-1]]
    text = draft.report.quote(tree.span(words))
    if not is_medium(text) and last.lower not in UNSURE_MEDIA | media_names(draft):
        return False
    if case == "on":
        return is_medium(text)  # "warned on the radio", whichever it was
    named = any(tree.tokens[w].text[:1].isupper() for w in words[1:]) or tree.tokens[words[0]].pos == "PROPN"
    return named or (tree.tokens[words[0]].lower == "the" and tells_of_media(draft))


def _quotes(attribution: Attribution, tree: Tree) -> bool:
    """Whether a name that is no word for a body quotes somebody: that is a medium ("Xinhua quotes the coast guard …")."""
    cue = tree.inside(attribution.cue.span) if attribution.cue else ()
    if attribution.source is None or not any(tree.tokens[w].lemma == "quote" for w in cue):
        return False
    head = head_of(attribution.source, tree)
    return head is not None and tree.tokens[head].pos == "PROPN" and not voices.sorts(tree.tokens[head].lower)


def _voice(attribution: Attribution, draft: Draft, tree: Tree) -> Voice:
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
