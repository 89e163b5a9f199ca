"""Which place a name means: a ranker over the candidates of all names in one report, which abstains.

The score of a candidate is a sum of named parts (`Part`); the reasons given in `because` are those
parts. The weights were set by hand on the GeoVirus articles of even index and checked on the others:
re-run `python -m evals.where geovirus FOLDER --split` after a change.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import asin, atan2, cos, degrees, log10, radians, sin
from typing import NamedTuple

from ...knowledge.gazetteer import AREAS, Match, Place, distance, gazetteer, key
from ...record import PlaceKind, Span, Status, Where
from .names import FACILITY_KINDS, Mention

BASE = {
    "country": 10.0, "continent": 9.0, "territory": 8.5, "region": 8.0, "ocean": 9.0, "sea": 8.5, "gulf": 8.5,
    "strait": 8.5, "canal": 8.0, "river": 7.5, "lake": 7.5, "desert": 7.5, "mountains": 7.5, "island": 7.5,
    "islands": 7.5, "peninsula": 7.0, "valley": 6.5, "delta": 7.0, "border": 7.0, "crossing": 7.0, "camp": 7.0,
    "site": 6.5, "base": 6.0, "airport": 4.0, "region1": 4.6, "region2": 3.6, "capital": 5.5,
}  # fmt: skip
"""What a candidate's kind is worth before anything else; settlements go by their inhabitants."""

ENOUGH = 2.6
"""A best score below this is no answer."""

MARGIN = 0.35
"""Two candidates this close in score and further apart than FAR_KM are two readings."""

FAR_KM = 161.0


class Part(NamedTuple):
    """One reason for a candidate with what it is worth."""

    reason: str
    worth: float


@dataclass(slots=True)
class Choice:
    """A candidate with its score."""

    match: Match
    parts: list[Part] = field(default_factory=list)

    @property
    def score(self) -> float:
        """The sum of its parts."""
        return sum(part.worth for part in self.parts)


@dataclass(slots=True)
class _Support:
    """What the rest of the report speaks for: countries, regions and points."""

    countries: dict[str, float]
    regions: dict[tuple[str, str], float]
    points: list[tuple[float, float, str, str]]


def _prior(match: Match, mention: Mention) -> list[Part]:
    place = match.place
    parts = []
    size = log10(place.population + 10)
    if place.kind in ("city", "town"):
        worth, said = size, "settlement"
    elif place.kind == "capital":
        worth, said = BASE["capital"] + size / 3, "capital"
    elif place.kind == "region1":
        worth, said = BASE["region1"] + size / 2.5, "first-level region"
    elif place.kind == "airport":
        worth, said = BASE["airport"] + place.population, "airport"
    else:
        worth, said = (
            BASE.get(place.kind, 6.0),
            place.kind if place.kind != "region2" else "second-level region",
        )
    parts.append(Part(said, worth))
    if match.how == "alternate name":
        big = place.population >= 300_000 or place.kind not in ("city", "town", "region2", "airport")
        parts.append(Part(f"alternate name of {place.name}", -0.3 if big else -1.2))
    elif match.how == "spelling variant":
        parts.append(Part(f"spelling variant of {place.name}", -1.0))
    elif match.how == "adjective":
        parts.append(Part(f"adjective of {place.name}", -0.5))
    else:
        parts.append(Part("exact name", 0.0))
    if mention.kinds:
        fits = place.kind in mention.kinds
        parts.append(
            Part(
                "the words beside it say so"
                if fits
                else "another kind of place than the words beside it say",
                2.5 if fits else -2.5,
            )
        )
    return parts


def _towns(mention: Mention) -> list[Place]:
    """The settlements of some size that bear the name."""
    return [
        m.place for m in mention.found if m.place.kind in ("city", "capital") and m.place.population >= 20_000
    ]


def _holds_town(region: Place, towns: Sequence[Place]) -> bool:
    """Whether one of the towns lies in the region."""
    return any(
        town.country == region.country
        and (
            town.region == region.region
            or distance(town.lat, town.lon, region.lat, region.lon) < 2 * region.precision_km
        )
        for town in towns
    )


def _among_regions(mentions: Sequence[Mention], i: int, country: str) -> bool:
    """Whether it stands in a list beside a name that can only be a region of the same country."""
    return mentions[i].listed and any(
        mentions[k].listed
        and any(m.place.kind == "region1" and m.place.country == country for m in mentions[k].found)
        and not any(town.country == country for town in _towns(mentions[k]))
        for k in (i - 1, i + 1)
        if 0 <= k < len(mentions)
    )


