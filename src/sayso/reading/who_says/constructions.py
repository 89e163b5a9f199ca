"""Constructions that attribute without a verb of saying and its clause: a list that gives names, an idea called absurd, a rumour that runs.

Each reads words and signs first and leans on the parse as little as it can: these are the sentences of
which the learned reader is least sure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

from ...knowledge import forms, speech, voices
from ..draft import Attribution, Draft
from ..judged import BELIEVING, LIKELY, POINTING, is_claim, points, verdict
from ..judged import thing as judged_thing
from ..tree import PUNCTUATION, Tree, plain
from .making import clause, made, noun_phrase, own_names, own_people, rest, sentence_end

Rule = Callable[[Draft, Tree], Iterator[Attribution]]

HOLDING = frozenset(
    ["assign", "attest", "create", "give", "have", "name", "instruct", "put", "record", "set", "cite", "foretell",
     "show", "prove", "list", "mention", "note", "state", "say", "speak", "tell", "allow", "oblige", "forbid",
     "indicate", "suggest", "reveal", "confirm", "document", "describe", "recommend", "conclude", "admit",
     "estimate", "count", "require", "grant", "provide", "stipulate", "permit", "demand", "claim", "allege",
     "accuse", "enter", "quote", "contradict", "bear", "mark", "detail", "establish", "read", "find", "warn"]
)  # fmt: skip
"""What lists, letters and laws do with what stands in them."""
OBSERVING = frozenset(
    {"see", "watch", "count", "spot", "find", "hear", "witness", "notice", "observe", "meet"}
)
DISMISSING = frozenset(
    ["deny", "reject", "dismiss", "refute", "rubbish", "rebut", "dispute", "disown", "brand", "repudiate", "contest",
     "quash", "retract", "withdraw", "deride", "contradict"]
)  # fmt: skip
"""Verbs by which somebody stands against what is said."""
RUMOURS = frozenset({"rumour", "rumor", "word", "gossip", "talk", "speculation", "hearsay"})
BE = frozenset({"is", "was", "are", "were", "been", "be"})
FEELING = frozenset({"be", "remain", "seem", "appear", "feel", "stay", "become", "profess"})
NOT_THAT = frozenset(
    {"clear", "certain", "aware", "keen", "eager", "willing", "determined", "quoted", "expected"}
)
"""Adjectives of which a clause with "that" tells a fact, or that take no such clause."""


def _subject(i: int, tree: Tree) -> list[int]:
    """The noun phrase of the subject of a verb, its own or that of the verb it is joined to."""
    at, seen = i, 0
    while seen < 3:
        subject = tree.child(at, "nsubj")
        if subject is not None:
            if (
                plain(tree.tokens[subject].relation) == "nsubj"
                and tree.tokens[subject].relation != "nsubj:pass"
            ):
                return tree.noun_phrase(subject, whole=True)
            return []
        if plain(tree.tokens[at].relation) != "conj" or tree.tokens[at].head < 0:
            return []
        at, seen = tree.tokens[at].head, seen + 1
    return []


def _head(words: list[int], tree: Tree) -> int:
    """The word of a phrase that governs the others."""
    return next((w for w in words if tree.tokens[w].head not in words), words[0])


def _active(i: int, tree: Tree) -> bool:
    return tree.tokens[i].pos == "VERB" and tree.child(i, "aux:pass") is None


def _document_holds(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "The ferry list gives 120 names", "Article 2 creates mixed patrols": what stands in a document is said by it.

    The cue belongs to what is said: without it nothing is told.
    """
    for i, token in enumerate(tree.tokens):
        if token.lemma not in HOLDING or not _active(i, tree) or plain(token.relation) in ("acl", "amod"):
            continue
        source = _subject(i, tree)
        if not source or source[-1] > i:
            continue
        head = tree.tokens[_head(source, tree)]
        if head.pos not in ("NOUN", "PROPN") or voices.sorts(head.lower) != frozenset({"document"}):
            continue
        if token.lemma in ("have", "put", "set", "bear") and not _filled(i, tree):
            continue
        content = rest(i, tree)
        if not content or (
            token.lemma in ("prove", "read") and tree.tokens[content[0]].pos in ("ADJ", "ADV")
        ):
            continue
        inner = tree.child(i, "ccomp") is not None
        yield from made(draft, tree, source, [i], content if inner else [i, *content], whole=True)


