"""Normalisation: elements are brought to a common scale."""

from __future__ import annotations

from cnncalc.core.fields import FLAG, POSITIVE, Field
from cnncalc.core.operation import Layer, WeightShapes
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size


class Normalisation(Layer):
    """The shape stays; five operations an output element unless a kind says otherwise. Each kind says what it reads."""

    def output_shape(self, x: Shape) -> Shape:
        return x

    def macs(self, x: Shape, y: Shape) -> Size:
        return 0

    def elementwise(self, x: Shape, y: Shape) -> Size:
        return 5 * y.elements


class Standardisation(Normalisation):
    """(x - mean) / sqrt(variance + epsilon), then one trainable factor and one bias a channel if it is ``affine``."""

    epsilon = Field(POSITIVE, "added to the variance, against division by zero", default=1e-5)
    affine = Field(FLAG, "whether a trainable factor and bias a channel follow", default=True)

    def weights(self, x: Shape) -> WeightShapes:
        return {"weight": (x.channels,), "bias": (x.channels,)} if self.affine else {}
