"""Attributions that the grammar shows beyond doubt: one rule for each way of saying.

RULES is the list: a cue verb with its clause, "according to", passives without a speaker ("is believed to"), adverbs
("reportedly"), sources of sources ("citing"), and the outlet's tag before a headline. They need no training.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ...knowledge import speech, voices
from ...record import EntityKind, MentionForm, Span
from ..draft import Attribution, Draft
from ..judged import points
from ..tree import PUNCTUATION, Tree, plain
from .asides import Aside, asides
from .constructions import CONSTRUCTIONS
from .kinds import head_of, is_medium
from .making import RULE_CONFIDENCE, made, noun_phrase, rest
from .making import clause as clause_behind
from .speakers import BE, EXPLETIVES, shared_subject


def _asides(draft: Draft) -> list[Aside]:
    """The asides of the text, found once."""
    kept = draft.extra.get("asides")
    if not isinstance(kept, list):
        kept = draft.extra["asides"] = list(asides(draft))
    return kept


def aside(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """A speaker and a cue set off by commas: "the road, two officials told the agency, is shut"."""
    for one in _asides(draft):
        if not one.closed:
            yield from made(draft, tree, list(one.source or ()), list(one.cue), list(one.content))


def closed(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """Asides of which signs show how far they reach: that much is said and no more."""
    for one in _asides(draft):
        if one.closed:
            yield from made(draft, tree, list(one.source or ()), list(one.cue), list(one.content))


def _verb_with_clause(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """A cue verb with a subject and a clause: "officials said the road was open", "the road, he said, was open"."""
    for i, token in enumerate(tree.tokens):
        if token.pos != "VERB" or speech.act(token.lemma, "verb") is None:
            continue
        subject = tree.child(i, "nsubj")
        if subject is None:
            subject = shared_subject(i, tree)
        if subject is None or plain(tree.tokens[subject].relation) == "expl":
            continue
        if tree.tokens[subject].lower in EXPLETIVES and i and tree.tokens[i - 1].lower in BE:
            continue  # "it is whispered that …"
        if tree.tokens[subject].lower == "what" and tree.child(i, "aux:pass") is not None:
            continue  # "what is said in the market is that …"
        source = tree.noun_phrase(subject, whole=True)
        clauses = tree.all(i, "ccomp")
        if plain(token.relation) == "parataxis" and tree.tokens[i].head >= 0 and not clauses:
            content = _outside(token.head, i, tree)
        elif clauses and (
            token.lemma not in speech.sets()["speech with a clause alone"]
            or any(says_that(c, tree) for c in clauses)
        ):
            content = [w for clause in clauses for w in tree.subtree(clause)]
        else:
            continue
        yield from made(draft, tree, source, [i], content)


def _intends(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """Somebody who means to do something: "the drivers threatened to block the bridge unless they are paid"."""
    for i, token in enumerate(tree.tokens):
        if (
            token.pos != "VERB"
            or token.lemma not in speech.sets()["intending"]
            or tree.child(i, "aux:pass") is not None
        ):
            continue
        clause = next((x for x in tree.all(i, "xcomp", "advcl") if x > i and _infinitive(x, tree)), None)
        subject = tree.child(i, "nsubj")
        if subject is None:
            subject = shared_subject(i, tree)
        if clause is None or subject is None:
            continue
        words = [w for w in clause_behind(i, tree) if w >= tree.subtree(clause)[0]]
        yield from made(draft, tree, tree.noun_phrase(subject, whole=True), [i], words)


def _denies(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """What somebody denies, doubts, admits or confirms: "police deny firing on dockers", "the office doubts it"."""
    for i, token in enumerate(tree.tokens):
        act = speech.act(token.lemma, "verb") if token.pos == "VERB" else None
        if act not in ("denies", "doubts", "admits", "confirms"):
            continue
        said = next((x for x in tree.all(i, "xcomp", "advcl") if x > i and _gerund(x, tree)), None)
        if said is None and not (act == "denies" and _refuses(i, draft, tree)):
            said = next((x for x in tree.all(i, "obj") if x > i and _said_of(x, act, draft, tree)), None)
        subject = tree.child(i, "nsubj")
        if subject is None:
            subject = shared_subject(i, tree)
        if said is not None and subject is not None:
            yield from made(draft, tree, tree.noun_phrase(subject, whole=True), [i], tree.subtree(said))


def _said_of(thing: int, act: str, draft: Draft, tree: Tree) -> bool:
    """Whether the object of such a verb is what is said: "this", any noun denied, an event admitted or confirmed."""
    if points(thing, tree):
        return act in ("denies", "doubts")
    return tree.tokens[thing].pos == "NOUN" and (
        act == "denies" or (act != "doubts" and _happens(thing, draft))
    )


def _happens(noun: int, draft: Draft) -> bool:
    """Whether a noun names something that happened ("the arrests"), by the reader: seldom an admission's own event."""
    if draft.reading is None:
        return False
    return 1.0 - draft.reading.claims.chances("event", [noun]).get("O", 1.0) >= HAPPENS


