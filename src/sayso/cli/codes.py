"""`sayso codes`: the event classes, modes and contexts with their codes and definitions."""

from __future__ import annotations

import json

import click

from ..knowledge import events


@click.command()
@click.argument("name", required=False, metavar="[CLASS]")
@click.option("--contexts", is_flag=True, help="List the contexts instead of the classes.")
@click.option("--words", is_flag=True, help="List the words that name each class (verbs, then nouns).")
@click.option("--format", "form", type=click.Choice(["table", "jsonl"]), default="table", show_default=True)
def command(name: str | None, contexts: bool, words: bool, form: str) -> None:
    """List the event classes and modes, or those of one CLASS.

    Each line gives the name, the CAMEO codes, the name ACLED uses, and what it means.
    """
    known = events.ontology()
    if contexts:
        _print([{"name": c.name, "definition": c.definition} for c in known.contexts.values()], form)
        return
    if name is not None and name.upper() not in known.classes:
        raise click.BadParameter(
            f"'{name}' is no class; use one of {', '.join(known.classes)}", param_hint="CLASS"
        )
    chosen = [known.classes[name.upper()]] if name else list(known.classes.values())
    lines: list[dict[str, object]] = []
    for found in chosen:
        rows = [(found.name, found.cameo, found.acled, found.definition)]
        rows += [
            (f"{found.name}/{mode.name}", mode.cameo, mode.acled, mode.definition) for mode in found.modes
        ]
        for label, cameo, acled, definition in rows:
            line: dict[str, object] = {
                "name": label,
                "cameo": list(cameo),
                "acled": acled,
                "definition": definition,
            }
            if words:
                line["words"] = _words(label)
            lines.append(line)
    _print(lines, form)


def _words(label: str) -> list[str]:
    name, _, mode = label.partition("/")
    known = events.lexicon()
    tables = (known.verbs, known.nouns, known.adjectives)
    return [
        " ".join(entry.words)
        for table in tables
        for entries in table.values()
        for entry in entries
        if entry.type == name and (entry.mode or "") == mode
    ]


def _print(lines: list[dict[str, object]], form: str) -> None:
    for line in lines:
        if form == "jsonl":
            click.echo(json.dumps(line, ensure_ascii=False))
            continue
        codes = ",".join(line.get("cameo") or []) or "-"  # type: ignore[arg-type]
        indent = "  " if "/" in str(line["name"]) else ""
        told = (
            f"{indent}{line['name']}\t{codes}\t{line.get('acled') or '-'}\t"
            if "cameo" in line
            else f"{line['name']}\t"
        )
        click.echo(told + str(line["definition"]))
        for word in line.get("words", []):  # type: ignore[attr-defined]
            click.echo(f"{indent}    {word}")
