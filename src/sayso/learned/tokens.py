"""Words with code-point offsets, paragraphs, and the word pieces that the encoder reads.

Words follow the Universal Dependencies habits for English: "didn't" is two words, "U.S." one,
"long-term" three. Offsets are half-open code points into the text that was given.

>>> text = "Mr. Haddad didn't say $5,000."
>>> [text[a:b] for a, b in words(text)]
['Mr.', 'Haddad', 'did', "n't", 'say', '$', '5,000', '.']
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Span = tuple[int, int]

# A word longer than this many pieces (addresses, codes) is read by its beginning only.
MAX_PIECES_PER_WORD = 8

_TITLES = (
    "Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Sgt|Capt|Maj|Gov|Sen|Rep|Rev|St|Jr|Sr|Inc|Corp|Co|Ltd|vs|Adm|Brig|Cmdr"
    "|Hon|Pres|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|Messrs|Mt|Ft|Ave|Blvd|Dept|Univ|Assn|Bros|Cpl|Pvt|Supt"
)
_CLITIC = r"(?:[sS]|[rR][eE]|[vV][eE]|[lL][lL]|[dD]|[mM])(?!\w)"
_PREFIXES = "e|co|non|re|pre|anti|ex|de|un|sub|semi|multi|inter|intra|counter|bi|tri|post|pro|mis|mid|ultra|neo|trans|cross|pan"
_WORD = re.compile(
    rf"""
      (?:https?://|www\.)[^\s<>"”]*[^\s<>"”.,;:!?)\]'’]          # addresses
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | (?:[^\W\d_]\.){{2,}}(?!\w)                               # U.S., a.m.
    | (?:{_TITLES})\.(?=\s)
    | [A-HJ-Z]\.(?=\s+[A-Z][a-z])                               # George W. Bush
    | No\.(?=\s\d)
    | \d+(?:[.,:/]\d+)*(?=(?:[ap]\.?m|AM|PM|km|mm|cm|bn|ft|mph|kg)\b)
    | \d+(?:[.,:/]\d+)*(?:[^\W\d_]+)?
    | [cC]an(?=not\b)
    | (?:[gG]on|[wW]an)(?=na\b)
    | [eE]tc\.(?=\s+[a-z(,;:]|[,;:)])
    | [^\W\d_]+?(?=[nN]['’][tT]\b)
    | [nN]['’][tT]\b
    | ['’]{_CLITIC}
    | (?i:(?:{_PREFIXES})-)(?=[^\W\d_]{{2}})\w+                    # co-author, anti-tank
    | [^\W_]+(?:['’](?!{_CLITIC})[^\W_]+)+                         # O'Brien, Qur'an
    | [^\W_]+
    | \.{{2,}} | -{{2,}} | [!?]{{2,}} | [*=_~#]{{2,}} | '' | `` | << | >>
    | [:;=]-?[)(DP](?!\w)
    | \S
    """,
    re.VERBOSE,
)
_NEWLINES = re.compile(r"[^\S\n\r\v\f\x85\u2028\u2029]*[\n\r\v\f\x85\u2028\u2029]\s*")
_LAST = frozenset('.!?:;"”’)]*-–—')


def words(text: str) -> tuple[Span, ...]:
    """The words of a text as half-open code-point spans, in order, without overlap."""
    return tuple(m.span() for m in _WORD.finditer(text))


def paragraphs(text: str, spans: Sequence[Span]) -> tuple[int, ...]:
    """For each word the number of its paragraph, from 0.

    A line break ends a paragraph unless it looks like wrapping inside a sentence: no closing mark
    before it and a small letter after it.

    >>> text = "First line\\ngoes on.\\nSecond."
    >>> paragraphs(text, words(text))
    (0, 0, 0, 0, 0, 1, 1)
    """
    breaks: list[int] = []
    for m in _NEWLINES.finditer(text):
        start, end = m.span()
        wrapped = (
            start > 0
            and end < len(text)
            and text[end].islower()
            and text[start - 1] not in _LAST
            and m.group().count("\n") < 2
        )
        if not wrapped:
            breaks.append(end)
    out: list[int] = []
    at = number = 0
    for start, _ in spans:
        while at < len(breaks) and breaks[at] <= start:
            at += 1
            if out and out[-1] == number:
                number += 1
        out.append(number)
    return tuple(out)


LOWER, TITLE, UPPER, MIXED = range(4)
"""How a word is written; the encoder's own vocabulary knows no capitals."""
UNKNOWN, SPACED, GLUED = range(3)
"""Whether something stands between a word and the one before it: tells an opening quotation mark from a closing."""
SHAPES = 13
"""How many shapes there are: 0 for what is no word, then how it is written times how it is joined."""


@lru_cache(maxsize=50_000)
def writing(form: str) -> int:
    """How a word is written.

    >>> [writing(f) for f in ("port", "1,200", "Accra", "A", "NATO", "McKay")]
    [0, 0, 1, 1, 2, 3]
    """
    if form.islower() or not any(c.isupper() for c in form):
        return LOWER
    if form[0].isupper() and (len(form) == 1 or not any(c.isupper() for c in form[1:])):
        return TITLE
    return UPPER if form.isupper() else MIXED


def shapes(forms: Sequence[str], spans: Sequence[Span] = ()) -> tuple[int, ...]:
    """The shape of every word, 1 to SHAPES - 1; without spans it is not known how the words are joined.

    >>> shapes(("Accra", "fell", "."), ((0, 5), (6, 10), (10, 11)))
    (5, 2, 3)
    """
    out: list[int] = []
    for i, form in enumerate(forms):
        glued = bool(i and spans) and spans[i - 1][1] == spans[i][0]
        joined = GLUED if glued else SPACED if spans else UNKNOWN
        out.append(1 + 3 * writing(form) + joined)
    return tuple(out)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """The word pieces of a list of words: ids in order, and where each word's pieces begin.

    `first` has one entry more than there are words, so word i owns `ids[first[i]:first[i + 1]]`.
    """

    ids: tuple[int, ...]
    first: tuple[int, ...]


def pieces(tokenizer: Tokenizer, forms: Sequence[str]) -> Pieces:
    """Cut words into word pieces; every word gets at least one and at most MAX_PIECES_PER_WORD."""
    if not forms:
        return Pieces(ids=(), first=(0,))
    encoded = tokenizer.encode(list(forms), is_pretokenized=True, add_special_tokens=False)
    unknown = tokenizer.token_to_id("[UNK]") or 0
    ids: list[int] = []
    first: list[int] = []
    for piece, word in zip(encoded.ids, encoded.word_ids, strict=True):
        if word is None:
            continue
        while len(first) < word:  # a word that normalises to nothing (control characters) is unknown
            first.append(len(ids))
            ids.append(unknown)
        if len(first) == word:
            first.append(len(ids))
        elif len(ids) - first[-1] >= MAX_PIECES_PER_WORD:
            continue
        ids.append(piece)
    while len(first) < len(forms):
        first.append(len(ids))
        ids.append(unknown)
    first.append(len(ids))
    return Pieces(ids=tuple(ids), first=tuple(first))
