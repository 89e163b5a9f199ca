"""Attributions: the learned reader's, and those that the grammar shows beyond doubt.

RULES is the list of readings that need no training: a cue verb with its clause, "according to", passives
without a speaker ("is believed to"), adverbs ("reportedly"), sources of sources ("citing"), and the
outlet's tag before a headline. A rule's find is dropped where the reader found the same cue.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from ...knowledge import events, first_names, speech, voices
from ...record import EntityKind, MentionForm, Span, merged
from ...settings import min_confidence
from ..draft import Attribution, Draft
from ..stage import Stage
from ..tree import PUNCTUATION, Tree, plain
from .asides import Aside, asides
from .constructions import CONSTRUCTIONS, IMPERSONAL_RULES, citing
from .kinds import PERSONAL, head_of, is_medium, names
from .making import RULE_CONFIDENCE, made, quoted, rest
from .making import clause as clause_behind
from .quotations import completed

PHRASE_NOUNS = frozenset(
    {"word", "view", "opinion", "account", "telling", "eye", "mind", "reckoning", "estimate"}
)
SECOND_HAND = frozenset({"cite", "quote"})
PERFORMING = frozenset(
    {"invite", "allow", "permit", "authorize", "authorise", "refuse", "decline", "reaffirm", "sign"}
)
"""Verbs that are deeds: what hangs on them by an infinitive is told by whoever tells the deed."""
DISCLOSING = frozenset(
    {"say", "tell", "know", "specify", "disclose", "reveal", "explain", "comment", "understand"}
)
NEGATIONS = frozenset({"not", "n't", "n’t", "never"})
QUESTION_WORDS = frozenset({"if", "whether", "who", "whom", "why", "how", "when", "where", "what", "which"})
HEARING = frozenset({"tell", "warn", "ask", "inform", "remind", "assure", "brief", "advise", "show"})
"""Verbs whose passive subject is who hears, not what is said of ("was told to be gone")."""
INTENDING = frozenset(
    {
        "threaten",
        "vow",
        "pledge",
        "promise",
        "offer",
        "agree",
        "undertake",
        "intend",
        "plan",
        "swear",
        "volunteer",
        "hope",
    }
)
"""Verbs whose infinitive is the speaker's plan or promise."""
REFUSING = frozenset(
    {"refuse", "continue", "seem", "begin", "tend", "be", "have", "claim", "profess", "keep"}
)
"""Verbs whose subject is that of the infinitive behind them ("refuses to believe that …")."""
BE = frozenset({"is", "was", "are", "were", "been", "be", "being"})
EXPLETIVES = frozenset({"it", "there"})
IMPERSONAL = frozenset({"expected", "proved", "regretted", "hoped", "planned"})
"""Passives without an agent that are no words of somebody else's."""
UNNAMED = frozenset({"anonymity", "anonymous", "unnamed", "named", "identified"})
SEEMING = frozenset({"seem", "appear", "happen", "turn"})
NO_SPEECH = frozenset(
    {
        "see",
        "know",
        "find",
        "hold",
        "feel",
        "mean",
        "want",
        "wish",
        "hope",
        "like",
        "carry",
        "run",
        "show",
        "read",
        "put",
        "set",
        "rank",
        "count",
        "record",
        "track",
        "log",
        "mark",
        "reflect",
        "list",
        "hear",
        "learn",
        "realize",
        "realise",
        "understand",
        "decide",
        "intend",
        "plan",
        "aim",
        "prefer",
        "desire",
        "seek",
        "prepare",
        "consider",
        "determine",
        "prove",
        "establish",
        "illustrate",
        "detail",
        "attest",
        "cover",
        "publish",
        "describe",
        "call",
        "label",
        "dub",
        "term",
        "portray",
        "judge",
        "deem",
        "regard",
        "view",
        "rate",
        "value",
        "trust",
        "figure",
        "sense",
        "perceive",
        "imagine",
        "assume",
        "accept",
    }
)
"""Cues that speak only with a clause of their own ("saw that …"), never with an infinitive ("saw him go")."""