def _choices(mentions: Sequence[Mention], i: int) -> list[Choice]:
    """The candidates of one mention with what its own words say for each."""
    mention = mentions[i]
    choices = [Choice(match, _prior(match, mention)) for match in mention.found]
    towns = _towns(mention)
    for choice in choices:
        place = choice.match.place
        if place.kind != "region1" or mention.kinds:
            continue
        if _among_regions(mentions, i, place.country):
            choice.parts.append(Part("stands in a list of regions of the same country", 1.5))
        elif towns and _holds_town(place, towns):
            choice.parts.append(Part("a town of this name lies in it", -2.0))
    return choices


def _support(picks: Sequence[Choice | None], skip: set[int], mentions: Sequence[Mention]) -> _Support:
    countries: dict[str, float] = defaultdict(float)
    regions: dict[tuple[str, str], float] = defaultdict(float)
    points: list[tuple[float, float, str, str]] = []
    seen: set[str] = set()
    for number, choice in enumerate(picks):
        if choice is None or number in skip:
            continue
        place = choice.match.place
        again = place.id in seen
        seen.add(place.id)
        weight = 0.25 if again else 1.0
        for code in place.countries[:3]:
            countries[code] += weight
        if place.region and place.kind in ("region1", "region2", "city", "capital"):
            regions[place.country, place.region] += weight * (2.0 if place.kind == "region1" else 1.0)
        if mentions[number].adjective or mentions[number].acts:
            continue  # "Washington said": a government speaks, nothing is near it
        if (
            not again
            and place.kind not in ("country", "continent", "region", "ocean", "sea", "region1")
            and place.precision_km < 60
        ):
            points.append((place.lat, place.lon, place.name, place.id))
    return _Support(countries, regions, points)


def _context(choice: Choice, support: _Support, own: Choice | None, share: float) -> list[Part]:
    """What the other names of the report say for this candidate; `own` is what this name stood for before."""
    place = choice.match.place
    countries = dict(support.countries)
    regions = dict(support.regions)
    if own is not None:
        mine = own.match.place
        for code in mine.countries[:3]:
            countries[code] = countries.get(code, 0.0) - share
        if mine.region:
            regions[mine.country, mine.region] = regions.get((mine.country, mine.region), 0.0) - share * (
                2.0 if mine.kind == "region1" else 1.0
            )
    parts = []
    total = sum(max(0.0, weight) for weight in countries.values())
    codes = place.countries
    here = max((countries.get(code, 0.0) for code in codes), default=0.0)
    if here > 0.01 and total > 0:
        parts.append(
            Part(
                f"same country as others in the report ({'/'.join(codes[:2])})",
                2.6 * here / (total + 1.0) + 0.4,
            )
        )
    if place.region and place.kind != "country":
        near = regions.get((place.country, place.region), 0.0)
        if near > 0.01:
            parts.append(Part("same region as others in the report", min(1.6, 0.8 + 0.4 * near)))
    if place.kind not in ("country", "continent", "region", "ocean"):
        best, name = 1e9, ""
        for lat, lon, other, ident in support.points:
            if ident == place.id or (own is not None and ident == own.match.place.id):
                continue
            if abs(lat - place.lat) < 4 and (d := distance(lat, lon, place.lat, place.lon)) < best:
                best, name = d, other
        if best < 300:
            parts.append(
                Part(f"near {name}, which the report names", 1.4 if best < 60 else 0.9 if best < 150 else 0.4)
            )
    return parts


def _inside(place: Place, outer: Place) -> bool:
    if place.id == outer.id:
        return False
    if outer.kind == "country":
        return outer.country in place.countries
    if outer.kind == "region1":
        return place.country == outer.country and (
            place.region == outer.region
            or distance(place.lat, place.lon, outer.lat, outer.lon) < outer.precision_km * 0.7
        )
    if outer.kind in AREAS or outer.kind in ("city", "capital"):
        reach = outer.precision_km if outer.kind in AREAS else outer.precision_km + 30
        return distance(place.lat, place.lon, outer.lat, outer.lon) < reach * 1.1 + place.precision_km * 0.3
    return False


