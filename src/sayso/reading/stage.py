"""What a stage is: a function over the draft with the layers it needs and gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .draft import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One step of the reading. `run` changes the draft: it fills every layer named in `gives`.

    `prepare` opens the tables that the first run would otherwise open; it need not be called.
    """

    name: str
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    run: Callable[[Draft], None]
    prepare: Callable[[], object] = bool


def stage(name: str, *, needs: tuple[str, ...] = (), gives: tuple[str, ...]) -> Callable[..., Stage]:
    """Make a stage of a function.

    >>> @stage("shout", needs=("tokens",), gives=("loud",))
    ... def shout(draft): draft.extra["loud"] = [token.text.upper() for token in draft.tokens]
    >>> shout.name, shout.needs
    ('shout', ('tokens',))
    """

    def wrap(run: Callable[[Draft], None]) -> Stage:
        return Stage(name=name, needs=needs, gives=gives, run=run)

    return wrap
