"""The pipeline: order checked when built, layers filled, outside stages let in."""

from __future__ import annotations

import pytest

from sayso.errors import BadPipeline
from sayso.reading import Draft, Pipeline, default, stage
from sayso.record import Report


@stage("words", needs=("report",), gives=("words",))
def words(draft: Draft) -> None:
    draft.extra["words"] = draft.text.split()


@stage("count", needs=("words",), gives=("count",))
def count(draft: Draft) -> None:
    draft.extra["count"] = len(draft.extra["words"])  # type: ignore[arg-type]


@stage("idle", gives=("nothing",))
def idle(draft: Draft) -> None:
    pass


def test_stages_run_in_order() -> None:
    assert Pipeline((words, count)).draft(Report(text="one two")).extra["count"] == 2


@pytest.mark.parametrize(
    ("stages", "says"),
    [
        ((count, words), "stage 'count' needs the layer 'words': 'words' gives it, but comes later"),
        ((count,), "no stage gives it"),
    ],
)
def test_a_wrong_order_is_found_when_it_is_built(stages: tuple[object, ...], says: str) -> None:
    with pytest.raises(BadPipeline, match=says):
        Pipeline(stages)  # type: ignore[arg-type]


def test_a_stage_must_fill_what_it_gives() -> None:
    with pytest.raises(BadPipeline, match="'idle' did not fill its layer 'nothing'"):
        Pipeline((idle,)).draft(Report(text="one"))


def test_the_default_pipeline_answers_all_five_questions() -> None:
    gives = {layer for stage in default().stages for layer in stage.gives}
    assert {"who_says", "how_sure", "what", "when", "where", "claims"} <= gives
