"""Place names in running text: what may be one, and what the words around it say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ...knowledge.gazetteer import Gazetteer, Match, gazetteer, key
from ...knowledge.where_words import words
from ...record import Span

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:['’‘`\-][^\W\d_]+)*(?:['’])?|\d+(?:[.,]\d+)?")
LONGEST = 6
"""Words in the longest name that is looked up."""

GAP = re.compile(r"(?:\s|-|\.\s|, (?:D\.?C|DC)\b)?")
JOINERS = frozenset(
    [
        "of",
        "the",
        "and",
        "de",
        "la",
        "le",
        "les",
        "del",
        "des",
        "do",
        "da",
        "dos",
        "di",
        "du",
        "el",
        "al",
        "e",
        "y",
        "en",
        "sur",
        "upon",
        "on",
        "d",
        "l",
    ]
)
INITIALS = frozenset(
    {"us", "uk", "uae", "dc", "ny", "nsw", "drc", "usa", "prc", "png", "nz", "ussr", "la", "fata"}
)
"""Short names that count only in capitals or with points."""

FACILITY_KINDS = frozenset(
    ["airport", "crossing", "camp", "site", "base", "prison", "plant", "dam", "port", "bridge", "square"]
)
DIRECTIONS = r"north|south|east|west|north-?east|north-?west|south-?east|south-?west"
NUMBER = r"(?:\d+(?:\.\d+)?|a few|several|some)"
RELATIONS = re.compile(
    rf"(?:(?P<far>{NUMBER})\s*(?P<unit>km|kilomet(?:er|re)s?|miles?|mi)\b[^.;]{{0,24}}?\s)?"
    rf"(?P<word>(?:just |immediately |due |far )?(?:to the )?(?:{DIRECTIONS})(?:ern)?(?: of)|near(?:by)?|close to|outside(?: of)?|"
    rf"off(?: the coast of)?|(?:on )?the outskirts of|in the vicinity of|around|along(?:side)?|from|away from|between)"
    r"\s+(?:the\s+)?(?:(?:cit(?:y|ies)|town|village|port|capital)s?(?: of)?\s+)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of text that may name a place.

    `text` is the name that was looked up, `span` its place. `kinds` are the kinds of place the words
    around it allow (empty: any). `facility` is the noun behind it ("airport"), which `span` then covers.
    `relation` keeps "near", "30 km north of"; `container` is the index of the mention that follows after a
    comma ("Springfield, Illinois"), -1 without. `adjective`: "Syrian". `name_of_other`: why it is only
    part of another name, "" otherwise. `acts`: it is the subject of what only governments do.
    """

    span: Span
    text: str
    found: tuple[Match, ...] = ()
    kinds: frozenset[str] = frozenset()
    facility: str = ""
    relation: str | None = None
    container: int = -1
    adjective: bool = False
    name_of_other: str = ""
    acts: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    text: str

    @property
    def capital(self) -> bool:
        text = self.text
        return text[:1].isupper() or (
            text[:3].lower() in ("al-", "el-", "ad-", "as-", "ar-", "az-", "an-") and text[3:4].isupper()
        )


def _split(text: str) -> list[_Word]:
    out = []
    for found in WORD.finditer(text):
        start, word = found.start(), found.group()
        if word[-2:] in ("'s", "’s", "‘s"):
            word = word[:-2]
        elif word[-1:] in "'’":
            word = word[:-1]
        if word:
            out.append(_Word(start, start + len(word), word))
    return out


def prepare() -> None:
    """Open the gazetteer and the words around names, if they have not been opened."""
    gazetteer(), _facilities(), _before()


def _short(word: str, name: str) -> bool:
    """Whether a short key is written as an abbreviation: "US", "U.S.", not "us"."""
    return "." in name or name.isupper()


