"""CC501: what a run with NumPy does is not what was counted."""

from __future__ import annotations

from cnncalc.explanations.explanation import Explanation

EXPLANATIONS = (
    Explanation(
        code="CC501",
        name="verification",
        severity="error",
        summary="what a layer does when run is not what was counted: shape, weights, MACs or receptive field",
        why=(
            "`cnncalc verify` runs a network with NumPy and compares, layer by layer, what it did with what was counted: the shape "
            "of the array that came out, the arrays that its weights took, the multiply-accumulates, and which pixels move a unit "
            "in the middle. Run and count share no formula, so where they differ one of them is wrong. No file can cause it: it is "
            "a bug in cnncalc, and a report of it with the file is welcome."
        ),
        bad="",
        good="",
    ),
)
