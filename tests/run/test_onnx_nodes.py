"""The conformance cases that the onnx package makes for its operators: all that can be said with our layers must pass."""

from __future__ import annotations

import warnings
from importlib import import_module

import numpy as np
import pytest
from onnx_nodes import EXCUSED, OPERATORS, Node
from run_layer import run

helper = pytest.importorskip("onnx.helper", reason="the onnx package, which makes the cases, is not installed")


def cases():
    """The cases of the operators, but for those that spell an operator out in others (`_expanded`)."""
    node = import_module("onnx.backend.test.case.node")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for module, _ in OPERATORS.values():
            import_module(f"{node.__name__}.{module}")
    made = {case.name.removeprefix("test_"): case for case in node._NodeTestCases if "_expanded" not in case.name}
    return {name: case for name, case in made.items() if operators(case) <= OPERATORS.keys()}


def operators(case):
    return {node.op_type for node in case.model.graph.node}


CASES = cases()
FOUR_DIGITS = {"averagepool_2d_ceil_last_window_starts_on_pad": 1e-4}
"""Cases whose figures are written out with so many digits."""


def test_every_case_is_mapped_or_excused():
    assert {operator for case in CASES.values() for operator in operators(case)} == OPERATORS.keys()
    assert EXCUSED.keys() <= CASES.keys()
    assert len(CASES) - len(EXCUSED) >= 150


@pytest.mark.parametrize("name", [name for name in CASES if name not in EXCUSED])
def test_case(name):
    case = CASES[name]
    (proto,) = case.model.graph.node
    attributes = {attribute.name: helper.get_attribute_value(attribute) for attribute in proto.attribute}
    for inputs, (expected, *_) in case.data_sets:
        layer, xs, weights, back = OPERATORS[proto.op_type][1](Node(proto.op_type, attributes, inputs, expected))
        y = back(run(layer, *xs, weights=weights).y)
        assert y.shape == expected.shape
        assert y.dtype == expected.dtype
        tolerance = FOUR_DIGITS.get(name, 2e-6)  # ONNX itself allows 1e-3
        np.testing.assert_allclose(y, expected, rtol=tolerance, atol=tolerance)