def run(draft: Draft) -> None:
    """Fill `attributions`, in the order of their cues."""
    tree = Tree.of(draft)
    found = [attribution for attribution in _learned(draft) if not _untold(attribution, tree)]
    for rule in RULES:
        for attribution in rule(draft, tree):
            if attribution.source is not None:
                attribution = replace_source(attribution, _antecedent(attribution.source, draft))
            if _untold(attribution, tree):
                continue
            same = next((n for n, known in enumerate(found) if _same_cue(known, attribution)), None)
            if same is None:
                found.append(attribution)
            elif rule in IMPERSONAL_RULES or rule is _closed or rule is _quoted_as:
                found[same] = replace(attribution, confidence=found[same].confidence)
            elif rule is _aside or rule is citing:
                found[same] = _united(found[same], attribution)
            elif found[same].source is None and attribution.source is not None:
                found[same] = replace_source(found[same], attribution.source)
    found = [whole for attribution in found if (whole := _with_noun(attribution, tree)) is not None]
    found = _untangled([with_name(attribution, draft, tree) for attribution in found])
    found = [_ended(attribution, tree, draft.text) for attribution in parted(found, tree, draft.text)]
    found = completed(draft, found)
    found.sort(key=lambda a: (a.cue.span if a.cue else a.content[0], a.content))
    draft.attributions = tuple(found)


def _with_noun(attribution: Attribution, tree: Tree) -> Attribution | None:
    """The attribution with the noun of a source that is an article alone; None where that noun is the cue itself.

    "The statement continued: …" is said by the statement, once.
    """
    words = tree.inside(attribution.source) if attribution.source is not None else range(0)
    if not words or any(tree.tokens[w].pos != "DET" or tree.tokens[w].lower not in ARTICLES for w in words):
        return attribution
    head = tree.tokens[words[-1]].head
    if not words[-1] < head <= words[-1] + MOST_WITHIN:
        return attribution
    if attribution.cue is not None and head in tree.inside(attribution.cue.span):
        return None
    return replace(attribution, source=tree.span(range(words[0], head + 1)))


ARTICLES = frozenset({"the", "a", "an"})


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
        source = _trimmed(_longest(reading.spans(known.source)), draft.text)
        cue = _longest(reading.spans(known.cue))
        if source is not None and _expletive(source, cue, draft):
            source = None
        content = merged(_without_that(Span(*span), draft.text) for span in reading.spans(known.content))
        hears = source is not None and cue is not None and _hears(source, cue, draft)
        if hears:
            source = None
        elif source is not None and cue is not None and not _can_speak(source, draft):
            source = _subject_of(cue, content, draft, far=True) or source
        elif source is not None and cue is not None and (own := _own_subject(source, cue, content, draft)):
            source = own
        if source is not None:
            source = _antecedent(source, draft)
        elif cue is not None and not hears:
            source = _subject_of(cue, content, draft)
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


def _trimmed(span: Span | None, text: str) -> Span | None:
    """The span without commas, dashes and a relative pronoun at its ends ("a contractor [who]")."""
    if span is None:
        return None
    words = span.of(text)
    lead = len(words) - len(words.lstrip(" ,;:–—-"))
    kept = _RELATIVE.sub("", words.rstrip(" ,;:–—-")).rstrip(" ,;:–—-") or words
    return Span(span.start + lead, span.start + len(kept))


_RELATIVE = re.compile(r"\s+(?:who|whom|which|whose)$")


def _untangled(found: list[Attribution]) -> list[Attribution]:
    """The attributions, none of which runs over a speaker who says it all.

    "North Korea threatened to strike, an official said": what is threatened ends before the official.
    """
    out = []
    for one in found:
        content = one.content
        for other in found:
            if other is one or other.cue is None or one.cue is None or other.source is None:
                continue
            begin = min(other.source.start, other.cue.span.start)
            if begin <= one.cue.span.end or not any(span.holds(one.cue.span) for span in other.content):
                continue
            if any(span.start < begin < span.end and span.holds(other.cue.span) for span in content):
                content = tuple(
                    span if span.end <= begin else Span(span.start, begin)
                    for span in content
                    if span.start < begin
                )
        out.append(replace(one, content=content) if content and content != one.content else one)
    return out


