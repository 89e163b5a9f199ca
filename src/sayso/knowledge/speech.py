"""Speech: which words show that somebody says, believes, denies or asks something, and by which act."""

from __future__ import annotations

from functools import cache
from types import MappingProxyType

from . import forms
from .tables import one_of, rows

ACTS = (
    "reports",
    "says",
    "writes",
    "shows",
    "announces",
    "confirms",
    "claims",
    "estimates",
    "believes",
    "suspects",
    "doubts",
    "denies",
    "asks",
    "warns",
    "predicts",
    "plans",
    "demands",
    "promises",
    "accuses",
    "admits",
    "recalls",
    "cites",
)
"""What a voice does with words, in the third person; the list of docs/annotation.md."""
TELLING = frozenset(ACTS) - {"asks", "warns", "predicts", "plans", "demands", "promises", "accuses", "admits"}
"""Acts that only pass on what is said: with a content they are its voice and no deed of their own."""
PARTS = ("verb", "noun", "adjective", "phrase")


@cache
def cues() -> MappingProxyType[tuple[str, str], str]:
    """(lemma or phrase, part of speech) to act.

    >>> cues()["suspect", "verb"], cues()["according to", "phrase"]
    ('suspects', 'says')
    """
    name = "speech_cues.tsv"
    table = {}
    for line, (cue, part, act) in rows(name, columns=3):
        table[cue, one_of(name, line, part, PARTS)] = one_of(name, line, act, ACTS)
    return MappingProxyType(table)


@cache
def sets() -> MappingProxyType[str, frozenset[str]]:
    """The word sets of `speech_sets.tsv` by name, in small letters. Raises BadKnowledge.

    >>> "assure" in sets()["hearing"]
    True
    """
    found = rows("speech_sets.tsv", columns=2)
    return MappingProxyType(
        {label: frozenset(word.strip().lower() for word in words.split(";")) for _, (label, words) in found}
    )


def act(lemma: str, *parts: str) -> str | None:
    """The act that the first matching entry gives; None for a word that is no cue.

    >>> act("fear", "verb", "noun"), act("table", "noun")
    ('suspects', None)
    """
    known = cues()
    return next((known[lemma, part] for part in parts or PARTS if (lemma, part) in known), None)


@cache
def verb(form: str) -> str | None:
    """The cue verb of which a small-letter word is a form; None where there is none.

    >>> verb("told"), verb("says"), verb("denied"), verb("tables")
    ('tell', 'say', 'deny', None)
    """
    irregular = forms.irregular().get(("v", form))
    known = cues()
    candidates = (irregular,) if irregular is not None else (form, *forms.stems(form))
    return next((stem for stem in candidates if (stem, "verb") in known), None)
