"""The ledger of a run: what was added, what was there, what could not be read; kept in the archive itself.

There is no other book to keep: a report is in the archive with all its claims or not at all, so the same
command, given again after any end, does what is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from .. import settings
from ..archive import Archive, Unread
from ..errors import BadRecord
from ..intake import Source
from ..intake import load as load_source
from ..record import Record, Report
from . import pool

LIMIT_SECONDS = 120.0
"""How long one report may take: a hundred times what a long one needs."""

Load = Callable[[Source], Report]
Read = Callable[[Report], Record]


@dataclass(slots=True, kw_only=True)
class Summary:
    """What a run did, report by report.

    `unread` has what could not be read; `silent` the reports that were added without a claim, with the
    reason that the reading gave (another language, for example).
    """

    reports: int = 0
    claims: int = 0
    already: int = 0
    unread: list[Unread] = field(default_factory=list)
    silent: list[Unread] = field(default_factory=list)

    @property
    def seen(self) -> int:
        """Sources dealt with so far."""
        return self.reports + self.already + len(self.unread)


def read_default(report: Report) -> Record:
    """The record that the default pipeline reads."""
    from ..reading import read

    return read(report)


def read_source(source: Source, *, load: Load, read: Read, known: frozenset[str]) -> Record | str:
    """The record of a source, or only its report's id where the archive has it already."""
    report = load(source)
    return report.id if report.id in known else read(report)


def add(
    archive: Archive,
    sources: Iterable[Source],
    *,
    jobs: int | None = None,
    read: Read = read_default,
    load: Load = load_source,
    limit_s: float = LIMIT_SECONDS,
    on_step: Callable[[Summary], None] | None = None,
) -> Summary:
    """Read sources in parallel and add them to the archive, one writer, each report a transaction.

    `read` and `load` are functions of modules: processes import them. A report that cannot be read
    becomes a row of the archive's `unread` with its problem, and the run goes on. `on_step` is called after
    each source. Raises StoreError where the archive cannot be written: then the rest is not tried.
    """
    summary = Summary()
    troubled = {problem.name for problem in archive.problems()}
    work = partial(read_source, load=load, read=read, known=archive.known())
    for source, answer in _answers(list(sources), work, jobs=jobs or settings.jobs(), limit_s=limit_s):
        problem = answer if isinstance(answer, Unread) else _kept(archive, source, answer, summary)
        if problem is not None:
            archive.store.write_unread(problem)
            summary.unread.append(problem)
        elif source.name in troubled:
            archive.store.drop_unread(source.name)
        if on_step is not None:
            on_step(summary)
    summary.unread.sort(key=lambda problem: problem.name)
    summary.silent.sort(key=lambda problem: problem.name)
    return summary


def _kept(archive: Archive, source: Source, answer: Record | str, summary: Summary) -> Unread | None:
    if isinstance(answer, str):
        summary.already += 1
        return None
    try:
        added = archive.add(answer)
    except BadRecord as error:
        return _problem(source, error)
    if added.reports and not answer.claims and answer.notices:
        summary.silent.append(Unread(name=source.name, kind="NoClaims", problem=answer.notices[0]))
    summary.reports += added.reports
    summary.claims += added.claims
    summary.already += added.already
    return None


def _answers(
    sources: list[Source], work: Callable[[Source], Record | str], *, jobs: int, limit_s: float
) -> Iterator[tuple[Source, Record | str | Unread]]:
    # Standard input belongs to this process; its reader has none of it.
    for source in sources:
        if source.path is None and source.url is None:
            try:
                yield source, work(source)
            except Exception as error:  # as in the pool: a problem of this report
                yield source, _problem(source, error)
    others = [source for source in sources if source.path is not None or source.url is not None]
    chunk = max(1, min(pool.CHUNK, len(others) // (jobs * 2) or 1))
    answers = pool.run(others, work, jobs=min(jobs, len(others)), limit_s=limit_s, chunk=chunk)
    for answer in answers:
        if isinstance(answer, pool.Done):
            yield answer.task, answer.answer
        else:
            yield answer.task, Unread(name=answer.task.name, kind=answer.kind, problem=answer.problem)


def _problem(source: Source, error: Exception) -> Unread:
    return Unread(name=source.name, kind=type(error).__name__, problem=pool.problem(error))