def find(text: str, *, places: Gazetteer | None = None) -> list[Mention]:
    """The place names of a text in order, longest first where they overlap, with the gazetteer's answers.

    One batched look-up for all candidates. What is only part of another name ("Baghdad Post") is
    returned with `name_of_other`, for the caller to leave out.
    """
    places = places or gazetteer()
    split = _split(text)
    facilities = words("facility")
    candidates: list[tuple[int, int, str]] = []
    for i, first in enumerate(split):
        if not first.capital or first.text == "The":
            continue
        for j in range(i, min(i + LONGEST, len(split))):
            if j > i:
                gap = text[split[j - 1].end : split[j].start]
                if not (gap in (" ", "-", "\n", " - ") or (gap in (". ",) and len(split[j - 1].text) <= 2)):
                    break
            word = split[j]
            if word.capital or (j > i and (word.text in facilities or word.text.lower() in _TAILS)):
                candidates.append((i, j, text[first.start : word.end]))
            elif word.text.lower() not in JOINERS and not _opens_tail(split, j, facilities):
                break
    names = {name for _, _, name in candidates}
    found = places.lookup(names | {other for name in names for other in _variants(name)})
    found |= {
        name: found[other]
        for name in names
        if name not in found
        for other in _variants(name)
        if other in found
    }
    chosen: list[Mention] = []
    taken = -1
    never = {**words("never"), **words("names")}
    for i, j, name in sorted(candidates, key=lambda c: (c[0], -c[1])):
        if i <= taken or name not in found:
            continue
        if i == j:
            low = key(name)
            if low in never and not _strong(found[name]):
                continue
            if (
                len(low) <= 2
                and not (low in INITIALS and _short(low, name))
                and not (name.isupper() and text[max(0, split[i].start - 2) : split[i].start] == ", ")
            ):
                continue
            if len(low) == 3 and low in INITIALS and not _short(low, name):
                continue
            if low in never and i + 1 < len(split) and split[i + 1].capital:
                continue
        elif key(name).split()[0] in ("a", "an", "in", "on", "at", "to", "for") or (
            not any(w.capital and w.text.lower() not in never for w in split[i : j + 1])
            and not _named(found[name])
        ):
            continue
        chosen.append(Mention(span=Span(split[i].start, split[j].end), text=name, found=found[name]))
        taken = j
    return describe(text, chosen)


_TAILS = frozenset(
    [
        "province",
        "governorate",
        "oblast",
        "region",
        "state",
        "district",
        "county",
        "island",
        "islands",
        "peninsula",
        "valley",
        "river",
        "mountains",
        "desert",
        "strait",
        "canal",
        "lake",
        "sea",
        "gulf",
        "bay",
        "city",
        "camp",
        "crossing",
        "area",
        "territories",
        "territory",
        "archipelago",
        "delta",
        "corridor",
    ]
)


def _opens_tail(split: list[_Word], j: int, facilities: object) -> bool:
    return split[j].text in (
        "border",
        "refugee",
        "air",
        "international",
        "naval",
        "nuclear",
        "oil",
        "power",
        "military",
    )


def _named(matches: Sequence[Match]) -> bool:
    """Whether a name all of common words ("the Front", "North Sea") is that of something large."""
    return any(
        m.place.kind not in ("city", "region2", "town") or m.place.population > 200_000 for m in matches
    )


def _strong(matches: Sequence[Match]) -> bool:
    return any(m.place.kind == "country" and m.how == "exact name" for m in matches)


def _variants(name: str) -> tuple[str, ...]:
    """Other ways to name the same mountains: "Chaambi hills", "Mount Chaambi".

    >>> _variants("Hamrin hills")
    ('Hamrin Mountains', 'Mount Hamrin')
    """
    stem, _, tail = name.rpartition(" ")
    if stem and tail.lower() in ("hills", "mountains", "mountain", "range", "heights", "massif"):
        return (f"{stem} Mountains", f"Mount {stem}")
    return ()


