"""pixel_shuffle: nothing is computed."""

CASES = [
    # ESPCN: 3 * 3^2 channels become an image of three times the size.
    {"given": "3", "input": "17x17x27", "output": "51x51x3"},
    {"given": "2", "input": "4x6x8", "output": "8x12x2"},
    {"given": "1", "input": "4x6x8", "output": "4x6x8"},
    {"given": "4", "input": "10x8", "output": "40x2"},
    {"given": "2", "input": "2x3x4x16", "output": "4x6x8x2"},
]
