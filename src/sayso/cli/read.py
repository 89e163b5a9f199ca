"""`sayso read`: the sourced record of one or many reports, printed or written to a file."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from ..errors import BadInput, SaysoError
from ..export import FORMATS, formats, lines, write
from ..intake import Metadata, Source, find, load
from ..record import Record
from . import UNREAD

HTML = "html"
LOG = logging.getLogger(__name__)


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE|FOLDER|PATTERN|URL|-…")
@click.option(
    "--format",
    "-f",
    "chosen",
    type=click.Choice([*FORMATS, HTML]),
    help="How to write; by default a table, or what the name after -o says.",
)
@click.option("--outlet", help="Who published the report: the outermost voice of every claim.")
@click.option("--published", help="Day of publication, as 2007-12-22 or 2007-12-22T18:30.")
@click.option("--url", help="Address of the report.")
@click.option("--title", help="Headline, where the file does not hold it.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False), help="Write to this file instead of standard output."
)
def command(
    *,
    paths: tuple[str, ...],
    chosen: str | None,
    outlet: str | None,
    published: str | None,
    url: str | None,
    title: str | None,
    output: str | None,
) -> None:
    """Print who says what, how sure, when and where, each tied to its words.

    Metadata may also stand in NAME.meta.json beside NAME.txt. A report that cannot be read is named
    on standard error and the others are read; the exit code is then 3.
    """
    sources = find(paths, meta=Metadata(outlet=outlet, published=published, url=url, title=title))
    format = chosen or _format_of(output)
    unread: list[str] = []
    records = _records(sources, unread)
    if format == HTML:
        _page(records, sources, output)
    elif output in (None, "-"):
        write(lines(records), sys.stdout, format=format)
    else:
        with Path(str(output)).open("w", encoding="utf-8", newline="") as out:
            write(lines(records), out, format=format)
    if unread:
        click.echo(f"sayso: {len(unread)} of {len(sources)} reports could not be read", err=True)
        sys.exit(UNREAD)


def _format_of(output: str | None) -> str:
    suffix = Path(output).suffix.lower() if output else ""
    if suffix in (".html", ".htm"):
        return HTML
    return next((name for name, format in formats().items() if format.suffix == suffix and output), "table")


def _records(sources: list[Source], unread: list[str]) -> Iterator[Record]:
    from ..reading import read

    for source in sources:
        try:
            record = read(load(source))
        except BadInput as error:
            unread.append(source.name)
            click.echo(f"sayso: {error}", err=True)
            continue
        except (SaysoError, MemoryError):
            raise
        except Exception as error:
            # A fault of ours in one report must not cost the others; the log has where it was.
            unread.append(source.name)
            LOG.info("reading %s failed", source.name, exc_info=True)
            click.echo(
                f"sayso: {source.name}: a fault in sayso ({type(error).__name__}: {error}); "
                "SAYSO_LOG=INFO shows where, please report it with the text",
                err=True,
            )
            continue
        for notice in record.notices:
            click.echo(f"sayso: {source.name}: {notice}", err=True)
        if not record.claims and record.notices:
            unread.append(source.name)
        yield record


def _page(records: Iterator[Record], sources: list[Source], output: str | None) -> None:
    from ..web import page

    if len(sources) > 1:
        raise click.UsageError(
            "a page shows one report; give one file, or add them to an archive: sayso add my.db …"
        )
    for record in records:
        if output in (None, "-"):
            page.write(record, sys.stdout)
        else:
            with Path(str(output)).open("w", encoding="utf-8") as out:
                page.write(record, out)