def parted(found: list[Attribution], tree: Tree, text: str) -> list[Attribution]:
    """The attributions, none of which runs on into what a second verb beside its cue says.

    "He denied the charge and his lawyer said he would appeal": what is denied ends before "and".
    """
    heads = [head_of(one.cue.span, tree) if one.cue else None for one in found]
    out = []
    for one, head in zip(found, heads, strict=True):
        content = one.content
        for other, second in zip(found, heads, strict=True):
            if other.cue is None or head is None or second is None or head not in _beside_it(second, tree):
                continue
            begin = tree.tokens[tree.subtree(second)[0]].start
            if any(span.start < begin and span.holds(other.cue.span) for span in content):
                kept = [Span(span.start, min(span.end, begin)) for span in content if span.start < begin]
                content = tuple(span for span in (_trimmed(k, text) for k in kept) if span is not None)
        out.append(replace(one, content=content) if content and content != one.content else one)
    return out


def _ended(attribution: Attribution, tree: Tree, text: str) -> Attribution:
    """The attribution, whose content does not run on into what the speaker does beside, or what happened meanwhile.

    "Agreed to hear the case but declined to stop the vote", "announced a boycott after the vote": where what is said
    is no finite clause, a finite verb joined to the cue and a clause of time are the report's own.
    """
    if attribution.cue is None or attribution.direct:
        return attribution
    cue = tree.inside(attribution.cue.span)
    heads = [i for i in cue if tree.tokens[i].pos == "VERB"]
    words = [i for span in attribution.content for i in tree.inside(span)]
    behind = [i for i in words if i >= cue.stop]
    if not heads or not behind or behind[0] != min(words):
        return attribution
    first = tree.tokens[behind[0]]
    infinitive = first.lower == "to" or first.lower.endswith("ing")
    finite = next((i for i in behind if _finite(i, tree)), None)
    stop = None
    for i in behind[1:]:
        token = tree.tokens[i]
        joined = plain(token.relation) == "conj" and token.head in heads and _finite(i, tree)
        parted_off = i > 2 and "," in (tree.tokens[i - 2].text, tree.tokens[i - 3].text)
        joined = joined and tree.child(i, "nsubj") is None and (infinitive or finite == i or parted_off)
        named = any(tree.tokens[k].pos in ("NOUN", "PROPN") for k in behind if k < i)
        timed = named and token.lower in MEANWHILE and plain(token.relation) == "mark"
        timed = timed and (finite is None or finite > i)
        timed = timed and not tree.tokens[min(i + 1, len(tree.tokens) - 1)].lower.endswith(
            "ing"
        )  # "as saying"
        if joined or (timed and not infinitive):
            stop = min([i, *tree.all(i, "cc", "aux", "advmod", "mark")]) if joined else i
            break
    if stop is None or stop <= behind[0]:
        return attribution
    end = tree.tokens[stop].start
    kept = [_trimmed(Span(s.start, min(s.end, end)), text) for s in attribution.content if s.start < end]
    content = tuple(span for span in kept if span is not None and span.end > span.start)
    return replace(attribution, content=content) if content else attribution


MEANWHILE = frozenset({"after", "when", "while", "as", "before", "since"})


def _finite(i: int, tree: Tree) -> bool:
    """Whether a word is a verb with a tense of its own."""
    token = tree.tokens[i]
    if token.pos not in ("VERB", "AUX") or token.lower.endswith("ing"):
        return False
    if plain(token.relation) in ("acl", "amod", "xcomp") and token.relation != "acl:relcl":
        return False
    return not any(tree.tokens[c].lower == "to" for c in tree.all(i, "mark"))


def _beside_it(i: int, tree: Tree) -> Iterator[int]:
    """The words before it that a word is joined to by "and", "or" or "but"."""
    while plain(tree.tokens[i].relation) == "conj" and 0 <= tree.tokens[i].head < i:
        i = tree.tokens[i].head
        yield i


def with_name(attribution: Attribution, draft: Draft, tree: Tree) -> Attribution:
    """The attribution with the whole of a source that has a name beside it: "its chairman, Nii Ampofo, doubted"."""
    source = attribution.source
    owned = _owned(source, tree) if source is not None else None
    whole = _beside(owned or source, draft, tree) if source is not None else None
    whole = whole or owned
    if whole is None:
        return attribution
    cut = (piece for span in attribution.content for piece in _without(span, whole))
    content = merged(span for span in cut if span.of(draft.text).strip(" ,;:–—-"))
    return replace(attribution, source=whole, content=content) if content else attribution


