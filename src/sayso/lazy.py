"""`dataclass` as in the standard library, whose methods are made when they are first called.

Python writes and compiles six functions for every frozen dataclass, a millisecond each class; sayso has a
hundred of them, and one report makes objects of half. Here `__init__` is compiled with the first object, and
the other methods are the same few functions for all classes. What they do, and what a class looks like from
outside (`fields`, `replace`, patterns, pickling), is the same; type checkers see the standard library's own.

>>> @dataclass(frozen=True, slots=True, kw_only=True)
... class Road:
...     name: str
...     open: bool = True
>>> Road(name="A1"), Road(name="A1") == Road(name="A1"), hash(Road(name="A1")) == hash(Road(name="A2"))
(Road(name='A1', open=True), True, False)
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass"]


def _dataclass(
    *, frozen: bool = False, slots: bool = False, kw_only: bool = False
) -> Callable[[type[Any]], type[Any]]:
    def wrap(cls: type[Any]) -> type[Any]:
        own = cls.__dict__.keys()
        made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(cls)
        methods: dict[str, Callable[..., Any] | None] = {
            "__init__": _at_first_call(made, "__init__", _init_of_frozen if frozen else _init),
            "__repr__": _repr,
            "__eq__": _at_first_call(made, "__eq__", _eq),
            "__hash__": None,
        }
        if frozen:
            methods |= {
                "__hash__": _at_first_call(made, "__hash__", _hash),
                "__setattr__": _no_change,
                "__delattr__": _no_change,
                # Unpickling and copying must get past the two above.
                "__getstate__": _state,
                "__setstate__": _set_state,
            }
        for name, method in methods.items():
            if name not in own:
                setattr(made, name, method)
        return made

    return wrap


if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    dataclass = _dataclass


def _at_first_call(cls: type[Any], name: str, write: Callable[[type[Any]], str]) -> Callable[..., Any]:
    """A method that compiles what is written for it, puts that in its own place, and calls it."""

    def first(self: object, *values: object, **named: object) -> object:
        inside: dict[str, Any] = {"_missing": MISSING}
        for field in dataclasses.fields(cls):
            inside[f"_of_{field.name}"] = field.default_factory if _makes(field) else field.default
            inside[f"_set_{field.name}"] = getattr(cls, field.name).__set__
        exec(write(cls), inside)
        method = inside[name]
        method.__qualname__ = f"{cls.__qualname__}.{name}"
        setattr(cls, name, method)
        return method(self, *values, **named)

    return first


def _makes(field: Field[Any]) -> bool:
    return field.default_factory is not MISSING


def _init(cls: type[Any], set_one: str = "self.{name} = {value}") -> str:
    """The `__init__` of a class: one parameter each field, by name only where the field says so."""
    placed: list[str] = ["self"]
    named: list[str] = []
    lines: list[str] = []
    for field in dataclasses.fields(cls):
        parameter = value = field.name
        if _makes(field):
            parameter, value = f"{value}=_missing", f"_of_{value}() if {value} is _missing else {value}"
        elif field.default is not MISSING:
            parameter = f"{value}=_of_{value}"
        (named if field.kw_only else placed).append(parameter)
        lines.append(set_one.format(name=field.name, value=value))
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    parameters = ", ".join([*placed, *(["*", *named] if named else [])])
    return f"def __init__({parameters}):\n    " + "\n    ".join(lines or ["pass"])


def _init_of_frozen(cls: type[Any]) -> str:
    return _init(cls, "_set_{name}(self, {value})")


def _values(cls: type[Any], of: str) -> str:
    """The fields that count for equality, as the source of a tuple."""
    return "(" + "".join(f"{of}.{field.name}, " for field in dataclasses.fields(cls) if field.compare) + ")"


def _eq(cls: type[Any]) -> str:
    same = f"{_values(cls, 'self')} == {_values(cls, 'other')}"
    return f"def __eq__(self, other):\n    return {same} if other.__class__ is self.__class__ else NotImplemented"


def _hash(cls: type[Any]) -> str:
    return f"def __hash__(self):\n    return hash({_values(cls, 'self')})"


@recursive_repr()
def _repr(self: Any) -> str:
    told = (f"{field.name}={getattr(self, field.name)!r}" for field in dataclasses.fields(self) if field.repr)
    return f"{type(self).__qualname__}({', '.join(told)})"


def _no_change(self: object, name: str, value: object = None) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _state(self: Any) -> list[object]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: list[object]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)