def rank(mentions: Sequence[Mention]) -> list[list[Choice]]:
    """The candidates of each mention, best first, scored by all that the report says."""
    usable = [bool(m.found) and not m.name_of_other for m in mentions]
    base = [_choices(mentions, i) if use else [] for i, use in enumerate(usable)]
    picks: list[Choice | None] = [_best(choices) for choices in base]
    ranked = base
    for turn in range(3):
        skip = {i for i, m in enumerate(mentions) if not usable[i]}
        if turn == 0:
            # Names of one meaning, countries and large cities speak first.
            skip |= {i for i, choices in enumerate(base) if not _anchor(choices)}
        support = _support(picks, skip, mentions)
        first: dict[str, int] = {}
        for i, choice in enumerate(picks):
            if choice is not None and i not in skip:
                first.setdefault(choice.match.place.id, i)
        names: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        ranked = []
        counts = Counter(c.match.place.id for c in picks if c is not None)
        for i, choices in enumerate(base):
            own = picks[i] if i not in skip else None
            scored = []
            for choice in choices:
                parts = [*choice.parts, *_context(choice, support, own, _share(counts, own))]
                parts += _container(choice, mentions[i], choices, base)
                scored.append(Choice(choice.match, parts))
            ranked.append(scored)
        for i, scored in enumerate(ranked):
            for choice in scored:
                k = key(mentions[i].text)
                names[k][choice.match.place.id] = max(names[k][choice.match.place.id], choice.score)
        for i, scored in enumerate(ranked):
            told = names[key(mentions[i].text)]
            for choice in scored:
                more = told[choice.match.place.id] - choice.score
                if more > 0 and mentions[i].container < 0 and not mentions[i].kinds:
                    choice.parts.append(
                        Part("the same name is told more fully elsewhere in the report", more)
                    )
            scored.sort(key=lambda c: -c.score)
        picks = [_best(scored) for scored in ranked]
    return ranked


def _share(counts: Mapping[str, int], own: Choice | None) -> float:
    """What the own pick added to the support: its whole weight where it is named once, else a quarter."""
    if own is None:
        return 0.0
    return 1.0 + 0.25 * (counts[own.match.place.id] - 1)


def _anchor(choices: list[Choice]) -> bool:
    if not choices:
        return False
    best = max(choices, key=lambda c: c.score)
    place = best.match.place
    if len(choices) == 1:
        return place.kind != "city" or place.population > 20_000
    rest = max(
        (c.score for c in choices if c is not best and c.match.place.country != place.country), default=0.0
    )
    return best.score - rest > 1.5


def _best(choices: list[Choice]) -> Choice | None:
    return max(choices, key=lambda c: c.score, default=None)


def _container(
    choice: Choice, mention: Mention, siblings: Sequence[Choice], base: Sequence[list[Choice]]
) -> list[Part]:
    if mention.container < 0:
        return []
    outer = [c.match.place for c in base[mention.container] if c.match.how != "adjective"]
    kinds = {c.match.place.kind for c in base[mention.container]} & {"country", "region1"}
    if any(c.match.how != "alternate name" and c.match.place.kind in kinds | {"country"} for c in siblings):
        return []  # "Iraq, Iran and …", "Oklahoma, Pennsylvania": a list, not a place within a place
    inside = [place for place in outer if _inside(choice.match.place, place)]
    if inside:
        best = max(inside, key=lambda p: (p.kind in ("country", "region1"), p.population))
        return [
            Part(
                f"{best.name} is named beside it",
                5.0 if best.kind in ("country", "region1", "region2", "territory") else 2.0,
            )
        ]
    return []


def choose(ranked: Sequence[Choice]) -> tuple[Choice | None, Choice | None, str]:
    """The candidate to answer with, a second reading, and why there is no answer ("" with one)."""
    if not ranked:
        return None, None, "not in the gazetteer"
    best = ranked[0]
    if best.score < ENOUGH:
        return None, None, "nothing in the report supports any place of this name"
    here = best.match.place
    for other in ranked[1:]:
        if best.score - other.score >= MARGIN:
            break
        there = other.match.place
        if (
            distance(here.lat, here.lon, there.lat, there.lon) > FAR_KM
            and there.population * 4 >= here.population
        ):
            return best, other, ""
    return best, None, ""


