"""`sayso add`: reports read in parallel into an archive, each whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from ..intake import Metadata, find
from . import UNREAD

if TYPE_CHECKING:
    from ..archive import Unread
    from ..run import Summary

SHOWN = 20
"""Problems printed at the end; all of them are in the archive's table `unread`."""


@click.command()
@click.argument("archive", metavar="ARCHIVE")
@click.argument("paths", nargs=-1, required=True, metavar="FILE|FOLDER|PATTERN|URL|-…")
@click.option("--outlet", help="Who published the reports: the outermost voice of every claim.")
@click.option("--published", help="Day of publication, as 2007-12-22 or 2007-12-22T18:30.")
@click.option("--url", help="Address of the report.")
@click.option("--title", help="Headline, where the file does not hold it.")
@click.option(
    "--jobs", "-j", type=click.IntRange(1), help="Processes that read; by default SAYSO_JOBS, or one a core."
)
@click.option(
    "--limit-seconds",
    type=click.FloatRange(min=0.1),
    default=120.0,
    show_default=True,
    help="Longest time for one report.",
)
def command(
    *,
    archive: str,
    paths: tuple[str, ...],
    outlet: str | None,
    published: str | None,
    url: str | None,
    title: str | None,
    jobs: int | None,
    limit_seconds: float,
) -> None:
    """Read reports into ARCHIVE: a file such as my.db (made if it is not there), or postgresql://….

    Reports that are already there are left out, so the same command goes on where it was stopped.
    A report that cannot be read is kept as a row of the table `unread`; the exit code is then 3.
    """
    sources = find(paths, meta=Metadata(outlet=outlet, published=published, url=url, title=title))
    from ..archive import Archive
    from ..run import Summary, add

    last = Summary()

    def step(summary: Summary) -> None:
        nonlocal last
        last = summary
        advance(summary)

    with Archive.open(archive) as opened:
        try:
            with _progress(len(sources)) as advance:
                last = add(opened, sources, jobs=jobs, limit_s=limit_seconds, on_step=step)
        except KeyboardInterrupt:
            click.echo(f"{archive}: {_said(last)}; give the same command again to go on", err=True)
            raise click.Abort from None
    for problem in [*last.unread, *last.silent][:SHOWN]:
        click.echo(f"sayso: {_line(problem)}", err=True)
    if (more := len(last.unread) + len(last.silent) - SHOWN) > 0:
        click.echo(f"sayso: … and {more} more; see: sayso check {archive} --unread", err=True)
    click.echo(f"{archive}: {_said(last)}", err=True)
    if last.unread or last.silent:
        sys.exit(UNREAD)


def _line(problem: Unread) -> str:
    """The problem, with the name of its report in front where it does not stand there anyway."""
    return (
        problem.problem if problem.problem.startswith(problem.name) else f"{problem.name}: {problem.problem}"
    )


def _many(number: int, noun: str) -> str:
    """A number with its noun.

    >>> _many(1, "report"), _many(2000, "claim")
    ('1 report', '2,000 claims')
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _said(summary: Summary) -> str:
    parts = [f"{_many(summary.reports, 'report')} with {_many(summary.claims, 'claim')} added"]
    if summary.already:
        parts.append(f"{summary.already:,} already there")
    if summary.silent:
        parts.append(f"{len(summary.silent):,} of them without claims")
    if summary.unread:
        parts.append(f"{len(summary.unread):,} could not be read")
    return ", ".join(parts)


@contextmanager
def _progress(total: int) -> Iterator[Callable[[Summary], None]]:
    """A bar on standard error where that is a terminal; nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda summary: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[note]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("reading", total=total, note="")

        def advance(summary: Summary) -> None:
            note = f"{len(summary.unread)} unread" if summary.unread else ""
            bar.update(task, completed=summary.seen, note=note)

        yield advance
