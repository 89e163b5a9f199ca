"""A store in memory: for tests, notebooks and a handful of reports."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ..errors import BadRecord, NotFound
from ..record import Claim, Record, Report, Role
from .base import (
    NONE,
    ClaimFilter,
    ClaimPage,
    Facets,
    Fault,
    ReportCard,
    ReportPage,
    Totals,
    Unread,
    VoiceCount,
)
from .folding import (
    LONGEST_NAME,
    bound,
    day_key,
    has_phrases,
    interval,
    key,
    pattern,
    phrases,
    storable,
    tokens,
)
from .order import cursor, place, reversed_text
from .rows import checked

SortKey = tuple[tuple[int, ...], str, int]


class MemoryStore:
    """Records in dictionaries; every question is answered by looking at all of them."""

    def __init__(self) -> None:
        self._records: dict[str, Record] = {}
        self._claims: dict[str, Claim] = {}
        self._order: list[SortKey] = []
        self._unread: dict[str, Unread] = {}

    def add(self, record: Record) -> bool:
        id = record.report.id
        if id in self._records:
            return False
        fresh = {claim.id: claim for claim in checked(record).claims}
        if taken := sorted(fresh.keys() & self._claims.keys()):
            raise BadRecord(f"{id}: another report has a claim with the id {taken[0]}; ids must differ")
        self._records[id] = record
        self._claims |= fresh
        insort(self._order, (reversed_text(day_key(record.report.published)), id, 0))
        return True

    def known(self) -> frozenset[str]:
        return frozenset(self._records)

    def report(self, id: str) -> Report:
        return self.record(id).report

    def record(self, id: str) -> Record:
        if id not in self._records:
            raise NotFound(f"there is no report '{id}'")
        return self._records[id]

    def claim(self, id: str) -> Claim:
        if id not in self._claims:
            raise NotFound(f"there is no claim '{id}'")
        return self._claims[id]

    def find(self, prefix: str, *, limit: int = 2) -> Sequence[str]:
        pool: Mapping[str, object] = self._records if prefix.startswith("r") else self._claims
        return sorted(id for id in pool if id.startswith(prefix))[:limit]

    def reports(self, *, outlet: str | None = None, limit: int = 50, after: str | None = None) -> ReportPage:
        fits = pattern(outlet) if outlet else None
        found: list[Report] = []
        for _, id, _ in self._order[self._behind(after) :]:
            report = self._records[id].report
            if fits is None or fits.fullmatch(key(report.outlet or "")):
                found.append(report)
            if len(found) > limit:
                break
        cards = tuple(ReportCard.of(r, len(self._records[r.id].claims)) for r in found[:limit])
        last = found[limit - 1] if len(found) > limit else None
        return ReportPage(reports=cards, next=cursor((day_key(last.published), last.id, 0)) if last else None)

    def _behind(self, after: str | None) -> int:
        if after is None:
            return 0
        published, id, _ = place(after)
        return bisect_right(self._order, (reversed_text(published), id, 0))

    def _all(self, filter: ClaimFilter) -> Iterator[tuple[Record, int, Claim]]:
        fits = matcher(filter)
        for _, id, _ in self._order:
            record = self._records[id]
            for position, claim in enumerate(record.claims):
                if fits(record, claim):
                    yield record, position, claim

    def claims(self, filter: ClaimFilter, *, limit: int = 50, after: str | None = None) -> ClaimPage:
        start: SortKey | None = None
        if after is not None:
            published, id, position = place(after)
            start = (reversed_text(published), id, position)
        found: list[tuple[Record, int, Claim]] = []
        for record, position, claim in self._all(filter):
            key = (reversed_text(day_key(record.report.published)), record.report.id, position)
            if start is None or key > start:
                found.append((record, position, claim))
            if len(found) > limit:
                break
        more, shown = len(found) > limit, found[:limit]
        cards = {r.report.id: ReportCard.of(r.report, len(r.claims)) for r, _, _ in shown}
        key_of = (
            (day_key(shown[-1][0].report.published), shown[-1][0].report.id, shown[-1][1]) if shown else None
        )
        return ClaimPage(
            claims=tuple(claim for _, _, claim in shown),
            reports=cards,
            next=cursor(key_of) if more and key_of else None,
        )

    def count(self, filter: ClaimFilter) -> int:
        return sum(1 for _ in self._all(filter))

    def facets(self, filter: ClaimFilter) -> Facets:
        claims = [claim for _, _, claim in self._all(filter)]
        return Facets(
            total=len(claims),
            stance=counted(c.how_sure.stance.value for c in claims),
            polarity=counted(c.how_sure.polarity.value for c in claims),
            kind=counted(c.origin.kind.value for c in claims),
            type=counted(c.what.type or NONE for c in claims),
        )

    def voices(self, *, like: str | None = None, limit: int = 100) -> Sequence[VoiceCount]:
        speaks: Counter[tuple[str, str]] = Counter()
        origin: Counter[tuple[str, str]] = Counter()
        fits = pattern(like) if like else None
        for claim in self._claims.values():
            chain = [
                (storable(voice.name or voice.voice)[:LONGEST_NAME], voice.kind.value)
                for voice in claim.who_says
            ]
            speaks.update(set(chain))
            origin[chain[-1]] += 1
        counts = [
            VoiceCount(name=name, kind=kind, claims=number, origin_of=origin[name, kind])
            for (name, kind), number in speaks.items()
            if fits is None or fits.fullmatch(key(name))
        ]
        return sorted(counts, key=lambda v: (-v.claims, v.name, v.kind))[:limit]

    def totals(self) -> Totals:
        return Totals(reports=len(self._records), claims=len(self._claims), unread=len(self._unread))

    def write_unread(self, problem: Unread) -> None:
        self._unread[problem.name] = problem

    def drop_unread(self, name: str) -> None:
        self._unread.pop(name, None)

    def unread(self) -> Sequence[Unread]:
        return sorted(self._unread.values(), key=lambda unread: unread.name)

    def check(self) -> Iterator[Fault]:
        return iter(())

    def close(self) -> None:
        pass


def counted(values: Iterable[str]) -> dict[str, int]:
    """How often each value stands (or is counted in a Counter), most frequent first.

    >>> counted(["b", "a", "b"])
    {'b': 2, 'a': 1}
    """
    return dict(sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0])))


def matcher(filter: ClaimFilter) -> Callable[[Record, Claim], bool]:
    """A function that says whether a claim of a record fits the filter."""
    asked = phrases(filter.words) if filter.words else None
    since, until = bound(filter.since, end=False), bound(filter.until, end=True)

    def any_of(values: tuple[str, ...]) -> Callable[[Iterable[str | None]], bool]:
        patterns = [pattern(value) for value in values]
        return lambda texts: any(p.fullmatch(key(t)) for t in texts if t for p in patterns)

    named = {
        name: any_of(getattr(filter, name))
        for name in ("voice", "origin", "actor", "recipient", "party", "place", "outlet")
        if getattr(filter, name)
    }
    exact: tuple[tuple[tuple[str, ...], Callable[[Claim], str | None]], ...] = (
        (filter.kind, lambda c: c.origin.kind.value),
        (filter.stance, lambda c: c.how_sure.stance.value),
        (filter.polarity, lambda c: c.how_sure.polarity.value),
        (filter.likelihood, lambda c: c.how_sure.likelihood and c.how_sure.likelihood.value),
        (filter.type, lambda c: c.what.type),
        (filter.mode, lambda c: c.what.mode),
        (filter.country, lambda c: c.where.country),
        (filter.report, lambda c: c.report),
    )

    def names(record: Record, claim: Claim, name: str) -> Iterator[str | None]:
        if name == "place":
            yield claim.where.name
        elif name == "outlet":
            yield record.report.outlet
        elif name in ("voice", "origin"):
            for voice in claim.who_says if name == "voice" else claim.who_says[-1:]:
                yield from (voice.voice, voice.name)
        else:
            for participant in claim.what.participants:
                if name == "party" or participant.role is Role(name):
                    yield participant.text
                    entity = record.entity(participant.entity) if participant.entity else None
                    yield entity.name if entity else None

    def fits(record: Record, claim: Claim) -> bool:
        if any(values and (of(claim) or NONE) not in values for values, of in exact):
            return False
        if not all(test(names(record, claim, name)) for name, test in named.items()):
            return False
        if filter.flag and not any(flag.name in filter.flag for flag in claim.flags):
            return False
        if since or until:
            first, last = interval(claim.when.start, claim.when.end)
            if first is None or last is None or (until and first > until) or (since and last < since):
                return False
        return asked is None or has_phrases(tokens(claim.quote), asked)

    return fits
