"""Threads that share work: every part is done once, errors arrive, and a forked process has threads of its own."""

from __future__ import annotations

import multiprocessing
import os
import threading

import numpy as np
import pytest

import cnncalc
from cnncalc.run.workers import Workers, one_thread_each


@pytest.mark.parametrize("count", [1, 2, 5])
def test_every_part_is_done_once(count):
    shared = Workers(count)
    for size in (0, 1, 2, 3, 100):
        done = []
        shared.share(done.append, range(size))
        assert sorted(done) == list(range(size))


def test_the_threads_are_really_used():
    met = threading.Barrier(3, timeout=30)
    Workers(3).share(lambda part: met.wait(), range(3))  # each waits for the others
    assert not met.broken


@pytest.mark.parametrize("wrong", range(4))
def test_an_error_in_any_part_arrives_when_all_have_stopped(wrong):
    def work(part):
        if part == wrong:
            raise ValueError(f"part {part}")

    with pytest.raises(ValueError, match=f"part {wrong}"):
        Workers(2).share(work, range(4))


def test_processors_are_given_back_after_a_pass():
    if not hasattr(os, "sched_getaffinity"):
        pytest.skip("this system does not tell on which processors a thread may run")
    before = os.sched_getaffinity(0)
    with one_thread_each():
        pass
    assert os.sched_getaffinity(0) == before


def forward(queue):
    x = np.zeros((1, 1, 32, 32), np.float32)
    (y,) = cnncalc.forward(cnncalc.load("lenet5").walk(), x).values()
    queue.put(y.shape)


@pytest.mark.filterwarnings("ignore:.*multi-threaded, use of fork")
def test_a_forked_process_runs_too():
    if "fork" not in multiprocessing.get_all_start_methods():
        pytest.skip("this system does not fork")
    context = multiprocessing.get_context("fork")
    queue = context.Queue()
    forward(queue)
    assert queue.get(timeout=60) == (1, 84)
    child = context.Process(target=forward, args=(queue,))
    child.start()
    assert queue.get(timeout=60) == (1, 84)
    child.join(timeout=60)
    assert child.exitcode == 0
