"""`sayso check`: whether an archive still says what was put into it."""

from __future__ import annotations

import sys

import click

from . import FAILED

MOST = 100
"""Faults printed; with more than that something is wrong in the large."""


@click.command()
@click.argument("archive", metavar="ARCHIVE")
@click.option("--dump", is_flag=True, help="Print everything in a fixed order instead, to compare archives.")
@click.option("--unread", is_flag=True, help="Print the reports that could not be read instead.")
def command(*, archive: str, dump: bool, unread: bool) -> None:
    """Verify ARCHIVE: hashes, ids, spans and their words, keys, the index of words, the file itself.

    Faults are printed, one a line, and the exit code is 1.
    """
    from ..archive import Archive

    with Archive.open(archive, create=False, read_only=dump or unread) as opened:
        if dump:
            opened.dump(sys.stdout)
            return
        if unread:
            for problem in opened.problems():
                click.echo(f"{problem.name}\t{problem.kind}\t{problem.problem}")
            return
        faults = 0
        for fault in opened.check():
            faults += 1
            if faults <= MOST:
                click.echo(f"{fault.where}: {fault.what}")
        totals = opened.totals()
    holds = f"{totals.reports:,} reports, {totals.claims:,} claims, {totals.unread:,} unread"
    if faults:
        more = f" (the first {MOST} are shown)" if faults > MOST else ""
        click.echo(f"{archive}: {faults:,} faults in {holds}{more}", err=True)
        sys.exit(FAILED)
    click.echo(f"{archive}: no faults in {holds}", err=True)
