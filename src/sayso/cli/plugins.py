"""`sayso plugins`: what other packages bring by entry points."""

from __future__ import annotations

from importlib.metadata import entry_points

import click

GROUPS = ("sayso.stages", "sayso.intakes", "sayso.exports", "sayso.gazetteers")


@click.command()
def command() -> None:
    """List the stages, intakes, exports and gazetteers of other packages."""
    found = [(group, point) for group in GROUPS for point in entry_points(group=group)]
    for group, point in found:
        click.echo(f"{group}\t{point.name}\t{point.value}")
    if not found:
        click.echo("no plugins are installed", err=True)