def _refuses(verb: int, draft: Draft, tree: Tree) -> bool:
    """Whether "deny" is to refuse, by the reader or by whoever is refused something ("denied him a visa")."""
    if tree.child(verb, "iobj") is not None:
        return True
    return (
        draft.reading is not None
        and draft.reading.claims.chances("event", [verb]).get("REJECT", 0.0) >= REFUSES
    )


REFUSES = 0.3
"""Probability of a refusal, by the learned reader, from which "deny" denies nothing."""
HAPPENS = 0.5
"""Least probability, by the learned reader, that the object of an admission names an event."""


def _gerund(clause: int, tree: Tree) -> bool:
    return tree.tokens[clause].lower.endswith("ing") and not tree.all(clause, "mark")


def _infinitive(clause: int, tree: Tree) -> bool:
    return [tree.tokens[mark].lower for mark in tree.all(clause, "mark")] == ["to"]


def says_that(clause: int, tree: Tree) -> bool:
    """A finite clause with "that" or "whether": something said or thought, not something perceived."""
    return any(tree.tokens[mark].lower in ("that", "whether", "if") for mark in tree.all(clause, "mark"))


def _outside(head: int, without: int, tree: Tree) -> list[int]:
    return tree.subtree(head, without={without})


def _according_to(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "According to X, p", "p, in the words of X": the clause around the phrase is the content."""
    for i, token in enumerate(tree.tokens):
        if token.lower not in ("according", "per") or token.head < 0:
            continue
        noun = token.head
        if token.lower == "per" and (plain(token.relation) != "case" or _counts(noun, tree)):
            continue
        clause = tree.tokens[noun].head
        if clause < 0 or plain(tree.tokens[noun].relation) not in ("obl", "nmod", "advmod", "parataxis"):
            continue
        cue = [i] + [c for c in tree.children[i] if tree.tokens[c].lower == "to"]
        cue += [c for c in tree.children[noun] if tree.tokens[c].lower == "to" and c == i + 1]
        yield from made(
            draft, tree, tree.noun_phrase(noun, whole=True), sorted(set(cue)), _outside(clause, noun, tree)
        )


def _counts(noun: int, tree: Tree) -> bool:
    """Whether "per" only counts by its noun ("3 per cent", "ten dollars per day"), and cites nobody."""
    return tree.tokens[noun].pos != "PROPN" and tree.child(noun, "det", "nmod:poss") is None


def quoted_as(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "The agency quoted him as saying that p": the agency speaks, and inside its words he does.

    Also "he was quoted by the agency as saying that p", and "p, the agency quoted him as saying".
    """
    tokens = tree.tokens
    for i, token in enumerate(tokens):
        if token.lemma not in speech.sets()["second-hand"] or token.pos not in ("VERB", "AUX"):
            continue
        saying = _as_saying(i, tree)
        if saying is None:
            continue
        between = list(range(i + 1, saying - (tokens[saying - 1].lower == "as")))
        subject = tree.child(i, "nsubj")
        before = [w for w in tree.noun_phrase(subject, whole=True) if w < i] if subject is not None else []
        if tree.child(i, "aux:pass") is not None or tokens[i - 1].lower in (
            "was",
            "were",
            "been",
            "is",
            "are",
        ):
            inner = before
            outer = between[1:] if between and tokens[between[0]].lower == "by" else []
        else:
            inner, outer = between, before
        if saying + 2 < len(tokens) and tokens[saying + 1].lower == "by" and inner is before:
            # "p, he was quoted as saying by the daily Jadranski List"
            outer = noun_phrase(saying + 2, tree)
            said = [*_said_before([*inner, i], tree), *(rest(outer[-1], tree) if outer else ())]
        else:
            said = [w for w in rest(saying, tree) if tokens[w].text not in PUNCTUATION]
            said = rest(saying, tree) if said else _said_before([*outer, *inner, i], tree)
        if not inner or not said:
            continue
        yield from made(draft, tree, inner, [saying], said)
        if outer:
            yield from made(
                draft,
                tree,
                outer,
                [i],
                sorted({*inner, *range(min(inner[-1], saying), saying + 1), *said} - {i, *outer}),
            )


def _as_saying(i: int, tree: Tree) -> int | None:
    """The verb of "as saying" behind a verb of quoting, or of "quoted him saying"."""
    tokens = tree.tokens
    for w in range(i + 1, min(len(tokens), i + MOST_BETWEEN)):
        token = tokens[w]
        if token.sentence != tokens[i].sentence or token.text in ';“”"':
            return None
        if (
            token.lower.endswith("ing")
            and speech.verb(token.lower)
            and (
                tokens[w - 1].lower == "as"
                or (token.lower == "saying" and w > i + 1 and tokens[w - 1].text != ",")
            )
        ):
            return w
    return None


MOST_BETWEEN = 16
"""Words behind a verb of quoting within which "as saying" stands."""


def _said_before(words: Sequence[int], tree: Tree) -> list[int]:
    """The words of the sentence before the first of some words, without the comma between."""
    first = min(words)
    begin = first
    while begin > 0 and tree.tokens[begin - 1].sentence == tree.tokens[first].sentence:
        begin -= 1
    said = list(range(begin, first))
    while said and tree.tokens[said[-1]].text in PUNCTUATION and tree.tokens[said[-1]].text not in '”"':
        said.pop()
    return said


def _in_the_words_of(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "In the words of X, p", "in the ministry's view": the clause around the phrase is the content."""
    for i, token in enumerate(tree.tokens):
        if (
            token.lemma not in speech.sets()["phrase nouns"]
            or plain(token.relation) != "obl"
            or token.head < 0
        ):
            continue
        case = tree.child(i, "case")
        whose = tree.child(i, "nmod:poss", "nmod")
        if case is None or whose is None or tree.tokens[case].lower not in ("in", "by", "to", "from"):
            continue
        source = tree.noun_phrase(whose, whole=True)
        cue = [w for w in range(case, i + 1) if w not in source]
        yield from made(draft, tree, source, cue, _outside(token.head, i, tree))


HEARD = frozenset({"hear", "overhear"})
"""Verbs in whose passive somebody is told to have spoken ("was heard to say")."""


def heard_to_say(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "He was heard to say that p", "p, she was heard to remark": whoever is heard says it."""
    tokens = tree.tokens
    for i, token in enumerate(tokens):
        if token.lemma not in HEARD or not 0 < i < len(tokens) - 2 or tokens[i + 1].lower != "to":
            continue
        saying = i + 2
        subject = tree.child(i, "nsubj")
        passive = tree.child(i, "aux:pass") is not None or tokens[i - 1].lower in ("was", "were", "been")
        if not passive or subject is None or speech.act(tokens[saying].lemma, "verb") not in speech.TELLING:
            continue
        source = [w for w in tree.noun_phrase(subject, whole=True) if w < i]
        said = [w for w in rest(saying, tree) if tokens[w].text not in PUNCTUATION]
        said = rest(saying, tree) if said else _said_before([*source, i], tree)
        if source and said:
            yield from made(draft, tree, source, list(range(i, saying + 1)), said)


def _passive(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "Is believed to have fled", "it is thought that": somebody's words, and nobody is named for them."""
    for i, token in enumerate(tree.tokens):
        act = speech.act(token.lemma, "verb") if token.pos == "VERB" else None
        if act is None or tree.child(i, "aux:pass") is None:
            continue
        subject = tree.child(i, "nsubj")
        clause = tree.child(i, "ccomp", "csubj", "xcomp")
        if clause is not None and token.lemma in HEARD and speech.act(tree.tokens[clause].lemma, "verb"):
            continue  # "was heard to say"
        if (
            clause is None
            or act in ("demands", "plans", "promises", "accuses")
            or token.lemma in speech.sets()["hearing"]
        ):
            continue
        agent = tree.child(i, "obl:agent")
        if agent is None:
            agent = next(
                (
                    o
                    for o in tree.all(i, "obl")
                    if any(tree.tokens[c].lower == "by" for c in tree.children[o])
                ),
                None,
            )
        words = tree.subtree(clause)
        if plain(tree.tokens[clause].relation) == "xcomp" and clause > i:
            # An infinitive runs on as far as its clause does, whatever the parse hangs elsewhere.
            words = sorted({*words, *(w for w in clause_behind(i, tree) if w >= words[0])})
        if subject is not None and tree.tokens[subject].lower not in EXPLETIVES:
            words = sorted(set(words) | set(tree.noun_phrase(subject, whole=True)))
        source = tree.noun_phrase(agent, whole=True) if agent is not None else []
        yield from made(draft, tree, source, [i], words)


def _adverb(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "Reportedly", "allegedly", and "officially" at the head of a sentence: an unattributed voice for the clause."""
    for i, token in enumerate(tree.tokens):
        opening = i == 0 or tree.tokens[i - 1].sentence != token.sentence
        if token.pos != "ADV" or token.head < 0:
            continue
        if speech.act(token.lower, "phrase") or (opening and token.lower in speech.sets()["opening adverbs"]):
            yield from made(draft, tree, [], [i], _outside(token.head, i, tree))


def _second_hand(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "X said, citing Y": Y is the source of what X says."""
    for i, token in enumerate(tree.tokens):
        if token.lemma not in speech.sets()["second-hand"] or token.pos != "VERB" or token.head < 0:
            continue
        if plain(token.relation) not in ("advcl", "acl", "conj", "xcomp", "ccomp"):
            continue
        cited = tree.child(i, "obj")
        if cited is None:
            continue
        main = token.head
        said = [w for clause in tree.all(main, "ccomp") for w in tree.subtree(clause, without={i})]
        if not said:
            said = tree.subtree(main, without={i})
        yield from made(draft, tree, tree.noun_phrase(cited, whole=True), [i], said)


_TAG = re.compile(
    r"^(?P<source>[^:\n]{2,60}?)(?:\s+(?P<cue>exclusive|reports?|says?))?\s*:\s+", re.IGNORECASE
)


def _headline_tag(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "debkafile Exclusive: …", "Ministry: no talks under way": who speaks stands before the colon."""
    title = draft.report.title
    if title is None:
        return
    words = draft.report.quote(title)
    match = _TAG.match(words)
    if match is None or not words[match.end() :].strip():
        return
    source = Span(title.start + match.start("source"), title.start + match.end("source"))
    if not _can_be_tag(source, draft, tree):
        return
    cue = Span(title.start + match.start("cue"), title.start + match.end("cue")) if match["cue"] else None
    yield Attribution(
        source=source,
        cue=draft.quote(cue) if cue else None,
        content=(Span(title.start + match.end(), title.end),),
        confidence=RULE_CONFIDENCE,
    )


def _speaker_tag(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "Oakes: the consulate will reopen.": in minutes and live reports a name and a colon open what somebody says."""
    tokens = tree.tokens
    people = {m.tokens[0]: m for m in draft.mentions or () if m.form is MentionForm.NAME}
    for sentence in draft.sentences or ():
        mention = people.get(sentence.first)
        if sentence.headline or mention is None or mention.kind is not EntityKind.PERSON:
            continue
        colon = mention.tokens[1]
        if colon + 2 >= sentence.last or tokens[colon].text != ":":
            continue
        content = Span(tokens[colon + 1].start, tokens[sentence.last - 1].end)
        yield Attribution(source=mention.span, cue=None, content=(content,), confidence=RULE_CONFIDENCE)


def _can_be_tag(source: Span, draft: Draft, tree: Tree) -> bool:
    """Whether words before a headline's colon are a speaker: the outlet, a name of people, or a noun for one.

    A place ("Thrace: a visit off"), a clause ("We were there: …") and a topic ("Correction: …") are none.
    """
    if draft.report.quote(source).casefold() == (draft.report.outlet or "").casefold():
        return True
    words = tree.inside(source)
    head = head_of(source, tree)
    if head is None or any(tree.tokens[i].pos in ("VERB", "AUX") for i in words):
        return False
    if any(voices.sorts(tree.tokens[i].lower) - {"document"} for i in words[:1]) or is_medium(
        draft.report.quote(source)
    ):
        return True
    return any(
        m.form is MentionForm.NAME
        and m.kind in (EntityKind.PERSON, EntityKind.ORGANIZATION)
        and m.span.holds(source)
        for m in draft.mentions or ()
    ) or bool(voices.sorts(tree.tokens[head].lower) - {"document"})


RULES: tuple[Callable[[Draft, Tree], Iterator[Attribution]], ...] = (
    closed,
    aside,
    _verb_with_clause,
    _intends,
    _denies,
    quoted_as,
    heard_to_say,
    _according_to,
    _in_the_words_of,
    _passive,
    _adverb,
    _second_hand,
    _headline_tag,
    _speaker_tag,
    *CONSTRUCTIONS,
)
