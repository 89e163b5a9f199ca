"""The place of each proposition: what its locative words say, by syntax, never the nearest name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ...knowledge.capitals import capital
from ...knowledge.dateline import datelines
from ...knowledge.gazetteer import Place, distance
from ...knowledge.voices import sorts
from ...knowledge.where_words import words
from ...record import EntityKind, MentionForm, PlaceKind, Role, Span, Status, Where
from ..draft import Draft, Proposition, Toponym
from ..tree import Tree, plain
from .names import Mention, find
from .resolve import WIDER, resolve

LOCATIVE = frozenset(
    [
        "in",
        "at",
        "near",
        "inside",
        "outside",
        "on",
        "across",
        "around",
        "off",
        "over",
        "along",
        "throughout",
        "between",
        "within",
        "aboard",
        "beside",
        "opposite",
        "above",
    ]
)
DIRECTION = frozenset({"to", "into", "toward", "towards", "onto", "for"})
SOURCE = frozenset({"from"})

MOVES = frozenset({"MOVEMENT", "AID", "MOBILIZE"})
"""Classes whose "to X" is where they end."""

STRUCK = frozenset({"ASSAULT", "COERCE", "FIGHT", "PROTEST", "MOBILIZE"})
"""Classes whose object, where it is a place, is where they happen."""

TOGETHER = frozenset({"CONSULT", "AGREE", "COOPERATE", "SUPPORT", "SANCTION", "AID"})
"""Classes whose "between X and Y" names the parties."""

SPOKEN = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "AGREE", "SUPPORT", "CONCEDE"})
"""Classes of speech, which take no place from the clause they hang on."""

BODILY = frozenset({"ASSAULT", "COERCE", "PROTEST", "REJECT"})
"""Classes that happen where those are who do them ("police in Athens arrested ten")."""

REACHED = frozenset(
    [
        "visit",
        "enter",
        "reach",
        "storm",
        "seize",
        "capture",
        "bomb",
        "shell",
        "hit",
        "strike",
        "besiege",
        "retake",
        "occupy",
        "attack",
        "raid",
        "invade",
        "overrun",
        "liberate",
        "control",
        "hold",
        "take",
        "recapture",
        "cross",
        "rock",
        "tour",
        "flood",
        "devastate",
        "ravage",
        "blockade",
        "encircle",
        "surround",
    ]
)
"""Verbs whose object, where it is a place, is where they happen."""

INHERITED = frozenset({"conjunct", "participle", "nominal", "relative"})
"""Links by which a proposition shares the place of the one it hangs on, where it tells none of its own."""


@dataclass(frozen=True, slots=True)
class _Name:
    """A toponym with its tokens: the first, the one that heads its phrase, the word that governs the phrase."""

    number: int
    mention: Mention
    where: Where
    first: int
    head: int
    adposition: str
    governor: int


@dataclass(frozen=True, slots=True)
class _Found:
    """A toponym that may be a proposition's place, with its rank (higher is better) and the reason."""

    rank: int
    name: _Name
    reason: str
    away: int


def run(draft: Draft) -> None:
    """Fill `toponyms` and `where`."""
    mentions = usable(draft, find(draft.text))
    wheres = resolve(mentions)
    lines = [line.span for line in datelines(draft.text)]
    draft.toponyms = tuple(
        Toponym(span=m.span, where=w, metonym=m.adjective or m.acts)
        for m, w in zip(mentions, wheres, strict=True)
        if w.status is not Status.NOT_FOUND
    )
    tree = Tree.of(draft)
    names = [
        _name(tree, number, mention, where)
        for number, (mention, where) in enumerate(zip(mentions, wheres, strict=True))
        if where.status is not Status.NOT_FOUND
        and not mention.adjective
        and not any(line.holds(mention.span) for line in lines)
    ]
    again = _named_before(draft, tree, mentions, wheres, lines)
    draft.where = tuple(_propositions(draft, tree, [n for n in (*names, *again) if n is not None]))


