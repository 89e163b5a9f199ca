"""What words came through: a hearer that is a medium, a paper, a go-between; and how long it stays so."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from ...knowledge import speech, voices
from ...record import Span, Voice, VoiceKind
from ..draft import Attribution, Draft
from ..tree import PUNCTUATION, Tree, plain
from .kinds import PERSONAL, UNSURE_MEDIA, is_medium, is_outlet, kind_of, media_names, tells_of_media
from .making import noun_phrase, own_names, own_people
from .voice import PEOPLE, Said, entity_of, words_of

HEARD = frozenset({"tell", "inform", "assure", "brief", "explain", "remind"})
Phrase = tuple[str, list[int]]
"""A preposition ("" for none) and the words of the noun phrase behind it."""
THROUGH = frozenset({"in", "on", "via", "through", "by", "over", "with", "to"})
MOST_BEHIND = 12
"""Words behind a cue among which its hearer and its medium stand."""
KEPT = frozenset({VoiceKind.OUTLET, VoiceKind.DOCUMENT})
"""Kinds of media through which somebody goes on speaking."""
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
REACHED = frozenset(
    {"reached", "contacted", "telephoned", "asked", "questioned", "approached", "interviewed"}
)
"""What a medium does with people who speak ("a driver reached by Radio Costa")."""


def media_of(attribution: Attribution, draft: Draft, tree: Tree) -> tuple[Voice, ...]:
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
        if not words:
            continue
        span = tree.span(words)
        if case in ("in", "on", "via", "through", "by", "to", "with", "") and any(
            t.overlaps(span) for t in taken
        ):
            continue
        if medium := _medium(case, words, draft, tree):
            found.append(medium)
            if medium.kind is VoiceKind.DOCUMENT and len(found) == 1:
                # "Said in a fax to the daily Vardar Press": the daily has the fax.
                said = {w for one in taken for w in tree.inside(one)}
                through = [
                    _medium("to", [w for w in to if w not in said], draft, tree)
                    for to in _addressed(words, tree)
                ]
                found[:0] = [one for one in through if one is not None and one.kind is VoiceKind.OUTLET]
                if len(found) > 1:
                    return tuple(found)
    if not found:
        found.extend(_tagged(attribution, draft, tree))
    return tuple(found[:1])


def _addressed(words: Sequence[int], tree: Tree) -> Iterator[list[int]]:
    """To whom a paper goes: "a fax [to the daily]", "a message that he sent [to the site]"."""
    tokens = tree.tokens
    for w in range(words[-1] + 1, min(len(tokens) - 1, words[-1] + 6)):
        if tokens[w].sentence != tokens[words[0]].sentence or tokens[w].text in PUNCTUATION:
            return
        if tokens[w].lower == "to":
            yield simple_phrase(w + 1, tree)
            return
        if tokens[w].pos not in ("PRON", "VERB", "AUX", "SCONJ", "DET"):
            return


SURE = 0.75
"""Probability from which the learned reader's word for a medium is taken; chosen on fit and dev."""


def _tagged(attribution: Attribution, draft: Draft, tree: Tree) -> Iterator[Voice]:
    """A medium that the learned reader sees in the sentence of the cue, outside of all that is said and who says it."""
    if draft.reading is None or "voice" not in draft.reading.claims.layers or attribution.cue is None:
        return
    cue = tree.inside(attribution.cue.span)
    if not cue:
        return
    taken, cues = _taken(draft, tree)
    sentence = (draft.sentences or ())[tree.tokens[cue[0]].sentence]
    for head in range(sentence.first, sentence.last):
        token = tree.tokens[head]
        if token.pos not in ("NOUN", "PROPN") or head in taken:
            continue
        if plain(token.relation) not in ("obl", "nmod", "obj", "iobj", "nsubj"):
            continue
        between = range(min(head, cue[0]) + 1, max(head, cue[0]))
        if any(w in cues and w not in cue for w in between):
            continue  # whoever else tells it there
        words = tree.noun_phrase(head)
        if taken.intersection(words) or {tree.tokens[w].lower for w in words} & own_names(draft, tree):
            continue
        chances = draft.reading.claims.chances("voice", words)
        kind = max(KEPT, key=lambda k: chances.get(k, 0.0))
        if chances.get(kind, 0.0) >= SURE:
            span = tree.span(words)
            if is_outlet(draft, span):
                continue
            act = "reports" if kind is VoiceKind.OUTLET else "says"
            yield Voice(voice=draft.report.quote(span), kind=kind, span=span, act=act)
            return


