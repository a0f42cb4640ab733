"""Whole processes, timed from outside in turn, so that a machine that slows down slows all of them."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from typing import NamedTuple

TORCH_VGG16 = """
import torch
from torch import nn
def stage(channels, filters, convolutions):
    layers = []
    for _ in range(convolutions):
        layers += [nn.Conv2d(channels, filters, 3, padding=1), nn.ReLU()]
        channels = filters
    return [*layers, nn.MaxPool2d(2)]
vgg16 = nn.Sequential(
    *stage(3, 64, 2), *stage(64, 128, 2), *stage(128, 256, 3), *stage(256, 512, 3), *stage(512, 512, 3), nn.Flatten(),
    nn.Linear(25088, 4096), nn.ReLU(), nn.Dropout(), nn.Linear(4096, 4096), nn.ReLU(), nn.Dropout(), nn.Linear(4096, 1000))
"""
"""A program's text that builds VGG-16 with PyTorch."""


class Run(NamedTuple):
    """One finished process."""

    seconds: float
    peak_bytes: int


class Figures(NamedTuple):
    """Medians over the runs of one command."""

    seconds: float
    peak_bytes: float


def run(command: list[str]) -> Run:
    """Run to the end, output thrown away; the operating system's own account of it."""
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")}
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"failed with {process.returncode}: {' '.join(command)}")
    return Run(seconds, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))


def side_by_side(commands: dict[str, list[str]], rounds: int) -> dict[str, Figures]:
    """Medians of every command, run in turn after one run that does not count."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            finished = run(command)
            if number:
                runs[name].append(finished)
    return {
        name: Figures(statistics.median(one.seconds for one in finished), statistics.median(one.peak_bytes for one in finished))
        for name, finished in runs.items()
    }


def has_module(python: str, module: str) -> bool:
    """Whether that interpreter can import a module."""
    check = f"import importlib.util, sys; sys.exit(importlib.util.find_spec({module!r}) is None)"
    return subprocess.run([python, "-c", check], check=False).returncode == 0
