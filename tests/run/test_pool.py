"""The pool gives each task once, whatever happens to its processes."""

from __future__ import annotations

import multiprocessing as mp
from itertools import islice

from sayso.run import pool
from tests.run import readers


def test_every_task_is_answered_once() -> None:
    answers = list(pool.run(range(50), readers.double, jobs=2, limit_s=30))
    assert all(isinstance(answer, pool.Done) for answer in answers)
    assert sorted((a.task, a.answer) for a in answers if isinstance(a, pool.Done)) == [
        (i, 2 * i) for i in range(50)
    ]
    assert not mp.active_children()


def test_no_tasks_need_no_processes() -> None:
    assert list(pool.run([], readers.double, jobs=2, limit_s=1)) == []


def test_leaving_stops_the_processes() -> None:
    answers = pool.run(range(1000), readers.double, jobs=2, limit_s=30)
    assert len(list(islice(answers, 3))) == 3
    answers.close()  # type: ignore[attr-defined]
    assert not mp.active_children()


def test_an_answer_that_cannot_be_sent_is_a_problem_of_its_task() -> None:
    [answer] = pool.run([1], readers.unpicklable, jobs=1, limit_s=30)
    assert isinstance(answer, pool.Lost)
    assert "pickle" in answer.problem
