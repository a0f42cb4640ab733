"""adaptive_avgpool: by hand from the windows floor(i*n/o) .. ceil((i+1)*n/o), all their cells added."""

CASES = [
    # torchvision's VGG at 224: 7 windows of 1, so 7*7*512 cells.
    {"given": "7", "input": "7x7x512", "output": "7x7x512", "flops": 25_088},
    # 12 -> 6: windows of 2, 12*12 cells.
    {"given": "6", "input": "12x12x1", "output": "6x6x1", "flops": 144},
    # 10 -> 7: [0,2) [1,3) [2,5) [4,6) [5,8) [7,9) [8,10) = 2+2+3+2+3+2+2 = 16 on each axis; 3 channels.
    {"given": "7", "input": "10x10x3", "output": "7x7x3", "flops": 768},
    # 5 -> 3: [0,2) [1,4) [3,5) = 7; 8 -> 2: 4+4 = 8.
    {"given": "3x2", "input": "5x8x1", "output": "3x2x1", "flops": 56},
    # More than there is: 2 -> 3: [0,1) [0,2) [1,2) = 4 on each axis.
    {"given": "3", "input": "2x2x1", "output": "3x3x1", "flops": 16},
    # The whole map: 8*8*4 cells.
    {"given": "1", "input": "8x8x4", "output": "1x1x4", "flops": 256},
    # One axis: 7 -> 4: [0,2) [1,4) [3,6) [5,7) = 10; three: 4 * 4 * 4.
    {"given": "4", "input": "7x1", "output": "4x1", "flops": 10},
    {"given": ["4", "2", "1"], "input": "4x4x4x1", "output": "4x2x1x1", "flops": 64},
]
