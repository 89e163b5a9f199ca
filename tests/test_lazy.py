"""The lazy dataclass: the same from outside as the standard library's, made when it is needed."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from dataclasses import field
from typing import Any

import pytest

from sayso.lazy import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Frozen:
    """By name only."""

    name: str
    size: int = 1
    tags: list[str] = field(default_factory=list, compare=False)


@dataclass(frozen=True, slots=True)
class Placed:
    """By place, with something to do after."""

    first: int
    second: int = 2

    def __post_init__(self) -> None:
        if self.first > self.second:
            object.__setattr__(self, "second", self.first)


@dataclass(slots=True)
class Changing:
    """Can be changed, so cannot be hashed."""

    count: int = 0


@dataclass(frozen=True, slots=True)
class Empty:
    """Without a field."""


def test_it_makes_what_the_standard_library_makes() -> None:
    assert Frozen(name="a") == Frozen(name="a", size=1, tags=["other"]) != Frozen(name="b")
    assert Frozen(name="a") != "a"
    assert hash(Frozen(name="a")) == hash(Frozen(name="a", tags=["x"]))
    assert repr(Frozen(name="a")) == "Frozen(name='a', size=1, tags=[])"
    assert Frozen(name="a").tags is not Frozen(name="a").tags
    assert (Placed(1), Placed(5)) == (Placed(1, 2), Placed(first=5, second=5))
    assert Empty() == Empty()
    assert [f.name for f in dataclasses.fields(Frozen)] == ["name", "size", "tags"]
    assert dataclasses.replace(Frozen(name="a"), size=3).size == 3
    assert dataclasses.is_dataclass(Frozen)
    assert Placed.__match_args__ == ("first", "second")


def test_what_is_frozen_cannot_be_changed_and_what_changes_cannot_be_hashed() -> None:
    one: Any = Frozen(name="a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.name
    changing = Changing()
    changing.count += 1
    assert changing == Changing(1)
    with pytest.raises(TypeError):
        hash(changing)


@pytest.mark.parametrize("one", [Frozen(name="a", tags=["x"]), Placed(3), Changing(4)])
def test_it_can_be_copied_and_sent_to_another_process(one: object) -> None:
    assert pickle.loads(pickle.dumps(one)) == one
    assert copy.deepcopy(one) == one


@pytest.mark.parametrize(("values", "named"), [((), {}), (("a",), {}), ((), {"name": "a", "sort": 1})])
def test_wrong_arguments_are_refused(values: tuple[str, ...], named: dict[str, Any]) -> None:
    with pytest.raises(TypeError):
        Frozen(*values, **named)
