"""Asides: a speaker and a cue set off from what is said, found by words and commas alone.

"The road is shut, two officials told the agency", "the road, he said, is shut", "the road is shut, says
the mayor, who was there". In these the parse is least sure of itself, and the signs are clearest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ...knowledge import forms, speech, voices
from ..draft import Draft, Named, Sentence, Token
from ..tree import CLAUSAL, plain

SIGNS = frozenset(',;:–—-()[]“”"«»‘.?!…')
FINAL = frozenset(".?!…")
ENDS = frozenset(";:")
"""Signs over which a content does not reach."""
ADDRESSED = frozenset({"tell", "inform", "assure", "remind", "brief", "notify", "reassure"})
"""Cues with somebody spoken to straight behind them."""
ACTS = frozenset(
    ["says", "reports", "writes", "shows", "announces", "confirms", "claims", "estimates", "believes", "suspects",
     "asks", "warns", "predicts", "admits", "recalls"]
)  # fmt: skip
COMPLAINING = frozenset(
    {"complain", "lament", "protest", "promise", "vow", "pledge", "demand", "object", "recommend", "swear"}
)
"""Cues of other acts that also stand in asides."""
NO_ASIDE = frozenset(
    ["laugh", "know", "understand", "run", "carry", "cover", "see", "hear", "find", "hold", "list", "track", "log", "rank",
     "rate", "value", "view", "regard", "consider", "judge", "deem", "call", "label", "dub", "term", "describe",
     "express", "publish", "portray", "depict", "signal", "reflect", "leak", "outline", "detail",
     "accept", "recognize", "recognise", "realize", "realise", "apologize", "apologise", "regret", "grant", "trust",
     "feel", "sense", "perceive", "put", "assess", "gauge", "project", "speak", "voice", "utter", "lecture", "air",
     "back", "bet", "herald", "query", "interrogate", "document", "pen", "author", "prove", "determine",
     "trace", "trumpet", "broadcast", "pronounce", "profess", "expect", "anticipate"]
)  # fmt: skip
"""Cues that hardly ever stand in an aside alone."""
TAILS = (
    ("point", "out"), ("let", "it", "be", "known"), ("let", "it", "be", "understood"), ("let", "us", "know"),
    ("make", "plain"), ("make", "clear"), ("make", "it", "clear"), ("make", "it", "plain"), ("make", "known"),
    ("put", "it"), ("want", "to", "know"), ("go", "on"), ("sum", "up"), ("chime", "in"), ("own", "up"),
)  # fmt: skip
"""Cues of several words: a verb and what follows it."""
LEADING = frozenset(
    ["that", "which", "who", "whom", "whose", "and", "but", "or", "if", "because", "when", "while", "why", "how",
     "what", "where", "whether"]
)  # fmt: skip
ADJUNCT = frozenset(
    ["in", "on", "at", "by", "from", "through", "via", "over", "during", "after", "before", "with", "when", "as",
     "this", "last", "late", "early", "earlier", "later", "yesterday", "today", "tonight", "again", "here", "there",
     "afterwards", "outside", "inside", "under", "amid", "without", "for", "about", "monday", "tuesday", "wednesday",
     "thursday", "friday", "saturday", "sunday", "only", "just", "shortly", "upon", "aboard", "back"]
)  # fmt: skip
"""What may follow a cue in an aside: where, when and how it was said."""
SPOKEN_TO = frozenset(
    [
        "us",
        "me",
        "him",
        "her",
        "them",
        "it",
        "reporters",
        "journalists",
        "correspondents",
        "subscribers",
        "parliament",
    ]
)
RELATIVE = frozenset(
    {"who", "which", "whose", "whom", "that", "speaking", "asking", "citing", "quoting", "shown"}
)
SUBORDINATING = frozenset(
    [
        "after",
        "before",
        "when",
        "while",
        "as",
        "although",
        "though",
        "because",
        "since",
        "asked",
        "pressed",
        "for",
    ]
)
DETERMINERS = frozenset(
    ["the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "our", "my", "one", "two",
     "three", "four", "five", "six", "several", "some", "many", "most", "another", "both"]
)  # fmt: skip
SUBJECTS = frozenset({"he", "she", "it", "they", "we", "i", "one"})
HANGING = frozenset({"who", "which", "whom", "whose", "where", "since", "because", "that"})
ASKED = frozenset({"asked", "pressed", "questioned"})
NOBODY = frozenset({"no", "nobody", "none", "neither", "few", "nothing"})
BE = frozenset({"is", "was", "are", "were", "been", "be"})
HAVING = frozenset({"has", "have", "had", "also", "did", "does", "do"})


@dataclass(frozen=True, slots=True)
class Aside:
    """Word numbers of a source, its cue and the words around them that are said."""

    source: range | None
    cue: range
    content: tuple[int, ...]
    closed: bool = False
    """Whether signs show that no more is said: the aside stands in a list, between dashes, or in a clause behind "and"."""


def asides(draft: Draft) -> Iterator[Aside]:
    """Every aside of the text, in order."""
    tokens = draft.tokens or ()
    people = {m.head: m for m in draft.mentions or ()}
    for words in _sentences(draft.sentences or (), tokens):
        yield from _of_sentence(words, tokens, people)


def _sentences(found: Sequence[Sentence], tokens: Sequence[Token]) -> Iterator[range]:
    """The words of each sentence; what was cut at a comma is put together again."""
    start: int | None = None
    for n, sentence in enumerate(found):
        start = sentence.first if start is None else start
        after = found[n + 1] if n + 1 < len(found) else None
        if (
            after is None
            or after.paragraph != sentence.paragraph
            or after.headline != sentence.headline
            or tokens[sentence.last - 1].text in FINAL
            or not (tokens[sentence.last - 1].text in ",;–—" or tokens[after.first].text[:1].islower())
        ):
            yield range(start, sentence.last)
            start = None


def _of_sentence(words: range, tokens: Sequence[Token], people: dict[int, Named]) -> Iterator[Aside]:
    cuts = _cuts(words, tokens)
    pieces = [range(a + 1, b) for a, b in pairwise(cuts)]
    if len([piece for piece in pieces if piece]) < 2:
        return
    for n, piece in enumerate(pieces):
        if not piece:
            continue
        found = _spoken(n, pieces, tokens, people)
        if found is None:
            continue
        source, cue, first, last = found
        if not any(pieces[:first]) and tokens[cue.start].lower != "according":
            continue
        narrow = _narrow(first, last, pieces, tokens, cuts)
        if narrow:
            yield Aside(source, cue, narrow, closed=True)
            continue
        personal = source is not None and [tokens[i].lower for i in source] in (["he"], ["she"])
        content = _around(first, last, pieces, tokens, cuts, goes_on=personal)
        if content and _says_something(content, first, pieces, tokens):
            yield Aside(source, cue, content)


def _cuts(words: range, tokens: Sequence[Token]) -> list[int]:
    """The signs that part the sentence, with one before it and one behind."""
    cuts = [words.start - 1]
    for i in words:
        text = tokens[i].text
        if text in SIGNS and not (text in "-–" and _glued(i, tokens)):
            cuts.append(i)
    cuts.append(words.stop)
    return cuts


def _glued(i: int, tokens: Sequence[Token]) -> bool:
    """A hyphen inside a word, or a dash between numbers."""
    return i > 0 and tokens[i - 1].end == tokens[i].start


def _cue(c: int, stop: int, tokens: Sequence[Token]) -> tuple[str, int] | None:
    """(lemma, number behind the cue), if a cue that can stand in an aside begins at `c`: a finite verb."""
    token = tokens[c]
    form = token.lower
    if token.text[:1].isupper() or token.pos in (
        "ADP",
        "DET",
        "PRON",
        "ADV",
        "CCONJ",
        "SCONJ",
        "NUM",
    ):
        return None
    for verb, *tail in TAILS:
        if [t.lower for t in tokens[c + 1 : min(stop, c + 1 + len(tail))]] == tail and (
            form == verb or irregular(form) == verb or verb in stems(form)
        ):
            return verb, c + 1 + len(tail)
    lemma = speech.verb(form)
    helped = c > 0 and tokens[c - 1].lower in ("has", "have", "had")
    if lemma is None or form.endswith("ing"):
        return None
    if irregular(form) and form.endswith(("wn", "en")) and not helped:
        return None
    clausal = plain(token.relation) in CLAUSAL or form.endswith("ed") or irregular(form)
    if token.pos not in ("VERB", "AUX") and not clausal:
        return None
    act = speech.act(lemma, "verb")
    as_told = c > 1 and any(tokens[w].lower == "as" for w in range(max(0, c - 9), c - 1))
    if (lemma in NO_ASIDE and not as_told) or (act not in ACTS and lemma not in COMPLAINING):
        return None
    return lemma, c + 1


def irregular(form: str) -> str | None:
    """The dictionary form of an irregular verb form."""
    return forms.irregular().get(("v", form))


def stems(form: str) -> tuple[str, ...]:
    """What the word may be a regular form of."""
    return tuple(forms.stems(form))


def _spoken(
    n: int, pieces: list[range], tokens: Sequence[Token], people: dict[int, Named]
) -> tuple[range | None, range, int, int] | None:
    """(source, cue, first and last piece of the aside), if the piece is an aside or ends one."""
    piece = pieces[n]
    if [tokens[i].lower for i in piece[:2]] == ["according", "to"]:
        return _according(n, pieces, tokens)
    for c in piece:
        found = _cue(c, piece.stop, tokens)
        if found is None:
            continue
        lemma, end = found
        rest = range(end, piece.stop)
        cue = range(c, end)
        if c == piece.start:
            return _inverted(n, lemma, cue, rest, pieces, tokens, people) or _split(
                n, lemma, cue, rest, pieces, tokens
            )
        subject = range(piece.start, c)
        while len(subject) > 1 and (tokens[subject[-1]].lower in HAVING or tokens[subject[-1]].pos == "ADV"):
            subject = subject[:-1]
        before = tokens[subject[-1]].lower
        if before in BE:
            empty = [tokens[i].lower for i in subject if tokens[i].lower not in HAVING | BE]
            if empty == ["it"] and _adjuncts(lemma, rest, tokens):
                return None, range(subject.start, end), n, n
            continue
        if subject and _nominal(subject, tokens) and _adjuncts(lemma, rest, tokens):
            if tokens[subject.start].lower in ("so", "as"):
                subject = subject[1:]
                if tokens[subject.start].lower in SUBJECTS | {"this"} and lemma != "put":
                    continue
            if [tokens[i].lower for i in subject] == ["one"]:
                return None, range(subject.start, end), n, n
            return subject, range(subject.stop, end), n, n
    return None


def _according(n: int, pieces: list[range], tokens: Sequence[Token]) -> tuple[range, range, int, int] | None:
    """ "According to the mayor, Amal Haddad, …" and "…, according to two guards who were there"."""
    piece = pieces[n]
    stop = next((i for i in piece[3:] if tokens[i].lower in RELATIVE), piece.stop)
    source = range(piece.start + 2, stop)
    if not source or not _nominal(source, tokens):
        return None
    last = n
    while last + 1 < len(pieces) and pieces[last + 1] and _beside(pieces[last + 1], tokens):
        last += 1
    named = last > n and tokens[pieces[n + 1].start].lower not in RELATIVE and stop == piece.stop
    return (
        range(source.start, pieces[n + 1].stop if named else stop),
        range(piece.start, piece.start + 2),
        n,
        last,
    )


def _nominal(words: range, tokens: Sequence[Token]) -> bool:
    """Whether the words are a noun phrase: a pronoun, or a noun with what stands before and behind it."""
    first, last = tokens[words.start], tokens[words.stop - 1]
    if len(words) == 1:
        return first.lower in SUBJECTS or (first.pos in ("PROPN", "NOUN") and first.lower not in NOBODY)
    if first.lower in ("so", "as"):
        return _nominal(words[1:], tokens)
    if first.lower in LEADING | NOBODY or first.pos in ("SCONJ", "CCONJ", "ADP", "VERB", "AUX", "PART"):
        return False
    if first.lower not in DETERMINERS and first.pos not in ("DET", "PRON", "PROPN", "NOUN", "ADJ", "NUM"):
        return False
    if first.lower in SUBJECTS - {"one"}:
        return False
    inner = False
    for i in words:
        token = tokens[i]
        if token.lower == "what":
            return False
        if token.lower in RELATIVE and i > words.start:
            if (
                token.lower != "who"
                and i + 1 < words.stop
                and tokens[i + 1].pos not in ("VERB", "AUX", "PART", "ADV")
            ):
                return False
            inner = True
        elif token.pos in ("VERB", "AUX") and not inner and not _reduced(i, words, tokens):
            return False
    return last.pos not in ("ADP", "DET", "CCONJ", "SCONJ", "PART", "AUX")


def _predicates(words: range, tokens: Sequence[Token]) -> bool:
    """Whether a finite verb stands in the words before any relative clause."""
    for i in words:
        if tokens[i].lower in RELATIVE:
            return False
        if tokens[i].pos in ("VERB", "AUX") and not _reduced(i, words, tokens):
            return True
    return False


def _reduced(i: int, words: range, tokens: Sequence[Token]) -> bool:
    """A participle that stands with its noun ("surveyors hired by the union", "a group called Watch")."""
    if tokens[i].relation.startswith(("acl", "amod")):
        return True
    return tokens[i].lower.endswith("ed") and i > words.start and tokens[i - 1].pos in ("NOUN", "PROPN")


def _adjuncts(lemma: str, rest: range, tokens: Sequence[Token]) -> bool:
    """Whether nothing but circumstances of the saying follows the cue."""
    if not rest:
        return True
    first = tokens[rest.start]
    if first.lower == "to" and len(rest) > 1:
        to = tokens[rest.start + 1]
        somebody = to.pos in ("PRON", "PROPN", "DET") or to.lower in SPOKEN_TO | DETERMINERS
        return somebody and to.pos not in ("VERB", "AUX")
    if first.lower in ADJUNCT or (first.pos == "ADV" and first.lower.endswith("ly")):
        clause = any(tokens[i].lower in ("that", "whether") and tokens[i].pos == "SCONJ" for i in rest[1:])
        return not clause or "condition" in {tokens[i].lower for i in rest}
    if first.lower in SPOKEN_TO:
        return len(rest) == 1 or _adjuncts(lemma, rest[1:], tokens)
    if (
        lemma not in ADDRESSED
        or first.lower in LEADING
        or first.pos not in ("PRON", "PROPN", "NOUN", "DET", "ADJ")
    ):
        return False
    for i in rest:
        if tokens[i].lower in ADJUNCT and tokens[i].lower != "this":
            return _adjuncts(lemma, range(i, rest.stop), tokens)
        if tokens[i].pos in ("VERB", "AUX", "SCONJ") or tokens[i].lower in LEADING:
            return False
    return True


def _inverted(
    n: int,
    lemma: str,
    cue: range,
    rest: range,
    pieces: list[range],
    tokens: Sequence[Token],
    people: dict[int, Named],
) -> tuple[range, range, int, int] | None:
    """ "…, says the mayor": the piece begins with the cue, and the speaker follows."""
    if n == 0 or not rest or lemma in ADDRESSED:
        return None
    stop = next((i for i in rest if tokens[i].lower in RELATIVE or tokens[i].pos == "ADP"), rest.stop)
    subject = range(rest.start, stop)
    if not subject or not _nominal(subject, tokens):
        return None
    voice = (
        any(i in people and people[i].kind.value in ("person", "organization") for i in subject)
        or any(voices.sorts(tokens[i].lower) or tokens[i].pos == "PROPN" for i in subject)
        or tokens[subject.start].lower in SUBJECTS
    )
    clause = stop < rest.stop and tokens[stop].pos == "ADP" and _predicates(range(stop, rest.stop), tokens)
    if not voice or clause or any(tokens[i].lower == "that" for i in rest):
        return None
    end, last = rest.stop, n
    while last + 1 < len(pieces) and pieces[last + 1] and _beside(pieces[last + 1], tokens):
        last += 1
        if tokens[pieces[last].start].lower not in RELATIVE:
            end = pieces[last].stop
    return range(rest.start, end), cue, n, last


def _split(
    n: int, lemma: str, cue: range, rest: range, pieces: list[range], tokens: Sequence[Token]
) -> tuple[range, range, int, int] | None:
    """ "…, the prefect of Dibër, Arjan Mërkuri, told the agency": the speaker stands in pieces before the cue."""
    if n < 2 or not _adjuncts(lemma, rest, tokens):
        return None
    at = n - 1
    while at > 0 and pieces[at] and _beside(pieces[at], tokens):
        at -= 1
    if at in (n - 1, 0) or not pieces[at] or not _nominal(pieces[at], tokens):
        return None
    if tokens[pieces[at].start].lower in RELATIVE:
        return None
    beside = tokens[pieces[at + 1].start].lower not in RELATIVE
    return range(pieces[at].start, pieces[at + 1].stop if beside else pieces[at].stop), cue, at, n


def _beside(piece: range, tokens: Sequence[Token]) -> bool:
    """A name or a relative clause that stands beside a speaker."""
    first = tokens[piece.start]
    if first.lower in RELATIVE:
        return True
    named = all(
        tokens[i].pos == "PROPN" or tokens[i].lower in ("of", "al", "de", "van", "bin") for i in piece
    )
    return named or (
        len(piece) <= 3 and all(tokens[i].text[:1].isupper() or tokens[i].pos == "NUM" for i in piece)
    )


DASHES = frozenset("–—")
JOINING = frozenset({"and", "or", "but"})


def _narrow(
    first: int, last: int, pieces: list[range], tokens: Sequence[Token], cuts: list[int]
) -> tuple[int, ...]:
    """What is said by an aside within a part of the sentence, whose other parts are the report's own.

    "… – a bad knee, he said – and went": what stands between the dashes. "Took a pump and, villagers said, nine
    girls": what follows "and". "The price rose, and the shops, he said, are shut": the clause behind "and".
    """
    left, right = tokens[cuts[first]].text, tokens[cuts[last + 1]].text if last + 1 < len(cuts) - 1 else ""
    before = pieces[first - 1] if first else range(0)
    behind = next((piece for piece in pieces[last + 1 :] if piece), range(0))
    if right in DASHES and left not in DASHES and before:
        opened = next((k for k in range(first - 1, 0, -1) if tokens[cuts[k]].text in DASHES), None)
        if opened is not None:
            return tuple(i for piece in pieces[opened:first] for i in piece)
    if not before or not behind or left != "," or right != ",":
        return ()
    if tokens[before.stop - 1].lower in JOINING and len(before) > 1:
        return tuple(i for piece in pieces[last + 1 :] for i in piece)
    if tokens[before.start].lower in JOINING and first > 1 and len(before) > 1:
        subject = before[1:]
        finite = any(tokens[i].pos in ("VERB", "AUX") for i in subject)
        if not finite and _nominal(subject, tokens) and tokens[behind.start].pos in ("VERB", "AUX", "ADV"):
            stop = next(
                (k for k in range(last + 1, len(pieces)) if tokens[cuts[k]].text in ENDS), len(pieces)
            )
            return tuple(i for piece in (subject, *pieces[last + 1 : stop]) for i in piece)
    return ()


def _around(
    first: int,
    last: int,
    pieces: list[range],
    tokens: Sequence[Token],
    cuts: list[int],
    *,
    goes_on: bool = False,
) -> tuple[int, ...]:
    """The words before and behind the aside, as far as the nearest sign that ends a statement.

    What stands behind a colon explains what was said; behind a semicolon a "he" or "she" (`goes_on`) speaks on.
    """
    before: list[range] = []
    inner = last + 1 < len(pieces) and any(pieces[last + 1 :]) and tokens[cuts[last + 1]].text not in ENDS
    for k in range(first - 1, -1, -1):
        if pieces[k] and tokens[pieces[k].start].lower in ASKED:
            break
        before.append(pieces[k])
        if (k > 0 and tokens[cuts[k]].text in ENDS) or (inner and _hangs(pieces[k], tokens)):
            break
    behind: list[range] = []
    medial = inner and not any(tokens[cuts[k]].text in ENDS for k in range(1, first + 1))
    for k in range(last + 1, len(pieces)):
        sign = tokens[cuts[k]].text
        on = medial or sign == ":" or goes_on
        if sign in ENDS and not (on and _told_on(pieces[k:], tokens)):
            break
        behind.append(pieces[k])
    if behind and before and before[0] and tokens[before[0].stop - 1].lower in RELATIVE:
        before = []  # "a belt which, according to a report, has …": only the relative clause is said
    if behind and before:
        at = next((i for piece in behind for i in piece), None)
        if at is not None and (_goes_on(at, tokens) or _speaks(next(p for p in behind if p), tokens)):
            behind = []
    return tuple(i for piece in (*reversed(before), *behind) for i in piece)


def _told_on(pieces: Sequence[range], tokens: Sequence[Token]) -> bool:
    """Whether what stands behind a colon or semicolon is still what somebody says who was set off before it.

    It is not where anybody else speaks in it, or the report itself does.
    """
    words = [i for piece in pieces for i in piece]
    if not words or (tokens[words[0]].lower in ("but", "the", "yet", "however") and len(words) < 3):
        return False
    return not any(
        tokens[i].lower in FIRST or (tokens[i].pos == "VERB" and speech.verb(tokens[i].lower) is not None)
        for i in words
    )


FIRST = frozenset({"we", "us", "our", "i", "me", "my"})


def _hangs(piece: range, tokens: Sequence[Token]) -> bool:
    """Whether a piece begins a clause that hangs on what stands before it ("…, from which most, he said, …")."""
    words = [tokens[i].lower for i in piece[:2]]
    return bool(words) and (words[0] in HANGING or words[-1] in ("which", "whom", "whose"))


def _speaks(piece: range, tokens: Sequence[Token]) -> bool:
    """Whether a piece that goes on with "and" has a speaker of its own ("…, and the mayor assures us …")."""
    if tokens[piece.start].lower != "and":
        return False
    for c in piece[2:]:
        if (
            tokens[c].pos == "VERB"
            and _cue(c, piece.stop, tokens)
            and tokens[c - 1].pos not in ("AUX", "PART")
        ):
            return True
    return False


def _goes_on(at: int, tokens: Sequence[Token]) -> bool:
    """Whether the words behind an aside are the report's own again ("…, he said, but he refused to …")."""
    word, after = tokens[at].lower, tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if word in (
        "but",
        "although",
        "though",
        "whereas",
        "who",
        "which",
        "adding",
        "asking",
        "declining",
        "speaking",
    ):
        return True
    return word == "and" and after in SUBJECTS


def _says_something(
    content: tuple[int, ...], first: int, pieces: list[range], tokens: Sequence[Token]
) -> bool:
    """Whether the words could be a statement: they have a verb, or they are no mere circumstance."""
    verbs = [i for i in content if tokens[i].pos in ("VERB", "AUX")]
    if not verbs:
        return False
    begins = tokens[content[0]].lower
    alone = sum(1 for piece in pieces[:first] if piece) == 1 and content[-1] < pieces[first].start
    if not alone or begins in ("whether", "that"):
        return True
    if begins in SUBORDINATING or begins.endswith("ing"):
        return False
    return tokens[content[0]].pos != "ADP" or any(tokens[i].relation.startswith("nsubj") for i in content)
