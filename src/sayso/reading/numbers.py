"""Numbers: how many were killed, hurt, arrested or driven out, and how much of what, with low and high.

"At least 12" has no high, "up to 40" no low; "dozens" are 24 or more, "scores" 40, "hundreds" 200,
"thousands" 2,000: a bare plural says that there are two of them at least.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..knowledge import events, forms
from ..knowledge.calendar import month_names
from ..record import Number, NumberKind, Span
from .draft import Draft, Token
from .tree import Tree, plain

UNITS = {
    word: n
    for n, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    w: 10 * n
    for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "m": 10**6,
    "mn": 10**6,
    "bn": 10**9,
    "k": 1000,
    "dozen": 12,
}
VAGUE = {
    "dozens": 24,
    "scores": 40,
    "hundreds": 200,
    "thousands": 2000,
    "millions": 2 * 10**6,
    "billions": 2 * 10**9,
    "tens": 20,
    "several": 3,
}
AT_LEAST = (
    "at least",
    "more than",
    "over",
    "no fewer than",
    "no less than",
    "upwards of",
    "in excess of",
    "not less than",
    "a minimum of",
    "above",
    "well over",
    "nearly as many as",
)
AT_MOST = (
    "up to",
    "at most",
    "no more than",
    "fewer than",
    "less than",
    "under",
    "as many as",
    "not more than",
    "a maximum of",
    "below",
    "nearly",
    "almost",
)
CURRENCIES = {
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "dollar": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "ruble": "RUB",
    "rouble": "RUB",
    "rupee": "rupees",
    "US$": "USD",
    "peso": "pesos",
    "lira": "lira",
    "rial": "rials",
    "dinar": "dinars",
    "shekel": "ILS",
    "franc": "francs",
    "naira": "NGN",
    "shilling": "shillings",
    "rand": "ZAR",
    "won": "won",
    "hryvnia": "UAH",
}
PERSONS = frozenset(
    """people person man woman child boy girl civilian soldier officer policeman militant fighter rebel protester
    demonstrator resident villager worker student passenger victim refugee migrant prisoner hostage detainee journalist
    activist member troop guard suspect insurgent terrorist gunman pilgrim family crew sailor fisherman farmer miner
    Palestinian other dead casualty bystander teacher doctor pupil""".lower().split()
)
KILLING = frozenset(
    [
        "kill",
        "slay",
        "murder",
        "die",
        "massacre",
        "execute",
        "assassinate",
        "behead",
        "martyr",
        "perish",
        "lynch",
        "slaughter",
        "drown",
    ]
)
INJURING = frozenset(["injure", "wound", "hurt", "maim", "hospitalize", "hospitalise", "burn"])
ARRESTING = frozenset(["arrest", "detain", "jail", "imprison", "capture", "apprehend", "round", "hold"])
DISPLACING = frozenset(["displace", "flee", "evacuate", "uproot", "expel", "homeless"])
KILL_NOUNS = frozenset(["dead", "death", "fatality", "body", "corpse", "killing", "murder"])
INJURE_NOUNS = frozenset(["wounded", "injured", "injury"])
_FIGURE = re.compile(r"^\d{1,3}(?:[,.\s]\d{3})+$|^\d+(?:\.\d+)?$")
_GLUED = re.compile(r"^(\d+(?:[.,]\d+)?)(m|mn|bn|k|tn)$", re.IGNORECASE)
_RANGE = re.compile(r"^(\d+)[-–](\d+)$")


@dataclass(frozen=True, slots=True)
class Count:
    """A number in the text: tokens `[first, last)`, its bounds, and the token it counts (-1: none)."""

    first: int
    last: int
    low: float | None
    high: float | None
    noun: int = -1
    unit: str = ""


def value(words: Sequence[str]) -> float | None:
    """What number words and figures mean together, or None.

    >>> value(["3.5", "million"]), value(["two", "hundred", "and", "five"]), value(["1,200"])
    (3500000.0, 205.0, 1200.0)
    """
    total, current, seen = 0.0, 0.0, False
    for word in (part for w in words for part in w.lower().split("-")):
        plain_word = word.rstrip("s") if word.rstrip("s") in SCALES else word
        if word in ("and", "a", "an") and (seen or word != "and"):
            current = current or (1.0 if word != "and" else current)
            continue
        if word in UNITS or word in TENS:
            current += UNITS.get(word, 0) or TENS.get(word, 0)
        elif _GLUED.match(word):
            m = _GLUED.match(word)
            assert m is not None
            current += float(m[1].replace(",", "")) * SCALES.get(m[2].lower(), 10**12)
        elif _FIGURE.match(word):
            current += float(re.sub(r"[,\s]", "", word))
        elif plain_word in SCALES:
            current = (current or 1.0) * SCALES[plain_word]
            if SCALES[plain_word] >= 1000:
                total, current = total + current, 0.0
        else:
            return None
        seen = True
    return total + current if seen else None


def counts(tokens: Sequence[Token], first: int, last: int) -> list[Count]:
    """All numbers among the tokens `[first, last)`, with their bounds; years, clock times and dates are left out."""
    found: list[Count] = []
    i = first
    while i < last:
        end = i
        while end < last and _numeric(tokens, end, i):
            end += 1
        if end == i and tokens[i].lower in VAGUE:
            found.append(_vague(tokens, i, first, last))
            i = found[-1].last
            continue
        if end == i:
            i += 1
            continue
        count = _bounded(tokens, i, end, first, last)
        if count is not None:
            found.append(count)
            i = max(count.last, end)
        else:
            i = end
    return found


@lru_cache(maxsize=20_000)
def _numeral(word: str) -> str:
    """How a word tells a number by itself: "figure", or "word" (spelt out, glued to a unit, a range), or ""."""
    if _FIGURE.match(word):
        return "figure"
    spelt = all(part in UNITS or part in TENS for part in word.split("-"))
    return "word" if spelt or _GLUED.match(word) or _RANGE.match(word) else ""


def _numeric(tokens: Sequence[Token], i: int, start: int) -> bool:
    word = tokens[i].lower
    if word in UNITS and word == "one" and i == start:
        return i + 1 < len(tokens) and tokens[i + 1].pos in ("NOUN", "ADJ", "NUM", "")
    if kind := _numeral(word):
        return i == start or kind != "figure"
    if word in ("hundred", "thousand", "million", "billion", "trillion", "dozen", "bn", "mn"):
        return i > start or (i > 0 and tokens[i - 1].lower in ("a", "half"))
    return (
        word == "and"
        and i > start
        and i + 1 < len(tokens)
        and tokens[i - 1].lower in SCALES
        and tokens[i + 1].lower in (UNITS | TENS)
    )


def _bounded(tokens: Sequence[Token], i: int, end: int, first: int, last: int) -> Count | None:
    words = [t.lower for t in tokens[i:end]]
    ranged = _RANGE.match(words[0]) if len(words) == 1 else None
    before = tokens[i - 1].lower if i > first else ""
    after = tokens[end].lower if end < last else ""
    if (
        before.rstrip(".") in month_names()
        or after.rstrip(".") in month_names()
        or after in ("a.m.", "p.m.", "am", "pm", "o'clock", "percent", "%", "per")
    ):
        return None
    year = len(words) == 1 and words[0].isdigit() and len(words[0]) == 4 and 1500 <= int(words[0]) <= 2100
    if year and (
        tokens[i].relation not in ("nummod",) or before in ("in", "since", "until", "by", "of", ",")
    ):
        return None
    if ranged:
        low: float | None = float(ranged[1])
        high: float | None = float(ranged[2])
    else:
        low = high = value(words)
        if low is None:
            return None
    start = i
    # "30 to 40", "between 30 and 40", "30 or 40"
    if (
        not ranged
        and end + 1 < last
        and after in ("to", "and", "or", "-", "–")
        and _numeric(tokens, end + 1, end + 1)
    ):
        stop = end + 1
        while stop < last and _numeric(tokens, stop, end + 1):
            stop += 1
        upper = value([t.lower for t in tokens[end + 1 : stop]])
        if upper is not None and low is not None and upper > low and (after != "and" or before == "between"):
            if (
                tokens[stop - 1].lower in SCALES
                and tokens[end - 1].lower not in SCALES
                and low * SCALES[tokens[stop - 1].lower] < upper
            ):
                low *= SCALES[tokens[stop - 1].lower]
            high, end = upper, stop
            if before == "between":
                start = i - 1
    lead = " ".join(t.lower for t in tokens[max(first, i - 4) : i])
    for phrase in AT_LEAST:
        if lead.endswith(phrase) and _whole(lead, phrase):
            high, start = None, i - len(phrase.split())
            break
    else:
        for phrase in AT_MOST:
            if lead.endswith(phrase) and _whole(lead, phrase):
                if phrase not in ("nearly", "almost"):
                    low = None
                start = i - len(phrase.split())
                break
    rest = " ".join(t.lower for t in tokens[end : end + 2])
    if rest.startswith("or more"):
        high, end = None, end + 2
    noun, unit = _counted(tokens, start, end, first, last)
    if unit in CURRENCIES.values() and start > first and tokens[start - 1].text in CURRENCIES:
        start -= 1
    return Count(start, end, low, high, noun, unit)


def _whole(lead: str, phrase: str) -> bool:
    return len(lead) == len(phrase) or lead[-len(phrase) - 1] == " "


def _vague(tokens: Sequence[Token], i: int, first: int, last: int) -> Count:
    low: float = VAGUE[tokens[i].lower]
    end = i + 1
    if end + 1 < last and tokens[end].lower == "of" and tokens[end + 1].lower in VAGUE:
        low = 20000 if tokens[i].lower == "tens" else 200_000 if tokens[i].lower == "hundreds" else low
        end += 2
    if (
        tokens[i].lower == "several"
        and end < last
        and tokens[end].lower in ("hundred", "thousand", "dozen", "million")
    ):
        low *= SCALES[tokens[end].lower]
        end += 1
    noun, unit = _counted(tokens, i, end, first, last)
    return Count(i, end, float(low), None, noun, unit)


def _counted(tokens: Sequence[Token], start: int, end: int, first: int, last: int) -> tuple[int, str]:
    """The noun that is counted and the unit it gives; currency signs stand before or after."""
    if start > first and tokens[start - 1].text in CURRENCIES:
        return start - 1, CURRENCIES[tokens[start - 1].text]
    head = tokens[start if start == end else end - 1].head
    token = tokens[end - 1]
    if plain(token.relation) == "nummod" and head >= 0:
        return head, unit_of(tokens[head])
    at = end + 1 if end < last and tokens[end].lower == "of" else end
    limit = min(last, at + 4)
    if token.pos and plain(token.relation) not in ("nummod", "det", "amod"):
        of = end < last and tokens[end].lower == "of"
        if not of:
            return end - 1, ""
    while at < limit:
        if tokens[at].pos in ("NOUN", "PROPN") or (tokens[at].pos == "" and tokens[at].lower.isalpha()):
            while (
                at + 1 < limit and tokens[at + 1].pos == "NOUN" and plain(tokens[at].relation) == "compound"
            ):
                at += 1
            return at, unit_of(tokens[at])
        if tokens[at].pos not in ("ADJ", "DET", "ADV", "PUNCT", "NUM"):
            break
        at += 1
    return end - 1, ""


def unit_of(token: Token) -> str:
    """The unit that a counted noun gives: "people" for persons, ISO codes for currencies, else the plural word."""
    name = _name(token)
    if name in CURRENCIES or token.text in CURRENCIES:
        return CURRENCIES.get(name) or CURRENCIES[token.text]
    if name in PERSONS or name.rstrip("s") in PERSONS:
        return "people"
    if name in ("tonne", "ton", "tons", "tonnes"):
        return "tonnes"
    return token.lower


def numbers(
    draft: Draft, trigger: int, words: Sequence[int], type_: str | None, mode: str | None
) -> tuple[Number, ...]:
    """The counts and amounts among the words of a proposition, each with its kind.

    The kind comes from the verb or noun that the counted phrase hangs on, not from the event's class alone.
    """
    tokens = draft.tokens or ()
    if not words:
        return ()
    tree = Tree.of(draft)
    own = set(words)
    sentence = (draft.sentences or ())[tokens[trigger].sentence] if draft.sentences else None
    first, last = (sentence.first, sentence.last) if sentence else (min(words), max(words) + 1)
    found = []
    for count in counts(tokens, first, last):
        if not (own & set(range(count.first, count.last))):
            continue
        kind, unit = _kind(count, trigger, tree, type_, mode)
        if kind is None:
            continue
        stop = (
            count.noun + 1
            if kind is NumberKind.AMOUNT and count.last <= count.noun < count.last + 4
            else count.last
        )
        span = Span(tokens[count.first].start, tokens[stop - 1].end)
        found.append(
            Number(
                kind=kind,
                unit=unit,
                text=draft.text[span.start : span.end],
                span=span,
                low=count.low,
                high=count.high,
            )
        )
    return tuple(found)


def _kind(
    count: Count, trigger: int, tree: Tree, type_: str | None, mode: str | None
) -> tuple[NumberKind | None, str]:
    tokens = tree.tokens
    noun = count.noun
    person = count.unit == "people" or count.unit == "" or tokens[noun].pos in ("PROPN", "NUM", "ADJ")
    if noun >= 0:
        name = _name(tokens[noun])
        if name in KILL_NOUNS or tokens[noun].lower == "dead":
            return NumberKind.KILLED, "people"
        if name in INJURE_NOUNS or tokens[noun].lower in INJURE_NOUNS:
            return NumberKind.INJURED, "people"
        if plain(tokens[noun].relation) == "nmod":
            # "the death of 12 people"
            up = tokens[tokens[noun].head]
            if _name(up) in KILL_NOUNS:
                return NumberKind.KILLED, "people"
        for child in tree.all(noun, "acl"):
            # "12 people killed in the blast": the participle hangs on the counted noun.
            told = _deed(_name(tokens[child]))
            if told is not None and person and tokens[child].relation == "acl":
                return told, "people"
        for at in (noun, *tree.ancestors(noun)):
            name = _name(tokens[at])
            deed = _left(at, tree) if name == "leave" else _deed(name)
            if deed is not None and person and _undergoes(noun, at, tree, deed):
                return deed, "people"
            if at == trigger or (tokens[at].pos == "VERB" and at != noun):
                break
    if person and count.unit == "people" and not tokens[trigger].pos:
        deed = _deed(_name(tokens[trigger]))
        if deed is not None:
            return deed, "people"
    if person and type_ == "COERCE" and mode == "arrest" and count.unit == "people":
        return NumberKind.ARRESTED, "people"
    if (
        not count.unit
        or tokens[noun].lower in _NO_AMOUNTS
        or plain(tokens[count.last - 1].relation) in ("nmod", "appos", "flat")
    ):
        return None, ""
    if noun >= 0 and _name(tokens[noun]) in _NO_AMOUNTS:
        return None, ""
    return NumberKind.AMOUNT, count.unit


_NO_AMOUNTS = events.time_nouns() | events.sets()["measure"] | {"o'clock", "p.m.", "a.m."}


def _name(token: Token) -> str:
    part = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n"}.get(token.pos)
    return (
        forms.dictionary_form(token.lower, part, token.lemma.lower())
        if part
        else (token.lemma or token.lower).lower()
    )


def _deed(name: str) -> NumberKind | None:
    if name in KILLING:
        return NumberKind.KILLED
    if name in INJURING:
        return NumberKind.INJURED
    if name in ARRESTING:
        return NumberKind.ARRESTED
    return NumberKind.DISPLACED if name in DISPLACING else None


def _left(verb: int, tree: Tree) -> NumberKind | None:
    """ "Left seven soldiers dead", "left many homeless"."""
    for child in tree.all(verb, "xcomp"):
        word = tree.tokens[child].lower
        if word in ("dead", "wounded", "injured", "homeless", "displaced"):
            return {
                "dead": NumberKind.KILLED,
                "homeless": NumberKind.DISPLACED,
                "displaced": NumberKind.DISPLACED,
            }.get(word, NumberKind.INJURED)
    return None


def _undergoes(noun: int, verb: int, tree: Tree, deed: NumberKind) -> bool:
    """Whether the counted phrase is what the verb is done to (or who dies, or who flees)."""
    at = noun
    while tree.tokens[at].head != verb:
        at = tree.tokens[at].head
        if at < 0:
            return noun == verb
    relation = tree.tokens[at].relation
    if relation in ("obj", "nsubj:pass", "nummod", "xcomp"):
        return True
    name = _name(tree.tokens[verb])
    if relation == "nsubj":
        return name in ("die", "perish", "flee", "drown")
    return noun == verb