def _filled(i: int, tree: Tree) -> bool:
    """Whether a light verb has an object with a number, or one with more said of it ("has one cargo leaving")."""
    thing = tree.child(i, "obj")
    if thing is None:
        return False
    return (
        any(tree.tokens[w].pos == "NUM" for w in tree.subtree(thing)) or tree.child(thing, "acl") is not None
    )


def _own_eyes(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "Our reporter Tamaz Chelidze watched two launches circle": the outlet's own people vouch for what they see."""
    known = own_names(draft, tree)
    for i, token in enumerate(tree.tokens):
        if token.lemma not in OBSERVING or not _active(i, tree):
            continue
        source = _subject(i, tree)
        if not source or source[-1] > i:
            continue
        own = own_people(source, tree)
        names = {tree.tokens[w].lower for w in source if tree.tokens[w].pos == "PROPN"}
        if (
            not own
            and not (names and names <= known)
            and not (token.lemma in ("see", "watch", "hear") and _sight(i, tree))
        ):
            continue
        content = rest(i, tree)
        if content:
            inner = _sight(i, tree)
            yield from made(draft, tree, source, [i], content if inner else [i, *content], whole=True)


def _sight(i: int, tree: Tree) -> bool:
    """Whether something is seen happening: a noun with a bare infinitive or an -ing form behind it."""
    thing = tree.child(i, "obj", "ccomp", "xcomp")
    if thing is None or thing < i:
        return False
    return any(
        tree.tokens[w].pos == "VERB"
        and tree.tokens[w].head in (i, thing)
        and plain(tree.tokens[w].relation) in ("xcomp", "ccomp")
        and tree.child(w, "mark") is None
        and tree.child(w, "aux") is None
        for w in range(thing, min(len(tree.tokens), thing + 12))
    )


def _dismisses(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "Lendyel dismissed the charge", "rejected as a lie that …", "rejects the allegation that …": denied by its subject."""
    for i, token in enumerate(tree.tokens):
        if token.lemma not in DISMISSING or not _active(i, tree):
            continue
        source = _subject(i, tree)
        if not source or source[-1] > i:
            continue
        behind = rest(i, tree)
        noun = next((w for w in behind[:8] if tree.tokens[w].lower in POINTING or is_claim(w, tree)), None)
        that = next((w for w in behind[:24] if tree.tokens[w].lower == "that" and _opens(w, tree)), None)
        if that is not None and (noun is None or noun == that or noun < that):
            content = [w for w in behind if w > that]
        elif noun is not None:
            stop = next(
                (w for w in behind if w > noun and tree.tokens[w].text in PUNCTUATION - set('“”"-')), None
            )
            content = [w for w in behind if stop is None or w < stop]
        else:
            continue
        yield from made(draft, tree, source, [i], content)


def _opens(w: int, tree: Tree) -> bool:
    """Whether a "that" opens a clause: something follows that can be its subject."""
    if w + 1 >= len(tree.tokens) or tree.tokens[w + 1].text in PUNCTUATION - set("“"):
        return False
    return plain(tree.tokens[w].relation) == "mark" or tree.tokens[w].pos == "SCONJ"


def judges(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "The ministry calls that absurd", "regards it as slander": whoever judges a thing said to be untrue."""
    for i in range(len(tree.tokens)):
        found = verdict(i, tree)
        if found is None or not _active(i, tree):
            continue
        source = _subject(i, tree)
        if source and source[-1] < i:
            yield from made(draft, tree, source, [i], judged_thing(range(i + 1, found), [i], tree))


def takes_up(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "Does not believe it", "two officials believe so", "thinks that quite likely", "laughs at the suggestion": what
    somebody thinks of a thing said before."""
    tokens = tree.tokens
    for i, token in enumerate(tokens):
        mocks = token.lemma in MOCKING and i + 1 < len(tokens) and tokens[i + 1].lower == "at"
        if not (mocks or token.lemma in BELIEVING) or token.pos != "VERB" or not _active(i, tree):
            continue
        thing = i + 1 + mocks
        source = _subject(i, tree)
        if thing >= len(tokens) or tokens[thing].sentence != token.sentence or not source or source[-1] > i:
            continue
        behind = tokens[thing + 1] if thing + 1 < len(tokens) else token
        if mocks and not points(thing, tree):
            noun = next((w for w in range(thing, min(len(tokens), thing + 4)) if is_claim(w, tree)), None)
            if noun is not None and tokens[thing].pos in ("DET", "PRON"):
                yield from made(draft, tree, source, [i, i + 1], list(range(thing, noun + 1)))
        elif points(thing, tree) and behind.pos not in ("NOUN", "PROPN", "ADJ", "NUM"):
            likely = next(
                (w for w in range(thing + 1, min(len(tokens), thing + 4)) if tokens[w].lower in LIKELY), None
            )
            ends = (
                behind.text in PUNCTUATION
                or behind.pos in ("CCONJ", "SCONJ", "ADP", "ADV")
                or behind.sentence != token.sentence
            )
            if likely is not None or ends:
                yield from made(draft, tree, source, [i, i + 1] if mocks else [i], [thing])


def _suspects(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "I suspect the guards", "he said that he doubted the report", "suspects them of theft": a thing is suspected or
    doubted as a statement of it would be, and who says that he does so tells no fact."""
    for i, token in enumerate(tree.tokens):
        if token.lemma not in ("suspect", "doubt") or token.pos != "VERB" or not _active(i, tree):
            continue
        thing = tree.child(i, "obj")
        source = _subject(i, tree)
        if thing is None or thing < i or not source or source[-1] > i or tree.child(i, "ccomp") is not None:
            continue
        if tree.tokens[sentence_end(i, tree) - 1].text == "?" or _weakened(i, tree):
            continue
        content = [w for w in tree.noun_phrase(thing, whole=True) if w > i]
        if content and token.lemma == "suspect":
            behind = clause(content[-1], tree)
            if behind and tree.tokens[behind[0]].lower == "of":
                stop = next((w for w in behind if tree.tokens[w].text in PUNCTUATION), behind[-1] + 1)
                content += [w for w in behind if w < stop]
        yield from made(draft, tree, source, [i], content)


def _weakened(i: int, tree: Tree) -> bool:
    """Whether a verb is negated, a condition or asked for, by its own words."""
    signs = {"not", "n't", "n’t", "never", "nobody", "no", "none", "if", "unless", "whether"}
    return any(tree.tokens[c].lower in signs for c in tree.children[i])


MOCKING = frozenset({"laugh", "scoff", "sneer", "shrug"})


def _feels(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "Villagers are sceptical that …", "is adamant that", "were not persuaded that", "finds it hard to believe that"."""
    for i, token in enumerate(tree.tokens):
        if token.lower not in ("that", "whether") or i < 2 or not _opens(i, tree):
            continue
        cue = _feeling(i, tree)
        if cue is None:
            continue
        first, adjective, verb = cue
        source = _subject(verb, tree) or _subject(adjective, tree)
        if not source or source[-1] >= first:
            continue
        yield from made(draft, tree, source, list(range(first, adjective + 1)), rest(i, tree))


def _feeling(that: int, tree: Tree) -> tuple[int, int, int] | None:
    """(first word of the cue, its adjective, the word that has the subject) before a "that"."""
    for at in range(that - 1, max(-1, that - 6), -1):
        word = tree.tokens[at]
        if word.text in PUNCTUATION or (word.pos in ("VERB", "NOUN") and word.lower not in FELT):
            return None
        known = speech.act(word.lower, "adjective") is not None or word.lower in FELT
        if not known or word.lower in NOT_THAT:
            continue
        first = at
        while first > 0 and tree.tokens[first - 1].lower in (
            "not",
            "n't",
            "n’t",
            "fairly",
            "very",
            "quite",
            "hardly",
            "far",
            "from",
        ):
            first -= 1
        before = tree.tokens[first - 1] if first else None
        if before is None or before.lemma.lower() not in FEELING:
            return None
        return first, at, at
    return None


FELT = frozenset(
    {
        "persuaded",
        "convinced",
        "adamant",
        "sceptical",
        "skeptical",
        "satisfied",
        "unpersuaded",
        "unconvinced",
        "mistaken",
    }
)


def _rumour(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "Rumour has it that p", "word has reached us that p", "rumour says p": nobody's words, and the cue is in the text."""
    for i, token in enumerate(tree.tokens):
        singular = token.lower.removesuffix("s")
        if singular not in RUMOURS or plain(token.relation) in ("obj", "compound", "amod"):
            continue
        if i and tree.tokens[i - 1].lower in (
            "the",
            "a",
            "his",
            "her",
            "their",
            "its",
            "this",
            "that",
            "last",
            "no",
            "of",
        ):
            continue
        end = sentence_end(i, tree)
        that = next((w for w in range(i + 1, min(end, i + 12)) if tree.tokens[w].lower == "that"), None)
        verb = next((w for w in range(i + 1, min(end, i + 9)) if tree.tokens[w].pos in ("VERB", "AUX")), None)
        if that is not None and verb is not None and verb < that:
            yield from made(draft, tree, [], list(range(i, that)), rest(that, tree))
        elif verb == i + 1 and tree.tokens[verb].lower in ("says", "said", "has", "runs"):
            aside = tree.tokens[i - 1].text == "," if i else False
            behind = [w for w in range(verb + 1, end) if tree.tokens[w].text != ","]
            before = [i - 2] if aside else []
            yield from made(draft, tree, [], [i, verb], [*before, *behind])


IMPERSONAL = frozenset(
    ["say", "report", "rumour", "whisper", "believe", "think", "understand", "allege", "claim", "suspect", "fear", "reckon",
     "suppose", "note", "stress", "emphasise", "emphasize", "assume", "speculate", "tell", "recall", "point out"]
)  # fmt: skip
"""Verbs of which "it is …ed that" is somebody's word, and not a finding or a feeling of the outlet's."""


def _is_said(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "It is whispered in the cafés that p", "p, it is rumoured, q": an impersonal passive has no speaker."""
    tokens = tree.tokens
    for i, token in enumerate(tokens):
        if token.lower != "it" or i + 2 >= len(tokens):
            continue
        at = i + 1
        while (
            at < len(tokens)
            and (tokens[at].lower in BE | {"has", "had"} or tokens[at].pos == "ADV")
            and at - i < 5
        ):
            at += 1
        if (
            at == i + 1
            or at >= len(tokens)
            or (tokens[at - 1].lower not in BE and tokens[at - 1].pos != "ADV")
        ):
            continue
        participle = tokens[at].lower
        lemma = speech.verb(participle) or {"rumoured": "rumour", "rumored": "rumor"}.get(participle)
        if lemma not in IMPERSONAL or not _participle(participle):
            continue
        cue = list(range(i, at + 1))
        end = sentence_end(i, tree)
        that = next((w for w in range(at + 1, min(end, at + 8)) if tokens[w].lower == "that"), None)
        if that is not None:
            yield from made(draft, tree, [], cue, rest(that, tree))
        elif (
            i and tokens[i - 1].text in ",–—" and at + 1 < len(tokens) and tokens[at + 1].text in PUNCTUATION
        ):
            begin = i
            while (
                begin > 0
                and tokens[begin - 1].sentence == tokens[i].sentence
                and tokens[begin - 1].text != ";"
            ):
                begin -= 1
            yield from made(draft, tree, [], cue, [*range(begin, i - 1), *clause(at + 1, tree)])


def _participle(form: str) -> bool:
    return form.endswith("ed") or ("v", form) in forms.irregular()


PASSIVES = frozenset(
    [
        "say",
        "believe",
        "think",
        "report",
        "understand",
        "suppose",
        "rumour",
        "allege",
        "know",
        "accuse",
        "suspect",
    ]
)
"""Verbs whose passive tells a thing of its subject that nobody is named for."""


def _said_to(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "Is understood to have suspended the permits", "a levy said to have been raised", "is accused of having taken"."""
    tokens = tree.tokens
    for i, token in enumerate(tokens):
        lemma = speech.verb(token.lower) if _participle(token.lower) else None
        if lemma not in PASSIVES or i + 1 >= len(tokens) or not i:
            continue
        follows = tokens[i + 1].lower
        if follows != ("of" if lemma in ("accuse", "suspect") else "to"):
            continue
        if follows == "to" and i + 2 < len(tokens) and tokens[i + 2].pos not in ("VERB", "AUX"):
            continue
        if any(tokens[w].lower == "by" for w in range(i + 1, min(len(tokens), i + 3))):
            continue
        before = tokens[i - 1]
        standing = lemma == "accuse" and before.lower in ("stand", "stands", "stood")
        passive = standing or before.lower in BE or (before.pos == "ADV" and tokens[i - 2].lower in BE)
        reduced = (
            not passive and before.pos in ("NOUN", "PROPN") and lemma in ("say", "believe", "think", "report")
        )
        if not passive and not reduced:
            continue
        cue = [i] if reduced else [i - 1, i] if standing or before.lower in BE else [i - 2, i - 1, i]
        subject = tree.child(i, "nsubj")
        who = tree.noun_phrase(subject, whole=True) if subject is not None else []
        behind = rest(i, tree)
        if reduced:
            # "A woman thought to have hired the crew | left the port": the main verb is told by the report.
            who = [w for w in tree.noun_phrase(i - 1) if w < i]
            behind = [w for w in behind if w in tree.subtree(i)] or behind
        yield from made(draft, tree, [], cue, sorted({*(w for w in who if w < i), *behind}))


def _on_suspicion(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "Police held two men on suspicion of lighting the fire": whoever holds them suspects it; a charge is nobody's."""
    tokens = tree.tokens
    for i, token in enumerate(tokens):
        if token.lower not in ("suspicion", "charge", "charges") or not 0 < i < len(tokens) - 2:
            continue
        begin = i - 2 if tokens[i - 1].lower in ("a", "the") else i - 1
        if tokens[i + 1].lower != "of" or tokens[begin].lower not in ("on", "under"):
            continue
        verb = next((w for w in tree.ancestors(i) if tokens[w].pos == "VERB"), None)
        if verb is None or verb > i:
            continue
        source = _subject(verb, tree) if _active(verb, tree) else []
        if not source and (
            agent := next((c for c in tree.all(verb, "obl") if c < begin and _by(c, tree)), None)
        ):
            source = [w for w in tree.noun_phrase(agent) if tokens[w].lower != "by"]
        if token.lower != "suspicion" or (source and source[-1] > begin):
            source = []
        deed = next(
            (w for w in range(i + 2, sentence_end(i, tree)) if tokens[w].pos in ("VERB", "NOUN", "PROPN")), i
        )
        held = [w for w in tree.subtree(deed) if w > i + 1]
        yield from made(draft, tree, source, list(range(begin, i + 2)), held)


def _by(i: int, tree: Tree) -> bool:
    """Whether a phrase stands behind "by"."""
    return any(tree.tokens[c].lower == "by" for c in tree.all(i, "case"))


def citing(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "…, the agency reported, quoting a neighbour": whom a speaker cites stands inside his words."""
    tokens = tree.tokens
    for i, token in enumerate(tokens):
        opening = not i or tokens[i - 1].sentence != token.sentence
        if token.lower not in ("citing", "quoting") or not (opening or tokens[i - 1].text in ",–—"):
            continue
        source = noun_phrase(i + 1, tree)
        if not source or not _can_tell(source, draft, tree):
            continue
        begin = i
        while begin > 0 and tokens[begin - 1].sentence == token.sentence and tokens[begin - 1].text != ";":
            begin -= 1
        said = list(range(begin, i - 1))
        if not any(tokens[w].pos in ("VERB", "AUX") for w in said):
            # "The Herald, citing port sources, wrote that …": what is cited stands behind the verb.
            verb = next((w for w in rest(source[-1], tree) if speech.verb(tokens[w].lower)), None)
            said = rest(verb, tree) if verb is not None else said
        yield from made(draft, tree, source, [i], said)


def _can_tell(words: list[int], draft: Draft, tree: Tree) -> bool:
    """Whether a phrase names somebody or something that tells: not "citing protocol", "citing a lack of money"."""
    head = _head(words, tree)
    first = tree.tokens[words[0]]
    if len(words) == 1 and first.pos == "NOUN" and voices.singular(first.lower) == first.lower:
        return False  # "citing protocol"
    if any(tree.tokens[w].pos == "PROPN" for w in words) or tree.tokens[head].pos == "PRON":
        return True
    return any(voices.sorts(tree.tokens[w].lower) for w in words)


def _which_confirmed(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "The firm has frozen its payments, which a clerk confirmed to us": the sentence before is what is confirmed."""
    tokens = tree.tokens
    for i, token in enumerate(tokens):
        if token.lower != "which" or not i or tokens[i - 1].text != ",":
            continue
        verb = next(
            (w for w in range(i + 2, min(len(tokens), i + 14)) if speech.verb(tokens[w].lower) in CONFIRMING),
            None,
        )
        if verb is None or tokens[verb].sentence != token.sentence:
            continue
        source = noun_phrase(i + 1, tree)
        if not source or tree.child(verb, "ccomp") is not None or not _can_tell(source, draft, tree):
            continue
        begin = i
        while begin > 0 and tokens[begin - 1].sentence == token.sentence and tokens[begin - 1].text != ";":
            begin -= 1
        yield from made(draft, tree, source, [verb], list(range(begin, i - 1)))


CONFIRMING = frozenset({"confirm", "acknowledge", "admit", "claim"})


NOMINAL = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM"})
"""Parts of speech of a noun phrase without phrases of its own."""


def disputed(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "They shelled the port, a charge that the general denies", "…, which the ministry disputes": what stands before is
    told by whoever tells it, and what it is called is denied."""
    tokens = tree.tokens
    for i, token in enumerate(tokens):
        denies = speech.act(token.lemma, "verb") in ("denies", "doubts") or token.lemma in DISMISSING
        if token.pos != "VERB" or not (denies or verdict(i, tree) is not None):
            continue
        comma = next((w for w in range(i - 1, max(0, i - 12), -1) if tokens[w].text in (",", "–", "—")), None)
        if comma is None or tokens[comma].sentence != token.sentence:
            continue
        comma += tokens[comma + 1].text in '"”’'  # "“…,” a version that witnesses disputed"
        first = tokens[comma + 1].lower
        if first == "which" and tree.child(i, "obj") in (None, comma + 1):
            thing = [comma + 1]
        elif first in ("a", "an") and is_claim(comma + 2, tree):
            thing = [comma + 1, comma + 2]
        elif first == "something":
            thing = [comma + 1]
        else:
            continue
        source = [w for w in _subject(i, tree) if thing[-1] < w < i]
        between = [w for w in range(thing[-1] + 1, i) if tokens[w].lower not in ("that", "which")]
        if not source and between and all(tokens[w].pos in NOMINAL for w in between):
            source = between  # "an allegation the presidency denies", whatever the parse makes of it
        if not source and tokens[i + 1 : i + 2] and tokens[i + 1].lower == "by":
            source = noun_phrase(i + 2, tree)
        if source and tokens[source[0]].lower not in ("that", "which"):
            yield from made(draft, tree, source, [i], thing)


def _backward(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "That is what Juana told us", "So runs the complaint", "So, at any rate, its chairman threatened", "Such is the
    account of the survivors", "We have this from Father Lafleur": the sentence before is theirs."""
    for earlier, later in pairwise(draft.sentences or ()):
        if earlier.headline or later.headline:
            continue
        source, cue = _teller(later.first, later.last, tree)
        if source:
            yield from made(draft, tree, source, [cue], list(range(earlier.first, earlier.last)))


def _teller(first: int, last: int, tree: Tree) -> tuple[list[int], int]:
    """Whom a sentence [first, last) names as the teller of the one before it, and the word by which it does."""
    tokens = tree.tokens
    words = [token.lower for token in tokens[first:last]]
    verb = next(
        (w for w in range(first, last) if speech.verb(tokens[w].lower) and tokens[w].pos == "VERB"), None
    )
    if words[:2] == ["we", "have"] and words[3:4] == ["from"] and words[2] in POINTING:
        return noun_phrase(first + 4, tree), first + 1
    if words[0] in ("this", "that", "such") and set(words[1:8]) & BE:
        noun = next((w for w in range(first + 1, min(last, first + 12)) if tokens[w].lower in VERSIONS), None)
        if noun is not None and noun + 2 < last and tokens[noun + 1].lower == "of":
            return noun_phrase(noun + 2, tree), noun
        if noun is not None and (owner := tree.child(noun, "nmod:poss")) is not None:
            return tree.noun_phrase(owner), noun
    if verb is None:
        runs = words[:2] in (["so", "runs"], ["so", "ran"])
        return (noun_phrase(first + 2, tree), first + 1) if runs else ([], first)
    if words[0] in ("this", "that") and {"what", "how"} & set(words[1:8]) and set(words[1:4]) & BE:
        return _subject(verb, tree), verb
    if words[0] == "so" and last - first < 26 and verb - first == 1:
        return noun_phrase(verb + 1, tree), verb
    if words[0] == "so" and last - first < 16 and words[1:2] != ["that"]:
        return _subject(verb, tree), verb
    return [], first


VERSIONS = frozenset(
    {"account", "claim", "explanation", "opinion", "reading", "story", "version", "view", "word"}
)
"""Nouns for what somebody tells ("this is the explanation of the border service")."""


def _phrase(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "In the judgement of Professor X", "by her own count", "by the terms of the pact": an adjunct with a source in it."""
    tokens = tree.tokens
    for i, token in enumerate(tokens):
        if token.lower not in ("in", "by", "on") or i + 2 >= len(tokens):
            continue
        noun = next((w for w in range(i + 1, min(len(tokens), i + 9)) if tokens[w].lower in ADJUNCTS), None)
        if noun is None or any(tokens[w].pos in ("VERB", "AUX", "PUNCT") for w in range(i + 1, noun)):
            continue
        inner = list(range(i + 1, noun))
        if noun + 1 < len(tokens) and tokens[noun + 1].lower == "of" and tokens[i + 1].lower == "the":
            source = noun_phrase(noun + 2, tree)
            cue = list(range(i, noun + 2))
        elif inner and (tokens[inner[0]].lower in POSSESSIVES or tokens[inner[-1]].lower in ("'s", "’s")):
            source = (
                inner[:1]
                if tokens[inner[0]].lower in POSSESSIVES and tokens[inner[-1]].lower not in ("'s", "’s")
                else inner[:-1]
            )
            cue = [noun]
        elif [tokens[w].lower for w in inner] in (["all"], ["most"], ["many"], ["some"]):
            source, cue = [], list(range(i, noun + 1))  # "by all accounts"
        else:
            continue
        if not source and cue[0] != i:
            continue
        last = max([noun, *source])
        begin = i
        while begin > 0 and tokens[begin - 1].sentence == token.sentence and tokens[begin - 1].text != ";":
            begin -= 1
        yield from made(draft, tree, source, cue, [*range(begin, i), *rest(last, tree)])


ADJUNCTS = frozenset(
    ["judgement", "judgment", "estimation", "estimate", "count", "reckoning", "account", "accounts", "view", "opinion", "words", "telling",
     "calculation", "version", "assessment"]
)  # fmt: skip
POSSESSIVES = frozenset({"his", "her", "their", "its", "our", "my"})


def _under(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "Under the deal, which was signed in May, the rebels hand over their guns": the paper says what is to be done."""
    tokens = tree.tokens
    for i, token in enumerate(tokens):
        opens = token.text == "Under" or (token.lower == "under" and i > 0 and tokens[i - 1].text in ",;")
        if token.lower == "under" and 0 < i < len(tokens) - 2 and tokens[i + 1].lower == "which":
            noun = i - 1 if tokens[i - 1].text != "," else i - 2
            if tokens[noun].lower in ARRANGEMENTS:
                thing = [w for w in tree.noun_phrase(noun) if w <= noun]
                yield from made(draft, tree, thing, [i], rest(i + 1, tree))
            continue
        if not opens or i + 2 >= len(tokens):
            continue
        source = noun_phrase(i + 1, tree)
        if not source or _head(source, tree) not in source or tokens[source[0]].lower == "no":
            continue
        if tokens[_head(source, tree)].lower not in ARRANGEMENTS:
            continue
        behind = rest(source[-1], tree)
        subject = next(
            (w for w in behind if plain(tokens[w].relation) == "nsubj" and _main(tokens[w].head, i, tree)),
            None,
        )
        if subject is None:
            continue
        begin = tree.subtree(subject)[0]
        yield from made(draft, tree, source, [i], [w for w in behind if w >= begin])


ARRANGEMENTS = frozenset(
    ["deal", "pact", "accord", "agreement", "treaty", "plan", "proposal", "contract", "terms", "truce", "arrangement",
     "compromise", "ceasefire", "settlement", "memorandum", "protocol", "convention", "draft", "bill", "blueprint"]
)  # fmt: skip
"""Papers that say what is to be done."""


def _main(verb: int, under: int, tree: Tree) -> bool:
    """Whether a verb governs the phrase that begins at `under`: it is no clause within that phrase."""
    if verb < 0:
        return False
    noun = tree.tokens[under].head
    return noun < 0 or verb not in tree.subtree(noun)


def _quoted_by(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "A source quoted by the state radio said p": the medium passes on what its source says."""
    tokens = tree.tokens
    for i, token in enumerate(tokens):
        if token.lower not in ("quoted", "cited", "interviewed") or i < 1 or i + 2 >= len(tokens):
            continue
        who = token.head
        if plain(token.relation) != "acl" or not 0 <= who < i or tokens[i + 1].lower != "by":
            continue
        source = noun_phrase(i + 2, tree)
        verb = tokens[who].head
        if not source or verb <= source[-1] or speech.verb(tokens[verb].lower) is None:
            continue
        told = [w for w in tree.noun_phrase(who) if w < i]
        yield from made(draft, tree, source, [i], [*told, verb, *rest(verb, tree)])


def _if_believed(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "If the drivers can be trusted, p", "p, if a neighbour is to be believed": they say it, and are not trusted quite."""
    tokens = tree.tokens
    for i, token in enumerate(tokens):
        if token.lower != "if" or i + 4 >= len(tokens):
            continue
        verb = next(
            (w for w in range(i + 3, min(len(tokens), i + 16)) if tokens[w].lower in ("believed", "trusted")),
            None,
        )
        if verb is None or tokens[verb].sentence != token.sentence or tokens[verb - 1].lower != "be":
            continue
        cue = verb - 2 if tokens[verb - 2].lower in ("can", "could", "may") else verb - 3
        source = noun_phrase(i + 1, tree)
        if not source or not source[-1] < cue or not _can_tell(source, draft, tree):
            continue
        begin = i
        while begin > 0 and tokens[begin - 1].sentence == token.sentence and tokens[begin - 1].text != ";":
            begin -= 1
        yield from made(
            draft, tree, source, list(range(cue, verb + 1)), [*range(begin, i), *rest(verb, tree)]
        )


def _puts_at(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "The owner puts its losses at 90,000 euros": a number that somebody gives."""
    tokens = tree.tokens
    for i, token in enumerate(tokens):
        if token.lemma not in ("put", "estimate", "reckon") or not _active(i, tree):
            continue
        behind = clause(i, tree)
        at = next((w for w in behind[:12] if tokens[w].lower == "at"), None)
        source = _subject(i, tree)
        if at is None or at <= i + 1 or not source or source[-1] > i:
            continue
        number = any(tokens[w].pos == "NUM" for w in range(at + 1, min(at + 5, len(tokens))))
        if number and tokens[at - 1].pos in ("NOUN", "PROPN", "ADJ", "PRON"):
            joined = next(
                (w for w in behind if w > at and tokens[w].pos == "VERB" and tokens[w].head == i), None
            )
            ends = joined - 1 if joined is not None else None
            yield from made(draft, tree, source, [i], [w for w in behind if ends is None or w < ends])


def _puts_down(draft: Draft, tree: Tree) -> Iterator[Attribution]:
    """ "The governor put the delay down to laziness": what somebody gives as the cause of a thing."""
    tokens = tree.tokens
    for i, token in enumerate(tokens):
        if token.lemma != "put" or not _active(i, tree):
            continue
        behind = rest(i, tree)
        down = next((w for w in behind[:12] if tokens[w].lower == "down"), None)
        source = _subject(i, tree)
        if down is None or down == i + 1 or not source or source[-1] > i:
            continue
        if [t.lower for t in tokens[down + 1 : down + 2]] == ["to"]:
            yield from made(draft, tree, source, [i], clause(i, tree))


CONSTRUCTIONS: tuple[Rule, ...] = (
    _dismisses,
    judges,
    takes_up,
    _suspects,
    disputed,
    _feels,
    _rumour,
    _is_said,
    _said_to,
    _on_suspicion,
    citing,
    _which_confirmed,
    _backward,
    _phrase,
    _own_eyes,
    _document_holds,
    _under,
    _quoted_by,
    _puts_down,
    _puts_at,
    _if_believed,
)
"""The constructions, in the order in which they are tried; each is a rule as those of `attributions.RULES`."""

IMPERSONAL_RULES = frozenset({_rumour, _is_said, _said_to})
"""Rules whose words leave no room for a speaker: they are right where the reader found one."""
