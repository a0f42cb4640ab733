"""scale: a factor a channel."""

from __future__ import annotations

from cnncalc.core.fields import FLAG, NUMBER, Field
from cnncalc.core.operation import POINTWISE, Reach, WeightShapes
from cnncalc.core.problem import Problem
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size
from cnncalc.layers.families.normalisation import Normalisation


class Scale(Normalisation):
    """Each channel times one trainable factor, plus one bias if asked; or everything times a constant ``value``.

    Source: LayerScale of Touvron et al., Going Deeper with Image Transformers (2021); the constant is Inception-ResNet's 0.17.
    """

    bias = Field(FLAG, "one trainable number added to each channel", default=False)
    value: Field[float | None] = Field(NUMBER, "a constant factor instead of trainable ones", default=None)

    def check(self) -> None:
        if self.value is not None and self.bias:
            raise Problem(
                "CC321",
                f"`value: {self.value:.15g}` is a constant without parameters, `bias: true` a parameter",
                "leave out one of them",
                "value",
            )

    def weights(self, x: Shape) -> WeightShapes:
        if self.value is not None:
            return {}
        bias: WeightShapes = {"bias": (x.channels,)} if self.bias else {}
        return {"weight": (x.channels,), **bias}

    def elementwise(self, x: Shape, y: Shape) -> Size:
        return y.elements * (2 if self.bias else 1)

    def axes_reach(self, x: Shape) -> Reach:
        return POINTWISE