def resolve(mentions: Sequence[Mention], *, relations: bool = True) -> list[Where]:
    """The place of each mention of one report, with its precision and the reasons; or none with the reason.

    With `relations`, "30 km north of X" is moved and "near X" is wider; without, X itself is given.

    >>> from sayso.reading.where import find
    >>> [where.country for where in resolve(find("Troops entered Springfield, Illinois."))]
    ['US', 'US']
    """
    ranked = rank(mentions)
    firsts = [choices[0].match.place if choices else None for choices in ranked]
    out = []
    for i, (mention, choices) in enumerate(zip(mentions, ranked, strict=True)):
        if _stranger(i, firsts, mentions):
            because = (
                f"no other place of the report is within {STRANGE_KM:.0f} km of {choices[0].match.place.name}",
            )
            out.append(Where(text=mention.text, span=mention.span, status=Status.NOT_FOUND, because=because))
        else:
            out.append(_where(mention, choices, mentions, relations))
    return out


STRANGE_KM = 2000.0
SMALL_TOWN = 400_000
AMONG = 3
"""How many other places of a report there must be before a small town far from all of them is doubted."""


def _stranger(i: int, firsts: Sequence[Place | None], mentions: Sequence[Mention]) -> bool:
    """Whether the best candidate is a small town that shares only the name: far from all the rest, in a country unnamed.

    The rest must lie in one country for the most part; a report of many countries says nothing.
    """
    place = firsts[i]
    if (
        place is None
        or place.kind not in ("city", "town", "region2", "region1")
        or mentions[i].container >= 0
    ):
        return False
    if place.population > SMALL_TOWN:
        return False
    others = [p for k, p in enumerate(firsts) if p is not None and k != i and p.id != place.id and p.country]
    if len({p.id for p in others}) < AMONG or any(set(p.countries) & set(place.countries) for p in others):
        return False
    tally: dict[str, int] = defaultdict(int)
    for other in others:
        tally[other.country] += 1
    if max(tally.values()) < 0.6 * len(others):
        return False
    return all(distance(place.lat, place.lon, p.lat, p.lon) > STRANGE_KM for p in others)


def _reasons(best: Choice, ranked: Sequence[Choice], mention: Mention) -> list[str]:
    reasons = [
        part.reason
        for part in best.parts
        if part.worth >= 0.0 or part.reason.startswith(("alternate", "spelling", "adjective"))
    ]
    if len(ranked) == 1:
        reasons.append("the only place of this name")
    elif best.match.place.population and best.match.place.population == max(
        c.match.place.population for c in ranked
    ):
        reasons.append(f"most populous of {len(ranked)} places of this name")
    return reasons


def _where(mention: Mention, ranked: Sequence[Choice], mentions: Sequence[Mention], relations: bool) -> Where:
    nothing = Where(text=mention.text, span=mention.span)
    if mention.name_of_other:
        return replace(nothing, status=Status.NOT_FOUND, because=(f"no place: {mention.name_of_other}",))
    best, other, why = choose(ranked)
    if best is None:
        return replace(nothing, status=Status.NOT_FOUND, because=(why,))
    if other is not None:
        readings = ", ".join(
            f"{c.match.place.name} ({c.match.place.country}, {c.match.place.lat:.2f} {c.match.place.lon:.2f})"
            for c in (best, other)
        )
        return replace(nothing, status=Status.TWO_READINGS, because=(f"two readings: {readings}",))
    place = best.match.place
    reasons = _reasons(best, ranked, mention)
    lat, lon, km = place.lat, place.lon, place.precision_km
    area = place.area
    name, ident, text, span = place.name, place.id, mention.text, mention.span
    if best.match.how == "alternate name" and place.kind in ("city", "capital", "region1", "region2"):
        name = mention.text
    if mention.facility and place.kind not in FACILITY_KINDS:
        text, span = (
            f"{mention.text} {mention.facility}",
            Span(mention.span.start, mention.span.end + 1 + len(mention.facility)),
        )
    if mention.facility and (crossing := _crossing(mention, place, mentions)) is not None:
        name, ident, lat, lon, km, area = (
            crossing.name,
            crossing.id,
            crossing.lat,
            crossing.lon,
            crossing.precision_km,
            False,
        )
        reasons.append(f"the only known crossing between {crossing.country.replace(' ', ' and ')} there")
    elif mention.facility and place.kind not in FACILITY_KINDS:
        name = f"{mention.text} {mention.facility}"
        km += 10 if not area else 0
        ident = ""
        reasons.append(f"a {mention.facility} at or near {place.name}")
    relation = None
    if mention.relation and relations:
        relation = _relation_words(mention.relation)
        lat, lon, km, reason = _moved(mention.relation, lat, lon, km)
        if relation.lower() == "between":
            lat, lon, km, reason = _between(mention, mentions, lat, lon, km)
        area = area and not reason.startswith("moved")
        if reason:
            reasons.append(reason)
    return Where(
        name=name,
        country=place.countries[0] if len(place.countries) == 1 or (place.countries and not area) else None,
        lat=round(lat, 4),
        lon=round(lon, 4),
        precision_km=round(km, 1),
        kind=PlaceKind.AREA if area else PlaceKind.POINT,
        relation=relation,
        text=text,
        span=span,
        gazetteer_id=ident or None,
        status=Status.FOUND,
        because=tuple(reasons),
    )


