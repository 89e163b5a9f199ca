"""The pipeline: the stages of a reading in their order, checked when it is built."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import cache

from ..errors import BadPipeline
from ..plugins import points
from ..record import Record, Report
from .draft import Draft
from .stage import Stage

LAYERS = frozenset(field.name for field in fields(Draft))


@dataclass(frozen=True, slots=True)
class Pipeline:
    """Stages in order. Raises BadPipeline where one needs what none before it gives."""

    stages: tuple[Stage, ...]

    def __post_init__(self) -> None:
        given: dict[str, str] = {"report": "the report"}
        for stage in self.stages:
            for layer in stage.needs:
                if layer not in given:
                    later = [s.name for s in self.stages if layer in s.gives]
                    hint = f"'{later[0]}' gives it, but comes later" if later else "no stage gives it"
                    raise BadPipeline(f"stage '{stage.name}' needs the layer '{layer}': {hint}")
            for layer in stage.gives:
                given[layer] = stage.name

    def prepare(self) -> None:
        """Open the tables of all stages, so that the first reading does not wait for them."""
        for stage in self.stages:
            stage.prepare()

    def draft(self, report: Report) -> Draft:
        """The draft after all stages, with every layer."""
        draft = Draft(report)
        for stage in self.stages:
            stage.run(draft)
            for layer in stage.gives:
                if (getattr(draft, layer) if layer in LAYERS else draft.extra.get(layer)) is None:
                    raise BadPipeline(f"stage '{stage.name}' did not fill its layer '{layer}'")
        return draft

    def read(self, report: Report) -> Record:
        """The sourced record of one report."""
        draft = self.draft(report)
        return Record(
            report=draft.report,
            claims=draft.claims or (),
            entities=draft.entities or (),
            notices=tuple(draft.notices),
        )


def read(report: Report) -> Record:
    """The sourced record of one report by the default pipeline.

    The first time, the learned reader works in a thread of its own while the stages are imported and prepared.
    """
    if not default.cache_info().currsize:
        from .syntax import begin

        begin(report)
        default().prepare()
    return default().read(report)


def outside_stages() -> Iterable[Stage]:
    """Stages that other packages bring under the entry point group `sayso.stages`."""
    for point in points("sayso.stages"):
        found = point.load()
        if not isinstance(found, Stage):
            raise BadPipeline(f"the entry point '{point.name}' ({point.value}) is no sayso stage")
        yield found


@cache
def default() -> Pipeline:
    """The pipeline that `sayso.read()` uses; outside stages come before the claims are put together."""
    from . import claims, how_sure, mentions, propositions, syntax, what, when, where, who_says

    return Pipeline(
        (
            syntax.STAGE,
            mentions.STAGE,
            who_says.ATTRIBUTIONS,
            propositions.STAGE,
            who_says.STAGE,
            what.STAGE,
            how_sure.STAGE,
            when.STAGE,
            where.STAGE,
            *outside_stages(),
            claims.STAGE,
        )
    )
