"""A walked network as a PyTorch module in eager mode: the peer that the forward pass is measured against.

Layers are torch.nn's own, with the options that torchvision uses (``inplace`` activations); what is not needed for the networks
measured is an error.
"""

from __future__ import annotations

import torch
from torch import nn


def padding(layer):
    return layer.kernel // 2 if layer.padding == "half" else layer.padding


def module(record):
    """The torch.nn module of one layer; joins and views are done by ``Network``."""
    layer, (x, *_) = record.operation, record.input_shapes
    channels = x.channels
    match record.op:
        case "conv":
            filters, groups = layer.filters, layer.groups
            return nn.Conv2d(channels, filters, layer.kernel, layer.stride, padding(layer), layer.dilation, groups, layer.bias)
        case "depthwise_conv":
            return nn.Conv2d(channels, channels, layer.kernel, layer.stride, padding(layer), groups=channels, bias=layer.bias)
        case "linear":
            return nn.Linear(channels, layer.features, layer.bias)
        case "batchnorm":
            return nn.BatchNorm2d(channels, layer.epsilon)
        case "relu":
            return nn.ReLU(inplace=True)
        case "relu6":
            return nn.ReLU6(inplace=True)
        case "maxpool":
            return nn.MaxPool2d(layer.kernel, layer.stride, layer.padding, ceil_mode=layer.rounding == "ceil")
        case "avgpool":
            return nn.AvgPool2d(layer.kernel, layer.stride, layer.padding)
        case "adaptive_avgpool":
            return nn.AdaptiveAvgPool2d(layer.size)
        case "global_avgpool":
            return nn.AdaptiveAvgPool2d(1)
        case "dropout":
            return nn.Dropout(layer.rate)
        case "flatten":
            return nn.Flatten()
        case "add" | "concat":
            return None
    raise ValueError(f"no module for {record.op}")


class Network(nn.Module):
    """Runs the layers in the walk's order, and forgets what no later layer reads."""

    def __init__(self, walk):
        super().__init__()
        self.walk = walk
        modules = [module(record) for record in walk.layers]
        self.parts = nn.ModuleList([part for part in modules if part is not None])
        number = {tensor: index for index, tensor in enumerate((walk.input, *walk.layers))}
        last = {number[tensor]: number[record] for record in walk.layers for tensor in record.inputs}
        self.steps = [
            (
                record.op, part, [number[tensor] for tensor in record.inputs],
                [number[tensor] for tensor in set(record.inputs) if last[number[tensor]] == number[record]],
            )
            for record, part in zip(walk.layers, modules, strict=True)
        ]  # fmt: skip

    def forward(self, x):
        values = [x]
        for op, part, inputs, dead in self.steps:
            if part is not None:
                y = part(values[inputs[0]])
            elif op == "add":
                y = values[inputs[0]] + values[inputs[1]]
            else:
                y = torch.cat([values[index] for index in inputs], 1)
            values.append(y)
            for index in dead:
                values[index] = None
        return values[-1]
