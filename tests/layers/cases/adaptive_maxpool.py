"""adaptive_maxpool: the cells of adaptive_avgpool's windows, one less for each window."""

CASES = [
    # 14 -> 7: 14*14*2 cells in 98 windows.
    {"given": "7", "input": "14x14x2", "output": "7x7x2", "flops": 294},
    # 10 -> 7: 16*16*3 = 768 cells in 147 windows.
    {"given": "7", "input": "10x10x3", "output": "7x7x3", "flops": 621},
    # 5 -> 3 is 7 cells, 8 -> 2 is 8: 56 in 6 windows.
    {"given": ["3", "2"], "input": "5x8x1", "output": "3x2x1", "flops": 50},
    # The whole map: 64 - 1 in each of 4 channels.
    {"given": "1", "input": "8x8x4", "output": "1x1x4", "flops": 252},
    # One axis: 10 cells in 4 windows; three: 64 in 8.
    {"given": "4", "input": "7x1", "output": "4x1", "flops": 6},
    {"given": "2", "input": "4x4x4x1", "output": "2x2x2x1", "flops": 56},
]