def at_spans(text: str, spans: Iterable[Span], *, places: Gazetteer | None = None) -> list[Mention]:
    """The mentions at spans that are known to be place names, and all others that are found beside them.

    A known name that is part of another ("California Department of Health") is a place all the same; spelling
    variants count for known names only.
    """
    places = places or gazetteer()
    held = sorted(spans)
    names = {text[s.start : s.end] for s in held}
    found = places.lookup(names, variants=True)
    told = [
        Mention(span=s, text=text[s.start : s.end], found=found.get(text[s.start : s.end], ())) for s in held
    ]
    others = [m for m in find(text, places=places) if not any(m.span.overlaps(s) for s in held)]
    given = set(held)
    return [
        replace(mention, name_of_other="") if mention.span in given else mention
        for mention in describe(text, sorted([*told, *others], key=_start))
    ]


def _start(mention: Mention) -> int:
    return mention.span.start


def describe(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with what the words around each say: kind, facility, relation, container, part of a name."""
    out = [_around(text, mention) for mention in mentions]
    for i, mention in enumerate(out):
        if i + 1 < len(out):
            between = text[mention.span.end : out[i + 1].span.start]
            if (
                re.fullmatch(
                    r",? (?:in |in the |a \w+ in )?(?:(?:north|south|east|west|central)\w*\s)?(?:the )?|\s*\(|, (?:the )?(?:capital|a town|a city|a village|town|city|village)?\s?(?:of|in)? ?",
                    between,
                )
                and "," in between
            ):
                out[i] = replace(out[i], container=i + 1)
    for i in range(1, len(out)):
        between = text[out[i - 1].span.end : out[i].span.start]
        if re.fullmatch(r",? and (?:the )?|, (?:the )?| or (?:the )?", between):
            out[i - 1] = replace(out[i - 1], listed=True)
            out[i] = replace(out[i], listed=True)
    return out


_NEXT = re.compile(r"(?:['’]s?)?([ \-])([^\W\d_]+(?:[-.][^\W\d_]+)*)")
_LAST = re.compile(r"([^\W\d_][\w.'’\-]*)(\s|-)$")


@cache
def _facilities() -> re.Pattern[str]:
    """A blank and a facility's noun, the longest that stands there."""
    longest = sorted(words("facility"), key=len, reverse=True)
    return re.compile(rf" ({'|'.join(map(re.escape, longest))})\b")


@cache
def _before() -> dict[str, re.Pattern[str]]:
    """Each phrase that stands before a name, as a whole word at the end of small letters."""
    return {phrase: re.compile(rf"\b{re.escape(phrase)} (?:the )?$") for phrase in words("before")}


def _around(text: str, mention: Mention) -> Mention:
    start, end = mention.span
    before, after = text[max(0, start - 80) : start], text[end : end + 60]
    kinds: set[str] = set()
    facility = ""
    low = after.lower()
    if built := _facilities().match(low):
        facility = built[1]
    following = _NEXT.match(after)
    if not facility:
        if following and following[1] == " " and after[:1] not in "'’":
            kinds |= words("region").get(following[2].lower(), frozenset())
        lead = before.lower()
        for phrase, allowed in words("before").items():
            if lead.endswith((f"{phrase} ", f"{phrase} the ")) and _before()[phrase].search(lead):
                kinds |= allowed
    relation = None
    if told := RELATIONS.search(before):
        word = told["word"].lower()
        if not (word == "from" and not told["far"]):
            relation = " ".join(told.group().split())
    other = _other_name(text, mention, following, facility)
    acts = bool(
        re.match(r"(?: has| have| had| also| reportedly| did not| does not| will| would)? ([a-z]+)", after)
    ) and (
        re.match(r" (?:also |reportedly )?([a-z]+)", after) is not None
        and re.match(r" (?:also |reportedly )?([a-z]+)", after)[1] in words("acts")  # type: ignore[index]
        and not re.search(
            r"\b(?:in|at|near|from|to|of|inside|outside|across|around|through|into|for|with|and|on|over)\s+(?:the\s+)?$",
            before,
        )
    )
    adjective = bool(mention.found) and all(m.how == "adjective" for m in mention.found)
    return replace(
        mention,
        kinds=frozenset(kinds),
        facility=facility,
        relation=relation,
        name_of_other=other,
        acts=acts,
        adjective=adjective,
    )


def _other_name(text: str, mention: Mention, following: re.Match[str] | None, facility: str) -> str:
    start, end = mention.span
    if any(m.place.kind in FACILITY_KINDS for m in mention.found) and " " in mention.text:
        return ""
    if following and following[2][:1].isupper() and text[end : end + 1] in (" ", "-") and not facility:
        nxt = following[2].lower().rstrip(".")
        if nxt in words("organization"):
            return f"part of the name {mention.text} {following[2]}"
        if nxt not in words("after") and not _only_country(mention) and not mention.adjective:
            return f"followed by the name {following[2]}"
    if re.match(
        r"(?:\s|-)(?:al|el|bin|ibn|abu|ben|van|von|der|ud|ul|ur)(?:\s|-)[^\W\d_]", text[end : end + 12]
    ) and not _country(mention):
        return "the beginning of a person's name"
    if re.search(
        r"[^\W\d_]+ (?:al|el|bin|ibn|abu|ben|van|von|der|ud|ul|ur)(?: |-)$", text[max(0, start - 40) : start]
    ):
        part = re.search(
            r"([^\W\d_]+) (?:al|el|bin|ibn|abu|ben|van|von|der|ud|ul|ur)(?: |-)$",
            text[max(0, start - 40) : start],
        )
        if part and part[1][:1].isupper():
            return "the end of a person's name"
    previous = _LAST.search(text[max(0, start - 40) : start])
    if previous and previous[1][:1].isupper() and previous[2] == " " and not previous[1].endswith("."):
        at = start - 1 - len(previous[1])
        opens = at == 0 or (
            text[max(0, at - 2) : at].strip() in ("", ".", "“", '"', "?", "!")
            and text[max(0, at - 2) : at] != " "
        )
        word = previous[1].lower().rstrip(".")
        if (
            word.endswith(("'s", "’s", "s'", "s’"))
            or (opens and word.endswith("ing"))
            or _only_country(mention)
        ):
            return ""
        if (
            (not opens or word not in words("never"))
            and word not in words("after")
            and not previous[1].isupper()
            and word not in _DIRECTION_WORDS
        ):
            if _demonym_like(word) or (word in words("never") and opens):
                return ""
            return f"preceded by the name {previous[1]}"
        if word in (
            "mr",
            "mrs",
            "ms",
            "dr",
            "president",
            "minister",
            "senator",
            "gen",
            "general",
            "king",
            "queen",
        ):
            return f"a person: {previous[1]} {mention.text}"
    return ""


_DIRECTION_WORDS = frozenset(
    [
        "north",
        "south",
        "east",
        "west",
        "northern",
        "southern",
        "eastern",
        "western",
        "central",
        "northeast",
        "northwest",
        "southeast",
        "southwest",
        "northeastern",
        "northwestern",
        "southeastern",
        "southwestern",
        "upper",
        "lower",
        "greater",
        "downtown",
        "old",
        "new",
        "mid",
        "inner",
        "outer",
        "the",
        "in",
        "at",
        "on",
        "from",
        "near",
        "of",
        "to",
        "and",
        "for",
        "by",
        "with",
        "as",
        "after",
        "before",
        "since",
        "while",
        "when",
        "outside",
        "inside",
        "across",
        "around",
        "under",
        "over",
        "between",
        "through",
        "into",
        "via",
        "but",
        "although",
        "both",
        "that",
        "despite",
        "during",
    ]
)


def _only_country(mention: Mention) -> bool:
    """Whether it is a country's name that no person bears."""
    return mention.text.lower() not in words("person") and any(
        m.place.kind == "country" and m.how != "adjective" for m in mention.found
    )


def _country(mention: Mention) -> bool:
    return any(m.place.kind == "country" for m in mention.found)


def _demonym_like(word: str) -> bool:
    return word.endswith(("ian", "ese", "ish", "ani", "aqi", "eli", "ean", "can", "ch")) and len(word) > 4
