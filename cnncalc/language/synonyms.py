"""What other tools call things, so that a file that borrows their words can be told ours."""

from __future__ import annotations

SYNONYMS = {
    "dense": "linear", "fc": "linear", "fully_connected": "linear", "gemm": "linear", "bn": "batchnorm", "batch_norm": "batchnorm",
    "deconv": "conv_transpose", "deconvolution": "conv_transpose", "convolution": "conv", "swish": "silu", "gap": "global_avgpool",
    "pool": "maxpool", "max_pool": "maxpool", "avg_pool": "avgpool", "averagepool": "avgpool", "sum": "add", "mul": "multiply",
    "cat": "concat", "concatenate": "concat", "merge": "concat", "mean": "average", "view": "reshape", "resize": "upsample",
    "interpolate": "upsample", "separable_conv": "depthwise_conv", "dwconv": "depthwise_conv", "hswish": "hardswish",
}  # fmt: skip
"""What other tools call our operations."""

PARAMETER_SYNONYMS = {
    "out_channels": ("filters",), "output_channels": ("filters",), "num_filters": ("filters",), "channels": ("filters",),
    "out": ("filters", "features"), "kernel_size": ("kernel", "size"), "pool_size": ("kernel",), "size": ("kernel",),
    "strides": ("stride",), "pad": ("padding",), "pads": ("padding",), "units": ("features",), "out_features": ("features",),
    "num_groups": ("groups",), "p": ("rate",), "prob": ("rate",), "scale_factor": ("scale",), "eps": ("epsilon",),
    "negative_slope": ("slope",), "use_bias": ("bias",), "dilations": ("dilation",), "dilation_rate": ("dilation",),
    "depth_multiplier": ("multiplier",), "ceil_mode": ("rounding",), "bn": ("batchnorm",), "batch_norm": ("batchnorm",),
    "act": ("activation",), "upscale_factor": ("factor",), "block_size": ("factor",), "downscale_factor": ("factor",),
}  # fmt: skip
"""What other tools call our parameters, for a kind that has one of them."""

INFERRED = ("in_channels", "in_features", "input_channels", "in_planes", "num_features", "num_channels", "input_shape", "input_dim")
"""What other tools ask for, and we know."""