def _crossing(mention: Mention, place: Place, mentions: Sequence[Mention]) -> Place | None:
    """The crossing meant by "the X crossing to Y" where just one between the two countries lies in or at X."""
    if "crossing" not in mention.facility and "border" not in mention.facility:
        return None
    end = mention.span.end + 1 + len(mention.facility)
    beside = [m for m in mentions if end <= m.span.start <= end + 16 and m.found]
    countries = [x.place.country for m in beside[:1] for x in m.found if x.place.kind == "country"]
    found = {
        match.place.id: match.place
        for country in countries
        for one in place.countries
        for match in gazetteer().crossings(one, country)
        if distance(place.lat, place.lon, match.place.lat, match.place.lon) < place.precision_km * 1.1 + 5
    }
    return next(iter(found.values())) if len(found) == 1 else None


def _relation_words(relation: str) -> str:
    return re.sub(
        r"\s+(?:the|of the|(?:the )?(?:city|town|village|port|capital)s?(?: of)?)$",
        "",
        relation,
        flags=re.IGNORECASE,
    )


BEARINGS = {
    "north": 0,
    "northeast": 45,
    "east": 90,
    "southeast": 135,
    "south": 180,
    "southwest": 225,
    "west": 270,
    "northwest": 315,
}
WIDER = {
    "near": 15.0,
    "close": 15.0,
    "outside": 10.0,
    "outskirts": 8.0,
    "off": 40.0,
    "vicinity": 15.0,
    "around": 15.0,
    "along": 20.0,
    "nearby": 15.0,
}


def _moved(relation: str, lat: float, lon: float, km: float) -> tuple[float, float, float, str]:
    """The position and precision after "30 km north of", "near" and the like, and the reason."""
    low = relation.lower()
    told = re.search(r"(\d+(?:\.\d+)?)\s*(km|kilomet|mi)", low)
    far = float(told[1]) * (1.609 if told[2] == "mi" else 1.0) if told else None
    pointed = re.search(
        r"\b(north|south)?-?(east|west)?(?:ern)?(?:\s+of)?$|\b(north|south)(?:ern)?",
        low.replace(" of", "").strip(),
    )
    bearing = None
    if pointed:
        bearing = BEARINGS.get("".join(part or "" for part in pointed.groups()))
    if far is not None and bearing is not None:
        lat, lon = _offset(lat, lon, far, float(bearing))
        return lat, lon, min(km, 15.0) + 0.3 * far, f"moved {far:.0f} km as the text says"
    if far is not None:
        return lat, lon, km + far, f"within {far:.0f} km of it"
    if bearing is not None:
        return lat, lon, km + 30.0, "somewhere in this direction: the precision is widened"
    for word, wider in WIDER.items():
        if word in low:
            return lat, lon, km + wider, f"'{word}' widens the precision"
    return lat, lon, km, ""


def _offset(lat: float, lon: float, km: float, bearing: float) -> tuple[float, float]:
    arc, angle, a, b = km / 6371.0, radians(bearing), radians(lat), radians(lon)
    out = asin(sin(a) * cos(arc) + cos(a) * sin(arc) * cos(angle))
    return degrees(out), degrees(b + atan2(sin(angle) * sin(arc) * cos(a), cos(arc) - sin(a) * sin(out)))


def _between(
    mention: Mention, mentions: Sequence[Mention], lat: float, lon: float, km: float
) -> tuple[float, float, float, str]:
    later = [
        m
        for m in mentions
        if m.span.start >= mention.span.end and m.found and m.span.start - mention.span.end < 40
    ]
    if not later:
        return lat, lon, km + 30.0, "'between' widens the precision"
    other = later[0].found[0].place
    gap = distance(lat, lon, other.lat, other.lon)
    if gap > 1500:
        return lat, lon, km + 30.0, "'between' widens the precision"
    return (
        (lat + other.lat) / 2,
        (lon + other.lon) / 2,
        gap / 2 + 5.0,
        f"moved to the middle between it and {other.name}",
    )
