"""Networks that put out maps and boxes: published figures, and the same once more by plain arithmetic."""

from __future__ import annotations

from decimal import Decimal

import pytest
from fact_tables import sizes, table, walk

ROWS = {row["architecture"]: row for row in table("beyond_classification.csv")}


class Sum:
    """Adds up convolutions from the definitions. A map is its size, which is height and width, and its channels."""

    def __init__(self) -> None:
        self.params = self.statistics = self.macs = 0
        self.heads: dict[str, tuple[int, int]] = {}

    def conv(self, x, filters, kernel=1, stride=1, *, padded=True, depthwise=False, bias=False, norm=True):
        """A convolution; with a dilation its padding grows too, so neither figure changes."""
        size, channels = x
        size = (size - 1) // stride + 1 if padded else (size - kernel) // stride + 1
        weights = kernel * kernel * filters * (1 if depthwise else channels)
        self.params += weights + (filters if bias else 0) + (2 * filters if norm else 0)
        self.statistics += 2 * filters if norm else 0
        self.macs += weights * size * size
        return size, filters

    def plain(self, x, filters, kernel=1, stride=1, *, padded=True):
        """A convolution with a bias and without batch norm."""
        return self.conv(x, filters, kernel, stride, padded=padded, bias=True, norm=False)


def resnet50(total, size):
    """The maps that layer3 and layer4 of a dilated ResNet-50 put out."""
    size, channels = total.conv((size, 3), 64, 7, 2)
    x, maps = ((size - 1) // 2 + 1, channels), []
    for width, depth, stride in ((64, 3, 1), (128, 4, 2), (256, 6, 1), (512, 3, 1)):
        total.conv(x, 4 * width, 1, stride)
        for number in range(depth):
            x = total.conv(x, width)
            x = total.conv(x, width, 3, stride if number == 0 else 1)
            x = total.conv(x, 4 * width)
        maps.append(x)
    return maps[2:]


def fcn_head(total, x):
    total.plain(total.conv(x, x[1] // 4, 3), 21)


def fcn(total, *, aux):
    layer3, layer4 = resnet50(total, 520)
    fcn_head(total, layer4)
    if aux:
        fcn_head(total, layer3)
        total.heads["aux"] = 520, 21
    return 520, 21


def deeplabv3(total, *, aux):
    layer3, layer4 = resnet50(total, 520)
    branches = [total.conv(layer4, 256, kernel) for kernel in (1, 3, 3, 3)] + [total.conv((1, layer4[1]), 256)]
    x = total.conv((layer4[0], sum(channels for _, channels in branches)), 256)
    total.plain(total.conv(x, 256, 3), 21)
    if aux:
        fcn_head(total, layer3)
        total.heads["aux"] = 520, 21
    return 520, 21


MOBILENET_V3_LARGE = (  # kernel, expanded, out, squeezed inside, stride; torchvision's `dilated` takes the last stride away
    (3, 16, 16, 0, 1), (3, 64, 24, 0, 2), (3, 72, 24, 0, 1), (5, 72, 40, 24, 2), (5, 120, 40, 32, 1), (5, 120, 40, 32, 1),
    (3, 240, 80, 0, 2), (3, 200, 80, 0, 1), (3, 184, 80, 0, 1), (3, 184, 80, 0, 1), (3, 480, 112, 120, 1), (3, 672, 112, 168, 1),
    (5, 672, 160, 168, 1), (5, 960, 160, 240, 1), (5, 960, 160, 240, 1),
)  # fmt: skip


def lraspp(total):
    x = total.conv((520, 3), 16, 3, 2)
    maps = []
    for kernel, expanded, out, squeezed, stride in MOBILENET_V3_LARGE:
        if expanded != x[1]:
            x = total.conv(x, expanded)
        x = total.conv(x, expanded, kernel, stride, depthwise=True)
        if squeezed:
            total.plain(total.plain((1, expanded), squeezed), expanded)
        x = total.conv(x, out)
        maps.append(x)
    low, high = maps[3], total.conv(x, 960)
    x = total.conv(high, 128)
    total.conv((1, 960), 128, norm=False)
    total.plain((low[0], x[1]), 21)
    total.plain(low, 21)
    return 520, 21


def ssd300(total):
    def predict(x, boxes):
        place = len(total.heads) // 2
        total.heads[f"classes[{place}]"] = total.plain(x, boxes * 91, 3)
        total.heads[f"boxes[{place}]"] = total.plain(x, boxes * 4, 3)

    x = 300, 3
    for width, depth, pooled in ((64, 2, 150), (128, 2, 75), (256, 3, 38), (512, 3, 19), (512, 3, 19)):
        for _ in range(depth):
            x = total.plain(x, width, 3)
        if x == (38, 512):
            total.params += 512  # the factors of the L2 norm
            predict(x, 4)
        x = pooled, width
    x = total.plain(total.plain(x, 1024, 3), 1024)
    predict(x, 6)
    for width, stride, padded, boxes in ((512, 2, True, 6), (256, 2, True, 6), (256, 1, False, 4), (256, 1, False, 4)):
        x = total.plain(total.plain(x, width // 2), width, 3, stride, padded=padded)
        predict(x, boxes)
    return x


def yolov3(total):
    x = total.conv((416, 3), 32, 3)
    stages = []
    for width, depth in ((64, 1), (128, 2), (256, 8), (512, 8), (1024, 4)):
        x = total.conv(x, width, 3, 2)
        for _ in range(depth):
            x = total.conv(total.conv(x, width // 2), width, 3)
        stages.append(x)
    for head, width in (("large", 512), ("medium", 256), ("small", 128)):
        for _ in range(2):
            x = total.conv(total.conv(x, width), 2 * width, 3)
        x = total.conv(x, width)
        total.heads[head] = total.plain(total.conv(x, 2 * width, 3), 255)
        if head != "small":
            size, skipped = stages[3 if head == "large" else 2]
            x = size, total.conv(x, width // 2)[1] + skipped
    return x[0], 128


def yolov3_tiny(total):
    x = 416, 3
    for width in (16, 32, 64, 128, 256):
        size, channels = total.conv(x, width, 3)
        x = size // 2, channels
    x = total.conv(total.conv(total.conv(x, 512, 3), 1024, 3), 256)
    total.heads["large"] = total.plain(total.conv(x, 512, 3), 255)
    x = 26, total.conv(x, 128)[1] + 256
    total.heads["small"] = total.plain(total.conv(x, 256, 3), 255)
    return x


ARITHMETIC = {
    "torchvision/fcn_resnet50": lambda total: fcn(total, aux=True),
    "torchvision/fcn_resnet50_without_head": lambda total: fcn(total, aux=False),
    "torchvision/deeplabv3_resnet50": lambda total: deeplabv3(total, aux=True),
    "torchvision/deeplabv3_resnet50_without_head": lambda total: deeplabv3(total, aux=False),
    "torchvision/lraspp_mobilenet_v3_large": lraspp,
    "torchvision/ssd300_vgg16": ssd300,
    "yolov3": yolov3,
    "yolov3_tiny": yolov3_tiny,
}


def test_every_row_is_counted():
    assert list(ROWS) == list(ARITHMETIC)
    assert all(row["source"] for row in ROWS.values())


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_figures(row):
    walked = walk(row["architecture"])
    assert str(walked.input.shape) == row["input"]
    assert (walked.params, walked.macs) == (int(row["params"]), int(row["macs"]))
    if row["params_printed"]:
        assert walked.params + int(row["statistics_inside"]) == int(row["params_printed"])
        assert int(row["statistics_inside"]) in (0, walked.totals.buffers)
    if row["operations_printed"]:
        printed = Decimal(row["operations_printed"])
        billions = Decimal(walked.macs) * int(row["operations_a_mac"]) / 10**9
        assert billions.quantize(printed) == printed


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_plain_arithmetic(row):
    total = Sum()
    size, channels = ARITHMETIC[row["architecture"]](total)
    assert (total.params, total.macs) == (int(row["params"]), int(row["macs"]))
    walked = walk(row["architecture"])
    assert walked.totals.buffers == total.statistics
    assert walked.output_shape == (size, size, channels)
    heads = {name: (size, size, channels) for name, (size, channels) in total.heads.items()}
    assert {name: tensor.shape for name, tensor in walked.heads.items()} == heads


def test_ssd_has_8732_boxes():
    """As the paper says, section 3.1: so many places, so many boxes at each."""
    heads = walk("torchvision/ssd300_vgg16").heads
    boxes = [tensor.shape for name, tensor in heads.items() if name.startswith("boxes")]
    assert [sizes(str(shape))[0] for shape in boxes] == [38, 19, 10, 5, 3, 1]
    assert sum(shape.elements for shape in boxes) == 4 * 8732


def test_yolov3_without_its_biases_and_norms():
    """The third count one meets, 61,895,776, is that of the weights of the convolutions alone."""
    layers = walk("yolov3").layers
    norms = sum(record.params for record in layers if record.op == "batchnorm")
    biases = sum(record.output_shape.channels for record in layers if "bias" in record.weights and record.op == "conv")
    assert (norms, biases) == (52_608, 3 * 255)
    assert walk("yolov3").params - norms - biases == 61_895_776


@pytest.mark.parametrize(
    ("architecture", "dilations"),
    [
        ("torchvision/fcn_resnet50", [2] * 5 + [2, 4, 4]),
        ("torchvision/deeplabv3_resnet50", [2] * 5 + [2, 4, 4] + [12, 24, 36]),
        ("torchvision/lraspp_mobilenet_v3_large", [2, 2, 2]),
        ("torchvision/ssd300_vgg16", [6]),
    ],
)
def test_dilations(architecture, dilations):
    """No count depends on them. In a stage without its stride the first block keeps the dilation of the stage before."""
    windows = [
        record.operation.windows(record.input_shapes[0])[0]
        for record in walk(architecture).layers
        if record.op in ("conv", "depthwise_conv")
    ]
    assert [window.dilation for window in windows if window.dilation > 1] == dilations
    assert all(window.before == window.after == window.dilation * (window.kernel // 2) for window in windows if window.dilation > 1)
