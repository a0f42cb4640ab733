"""Kinds with trained weights and a bias: convolutions and linear layers."""

from __future__ import annotations

from cnncalc.core.fields import FLAG, Choice, Field
from cnncalc.core.operation import Layer, WeightShapes
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size
from cnncalc.layers import activations

ACTIVATION = Choice(*activations(), "none", what="an activation, as in `relu`, or `none`")


class Weighted(Layer):
    """A kind with a bias, which may be followed by batch normalisation and an activation in the same breath."""

    bias = Field(FLAG, "one trainable number added to each output channel", default=True)
    batchnorm = Field(FLAG, "shorthand: a `batchnorm` layer follows", default=False)
    activation = Field(ACTIVATION, "shorthand: this activation follows", default="none")

    def elementwise(self, x: Shape, y: Shape) -> Size:
        """The bias: one addition an output element."""
        return y.elements if self.bias else 0

    def bias_shape(self, *shape: Size) -> WeightShapes:
        """The bias, one number for each element of ``shape``, if there is one."""
        return {"bias": shape} if self.bias else {}
