"""What can be asked for, and the words that ask for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence


class Quantity(NamedTuple):
    """One thing that a question can want to know."""

    name: str
    label: str
    """As the understanding and the answer call it."""
    phrases: tuple[str, ...]
    """The words that ask for it."""
    needs: frozenset[str]
    """What a text must say for it: the input's ``size``, its ``channels``, how many ``filters`` there are."""


def _said(phrases: str) -> tuple[str, ...]:
    """Phrases, separated by commas."""
    return tuple(phrase.strip() for phrase in phrases.split(","))


_NOTHING: frozenset[str] = frozenset()
_SIZE = frozenset({"size"})
_CHANNELS = frozenset({"channels"})
_FILTERS = frozenset({"filters"})
_SHAPE = _SIZE | _FILTERS
_WEIGHTS = _CHANNELS | _FILTERS
EVERYTHING = _SIZE | _CHANNELS | _FILTERS

_ALL = (
    Quantity(
        "output",
        "output volume",
        _said("""
            output volume size, output volume dimensions, output volume, output size, output shape, output dimensions, output
            dimension, output dimensionality, output tensor, output feature map, output feature maps, output activation, output
            maps, output map, output image, size of the output, shape of the output, dimensions of the output, dimension of the
            output, dimensionality of the output, depth of the output, feature map size, feature map, feature maps, activation
            map, activation maps, activation volume, activation, resulting volume, resulting size, resulting, result, new size,
            new dimensions, new shape, new volume, what comes out, comes out, do you get, do i get, do we get, will i get, will
            we get, will you get, would we get, outputs, output, size, sizes, shape, shapes, dimensions, dimension,
            dimensionality, dims, volume, o, d2, how big, how large
        """),
        _SHAPE,
    ),
    Quantity(
        "output_size",
        "output height and width",
        _said("""
            spatial size of the output, spatial dimensions of the output, spatial size, spatial dimensions, spatial dimension,
            spatial output size, spatial resolution, spatial extent, spatial shape, spatial output, height and width, width and
            height, output width, output height, output length, output resolution, width of the output, height of the output,
            width of the feature map, side length, w2, h2
        """),
        _SIZE,
    ),
    Quantity(
        "parameters",
        "parameters",
        _said("""
            number of weights and biases, number of weights and bias, weights and biases, weights and bias, weights + biases,
            weights including, learnable parameters, trainable parameters, learned parameters, learnable weights, free
            parameters, number of parameters, number of params, parameter count, param count, parameters, params, parameter
        """),
        _WEIGHTS,
    ),
    Quantity("weights", "weights", _said("trainable weights, number of weights, weight count, weights"), _WEIGHTS),
    Quantity("biases", "biases", _said("bias terms, biases, bias parameters, bias weights, biasses, bias values"), _FILTERS),
    Quantity(
        "weights_each",
        "weights of one filter",
        _said("""
            parameters per filter, weights per filter, parameters in each filter, weights in each filter, weights does each
            filter, weights does one filter, weights does a single filter, weights in one filter, weights of one filter, weights
            in a single filter, weights does each neuron, weights per neuron, weights for each filter, parameters for each
            filter, parameters of one filter, parameters does each filter, parameters does one filter, weights of each filter,
            parameters of each filter, weights in a filter, parameters in one filter
        """),
        _CHANNELS,
    ),
    Quantity(
        "unshared_parameters",
        "parameters without weight sharing",
        _said("""
            parameters without parameter sharing, parameters without weight sharing, parameters without sharing, without
            parameter sharing, without weight sharing, without sharing, no parameter sharing, no weight sharing, not shared,
            weights were not shared, unshared, did not share
        """),
        EVERYTHING,
    ),
    Quantity(
        "macs",
        "MACs",
        _said("""
            multiply accumulate operations, multiply accumulates, multiply accumulate, multiply add operations, multiply adds,
            mult adds, madds, mac operations, macs, mac
        """),
        EVERYTHING,
    ),
    Quantity(
        "multiplications",
        "multiplications",
        _said("multiplication operations, multiplications, multiplication, multiplies, products"),
        EVERYTHING,
    ),
    Quantity(
        "multiplications_each",
        "multiplications at each place",
        _said("""
            multiplications at each place, multiplications at each position, multiplications at each location, multiplications
            at each step, multiplications at every place, multiplications at every position, multiplications at one place,
            multiplications at one position, multiplications at a single position, multiplications per place, multiplications
            per position, multiplications per location, multiplications per output, multiplications per window, multiplications
            for each output, multiplications for one output, multiplications are needed for each output, multiplications are
            performed at each, multiplications are done at each, multiplications does one filter, multiplications does each
            filter
        """),
        _CHANNELS,
    ),
    Quantity(
        "flops",
        "FLOPs",
        _said("""
            floating point operations, flops, flop, computational cost, arithmetic operations, number of operations, how many
            operations, operations
        """),
        EVERYTHING,
    ),
    Quantity(
        "padded_input",
        "padded input",
        _said("""
            resulting volume after padding, volume after padding, size after padding, padded input size, padded input, padded
            image, padded volume, padded size, size of the padded, shape of the padded, dimensions of the padded, after padding,
            after zero padding, with padding included, once padded
        """),
        _SIZE,
    ),
    Quantity("receptive_field", "receptive field", _said("receptive field size, receptive field, receptive fields"), _NOTHING),
    Quantity("im2col", "im2col matrix", _said("im2col matrix, im2col, x col, xcol, column matrix"), EVERYTHING),
    Quantity("connections", "connections", _said("connections, synapses"), EVERYTHING),
    Quantity(
        "neurons",
        "neurons in the output",
        _said("""
            neurons, output units, number of units, how many units, number of activations, how many activations, output
            elements, number of outputs, how many outputs, output values, output neurons, how many values, number of values,
            how many features, number of features, length of the flattened, size of the flattened, length of the flat, size of
            the flat
        """),
        _SHAPE,
    ),
    Quantity("memory", "memory", _said("memory, bytes, megabytes, kilobytes, storage, mb, kb"), EVERYTHING),
    Quantity(
        "fits",
        "does it fit",
        _said("""
            does it fit, does this fit, do the filters fit, does the filter fit, does the stride fit, fit evenly, fit exactly, fit,
            fits, cover, covers, is
            it valid, is this valid, can we use, can i use, can you use, could we use, can we, can't we use, can't we, valid
            setting, valid configuration, valid, invalid, possible, allowed, legal, does it work, does this work, will it work,
            will this work, does that work, work, tile, divide evenly, consistent, feasible, symmetrically
        """),
        _SIZE,
    ),
)

QUANTITIES = {quantity.name: quantity for quantity in _ALL}
"""Every quantity by name."""


def is_padded_input(words: Sequence[str]) -> bool:
    """Whether words that begin so ask for the padded input: no padding is said then."""
    asking = (phrase.split() for phrase in QUANTITIES["padded_input"].phrases if phrase.startswith("padded"))
    return any(list(words[: len(phrase)]) == phrase for phrase in asking)


def phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """By first word: the words that ask, the longest first, and for what."""
    by_word: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for quantity in _ALL:
        for phrase in quantity.phrases:
            # Numbers in words are digits by now.
            words = tuple("1" if word in ("one", "single") else word for word in phrase.split())
            by_word.setdefault(words[0], []).append((words, quantity.name))
    for known in by_word.values():
        known.sort(key=lambda entry: -len(entry[0]))
    return by_word