TOWN = frozenset(["town", "city", "village", "municipality", "suburb"])
SETTLEMENTS = frozenset(["city", "town", "capital"])
"""Kinds of place that a word of `TOWN` may mean."""
NEARBY_KM = 15.0
"""How far from a facility or crossing the town of the same name may lie."""
SMALLEST_CITY = 5_000
LARGEST_TOWN = 400_000
LARGEST = {"village": 30_000}
"""Inhabitants within which a settlement is called a city, a town (or so), a village in reports."""
NO_CAPITAL = frozenset(
    {"of", "'s", "’s", "punishment", "gain", "gains", "market", "markets", "offence", "crime", "letter"}
)
"""Words behind "the capital" with which it is another thing, or the capital of what is named behind."""
SHARE = 0.6
"""The share of a report's places that must lie in one country for "the capital" alone to be that country's."""


def _named_before(
    draft: Draft,
    tree: Tree,
    mentions: Sequence[Mention],
    wheres: Sequence[Where],
    lines: Sequence[Span],
) -> list[_Name | None]:
    """Definite nominals that mean a place named before: "the town", "the crossing".

    The dateline only says where the report was written. A name that the gazetteer lacks, or has twice, may be
    what is meant: where it is the last one that fits, the nominal has no place.
    """
    nouns = words("settlement")
    tokens = tree.tokens
    known: list[tuple[Mention, Where | None]] = [
        (mention, where if where.status is Status.FOUND else None)
        for mention, where in zip(mentions, wheres, strict=True)
        if not mention.adjective
        and not mention.acts
        and not mention.name_of_other
        and not any(line.holds(mention.span) for line in lines)
    ]
    known += [(mention, None) for mention in _unknown(draft, mentions, lines)]
    known.sort(key=lambda pair: pair[0].span.end)
    out = []
    for i in range(1, len(tokens)):
        noun = tokens[i].lower
        if noun == "capital":
            out.append(_capital(draft, tree, i, mentions, wheres))
            continue
        if (
            noun not in nouns
            or tokens[i - 1].lower not in ("the", "this", "that")
            or tokens[i].text[:1].isupper()
        ):
            continue
        if i + 1 < len(tokens) and (tokens[i + 1].lower == "of" or tokens[i + 1].text[:1].isupper()):
            continue
        before = (
            found
            for mention, where in reversed(known)
            if mention.span.end <= tokens[i - 1].start
            and (found := _called(noun, mention, where)) is not None
        )
        mention, where = next(before, (None, None))
        if mention is None or where is None:
            continue
        span = Span(tokens[i - 1].start, tokens[i].end)
        text = span.of(draft.text)
        reason = f"'{text}' is {where.name}, named before"
        where = replace(where, text=text, span=span, relation=None, because=(reason, *where.because))
        beside = tokens[i - 2].lower if i > 1 else ""
        if beside in WIDER and where.precision_km is not None:
            because = (*where.because, f"'{beside}' widens the precision")
            km = round(where.precision_km + WIDER[beside], 1)
            where = replace(where, precision_km=km, relation=beside, because=because)
        out.append(_name(tree, 10_000 + i, Mention(span=span, text=text, found=mention.found), where))
    return out


def _capital(
    draft: Draft, tree: Tree, i: int, mentions: Sequence[Mention], wheres: Sequence[Where]
) -> _Name | None:
    """ "The capital", "the Kenyan capital", "the capital of Kenya": the capital of the state in question.

    Which state that is, an adjective, the sentence, the paragraph or else most places of the report must say.
    """
    tokens = tree.tokens
    last = i + 1 if i + 1 < len(tokens) and tokens[i + 1].lower == "city" else i
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    if (
        after is not None
        and after.text == ","
        and last + 2 < len(tokens)
        and any(m.span.start == tokens[last + 2].start and not m.adjective for m in mentions)
    ):
        return None  # "the capital, Nairobi,": the name stands for itself
    known = [
        (mention, where)
        for mention, where in zip(mentions, wheres, strict=True)
        if where.country and not mention.name_of_other and (where.status is Status.FOUND or mention.adjective)
    ]
    country, start, reason = "", i - 1, ""
    beside = [(m, w) for m, w in known if m.adjective and m.span.end + 1 == tokens[i].start]
    behind = [
        (m, w)
        for m, w in known
        if after is not None and after.lower == "of" and 0 <= m.span.start - after.end <= 5
    ]
    owner = [
        (m, w)
        for m, w in known
        if tokens[i - 1].lower in ("'s", "’s") and m.span.end in (tokens[i - 1].start, tokens[i - 1].end)
    ]
    if told := beside or behind or owner:
        country, reason = told[0][1].country or "", f"the words beside it name {told[0][0].text}"
        start = (
            next((k for k in range(i, -1, -1) if tokens[k].start <= told[0][0].span.start), i)
            if told is not behind
            else i - 1
        )
        if start > 0 and tokens[start - 1].lower == "the":
            start -= 1
    elif tokens[i - 1].lower != "the" or (
        after is not None and (after.lower in NO_CAPITAL or after.text[:1].isupper())
    ):
        return None
    else:
        country, reason = _in_question(draft, tokens[i].start, known)
    match = capital(country) if country else None
    if match is None:
        return None
    place = match.place
    span = Span(tokens[max(start, 0)].start, tokens[last].end)
    text = span.of(draft.text)
    where = Where(
        name=place.name,
        country=country,
        lat=place.lat,
        lon=place.lon,
        precision_km=place.precision_km,
        kind=PlaceKind.POINT,
        gazetteer_id=place.id,
        text=text,
        span=span,
        status=Status.FOUND,
        because=(f"'{text}' is {place.name}: {reason}",),
    )
    return _name(tree, 10_000 + i, Mention(span=span, text=text, found=(match,)), where)


