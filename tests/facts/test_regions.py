"""R-CNN and its successors: VGG-16's and AlexNet's published counts, taken apart and put together again by arithmetic."""

from __future__ import annotations

import pytest

import cnncalc

CLASSES, ANCHORS = 21, 9
STAGES = [(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)]


def vgg_body(height, width):
    """Parameters and MACs of VGG-16's convolutions, pools rounded up between them, and the map's size."""
    params = macs = 0
    channels = 3
    for number, (filters, depth) in enumerate(STAGES):
        if number:
            height, width = -(-height // 2), -(-width // 2)
        for _ in range(depth):
            params += 9 * channels * filters + filters
            macs += 9 * channels * filters * height * width
            channels = filters
    return params, macs, height, width


def classifier():
    """Parameters and MACs of fc6, fc7, the class scores and the boxes, for one region."""
    sizes = [(7 * 7 * 512, 4096), (4096, 4096), (4096, CLASSES), (4096, 4 * CLASSES)]
    return sum(inside * outside + outside for inside, outside in sizes), sum(inside * outside for inside, outside in sizes)


def test_the_body_is_vgg16():
    """14,714,688 parameters: VGG-16's 138,357,544 without its three dense layers."""
    assert vgg_body(224, 224)[0] == 138_357_544 - 102_764_544 - 16_781_312 - 4_097_000


def test_rcnn():
    """AlexNet (60,965,224 and 724,406,816, two towers) with 21 classes for 1,000, 2,000 times."""
    walk = cnncalc.load("rcnn_alexnet").walk()
    assert walk.params == 60_965_224 - 4_097_000 + 4096 * CLASSES + CLASSES
    assert walk.macs == 2_000 * (724_406_816 - 4_096_000 + 4096 * CLASSES)


def test_fast_rcnn():
    body, body_macs, *_ = vgg_body(600, 800)
    top, top_macs = classifier()
    walk = cnncalc.load("fast_rcnn_vgg16").walk()
    assert (walk.params, walk.macs) == (body + top, body_macs + 2_000 * top_macs)


@pytest.mark.parametrize("proposals", [300, 2_000])
def test_faster_rcnn(proposals):
    body, body_macs, height, width = vgg_body(600, 800)
    top, top_macs = classifier()
    weights = 9 * 512 * 512 + 512 * 2 * ANCHORS + 512 * 4 * ANCHORS
    walk = cnncalc.load("faster_rcnn_vgg16").walk(proposals=proposals)
    assert walk.params == body + top + weights + 512 + 6 * ANCHORS
    assert walk.macs == body_macs + height * width * weights + proposals * top_macs
