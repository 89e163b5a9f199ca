"""`sayso claims`: the claims of an archive, filtered, in any format."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

import click

from ..export import FORMATS, formats, write
from ..record import Polarity, Stance, VoiceKind

NAME = "Case and accents do not matter; * stands for any letters."


def _choice(kind: type[Stance] | type[Polarity] | type[VoiceKind]) -> click.Choice[str]:
    return click.Choice([member.value for member in kind])


@click.command()
@click.argument("archive", metavar="ARCHIVE")
@click.option("--voice", multiple=True, help=f"A voice anywhere in the chain. {NAME}")
@click.option("--origin", multiple=True, help="The innermost voice.")
@click.option(
    "--kind", multiple=True, type=_choice(VoiceKind), help="What sort of voice the innermost one is."
)
@click.option("--stance", multiple=True, type=_choice(Stance), help="How it is put forward.")
@click.option("--polarity", multiple=True, type=_choice(Polarity), help="Affirmed or negated.")
@click.option("--likelihood", multiple=True, help='The likelihood in words, or "none".')
@click.option("--class", "type", multiple=True, help='Class of event (sayso codes lists them), or "none".')
@click.option("--mode", multiple=True, help="Mode of the class.")
@click.option("--actor", multiple=True, help=f"Who does it. {NAME}")
@click.option("--recipient", multiple=True, help="To whom it is done.")
@click.option("--party", multiple=True, help="A participant in any role.")
@click.option("--place", multiple=True, help=f"Name of the place. {NAME}")
@click.option("--country", multiple=True, help='Country in two letters (ISO 3166-1), or "none".')
@click.option("--since", help="Holding on this day (2007-12-19, 2007-12, 2007) or later.")
@click.option("--until", help="Holding on this day or earlier.")
@click.option("--words", help='Words of the quote; "a phrase" in quotation marks, a beginning as ship*.')
@click.option("--report", multiple=True, help="Id of a report, or its beginning.")
@click.option("--outlet", multiple=True, help=f"Who published the report. {NAME}")
@click.option("--flag", multiple=True, help="A flag, such as headline-conflict.")
@click.option("--limit", "-n", type=click.IntRange(1), help="At most so many claims; by default all.")
@click.option("--count", "only_count", is_flag=True, help="Print only how many there are.")
@click.option(
    "--format",
    "-f",
    "chosen",
    type=click.Choice(list(FORMATS)),
    help="How to write; by default a table, or what the name after -o says.",
)
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False), help="Write to this file instead of standard output."
)
def command(
    *,
    archive: str,
    limit: int | None,
    only_count: bool,
    chosen: str | None,
    output: str | None,
    report: tuple[str, ...],
    **filters: str | tuple[str, ...] | None,
) -> None:
    """List claims of ARCHIVE: newest report first, inside a report in the order of the text.

    An option given several times finds any of its values; different options must all fit.
    """
    from ..archive import Archive, ClaimFilter

    with Archive.open(archive, create=False, read_only=True) as opened:
        ids = tuple(opened.resolve(id) for id in report)
        filter = ClaimFilter.of(report=ids, **filters)
        if only_count:
            click.echo(opened.count(filter))
            return
        found = islice(opened.every_claim(filter), limit)
        if output in (None, "-"):
            write(found, sys.stdout, format=chosen or "table")
        else:
            path = Path(str(output))
            by_name = next(
                (name for name, f in formats().items() if f.suffix == path.suffix.lower()), "table"
            )
            with path.open("w", encoding="utf-8", newline="") as out:
                write(found, out, format=chosen or by_name)
        _hint(opened, filter)


def _hint(opened: object, filter: object) -> None:
    """Where a voice was asked for that is not there, say which ones sound like it."""
    from ..archive import Archive, ClaimFilter

    assert isinstance(opened, Archive)
    assert isinstance(filter, ClaimFilter)
    for name in (*filter.voice, *filter.origin):
        if "*" in name or opened.voices(like=name, limit=1):
            continue
        near = [voice.name for voice in opened.voices(like=f"*{name}*", limit=3)]
        said = f"; there are: {', '.join(near)} (--voice '*{name}*' finds all)" if near else ""
        click.echo(f"sayso: no voice is named '{name}'{said}", err=True)
