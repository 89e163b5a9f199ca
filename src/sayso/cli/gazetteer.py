"""`sayso gazetteer`: build the gazetteer, or add a GeoNames file to it."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import click

from ..settings import gazetteer_path


@click.group("gazetteer")
def command() -> None:
    """Build the gazetteer, or add a GeoNames file to it."""


@command.command("build")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write it; by default where the settings say.",
)
def build(output: Path | None) -> None:
    """Build the gazetteer from the installed packages and sayso's own tables (about twenty seconds)."""
    from ..knowledge import gazetteer_build

    start = time.monotonic()
    path = output or gazetteer_path()
    counts = gazetteer_build.build(path, tick=lambda step: click.echo(f"… {step}", err=True))
    click.echo(
        f"{path}: {counts['places']} places, {counts['names']} names, {time.monotonic() - start:.0f} s",
        err=True,
    )


@command.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--to",
    "path",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The gazetteer to add to; by default the one the settings name.",
)
@click.option(
    "--min-population", "smallest", default=0, show_default=True, help="Leave smaller settlements out."
)
@click.option(
    "--country",
    "countries",
    multiple=True,
    help="Only places of this country (ISO 3166-1 alpha-2); may be repeated.",
)
def load(file: Path, path: Path | None, smallest: int, countries: tuple[str, ...]) -> None:
    """Add the places of FILE, a GeoNames dump (allCountries.txt or a country's file), to the gazetteer.

    Download such files from geonames.org (CC BY 4.0) and unpack them first.
    """
    from ..knowledge import gazetteer_import

    with click.progressbar(length=file.stat().st_size, label=file.name, file=sys.stderr) as bar:
        held = 0

        def progress(octets: int) -> None:
            nonlocal held
            held += octets
            if held > 1 << 20:
                bar.update(held)
                held = 0

        told = gazetteer_import.load(
            file,
            path or gazetteer_path(),
            smallest=smallest,
            countries={code.upper() for code in countries},
            progress=progress,
        )
        bar.update(held)
    click.echo(
        f"{told.added} places added, {told.updated} brought up to date, {told.left_out} left out", err=True
    )
