"""How the layers of each family come to their figures, a family a file.

A layer's derivation is that of its class, or of the nearest class it descends from; the general one, of every layer, is complete.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cnncalc.analyses.receptive_field import Fields
    from cnncalc.textbook.derivations.general import Derivation
    from cnncalc.walk import LayerRecord

DERIVATIONS = {
    "cnncalc.core.operation:Operation": "general:Derivation",
    "cnncalc.core.join:Join": "joining:Joining",
    "cnncalc.layers.concat:Concat": "joining:Concatenating",
    "cnncalc.layers.families.sliding:Sliding": "sliding:Sliding",
    "cnncalc.layers.blurpool:Blurpool": "sliding:Sliding",
    "cnncalc.layers.families.convolution:Convolution": "convolution:Convolving",
    "cnncalc.layers.locally_connected:LocallyConnected": "convolution:LocallyConnecting",
    "cnncalc.layers.families.transposed:Transposed": "transposed:Transposing",
    "cnncalc.layers.families.pooling:WindowPool": "pooling:WindowPooling",
    "cnncalc.layers.families.pooling:AdaptivePool": "pooling:AdaptivePooling",
    "cnncalc.layers.families.pooling:GlobalPool": "pooling:GlobalPooling",
    "cnncalc.layers.families.pooling:ChannelPool": "pooling:ChannelPooling",
    "cnncalc.layers.regions:Regions": "pooling:CuttingRegions",
    "cnncalc.layers.linear:Linear": "dense:FullyConnecting",
    "cnncalc.layers.families.dense:Regrouping": "dense:Regrouping",
    "cnncalc.layers.families.normalisation:Normalisation": "normalisation:Normalising",
    "cnncalc.layers.families.regularisation:Regularisation": "normalisation:Regularising",
    "cnncalc.layers.families.rearranging:Bordering": "rearranging:Bordering",
    "cnncalc.layers.upsample:Upsample": "rearranging:Upsampling",
    "cnncalc.layers.slice:Slice": "rearranging:Slicing",
    "cnncalc.layers.chunk:Chunk": "rearranging:Chunking",
    "cnncalc.layers.pixel_shuffle:PixelShuffle": "rearranging:ShufflingPixels",
    "cnncalc.layers.space_to_depth:SpaceToDepth": "rearranging:PlacesToChannels",
}
"""For a class of layers, where its derivation is: below this folder. Registering one is one line here."""


def derivation(record: LayerRecord, fields: Fields | None = None) -> Derivation:
    """The derivation of a layer's figures; ``fields`` are the receptive fields of its network, its own alone unless given."""
    for cls in type(record.operation).__mro__:
        place = DERIVATIONS.get(f"{cls.__module__}:{cls.__name__}")
        if place is not None:
            module, _, name = place.partition(":")
            found: type[Derivation] = getattr(import_module(f"{__name__}.{module}"), name)
            return found(record, fields)
    raise AssertionError("every layer is an Operation")
