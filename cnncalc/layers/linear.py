"""linear: the fully connected layer."""

from __future__ import annotations

from cnncalc.core.fields import COUNT, Field
from cnncalc.core.operation import EVERYTHING, Reach, WeightShapes
from cnncalc.core.problem import Problem
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size
from cnncalc.layers.families.weighted import Weighted


class Linear(Weighted):
    """Every output is a weighted sum of all inputs. It takes a vector: a feature map goes through ``flatten`` first.

    Source: Rosenblatt, The Perceptron (1958); torch.nn.Linear.
    """

    features = Field(COUNT, "number of outputs", main=True)

    def output_shape(self, x: Shape) -> Shape:
        if x.axes:
            raise Problem(
                "CC301",
                f"`linear` takes a vector, and gets a feature map of {x}",
                f"put `flatten` before it: {x} becomes a vector of {x.elements:,}",
            )
        return Shape.of(self.features)

    def weights(self, x: Shape) -> WeightShapes:
        return {"weight": (self.features, x.channels), **self.bias_shape(self.features)}

    def macs(self, x: Shape, y: Shape) -> Size:
        return y.elements * x.elements

    def axes_reach(self, x: Shape) -> Reach:
        return EVERYTHING
