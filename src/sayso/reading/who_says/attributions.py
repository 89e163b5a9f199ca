"""Attributions: the learned reader's, and those that the grammar shows beyond doubt.

What the reader finds is mended first (`speakers.py`: who can be the source; `boundaries.py`: where source and content
end); then come the rules (`rules.py`, `constructions.py`). A rule's find is dropped where the reader found the same cue.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ...knowledge import speech, voices
from ...record import Span, merged
from ...settings import min_confidence
from ..draft import Attribution, Draft
from ..judged import is_claim
from ..open_answers import left_open
from ..stage import Stage
from ..tree import Tree, plain
from .boundaries import (
    ended,
    from_that,
    longest,
    parted,
    trimmed,
    untangled,
    with_name,
    with_noun,
    without_that,
)
from .constructions import IMPERSONAL_RULES, citing, disputed, judges, takes_up
from .making import quoted
from .quotations import completed
from .rules import RULES, aside, closed, heard_to_say, quoted_as, says_that
from .speakers import antecedent, can_speak, expletive, hears, own_subject, subject_of

NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
EXACT_RULES = frozenset({closed, disputed, quoted_as, heard_to_say, takes_up})
"""Rules that know the words of source and content better than the learned reader at their cue."""
QUESTION_WORDS = frozenset({"if", "whether", "who", "whom", "why", "how", "when", "where", "what", "which"})


def run(draft: Draft) -> None:
    """Fill `attributions`, in the order of their cues."""
    tree = Tree.of(draft)
    found = [attribution for attribution in _once(_learned(draft)) if not _untold(attribution, tree)]
    for rule in RULES:
        for attribution in rule(draft, tree):
            if attribution.source is not None:
                attribution = replace_source(attribution, antecedent(attribution.source, draft))
            if _untold(attribution, tree) or _is_told(attribution, draft):
                continue
            same = next((n for n, known in enumerate(found) if _same_cue(known, attribution)), None)
            if same is None:
                found.append(attribution)
            elif rule in IMPERSONAL_RULES | EXACT_RULES or (
                rule is judges and not _covers(found[same], attribution)
            ):
                found[same] = replace(attribution, confidence=found[same].confidence)
            elif rule is aside or rule is citing:
                found[same] = _united(found[same], attribution)
            elif found[same].source is None and attribution.source is not None:
                found[same] = replace_source(found[same], attribution.source)
    answers = list(disputed(draft, tree))
    found = [one for one in found if not any(_same_cue(one, a) and one.content != a.content for a in answers)]
    found = _without_answers(found, answers, draft)
    found = _inquired_into(found, draft, tree)
    found = [whole for attribution in found if (whole := with_noun(attribution, tree)) is not None]
    found = [from_that(with_name(attribution, draft, tree), tree) for attribution in found]
    found = untangled(found)
    found = [ended(attribution, tree, draft.text) for attribution in parted(found, tree, draft.text)]
    found = completed(draft, found)
    found.sort(key=lambda a: (a.cue.span if a.cue else a.content[0], a.content))
    draft.attributions = tuple(found)


def _without_answers(found: list[Attribution], answers: list[Attribution], draft: Draft) -> list[Attribution]:
    """The attributions, none of which goes on into what somebody else calls its words ("p, the union said, an allegation
    [that the ministry denies]")."""
    for answer in answers:
        begin = answer.content[0].start
        for n, one in enumerate(found):
            if one.cue is None or answer.cue is None or one.cue.span >= answer.cue.span:
                continue
            kept = [Span(s.start, min(s.end, begin)) for s in one.content if s.start < begin]
            content = tuple(k for k in (trimmed(span, draft.text) for span in kept) if k is not None)
            if content and any(span.end > begin for span in one.content):
                found[n] = replace(one, content=content)
    return found


def _covers(known: Attribution, other: Attribution) -> bool:
    """Whether the contents of an attribution hold those of another one."""
    return all(any(span.holds(part) for span in known.content) for part in other.content)


def _ought(i: int, tree: Tree) -> bool:
    """Whether "supposed" tells what is due ("is supposed to arrive", "were supposed to be freed"), and nobody's belief
    ("is supposed to have fled", "is supposed to be in hiding")."""
    following = tree.tokens[i + 1 : i + 4]
    if tree.tokens[i].lower != "supposed" or len(following) < 3 or following[0].lower != "to":
        return False
    verb, behind = following[1:]
    return verb.lower != "have" and not (verb.lower == "be" and behind.pos != "VERB")


def _inquired_into(found: list[Attribution], draft: Draft, tree: Tree) -> list[Attribution]:
    """The attributions, those of who looks into what is said ("is investigating reports that p") given to nobody.

    Whoever receives, hears or examines a report does not make it.
    """
    out: list[Attribution] = []
    for attribution in found:
        noun = _looked_into(attribution, tree)
        if noun is not None:
            span = tree.span([noun])
            if any(other.cue is not None and other.cue.span.overlaps(span) for other in found):
                continue
            attribution = replace(attribution, source=None, cue=draft.quote(span))
        out.append(attribution)
    return out


def _looked_into(attribution: Attribution, tree: Tree) -> int | None:
    """The noun for things said that is the object of a cue of inquiry, and whose clause is the content."""
    if attribution.cue is None or attribution.source is None:
        return None
    for i in tree.inside(attribution.cue.span):
        if tree.tokens[i].pos != "VERB" or tree.tokens[i].lemma not in speech.sets()["inquiring"]:
            continue
        for noun in tree.all(i, "obj", "obl"):
            clauses = [c for c in tree.all(noun, "acl") if says_that(c, tree)]
            if is_claim(noun, tree) and clauses:
                return noun
    return None


def _united(known: Attribution, aside: Attribution) -> Attribution:
    """What the reader found, with the speaker and all the words that the commas around an aside show."""
    source = known.source
    if aside.source is not None and (source is None or not source.holds(aside.source)):
        source = aside.source
    content = tuple(span for span in known.content if source is None or not span.overlaps(source))
    return replace(known, source=source, content=merged((*content, *aside.content)))


def replace_source(attribution: Attribution, source: Span) -> Attribution:
    """The attribution with another source."""
    return replace(attribution, source=source)


def _same_cue(one: Attribution, other: Attribution) -> bool:
    if one.cue is None or other.cue is None:
        return one.cue is other.cue and any(a.overlaps(b) for a in one.content for b in other.content)
    return one.cue.span.overlaps(other.cue.span)


def _learned(draft: Draft) -> Iterator[Attribution]:
    """What the reader is sure enough of; expletive subjects ("it is believed") are no sources."""
    reading = draft.reading
    if reading is None:
        return
    least = min_confidence()
    for known in reading.attributions:
        if known.confidence < least or not known.content:
            continue
        source = trimmed(longest(reading.spans(known.source)), draft.text)
        cue = _with_its_verb(longest(reading.spans(known.cue)), draft)
        if source is not None and expletive(source, cue, draft):
            source = None
        content = merged(without_that(Span(*span), draft.text) for span in reading.spans(known.content))
        listens = source is not None and cue is not None and hears(source, cue, draft)
        if listens:
            source = None
        elif source is not None and cue is not None and not can_speak(source, draft):
            source = subject_of(cue, content, draft, far=True) or source
        elif source is not None and cue is not None and (own := own_subject(source, cue, content, draft)):
            source = own
        if source is not None:
            source = antecedent(source, draft)
        elif cue is not None and not listens:
            source = subject_of(cue, content, draft)
        if source is not None and any(span.holds(source) for span in content):
            continue
        if cue is not None and _performs(cue, content, draft):
            continue
        yield Attribution(
            source=source,
            cue=draft.quote(cue) if cue else None,
            content=content,
            confidence=known.confidence,
            direct=quoted(draft.text, content),
        )


def _once(found: Iterator[Attribution]) -> list[Attribution]:
    """Each cue once for every source: of two readings of one cue that with more words said."""
    best: dict[tuple[object, ...], Attribution] = {}
    for attribution in found:
        cue = attribution.cue.span if attribution.cue is not None else attribution.content
        known = best.get((attribution.source, cue))
        size = sum(span.end - span.start for span in attribution.content)
        if known is None or size > sum(span.end - span.start for span in known.content):
            best[attribution.source, cue] = attribution
    return list(best.values())


def _with_its_verb(cue: Span | None, draft: Draft) -> Span | None:
    """A cue of one adverb or auxiliary that says nothing by itself is the verb of saying on which it hangs
    ("further [reports]", "were [told]")."""
    tree = Tree.of(draft)
    words = tree.inside(cue) if cue is not None else ()
    if len(words) != 1:
        return cue
    token = tree.tokens[words[0]]
    helps = plain(token.relation) in ("advmod", "aux") and speech.act(token.lower, "phrase") is None
    if not helps or token.head < 0 or speech.act(tree.tokens[token.head].lemma, "verb") is None:
        return cue
    return tree.tokens[token.head].span


def _performs(cue: Span, content: tuple[Span, ...], draft: Draft) -> bool:
    """Whether the cue does something by speaking ("agreed to hold", "invited them to see") and tells no proposition."""
    tree = Tree.of(draft)
    verbs = [i for i in tree.inside(cue) if tree.tokens[i].lemma in speech.sets()["performing"]]
    if not verbs or "“" in draft.text[content[0].start - 1 : content[0].start + 1]:
        return False
    return not any(says_that(clause, tree) for i in verbs for clause in tree.all(i, "ccomp"))


def _is_told(attribution: Attribution, draft: Draft) -> bool:
    """Whether the rules took whoever hears for the speaker ("the governor was told that …")."""
    source, cue = attribution.source, attribution.cue
    return source is not None and cue is not None and hears(source, cue.span, draft)


def _untold(attribution: Attribution, tree: Tree) -> bool:
    """Whether it is said that somebody does not say something ("would not say who", "nobody knows whether").

    Nobody is no voice, and neither is who expects in "is expected to": it names a programme, not a thinker.
    """
    if attribution.cue is None:
        return False
    cue = tree.inside(attribution.cue.span)
    if any(tree.tokens[i].lemma in ("ask", "request", "insist", "beg") for i in cue):
        behind = {token.lower for token in tree.tokens[cue.stop : cue.stop + 7]}
        if (
            behind & speech.sets()["unnamed"]
            or {"his", "name"} <= behind
            or {"her", "name"} <= behind
            or {"their", "names"} <= behind
        ):
            return True  # "who asked not to be named"
    if attribution.source is None and any(
        tree.tokens[i].lower in speech.sets()["impersonal passives"] for i in cue
    ):
        return True
    if attribution.source is None and any(
        tree.tokens[i].lemma in speech.sets()["coming out"] or _ought(i, tree) for i in cue
    ):
        return True  # "it emerged that", "is supposed to arrive"
    if any(left_open(i, tree) for i in cue):
        return True  # "neither confirmed nor denied"
    if any(_is_confirmed(i, tree) for i in cue):
        return True  # "an account that could not be confirmed"
    if attribution.source is not None:
        inside = tree.inside(attribution.source)
        source = [tree.tokens[i].lower for i in inside]
        citing = any(tree.tokens[i].lemma in speech.sets()["second-hand"] for i in cue)
        if (
            citing
            and len(inside) == 1
            and tree.tokens[inside[0]].pos == "NOUN"
            and voices.singular(source[0]) == source[0]
        ):
            return True  # "citing protocol"
        if (
            source in (["this"], ["that"], ["these"], ["those"])
            and attribution.cue.span.start > attribution.source.start
        ):
            return True  # "this does not mean that p": a turn of events is nobody
        if source in (["none"], ["neither"]) or source[:1] == ["nobody"] or source[:2] == ["no", "one"]:
            return True
        if source[:1] not in (["we"], ["i"]) and any(tree.tokens[i].lemma == "learn" for i in cue):
            return True  # "he learned of it from the paper": nobody's word but the report's
        if source == ["it"] and any(tree.tokens[i].lemma in speech.sets()["seeming"] for i in cue):
            return True
    for i in tree.inside(attribution.cue.span):
        if tree.tokens[i].lemma not in speech.sets()["disclosing"] or tree.tokens[i].pos != "VERB":
            continue
        subject = tree.child(i, "nsubj")
        none = subject is not None and tree.tokens[subject].lower in ("nobody", "none", "no", "one")
        none = (
            none and tree.tokens[tree.subtree(subject)[0]].lower in ("nobody", "none", "no")
            if subject
            else False
        )
        negated = any(tree.tokens[c].lower in NEGATIONS for c in tree.children[i])
        if (negated or none) and any(
            _asks(clause, tree) for clause in tree.all(i, "ccomp", "xcomp", "advcl")
        ):
            return True
    return False


def _is_confirmed(i: int, tree: Tree) -> bool:
    """Whether a verb of confirming is a passive without an agent: what is confirmed says nothing by itself."""
    if tree.tokens[i].pos != "VERB" or speech.act(tree.tokens[i].lemma, "verb") != "confirms":
        return False
    return tree.child(i, "aux:pass") is not None and tree.child(i, "obl:agent") is None


def _asks(clause: int, tree: Tree) -> bool:
    """A clause that begins with a question word."""
    words = tree.subtree(clause)
    return any(tree.tokens[w].lower in QUESTION_WORDS for w in words[:2])


def prepare() -> None:
    """Read the tables of cues and of voices, if they have not been read."""
    speech.cues(), voices.nouns()


ATTRIBUTIONS = Stage(
    name="attributions",
    needs=("reading", "tokens", "sentences", "mentions"),
    gives=("attributions",),
    run=run,
    prepare=prepare,
)
