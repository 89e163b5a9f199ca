"""A pool of processes that outlives what it runs: a task that fails, dies or hangs costs only itself."""

from __future__ import annotations

import contextlib
import multiprocessing as mp
import os
import signal
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from typing import Generic, TypeVar

from ..errors import SaysoError

Task = TypeVar("Task")
Answer = TypeVar("Answer")

ONE_THREAD = (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "RAYON_NUM_THREADS",
)
"""Libraries start a thread for each core by themselves; N processes would then fight for the cores."""
CHUNK = 8
"""Tasks handed over at once: few enough that a death costs little, many enough that nobody waits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done(Generic[Task, Answer]):
    """A task with its answer."""

    task: Task
    answer: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost(Generic[Task]):
    """A task without an answer: its process died, took too long, or raised."""

    task: Task
    kind: str
    problem: str


@dataclass(slots=True)
class _Worker(Generic[Task]):
    process: SpawnProcess
    pipe: Connection
    tasks: deque[tuple[Task, int]] = field(default_factory=deque)
    """What it was given and has not answered, with how often each was tried before; the first is at work."""
    since: float = 0.0
    ready: bool = False


def run(
    tasks: Iterable[Task],
    work: Callable[[Task], Answer],
    *,
    jobs: int,
    limit_s: float,
    chunk: int = CHUNK,
) -> Iterator[Done[Task, Answer] | Lost[Task]]:
    """Answers as they come, in any order, each task once.

    `work` and the tasks are sent to processes that import everything anew: a module's function (or a
    `functools.partial` of one) and small values. A task may take `limit_s` seconds; a process that dies over
    one is replaced and the task tried once more, alone. Leaving the iterator stops the processes.
    """
    waiting = iter(tasks)
    again: deque[tuple[Task, int]] = deque()
    workers: list[_Worker[Task]] = []
    ended = False

    def more() -> list[tuple[Task, int]]:
        nonlocal ended
        if again:
            return [again.popleft()]
        found: list[tuple[Task, int]] = []
        while not ended and len(found) < chunk:
            try:
                found.append((next(waiting), 0))
            except StopIteration:
                ended = True
        return found

    try:
        while True:
            for worker in workers:
                if worker.ready and not worker.tasks and (given := more()):
                    _give(worker, given)
            while len(workers) < jobs and (given := more()):
                workers.append(_start(work))
                workers[-1].tasks.extend(given)
            busy = [worker for worker in workers if worker.tasks]
            if not busy:
                return
            for worker in busy:
                yield from _listen(worker, limit_s, again)
            workers = [worker for worker in workers if worker.process.is_alive() or worker.tasks]
            idle = any(not worker.tasks for worker in workers) or len(workers) < jobs
            if idle and (again or not ended):
                continue  # there is something to hand over: waiting now would leave a process without work
            wait([worker.pipe for worker in workers if worker.tasks], timeout=_patience(workers, limit_s))
    finally:
        for worker in workers:
            _stop(worker)


def _patience(workers: list[_Worker[Task]], limit_s: float) -> float:
    """Seconds until the first task is out of time."""
    left = [limit_s - (time.monotonic() - w.since) for w in workers if w.tasks and w.ready]
    return max(0.01, min([*left, 1.0]))


def _give(worker: _Worker[Task], tasks: list[tuple[Task, int]]) -> None:
    worker.tasks.extend(tasks)
    worker.since = time.monotonic()
    with contextlib.suppress(OSError):  # it has died: the listener sees it and deals with its tasks
        worker.pipe.send([task for task, _ in worker.tasks])


def _listen(
    worker: _Worker[Task], limit_s: float, again: deque[tuple[Task, int]]
) -> Iterator[Done[Task, Answer] | Lost[Task]]:
    """What the worker has said since; what it leaves behind goes to `again`."""
    try:
        while worker.pipe.poll():
            kind, answer = worker.pipe.recv()
            if kind == "ready":
                worker.ready = True
                worker.since = time.monotonic()
                worker.pipe.send([task for task, _ in worker.tasks])
                continue
            task, _ = worker.tasks.popleft()
            worker.since = time.monotonic()
            if kind == "done":
                yield Done(task=task, answer=answer)
            else:
                yield Lost(task=task, kind=kind, problem=answer)
    except (EOFError, OSError):
        yield from _buried(worker, again)
        return
    if worker.tasks and worker.ready and time.monotonic() - worker.since > limit_s:
        _stop(worker)
        task, _ = worker.tasks.popleft()
        again.extend(worker.tasks)
        worker.tasks.clear()
        yield Lost(
            task=task, kind="TimeLimit", problem=f"took longer than {limit_s:g} seconds and was given up"
        )


def _buried(worker: _Worker[Task], again: deque[tuple[Task, int]]) -> Iterator[Lost[Task]]:
    worker.process.join(5)
    code = worker.process.exitcode
    worker.pipe.close()
    if not worker.ready:
        raise SaysoError(
            f"a reading process ended before it began (exit {code}); its own message stands above"
        )
    if not worker.tasks:
        return
    task, tried = worker.tasks.popleft()
    if tried:
        how = signal.Signals(-code).name if code is not None and code < 0 else f"exit code {code}"
        yield Lost(
            task=task,
            kind="WorkerDied",
            problem=f"the process that read it died twice ({how}); memory may be short",
        )
    else:
        again.append((task, tried + 1))
    again.extend(worker.tasks)
    worker.tasks.clear()


def _start(work: Callable[[Task], Answer]) -> _Worker[Task]:
    context = mp.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, work), daemon=True)
    before = {name: os.environ.get(name) for name in ONE_THREAD}
    os.environ.update(dict.fromkeys(ONE_THREAD, "1"))
    try:
        process.start()
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
    theirs.close()
    return _Worker(process=process, pipe=ours)


def _stop(worker: _Worker[Task]) -> None:
    if worker.process.is_alive():
        worker.process.kill()
    worker.process.join()
    worker.pipe.close()


def _serve(pipe: Connection, work: Callable[[Task], Answer]) -> None:
    """The life of a worker: it ends when its pipe is closed, also by the death of the other side."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which stops its workers
    with contextlib.suppress(EOFError, OSError):
        pipe.send(("ready", None))
        while True:
            for task in pipe.recv():
                try:
                    pipe.send(("done", work(task)))
                except (EOFError, BrokenPipeError):
                    raise
                except Exception as error:  # whatever a report leads to is a problem of that report
                    pipe.send((type(error).__name__, problem(error)))


def problem(error: BaseException) -> str:
    """The error in one line; for one that nobody foresaw, with the place it came from.

    >>> problem(SaysoError("what, where\\nand more")), problem(ValueError())
    ('what, where', 'ValueError')
    """
    said = next((line for line in str(error).splitlines() if line.strip()), "")
    if isinstance(error, SaysoError):
        return said
    last = traceback.extract_tb(error.__traceback__)[-1:]
    at = "".join(
        f" (at {os.path.basename(frame.filename)}:{frame.lineno}; please report it)" for frame in last
    )
    return ": ".join(part for part in (type(error).__name__, said) if part) + at
