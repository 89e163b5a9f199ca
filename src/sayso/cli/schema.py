"""`sayso schema`: the JSON Schema of a claim, or of a whole record."""

from __future__ import annotations

import json

import click

from ..record import Claim, Record, schema


@click.command()
@click.option("--record", "whole", is_flag=True, help="The schema of a whole record instead of one claim.")
def command(*, whole: bool) -> None:
    """Print the JSON Schema (2020-12) that every line of `sayso read --format jsonl` fits."""
    click.echo(json.dumps(schema(Record if whole else Claim), indent=2, ensure_ascii=False))
