"""A picture as an input: what the networks trained on ImageNet are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from cnncalc.run.call import RunError
from cnncalc.source import printable

if TYPE_CHECKING:
    from pathlib import Path

    from cnncalc.core.shape import Shape
    from cnncalc.run.call import Array

MEAN, DEVIATION = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
"""Of the channels of ImageNet, red, green, blue from 0 to 1 (torchvision's transforms)."""

PREPARATION = (
    "scaled so that its shorter side fits, cut to the middle, red, green, blue from 0 to 1 less ImageNet's mean, by its deviation"
)


def read_image(path: Path, shape: Shape, batch: int, dtype: str) -> Array:
    """The picture as an array batch x channels x height x width; a network with one channel sees it in grey, from 0 to 1.

    Raises:
        RunError: it cannot be read, Pillow is missing, or the input is no picture's.
    """
    shown = printable(str(path))
    if shape.axes != 2 or shape.channels not in (1, 3):
        raise RunError(f"a picture has two axes and 3 channels (or 1), and the input is {shape}")
    try:
        from PIL import Image, ImageOps
    except ImportError:
        raise RunError(f"{shown}: reading a picture needs `pip install pillow`") from None
    height, width = shape.spatial
    try:
        with Image.open(path) as file:
            picture = ImageOps.fit(file.convert("RGB" if shape.channels == 3 else "L"), (width, height))
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise RunError(
            f"cannot read {shown}: {getattr(error, 'strerror', None) or 'it is no picture that Pillow knows'}"
        ) from error
    pixels = np.asarray(picture, dtype=dtype).reshape(height, width, shape.channels) / 255
    if shape.channels == 3:
        pixels = (pixels - np.array(MEAN, dtype)) / np.array(DEVIATION, dtype)
    return np.ascontiguousarray(np.broadcast_to(pixels.transpose(2, 0, 1), (batch, shape.channels, height, width)))
