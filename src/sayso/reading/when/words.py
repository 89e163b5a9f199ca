"""A text as a string of word classes, one letter for each word: what the grammar's rules are written over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ...knowledge import calendar

CODES = {
    "month": "M", "weak-month": "m", "weekday": "W", "weekdays": "R", "weak-weekday": "w", "number": "q",
    "ordinal": "O", "article": "a", "the": "t", "that": "A", "of": "j", "vague": "v", "unit": "u",
    "units": "U", "quarter": "Q", "half": "B", "part": "p", "noon": "N", "season": "S", "last": "L",
    "next": "X", "previous": "l", "this": "T", "these": "T", "same": "E", "early": "e", "edge": "b",
    "shift": "r", "side": "f", "ago": "G", "day": "K", "often": "F", "every": "V", "times": "2", "zone": "Z",
    "halfday": "h", "oclock": "k", "kind": "c", "about": "g", "straight": "I", "link": "&", "prep": "i",
    "now": "J", "once": "P", "decade": "D",
}  # fmt: skip
"""The letter of each class of time-words.tsv. Numbers, signs and names of feasts have letters of their own:

`d` 1 to 31, `o` the same as an ordinal, `y` a number that may be a year, `n` another number, `D` a decade
(1990s), `0` an ISO date, `1` a date with slashes, `H` a clock time, `Y` a feast, `s` a possessive, `-` `,`
`/` `(` as they stand, `.` any other word or sign, `|` the end of a line or sentence.
"""

_TOKEN = re.compile(
    r"""
    (?P<plain>[a-z]+(?![\w.'’])) |
    (?P<number>
        \d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?(?!\w)
      | (?<![\w'’])['’]\d\d(?![\w'’])
      | \d{1,2}/\d{1,2}/\d{2,4}(?![\w/])
      | \d{1,2}:\d\d(?::\d\d)?(?!\d)
      | [012]?\d\.[0-5]\d(?=\s?[ap]\.?m\b|\s?(?:hours|hrs)\b)
      | \d+(?:,\d{3})*(?:\.\d+)?(?:st|nd|rd|th|['’]?s|[ap]\.?m\b\.?|\s?(?=%))?(?!\w)
    ) |
    (?P<word>[ap]\.m\.?|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|Mon|Tues|Tue|Wed|Thurs|Thur|Thu|Fri|Sat|Sun)\.
      | o['’]clock | [^\W\d_]+(?![\w]) | ['’]s\b | \w+) |
    (?P<line>\n\s*) | [^\s\w]
    """,
    re.VERBOSE,
)
_AFTER_CLOCK = re.compile(r"\s?[ap]\.?m\b|(?<=\d\d\.\d\d)\s?(?:hours|hrs)\b")
_NUMBER = re.compile(r"(?P<n>\d+(?:,\d{3})*(?:\.\d+)?)(?P<suffix>\D*)$")
_SIGNS = {"-": "-", "–": "-", "—": "-", "‑": "-", ",": ",", "/": "/", "(": "(", ")": ")", "!": "|", "?": "|"}
_DECADE = re.compile(r"(?:1[5-9]|20)?\d0['’]?s$")


@dataclass(slots=True)
class Words:
    """The words of a text: where each begins and ends, its letter (in `codes`) and its value."""

    text: str
    codes: str
    starts: list[int]
    ends: list[int]
    values: list[str]


@cache
def _lexicon() -> dict[str, tuple[str, str]]:
    """Letter and value for each form as it may be written."""
    out = {"'s": ("s", ""), "’s": ("s", "")}
    for word in calendar.time_words():
        found = (CODES[word.kind], word.value)
        forms = {word.form, word.form.upper()}
        if not word.form[0].isupper():
            forms.add(word.form.capitalize())
        for form in forms:
            out.setdefault(form, found)
    return out


def prepare() -> None:
    """Read the tables of time words and feasts, if they have not been read."""
    _lexicon(), _feast_openers()


def _number(token: str, *, clock: bool = False) -> tuple[str, str]:
    if token[4:5] == "-" and len(token) >= 10:
        return "0", token
    if "/" in token:
        return "1", token
    if token[0] in "'’":
        return "y", ("19" if int(token[1:]) > 40 else "20") + token[1:]
    if ":" in token:
        return "H", token
    if clock and re.fullmatch(r"[012]?\d\.[0-5]\d", token):
        return "H", token.replace(".", ":")
    if _DECADE.match(token):
        return "D", token[:-1].rstrip("'’")
    match = _NUMBER.match(token)
    if match is None:
        return ".", token
    number, suffix = match["n"], match["suffix"].strip(" .")
    if suffix in ("st", "nd", "rd", "th"):
        return ("o", number) if number.isdigit() and int(number) <= 31 else (".", number)
    if suffix.replace(".", "") in ("am", "pm"):
        return "H", f"{number}:00{suffix[0]}m"
    if suffix:
        return ".", number
    if not number.isdigit():
        return "n", number.replace(",", "")
    if len(number) <= 2 and 1 <= int(number) <= 31:
        return "d", number
    if len(number) == 4 and 1000 <= int(number) <= 2199:
        return "y", number
    return "n", number


def read(text: str) -> Words:
    """The words of `text` with their classes.

    >>> read("On Friday, May 3, 2013 they met for two hours.").codes
    'iW,md,y..iqU|'
    """
    lexicon = _lexicon()
    openers = _feast_openers()
    codes: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    values: list[str] = []
    skip = -1
    get = lexicon.get
    for match in _TOKEN.finditer(text):
        start = match.start()
        if start < skip:
            continue
        token = match[0]
        if token in openers:
            named = _feast_at(text, start, openers[token])
            if named is not None:
                skip, key = named
                codes.append("Y")
                starts.append(start)
                ends.append(skip)
                values.append(key)
                continue
        found = get(token)
        if found is None:
            kind = match.lastgroup
            if kind == "number":
                found = _number(
                    token, clock="." in token and _AFTER_CLOCK.match(text, match.end()) is not None
                )
            elif kind in ("plain", "word"):
                found = (".", "")
            elif kind == "line":
                found = ("|" if _ends_line(text, match, codes) else "", "")
                if not found[0]:
                    continue
            else:
                found = (_SIGNS.get(token, "."), token)
                if token == "." and not text[start + 1 : start + 2].isalnum():
                    found = ("|", token)
        codes.append(found[0])
        values.append(found[1])
        starts.append(start)
        ends.append(match.end())
    return Words(text, "".join(codes), starts, ends, values)


@cache
def _feast_openers() -> dict[str, list[tuple[str, str]]]:
    """Forms (lower case) and keys of feasts by their first word as it may be written, longest form first."""
    out: dict[str, list[tuple[str, str]]] = {}
    for feast in calendar.feasts():
        for form in feast.forms:
            match = _TOKEN.match(form)
            first = match[0] if match else form
            for opener in {first, first.upper()} | (set() if first[0].isupper() else {first.capitalize()}):
                out.setdefault(opener, []).append((form.lower(), feast.key))
    return {opener: sorted(found, key=lambda f: -len(f[0])) for opener, found in out.items()}


def _feast_at(text: str, start: int, forms: list[tuple[str, str]]) -> tuple[int, str] | None:
    """Where the feast named at `start` ends, and its key."""
    for form, key in forms:
        end = start + len(form)
        if text[start:end].lower() == form and not text[end : end + 1].isalnum():
            return end, key
    return None


def _ends_line(text: str, match: re.Match[str], codes: list[str]) -> bool:
    """Whether a line's end also ends the thought: not where a sentence was wrapped in the middle."""
    if "\n" in match[0][1:]:
        return True
    following = text[match.end() : match.end() + 1]
    return not (following.islower() or (following.isdigit() and codes[-1:] in (["M"], ["m"])))