def _taken(draft: Draft, tree: Tree) -> tuple[frozenset[int], frozenset[int]]:
    """The words of all that is said, of who says it and of the cues, and those of the cues alone; found once."""
    kept = draft.extra.get("said words")
    if not isinstance(kept, tuple):
        found = draft.attributions or ()
        cues = frozenset(i for a in found if a.cue for i in tree.inside(a.cue.span))
        said = (s for a in found for s in (a.source, *a.content) if s is not None)
        kept = draft.extra["said words"] = (cues | {i for span in said for i in tree.inside(span)}, cues)
    return kept


def _behind_cue(cue: Span, tree: Tree) -> Iterator[Phrase]:
    """The hearer and the adjuncts that stand straight behind a cue, up to a sign, a "that" or another verb."""
    words = tree.inside(cue)
    tokens = tree.tokens
    if not words:
        return
    at, end = words.stop, min(len(tokens), words.stop + MOST_BEHIND)
    if speech.verb(tokens[words[-1]].lower) in HEARD and at < end and tokens[at].lower not in THROUGH:
        phrase = simple_phrase(at, tree)
        if phrase:
            yield "", phrase
            at = phrase[-1] + 1
    while at < end and tokens[at].text not in PUNCTUATION and tokens[at].lower not in ("that", "whether"):
        if tokens[at].pos in ("VERB", "AUX"):
            return
        if tokens[at].lower in THROUGH:
            phrase = simple_phrase(at + 1, tree)
            if phrase:
                yield tokens[at].lower, phrase
                at = phrase[-1]
        at += 1


def simple_phrase(i: int, tree: Tree) -> list[int]:
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
    """ "Witnesses quoted by Radio Costa", "a driver, reached by our delegate": whoever passes the speaker's words on."""
    if attribution.source is None:
        return
    tokens, inside = tree.tokens, tree.inside(attribution.source)
    for w in range(inside.start, min(len(tokens) - 3, inside.stop + 4)):
        if tokens[w].lower in HAD_BY | REACHED:
            yield from _by_whom(w, tree)
            return


def _by_whom(verb: int, tree: Tree) -> Iterator[Phrase]:
    """The phrase behind the "by" of a participle, an adverb between or not ("interviewed separately by our delegate")."""
    tokens = tree.tokens
    by = next((w for w in range(verb + 1, min(len(tokens) - 1, verb + 3)) if tokens[w].lower == "by"), None)
    if by is None or (by > verb + 1 and tokens[by - 1].pos != "ADV"):
        return
    phrase = simple_phrase(by + 1, tree)
    while phrase and tokens[phrase[-1]].pos not in ("NOUN", "PROPN"):
        phrase.pop()  # "our editor Ildikó Szalontai [late on Monday]"
    if phrase:
        yield "reached" if tokens[verb].lower in REACHED else "", phrase


def _between(attribution: Attribution, tree: Tree) -> Iterator[Phrase]:
    """The adjunct between a source and its cue ("the charity, in a letter to us, writes that …")."""
    if attribution.source is None or attribution.cue is None:
        return
    first, last = tree.inside(attribution.source).stop, tree.inside(attribution.cue.span).start
    for w in range(first, min(last - 1, first + MOST_BEHIND)):
        if tree.tokens[w].lower in ("in", "via", "through") and tree.tokens[w - 1].text in ",–—":
            phrase = simple_phrase(w + 1, tree)
            if phrase and phrase[-1] < last:
                yield from _talk(phrase, tree)
                yield tree.tokens[w].lower, phrase
            return


def _opening(attribution: Attribution, tree: Tree) -> Iterator[Phrase]:
    """The adjunct with which a sentence opens ("In a filing it estimated …", "Through his sister he let us know …")."""
    if attribution.cue is None or not tree.inside(attribution.cue.span):
        return
    tokens, cue = tree.tokens, tree.inside(attribution.cue.span)[0]
    first = cue
    while first > 0 and tokens[first - 1].sentence == tokens[cue].sentence:
        first -= 1
    if tokens[first].lower in ("in", "on", "via", "through"):
        phrase = simple_phrase(first + 1, tree)
        if phrase and phrase[-1] < cue:
            yield from _talk(phrase, tree)
            yield tokens[first].lower, phrase
    elif tokens[first].lower in ("speaking", "talking") and tokens[first + 1].lower in ("to", "on", "with"):
        # "Speaking to the Herald, the general said that p"
        yield tokens[first + 1].lower, simple_phrase(first + 2, tree)
    elif tokens[first].lower in REACHED:
        yield from _by_whom(first, tree)


