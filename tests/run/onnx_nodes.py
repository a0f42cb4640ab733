"""ONNX's nodes as layers of ours: what a case of its conformance suite says, in our words and our order of axes.

Axes are named, never computed: an operator's axis takes the channels' place, axes before it the batch's. Only a node's first output
is compared; the others (indices of the largest, statistics, masks) are by-products that no layer here puts out.
"""

from __future__ import annotations

from math import prod
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from run_layer import make

if TYPE_CHECKING:
    from collections.abc import Callable

    from cnncalc.core.operation import Operation


class Node(NamedTuple):
    """One node with its attributes and inputs, and the output that it must give."""

    operator: str
    attributes: dict[str, Any]
    inputs: list[np.ndarray]
    expected: np.ndarray

    def word(self, name: str, default: str) -> str:
        return self.attributes.get(name, default.encode()).decode()


class Mapped(NamedTuple):
    """The layer, what it runs on, and how its output is laid out as the node's."""

    layer: Operation
    xs: list[np.ndarray]
    weights: dict[str, np.ndarray] = {}  # noqa: RUF012
    back: Callable[[np.ndarray], np.ndarray] = np.asarray


# Windows.


def window(node: Node, sizes: tuple[int, ...], kernel: tuple[int, ...]) -> dict[str, Any]:
    """Kernel, stride, dilation and padding as a file says them."""
    stride = node.attributes.get("strides", [1] * len(kernel))
    dilation = node.attributes.get("dilations", [1] * len(kernel))
    pads = node.attributes.get("pads", [0] * 2 * len(kernel))
    how = node.word("auto_pad", "NOTSET")
    if how == "SAME_UPPER":
        return {"kernel": list(kernel), "stride": stride, "dilation": dilation, "padding": "same"}
    if how == "SAME_LOWER":  # there is no word for the odd cell at the start, but the sides can be given
        spans = [d * (k - 1) + 1 for k, d in zip(kernel, dilation, strict=True)]
        total = [max((-(-size // s) - 1) * s + span - size, 0) for size, s, span in zip(sizes, stride, spans, strict=True)]
        pads = [cells - cells // 2 for cells in total] + [cells // 2 for cells in total]
    return {"kernel": list(kernel), "stride": stride, "dilation": dilation, "padding": sides(pads)}


def sides(pads: list[int]) -> dict[str, int]:
    """All starts, then all ends, as sides by name."""
    axes = len(pads) // 2
    names = [("front", "back"), ("top", "bottom"), ("left", "right")][3 - axes :]
    return {side: pads[axis + end * axes] for axis, pair in enumerate(names) for end, side in enumerate(pair)}


def conv(node: Node) -> Mapped:
    x, weight, *bias = node.inputs
    fields = window(node, x.shape[2:], weight.shape[2:])
    layer = make("conv", filters=len(weight), groups=node.attributes.get("group", 1), bias=bool(bias), **fields)
    return Mapped(layer, [x], named(weight, *bias))


def conv_transpose(node: Node) -> Mapped:
    """A wanted output shape says how much is cut off: of 7 x 9, 8 x 10 leaves one cell to add."""
    x, weight = node.inputs
    groups = node.attributes.get("group", 1)
    fields = window(node, x.shape[2:], weight.shape[2:])
    added = node.attributes.get("output_padding", [0] * (x.ndim - 2))
    if "output_shape" in node.attributes:
        spans = [d * (k - 1) + 1 for k, d in zip(fields["kernel"], fields["dilation"], strict=True)]
        written = [(n - 1) * s + span for n, s, span in zip(x.shape[2:], fields["stride"], spans, strict=True)]
        added = [size - cells for size, cells in zip(node.attributes["output_shape"], written, strict=True)]
    layer = make("conv_transpose", filters=weight.shape[1] * groups, groups=groups, output_padding=added, bias=False, **fields)
    return Mapped(layer, [x], named(weight))


def pool(operation: str, **fields: Any) -> Callable[[Node], Mapped]:
    def mapping(node: Node) -> Mapped:
        (x,) = node.inputs
        given = window(node, x.shape[2:], tuple(node.attributes["kernel_shape"])) | fields
        if operation != "maxpool":
            assert set(given.pop("dilation")) == {1}
        if operation == "avgpool":
            given["count_include_pad"] = bool(node.attributes.get("count_include_pad", 0))
        given["rounding"] = "ceil" if node.attributes.get("ceil_mode", 0) else "floor"
        return Mapped(make(operation, **given), [x])

    return mapping


def l2pool(node: Node) -> Mapped:
    assert node.attributes.get("p", 2) == 2
    return pool("l2pool")(node)


def named(weight: np.ndarray, bias: np.ndarray | None = None) -> dict[str, np.ndarray]:
    return {"weight": weight} | ({} if bias is None else {"bias": bias})


# Normalisation.


def batchnorm(node: Node) -> Mapped:
    x, weight, bias, mean, variance = node.inputs
    statistics = {"running_mean": mean, "running_var": variance}
    return Mapped(make("batchnorm", epsilon=node.attributes.get("epsilon", 1e-5)), [x], named(weight, bias) | statistics)


def instancenorm(node: Node) -> Mapped:
    x, weight, bias = node.inputs
    layer = make("instancenorm", affine=True, epsilon=node.attributes.get("epsilon", 1e-5))
    return Mapped(layer, [x], named(weight, bias))


def groupnorm(node: Node) -> Mapped:
    x, weight, bias = node.inputs
    layer = make("groupnorm", groups=node.attributes["num_groups"], epsilon=node.attributes.get("epsilon", 1e-5))
    return Mapped(layer, [x], named(weight, bias))


def layernorm(node: Node) -> Mapped:
    """All axes from one on are the channels of a vector, those before it the batch."""
    x, weight, bias = node.inputs
    vectors = x.reshape(prod(x.shape[: node.attributes.get("axis", -1) % x.ndim]), -1)
    layer = make("layernorm", epsilon=node.attributes.get("epsilon", 1e-5))
    return Mapped(layer, [vectors], named(weight.ravel(), bias.ravel()), lambda y: y.reshape(x.shape))


def lrn(node: Node) -> Mapped:
    fields = {"size": node.attributes["size"], "alpha": node.attributes.get("alpha", 1e-4)}
    return Mapped(make("lrn", beta=node.attributes.get("beta", 0.75), k=node.attributes.get("bias", 1.0), **fields), node.inputs)


def l2norm(node: Node) -> Mapped:
    assert node.attributes.get("p", 2) == 2
    return along_channels("l2norm", scale=False)(node)


# Elements and channels.


def elements(operation: str, **fields: tuple[str, float]) -> Callable[[Node], Mapped]:
    """A function of each element, whatever the shape: one vector. ``fields`` name our field, the attribute and its default."""

    def mapping(node: Node) -> Mapped:
        x, *_ = node.inputs
        values = {field: node.attributes.get(attribute, default) for field, (attribute, default) in fields.items()}
        return Mapped(make(operation, **values), [x.reshape(1, -1)], back=lambda y: y.reshape(x.shape))

    return mapping


def selu(node: Node) -> Mapped:
    assert not node.attributes
    return elements("selu")(node)


def clip(node: Node) -> Mapped:
    _, *bounds = node.inputs
    assert [float(bound) for bound in bounds] in ([-1, 1], [0])
    return elements("hardtanh" if len(bounds) == 2 else "relu")(node)


def prelu(node: Node) -> Mapped:
    """A slope an element, or one for each place of the last axis: the channels."""
    x, slope = node.inputs
    if slope.shape == x.shape:
        return Mapped(make("prelu"), [x.reshape(1, -1)], named(slope.ravel()), lambda y: y.reshape(x.shape))
    return Mapped(make("prelu"), [np.moveaxis(x, -1, 1)], named(slope), lambda y: np.moveaxis(y, 1, -1))


def along_channels(operation: str, **fields: Any) -> Callable[[Node], Mapped]:
    """What works along an axis: it takes the channels' place."""

    def mapping(node: Node) -> Mapped:
        axis = node.attributes.get("axis", -1)
        batch = [np.expand_dims(x, 0) for x in node.inputs]
        axis = axis + 1 if axis >= 0 else axis
        return Mapped(
            make(operation, **fields), [np.moveaxis(x, axis, 1) for x in batch], back=lambda y: np.moveaxis(y, 1, axis)[0]
        )

    return mapping


def join(operation: str) -> Callable[[Node], Mapped]:
    """Operands of one shape as vectors; a short one is added along the last axis, so that holds the channels of one example."""

    def mapping(node: Node) -> Mapped:
        first, *others = node.inputs
        if all(x.shape == first.shape for x in others):
            return Mapped(make(operation), [x.reshape(1, -1) for x in node.inputs], back=lambda y: y.reshape(first.shape))
        wide = [x.reshape((1,) * (first.ndim - x.ndim) + x.shape) for x in node.inputs]
        return Mapped(make(operation), [np.moveaxis(x, -1, 0)[np.newaxis] for x in wide], back=lambda y: np.moveaxis(y[0], 0, -1))

    return mapping


def linear(node: Node) -> Mapped:
    """The two factors are constants, so they go into the weights."""
    a, b, *c = node.inputs
    weight = node.attributes.get("alpha", 1.0) * (b if node.attributes.get("transB", 0) else b.T)
    rows = a.T if node.attributes.get("transA", 0) else a
    bias = [np.broadcast_to(node.attributes.get("beta", 1.0) * vector.reshape(-1), len(weight)) for vector in c]
    return Mapped(make("linear", features=len(weight), bias=bool(c)), [np.ascontiguousarray(rows)], named(weight, *bias))


# Rearranging.


def flatten(node: Node) -> Mapped:
    """The axes before one are the batch."""
    (x,) = node.inputs
    axis = node.attributes.get("axis", 1) % x.ndim
    return Mapped(make("flatten"), [x.reshape(prod(x.shape[:axis]), *(x.shape[axis:] if x.ndim - axis < 5 else (-1,)))])


def reshape(node: Node) -> Mapped:
    """One example: the first axis is that of the channels. 0 and -1 are worked out, as a file has no such signs."""
    x, _ = node.inputs
    channels, *spatial = node.expected.shape
    shape = "x".join(map(str, (*spatial, channels)))
    return Mapped(make("reshape", shape=shape), [x[np.newaxis]], back=lambda y: y[0])


def resize(node: Node) -> Mapped:
    """By whole factors, where every way to find the nearest element finds the same."""
    x, *_ = node.inputs
    if node.operator == "Resize":
        assert node.word("coordinate_transformation_mode", "half_pixel") == "half_pixel"
        assert node.word("nearest_mode", "round_prefer_floor") == "round_prefer_floor"
    factors = [large // small for large, small in zip(node.expected.shape[2:], x.shape[2:], strict=True)]
    assert [small * factor for small, factor in zip(x.shape[2:], factors, strict=True)] == list(node.expected.shape[2:])
    mode = {"nearest": "nearest", "linear": "bilinear"}[node.word("mode", "nearest")]
    return Mapped(make("upsample", scale=factors, mode=mode), [x])


def depth_to_space(node: Node) -> Mapped:
    assert node.word("mode", "DCR") == "CRD"
    return Mapped(make("pixel_shuffle", factor=node.attributes["blocksize"]), node.inputs)


def space_to_depth(node: Node) -> Mapped:
    assert node.word("mode", "DCR") == "CRD" or node.inputs[0].shape[1] == 1
    return Mapped(make("space_to_depth", factor=node.attributes["blocksize"]), node.inputs)


def plain(operation: str) -> Callable[[Node], Mapped]:
    return lambda node: Mapped(make(operation), node.inputs[:1])


OPERATORS: dict[str, tuple[str, Callable[[Node], Mapped]]] = {
    "Conv": ("conv", conv),
    "ConvTranspose": ("convtranspose", conv_transpose),
    "MaxPool": ("maxpool", pool("maxpool")),
    "AveragePool": ("averagepool", pool("avgpool")),
    "LpPool": ("lppool", l2pool),
    "GlobalAveragePool": ("globalaveragepool", plain("global_avgpool")),
    "GlobalMaxPool": ("globalmaxpool", plain("global_maxpool")),
    "BatchNormalization": ("batch_normalization", batchnorm),
    "LRN": ("lrn", lrn),
    "InstanceNormalization": ("instance_normalization", instancenorm),
    "GroupNormalization": ("groupnormalization", groupnorm),
    "LayerNormalization": ("layernormalization", layernorm),
    "LpNormalization": ("lpnormalization", l2norm),
    "Gemm": ("gemm", linear),
    "Relu": ("relu", elements("relu")),
    "LeakyRelu": ("leakyrelu", elements("leaky_relu", slope=("alpha", 0.01))),
    "PRelu": ("prelu", prelu),
    "Elu": ("elu", elements("elu", alpha=("alpha", 1.0))),
    "Selu": ("selu", selu),
    "Celu": ("celu", elements("celu", alpha=("alpha", 1.0))),
    "Gelu": ("gelu", elements("gelu")),
    "Swish": ("swish", elements("silu")),
    "Mish": ("mish", elements("mish")),
    "HardSwish": ("hardswish", elements("hardswish")),
    "HardSigmoid": ("hardsigmoid", elements("hardsigmoid")),
    "Clip": ("clip", clip),
    "Sigmoid": ("sigmoid", elements("sigmoid")),
    "Tanh": ("tanh", elements("tanh")),
    "Softplus": ("softplus", elements("softplus")),
    "Softsign": ("softsign", elements("softsign")),
    "Softmax": ("softmax", along_channels("softmax")),
    "LogSoftmax": ("logsoftmax", along_channels("log_softmax")),
    "Identity": ("identity", elements("identity")),
    "Dropout": ("dropout", elements("dropout")),
    "Concat": ("concat", along_channels("concat")),
    "Sum": ("sum", join("add")),
    "Add": ("add", join("add")),
    "Mul": ("mul", join("multiply")),
    "Max": ("max", join("maximum")),
    "Mean": ("mean", join("average")),
    "Resize": ("resize", resize),
    "Upsample": ("upsample", resize),
    "DepthToSpace": ("depthtospace", depth_to_space),
    "SpaceToDepth": ("spacetodepth", space_to_depth),
    "Flatten": ("flatten", flatten),
    "Reshape": ("reshape", reshape),
    "Pad": ("pad", plain("pad")),
}
"""Each operator, the module of onnx.backend.test.case.node that makes its cases, and what it is here."""

WHOLE_NUMBERS = "layers compute in float32 or float64, never in whole numbers"
HALF = "layers compute in float32 or float64, not in 16 bits"
TRAINING = "a network is run, not trained"
ONE_OPERAND = "a join has two operands or more"
OTHER_CONSTANTS = "its constants are fixed to those of the paper"
BOUNDS = "`hardtanh` and `relu6` have fixed bounds"
DILATED_MEAN = "only `maxpool` and convolutions have a dilation"
NOT_2 = "`l2pool` and `l2norm` have p = 2"
ROUNDING = "`upsample` takes the element that covers the start, this case the nearest centre"
BY_A_FRACTION = "positions are by a fractional scale instead of the sizes: `upsample` scales by whole numbers"
CORNERS = "`upsample` has half-pixel centres alone"
CUBIC = "`upsample` has no cubic interpolation"
CROPPED = "`upsample` does not crop"
ANTIALIASED = "`upsample` has no antialiasing"
DEPTH_FIRST = "the square outermost in the channels; `pixel_shuffle` and `space_to_depth` have PyTorch's order"
BORDER = "`pad` adds zeros, and no channels"

EXCUSED: dict[str, str] = {
    "maxpool_2d_uint8": WHOLE_NUMBERS,
    "averagepool_2d_dilations": DILATED_MEAN,
    "averagepool_3d_dilations_small": DILATED_MEAN,
    "averagepool_3d_dilations_large_count_include_pad_is_0_ceil_mode_is_True": DILATED_MEAN,
    "averagepool_3d_dilations_large_count_include_pad_is_0_ceil_mode_is_False": DILATED_MEAN,
    "averagepool_3d_dilations_large_count_include_pad_is_1_ceil_mode_is_True": DILATED_MEAN,
    "averagepool_3d_dilations_large_count_include_pad_is_1_ceil_mode_is_False": DILATED_MEAN,
    "lppool_1d_default": NOT_2,
    "lppool_2d_default": NOT_2,
    "lppool_3d_default": NOT_2,
    "lppool_2d_same_lower": NOT_2,
    "lppool_2d_pads": NOT_2,
    "lppool_2d_dilations": DILATED_MEAN,
    "batchnorm_example_training_mode": TRAINING,
    "batchnorm_epsilon_training_mode": TRAINING,
    "l1normalization_axis_0": NOT_2,
    "l1normalization_axis_1": NOT_2,
    "l1normalization_axis_last": NOT_2,
    "gemm_default_matrix_bias": "`linear` has one bias a feature, not one an example",
    "selu_example": OTHER_CONSTANTS,
    "selu": OTHER_CONSTANTS,
    "celu_float16": HALF,
    "celu_bfloat16": HALF,
    "gelu_tanh_1": "`gelu` is by the error function",
    "gelu_tanh_2": "`gelu` is by the error function",
    "hardsigmoid_example": OTHER_CONSTANTS,
    "hardsigmoid": OTHER_CONSTANTS,
    "hardsigmoid_default": OTHER_CONSTANTS,
    "clip_inbounds": BOUNDS,
    "clip_outbounds": BOUNDS,
    "clip_splitbounds": BOUNDS,
    "clip_min_greater_than_max": BOUNDS,
    "clip_default_max": BOUNDS,
    "clip_default_inbounds": BOUNDS,
    "clip_default_int8_min": WHOLE_NUMBERS,
    "clip_default_int8_max": WHOLE_NUMBERS,
    "clip_default_int8_inbounds": WHOLE_NUMBERS,
    "identity_sequence": "a layer takes a tensor, not a list of them",
    "identity_opt": "a layer takes a tensor, not one that may be missing",
    "training_dropout_default": TRAINING,
    "training_dropout_default_mask": TRAINING,
    "training_dropout": TRAINING,
    "training_dropout_mask": TRAINING,
    "training_dropout_zero_ratio": TRAINING,
    "training_dropout_zero_ratio_mask": TRAINING,
    "sum_one_input": ONE_OPERAND,
    "max_one_input": ONE_OPERAND,
    "mean_one_input": ONE_OPERAND,
    **{f"add_{kind}": WHOLE_NUMBERS for kind in ("int8", "int16", "uint8", "uint16", "uint32", "uint64")},
    **{f"mul_{kind}": WHOLE_NUMBERS for kind in ("int8", "int16", "uint8", "uint16", "uint32", "uint64")},
    **{f"max_{sign}int{bits}": WHOLE_NUMBERS for sign in ("", "u") for bits in (8, 16, 32, 64)},
    "max_float16": HALF,
    "resize_downsample_scales_nearest": BY_A_FRACTION,
    "resize_upsample_sizes_nearest": ROUNDING,
    "resize_downsample_sizes_nearest": ROUNDING,
    "resize_upsample_scales_linear_align_corners": CORNERS,
    "resize_downsample_scales_linear": BY_A_FRACTION,
    "resize_downsample_scales_linear_align_corners": CORNERS,
    "resize_upsample_scales_cubic": CUBIC,
    "resize_upsample_scales_cubic_align_corners": CUBIC,
    "resize_downsample_scales_cubic": CUBIC,
    "resize_downsample_scales_cubic_align_corners": CUBIC,
    "resize_upsample_sizes_cubic": CUBIC,
    "resize_downsample_sizes_cubic": CUBIC,
    "resize_upsample_scales_cubic_A_n0p5_exclude_outside": CUBIC,
    "resize_downsample_scales_cubic_A_n0p5_exclude_outside": CUBIC,
    "resize_upsample_scales_cubic_asymmetric": CUBIC,
    "resize_tf_crop_and_resize": CROPPED,
    "resize_tf_crop_and_resize_extrapolation_value": CROPPED,
    "resize_tf_crop_and_resize_axes_2_3": CROPPED,
    "resize_tf_crop_and_resize_axes_3_2": CROPPED,
    "resize_downsample_sizes_linear_pytorch_half_pixel": "an axis of one place is read at its first cell, not at its middle",
    "resize_upsample_sizes_nearest_floor_align_corners": CORNERS,
    "resize_upsample_sizes_nearest_round_prefer_ceil_asymmetric": ROUNDING,
    "resize_upsample_sizes_nearest_ceil_half_pixel": ROUNDING,
    "resize_downsample_scales_linear_antialias": ANTIALIASED,
    "resize_downsample_sizes_linear_antialias": ANTIALIASED,
    "resize_downsample_scales_cubic_antialias": CUBIC,
    "resize_downsample_sizes_cubic_antialias": CUBIC,
    "resize_upsample_sizes_nearest_axes_2_3": ROUNDING,
    "resize_upsample_sizes_nearest_axes_3_2": ROUNDING,
    "resize_upsample_sizes_nearest_not_larger": ROUNDING,
    "resize_upsample_sizes_nearest_not_smaller": "sizes that keep the aspect ratio are not worked out by `upsample`",
    "resize_downsample_sizes_nearest_not_larger": ROUNDING,
    "resize_downsample_sizes_nearest_not_smaller": ROUNDING,
    "resize_downsample_scales_linear_half_pixel_symmetric": BY_A_FRACTION,
    "resize_upsample_scales_linear_half_pixel_symmetric": BY_A_FRACTION,
    "depthtospace_example": DEPTH_FIRST,
    "spacetodepth": DEPTH_FIRST,
    "spacetodepth_dcr_mode_example": DEPTH_FIRST,
    "reshape_allowzero_reordered": "no axis has 0 places",
    "constant_pad": BORDER,
    "edge_pad": BORDER,
    "reflect_pad": BORDER,
    "wrap_pad": BORDER,
    "constant_pad_axes": BORDER,
    "constant_pad_negative_axes": BORDER,
}
"""The cases that are no layer of ours, and why."""
