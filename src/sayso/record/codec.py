"""Records to plain dictionaries and back, without loss, and the JSON Schema of both.

The codec reads the dataclasses' own annotations, so a new field needs no second mention here.
"""

from __future__ import annotations

import dataclasses
import types
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from ..errors import BadRecord
from .claim import Claim
from .record import Record
from .span import Span

T = TypeVar("T")
Decoder = Callable[[Any, str], Any]


def to_dict(value: Any) -> Any:
    """Plain dictionaries, lists, numbers and strings, ready for `json.dumps`.

    >>> to_dict(Span(0, 4))
    [0, 4]
    """
    if isinstance(value, Span):
        return [value.start, value.end]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: to_dict(getattr(value, name)) for name in _names(type(value))}
    if isinstance(value, tuple | list):
        return [to_dict(item) for item in value]
    if isinstance(value, StrEnum):
        return value.value
    return value


def from_dict(cls: type[T], data: Any) -> T:
    """The inverse of `to_dict`; raises BadRecord with the path to what does not fit.

    >>> from_dict(Span, [0, 4])
    Span(start=0, end=4)
    """
    decoded: T = _decoder(cls)(data, cls.__name__)  # type: ignore[arg-type]  # classes are hashable
    return decoded


@cache
def _names(cls: type) -> tuple[str, ...]:
    """Field names, with the id first: a line of JSONL then begins with what it is."""
    names = [field.name for field in dataclasses.fields(cls)]
    return tuple(sorted(names, key=lambda name: name != "id"))


@cache
def _decoder(kind: Any) -> Decoder:
    if kind is Span:
        return _span
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return _enumeration(kind)
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _dataclass(kind)
    origin, args = get_origin(kind), get_args(kind)
    if origin is tuple:
        return _sequence(args[0])
    if origin in (Union, types.UnionType):
        return _optional(next(arg for arg in args if arg is not type(None)))
    return _plain(kind)


def _span(data: Any, path: str) -> Span:
    fits = isinstance(data, list | tuple) and len(data) == 2 and all(type(n) is int for n in data)
    if not fits or not 0 <= data[0] <= data[1]:
        raise BadRecord(f"{path}: {data!r} is no span; give [start, end] with 0 <= start <= end")
    return Span(data[0], data[1])


def _enumeration(kind: type[StrEnum]) -> Decoder:
    def decode(data: Any, path: str) -> StrEnum:
        try:
            return kind(data)
        except ValueError:
            allowed = " ".join(member.value for member in kind)
            raise BadRecord(f"{path}: {data!r} is no {kind.__name__}; use one of: {allowed}") from None

    return decode


def _dataclass(kind: type) -> Decoder:
    # Resolved on first use, not here: a class may mention itself or a later one.
    known: dict[str, Decoder] = {}
    required = {
        field.name
        for field in dataclasses.fields(kind)
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    }

    def decode(data: Any, path: str) -> Any:
        if not known:
            hints = get_type_hints(kind)
            known.update({name: _decoder(hints[name]) for name in _names(kind)})
        if not isinstance(data, dict):
            raise BadRecord(f"{path}: expected an object, found {type(data).__name__}")
        if unknown := sorted(data.keys() - known.keys()):
            raise BadRecord(f"{path}: unknown key {unknown[0]!r}; known are: {' '.join(known)}")
        if missing := sorted(required - data.keys()):
            raise BadRecord(f"{path}: the key {missing[0]!r} is missing")
        return kind(**{name: known[name](value, f"{path}.{name}") for name, value in data.items()})

    return decode


def _sequence(kind: Any) -> Decoder:
    inner = _decoder(kind)

    def decode(data: Any, path: str) -> tuple[Any, ...]:
        if not isinstance(data, list | tuple):
            raise BadRecord(f"{path}: expected a list, found {type(data).__name__}")
        return tuple(inner(item, f"{path}[{i}]") for i, item in enumerate(data))

    return decode


def _optional(kind: Any) -> Decoder:
    inner = _decoder(kind)
    return lambda data, path: None if data is None else inner(data, path)


def _plain(kind: type) -> Decoder:
    accepted: tuple[type, ...] = (int, float) if kind is float else (kind,)

    def decode(data: Any, path: str) -> Any:
        if not isinstance(data, accepted) or (isinstance(data, bool) and kind is not bool):
            raise BadRecord(f"{path}: expected {kind.__name__}, found {data!r}")
        return float(data) if kind is float else data  # type: ignore[arg-type]  # a number, as checked above

    return decode


def schema(cls: type = Claim) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a record type, by default of a claim: one line of JSONL.

    >>> schema()["properties"]["how_sure"]
    {'$ref': '#/$defs/HowSure'}
    """
    definitions: dict[str, Any] = {}
    body = _schema(cls, definitions, top=True)
    slug = cls.__name__.lower()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:sayso:{slug}:1",
        "title": cls.__name__,
        **body,
        "$defs": dict(sorted(definitions.items())),
    }


def _schema(kind: Any, definitions: dict[str, Any], *, top: bool = False) -> dict[str, Any]:
    if kind is Span:
        bound = {"type": "integer", "minimum": 0}
        definitions["Span"] = {
            "description": "Half-open [start, end) in Unicode code points of the report's stored text.",
            "type": "array",
            "prefixItems": [bound, bound],
            "minItems": 2,
            "maxItems": 2,
        }
        return {"$ref": "#/$defs/Span"}
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        definitions[kind.__name__] = {
            "description": _summary(kind),
            "enum": [member.value for member in kind],
        }
        return {"$ref": f"#/$defs/{kind.__name__}"}
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        if not top and kind.__name__ in definitions:
            return {"$ref": f"#/$defs/{kind.__name__}"}
        if not top:
            definitions[kind.__name__] = {}
        hints = get_type_hints(kind)
        body = {
            "description": _summary(kind),
            "type": "object",
            "properties": {name: _schema(hints[name], definitions) for name in _names(kind)},
            "required": list(_names(kind)),
            "additionalProperties": False,
        }
        if top:
            return body
        definitions[kind.__name__] = body
        return {"$ref": f"#/$defs/{kind.__name__}"}
    origin, args = get_origin(kind), get_args(kind)
    if origin is tuple:
        return {"type": "array", "items": _schema(args[0], definitions)}
    if origin in (Union, types.UnionType):
        inner = next(arg for arg in args if arg is not type(None))
        return {"anyOf": [_schema(inner, definitions), {"type": "null"}]}
    return {"type": {str: "string", int: "integer", float: "number", bool: "boolean"}[kind]}


def _summary(kind: type) -> str:
    return (kind.__doc__ or "").strip().split("\n\n")[0].replace("\n    ", " ")


__all__ = ["Claim", "Record", "from_dict", "schema", "to_dict"]
