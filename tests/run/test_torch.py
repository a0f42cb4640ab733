"""A few hundred random layers against PyTorch, by tools/compare_torch.py, which compares as many as it is told to."""

from __future__ import annotations

import warnings
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from cnncalc import layers

pytest.importorskip("torch", reason="PyTorch, which is compared with, is not installed")

EACH = 8


def load():
    """The script as a module."""
    spec = spec_from_file_location("compare_torch", Path(__file__).parents[2] / "tools/compare_torch.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


TOOL = load()


def test_every_kind_is_compared():
    assert TOOL.KINDS.keys() == layers.places().keys()


@pytest.mark.parametrize("operation", layers.places())
def test_kind(operation):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # PyTorch's, of how it pads
        found = [TOOL.compare(seed=7, number=number, operation=operation)[1] for number in range(EACH)]
    assert found == [None] * EACH


def test_a_difference_is_told():
    """The comparison itself: another shape, another type, other values."""
    shape, y = TOOL.Shape((2, 3)), TOOL.np.ones((1, 3, 2), TOOL.np.float32)
    assert TOOL.difference("it", shape, y, y, 1e-6) is None
    assert "walked 2x3" in TOOL.difference("it", shape, y[:, :2], y, 1e-6)
    assert "PyTorch (1, 3, 2) of float64" in TOOL.difference("it", shape, y, y.astype(float), 1e-6)
    assert "values are 0.5 of" in TOOL.difference("it", shape, y, y * TOOL.np.float32(2), 1e-6)
    assert "values are nan" in TOOL.difference("it", shape, y * TOOL.np.nan, y, 1e-6)