def _owned(source: Span, tree: Tree) -> Span | None:
    """For a source that ends before a possessive mark, all that is owned: "Brazil" of "Brazil's minister said"."""
    tokens, inside = tree.tokens, tree.inside(source)
    mark = inside.stop
    if not inside or mark + 1 >= len(tokens) or tokens[mark].lower not in ("'s", "’s", "'", "’"):
        return None
    head = next((w for w in inside if tokens[w].head not in inside), None)
    noun = tokens[head].head if head is not None else -1
    if not mark < noun <= mark + MOST_WITHIN or tokens[noun].pos not in ("NOUN", "PROPN"):
        return None
    if any(tokens[w].text in PUNCTUATION - {"-"} or tokens[w].pos == "VERB" for w in range(mark + 1, noun)):
        return None
    return Span(source.start, tokens[noun].end)


MOST_WITHIN = 6
"""Words between a role and the comma before its name ("her agent in St Petersburg, Valery Nechunayev")."""


def _beside(source: Span, draft: Draft, tree: Tree) -> Span | None:
    """A source for one person with the name that is set off by commas behind it."""
    tokens = tree.tokens
    inside = tree.inside(source)
    head = head_of(source, tree)
    if head is None or not inside or tokens[head].pos != "NOUN":
        return None
    if (
        not voices.sorts(tokens[head].lower) & PERSONAL
        or voices.singular(tokens[head].lower) != tokens[head].lower
    ):
        return None
    after = inside.stop
    while after < len(tokens) and tokens[after].pos == "PROPN" and names(after, tree):
        after += 1
    if after > inside.stop and inside[-1] == head:
        return Span(source.start, tokens[after - 1].end)  # "the lorry driver Sokol Dervishi"
    comma = inside.stop
    if comma < len(tokens) and tokens[comma].pos == "ADP":
        while (
            comma < len(tokens)
            and comma - inside.stop < MOST_WITHIN
            and tokens[comma].text not in PUNCTUATION
        ):
            if tokens[comma].pos in ("VERB", "AUX"):
                return None
            comma += 1
    if comma >= len(tokens) or tokens[comma].text != ",":
        return None
    end = comma + 1
    while end < len(tokens) and names(end, tree):
        end += 1
    first = comma + 1
    if end == first or (end < len(tokens) and tokens[end].text not in PUNCTUATION):
        return None
    if tokens[end - 1].text in "-‘’'" or _elsewhere(first, end, draft):
        return None
    if (
        end - first == 1
        and tokens[comma - 1].pos == "PROPN"
        and tokens[first].lower not in first_names.sexes()
    ):
        return None  # "an official in Kuito, Angola, said"
    return Span(source.start, tokens[end - 1].end)


def _elsewhere(first: int, end: int, draft: Draft) -> bool:
    """Whether the words are the name of a place or body."""
    return any(
        m.form is MentionForm.NAME
        and m.kind in (EntityKind.PLACE, EntityKind.ORGANIZATION, EntityKind.FACILITY)
        and m.tokens[0] <= first
        and first <= m.head < end <= m.tokens[1]
        for m in draft.mentions or ()
    )


def _without(span: Span, hole: Span) -> Iterator[Span]:
    if not span.overlaps(hole):
        yield span
        return
    if span.start < hole.start:
        yield Span(span.start, hole.start)
    if hole.end < span.end:
        yield Span(hole.end, span.end)


def _antecedent(source: Span, draft: Draft) -> Span:
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


def _own_subject(source: Span, cue: Span, content: tuple[Span, ...], draft: Draft) -> Span | None:
    """The subject of the cue's own verb, where the reader took that of another verb before it for the source."""
    tree = Tree.of(draft)
    own = _subject_of(cue, content, draft)
    if own is None or own.overlaps(source) or source.end > own.start:
        return None
    head = head_of(own, tree)
    verb = next((i for i in tree.inside(cue) if tree.child(i, "nsubj") == head), None)
    if head is None or verb is None or tree.tokens[head].pos not in ("NOUN", "PROPN") or own.end > cue.start:
        return None
    return own if tree.tokens[head].lower not in events.time_nouns() else None


