"""Is it English? Judged by its small words, which no topic changes; other languages are named, not read."""

from __future__ import annotations

import re

FUNCTION_WORDS = frozenset(
    [
        "a",
        "about",
        "after",
        "against",
        "all",
        "also",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "because",
        "been",
        "before",
        "being",
        "between",
        "both",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "during",
        "each",
        "for",
        "from",
        "further",
        "had",
        "has",
        "have",
        "he",
        "her",
        "here",
        "him",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "more",
        "most",
        "must",
        "my",
        "no",
        "nor",
        "not",
        "now",
        "of",
        "off",
        "on",
        "once",
        "one",
        "only",
        "or",
        "other",
        "our",
        "out",
        "over",
        "own",
        "same",
        "she",
        "should",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "too",
        "under",
        "until",
        "up",
        "us",
        "very",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)
MIN_SHARE = 0.12
"""Share of function words below which a text is not taken for English; English news has .30 to .45, German and
French news under .06 (counted over the words of this list in a page of each)."""
MIN_WORDS = 12
"""Words; a shorter text (a headline) has too few function words to be judged by them."""

_WORD = re.compile(r"[^\W\d_]+")


def is_english(text: str) -> bool:
    """Whether the beginning of the text reads as English; short Latin text gets the benefit of the doubt.

    >>> is_english("The minister said on Monday that talks with the rebels had not begun.")
    True
    >>> is_english("Der Minister sagte am Montag, dass die Gespräche mit den Rebellen noch nicht begonnen haben.")
    False
    """
    words = [m.group().lower() for m in _WORD.finditer(text[:20_000])]
    if not words:
        return True
    latin = sum(word[0] < "\u0250" for word in words)
    if latin < len(words) / 2:
        return False
    if len(words) < MIN_WORDS:
        return True
    return sum(word in FUNCTION_WORDS for word in words) / len(words) >= MIN_SHARE


def language_of(text: str) -> str:
    """The ISO 639-1 code of the most likely language of a text that is not English (py3langid)."""
    from py3langid.langid import classify

    return str(classify(text[:5_000])[0])
