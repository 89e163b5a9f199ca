"""`sayso plugins`: what other packages bring by entry points."""

from __future__ import annotations

import click

from ..plugins import GROUPS, points


@click.command()
def command() -> None:
    """List the stages, intakes, exports and gazetteers of other packages."""
    found = [(group, point) for group in GROUPS for point in points(group)]
    for group, point in found:
        click.echo(f"{group}\t{point.name}\t{point.value}")
    if not found:
        click.echo("no plugins are installed", err=True)
