"""The design rules, one a file. Registering a rule is one line here."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.rules.base import Rule

RULES = {
    "CC401": "cnncalc.rules.unread_input:UnreadInput",
    "CC402": "cnncalc.rules.unread_padding:UnreadPadding",
    "CC403": "cnncalc.rules.window_in_padding:WindowInPadding",
    "CC404": "cnncalc.rules.checkerboard:Checkerboard",
    "CC405": "cnncalc.rules.skipped_input:SkippedInput",
    "CC406": "cnncalc.rules.bias_before_batchnorm:BiasBeforeBatchnorm",
    "CC407": "cnncalc.rules.no_nonlinearity:NoNonlinearity",
    "CC408": "cnncalc.rules.repeated_activation:RepeatedActivation",
    "CC409": "cnncalc.rules.small_receptive_field:SmallReceptiveField",
    "CC410": "cnncalc.rules.misaligned_branches:MisalignedBranches",
    "CC411": "cnncalc.rules.channels_for_accelerators:ChannelsForAccelerators",
    "CC412": "cnncalc.rules.dropout_at_the_end:DropoutAtTheEnd",
    "CC413": "cnncalc.rules.layers_after_softmax:LayersAfterSoftmax",
    "CC414": "cnncalc.rules.one_layer_dominates:OneLayerDominates",
    "CC415": "cnncalc.rules.even_kernel_same:EvenKernelSame",
    "CC416": "cnncalc.rules.unused_name:UnusedName",
    "CC417": "cnncalc.rules.only_one_weight:OnlyOneWeight",
}
"""Every design rule by its code, and where its class is."""


@cache
def rule(code: str) -> Rule:
    """The rule of this code.

    Raises:
        KeyError: there is none.
    """
    module, _, name = RULES[code].partition(":")
    made: Rule = getattr(import_module(module), name)()
    return made