def _can_speak(source: Span, draft: Draft) -> bool:
    """Whether the words are a noun phrase that is no time: "rose" or "last night" says nothing."""
    tree = Tree.of(draft)
    head = head_of(source, tree)
    if head is None:
        return True
    token = tree.tokens[head]
    if token.pos in ("VERB", "AUX") and not voices.sorts(token.lower):
        return False
    return token.lower not in events.time_nouns() or token.text[:1].isupper()


def _hears(source: Span, cue: Span, draft: Draft) -> bool:
    """Whether the words stand before a passive of telling ("were told that …"): who hears is no source."""
    tree = Tree.of(draft)
    words = tree.inside(cue)
    verb = next((i for i in words if tree.tokens[i].lemma in HEARING and tree.tokens[i].pos == "VERB"), None)
    if verb is None or source.start > cue.start or verb < 1:
        return False
    before = [tree.tokens[k].lower for k in range(max(0, verb - 3), verb)]
    passive = (
        tree.child(verb, "aux:pass") is not None or before[-1] in BE or before[-2:-1] in (["been"], ["being"])
    )
    return passive and all(
        tree.tokens[k].lower != "by" for k in range(verb + 1, min(len(tree.tokens), verb + 3))
    )


def _subject_of(cue: Span, content: tuple[Span, ...], draft: Draft, *, far: bool = False) -> Span | None:
    """The grammatical subject of an active cue verb, where the reader found no source; `far`: that of a verb further
    up that it is joined to."""
    tree = Tree.of(draft)
    for i in tree.inside(cue):
        if tree.tokens[i].pos != "VERB" or tree.child(i, "aux:pass") is not None:
            continue
        subject = tree.child(i, "nsubj")
        if subject is None:
            subject = _shared_subject(i, tree)
        at = i
        while far and subject is None and plain(tree.tokens[at].relation) in ("conj", "parataxis", "dep"):
            at = tree.tokens[at].head
            subject = tree.child(at, "nsubj") if at >= 0 else None
        if subject is not None and plain(tree.tokens[subject].relation) == "nsubj":
            span = tree.span(tree.noun_phrase(subject, whole=True) or [subject])
            return None if any(held.overlaps(span) for held in content) else span
    return None


def _performs(cue: Span, content: tuple[Span, ...], draft: Draft) -> bool:
    """Whether the cue does something by speaking ("agreed to hold", "invited them to see") and tells no proposition."""
    tree = Tree.of(draft)
    verbs = [i for i in tree.inside(cue) if tree.tokens[i].lemma in PERFORMING]
    if not verbs or "“" in draft.text[content[0].start - 1 : content[0].start + 1]:
        return False
    return not any(_says_that(clause, tree) for i in verbs for clause in tree.all(i, "ccomp"))


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
            behind & UNNAMED
            or {"his", "name"} <= behind
            or {"her", "name"} <= behind
            or {"their", "names"} <= behind
        ):
            return True  # "who asked not to be named"
    if attribution.source is None and any(tree.tokens[i].lower in IMPERSONAL for i in cue):
        return True
    if attribution.source is not None:
        inside = tree.inside(attribution.source)
        source = [tree.tokens[i].lower for i in inside]
        citing = any(tree.tokens[i].lemma in SECOND_HAND for i in cue)
        if (
            citing
            and len(inside) == 1
            and tree.tokens[inside[0]].pos == "NOUN"
            and voices.singular(source[0]) == source[0]
        ):
            return True  # "citing protocol"
        if source in (["nobody"], ["none"], ["no", "one"], ["neither"]):
            return True
        if source[:1] not in (["we"], ["i"]) and any(tree.tokens[i].lemma == "learn" for i in cue):
            return True  # "he learned of it from the paper": nobody's word but the report's
        if source == ["it"] and any(tree.tokens[i].lemma in SEEMING for i in cue):
            return True
    for i in tree.inside(attribution.cue.span):
        if tree.tokens[i].lemma not in DISCLOSING or tree.tokens[i].pos != "VERB":
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


def _asks(clause: int, tree: Tree) -> bool:
    """A clause that begins with a question word."""
    words = tree.subtree(clause)
    return any(tree.tokens[w].lower in QUESTION_WORDS for w in words[:2])


