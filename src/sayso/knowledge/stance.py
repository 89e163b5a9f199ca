"""How sure, known beforehand: words that weaken, deny, ask, plan or negate, and words of likelihood.

The data are `stance_governors.tsv`, `stance_words.tsv` and `likelihood_words.tsv`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from ..errors import BadKnowledge
from ..record import Likelihood, Stance
from .tables import rows

PARTS = {"v": "verb", "n": "noun", "a": "adjective"}
LINKS = ("inf", "from", "that", "obj", "any")
KINDS = ("modal", "adverb", "mark", "modifier", "hint", "act")
STANCES = frozenset(str(s) for s in Stance)
TERMS = frozenset(str(term) for term in Likelihood)


@dataclass(frozen=True, slots=True)
class Effect:
    """What becomes of a proposition: a stance (None leaves it) and whether its polarity turns."""

    stance: Stance | None = None
    turns: bool = False

    @property
    def silent(self) -> bool:
        """Whether it changes nothing."""
        return self.stance is None and not self.turns


KEEP = Effect()


@dataclass(frozen=True, slots=True, kw_only=True)
class Governor:
    """What a word does to what it governs, where it is affirmed (`yes`) and where it is negated (`no`)."""

    word: str
    part: str
    link: str
    yes: Effect
    no: Effect
    line: int

    @property
    def because(self) -> str:
        """Where it stands, to be quoted as a reason."""
        return f"stance_governors.tsv:{self.line} '{self.word}' ({PARTS[self.part]}, {self.link})"


@dataclass(frozen=True, slots=True)
class Word:
    """A word or phrase that colours its clause."""

    phrase: tuple[str, ...]
    effect: Effect
    line: int


def effect(text: str, where: str) -> Effect:
    """Read the notation of the data files: "planned", "negated", "planned-negated", "keep", "-".

    >>> effect("planned-negated", "here:1")
    Effect(stance=<Stance.PLANNED: 'planned'>, turns=True)
    """
    if text in ("keep", "-"):
        return KEEP
    stance, _, negated = text.partition("-")
    if text == "negated":
        return Effect(None, True)
    if stance not in STANCES or negated not in ("", "negated"):
        known = ", ".join(Stance)
        raise BadKnowledge(
            f"{where}: '{text}' is no effect; use keep, negated, -, or one of {known} with or without '-negated'"
        )
    return Effect(Stance(stance), bool(negated))


@cache
def governors() -> Mapping[tuple[str, str], tuple[Governor, ...]]:
    """(part, first word) to the governors of `stance_governors.tsv`. Raises BadKnowledge."""
    name = "stance_governors.tsv"
    out: dict[tuple[str, str], list[Governor]] = {}
    for number, (part, link, yes, no, words) in rows(name, columns=5):
        where = f"{name}:{number}"
        if part not in PARTS:
            raise BadKnowledge(f"{where}: '{part}' is no part of speech; use one of {', '.join(PARTS)}")
        if link not in LINKS:
            raise BadKnowledge(f"{where}: '{link}' is no link; use one of {', '.join(LINKS)}")
        affirmed, negated = effect(yes, where), effect(no, where)
        for word in words.split(";"):
            found = Governor(word=word.strip(), part=part, link=link, yes=affirmed, no=negated, line=number)
            out.setdefault((part, found.word.split()[0]), []).append(found)
    return {key: tuple(value) for key, value in out.items()}


def governor(
    part: str, lemma: str, link: str, *, around: Sequence[str] = (), told: bool = False
) -> Governor | None:
    """What the word does to a complement of this link; phrases need their other words `around`.

    With `told` the complement tells something as done, so that nobody can want or plan it.

    >>> governor("v", "fail", "inf").yes.turns, governor("v", "suspect", "that").yes.stance.value
    (True, 'suspected')
    >>> governor("v", "eat", "inf") is None
    True
    """
    best: Governor | None = None
    for found in governors().get((part, lemma), ()):
        words = found.word.split()[1:]
        fits = found.link in (link, "any") and all(word in around for word in words)
        if told and found.yes.stance is Stance.PLANNED:
            continue
        if fits and (best is None or len(words) > len(best.word.split()) - 1):
            best = found
    return best


@cache
def words(kind: str) -> Mapping[str, tuple[Word, ...]]:
    """The words of one kind by their first word, longest phrase first. Raises BadKnowledge.

    >>> words("modal")["may"][0].effect.stance.value
    'suspected'
    """
    name = "stance_words.tsv"
    out: dict[str, list[Word]] = {}
    for number, (found, text, listed) in rows(name, columns=3):
        if found not in KINDS:
            raise BadKnowledge(f"{name}:{number}: '{found}' is no kind; use one of {', '.join(KINDS)}")
        if found != kind:
            continue
        for phrase in listed.split(";"):
            parts = tuple(phrase.split())
            out.setdefault(parts[0], []).append(Word(parts, effect(text, f"{name}:{number}"), number))
    return {first: tuple(sorted(group, key=lambda w: -len(w.phrase))) for first, group in out.items()}


def phrase_at(kind: str, forms: Sequence[str], at: int) -> Word | None:
    """The longest word or phrase of a kind that begins at position `at` of the small-letter forms.

    >>> phrase_at("adverb", ["he", "no", "longer", "rules"], 1).phrase
    ('no', 'longer')
    """
    for word in words(kind).get(forms[at], ()):
        if tuple(forms[at : at + len(word.phrase)]) == word.phrase:
            return word
    return None


@cache
def _likelihoods() -> tuple[tuple[tuple[str, ...], Likelihood], ...]:
    name = "likelihood_words.tsv"
    out: list[tuple[tuple[str, ...], Likelihood]] = []
    for number, (term, listed) in rows(name, columns=2):
        if term not in TERMS:
            raise BadKnowledge(
                f"{name}:{number}: '{term}' is no term of ICD 203; use one of {', '.join(Likelihood)}"
            )
        out.extend((tuple(phrase.split()), Likelihood(term)) for phrase in listed.split(";"))
    return tuple(sorted(out, key=lambda pair: -len(pair[0])))


def likelihood(forms: Sequence[str]) -> tuple[Likelihood, int, int] | None:
    """The term that the longest likelihood phrase among the small-letter forms stands for, and where: `[from, to)`.

    >>> likelihood("it is highly likely that".split())
    (<Likelihood.VERY_LIKELY: 'very likely'>, 2, 4)
    """
    for phrase, term in _likelihoods():
        for at in range(len(forms) - len(phrase) + 1):
            if tuple(forms[at : at + len(phrase)]) == phrase:
                return term, at, at + len(phrase)
    return None