def _in_question(draft: Draft, at: int, known: Sequence[tuple[Mention, Where]]) -> tuple[str, str]:
    """The country that the sentence, else the paragraph, else most of the report's places lie in; or ""."""
    text = draft.text
    paragraph = Span(text.rfind("\n", 0, at) + 1, text.find("\n", at) if "\n" in text[at:] else len(text))
    sentence = next((s.span for s in draft.sentences or () if s.span.start <= at < s.span.end), paragraph)
    for span, said in ((sentence, "the sentence"), (paragraph, "the paragraph")):
        countries = {where.country or "" for mention, where in known if span.holds(mention.span)}
        if len(countries) == 1:
            country = countries.pop()
            total = sum(where.country == country for _, where in known)
            if 2 * total >= len(known):
                return country, f"{said} tells of places in {country} only"
            return "", ""  # the report is of another country: either may be meant
    tally: dict[str, int] = {}
    for _, where in known:
        tally[where.country or ""] = tally.get(where.country or "", 0) + 1
    if tally:
        country, most = max(tally.items(), key=lambda item: item[1])
        if most >= 2 and most >= SHARE * len(known):
            return country, f"{most} of {len(known)} places of the report lie in {country}"
    return "", ""


def _unknown(draft: Draft, mentions: Sequence[Mention], lines: Sequence[Span]) -> list[Mention]:
    """Names of places that the gazetteer does not have."""
    return [
        Mention(span=named.span, text=named.span.of(draft.text), found=())
        for named in draft.mentions or ()
        if named.form is MentionForm.NAME
        and named.kind is EntityKind.PLACE
        and not any(named.span.overlaps(mention.span) for mention in mentions)
        and not any(line.overlaps(named.span) for line in lines)
    ]


def _called(noun: str, mention: Mention, where: Where | None) -> tuple[Mention, Where | None] | None:
    """The name and its place, if that can be called so; towns by what they are, others by their own name.

    The place is None where a name may be what is meant, but has no place or two.
    """
    if noun not in TOWN:
        named = (where.name if where else "") or "", (where.text if where else "") or "", mention.text
        return (mention, where) if any(noun in name.lower().split() for name in named) else None
    if where is None:
        kinds = {match.place.kind for match in mention.found}
        return (mention, None) if not kinds or kinds & SETTLEMENTS else None
    for match in mention.found:
        place = match.place
        if place.kind not in SETTLEMENTS or not _sized(noun, place):
            continue
        if place.id == where.gazetteer_id:
            return mention, where
        # "the border post at Moyale … the town": what was found there is in or at the town of that name.
        near = where.lat is not None and where.lon is not None and not mention.relation
        if near and distance(place.lat, place.lon, where.lat or 0.0, where.lon or 0.0) < NEARBY_KM:
            town = Where(
                name=place.name,
                country=place.countries[0] if len(place.countries) == 1 else None,
                lat=place.lat,
                lon=place.lon,
                precision_km=place.precision_km,
                kind=PlaceKind.POINT,
                gazetteer_id=place.id,
                text=mention.text,
                span=mention.span,
                status=Status.FOUND,
                because=(f"the town of the name is beside the {where.name} of it",),
            )
            return mention, town
    return None