def _expletive(source: Span, cue: Span | None, draft: Draft) -> bool:
    """Whether the source is the empty "it" of "it is believed", and not an "it" that stands for somebody."""
    if draft.report.quote(source).lower() not in EXPLETIVES:
        return False
    tree = Tree.of(draft)
    words = [tree.tokens[i] for i in tree.inside(source)]
    verbs = list(tree.inside(cue)) if cue else []
    passive = any(
        tree.child(i, "aux:pass") is not None
        or (tree.tokens[i].pos == "VERB" and tree.tokens[i - 1].lower in BE)
        for i in verbs
        if i
    )
    return passive or any(plain(word.relation) == "expl" or word.relation == "nsubj:pass" for word in words)


def _without_that(span: Span, text: str) -> Span:
    """The span without a leading "that", which belongs to neither the cue nor the content."""
    skip = 5 if span.of(text)[:5].lower() == "that " else 0
    return Span(span.start + skip, span.end)


def _longest(spans: Iterable[tuple[int, int]]) -> Span | None:
    return max((Span(*span) for span in spans), key=lambda span: span.end - span.start, default=None)


def _asides(draft: Draft) -> list[Aside]:
    """The asides of the text, found once."""
    kept = draft.extra.get("asides")
    if not isinstance(kept, list):
        kept = draft.extra["asides"] = list(asides(draft))
    return kept


