"""Joining: what to do about operands that do not fit together."""

from __future__ import annotations

from cnncalc.core.fields import SIDES
from cnncalc.core.shape import Shape
from cnncalc.core.size import Size


def to_one_size(first: Shape, other: Shape) -> str:
    """What brings two feature maps to one size: `upsample` by a whole factor, or else `crop`.

    Nothing where each is the larger on some axis.
    """
    small, large = sorted((first, other), key=lambda x: x.places)
    surplus = tuple(b - a for a, b in zip(small.spatial, large.spatial, strict=True))
    if min(surplus) < 0:
        return ""
    factors = {divmod(b, a) for a, b in zip(small.spatial, large.spatial, strict=True)}
    if len(factors) == 1 and (factor := factors.pop())[1] == 0:
        return f"`upsample: {factor[0]}` on {small} makes it {small.with_spatial(large.spatial)}"
    return f"`crop: {margin(surplus)}` on {large} makes it {large.with_spatial(small.spatial)}"


def margin(surplus: tuple[Size, ...]) -> str:
    """How a file says that so many cells go on each axis, as evenly from both ends as can be."""
    if all(cells % 2 == 0 for cells in surplus):
        halves = [cells // 2 for cells in surplus]
        return str(halves[0]) if len(set(halves)) == 1 else str(halves)
    ends = [
        (name, cells)
        for names, total in zip(SIDES[len(surplus)], surplus, strict=True)
        for name, cells in zip(names, (total // 2, total - total // 2), strict=True)
    ]
    return "{" + ", ".join(f"{name}: {cells}" for name, cells in ends if cells) + "}"