TALKS = frozenset(
    {"interview", "remark", "comment", "conversation", "call", "talk", "chat", "statement", "message"}
)
"""Nouns for words to a medium ("in an interview with the Herald")."""


def _talk(phrase: Sequence[int], tree: Tree) -> Iterator[Phrase]:
    """The medium with which somebody talks: "in an interview [with the Herald]"."""
    tokens, behind = tree.tokens, phrase[-1] + 1
    if (
        tokens[phrase[-1]].lemma in TALKS
        and behind < len(tokens)
        and tokens[behind].lower in ("with", "to", "on")
    ):
        medium = simple_phrase(behind + 1, tree)
        if medium:
            yield tokens[behind].lower, medium


def _medium(case: str, words: list[int], draft: Draft, tree: Tree) -> Voice | None:
    """The voice that a hearer or adjunct of a cue is; None for "told us", "in Paris", "on Monday"."""
    if not words:
        return None
    tokens, span = tree.tokens, tree.span(words)
    first, text = tokens[words[0]].lower, draft.report.quote(span)
    nouns = [w for w in words if tokens[w].pos in ("NOUN", "PROPN")]
    if case == "" and len(words) == 1 and first in ("him", "her") and _only_tells(words[0] - 1, tree):
        # "Residents told her that p": the report has it from her.
        kind, name, mention = kind_of(span, draft, tree)
        if kind in PEOPLE and mention is not None:
            return Voice(
                voice=text, kind=kind, span=span, act="says", entity=entity_of(mention, draft), name=name
            )
    if not nouns:
        return None
    head = next((w for w in words if tokens[w].head not in words and w in nouns), nouns[-1])
    if own_people(words, tree) or {tokens[w].lower for w in nouns} <= own_names(draft, tree):
        named = any(tokens[w].pos == "PROPN" for w in words)
        if not named or case not in ("", "to", "reached"):
            return None
        return Voice(voice=text, kind=VoiceKind.PERSON, span=span, act="reports")
    if first in ("this", "our", "us") or is_outlet(draft, span):
        return None
    if (
        case == "reached"
        and tokens[head].pos == "PROPN"
        and kind_of(span, draft, tree)[0] is not VoiceKind.PERSON
    ):
        return Voice(voice=text, kind=VoiceKind.OUTLET, span=span, act="reports")
    if case in ("", "to", "with", "by", "on", "over", "reached") and _is_other_medium(
        case, words, draft, tree
    ):
        return Voice(voice=text, kind=VoiceKind.OUTLET, span=span, act="reports")
    if case not in ("in", "on", "via", "through", "by"):
        return None  # "asked by a judge": he passes nothing on
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


def _sentence_of(attribution: Attribution, starts: Sequence[int], draft: Draft) -> int | None:
    """The number of the sentence that a cue stands in; `starts` are where the sentences begin."""
    if attribution.cue is None:
        return None
    number = bisect_right(starts, attribution.cue.span.start) - 1
    held = number >= 0 and (draft.sentences or ())[number].span.holds(attribution.cue.span)
    return number if held else None


def with_its_medium(known: list[Said], draft: Draft) -> list[Said]:
    """Whoever told a medium something goes on telling it: "… he told Radio Kolkheti. “…”, he added".

    That is, in the same paragraph, the same speaker, by a pronoun or by name, and no other medium. Who "spoke to Radio
    Kolkheti" and says something after says it there, too.
    """
    total = len(known)
    known = [*known, *_talks(draft, Tree.of(draft))]
    paragraphs = [s.paragraph for s in draft.sentences or ()]
    starts = [s.span.start for s in draft.sentences or ()]
    place = [_sentence_of(said[0], starts, draft) for said in known]
    order = sorted((n for n in range(len(known)) if place[n] is not None), key=lambda n: known[n][0].cue.span)  # type: ignore[union-attr]
    out = list(known)
    through: dict[int, Voice] = {}
    last: int | None = None
    between = False
    for n in order:
        attribution, media, voice = out[n]
        outlets = [m for m in media if _passes_on(m)]
        if not outlets and (
            passing := _passing(attribution, (known[k] for k in order if place[k] == place[n]))
        ):
            through[n] = passing
            outlets = [passing]
        if outlets:
            last, between = n, False
            continue
        if last is None or attribution.source is None:
            continue
        a, b = place[last] or 0, place[n] or 0
        if paragraphs[a] != paragraphs[b] or a == b:
            last = last if a == b else None
            continue
        near = last not in through or b == a + 1
        before = out[last][2]
        if _tells_us(attribution, draft, Tree.of(draft)):
            last = None
            continue
        # After somebody else has spoken, "he" may be anybody, and a letter is closed.
        same = _goes_on(before, voice) and not (
            between
            and (before.entity is None or before.entity != voice.entity)
            and words_of(before) != words_of(voice)
        )
        kept = [through[last]] if last in through else [m for m in out[last][1] if _passes_on(m)]
        closed = between and kept[0].kind is VoiceKind.DOCUMENT
        if near and not media and same and not closed:
            out[n] = (attribution, tuple(kept), voice)
        else:
            between = True
    return out[:total]


