"""The grammar: one function a phrase. Each reads at a cursor and says what the phrase means, or nothing if it does not stand there.

A function that reads nothing may leave the cursor anywhere: who calls it puts it back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cnncalc.textbook.wording.phrases import inputs, kernels, layers, questions, settings, surroundings

if TYPE_CHECKING:
    from collections.abc import Callable

    from cnncalc.textbook.wording.cursor import Cursor
    from cnncalc.textbook.wording.readings import Reading

PHRASES: tuple[Callable[[Cursor], Reading | None], ...] = (
    surroundings.definition,
    surroundings.aside,
    surroundings.calculation,
    surroundings.no_layer,
    questions.sought,
    inputs.letters,
    settings.letter,
    settings.padding,
    settings.stride,
    settings.dilation,
    settings.groups,
    settings.bias,
    surroundings.after_each,
    surroundings.before,
    inputs.signal,
    inputs.output,
    layers.pool,
    layers.classes,
    layers.dense,
    kernels.filters,
    layers.convolution,
    kernels.window,
    inputs.channels,
    inputs.vector,
    inputs.volume,
    inputs.side,
    layers.named,
    questions.asked,
    surroundings.then,
    surroundings.several,
    surroundings.stop,
    surroundings.loose,
    surroundings.unknown,
)
"""In the order in which they are tried at each place: the first that reads something is right."""
