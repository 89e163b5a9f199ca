"""Sources: where reports lie (files, folders, patterns, standard input, addresses) and what is known of them."""

from __future__ import annotations

import datetime as dt
import glob
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from ..errors import BadMetadata, NoReports

STDIN = "-"
SIDECAR = ".meta.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of a report beforehand. None means: not given, so the report itself may say it."""

    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    title: str | None = None
    byline: str | None = None
    language: str | None = None

    def __post_init__(self) -> None:
        if self.published is not None:
            check_date(self.published)

    def over(self, other: Metadata) -> Metadata:
        """This metadata where it is given, the other's elsewhere.

        >>> Metadata(outlet="A").over(Metadata(outlet="B", url="u")).url
        'u'
        """
        given = {f.name: value for f in fields(self) if (value := getattr(self, f.name)) is not None}
        return replace(other, **given)


def check_date(text: str) -> str:
    """The text, if it is an ISO 8601 date or date with time; BadMetadata otherwise.

    >>> check_date("2007-12-22")
    '2007-12-22'
    """
    try:
        dt.datetime.fromisoformat(text)
    except ValueError:
        raise BadMetadata(
            f"published {text!r} is no date; give it as 2007-12-22 or 2007-12-22T18:30"
        ) from None
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One report to be read: a file, standard input or an address. Small, and can be sent to a process."""

    name: str
    path: Path | None = None
    url: str | None = None
    meta: Metadata = field(default_factory=Metadata)


def find(paths: Iterable[str], *, meta: Metadata | None = None) -> list[Source]:
    """The sources behind files, folders, patterns, addresses and "-", in a stable order, each once.

    A folder gives every file in it and below that an intake can read; a pattern gives what it
    matches. Raises NoReports where a path, folder or pattern gives nothing.
    """
    from . import FORMATS

    given = meta or Metadata()
    found: dict[str, Source] = {}
    for path in paths:
        for source in _expand(path, given, frozenset(FORMATS)):
            found.setdefault(source.name, source)
    return list(found.values())


def _expand(path: str, meta: Metadata, suffixes: frozenset[str]) -> Iterator[Source]:
    if path == STDIN:
        yield Source(name=STDIN, meta=meta)
    elif path.startswith(("http://", "https://")):
        yield Source(name=path, url=path, meta=meta)
    elif Path(path).is_dir():
        files = [p for p in sorted(Path(path).rglob("*")) if p.is_file() and p.suffix.lower() in suffixes]
        if not files:
            known = " ".join(sorted(suffixes))
            raise NoReports(f"{path}: no reports in this folder; sayso reads {known}")
        yield from (Source(name=str(p), path=p, meta=meta) for p in files)
    elif Path(path).exists():
        yield Source(name=path, path=Path(path), meta=meta)
    elif matches := sorted(glob.glob(path, recursive=True)):
        for match in matches:
            if Path(match).is_file() and not match.endswith(SIDECAR):
                yield Source(name=match, path=Path(match), meta=meta)
    else:
        raise NoReports(f"{path}: no such file, folder or pattern")


def sidecar(path: Path) -> Metadata:
    """The metadata in `NAME.meta.json` beside `NAME.ext`; empty where there is none."""
    beside = path.with_name(path.stem + SIDECAR)
    if not beside.is_file():
        return Metadata()
    try:
        data = json.loads(beside.read_text(encoding="utf-8"))
    except ValueError as error:
        raise BadMetadata(f"{beside}: no JSON ({error}); mend it or take it away") from None
    known = {f.name for f in fields(Metadata)}
    if not isinstance(data, dict):
        raise BadMetadata(f"{beside}: expected an object with some of: {' '.join(sorted(known))}")
    for key, value in data.items():
        if key in known and not isinstance(value, str | None):
            raise BadMetadata(f"{beside}: {key!r} must be text or null, found {value!r}")
    try:
        return Metadata(**{key: value or None for key, value in data.items() if key in known})
    except BadMetadata as error:
        raise BadMetadata(f"{beside}: {error}") from None
