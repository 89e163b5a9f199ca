"""Dictionary forms: what a word of a report is called in the knowledge files, where the parse is in doubt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from . import events, speech, stance
from .tables import rows

AUXILIARIES = frozenset(
    [
        "be",
        "am",
        "is",
        "are",
        "was",
        "were",
        "been",
        "being",
        "have",
        "has",
        "had",
        "having",
        "do",
        "does",
        "did",
        "will",
        "would",
        "can",
        "could",
        "may",
        "might",
        "must",
        "shall",
        "should",
    ]
)
"""Words that are auxiliaries, or the verbs be, have and do, wherever they stand."""
CLOSED: Mapping[str, frozenset[str]] = {
    "PART": frozenset({"to", "not", "n't", "n’t", "nt", "na", "s", "'s", "’s", "'", "’"}),
    "AUX": AUXILIARIES
    | frozenset(
        [
            "ought",
            "need",
            "dare",
            "used",
            "get",
            "gets",
            "got",
            "gotten",
            "getting",
            "let",
            "ai",
            "wo",
            "ca",
            "sha",
            "d",
            "s",
            "re",
            "ve",
            "ll",
            "m",
        ]
    ),
}
"""All particles and auxiliaries that a parser of English may find, pieces of words among them: closed classes."""


@cache
def irregular() -> Mapping[tuple[str, str], str]:
    """(part, form) to the dictionary form, of `irregular_forms.tsv`.

    >>> irregular()["v", "met"]
    'meet'
    """
    out: dict[tuple[str, str], str] = {}
    for _, (part, form, others) in rows("irregular_forms.tsv", columns=3):
        for other in others.split():
            out.setdefault((part, other), form)
    return out


@cache
def _known(part: str) -> frozenset[str]:
    lexicon = events.lexicon()
    words = set(lexicon.verbs if part == "v" else lexicon.nouns)
    words |= {first for (kind, first) in stance.governors() if kind == part}
    if part == "n":
        words |= {word for group in events.sets().values() for word in group}
    else:
        words |= {word.partition("-")[0] for name in ("light", "light-done") for word in events.sets()[name]}
        words |= {cue.split()[0] for cue, kind in speech.cues() if kind == "verb"}
    return frozenset(words)


def prepare() -> None:
    """Read the tables that `dictionary_form` looks into, if they have not been read."""
    irregular(), _known("v"), _known("n")


@cache
def dictionary_form(form: str, part: str, guess: str = "") -> str:
    """The dictionary form of a small-letter word as verb ("v") or noun ("n").

    Irregular forms are looked up; else the parser's `guess` stands if the knowledge files have it and the word
    is a regular form of it, else what regular endings leave, if they have that; else the guess, if the word is
    a form of it, or the word itself.

    >>> dictionary_form("bosses", "n", "bosse"), dictionary_form("conferred", "v", "conferre")
    ('boss', 'confer')
    >>> dictionary_form("debunked", "v", "debunke")
    'debunk'
    >>> dictionary_form("teapots", "n", "teapot"), dictionary_form("begins", "v", "beg")
    ('teapot', 'begin')
    """
    found = irregular().get((part, form))
    if found is not None:
        return found
    known = _known(part)
    regular = (form, *stems(form))
    if guess in known and guess in regular:
        return guess
    if (stem := next((stem for stem in regular if stem in known), None)) is not None:
        return stem
    return guess if guess and guess not in known else form


def stems(form: str) -> Iterator[str]:
    """What regular endings leave of a word, likeliest first.

    >>> list(stems("seized"))
    ['seiz', 'seize']
    """
    for ending, instead in _ENDINGS:
        if form.endswith(ending) and len(form) - len(ending) >= 2:
            stem = form[: -len(ending)]
            if (
                ending in ("ed", "ing")
                and not instead
                and len(stem) > 2
                and stem[-1] == stem[-2]
                and stem[-1] not in "aeiou"
            ):
                yield stem[:-1]
            yield stem + instead


_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("ies", "ie"),
    ("ied", "ie"),
    ("ying", "ie"),
    ("es", ""),
    ("s", ""),
    ("ed", ""),
    ("ed", "e"),
    ("ing", ""),
    ("ing", "e"),
    ("cked", "c"),
    ("cking", "c"),
)
