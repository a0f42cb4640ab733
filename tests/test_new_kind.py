"""A new layer kind takes one class, one table of cases and one line of registration: here is one, and a network that uses it."""

from __future__ import annotations

import sys
import textwrap

import pytest
from layer_tables import build, shapes

import cnncalc
from cnncalc import layers
from cnncalc.api import Text, parse_network
from cnncalc.source import Source

CLASS = '''
"""double: every channel twice, the second time scaled."""

from __future__ import annotations

from cnncalc.core.fields import COUNT, Field
from cnncalc.core.operation import POINTWISE, Layer


class Double(Layer):
    """Every channel ``times`` times, each copy with a factor of its own."""

    times = Field(COUNT, "how many copies", default=2, main=True)

    def output_shape(self, x):
        return x.with_channels(self.times * x.channels)

    def weights(self, x):
        return {"weight": (self.times * x.channels,)}

    def macs(self, x, y):
        return 0

    def elementwise(self, x, y):
        return y.elements

    def axes_reach(self, x):
        return POINTWISE
'''

CASES = [
    # 2 x 5 channels, a factor each; one product an output element: 4 * 4 * 10.
    {"given": None, "input": "4x4x5", "output": "4x4x10", "weights": {"weight": (10,)}, "flops": 160},
    {"given": "3", "input": "7", "output": "21", "weights": {"weight": (21,)}, "flops": 21},
]

NETWORK = """
input: 4x4x5
layers:
  - double
  - {double: {times: 3}, name: more}
  - conv: {filters: 2, kernel: 1}
"""


@pytest.fixture
def double(tmp_path, monkeypatch):
    (tmp_path / "double.py").write_text(textwrap.dedent(CLASS))
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setitem(layers.FAMILIES["rearranging"], "double", "double:Double")  # the one line
    yield
    sys.modules.pop("double", None)
    layers._loaded.pop("double", None)


@pytest.mark.parametrize("case", CASES)
def test_its_table(double, case):
    measure = build("double", case["given"]).measure(shapes(case["input"]))
    assert measure.output_shape == shapes(case["output"])[0]
    assert measure.weights == case["weights"]
    assert (measure.macs, measure.flops) == (0, case["flops"])


def test_a_network_uses_it(double):
    walk = parse_network(Text(Source("net.yaml", NETWORK), None, "net", is_bundled=False)).walk()
    assert [(layer.path, str(layer.output_shape), layer.params) for layer in walk.layers] == [
        ("double", "4x4x10", 10),
        ("more", "4x4x30", 30),
        ("conv", "4x4x2", 62),
    ]
    assert walk.params == 102


def test_errors_name_it(double):
    text = NETWORK.replace("times", "time")
    with pytest.raises(cnncalc.ArchitectureError, match=r"`double` has no parameter `time`"):
        parse_network(Text(Source("net.yaml", text), None, "net", is_bundled=False)).walk()


def test_without_the_line_it_is_unknown():
    with pytest.raises(cnncalc.ArchitectureError, match=r"unknown operation `double`"):
        parse_network(Text(Source("net.yaml", NETWORK), None, "net", is_bundled=False)).walk()
