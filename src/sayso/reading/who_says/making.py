"""Attributions put together from word numbers, as the rules find them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...record import Span
from ..draft import Attribution, Draft, Token
from ..tree import PUNCTUATION, Tree, plain

RULE_CONFIDENCE = 0.75
"""Calibrated by hand on house reports: three in four rule finds are right where the reader saw nothing."""


OWN_PEOPLE = frozenset(
    ["reporter", "correspondent", "colleague", "photographer", "monitor", "observer", "envoy", "contributor", "editor",
     "team", "man", "woman", "stringer", "cameraman", "staff", "journalist", "researcher", "witness"]
)  # fmt: skip
"""Nouns that name an outlet's own eyes behind "our"."""


def quoted(text: str, content: tuple[Span, ...]) -> bool:
    """Whether the content begins and ends in quotation marks."""
    first, last = content[0], content[-1]
    opens = text[max(0, first.start - 1) : first.start + 1]
    closes = text[max(0, last.end - 2) : last.end + 2]
    return any(q in opens for q in '"“«„') and any(q in closes for q in '"”»“')


def made(
    draft: Draft, tree: Tree, source: list[int], cue: list[int], content: list[int], *, whole: bool = False
) -> Iterator[Attribution]:
    """An attribution of word numbers, its content without source, cue and outer punctuation.

    With `whole` the cue stays in the content: "gives 120 names" is what the list says.
    """
    tokens = tree.tokens
    taken = set(source) if whole else set(source) | set(cue)
    words = [w for w in content if w not in taken]
    spans = _runs(words, tokens)
    if not spans:
        return
    yield Attribution(
        source=tree.span(source) if source else None,
        cue=draft.quote(tree.span(cue)),
        content=spans,
        confidence=RULE_CONFIDENCE,
        direct=quoted(draft.text, spans),
    )


def _runs(words: list[int], listed: Sequence[Token]) -> tuple[Span, ...]:
    runs: list[list[int]] = []
    for w in words:
        if runs and w == runs[-1][-1] + 1:
            runs[-1].append(w)
        else:
            runs.append([w])
    spans = []
    for run in runs:
        while run and (listed[run[0]].text in PUNCTUATION or (len(run) > 1 and _only_joins(listed[run[0]]))):
            run = run[1:]
        while run and listed[run[-1]].text in PUNCTUATION:
            run = run[:-1]
        if run:
            spans.append(Span(listed[run[0]].start, listed[run[-1]].end))
    return tuple(spans)


def _only_joins(token: Token) -> bool:
    """Whether a "that" joins a clause to its verb: not the "that" of "denied that" or "that reading"."""
    return token.lower == "that" and plain(token.relation) not in ("det", "obj", "nsubj")


def noun_phrase(i: int, tree: Tree) -> list[int]:
    """The noun phrase that begins at `i`, with a name behind a comma, read by its words."""
    tokens, at = tree.tokens, i
    while at < len(tokens) and tokens[at].sentence == tokens[i].sentence:
        token = tokens[at]
        if token.text in PUNCTUATION and token.text not in "-’'":
            named = token.text == "," and at + 1 < len(tokens) and tokens[at + 1].pos == "PROPN"
            if not named or any(tokens[w].text == "," for w in range(i, at)):
                break
        if token.pos in ("VERB", "AUX", "SCONJ") or token.lower in ("who", "which", "that", "and", "but"):
            break
        at += 1
    while at > i and (tokens[at - 1].pos in ("ADP", "DET", "ADV") or tokens[at - 1].text in PUNCTUATION):
        at -= 1
    return list(range(i, at))


def own_people(source: list[int], tree: Tree) -> bool:
    """ "Our reporter", "this newspaper's envoy", "our own Keisha Braithwaite"."""
    words = [tree.tokens[w].lower for w in source]
    if not words or words[0] not in ("our", "this"):
        return False
    return bool(set(words) & OWN_PEOPLE) or words[1:2] == ["own"]


def own_names(draft: Draft, tree: Tree) -> frozenset[str]:
    """The names, in small letters, of people whom the report calls the outlet's own ("our reporter Memory Banda")."""
    kept = draft.extra.get("own names")
    if isinstance(kept, frozenset):
        return kept
    found: set[str] = set()
    tokens = tree.tokens
    for i, token in enumerate(tokens):
        if token.lower not in ("our", "this"):
            continue
        phrase = noun_phrase(i, tree)
        if not own_people(phrase, tree):
            continue
        found |= {tokens[w].lower for w in phrase if tokens[w].pos == "PROPN"}
        before = i - 2
        # "Soazig Le Goff, our reporter": the name may stand before.
        while i and tokens[i - 1].text == "," and before >= 0 and tokens[before].pos == "PROPN":
            found.add(tokens[before].lower)
            before -= 1
    names = frozenset(found)
    draft.extra["own names"] = names
    return names


def sentence_end(i: int, tree: Tree) -> int:
    """The number behind the last word of the sentence of word `i`."""
    at = tree.tokens[i].sentence
    end = i + 1
    while end < len(tree.tokens) and tree.tokens[end].sentence == at:
        end += 1
    return end


def rest(i: int, tree: Tree) -> list[int]:
    """The words behind `i` up to a semicolon, a clause that grants something else, or the end of the sentence."""
    words = []
    for w in range(i + 1, sentence_end(i, tree)):
        token = tree.tokens[w]
        if token.text in ";":
            break
        if token.lower in ("although", "though", "whereas") and tree.tokens[w - 1].text == ",":
            break
        words.append(w)
    return words


def clause(i: int, tree: Tree) -> list[int]:
    """The words behind `i` up to a comma with "and", "but" or a relative pronoun behind it."""
    words = []
    for w in rest(i, tree):
        if tree.tokens[w].text == "," and tree.tokens[min(w + 1, len(tree.tokens) - 1)].lower in STARTS:
            break
        words.append(w)
    return words


STARTS = frozenset({"and", "but", "or", "which", "who", "while", "so"})