TALKING = frozenset({"speak", "talk", "chat", "meet", "receive", "welcome", "telephone", "ring"}) | {
    verb.removesuffix("ed") for verb in REACHED
}
"""Verbs of a meeting with a medium, in which something is said ("spoke to our correspondent Bjørg Nilsen")."""


def _talks(draft: Draft, tree: Tree) -> Iterator[Said]:
    """Meetings of somebody with a medium that say nothing themselves: what he says next, he says to it."""
    tokens = tree.tokens
    for i, token in enumerate(tokens[:-3]):
        opening = i == 0 or tokens[i - 1].sentence != token.sentence
        if token.pos != "VERB" or token.lemma not in TALKING:
            continue
        if opening and token.lower in REACHED:
            phrases, governor = list(_by_whom(i, tree)), token.head
        else:
            phrases, governor = _with_whom(i, tree), i
        media = [m for case, words in phrases if (m := _medium(case, words, draft, tree)) is not None]
        subject = tree.child(governor, "nsubj") if governor >= 0 else None
        if not media or not _passes_on(media[0]) or subject is None:
            continue
        span = tree.span(tree.noun_phrase(subject, whole=True) or [subject])
        kind, name, mention = kind_of(span, draft, tree)
        entity = entity_of(mention, draft)
        voice = Voice(voice=draft.report.quote(span), kind=kind, span=span, entity=entity, name=name)
        yield Attribution(source=span, cue=draft.quote(token.span), content=()), (media[0],), voice


def _with_whom(verb: int, tree: Tree) -> list[Phrase]:
    """Whom somebody talks to or receives: the phrase straight behind the verb."""
    tokens, at = tree.tokens, verb + 1
    case = tokens[at].lower if tokens[at].lower in ("to", "with") else ""
    words = simple_phrase(at + bool(case), tree)
    return [(case or "to", words)] if words and (case or tokens[at].lower == "our") else []


def _tells_us(attribution: Attribution, draft: Draft, tree: Tree) -> bool:
    """Whether somebody now tells it to the outlet itself ("he told this newspaper")."""
    cue = tree.inside(attribution.cue.span) if attribution.cue is not None else range(0)
    if not cue or cue.stop + 1 >= len(tree.tokens) or tree.tokens[cue.stop - 1].lemma not in HEARD:
        return False
    hearer = tree.span([cue.stop, cue.stop + 1])
    return tree.tokens[cue.stop].lower in ("us", "me") or is_outlet(draft, hearer)


def _passes_on(medium: Voice) -> bool:
    """Whether somebody goes on speaking through a medium: another outlet, a paper, the outlet's own reporter by name."""
    return medium.kind in KEPT or (medium.kind is VoiceKind.PERSON and medium.act == "reports")


def _passing(attribution: Attribution, beside: Iterable[Said]) -> Voice | None:
    """The other outlet that quotes a speaker in the same sentence ("Radio Tana reported, quoting a herder, that …")."""
    if attribution.cue is None or attribution.cue.text.lower() not in ("citing", "quoting", "saying"):
        return None
    media = (
        voice for other, _, voice in beside if other is not attribution and voice.kind is VoiceKind.OUTLET
    )
    return next(media, None)


def _goes_on(before: Voice, now: Voice) -> bool:
    """Whether the same one goes on speaking: by a pronoun, by the same words, as the same entity, or by a noun with "the"
    ("a herder … the herder")."""
    first, last = before.voice.casefold().split(), now.voice.casefold().split()
    if len(last) == 2 and last[0] == "the" and first[0] in ("a", "an", "one") and last[1] in first:
        return True
    if now.voice.casefold() in ("he", "she", "they", "it"):
        return now.entity is None or before.entity is None or now.entity == before.entity
    return words_of(before) == words_of(now) or (before.entity is not None and before.entity == now.entity)
