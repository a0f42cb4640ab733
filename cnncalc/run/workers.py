"""Threads that share a layer's work: NumPy lets go of the interpreter while it copies, multiplies and adds."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from functools import cache
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    Part = TypeVar("Part")
    Job = tuple[Callable[[Any], object], Iterator[Any], "SimpleQueue[BaseException | None]"]


BUFFER = 1 << 10
"""NumPy's buffer, in elements. An operand that is broadcast over rows shorter than it is copied, at three times the cost."""


@contextmanager
def arithmetic() -> Iterator[None]:
    """How the calling thread calculates: no warnings of infinity and such, and rows of some length are used where they lie."""
    before = np.setbufsize(BUFFER)
    try:
        with np.errstate(all="ignore"):
            yield
    finally:
        np.setbufsize(before)


class Workers:
    """As many threads as there are processors, the caller's among them.

    They share out what a layer does, so the library that multiplies matrices must keep to one thread meanwhile. Where it cannot be
    told to (without threadpoolctl), it shares out its products itself and the caller does the rest alone.
    """

    def __init__(self, count: int) -> None:
        self.count = count
        self._jobs: SimpleQueue[Job] = SimpleQueue()
        for number in range(1, count):
            Thread(target=self._work, args=(number,), daemon=True).start()

    def _work(self, number: int) -> None:
        _stay_on(number)
        with arithmetic():  # each thread has settings of its own
            while True:
                function, parts, done = self._jobs.get()
                try:
                    for part in parts:
                        function(part)
                except BaseException as error:
                    done.put(error)
                else:
                    done.put(None)

    def share(self, function: Callable[[Part], object], parts: Sequence[Part]) -> None:
        """Call ``function`` with every part, in no order; returns when all are done."""
        helpers = min(self.count, len(parts)) - 1
        if helpers < 1:
            for part in parts:
                function(part)
            return
        waiting, done = iter(parts), SimpleQueue[BaseException | None]()
        for _ in range(helpers):
            self._jobs.put((function, waiting, done))
        try:
            for part in waiting:
                function(part)
        finally:
            errors = [done.get() for _ in range(helpers)]  # nobody writes any more when this returns
        for error in errors:
            if error is not None:
                raise error


@cache
def workers() -> Workers:
    """The threads of this process; a process that is forked starts its own."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=workers.cache_clear)
    return Workers(_processors() if _controller() is not None else 1)


@contextmanager
def one_thread_each() -> Iterator[None]:
    """Keeps the library of matrix products to the thread that calls it, and every thread to a processor of its own.

    Left alone, the kernel wakes a thread on the processor of the one that wakes it, where they take turns for milliseconds.
    """
    controller = _controller()
    if controller is None or workers().count < 2:
        yield
        return
    allowed = _allowed()
    with controller.limit(limits=1, user_api="blas"):
        _stay_on(0)
        try:
            yield
        finally:
            if allowed:
                os.sched_setaffinity(0, allowed)


def _stay_on(number: int) -> None:
    """Keep the calling thread to one of the processors that the process may use, where the system lets it."""
    allowed = _allowed()
    if allowed:
        with suppress(OSError):
            os.sched_setaffinity(0, {sorted(allowed)[number % len(allowed)]})


def _allowed() -> set[int]:
    """The processors that the calling thread may use; none where the system does not tell."""
    return os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()


@cache
def _controller() -> Any:
    try:
        from threadpoolctl import ThreadpoolController
    except ImportError:
        return None
    return ThreadpoolController()


def _processors() -> int:
    """Processors that this process may use, unless the environment asks for fewer threads."""
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        if os.environ.get(name, "").isdigit():
            available = min(available, max(1, int(os.environ[name])))
    return available