def _aside(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """A speaker and a cue set off by commas: "the road, two officials told the agency, is shut"."""
    for aside in _asides(draft):
        if not aside.closed:
            yield from made(draft, tree, list(aside.source or ()), list(aside.cue), list(aside.content))


def _closed(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """Asides of which signs show how far they reach: that much is said and no more."""
    for aside in _asides(draft):
        if aside.closed:
            yield from made(draft, tree, list(aside.source or ()), list(aside.cue), list(aside.content))


def _verb_with_clause(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """A cue verb with a subject and a clause: "officials said the road was open", "the road, he said, was open"."""
    for i, token in enumerate(tree.tokens):
        if token.pos != "VERB" or speech.act(token.lemma, "verb") is None:
            continue
        subject = tree.child(i, "nsubj")
        if subject is None:
            subject = _shared_subject(i, tree)
        if subject is None or plain(tree.tokens[subject].relation) == "expl":
            continue
        if tree.tokens[subject].lower in EXPLETIVES and i and tree.tokens[i - 1].lower in BE:
            continue  # "it is whispered that …"
        source = tree.noun_phrase(subject, whole=True)
        clauses = tree.all(i, "ccomp")
        if plain(token.relation) == "parataxis" and tree.tokens[i].head >= 0 and not clauses:
            content = _outside(token.head, i, tree)
        elif clauses and (token.lemma not in NO_SPEECH or any(_says_that(c, tree) for c in clauses)):
            content = [w for clause in clauses for w in tree.subtree(clause)]
        else:
            continue
        yield from made(draft, tree, source, [i], content)


def _intends(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """Somebody who means to do something: "the drivers threatened to block the bridge unless they are paid"."""
    for i, token in enumerate(tree.tokens):
        if token.pos != "VERB" or token.lemma not in INTENDING or tree.child(i, "aux:pass") is not None:
            continue
        clause = next((x for x in tree.all(i, "xcomp", "advcl") if x > i and _infinitive(x, tree)), None)
        subject = tree.child(i, "nsubj")
        if subject is None:
            subject = _shared_subject(i, tree)
        if clause is None or subject is None:
            continue
        words = [w for w in clause_behind(i, tree) if w >= tree.subtree(clause)[0]]
        yield from made(draft, tree, tree.noun_phrase(subject, whole=True), [i], words)


def _denies(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """What somebody denies or admits to have done: "police deny firing on dockers"."""
    for i, token in enumerate(tree.tokens):
        if token.pos != "VERB" or speech.act(token.lemma, "verb") not in ("denies", "admits"):
            continue
        clause = next((x for x in tree.all(i, "xcomp", "advcl") if x > i and _gerund(x, tree)), None)
        subject = tree.child(i, "nsubj")
        if subject is None:
            subject = _shared_subject(i, tree)
        if clause is not None and subject is not None:
            yield from made(draft, tree, tree.noun_phrase(subject, whole=True), [i], tree.subtree(clause))


def _gerund(clause: int, tree: Tree) -> bool:
    return tree.tokens[clause].lower.endswith("ing") and not tree.all(clause, "mark")


def _infinitive(clause: int, tree: Tree) -> bool:
    return [tree.tokens[mark].lower for mark in tree.all(clause, "mark")] == ["to"]


def _says_that(clause: int, tree: Tree) -> bool:
    """A finite clause with "that" or "whether": something said or thought, not something perceived."""
    return any(tree.tokens[mark].lower in ("that", "whether", "if") for mark in tree.all(clause, "mark"))


def _shared_subject(i: int, tree: Tree) -> int | None:
    """The subject that a conjunct verb takes over: "he came and said that …"."""
    token = tree.tokens[i]
    if plain(token.relation) == "conj" and token.head >= 0 and tree.tokens[token.head].pos in ("VERB", "AUX"):
        return tree.child(token.head, "nsubj")
    if plain(token.relation) == "xcomp" and token.head >= 0 and tree.tokens[token.head].lemma in REFUSING:
        return tree.child(token.head, "nsubj")
    return None


def _outside(head: int, without: int, tree: Tree) -> list[int]:
    return tree.subtree(head, without={without})


def _according_to(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "According to X, p", "p, in the words of X": the clause around the phrase is the content."""
    for i, token in enumerate(tree.tokens):
        if token.lower not in ("according", "per") or token.head < 0:
            continue
        noun = token.head
        if token.lower == "per" and plain(token.relation) != "case":
            continue
        clause = tree.tokens[noun].head
        if clause < 0 or plain(tree.tokens[noun].relation) not in ("obl", "nmod", "advmod", "parataxis"):
            continue
        cue = [i] + [c for c in tree.children[i] if tree.tokens[c].lower == "to"]
        cue += [c for c in tree.children[noun] if tree.tokens[c].lower == "to" and c == i + 1]
        yield from made(
            draft, tree, tree.noun_phrase(noun, whole=True), sorted(set(cue)), _outside(clause, noun, tree)
        )


def _quoted_as(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "The agency quoted him as saying that p": the agency speaks, and inside its words he does.

    Also "he was quoted by the agency as saying that p", and "p, the agency quoted him as saying".
    """
    tokens = tree.tokens
    for i, token in enumerate(tokens):
        if token.lemma not in SECOND_HAND or token.pos not in ("VERB", "AUX"):
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
        if token.lemma not in PHRASE_NOUNS or plain(token.relation) != "obl" or token.head < 0:
            continue
        case = tree.child(i, "case")
        whose = tree.child(i, "nmod:poss", "nmod")
        if case is None or whose is None or tree.tokens[case].lower not in ("in", "by", "to", "from"):
            continue
        source = tree.noun_phrase(whose, whole=True)
        cue = [w for w in range(case, i + 1) if w not in source]
        yield from made(draft, tree, source, cue, _outside(token.head, i, tree))


def _passive(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "Is believed to have fled", "it is thought that": somebody's words, and nobody is named for them."""
    for i, token in enumerate(tree.tokens):
        act = speech.act(token.lemma, "verb") if token.pos == "VERB" else None
        if act is None or tree.child(i, "aux:pass") is None:
            continue
        subject = tree.child(i, "nsubj")
        clause = tree.child(i, "ccomp", "csubj", "xcomp")
        if clause is None or act in ("demands", "plans", "promises", "accuses") or token.lemma in HEARING:
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
    """ "Reportedly", "allegedly": an unattributed voice for the clause."""
    for i, token in enumerate(tree.tokens):
        if token.pos == "ADV" and speech.act(token.lower, "phrase") and token.head >= 0:
            yield from made(draft, tree, [], [i], _outside(token.head, i, tree))


def _second_hand(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "X said, citing Y": Y is the source of what X says."""
    for i, token in enumerate(tree.tokens):
        if token.lemma not in SECOND_HAND or token.pos != "VERB" or token.head < 0:
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
    _closed,
    _aside,
    _verb_with_clause,
    _intends,
    _denies,
    _quoted_as,
    _according_to,
    _in_the_words_of,
    _passive,
    _adverb,
    _second_hand,
    _headline_tag,
    _speaker_tag,
    *CONSTRUCTIONS,
)


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
