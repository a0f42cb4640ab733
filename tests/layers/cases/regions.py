"""regions: shapes of RoI pooling; how often the layers behind run is tested with the walk."""

CASES = [
    # VGG-16's conv5_3 for a 600x800 image, as Fast R-CNN pools it: 7x7 of each of 2,000 regions.
    {"given": {"count": "2000", "size": "7"}, "input": "37x50x512", "output": "7x7x512"},
    {"given": {"count": "300", "size": ["6", "3"]}, "input": "14x14x256", "output": "6x3x256"},
    # R-CNN cuts the regions out of the image and warps them to the network's input.
    {"given": "2000", "input": "227x227x3", "output": "227x227x3"},
    {"given": {"count": "5", "size": "4"}, "input": "100x8", "output": "4x8"},
    {"given": {"count": "5", "size": "4"}, "input": "16x16x16x2", "output": "4x4x4x2"},
]