def _sized(noun: str, place: Place) -> bool:
    """Whether a settlement may be called so for its size; a capital is no mere town. Unknown sizes fit."""
    if noun == "city":
        return place.kind == "capital" or not 0 < place.population < SMALLEST_CITY
    return place.kind != "capital" and place.population <= LARGEST.get(noun, LARGEST_TOWN)


def usable(draft: Draft, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions with what the layer of mentions says of them: part of a person's or body's name, metonym."""
    named = sorted(
        (m for m in draft.mentions or () if m.form is MentionForm.NAME), key=lambda m: m.span.start
    )
    starts = [m.span.start for m in named]
    longest = max((m.span.end - m.span.start for m in named), default=0)
    out = []
    for mention in mentions:
        first = bisect_left(starts, mention.span.start - longest)
        for other in named[first : bisect_left(starts, mention.span.end)]:
            if not other.span.overlaps(mention.span) or mention.name_of_other:
                continue
            longer = other.span.end - other.span.start > mention.span.end - mention.span.start
            sure = other.confidence is None or other.confidence >= 0.5
            if (other.kind is EntityKind.PERSON and sure and not mention.adjective) or (
                other.kind is EntityKind.ORGANIZATION
                and sure
                and longer
                and not mention.adjective
                and not mention.facility
            ):
                mention = replace(mention, name_of_other=f"part of the name {other.span.of(draft.text)}")
            elif other.kind is EntityKind.ORGANIZATION and sure and other.span == mention.span:
                mention = replace(mention, acts=True)
        out.append(mention)
    return out


def _name(tree: Tree, number: int, mention: Mention, where: Where) -> _Name | None:
    inside = tree.inside(mention.span)
    if not len(inside):
        return None
    tokens = tree.tokens
    head = next((i for i in inside if tokens[i].head not in inside), inside[-1])
    seen = {head}
    while (
        plain(tokens[head].relation) in ("compound", "flat", "appos", "nummod", "det")
        and tokens[head].head >= 0
    ):
        up = tokens[head].head
        if up in seen or tokens[up].pos not in ("PROPN", "NOUN", "ADJ", "NUM", "X"):
            break
        seen.add(up)
        head = up
    adposition = ""
    for child in tree.children[head]:
        if plain(tokens[child].relation) == "case" and child < inside[0]:
            adposition = tokens[child].lower
    at = inside[0] - 1
    sentence = tokens[inside[0]].sentence
    steps = 0
    while at >= 0 and steps < 6 and tokens[at].sentence == sentence:
        if tokens[at].pos == "ADP" or tokens[at].lower in LOCATIVE | DIRECTION | SOURCE:
            adposition = adposition or tokens[at].lower
            break
        if tokens[at].pos not in ("DET", "ADJ", "NOUN", "PROPN", "NUM", "") or tokens[at].text in ",;:":
            break
        if tokens[at].pos == "" and steps > 1:
            break
        at -= 1
        steps += 1
    if re.match(r" time\b", tree_text(tree, inside[-1])):
        return None  # "at 10:00 Bishkek time"
    governor = tokens[head].head
    if (
        adposition in ("", "of")
        and governor >= 0
        and tokens[governor].pos in ("NOUN", "PROPN")
        and mention.relation is None
    ):
        case = next(
            (
                tokens[c].lower
                for c in tree.children[governor]
                if plain(tokens[c].relation) == "case" and c < governor
            ),
            "",
        )
        if case:
            adposition, governor = case, tokens[governor].head
        elif adposition == "of" and tokens[governor].lower in words("settlement"):
            # "seized the village of Kidira": the village is the place.
            head, adposition, governor = governor, "", tokens[governor].head
    elif adposition in LOCATIVE and governor >= 0 and tokens[governor].pos in ("NOUN", "PROPN"):
        case = next(
            (
                tokens[c].lower
                for c in tree.children[governor]
                if plain(tokens[c].relation) == "case" and c < governor
            ),
            "",
        )
        if case == "from":
            adposition = "from"
    if (
        adposition
        and inside[0] > 1
        and tokens[inside[0] - 1].lower == "of"
        and tokens[inside[0] - 2].lower == "way"
    ):
        adposition = "via"
    if mention.relation and not adposition:
        adposition = "near"
    if mention.relation and mention.relation.lower().endswith(" of"):
        adposition = "near"
    return _Name(number, mention, where, inside[0], head, adposition, governor)


def tree_text(tree: Tree, i: int) -> str:
    """The word after token `i`, with a blank before it."""
    return f" {tree.tokens[i + 1].lower}" if i + 1 < len(tree.tokens) else ""


def _propositions(draft: Draft, tree: Tree, names: list[_Name]) -> list[Where]:
    props = draft.propositions or ()
    inner: dict[int, list[int]] = {}
    sets = [frozenset(p.tokens) for p in props]
    of_token: dict[int, list[int]] = {}
    for p in props:
        for token in sets[p.index]:
            of_token.setdefault(token, []).append(p.index)
    for k, name in enumerate(names):
        holding = of_token.get(name.first, [])
        if not holding:
            holding = _by_governor(tree, props, name)
        if holding:
            least = min(len(sets[i]) for i in holding)
            for i in holding:
                if len(sets[i]) == least or props[i].trigger == name.governor:
                    inner.setdefault(i, []).append(k)
    own: list[Where | None] = []
    for p in props:
        found = [f for k in inner.get(p.index, ()) if (f := _judged(draft, tree, p, names[k])) is not None]
        own.append(_best(found) if found else None)
    return [
        where if where is not None else _inherited(draft, tree, p, own)
        for p, where in zip(props, own, strict=True)
    ]


def _by_governor(tree: Tree, props: Sequence[Proposition], name: _Name) -> list[int]:
    triggers = {p.trigger: p.index for p in props}
    for up in tree.ancestors(name.head):
        if up in triggers:
            return [triggers[up]]
    return []


def _judged(draft: Draft, tree: Tree, p: Proposition, name: _Name) -> _Found | None:
    """Whether the toponym is where the proposition happens, and why."""
    tokens = tree.tokens
    what = (draft.what or ())[p.index] if draft.what else None
    kind = what.type if what else None
    adposition, span = name.adposition, name.mention.span
    away = abs(name.first - p.trigger)
    said = f"'{adposition} {name.mention.text}'" if adposition else f"'{name.mention.text}'"
    roles = {x.role for x in what.participants if x.span.overlaps(span)} if what else set()
    small = (
        {
            x.role
            for x in what.participants
            if x.span.overlaps(span) and x.span.end - x.span.start <= (span.end - span.start) + 12
        }
        if what
        else set()
    )
    lemma = tokens[p.trigger].lemma or tokens[p.trigger].lower
    if kind == "MOVEMENT" or (kind is None and lemma in words("motion") and adposition in DIRECTION | SOURCE):
        if Role.ROUTE_TO in roles:
            return _Found(5, name, f"destination: {said}", away)
        if roles & {Role.ROUTE_FROM, Role.ROUTE_VIA} or adposition in SOURCE:
            return None
        if adposition in DIRECTION:
            return _Found(4, name, f"destination: {said}", away)
        if adposition in ("in", "at", "on") and lemma in words("arrival"):
            return _Found(4, name, f"arrival: {said}", away)
        return None
    if Role.ACTOR in small and adposition not in LOCATIVE:
        return None
    if adposition and draft.text[span.end : span.end + 2] in ("'s", "’s", "‘s"):
        return None  # "on America's list": the place of the list, not of the event
    governed = name.governor
    if _person(tree, governed, p):
        return None
    before = name.first < p.trigger
    if adposition == "between" and name.where.kind is not PlaceKind.POINT and kind in TOGETHER:
        return None  # "a deal between Libya and the Union": who, not where
    if adposition in LOCATIVE:
        if (
            before
            and governed not in (p.trigger, -1)
            and _subject_of(tree, governed, p.trigger)
            and _someone(draft, governed)
        ):
            return None
        return _Found(4 if governed == p.trigger else 3, name, f"told by {said}", away)
    if adposition in DIRECTION - {"for"} and (kind in MOVES or lemma in words("motion")):
        return _Found(2, name, f"destination: {said}", away)
    if adposition in SOURCE and kind == "RETREAT" and governed == p.trigger:
        return _Found(1, name, f"withdrawn {said}", away)
    if not adposition and not name.mention.acts:
        if p.nominal and name.governor == p.trigger and name.first < p.trigger and kind in STRUCK:
            return _Found(2, name, f"the event's own name: {said}", away)
        relation = plain(tokens[name.head].relation)
        objective = relation in ("obj", "iobj") or tokens[name.head].relation == "nsubj:pass"
        if (
            name.governor == p.trigger
            and objective
            and (kind == "ASSAULT" or (tokens[p.trigger].lemma or tokens[p.trigger].lower) in REACHED)
        ):
            return _Found(3, name, f"the place that {tokens[p.trigger].text} names", away)
    if adposition == "of" and p.nominal and kind in STRUCK and Role.ACTOR not in roles:
        return _Found(2, name, f"told by {said}", away)
    return None


def _subject_of(tree: Tree, i: int, trigger: int) -> bool:
    seen = 0
    while i >= 0 and seen < 8:
        if plain(tree.tokens[i].relation) == "nsubj":
            return True
        if i == trigger:
            return False
        i = tree.tokens[i].head
        seen += 1
    return False


def _person(tree: Tree, i: int, p: Proposition) -> bool:
    """Whether the place belongs to somebody's office ("commander in Yemen") rather than to the event."""
    if i < 0 or i == p.trigger:
        return False
    token = tree.tokens[i]
    return bool(sorts(token.lower) & {"person-title", "official"})


def _someone(draft: Draft, i: int) -> bool:
    """Whether the word heads a mention of people or a body."""
    tokens = draft.tokens or ()
    if i < 0:
        return False
    return any(
        m.kind in (EntityKind.PERSON, EntityKind.ORGANIZATION) and m.span.overlaps(tokens[i].span)
        for m in draft.mentions or ()
    )


def _best(found: list[_Found]) -> Where:
    found = sorted(found, key=lambda f: (-f.rank, f.away))
    top = [f for f in found if f.rank == found[0].rank]
    best = top[0]
    for other in top[1:]:
        close = other.name.number == best.name.number + 1 or best.name.number == other.name.number + 1
        if (
            close
            and (other.name.where.precision_km or 1e9) < (best.name.where.precision_km or 1e9)
            and other.name.where.country == best.name.where.country
        ):
            best = other
    rest = [
        f.name.mention.text for f in top if f is not best and f.name.where.country != best.name.where.country
    ]
    reasons = (best.reason, *best.name.where.because)
    if rest:
        reasons = (*reasons, f"the first of several: also {', '.join(rest)}")
    return replace(best.name.where, because=reasons)


def _below(draft: Draft) -> Mapping[int, Sequence[Proposition]]:
    """The propositions that hang on each, in order; made once and kept with the draft."""
    kept = draft.extra.get("propositions below")
    if isinstance(kept, dict):
        return kept
    found: dict[int, list[Proposition]] = {}
    for q in draft.propositions or ():
        found.setdefault(q.parent, []).append(q)
    draft.extra["propositions below"] = found
    return found


def _inherited(draft: Draft, tree: Tree, p: Proposition, own: Sequence[Where | None]) -> Where:
    props, what = draft.propositions or (), draft.what or ()
    moves = bool(what) and what[p.index].type == "MOVEMENT"
    if not moves:
        for q in _below(draft).get(p.index, ()):
            if q.nominal and (where := own[q.index]) is not None:
                token = tree.tokens[q.trigger]
                near = p.trigger in list(tree.ancestors(q.trigger))[:3]
                shared = not what or what[p.index].type in (None, what[q.index].type)
                if near and shared and not (what and what[q.index].type == "MOVEMENT"):
                    return _from(where, f"told of its event noun '{token.text}'")
        eventful = not what or what[p.index].type not in (None, *SPOKEN)
        if 0 <= p.parent < len(props) and p.link in INHERITED and p.parent != p.index and eventful:
            parent, where = props[p.parent], own[p.parent]
            if where is not None and not (what and what[parent.index].type == "MOVEMENT"):
                return _from(
                    where, f"told of the clause it belongs to ('{tree.tokens[parent.trigger].text}')"
                )
    return Where()


def _from(where: Where, reason: str) -> Where:
    return replace(where, because=(reason, *where.because))
