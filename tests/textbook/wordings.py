"""Questions as courses, textbooks, forums and exam sheets put them.

A row: the style it stands for, the question, and the answers, worked out here by hand (products are left to Python). ``output`` is
what the last layer puts out, ``outputs`` what each does; every other key is a quantity of `ask`.
"""

from __future__ import annotations

WORDINGS = [
    (
        "CS231n slides",
        "Input volume: 32x32x3. 10 5x5 filters with stride 1, pad 2. Output volume size? Number of parameters in this layer?",
        {"output": "32x32x10", "parameters": 10 * (5 * 5 * 3 + 1)},
    ),
    (
        "CS231n slides",
        "Input volume: 32x32x3\n10 5x5 filters with stride 1, pad 2\n\nOutput volume size: ?",
        {"output": "32x32x10"},
    ),
    (
        "CS231n slides",
        "7x7 input (spatially), assume 3x3 filter. What is the output?",
        {"output": "5x5"},
    ),
    (
        "CS231n slides",
        "7x7 input (spatially) assume 3x3 filter applied with stride 2 => output?",
        {"output": "3x3"},
    ),
    (
        "CS231n slides",
        "7x7 input (spatially) assume 3x3 filter applied with stride 3? Does it fit?",
        {"fits": False},
    ),
    (
        "CS231n slides",
        "e.g. input 7x7, 3x3 filter, applied with stride 1, pad with 1 pixel border => what is the output?",
        {"output": "7x7"},
    ),
    (
        "CS231n slides",
        "A 32x32x3 image and a 5x5x3 filter. Convolve (slide) over all spatial locations. Size of the activation map?",
        {"output": "28x28x1"},
    ),
    (
        "CS231n slides",
        "If we had 6 5x5 filters on a 32x32x3 image, we'll get 6 separate activation maps. What is the size of the new image?",
        {"output": "28x28x6"},
    ),
    (
        "CS231n slides",
        "1x1 CONV with 32 filters on a 56x56x64 volume. Output?",
        {"output": "56x56x32"},
    ),
    (
        "CS231n slides",
        "Input: 227x227x3 images. First layer (CONV1): 96 11x11 filters applied at stride 4. Q: what is the output volume size?",
        {"output": "55x55x96"},
    ),
    (
        "CS231n slides",
        "Input: 227x227x3 images. First layer (CONV1): 96 11x11 filters applied at stride 4. What is the "
        "total number of parameters in this layer?",
        {"parameters": 96 * (11 * 11 * 3 + 1)},
    ),
    (
        "CS231n slides",
        "After CONV1: 55x55x96. Second layer (POOL1): 3x3 filters applied at stride 2. Q: what is the output "
        "volume size? Hint: (55-3)/2+1 = 27",
        {"output": "27x27x96"},
    ),
    (
        "CS231n slides",
        "After CONV1: 55x55x96 input. POOL1: 3x3 filters applied at stride 2. What is the number of parameters in this layer?",
        {"parameters": 0},
    ),
    (
        "CS231n notes",
        "Suppose an input volume had size [16x16x20]. Using a receptive field size of 3x3 and 8 filters with "
        "no zero padding, stride 1: output volume?",
        {"output": "14x14x8"},
    ),
    (
        "CS231n notes",
        "The input volume has size [227x227x3]. The first convolutional layer uses neurons with receptive "
        "field size F=11, stride S=4 and no zero padding P=0, and has a depth of K=96. What is the output "
        "volume size?",
        {"output": "55x55x96"},
    ),
    (
        "CS231n notes",
        "W1=32, H1=32, D1=3, K=10, F=5, S=1, P=2. Output volume? Number of parameters?",
        {"output": "32x32x10", "parameters": 760},
    ),
    (
        "CS231n notes",
        "Input X has shape (11,11,4). Filter size F=5, stride S=2, zero padding P=0, K=2 filters. What is the shape of the output?",
        {"output": "4x4x2"},
    ),
    (
        "CS231n notes",
        "W = 10, F = 3, S = 2, P = 0: does it fit?",
        {"fits": False},
    ),
    (
        "CS231n notes",
        "AlexNet: W=227, F=11, S=4, P=0, K=96. Output volume?",
        {"output": "55x55x96"},
    ),
    (
        "CS231n notes",
        "W=5 F=3 S=2 P=1. What is the spatial size of the output?",
        {"output_size": "3x3"},
    ),
    (
        "CS231n notes",
        "How many weights does each neuron have in a conv layer with 5x5 filters on a 32x32x3 input?",
        {"weights_each": 75},
    ),
    (
        "CS231n notes",
        "If the input is [227x227x3] and it is convolved with 96 11x11x3 filters at stride 4, what are the "
        "dimensions of the im2col matrix X_col?",
        {"im2col": [363, 3025]},
    ),
    (
        "CS231n notes",
        "POOL layer with F=2, S=2 on a 224x224x64 volume. Size of the output?",
        {"output": "112x112x64"},
    ),
    (
        "Coursera quiz",
        "You have an input volume that is 63x63x16, and convolve it with 32 filters that are each 7x7, using "
        "a stride of 2 and no padding. What is the output volume?",
        {"output": "29x29x32"},
    ),
    (
        "Coursera quiz",
        "Suppose your input is a 300 by 300 color (RGB) image, and you use a convolutional layer with 100 "
        "filters that are each 5x5. How many parameters does this hidden layer have (including the bias "
        "parameters)?",
        {"parameters": 100 * (5 * 5 * 3 + 1)},
    ),
    (
        "Coursera quiz",
        'You have an input volume that is 15x15x8, and pad it using "pad=2." What is the dimension of the '
        "resulting volume (after padding)? Then 10 3x3 filters are applied.",
        {"padded_input": [19, 19, 8]},
    ),
    (
        "Coursera quiz",
        "You have an input volume that is 63x63x16, and convolve it with 32 filters that are each 7x7, and "
        'stride of 1. You want to use a "same" convolution. What is the padding?',
        {"padding": [[3, 3], [3, 3]]},
    ),
    (
        "Coursera quiz",
        "You have an input volume that is 32x32x16, and apply max pooling with a stride of 2 and a filter "
        "size of 2. What is the output volume?",
        {"output": "16x16x16"},
    ),
    (
        "Coursera notes",
        "n=6, f=3, s=1, p=0, what is the output size?",
        {"output": "4x4"},
    ),
    (
        "Coursera notes",
        "39x39x3 input, f=3, s=1, p=0, 10 filters, then f=5, s=2, p=0, 20 filters, then f=5, s=2, p=0, 40 "
        "filters. What are the output dimensions?",
        {"outputs": ["37x37x10", "17x17x20", "7x7x40"]},
    ),
    (
        "Coursera LeNet-like",
        "Input 32x32x3. CONV1: f=5, s=1, 8 filters. POOL1: max pool f=2, s=2. CONV2: f=5, s=1, 16 filters. "
        "POOL2: max pool f=2, s=2. FC3: 120 units. FC4: 84 units. Softmax: 10 outputs. How many parameters?",
        {"parameters": 608 + 3216 + 48120 + 10164 + 850},
    ),
    (
        "Udacity quiz",
        "We have an input of shape 32x32x3 (HxWxD), 20 filters of shape 8x8x3 (HxWxD), a stride of 2 for both"
        " the height and width (S), with padding of size 1 (P). What's the shape of the output?",
        {"output": "14x14x20"},
    ),
    (
        "Udacity quiz",
        "We have an input of shape 32x32x3, 20 filters of shape 8x8x3, a stride of 2 and zero padding of size"
        " 1. How many parameters without parameter sharing?",
        {"unshared_parameters": (8 * 8 * 3 + 1) * 14 * 14 * 20},
    ),
    (
        "Udacity SDC",
        "Input 28x28x3, six 3x3 filters, VALID padding, stride 1: output width?",
        {"output_size": "26x26"},
    ),
    (
        "Udacity SDC",
        "input 28x28x3, 3x3 filters, VALID, stride 2: what are the output height and width?",
        {"output_size": "13x13"},
    ),
    (
        "Udacity SDC",
        "Input is 28x28x3, 8 filters of 3x3, SAME padding, stride 2. Output shape?",
        {"output": "14x14x8"},
    ),
    (
        "Goodfellow-like",
        "A convolution layer has kernel width 3, 64 filters, unit stride and valid padding; its input is "
        "100x100x16. What is the shape of the output?",
        {"output": "98x98x64"},
    ),
    (
        "Dive into Deep Learning",
        "Consider an input of shape 240x240 with 3 channels. A convolutional layer with a 5x5 kernel, padding"
        " 2, stride 1 and 64 output channels. What is the shape of the output?",
        {"output": "240x240x64"},
    ),
    (
        "Dive into Deep Learning",
        "The input has 3 channels and is 224 pixels high and 224 pixels wide. The kernel is 11x11 with stride"
        " 4 and padding 1, 96 output channels. Output shape?",
        {"output": "54x54x96"},
    ),
    (
        "Geron-like",
        'A CNN is composed of three convolutional layers, each with 3x3 kernels, a stride of 2, and "same" padding, with 100, '
        "200 and 400 filters. The input images are RGB images of 200x300 pixels. What is the total number of parameters?",
        {"parameters": 100 * 28 + 200 * (9 * 100 + 1) + 400 * (9 * 200 + 1)},
    ),
    (
        "two counts",
        "Two 5x5 conv layers with 16 and 32 filters on 32x32x3: output?",
        {"outputs": ["28x28x16", "24x24x32"]},
    ),
    (
        "with the answer given",
        "Is 55x55x96 right for 227x227x3 with 96 11x11 filters and stride 4?",
        {"output": "55x55x96"},
    ),
    (
        "Geron-like",
        'A convolutional layer with 200 5x5 filters, stride 1 and "same" padding processes 150x100 RGB '
        "images. How many parameters? How many multiplications?",
        {"parameters": 200 * 76, "multiplications": 150 * 100 * 200 * 75},
    ),
    (
        "Dumoulin and Visin",
        "i=5, k=3, s=2, p=1: what is o?",
        {"output": "3x3"},
    ),
    (
        "textbook exercise",
        "An RGB image of 32x32 pixels is convolved with ten filters of size 5x5, zero padding of 2 and stride"
        " one. Determine the size of the output volume.",
        {"output": "32x32x10"},
    ),
    (
        "textbook exercise",
        "A grayscale image of size 28x28 is passed through a convolutional layer with six 5x5 filters. "
        "Calculate the number of trainable parameters.",
        {"parameters": 6 * 26},
    ),
    (
        "textbook exercise",
        "Find the number of multiplications at each position when a 5x5x3 filter is applied to a 32x32x3 image.",
        {"multiplications_each": 75},
    ),
    (
        "textbook exercise",
        "Three 3x3 convolutions with 64 filters each and stride 1 are stacked. The input is 56x56x64. What is the receptive field?",
        {"receptive_field": [7, 7]},
    ),
    (
        "LeNet paper",
        "The input is a 32x32x1 image. Layer C1 is a convolutional layer with 6 feature maps; each unit is "
        "connected to a 5x5 neighborhood in the input. How many connections?",
        {"connections": 156 * 28 * 28},
    ),
    (
        "AlexNet paper",
        "The first convolutional layer filters the 227x227x3 input image with 96 kernels of size 11x11x3 with"
        " a stride of 4 pixels. How many neurons are in the output?",
        {"neurons": 290400},
    ),
    (
        "AlexNet paper",
        "The first convolutional layer filters the 227×227×3 input image with 96 kernels of size 11×11×3 with"
        " a stride of 4 pixels. Number of parameters?",
        {"parameters": 34944},
    ),
    (
        "VGG paper",
        "224x224x3 input, conv3-64, padding 1, then 2x2 maxpool with stride 2: output?",
        {"output": "112x112x64"},
    ),
    (
        "ResNet table",
        "224x224x3, 7x7 conv, 64, stride 2, padding 3, then 3x3 max pool, stride 2, padding 1. Output sizes?",
        {"outputs": ["112x112x64", "56x56x64"]},
    ),
    (
        "U-Net paper",
        "572x572x1 input, two 3x3 convolutions (unpadded) with 64 filters each, then 2x2 max pooling with "
        "stride 2. What is the output size?",
        {"output": "284x284x64"},
    ),
    (
        "NiN paper",
        "A 32x32x3 image goes through 192 filters of 5x5 with padding 2, followed by a 1x1 convolution with "
        "160 filters. Parameters?",
        {"parameters": 192 * 76 + 160 * 193},
    ),
    (
        "exam",
        "[4 marks] Consider a CNN layer with 16 filters of size 3 x 3, stride = 1, padding = 1. The input is "
        "a 64 x 64 RGB image. (a) Compute the output dimensions. (b) How many learnable parameters are there?",
        {"output": "64x64x16", "parameters": 16 * 28},
    ),
    (
        "exam",
        "Q3. (5 points) An image of size 128×128×3 is fed into a convolutional layer with 32 filters of size "
        "5×5, stride 2, no padding. Give the size of the resulting feature map.",
        {"output": "62x62x32"},
    ),
    (
        "exam",
        "Problem 2: Given an input of 13x13x256, apply 384 filters of size 3x3 with stride 1 and pad 1. State"
        " the number of weights, excluding biases.",
        {"weights": 384 * 9 * 256},
    ),
    (
        "exam",
        "1. Input: 100x100 grayscale image\n2. Convolution: 8 filters, 5x5, stride 1, no padding\n3. Max "
        "pooling: 2x2, stride 2\n\nWhat is the size after each layer?",
        {"outputs": ["96x96x8", "48x48x8"]},
    ),
    (
        "exam",
        "A convolutional neural network takes a 39x39x3 image. The first layer has 10 filters with f = 3, s ="
        " 1, p = 0. What is the output volume? Is it valid?",
        {"output": "37x37x10", "fits": True},
    ),
    (
        "exam",
        "Suppose a 3-channel input of 64x64 pixels. The network has: Conv layer, 32 filters, kernel size 3, "
        "stride 1, padding 1; followed by ReLU; followed by 2x2 max pooling, stride 2. What is the output "
        "shape?",
        {"output": "32x32x32"},
    ),
    (
        "exam",
        "Given a 12x12x3 input and four 3x3 filters with stride 2, does the stride fit?",
        {"fits": False},
    ),
    (
        "exam",
        "A fully connected layer with 100 units follows a 7x7x512 volume. How many weights and biases?",
        {"parameters": (7 * 7 * 512 + 1) * 100},
    ),
    (
        "exam",
        "The 16x16x64 feature maps are flattened and fed to a dense layer with 10 outputs. Number of parameters?",
        {"parameters": 16 * 16 * 64 * 10 + 10},
    ),
    (
        "exam",
        "An input tensor of size 50x50x10 is processed by a depthwise 3x3 convolution with padding 1. How "
        "many parameters, ignoring biases?",
        {"parameters": 90},
    ),
    (
        "exam, TeX",
        "Input: $32 \\times 32 \\times 3$. A layer with $10$ filters of size $5 \\times 5$, stride $S=1$, "
        "padding $P=2$. Output size?",
        {"output": "32x32x10"},
    ),
    (
        "exam, markdown",
        "**Input:** 28x28x1\n- Conv: 32 filters (3x3), stride 1, 'same' padding\n- MaxPool: 2x2\n\nHow many "
        "FLOPs? What is the output shape?",
        {"output": "14x14x32"},
    ),
    (
        "exam",
        "Let the input be a 9x9x1 image. We apply a single 3x3 kernel with dilation 2 and stride 1. What is the output size?",
        {"output": "5x5x1"},
    ),
    (
        "exam",
        "A conv layer has 64 filters of size 3x3x3 (with bias). How many parameters does it have?",
        {"parameters": 64 * 28},
    ),
    (
        "exam",
        "Given 20 convolutional filters of size 3x3, applied to a 30x30x8 input volume with 'valid' padding, "
        "compute the total number of multiply-accumulate operations.",
        {"macs": 28 * 28 * 20 * 72},
    ),
    (
        "Stack Overflow",
        "I have a 28x28x1 image and conv layer with 32 5x5 filters, stride 1, padding=same. Why is the output 28x28x32?",
        {"output": "28x28x32"},
    ),
    (
        "Stack Overflow",
        "how to calculate output size of conv layer? input is 224x224x3, kernel size = 7, stride = 2, padding = 3, filters = 64",
        {"output": "112x112x64"},
    ),
    (
        "Stack Overflow",
        "number of params in conv layer: in channels 64, out channels 128, kernel 3x3, no bias, input 56x56",
        {"parameters": 64 * 128 * 9},
    ),
    (
        "Reddit",
        "so if i have a 5x5 image and use a 3x3 filter w/ stride 2 and pad 1 what size do i get",
        {"output": "3x3"},
    ),
    (
        "Quora",
        "What is the output size of a 1x1 convolution with 32 filters on a 64x64x192 feature map?",
        {"output": "64x64x32"},
    ),
    (
        "Cross Validated",
        "Input 6x6x3, filter 3x3x3, two filters, no padding, stride one. Output dimension?",
        {"output": "4x4x2"},
    ),
    (
        "forum shorthand",
        "227x227x3 -> conv 11x11 s4, 96 filters -> pool 3x3 s2. sizes?",
        {"outputs": ["55x55x96", "27x27x96"]},
    ),
    (
        "forum shorthand",
        "28x28x1 -> 3x3 conv, 32 -> 2x2 max pool -> 3x3 conv, 64 -> 2x2 max pool -> FC 10. params?",
        {"parameters": 320 + 64 * (9 * 32 + 1) + 5 * 5 * 64 * 10 + 10},
    ),
    (
        "GitHub issue",
        "conv1 11x11 s4 96 filters on 224x224x3, TF SAME. output?",
        {"output": "56x56x96"},
    ),
    (
        "TensorFlow tutorial",
        "28x28x1 image -> 5x5 conv SAME, 32 filters -> 2x2 max pool SAME -> 5x5 conv SAME, 64 filters -> 2x2 max pool SAME. Shape?",
        {"output": "7x7x64"},
    ),
    (
        "PyTorch",
        "nn.Conv2d(3, 64, 7, stride=2, padding=3) with a 224x224x3 input. Output shape and number of parameters?",
        {"output": "112x112x64", "parameters": 64 * (49 * 3 + 1)},
    ),
    (
        "PyTorch",
        "x of shape (1, 3, 32, 32) goes through nn.Conv2d(3, 6, 5). What is the output size?",
        {"output": "28x28x6"},
    ),
    (
        "PyTorch",
        "nn.Sequential(nn.Conv2d(1, 6, 5), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(6, 16, 5), nn.ReLU(), "
        "nn.MaxPool2d(2)) on (1, 32, 32): output?",
        {"output": "5x5x16"},
    ),
    (
        "PyTorch",
        "What does torch.nn.Conv2d(in_channels=64, out_channels=128, kernel_size=3, bias=False) have in parameters?",
        {"parameters": 73728},
    ),
    (
        "PyTorch",
        "x = torch.randn(8, 3, 64, 64); nn.MaxPool2d(kernel_size=3, stride=2, padding=1) output?",
        {"output": "32x32x3"},
    ),
    (
        "Keras",
        'Conv2D(32, (3, 3), padding="same", input_shape=(28, 28, 1)): output shape? params?',
        {"output": "28x28x32", "parameters": 320},
    ),
    (
        "Keras",
        "model.add(Conv2D(32, (3,3), input_shape=(150,150,3)))\nmodel.add(MaxPooling2D((2,2)))\n"
        "model.add(Flatten())\nmodel.add(Dense(64))\nHow many parameters?",
        {"parameters": 896 + (74 * 74 * 32 + 1) * 64},
    ),
    (
        "Keras",
        "tf.keras.layers.MaxPooling2D((2,2)) on (None, 28, 28, 64). What is the output shape?",
        {"output": "14x14x64"},
    ),
    (
        "Keras",
        "keras.Sequential([layers.Input(shape=(32, 32, 3)), layers.Conv2D(16, 3, strides=2, padding='same'), "
        "layers.Dense(10)]) output shapes?",
        {"outputs": ["16x16x16", "4096", "10"]},
    ),
    (
        "numbers in words",
        "Ten five by five filters slide over a thirty-two by thirty-two by three image with a stride of one "
        "and a padding of two. How big is the output?",
        {"output": "32x32x10"},
    ),
    (
        "numbers in words",
        "An input of 64 by 64 by 3 is convolved with sixteen 3 by 3 kernels, stride two, one pixel of zero "
        "padding on each side. Output size?",
        {"output": "32x32x16"},
    ),
    (
        "order reversed",
        "What is the output volume size when using stride 1 and padding 2 with 10 filters of 5x5 on an input volume of 32x32x3?",
        {"output": "32x32x10"},
    ),
    (
        "order reversed",
        "With a stride of 2 and 64 kernels of size 7x7, padding 3, what does a 224x224x3 image become?",
        {"output": "112x112x64"},
    ),
    (
        "keep the size",
        "32x32x3 input, twelve 3x3 filters, stride 1, padding chosen so that the output has the same size as "
        "the input. Output volume?",
        {"output": "32x32x12"},
    ),
    (
        "keep the size",
        "What padding is needed to keep the spatial size with 5x5 filters and stride 1?",
        {"padding": [[2, 2], [2, 2]]},
    ),
    (
        "sought",
        "A 32x32x3 input gives a 28x28x6 output with stride 1 and no padding and six filters. What kernel size was used?",
        {"kernel": 5},
    ),
    (
        "sought",
        "What padding is needed so that a 7x7 filter with stride 2 turns a 224x224x3 input into an output of 112x112?",
        {"padding": 3},
    ),
    (
        "pooling",
        "Average pooling with a 3x3 window and stride 3 on a 27x27x16 volume: output?",
        {"output": "9x9x16"},
    ),
    (
        "pooling",
        "2x2 max pooling is applied to 24 feature maps of size 14x14. What is the size?",
        {"output": "7x7x24"},
    ),
    (
        "pooling",
        "W=32 pool F=3 S=2 P=0, does it fit?",
        {"fits": False},
    ),
    (
        "pooling",
        "Global average pooling on 7x7x512. Output?",
        {"output": "1x1x512"},
    ),
    (
        "memory",
        "How much memory does the output of 64 3x3 filters with padding 1 on 224x224x3 take?",
        {"memory": {"output_bytes": 224 * 224 * 64 * 4, "param_bytes": 1792 * 4}},
    ),
    (
        "groups",
        "27x27x96 input, 256 filters 5x5, padding 2, 2 groups. Parameters?",
        {"parameters": 256 * (25 * 48 + 1)},
    ),
    (
        "transposed",
        "Transposed convolution with 16 filters of size 2x2 and stride 2 on 14x14x32. Output size?",
        {"output": "28x28x16"},
    ),
    (
        "one axis",
        "A 1D convolution with 8 filters of size 5 and stride 2 on a signal of length 101 with 1 channel. Output?",
        {"output": "49x8"},
    ),
    (
        "unequal sides",
        "Input 48x64x3, 8 filters of size 3x5, stride 1, no padding. Output dimensions?",
        {"output": "46x60x8"},
    ),
    (
        "dataset",
        "A CIFAR-10 image enters a conv layer of 32 3x3 filters with same padding. Output volume?",
        {"output": "32x32x32"},
    ),
    (
        "dataset",
        "MNIST digits go through 20 filters of 5x5, stride 1. How many parameters?",
        {"parameters": 520},
    ),
    (
        "telegram",
        "32x32x3, 10 5x5 filters, stride 1, pad 2",
        {"output": "32x32x10", "parameters": 760},
    ),
    (
        "telegram",
        "input=32x32x3 filters=10 kernel=5 stride=1 padding=2",
        {"output": "32x32x10", "parameters": 760},
    ),
    (
        "telegram",
        "conv: 10 filters, 5x5; input: 32x32x3; output?",
        {"output": "28x28x10"},
    ),
    (
        "slash notation",
        "7x7/2 conv, 64 filters, padding 3 on 224x224x3. Output?",
        {"output": "112x112x64"},
    ),
    (
        "separable",
        "A depthwise separable convolution with 3x3 kernels, 128 filters and padding 1 on 56x56x64, without biases: parameters?",
        {"parameters": 9 * 64 + 64 * 128},
    ),
    (
        "batch",
        "A batch of 16 images of size 224x224x3 passes 64 7x7 filters with stride 2 and padding 3. Output volume of one image?",
        {"output": "112x112x64"},
    ),
    (
        "mid-term",
        "A color image with resolution 256x256 is input to a conv layer having 12 kernels, each of dimension "
        "7x7. Stride is 1 and there is no padding. Find the dimensions of the output feature maps.",
        {"output": "250x250x12"},
    ),
    (
        "mid-term",
        "Consider a convolutional layer with the following hyperparameters: number of filters = 32, filter "
        "size = 5, stride = 1, zero padding = 2. If the input volume is 64x64x3, what is the output volume?",
        {"output": "64x64x32"},
    ),
    (
        "mid-term",
        "Given a 3-channel 28 x 28 image, a conv layer with eight 3 x 3 filters, no padding and stride 1 is "
        "applied, followed by a 2 x 2 max-pooling layer with stride 2. What is the dimension of the final "
        "output?",
        {"output": "13x13x8"},
    ),
    (
        "mid-term",
        "Your CNN's first layer takes 128x128 RGB images and has 20 filters of size 9x9 with a stride of 1 "
        "and no zero-padding. How many parameters (weights + biases)?",
        {"parameters": 20 * (81 * 3 + 1)},
    ),
    (
        "viva",
        "If I apply 6 filters of 5x5 to an image of 32x32 with one channel, how many weights and biases must be learned?",
        {"parameters": 156},
    ),
    (
        "viva",
        "How many multiplications are needed for convolving a 6x6x3 image with two 3x3x3 filters?",
        {"multiplications": 4 * 4 * 2 * 27},
    ),
    (
        "MCQ",
        "The output of a convolutional layer with 64 filters of size 4x4, stride 2 and padding 1, given a "
        "64x64x3 input, is: (a) 32x32x64 (b) 31x31x64 (c) 64x64x64",
        {"output": "32x32x64"},
    ),
    (
        "MCQ",
        "What is the number of trainable parameters in a convolutional layer that takes a 16-channel input "
        "and produces 32 channels using 3x3 kernels?",
        {"parameters": 32 * (9 * 16 + 1)},
    ),
    (
        "MCQ",
        "You apply a 2x2 max pool with stride 2 to a 13x13x256 volume. Does the stride fit?",
        {"fits": False},
    ),
    (
        "true/false",
        "True or false: a 10x10 input with a 3x3 filter, stride 2 and no padding is a valid setting.",
        {"fits": False},
    ),
    (
        "chat",
        "hey, whats the output shape for a 64x64 grayscale img with 16 3x3 kernels, stride=2, pad=1?",
        {"output": "32x32x16"},
    ),
    (
        "chat",
        "i got 512x512x3 input, 4 conv filters 8x8 stride 8. output dims??",
        {"output": "64x64x4"},
    ),
    (
        "chat",
        "for 7x7 conv w/ 64 filters stride 2 pad 3 on 224x224x3 how many params and macs",
        {"parameters": 64 * 148, "macs": 112 * 112 * 64 * 147},
    ),
    (
        "lecture",
        "Let's say the input is 5x5x3 and we have 2 filters of 3x3x3, stride 2, zero padding 1. What's the output volume?",
        {"output": "3x3x2"},
    ),
    (
        "lecture",
        "Suppose we stack two 3x3 conv layers with stride 1. What is the receptive field?",
        {"receptive_field": [5, 5]},
    ),
    (
        "lecture",
        "What is the effective receptive field of three 3x3 conv (stride 1) layers?",
        {"receptive_field": [7, 7]},
    ),
    (
        "lecture",
        "A 227x227x3 image, conv 11x11 with 96 filters and stride 4, then max pooling 3x3 with stride 2. What"
        " is the receptive field of the last layer?",
        {"receptive_field": [19, 19]},
    ),
    (
        "paper",
        "The network takes a 224 × 224 RGB input. The first layer applies 64 convolution kernels of size 3 × "
        "3 with a stride of 1 and a padding of 1. Compute the number of multiply-adds.",
        {"macs": 224 * 224 * 64 * 27},
    ),
    (
        "paper",
        "The fourth layer is a convolutional layer with 384 kernels of size 3x3x192, two groups, padding 1, "
        "on a 13x13x384 input. Number of parameters?",
        {"parameters": 384 * (9 * 192 + 1)},
    ),
    (
        "paper",
        "The second convolutional layer takes as input the 27x27x96 output of the first and filters it with "
        "256 kernels of size 5x5x48 with 2 groups and padding 2. What is the output size?",
        {"output": "27x27x256"},
    ),
    (
        "table",
        "Input | 32x32x1\nConv1 | 6 filters, 5x5\nPool1 | average, 2x2, stride 2\nConv2 | 16 filters, 5x5\nPool2 "
        "| average, 2x2, stride 2\nOutput size?",
        {"outputs": ["28x28x6", "14x14x6", "10x10x16", "5x5x16"]},
    ),
    (
        "table",
        "Layer 1: Conv, 32 filters, 3x3, padding 1\nLayer 2: MaxPool 2x2\nLayer 3: Conv, 64 filters, 3x3, "
        "padding 1\nLayer 4: MaxPool 2x2\nInput: 32x32x3\nTotal number of parameters?",
        {"parameters": 896 + 64 * 289},
    ),
    (
        "list",
        "Input: 64x64x3\n1) conv 5x5, 8 filters, stride 1, padding 2\n2) max pool 4x4, stride 4\n3) conv 3x3, 16"
        " filters, stride 1, padding 1\n4) max pool 4x4, stride 4\n5) fully connected, 10 units\nHow many "
        "parameters in total?",
        {"parameters": 8 * 76 + 16 * 73 + 4 * 4 * 16 * 10 + 10},
    ),
    (
        "list",
        "* input: 28x28x1\n* conv layer: 10 filters of size 5x5\n* max pooling layer: 2x2\n* fully connected "
        "layer: 50 neurons\n* output layer: 10 neurons\nnumber of parameters?",
        {"parameters": 260 + (12 * 12 * 10 + 1) * 50 + 510},
    ),
    (
        "VGG style",
        "Block: input 112x112x64 -> conv3-128 -> conv3-128 with padding 1 -> maxpool 2x2. Parameters?",
        {"parameters": 128 * (9 * 64 + 1) + 128 * (9 * 128 + 1)},
    ),
    (
        "Pythonic",
        "filters=32, kernel_size=(3,3), strides=(2,2), padding='valid', input_shape=(65,65,3). Output shape?",
        {"output": "32x32x32"},
    ),
    (
        "Pythonic",
        "layer = Conv2D(filters=64, kernel_size=5, strides=2, padding='same', use_bias=False); input (64, 64,"
        " 3). Count the parameters.",
        {"parameters": 64 * 75},
    ),
    (
        "Pythonic",
        "self.conv1 = nn.Conv2d(3, 16, kernel_size=5, padding=2)\nself.pool = nn.MaxPool2d(2, 2)\nself.fc1 = "
        "nn.Linear(16 * 16 * 16, 120)\nInput is 3x32x32. Output?",
        {"outputs": ["32x32x16", "16x16x16", "4096", "120"]},
    ),
    (
        "Pythonic",
        "nn.Conv1d(1, 8, 5, stride=2) on an input of length 101: output?",
        {"output": "49x8"},
    ),
    (
        "Pythonic",
        "nn.ConvTranspose2d(64, 32, kernel_size=2, stride=2) with input 28x28x64: output?",
        {"output": "56x56x32"},
    ),
    (
        "Pythonic",
        "nn.AvgPool2d(3, stride=2, padding=1, ceil_mode=True) on 14x14x32: what is the output?",
        {"output": "8x8x32"},
    ),
    (
        "Pythonic",
        "F: nn.Conv2d(16, 33, (3, 5), stride=(2, 1), padding=(4, 2), dilation=(3, 1)) on an input of (20, 16, 50, 100). Output?",
        {"output": "26x100x33"},
    ),
    (
        "German English",
        "Given is a picture with 64x64 pixels and 3 color channels. Calculate the output size of a "
        "convolution with 5 filters of the size 3x3 and stride 1 without padding.",
        {"output": "62x62x5"},
    ),
    (
        "word problem",
        "A security camera produces 640 by 480 RGB frames. They are processed by 24 filters of 8 by 8 with a "
        "stride of 8. What are the dimensions of the output?",
        {"output": "80x60x24"},
    ),
    (
        "word problem",
        "How many learnable weights does a layer of 50 neurons have if it is fully connected to a 10x10x3 input?",
        {"parameters": 50 * 301},
    ),
    (
        "word problem",
        "We slide a 4x4 window with stride 4 over 128x128x32 and take the maximum. What comes out?",
        {"output": "32x32x32"},
    ),
    (
        "no channels",
        "What is the output size for input 28, kernel 5, stride 1, padding 0?",
        {"output": "24x24"},
    ),
    (
        "no channels",
        "input size 13, filter size 3, stride 1, padding 1. Output size?",
        {"output": "13x13"},
    ),
    (
        "no channels",
        "N = 7, F = 3, stride 2: output size?",
        {"output": "3x3"},
    ),
    (
        "no channels",
        "Consider an 8x8 input matrix and a 3x3 kernel with stride 1 and padding 0. What is the shape of the output?",
        {"output": "6x6"},
    ),
    (
        "French commas",
        "Input (32,32,3); filters: 10; kernel: (5,5); stride: (1,1); padding: (2,2). Output?",
        {"output": "32x32x10"},
    ),
    (
        "semicolons",
        "input 32x32x3; conv 10@5x5, stride 1, pad 2; maxpool 2x2; output?",
        {"outputs": ["32x32x10", "16x16x10"]},
    ),
    (
        "LeNet @",
        "Input 32x32x1; C1: 6@5x5 convolution; S2: 2x2 average pooling; C3: 16@5x5 convolution; S4: 2x2 "
        "average pooling; size of S4?",
        {"output": "5x5x16"},
    ),
    (
        "dilated",
        "A 3x3 convolution with dilation rate 2, 16 filters and no padding on 32x32x8. Output size?",
        {"output": "28x28x16"},
    ),
    (
        "dilated",
        "An atrous convolution with rate 4, 3x3 kernel, 256 filters, padding 4 is applied to 65x65x2048. What is the output shape?",
        {"output": "65x65x256"},
    ),
    (
        "padding words",
        "A 5x5x1 image is padded with two rows of zeros on each side, then convolved with one 3x3 filter, stride 1. Output?",
        {"output": "7x7x1"},
    ),
    (
        "padding words",
        "32x32x3 input, 8 filters 3x3, half padding, stride 1, output?",
        {"output": "32x32x8"},
    ),
    (
        "padding words",
        "Full padding: 5x5x1 input, one 3x3 filter. Output size?",
        {"output": "7x7x1"},
    ),
    (
        "padding words",
        "What is the padded input size for a 32x32x3 input with zero padding of 2 and three 5x5 filters?",
        {"padded_input": [36, 36, 3]},
    ),
    (
        "padding words",
        "Zero-pad a 28x28x1 image by 2. What is the size?",
        {"output": "32x32x1"},
    ),
    (
        "reversed",
        "If the filters are 3x3, there are 64 of them, the stride is 2, the padding is 1, and the input is "
        "112x112x32, what is the output?",
        {"output": "56x56x64"},
    ),
    (
        "reversed",
        "64 output channels, 3 input channels, kernel size 7, stride 2, padding 3, input resolution 224. Output shape?",
        {"output": "112x112x64"},
    ),
    (
        "shared",
        "AlexNet's first layer: input 227x227x3, 96 filters 11x11, stride 4. How many parameters would it "
        "have without weight sharing?",
        {"unshared_parameters": 105705600},
    ),
    (
        "shared",
        "How many parameters with weight sharing in a layer of 96 11x11x3 filters (stride 4) on a 227x227x3 image?",
        {"parameters": 34944},
    ),
    (
        "bias",
        "32 filters of 3x3 on a 64-channel input with no bias: parameter count?",
        {"parameters": 32 * 9 * 64},
    ),
    (
        "bias",
        "How many weights (not counting biases) and how many biases are in a layer of 10 5x5 filters on 32x32x3?",
        {"weights": 750, "biases": 10},
    ),
    (
        "connection",
        "A 1x1 convolution reduces 256 channels to 64 on a 28x28 feature map. How many parameters, without biases?",
        {"parameters": 256 * 64},
    ),
    (
        "inception",
        "28x28x192 input; 5x5 same convolution with 32 filters; how many multiplications?",
        {"multiplications": 28 * 28 * 32 * 25 * 192},
    ),
    (
        "inception",
        "28x28x192 -> 1x1 conv, 16 filters -> 5x5 conv, same padding, 32 filters. Total multiplications?",
        {"multiplications": 28 * 28 * 16 * 192 + 28 * 28 * 32 * 25 * 16},
    ),
    (
        "mobilenet",
        "Depthwise separable convolution: 12x12x3 input, 5x5 kernels, 256 filters, no padding. How many multiplications?",
        {"multiplications": 8 * 8 * 3 * 25 + 8 * 8 * 3 * 256},
    ),
    (
        "flatten",
        "Flatten a 5x5x16 volume. How many units?",
        {"neurons": 400},
    ),
    (
        "does it fit",
        "Can we use stride 3 with a 3x3 filter on a 7x7 input without padding?",
        {"fits": False},
    ),
    (
        "does it fit",
        "Is stride 2 valid for a 32x32x3 image, 5 filters of 5x5, and pad 2?",
        {"fits": False},
    ),
    (
        "neurons",
        "How many neurons are in the output volume of 10 5x5 filters, stride 1, pad 2, on a 32x32x3 input?",
        {"neurons": 10240},
    ),
    (
        "activation",
        "96 filters 11x11, stride 4, input 227x227x3: number of activations?",
        {"neurons": 290400},
    ),
    (
        "three inputs",
        "Input: width 48, height 32, depth 3. Filters: 8 of size 4x4. Stride: 4. Output volume?",
        {"output": "8x12x8"},
    ),
    (
        "spelled",
        "three hundred by three hundred RGB image, one hundred filters of five by five. Parameters?",
        {"parameters": 7600},
    ),
    (
        "cubic",
        "Input 16x112x112x3, 64 filters of 3x3x3, padding 1. Output shape?",
        {"output": "16x112x112x64"},
    ),
    (
        "hyphen",
        "stride-2 3x3 convolution with 128 filters and padding 1 on a 56x56x64 input: output?",
        {"output": "28x28x128"},
    ),
    (
        "mean",
        "mean pooling 4x4 on 8x8x10, output?",
        {"output": "2x2x10"},
    ),
    (
        "textbook",
        "Consider a convolutional layer whose input is a 3-channel image of size 227 × 227. It uses 96 "
        "kernels of size 11 × 11 with a stride of 4. Compute the spatial size of the output and the number of"
        " parameters.",
        {"output_size": "55x55", "parameters": 34944},
    ),
    (
        "textbook",
        "A feature map of dimension 14×14 with 512 channels is convolved by 256 filters of dimension 1×1. How"
        " many MACs are required?",
        {"macs": 14 * 14 * 256 * 512},
    ),
    (
        "textbook",
        "Let an input of size 10x10x4 be convolved with 8 kernels of size 3x3x4 using stride 1 and 'full' "
        "padding. What size has the result?",
        {"output": "12x12x8"},
    ),
    (
        "textbook",
        "Assume that the input to a pooling layer is of size 24 × 24 × 20 and that non-overlapping 2 × 2 "
        "regions are pooled by their maximum. What's the output size?",
        {"output": "12x12x20"},
    ),
    (
        "textbook",
        "An image with height 600, width 800 and 3 channels is processed by 16 filters of height 5 and width "
        "7, with stride 1 and without padding. Find the output dimensions.",
        {"output": "596x794x16"},
    ),
    (
        "textbook",
        "Overlapping max pooling with windows of size 3 and stride 2 is applied to a 13x13x256 volume. What is the output?",
        {"output": "6x6x256"},
    ),
    (
        "homework",
        "Suppose that we have a 32-by-32-by-3 input. We use 6 filters, each 5-by-5, stride of 1, no padding. "
        "Then we use 2-by-2 max pooling with a stride of 2. Then 16 filters, each 5-by-5. What's the size at "
        "the end?",
        {"output": "10x10x16"},
    ),
    (
        "homework",
        "Problem 4 (10 pts). The input to a conv layer is 19x19x64. The layer has 128 filters of size 3x3, "
        "stride 2, padding 0. What is the output shape, and how many bias terms are there?",
        {"output": "9x9x128", "biases": 128},
    ),
    (
        "homework",
        "(a) What is the output size of a conv layer with K = 16 filters of size F = 3, stride S = 1 and "
        "padding P = 1 on a 56 x 56 x 8 input? (b) How many parameters?",
        {"output": "56x56x16", "parameters": 16 * 73},
    ),
    (
        "homework",
        "Calculate the parameters in this CNN: Input 28x28x1 → Conv (5x5, 20 filters) → MaxPool (2x2) → Conv "
        "(5x5, 50 filters) → MaxPool (2x2) → FC (500) → FC (10)",
        {"parameters": 520 + 25050 + (4 * 4 * 50 + 1) * 500 + 5010},
    ),
    (
        "homework",
        "A CNN has input 64x64x3. Layers: CONV 3x3x32 stride 1 pad 1, POOL 2x2 stride 2, CONV 3x3x64 stride 1"
        " pad 1, POOL 2x2 stride 2. What's the output volume?",
        {"output": "16x16x64"},
    ),
    (
        "quizlet",
        "32x32x3 image, 5x5x3 filter: how many weights?",
        {"weights": 75},
    ),
    (
        "quizlet",
        "Convolving a 5x5x3 filter with a 32x32x3 image gives a feature map of what size?",
        {"output": "28x28x1"},
    ),
    (
        "quizlet",
        "Number of parameters in FC layer: input 4096, output 1000",
        {"parameters": 4096 * 1000 + 1000},
    ),
    (
        "quizlet",
        "fully connected layer: 4096 inputs and 1000 outputs, how many weights?",
        {"weights": 4096000},
    ),
    (
        "quizlet",
        "Parameters of a linear layer from 512 to 10?",
        {"parameters": 5130},
    ),
    (
        "interview",
        "Say you feed a 100x100 RGB picture through 10 kernels of 7x7, stride 3, no pad. Does that work, and what do you get?",
        {"fits": True, "output": "32x32x10"},
    ),
    (
        "interview",
        "How many FLOPs does a 3x3 conv with 64 input channels and 64 output channels do on a 56x56 feature "
        "map with padding 1 (no bias)?",
        {"flops": 2 * 56 * 56 * 64 * 576},
    ),
    (
        "interview",
        "how much memory (in bytes) do the parameters of 10 5x5 filters on 32x32x3 take?",
        {"memory": {"output_bytes": 28 * 28 * 10 * 4, "param_bytes": 760 * 4}},
    ),
    (
        "interview",
        "What's the receptive field after conv 3x3, then max pool 2x2 stride 2, then conv 3x3?",
        {"receptive_field": [8, 8]},
    ),
    (
        "blog",
        "Our input image is 28x28 pixels (grayscale). We'll use 8 filters of size 3x3, stride of 1 and no "
        "padding. This gives a 26x26x8 volume. How many parameters?",
        {"parameters": 80},
    ),
    (
        "blog",
        "The input image has dimensions 6 x 6. The filter has dimensions 3 x 3. We use a stride of 1 and "
        "zero-padding of 0. What will be the dimensions of the output matrix?",
        {"output": "4x4"},
    ),
    (
        "blog",
        "Let the input be of size W = 5 with padding P = 1, filter F = 3 and stride S = 2. Output size?",
        {"output": "3x3"},
    ),
    (
        "blog",
        "nn.Conv2d(in_channels=3, out_channels=64, kernel_size=(11, 11), stride=(4, 4), padding=(2, 2)) - if "
        "our image is 224 x 224 what do we get?",
        {"output": "55x55x64"},
    ),
    (
        "forum",
        "I'm confused about the shape. My input is (3, 64, 64) and I'm using nn.Conv2d(3, 10, kernel_size=5, "
        "stride=1, padding=2). What should the output be?",
        {"output": "64x64x10"},
    ),
    (
        "forum",
        "Why do I get 62 when my image is 64x64x1 and I use Conv2D(16, 3)? number of parameters?",
        {"parameters": 160},
    ),
    (
        "forum",
        "keras Conv2D with 32 filters, kernel_size 3 and input (64,64,3), padding is same. param count?",
        {"parameters": 896},
    ),
    (
        "forum",
        "Calculating the number of params: 3 input channels, 10 output channels, 5x5 kernels",
        {"parameters": 760},
    ),
    (
        "forum",
        "input 299x299x3, conv 3x3/2 32 filters valid -> ?",
        {"output": "149x149x32"},
    ),
    (
        "forum",
        "What is the output dim of maxpool with kernel size 3 stride 2 padding 1 on 112x112x64?",
        {"output": "56x56x64"},
    ),
    (
        "forum",
        "Q: If input is 7 x 7 x 512 and next is FC with 4096 neurons, # of params = ?",
        {"parameters": (7 * 7 * 512 + 1) * 4096},
    ),
    (
        "syllabus",
        "Given: input volume 4x4x2, three filters 2x2, stride two, zero padding none. Wanted: output volume.",
        {"output": "2x2x3"},
    ),
    (
        "syllabus",
        "Input dimensions: 48 x 48 x 1. Convolution: kernel = 5 x 5, filters = 32, padding = 0, stride = 1. "
        "Pooling: max, 2 x 2. Give the dimensions after each step.",
        {"outputs": ["44x44x32", "22x22x32"]},
    ),
    (
        "syllabus",
        "Determine the output shape: input shape = (None, 64, 64, 3), Conv2D(filters=8, kernel_size=(5,5), strides=2)",
        {"output": "30x30x8"},
    ),
    (
        "latex",
        "Consider an input $\\mathbf{X}$ of size $64\\times64\\times3$ and $K=20$ filters of size "
        "$7\\times7\\times3$ with stride $S=3$ and zero-padding $P=0$. What is the output size?",
        {"output": "20x20x20"},
    ),
    (
        "latex",
        "An input of $13 \\times 13 \\times 256$, \\textbf{384} filters of size $3 \\times 3$, pad $1$. Parameters?",
        {"parameters": 384 * (9 * 256 + 1)},
    ),
    (
        "german style",
        "Input: 1 x 28 x 28. Convolution with 16 kernels 5 x 5, stride 1, padding 2. Output?",
        {"output": "28x28x16"},
    ),
    (
        "torch text",
        "A tensor of shape 3x224x224 enters a conv with 64 filters, kernel size 7, stride 2, padding 3. What is the output shape?",
        {"output": "112x112x64"},
    ),
    (
        "sentence end",
        "The input is 64x64x3. The kernel size is 4. The stride is 2. The padding is 1. There are 128 "
        "filters. What is the output volume?",
        {"output": "32x32x128"},
    ),
    (
        "sentence end",
        "There is one convolutional layer. It has 6 filters. Each filter is 5x5. The input is a 28x28 "
        "grayscale image. The padding is 2. How many weights?",
        {"weights": 150},
    ),
    (
        "sentence end",
        "Stride: 1. Padding: 0. Filter: 5x5. Number of filters: 6. Input: 32x32x1. Output?",
        {"output": "28x28x6"},
    ),
    (
        "two questions",
        "A 224x224x3 image is convolved with 64 3x3 filters (stride 1, pad 1), and then max pooled by 2x2 "
        "windows with stride 2. What are the output sizes, and how many parameters are there altogether?",
        {"output": "112x112x64", "parameters": 1792},
    ),
    (
        "l2",
        "L2 pooling with 3x3 windows, stride 3 on 9x9x4. Output?",
        {"output": "3x3x4"},
    ),
    (
        "global",
        "After a global average pooling layer on 7x7x2048 comes a fully connected layer with 1000 classes. "
        "How many parameters does it have?",
        {"parameters": 2049000},
    ),
    (
        "bn",
        "32x32x3 -> conv 16 filters 3x3 pad 1 no bias -> batch norm -> relu. How many parameters?",
        {"parameters": 432 + 32},
    ),
    (
        "upsample words",
        "A transposed convolution with 64 filters, kernel 4x4, stride 2 and padding 1 is applied to a "
        "16x16x128 tensor. What's the output size?",
        {"output": "32x32x64"},
    ),
    (
        "words",
        "A network receives twenty-eight by twenty-eight grayscale images and applies thirty-two three by "
        "three filters with no padding and a stride of one. How many parameters and what output size?",
        {"parameters": 320, "output": "26x26x32"},
    ),
    (
        "negation",
        "10 5x5 filters on a 32x32x3 input with no zero padding and stride of 1, ignoring bias. Parameters?",
        {"parameters": 750},
    ),
    (
        "capital",
        "INPUT VOLUME: 32X32X3. 10 5X5 FILTERS WITH STRIDE 1, PAD 2. OUTPUT VOLUME SIZE?",
        {"output": "32x32x10"},
    ),
    (
        "no spaces",
        "32x32x3,10 filters 5x5,stride=1,pad=2,output?",
        {"output": "32x32x10"},
    ),
    (
        "hidden layer size",
        "An input of 200x200x3 is fully connected to a hidden layer of 1000 neurons. How many weights?",
        {"weights": 120000000},
    ),
    (
        "alexnet",
        "AlexNet conv1: 227x227x3, 96 filters of 11x11 at stride 4. How many connections?",
        {"connections": 34944 * 3025},
    ),
    (
        "step",
        "A 5x5 filter moves 2 pixels at a time over a 29x29x1 image. There are 4 filters. What is the output size?",
        {"output": "13x13x4"},
    ),
    (
        "step",
        "12 filters of 4x4, step size 4, input 64x64x3: output?",
        {"output": "16x16x12"},
    ),
    (
        "valid conv",
        "valid convolution of a 12x12x1 image with five 3x3 filters, output size?",
        {"output": "10x10x5"},
    ),
    (
        "same conv",
        "a same convolution, 5x5, 7 filters, on 20x30x2. output?",
        {"output": "20x30x7"},
    ),
    (
        "first/second",
        "Input 28x28x1. The first layer has 32 3x3 filters. The second layer has 64 3x3 filters. What is the "
        "output after the second layer?",
        {"output": "24x24x64"},
    ),
    (
        "first/second",
        "The first conv layer has 16 filters of size 5x5, the second conv layer has 32 filters of size 3x3. "
        "The input is 40x40x3. Total parameters?",
        {"parameters": 16 * 76 + 32 * 145},
    ),
    (
        "rounding",
        "Input 224x224x3, 64 filters 7x7, stride 2, padding 3. Does it divide evenly?",
        {"fits": False},
    ),
    (
        "square",
        "square input of side 100 with 3 channels, 10 square 9x9 filters; output?",
        {"output": "92x92x10"},
    ),
    (
        "exam",
        "Consider the following CNN. The input is a grayscale image of size 32x32. C1: convolution with six "
        "5x5 kernels, stride 1. S2: 2x2 average pooling, stride 2. C3: convolution with sixteen 5x5 kernels. "
        "S4: 2x2 average pooling with stride 2. F5: fully connected with 120 units. What is the size of each "
        "layer's output?",
        {"outputs": ["28x28x6", "14x14x6", "10x10x16", "5x5x16", "400", "120"]},
    ),
    (
        "exam",
        "We want to apply a convolution with a 5x5 kernel and stride 2 to an image of size 21x21x3 without "
        "padding. We use 12 such kernels. Compute the output size.",
        {"output": "9x9x12"},
    ),
    (
        "exam",
        "A layer maps 32x32x16 to 32x32x32 using 3x3 kernels with padding 1. How many parameters does it have?",
        {"parameters": 32 * (9 * 16 + 1)},
    ),
    (
        "exam",
        "An input feature map has 64 channels and spatial size 28x28. It is processed by a 3x3 convolution "
        "with 128 output channels, stride 2, padding 1. What is the output?",
        {"output": "14x14x128"},
    ),
    (
        "exam",
        "How many parameters are there in a conv layer with 3 input channels, 16 output channels and a kernel of size 5?",
        {"parameters": 16 * 76},
    ),
    (
        "exam",
        "For an input of size 31x31x8, is a filter size of 4 with stride 3 and padding 0 valid for 10 filters?",
        {"fits": True},
    ),
    (
        "exam",
        "Let the input volume be W1xH1xD1 = 28x28x3. With K = 5 filters of spatial extent F = 4, stride S = 2"
        " and zero padding P = 0, what is the output volume?",
        {"output": "13x13x5"},
    ),
    (
        "exam",
        'Compute the output size of the following layer: input 14x14x256, kernel 3x3, 512 filters, stride 1, padding "same".',
        {"output": "14x14x512"},
    ),
    (
        "exam",
        "Image: 96x96x3. Filters: 16 (7x7). Stride: 3. Padding: 2. Output volume = ?",
        {"output": "32x32x16"},
    ),
    (
        "exam",
        "An input image has a size of 227x227 and 3 channels; the filter size is 11x11; the stride is 4; the "
        "padding is 0; the number of filters is 96. What's the output volume size?",
        {"output": "55x55x96"},
    ),
    (
        "exam",
        "If we convolve a 10x10 image with a 4x4 filter using stride 2, what is the size of the feature map?",
        {"output": "4x4"},
    ),
    (
        "exam",
        "Given a 9x9x3 input volume and two 3x3x3 filters with stride 3 and zero-padding of 0, how many output values are there?",
        {"neurons": 18},
    ),
    (
        "exam",
        "The first hidden layer is a convolution with 40 feature maps, a 5x5 kernel and no padding. The input"
        " is 28x28x1. How many neurons does the first hidden layer have?",
        {"neurons": 24 * 24 * 40},
    ),
    (
        "nielsen",
        "Suppose we have 28x28 input neurons with 1 channel and a 5x5 local receptive field with stride "
        "length 1, and 20 feature maps. What is the size of the output?",
        {"output": "24x24x20"},
    ),
    (
        "fastai",
        "A 3x3 stride 2 conv with padding 1 turning 1 channel into 8 channels on a 28x28 image: what's the output size?",
        {"output": "14x14x8"},
    ),
    (
        "tutorial",
        "We have an image of 32*32*3 and use 10 filters of 5*5, padding=2, stride=1. Output?",
        {"output": "32x32x10"},
    ),
    (
        "tutorial",
        "Conv layer #1: applies 32 5x5 filters (extracting 5x5-pixel subregions), padding same, on 28x28x1. "
        "Pooling layer #1: max pooling with a 2x2 filter and stride of 2. Output shape?",
        {"output": "14x14x32"},
    ),
    (
        "tutorial",
        "The convolution layer has 6 filters, a kernel size of (5,5), stride of (1,1), and takes (32,32,1) "
        "images. The output shape is?",
        {"output": "28x28x6"},
    ),
    (
        "tutorial",
        "Input image shape is 300x300x3, Conv2D 16 filters of 3x3, then MaxPooling 2x2. Output shape?",
        {"output": "149x149x16"},
    ),
    (
        "tutorial",
        "Keras: input (150,150,3), Conv2D(32,(3,3)) → MaxPooling2D(2,2) → Conv2D(64,(3,3)) → MaxPooling2D(2,2). Shape at the end?",
        {"output": "36x36x64"},
    ),
    (
        "forum",
        "If my input is [1, 3, 224, 224] and conv = nn.Conv2d(3, 32, kernel_size=3, stride=2, padding=1), what's the output size?",
        {"output": "112x112x32"},
    ),
    (
        "forum",
        "Hi all, could somebody tell me how many weights there are if I've got 3 input feature maps, 5 output"
        " feature maps and 3x3 kernels?",
        {"weights": 135},
    ),
    (
        "forum",
        "why is the number of parameters 1792 for 64 filters 3x3 on RGB?",
        {"parameters": 1792},
    ),
    (
        "forum",
        "size after conv with k=4 s=2 p=1 on 64x64x3 with 128 filters?",
        {"output": "32x32x128"},
    ),
    (
        "forum",
        "(32-5+2*2)/1+1 -- so for 32x32x3, 10 filters 5x5, pad 2 I get 32x32x10, right?",
        {"output": "32x32x10"},
    ),
    (
        "forum",
        "image 1920x1080x3, 8 filters 16x16 stride 16, output?",
        {"output": "120x67x8"},
    ),
    (
        "forum",
        "how do I calculate FLOPs for conv 3x3, 64->128 channels, 56x56 output, padding 1, stride 1, no bias, input 56x56?",
        {"flops": 2 * 56 * 56 * 128 * 576},
    ),
    (
        "viva",
        "State the number of multiplications needed when one 3x3 filter is convolved with a 5x5x1 image with no padding.",
        {"multiplications": 81},
    ),
    (
        "viva",
        "A 64x64x3 image is zero padded with P=3 and filtered by 32 7x7 kernels. What is the size of the padded input?",
        {"padded_input": [70, 70, 3]},
    ),
    (
        "viva",
        "What padding should be used for a 7x7 kernel to keep the same output size as the input at stride 1?",
        {"padding": [[3, 3], [3, 3]]},
    ),
    (
        "viva",
        "How much zero padding is needed to preserve the size with a 3x3 filter, stride 1?",
        {"padding": [[1, 1], [1, 1]]},
    ),
    (
        "viva",
        "Which stride turns a 227x227x3 image into a 55x55x96 output with 96 11x11 filters and no padding?",
        {"stride": 4},
    ),
    (
        "course notes",
        "CONV layer: 5x5x3 filters, 10 of them, stride 1, pad 2; input volume of 32x32x3. number of weights and biases?",
        {"parameters": 760},
    ),
    (
        "course notes",
        "The pooling layer: accepts a volume of size 224x224x64, F=2, S=2. What volume does it produce?",
        {"output": "112x112x64"},
    ),
    (
        "course notes",
        "F=3, S=2 max pooling on 55x55x96, output size?",
        {"output": "27x27x96"},
    ),
    (
        "course notes",
        "Stack of three 3x3 CONV layers on C=64 channels each with 64 filters and padding 1, input 32x32x64. "
        "Number of weights, without biases?",
        {"weights": 3 * 9 * 64 * 64},
    ),
    (
        "short",
        "conv 64 3x3 s1 p1 on 224x224x3",
        {"output": "224x224x64"},
    ),
    (
        "short",
        "224x224x3, conv k7 s2 p3 64 filters",
        {"output": "112x112x64"},
    ),
    (
        "short",
        "maxpool 3x3/2 on 112x112x64",
        {"output": "55x55x64"},
    ),
    (
        "short",
        "fc 4096 on 7x7x512",
        {"output": "4096"},
    ),
    (
        "typo",
        "inpt volume 32x32x3, 10 5x5 fitlers, 10 filters of 5x5, stride 1, pad 2, output?",
        {"output": "32x32x10"},
    ),
    (
        "mixed units",
        "A 28 px by 28 px grayscale picture, 12 filters of 5 px by 5 px, moving 1 pixel at a time. How large is the output?",
        {"output": "24x24x12"},
    ),
    (
        "colour",
        "64x64 colour images, 20 3x3 kernels, no padding, stride 1; how many trainable parameters and what output volume?",
        {"parameters": 560, "output": "62x62x20"},
    ),
    (
        "colour",
        "black and white image of 50x50 pixels, 4 filters of 6x6 with stride 4. output?",
        {"output": "12x12x4"},
    ),
    (
        "grouped",
        "grouped convolution with 4 groups, 64 filters, 3x3, padding 1 on 32x32x32: weights?",
        {"weights": 64 * 9 * 8},
    ),
    (
        "bias words",
        "Each of the 10 filters is 5x5x3 and has one bias. How many parameters in total for a 32x32x3 input?",
        {"parameters": 760},
    ),
    (
        "bias words",
        "10 filters of 5x5x3 plus bias, total parameters?",
        {"parameters": 760},
    ),
    (
        "plural zero",
        "A 6x6x3 input padded with zeros of width 1 around the border, 2 filters of size 3x3x3, stride 1. Output?",
        {"output": "6x6x2"},
    ),
    (
        "rectangular",
        "Input: height 30, width 50, 3 channels; 5 filters of size 3 x 3; stride 1; padding 0; output size?",
        {"output": "28x48x5"},
    ),
    (
        "rectangular",
        "A 100x60x3 image is convolved by 4 filters of size 5x3 with strides of 5 and 3. Output?",
        {"output": "20x20x4"},
    ),
    (
        "time series",
        "A time series of length 128 with 9 channels passes a 1D convolution with 64 filters of kernel size 3. Output shape?",
        {"output": "126x64"},
    ),
    (
        "time series",
        "Conv1D(64, 3, input_shape=(128, 9)). How many parameters?",
        {"parameters": 64 * (27 + 1)},
    ),
    (
        "video",
        "A 3D convolution with 64 filters of 3x3x3 and padding 1 on a clip of 16x112x112x3. Parameters?",
        {"parameters": 64 * (81 + 1)},
    ),
    (
        "googlenet",
        "The input is 28x28x256. First a 1x1 conv with 64 filters, then a 5x5 conv with 96 filters and "
        "padding 2. Compare: how many operations in multiplications in total?",
        {"multiplications": 28 * 28 * 64 * 256 + 28 * 28 * 96 * 25 * 64},
    ),
    (
        "checks",
        "Does a 3x3 filter with stride 2 fit a 7x7 image?",
        {"fits": True},
    ),
    (
        "checks",
        "Will a 5x5 filter with stride 3 and pad 1 fit on a 32x32x3 input evenly?",
        {"fits": False},
    ),
    (
        "checks",
        "W=5, F=3, P=1, S=3 - possible?",
        {"fits": False},
    ),
    (
        "checks",
        "Why can't we use stride 2 with F=3, P=0 on W=10?",
        {"fits": False},
    ),
    (
        "mixed",
        "What will be the output dimension if we apply a 3x3 filter bank of 16 filters to a 100x100x3 picture"
        " with stride 1 and no padding?",
        {"output": "98x98x16"},
    ),
    (
        "mixed",
        "Consider an input of 20x20x3. Apply 8 filters (f=5, p=2, s=1). What are the dimensions of the output?",
        {"output": "20x20x8"},
    ),
    (
        "mixed",
        "A conv net receives 48x48 grayscale faces. Layer one: 64 5x5 kernels without padding. Layer two: 3x3"
        " max-pooling, stride 2. Find the volume after layer two.",
        {"output": "21x21x64"},
    ),
    (
        "mixed",
        "How many parameters does a convolutional layer with a 3x3 kernel, 32 input channels and 64 output channels have?",
        {"parameters": 64 * 289},
    ),
    (
        "mixed",
        "Input image 64x64x3; first conv layer: 12 filters, 4x4, stride 4, no padding. How many weights and "
        "how many multiplications?",
        {"weights": 576, "multiplications": 16 * 16 * 12 * 48},
    ),
    (
        "mixed",
        "you've got a 128x128x16 tensor and run a 1x1 conv with 8 filters, what's the shape?",
        {"output": "128x128x8"},
    ),
    (
        "mixed",
        "Determine the number of learnable parameters of the first layer: image size 28x28x1, 10 kernels of size 9x9.",
        {"parameters": 820},
    ),
    (
        "mixed",
        "For a 15x15 input, a kernel of 3, padding of 1 and stride of 2, what is the output size?",
        {"output": "8x8"},
    ),
    (
        "mixed",
        "Would a filter of size 3 with stride 2 fit on an input of size 12 without padding?",
        {"fits": False},
    ),
    (
        "mixed",
        "An image with dimensions 60 x 60 x 3 is convolved with 40 filters of dimensions 7 x 7 with stride 1 "
        "and padding 3. What are the dimensions of the resulting activation volume?",
        {"output": "60x60x40"},
    ),
    (
        "mixed",
        "The input is a 10 x 10 x 512 volume, followed by a fully-connected layer with 256 neurons. Total "
        "number of weights (no bias)?",
        {"weights": 10 * 10 * 512 * 256},
    ),
    (
        "mixed",
        "Suppose 256 feature maps of size 13x13 are convolved with 384 filters of size 3x3, pad 1. Compute the parameter count.",
        {"parameters": 384 * (9 * 256 + 1)},
    ),
    (
        "mixed",
        "Given a 32x32x3 image, what is the size of the output after applying three filters of size 7x7 with stride 5?",
        {"output": "6x6x3"},
    ),
    (
        "mixed",
        "Two-layer network: conv 3x3x16 (pad 1), conv 3x3x32 (pad 1), input 32x32x3. params in each layer?",
        {"parameters": 16 * 28 + 32 * 145},
    ),
    (
        "mixed",
        "When a 2 x 2 average pooling with stride 2 is performed on a 14 x 14 x 16 input, what is the output size?",
        {"output": "7x7x16"},
    ),
    (
        "mixed",
        "A layer takes a 112x112x64 feature map and downsamples it by 2x2 max pooling. What's the size of the output?",
        {"output": "56x56x64"},
    ),
    (
        "mixed",
        "Calculate the receptive field of a neuron after conv 5x5, pool 2x2 with stride 2 and conv 5x5.",
        {"receptive_field": [14, 14]},
    ),
    (
        "mixed",
        "Conv2d(1, 32, kernel_size=3, stride=1) followed by Conv2d(32, 64, 3, 1) and max pool 2 on 28x28 MNIST. Output?",
        {"output": "12x12x64"},
    ),
    (
        "mixed",
        "kernel_size: 5, filters: 20, strides: 1, padding: valid, input: 28x28x1. What does the layer output "
        "and how many params does it have?",
        {"output": "24x24x20", "parameters": 520},
    ),
    (
        "mixed",
        "An 8x8x3 input is padded with one ring of zeros and then convolved with 4 filters of 3x3 at stride 1. Find the output.",
        {"output": "8x8x4"},
    ),
    (
        "mixed",
        "If P = 1, S = 1, F = 3, K = 64 and the input is 224 x 224 x 3, then the output volume is",
        {"output": "224x224x64"},
    ),
    (
        "mixed",
        "A CNN for 100x100 RGB images starts with a conv layer having 25 filters 10x10 with stride 10. How "
        "many neurons does that layer have?",
        {"neurons": 2500},
    ),
    (
        "mixed",
        "The input to the network is 96 by 96 pixels in RGB. We convolve with 32 kernels (11 by 11, stride "
        "5). How big is each feature map?",
        {"output": "18x18x32"},
    ),
    (
        "mixed",
        "how many MAC operations for a 7x7 kernel, stride 2, pad 3, 64 filters over 224x224 rgb?",
        {"macs": 112 * 112 * 64 * 147},
    ),
    (
        "mixed",
        "What's the im2col matrix size for 3x3 filters (8 of them) on 32x32x4, pad 1?",
        {"im2col": [36, 1024]},
    ),
    (
        "mixed",
        "Question 5: let n = 28, f = 5, p = 0, s = 1 and let there be 6 filters. What's the output shape?",
        {"output": "24x24x6"},
    ),
    (
        "mixed",
        "A pooling layer has filter size f=3 and stride s=3 and takes 27x27x64. What's the output volume?",
        {"output": "9x9x64"},
    ),
    (
        "mixed",
        "Conv: in 3 channels, out 8 channels, kernel 3, pad 1, image 16x16. FC: 10 outputs. total params?",
        {"parameters": 224 + 2048 * 10 + 10},
    ),
    (
        "mixed",
        "Image of 7x7x3, 2 filters of size 3x3x3, stride two, padding one: output dimension",
        {"output": "4x4x2"},
    ),
    (
        "mixed",
        "How many bytes do the activations of 64 3x3 filters with padding 1 over 224x224x3 need?",
        {"memory": {"output_bytes": 224 * 224 * 64 * 4, "param_bytes": 1792 * 4}},
    ),
    (
        "mixed",
        "After passing a 50x50x3 input through a layer with 6 filters of size 5x5, stride 3, the spatial output size is?",
        {"output_size": "16x16"},
    ),
    (
        "Coursera quiz",
        "Suppose your input is a 300 by 300 color (RGB) image, and you are not using a convolutional network. If the "
        "first hidden layer has 100 neurons, each one fully connected to the input, how many parameters does this "
        "hidden layer have (including the bias parameters)?",
        {"parameters": 27000100},
    ),
    (
        "Coursera quiz",
        "Let's say your input is a 256 by 256 grayscale image, and you are not using a convolutional network. If the "
        "first hidden layer has 64 neurons, each one fully connected to the input, how many parameters does this "
        "hidden layer have (including the bias parameters)?",
        {"parameters": (65536 + 1) * 64},
    ),
    (
        "Coursera quiz",
        "Suppose your input is a 256 by 256 color (RGB) image, and you use a convolutional layer with 128 filters that "
        "are each 7x7. How many parameters does this hidden layer have (including the bias parameters)?",
        {"parameters": 128 * 148},
    ),
    (
        "Coursera quiz",
        "You have an input volume that is 127x127x16, and convolve it with 32 filters of 5x5, using a stride of 2 and "
        "no padding. What is the output volume?",
        {"output": "62x62x32"},
    ),
    (
        "Coursera quiz",
        'You have an input volume that is 31x31x32, and pad it using "pad=1". What is the dimension of the resulting '
        "volume (after padding)?",
        {"padded_input": [33, 33, 32]},
    ),
    (
        "Coursera quiz",
        "You have a volume that is 121x121x16, and convolve it with 32 filters of 4x4, and a stride of 3. You want to "
        'use a "valid" convolution. What is the output volume?',
        {"output": "40x40x32"},
    ),
    (
        "Coursera quiz",
        "You have an input volume that is 128x128x12, and apply max pooling with a stride of 4 and a filter size of 4. "
        "What is the output volume?",
        {"output": "32x32x12"},
    ),
    (
        "Coursera quiz",
        "You have an input volume that is 64x64x16. How many parameters would a single 1x1 convolutional filter have, "
        "including the bias?",
        {"parameters": 17},
    ),
    (
        "reversed",
        "What is the output of a 2x2 max pool applied to the result of a 3x3 conv with 8 filters on 32x32x3?",
        {"outputs": ["30x30x8", "15x15x8"]},
    ),
    (
        "reversed",
        "A 2x2 max pooling layer with stride 2 is applied to the output of a convolutional layer with 16 5x5 filters, "
        "whose input is a 28x28x1 image. What is the final output shape?",
        {"outputs": ["24x24x16", "12x12x16"]},
    ),
    (
        "functional code",
        "x = torch.randn(1, 3, 32, 32)\nx = F.max_pool2d(x, 2)\nWhat is x.shape?",
        {"output": "16x16x3"},
    ),
    (
        "functional code",
        "F.avg_pool2d(x, kernel_size=3, stride=2) with x of size 1x16x13x13: output?",
        {"output": "6x6x16"},
    ),
    (
        "functional code",
        "tf.nn.conv2d(x, w, strides=[1, 2, 2, 1], padding='SAME') with x = 28x28x1 and 32 filters of size 5x5. Output shape?",
        {"output": "14x14x32"},
    ),
    (
        "functional code",
        "tf.nn.max_pool(x, ksize=[1, 2, 2, 1], strides=[1, 2, 2, 1], padding='SAME') on 28x28x32: output?",
        {"output": "14x14x32"},
    ),
    (
        "functional code",
        "torch.nn.functional.conv2d(torch.randn(1, 3, 64, 64), torch.randn(16, 3, 5, 5), stride=2, padding=2) output shape?",
        {"output": "32x32x16"},
    ),
    (
        "layers in code",
        "nn.ConvTranspose2d(16, 8, kernel_size=4, stride=2, padding=1) on a (1, 16, 7, 7) tensor: output shape?",
        {"output": "14x14x8"},
    ),
    (
        "layers in code",
        "nn.AdaptiveAvgPool2d((1, 1)) on 7x7x512: what is the output?",
        {"output": "1x1x512"},
    ),
    (
        "layers in code",
        "nn.AdaptiveAvgPool2d(6) on a 13x13x256 input. Output shape?",
        {"output": "6x6x256"},
    ),
    (
        "layers in code",
        "model = Sequential()\nmodel.add(Conv2D(32, (3, 3), activation='relu', input_shape=(28, 28, 1)))\n"
        "model.add(MaxPooling2D((2, 2)))\nmodel.add(Conv2D(64, (3, 3), activation='relu'))\nmodel.add(MaxPooling2D((2, "
        "2)))\nmodel.add(Flatten())\nmodel.add(Dense(10, activation='softmax'))\nHow many parameters does this model "
        "have?",
        {"parameters": 320 + 64 * 289 + 1600 * 10 + 10},
    ),
    (
        "layers in code",
        "keras.layers.GlobalAveragePooling2D() applied to 7x7x2048, then Dense(10, activation='softmax'). Parameters?",
        {"parameters": 20490},
    ),
    (
        "layers in code",
        "nn.Sequential(nn.Flatten(), nn.Linear(28*28, 128), nn.ReLU(), nn.Linear(128, 10)) on MNIST: number of parameters?",
        {"parameters": 784 * 128 + 128 + 1290},
    ),
    (
        "kinds in words",
        "A depthwise convolution with 5x5 kernels, stride 2 and padding 2 is applied to a 32x32x16 feature map. What "
        "is the output shape?",
        {"output": "16x16x16"},
    ),
    (
        "kinds in words",
        "What is the output of a transposed convolution with kernel size 3, stride 2, padding 1 and 8 filters on a 4x4x16 input?",
        {"output": "7x7x8"},
    ),
    (
        "kinds in words",
        "A dilated convolution (dilation rate 3) with a single 3x3 filter is applied to a 15x15x1 input, no padding. "
        "What is the output size?",
        {"output": "9x9x1"},
    ),
    (
        "kinds in words",
        "How many parameters does a depthwise separable convolution with 3x3 kernels need to map 32 channels to 64 "
        "channels, without bias?",
        {"parameters": 288 + 2048},
    ),
    (
        "1-D",
        "A signal of length 100 is convolved with a filter of size 5. What is the length of the output?",
        {"output": "96"},
    ),
    (
        "1-D",
        "An audio signal with 16000 samples is convolved with 64 filters of length 80 and stride 4. What is the output length?",
        {"output": "3981"},
    ),
    (
        "3-D",
        "A 3D convolution with 8 filters of size 3x3x3 is applied to a 16x112x112 volume with 3 channels. What is the output?",
        {"output": "14x110x110x8"},
    ),
    (
        "3-D",
        "A 64x64x64 CT volume with 1 channel is processed by a 3D conv layer with 16 5x5x5 filters, stride 1 and no "
        "padding. Number of parameters?",
        {"parameters": 16 * 126},
    ),
    (
        "dataset",
        "A single CIFAR-10 image is passed through a conv layer with 16 3x3 filters, padding 1. How many parameters?",
        {"parameters": 448},
    ),
    (
        "dataset",
        "An MNIST image is convolved with a single 3 x 3 kernel. Output size?",
        {"output": "26x26x1"},
    ),
    (
        "hyphens",
        "A 224-by-224 color image is fed to a layer of 64 3-by-3 filters with padding 1. Output?",
        {"output": "224x224x64"},
    ),
    (
        "one filter",
        "One filter of size 5x5 is slid over a 32x32x3 image with stride 1. How many parameters does it have?",
        {"parameters": 76},
    ),
    (
        "letters",
        "K filters of F×F with K=12, F=4, stride S=2 on an input of 32×32×3. Output volume?",
        {"output": "15x15x12"},
    ),
    (
        "letters",
        "Input W×H×D = 64×64×3; K = 20, F = 3, S = 1, P = 1. Give the output volume.",
        {"output": "64x64x20"},
    ),
    (
        "MCQ",
        "Q7. What is the size of the output volume when a 32x32x3 image is convolved with 10 filters of 5x5, stride 1, "
        "padding 0?\n(a) 28x28x10\n(b) 32x32x10\n(c) 28x28x3\n(d) 27x27x10",
        {"output": "28x28x10"},
    ),
    (
        "MCQ",
        "12. A conv layer with 6 5x5 filters is applied to a 32x32x1 image. Number of parameters is:\nA) 150\nB) 156\nC) 6\nD) 160",
        {"parameters": 156},
    ),
    (
        "exam",
        "Q3. [2 marks] An input of size $32 \\times 32 \\times 3$ is convolved with $10$ filters of size $5 \\times 5$ "
        "with stride $1$ and padding $2$. Find the output dimension.",
        {"output": "32x32x10"},
    ),
    (
        "exam",
        "(5 points) Given an image with dimensions 227,227,3 and 96 filters of 11,11,3 with stride 4, what is the output size?",
        {"output": "55x55x96"},
    ),
    (
        "spelling",
        "32*32*3 image, 6 filters 5*5*3, stride 1. Output size?",
        {"output": "28x28x6"},
    ),
    (
        "spelling",
        "Input of 64px x 64px, RGB, 16 kernels (3, 3), stride (2, 2). Output?",
        {"output": "31x31x16"},
    ),
    (
        "spelling",
        "input: 227x227x3, filters: 96 (11, 11), stride: 4. Output?",
        {"output": "55x55x96"},
    ),
    (
        "CS231n quiz",
        "Consider a convolutional layer with input volume 16x16x8 and 12 filters of size 3x3, stride 1, zero padding "
        "1. What are the number of parameters in this layer?",
        {"parameters": 12 * 73},
    ),
    (
        "CS231n midterm",
        "You have a CONV layer with 10 5x5 filters, stride 1 and pad 0, following an input of 32x32x3. What are the "
        "dimensions of the activation volume, and how many parameters?",
        {"output": "28x28x10", "parameters": 760},
    ),
    (
        "CS231n midterm",
        "Consider the network: INPUT 128x128x3; CONV-9-32 with pad 0, stride 1; POOL-2; output?",
        {"outputs": ["120x120x32", "60x60x32"]},
    ),
    (
        "CS230 midterm",
        "CONV5-10 denotes a convolutional layer with 10 5x5 filters. Input 32x32x3, CONV5-10 with padding 2 and stride "
        "1. Output volume and number of parameters?",
        {"output": "32x32x10", "parameters": 760},
    ),
    (
        "CS230 midterm",
        "Input: 32 x 32 x 3. CONV3-8 with stride 1 and padding 1, ReLU, POOL-2 with stride 2, FC-10. How many parameters?",
        {"parameters": 8 * 28 + 16 * 16 * 8 * 10 + 10},
    ),
    (
        "Berkeley",
        "An input image is 12x12 with 3 channels. It is convolved with 4 filters of size 3x3 using stride 3 and no "
        "padding. What are the dimensions of the output?",
        {"output": "4x4x4"},
    ),
    (
        "CMU",
        "The input to the CNN is an image of dimensions 30 x 30 x 3. The first layer uses 5 filters, each of width 6, "
        "with a stride of 2 and no padding. What is the size of the output?",
        {"output": "13x13x5"},
    ),
    (
        "MIT",
        "We have a 1D input of length 10 and a filter of length 3, stride 1, no padding. How long is the output?",
        {"output": "8"},
    ),
    (
        "MIT",
        "An image of size 100 x 100 is processed with a max pooling layer of size 5x5 and stride 5. What's the size of the output?",
        {"output": "20x20"},
    ),
    (
        "Geron-like",
        'Consider a convolutional layer with 32 5x5 filters, stride 2 and "same" padding. The input is 150 x 100 RGB. '
        "How many parameters, how many neurons?",
        {"parameters": 32 * 76, "neurons": 75 * 50 * 32},
    ),
    (
        "Chollet-like",
        "A Conv2D layer with 32 filters and a 3x3 window processes a feature map of size (28, 28, 1). What is the size "
        "of its output feature map?",
        {"output": "26x26x32"},
    ),
    (
        "Chollet-like",
        "Given a 5x5 feature map, a 3x3 window and strides of 2 without padding, what is the output size?",
        {"output": "2x2"},
    ),
    (
        "Dive into Deep Learning",
        "We construct a two-dimensional convolutional layer with a kernel of height and width of 3 and apply 1 pixel "
        "of padding on all sides. Given an input with a height and width of 8, what is the height and width of the "
        "output?",
        {"output_size": "8x8"},
    ),
    (
        "Dive into Deep Learning",
        "The height and width of the input are 8; kernel size 3, padding 1, stride 2. Output?",
        {"output": "4x4"},
    ),
    (
        "Dive into Deep Learning",
        "Input 8x8, kernel (3, 5), padding (0, 1), stride (3, 4). Shape of the output?",
        {"output": "2x2"},
    ),
    (
        "Stack Overflow",
        "I have a 28x28x1 input and my first conv layer is 5x5 with 32 filters, stride of 1. why is my output "
        "24x24x32? how many parameters?",
        {"parameters": 832},
    ),
    (
        "Stack Overflow",
        "How to calculate the number of parameters of a convolutional neural network? My layer has 3x3 kernel, 16 "
        "input feature maps, 32 output feature maps.",
        {"parameters": 32 * 145},
    ),
    (
        "Stack Overflow",
        "Given input 10x10x3, Conv2D(8, 3, padding='valid', strides=2) what will be the output shape?",
        {"output": "4x4x8"},
    ),
    (
        "Stack Overflow",
        "what is the output size after Conv2d(in_channels=1, out_channels=10, kernel_size=5) for an MNIST image",
        {"output": "24x24x10"},
    ),
    (
        "Reddit",
        "noob question: 64x64 rgb pic, 32 filters 4x4, stride 2, 1 px padding. what comes out?",
        {"output": "32x32x32"},
    ),
    (
        "Reddit",
        "ELI5 how does 224x224x3 become 112x112x64 with 64 7x7 filters, stride 2 and padding 3?",
        {"output": "112x112x64"},
    ),
    (
        "Quora",
        "If the input image is of size 200x200x3 and we apply 50 filters of size 3x3 with stride 1 and no padding, "
        "what would be the size of output?",
        {"output": "198x198x50"},
    ),
    (
        "German English",
        "An image with the size 32x32x3 is given. It is folded with 8 filters with the size 3x3. The stride is 1, the "
        "padding 0. How big is the output?",
        {"output": "30x30x8"},
    ),
    (
        "German English",
        "Let a RGB image with a resolution of 128 x 128 pixel be given. The first layer possesses 10 filter kernels of "
        "size 7 x 7, the stride amounts to 1 and no padding is used. Determine the dimensions of the feature maps.",
        {"output": "122x122x10"},
    ),
    (
        "interview",
        "What is the number of parameters in a conv layer with 3 input channels, 64 output channels, 3x3 kernel and no bias?",
        {"parameters": 1728},
    ),
    (
        "interview",
        "How many multiplications does it take to apply 32 5x5 filters with same padding to a 28x28x192 volume?",
        {"multiplications": 28 * 28 * 32 * 25 * 192},
    ),
    (
        "interview",
        "Calculate the receptive field after two 3x3 conv layers of stride 1 followed by one 2x2 max pool of stride 2.",
        {"receptive_field": [6, 6]},
    ),
    (
        "interview",
        "What's the output size of an image of 128x128 convolved by a 5x5 kernel, stride 2, padding 2?",
        {"output": "64x64"},
    ),
    (
        "slides",
        "32x32x3 → CONV (6 5x5x3 filters) + ReLU → CONV (10 5x5x6 filters) + ReLU → ? ",
        {"outputs": ["28x28x6", "28x28x6", "24x24x10", "24x24x10"]},
    ),
    (
        "slides",
        "Input 32x32x3, Conv 5x5/1, 6 maps, Pool 2x2/2. Output size?",
        {"outputs": ["28x28x6", "14x14x6"]},
    ),
    (
        "slides",
        "56x56x256 => 1x1, 64 => 3x3, 64, pad 1 => 1x1, 256. Output?",
        {"output": "56x56x256"},
    ),
    (
        "homework",
        "Consider the following CNN. Input: 64x64x3 RGB image. Layer 1: Convolution with 32 kernels of 5x5, stride 1, "
        "padding 2. Layer 2: Max-pooling 2x2 with stride 2. Layer 3: Convolution with 64 kernels of 3x3, stride 1, "
        "padding 1. Layer 4: Max-pooling 2x2 with stride 2. Layer 5: Fully connected with 128 neurons. Layer 6: output "
        "with 10 classes. Compute the number of parameters.",
        {"parameters": 32 * 76 + 64 * 289 + 16 * 16 * 64 * 128 + 128 + 1290},
    ),
    (
        "homework",
        "A network for 48x48 gray images has conv1 (32 3x3 filters), pool1 (2x2, stride 2), conv2 (64 3x3 filters), "
        "pool2 (2x2, stride 2). What are the shapes after every layer?",
        {"outputs": ["46x46x32", "23x23x32", "21x21x64", "10x10x64"]},
    ),
    (
        "homework",
        "Suppose we have a 10-class problem with 32x32x3 inputs. The network has one conv layer with 16 3x3 filters "
        "(padding 1), one 2x2 max pooling and one fully connected output layer. How many parameters?",
        {"parameters": 448 + 16 * 16 * 16 * 10 + 10},
    ),
    (
        "exam",
        "Compute the number of weights and the number of biases of a convolutional layer with 20 kernels of size 5 x 5 "
        "operating on an input with 3 channels.",
        {"weights": 1500, "biases": 20},
    ),
    (
        "exam",
        "An input feature map of size 14x14x512 is passed to a fully connected layer of 4096 neurons. How many weights "
        "(ignoring bias)?",
        {"weights": 14 * 14 * 512 * 4096},
    ),
    (
        "exam",
        "We apply a convolution with a 7x7 kernel on a 224x224x3 image using 64 output channels, a stride of 2 and a "
        "padding of 3. Then we apply batch normalization, ReLU, and a 3x3 max pooling of stride 2 with a padding of 1. "
        "State the size of the tensor after each operation.",
        {"outputs": ["112x112x64", "112x112x64", "112x112x64", "56x56x64"]},
    ),
    (
        "exam",
        "Determine the amount of zero padding needed so that the output of a 5x5 convolution with stride 1 has the "
        "same size as the input.",
        {"padding": [[2, 2], [2, 2]]},
    ),
    (
        "exam",
        "For an input of size 11x11, a filter of size 3x3 and an output of size 5x5, what stride is used without padding?",
        {"stride": 2},
    ),
    (
        "exam",
        "Which filter size maps a 32x32 input to 28x28 with stride 1 and no padding?",
        {"kernel": 5},
    ),
    (
        "LaTeX",
        "Let $X \\in \\mathbb{R}^{28 \\times 28 \\times 1}$ and apply $8$ kernels of size $3 \\times 3$, stride $1$, "
        "no padding. What is the output shape?",
        {"output": "26x26x8"},
    ),
    (
        "LaTeX",
        "A convolutional layer with $K=16$ filters, $F=3$, $S=1$, $P=1$ takes a volume of size $W_1=32, H_1=32, "
        "D_1=3$. What is $W_2 \\times H_2 \\times D_2$?",
        {"output": "32x32x16"},
    ),
    (
        "LaTeX",
        "$n_H = n_W = 64$, $n_C = 3$, $f = 5$, $p = 2$, $s = 1$, $n_C' = 16$ filters. Output dimension?",
        {"output": "64x64x16"},
    ),
    (
        "exam sheet",
        "A convolutional layer receives a 40x40x8 tensor. It has 24 kernels with a spatial extent of 5, padding of 2, "
        "and moves 2 pixels at a time. What tensor comes out?",
        {"output": "20x20x24"},
    ),
    (
        "exam sheet",
        "What will be the output shape if we convolve an image of shape (64, 64, 3) using 16 filters of shape (3, 3) "
        "with padding='same'?",
        {"output": "64x64x16"},
    ),
    (
        "exam sheet",
        "State how many learnable parameters are in the following layer: 5x5 convolution, 6 input channels, 16 output "
        "channels, with biases.",
        {"parameters": 16 * 151},
    ),
    (
        "exam sheet",
        "A network consists of a single convolutional layer with 4 filters (7x7, stride 1, no padding) and a fully "
        "connected layer with 10 outputs. Inputs are 20x20 grayscale images. How many parameters are there altogether?",
        {"parameters": 200 + 14 * 14 * 4 * 10 + 10},
    ),
    (
        "exam sheet",
        "(i) What is the size of the feature map when a 3x3 average pooling with stride 3 is applied to 27x27x64? (ii) "
        "How many parameters does it have?",
        {"output": "9x9x64", "parameters": 0},
    ),
    (
        "exam sheet",
        "Assume that a 2D convolution layer has 3 input channels and 5 output channels, kernel size 7 x 7. Count the "
        "weights. Bias is not used.",
        {"weights": 735},
    ),
    (
        "exam sheet",
        "Problem 1.2 [6 pts] Consider an input image of size 500 × 500 × 3. You run a convolutional layer with 10 "
        "filters of kernel size 5 × 5, stride 1 and padding 2. Size of the output?",
        {"output": "500x500x10"},
    ),
    (
        "exam sheet",
        "Exercise 4: A 6x6 image and a 3x3 kernel, stride=1, padding=0. How many output pixels?",
        {"output": "4x4"},
    ),
    (
        "exam sheet",
        "Name the dimension of the output tensor: input [3, 64, 64], conv with 8 output channels, kernel 4, stride 2, padding 1.",
        {"output": "32x32x8"},
    ),
    (
        "exam sheet",
        "Suppose we would like to go from a 64x64x16 volume to an output with 4 channels with a 1x1 convolution. How "
        "many parameters are needed, including biases?",
        {"parameters": 68},
    ),
    (
        "Berkeley",
        "Consider a CNN whose input is a 28x28x1 image, and whose first layer is a 2D convolution with 8 5x5 kernels "
        "with stride 1 and no padding. The second layer is a max pool with kernel size 2 and stride 2. What is the "
        "shape after the second layer?",
        {"outputs": ["24x24x8", "12x12x8"]},
    ),
    (
        "Berkeley",
        "You have a batch of 32 images, each with shape 3x224x224, that is passed into nn.Conv2d(3, 64, kernel_size=3, "
        "padding=1). Output shape?",
        {"output": "224x224x64"},
    ),
    (
        "Stanford",
        "How many parameters are in a fully-connected layer that maps a 4x4x64 feature map to 100 units?",
        {"parameters": 102500},
    ),
    (
        "Stanford",
        "Assume the filters are square. For an input of 55x55x96, pooling with extent F = 3 and stride S = 2, what is the output?",
        {"output": "27x27x96"},
    ),
    (
        "MIT",
        "Your friend builds a layer with six 4x4 filters, stride 4, zero padding on a 64x64x3 image. What is the output size?",
        {"output": "16x16x6"},
    ),
    (
        "MIT",
        "A filter of size 3 is applied with stride 1 and no zero padding to a 1D signal with 12 elements. What is the "
        "output length?",
        {"output_size": "10"},
    ),
    (
        "CMU",
        "Suppose we have an image of size 64x64 with three color channels, and we convolve it using 20 kernels of size "
        "5 with stride 2 and padding of 1. Determine the output's shape.",
        {"output": "31x31x20"},
    ),
    (
        "CMU",
        "Compute the number of trainable parameters in a CNN with: input 28x28x1; conv layer, 4 filters, 3x3, stride "
        "1, valid; max pool 2x2; flatten; dense 10.",
        {"parameters": 40 + 13 * 13 * 4 * 10 + 10},
    ),
    (
        "Geron-like",
        "What is the total memory needed for the output of a convolutional layer with 100 3x3 filters, stride 2 and "
        "same padding on a 200x300 RGB image?",
        {"memory": {"output_bytes": 100 * 150 * 100 * 4, "param_bytes": 2800 * 4}},
    ),
    (
        "Goodfellow-like",
        "Suppose the network's input is an image of width 32 and height 32 with 3 channels. Applying 5 kernels of "
        "width 3 and height 3 yields what output shape?",
        {"output": "30x30x5"},
    ),
    (
        "Chollet-like",
        "layers.Conv2D(filters=64, kernel_size=3, activation='relu')(inputs) where inputs = keras.Input(shape=(28, 28, "
        "1)). What's the output shape?",
        {"output": "26x26x64"},
    ),
    (
        "Chollet-like",
        "inputs = keras.Input(shape=(180, 180, 3))\nx = layers.Conv2D(32, 3, activation='relu')(inputs)\nx = "
        "layers.MaxPooling2D(pool_size=2)(x)\nx = layers.Conv2D(64, 3, activation='relu')(x)\nHow many parameters?",
        {"parameters": 896 + 18496},
    ),
    (
        "Dive into Deep Learning",
        "conv2d = nn.LazyConv2d(1, kernel_size=3, padding=1, stride=2) on X = torch.rand(size=(8, 8)). Output shape?",
        {"output": "4x4x1"},
    ),
    (
        "Dive into Deep Learning",
        "LeNet: input 28x28x1, 5x5 conv with 6 channels and padding 2, 2x2 avg pooling with stride 2, 5x5 conv with 16 "
        "channels, 2x2 avg pooling with stride 2, dense 120, dense 84, dense 10. Number of parameters?",
        {"parameters": 156 + 2416 + 48120 + 10164 + 850},
    ),
    (
        "Stack Overflow",
        "Why does Conv2D(64, (5,5), strides=(2,2), padding='same', input_shape=(28,28,1)) output (14,14,64)? How many "
        "params are there?",
        {"parameters": 64 * 26},
    ),
    (
        "Stack Overflow",
        "My input is 96 x 96 x 1. I use a conv with 32 filters, each 3 x 3. Output shape and # of params?",
        {"output": "94x94x32", "parameters": 320},
    ),
    (
        "Stack Overflow",
        "self.pool = nn.MaxPool2d(kernel_size=3, stride=2); input torch.zeros(1, 64, 55, 55). what shape do I get?",
        {"output": "27x27x64"},
    ),
    (
        "Stack Overflow",
        "If I have an input of size 1x28x28 and self.conv1 = nn.Conv2d(1, 32, 3, 1), what's the output size?",
        {"output": "26x26x32"},
    ),
    (
        "Stack Overflow",
        "I'm confused about nn.Linear(320, 50). How many parameters does it have?",
        {"parameters": 16050},
    ),
    (
        "Stack Overflow",
        "x = F.relu(F.max_pool2d(self.conv1(x), 2)) with self.conv1 = nn.Conv2d(1, 10, kernel_size=5) and x of shape "
        "(64, 1, 28, 28). Output shape?",
        {"output": "12x12x10"},
    ),
    (
        "Stack Overflow",
        "nn.Conv2d(64, 64, kernel_size=3, padding=1, groups=64, bias=False) on 32x32x64: number of parameters?",
        {"parameters": 576},
    ),
    (
        "Stack Overflow",
        "nn.Conv2d(3, 16, 3, padding='same') on a 50x50 RGB image, output?",
        {"output": "50x50x16"},
    ),
    (
        "reddit",
        "so i have 1 filter thats 3x3x3 and my image is 32x32x3, is the output 30x30x1 or 30x30x3?",
        {"output": "30x30x1"},
    ),
    (
        "reddit",
        "Quick question - input image 100 x 100 (greyscale), 8 kernels 11 x 11, stride 3, no padding => how large are "
        "the feature maps?",
        {"output": "30x30x8"},
    ),
    (
        "reddit",
        "conv w/ k=4, s=2, p=1 on 64x64x3, 128 filters. output dims?",
        {"output": "32x32x128"},
    ),
    (
        "quora",
        "What is the number of parameters in a layer which has 32 filters of size 3*3 and input has 64 feature maps?",
        {"parameters": 32 * 577},
    ),
    (
        "quora",
        "How do I compute the output size of a max pooling layer of 3x3 and stride of 2 when the input is 13x13x256?",
        {"output": "6x6x256"},
    ),
    (
        "interview",
        "Suppose you have an input of 28x28x256 and want 28x28x64 using 1x1 convolutions. How many filters are needed? "
        "How many parameters without bias?",
        {"parameters": 16384},
    ),
    (
        "interview",
        "How many MACs does a 3x3 depthwise convolution with padding 1 on 112x112x32 perform?",
        {"macs": 112 * 112 * 32 * 9},
    ),
    (
        "interview",
        "Given a 7x7x512 feature map, compare: number of parameters of a dense layer with 4096 units?",
        {"parameters": 25088 * 4096 + 4096},
    ),
    (
        "interview",
        "What is the receptive field of five stacked 3x3 convolutions with stride 1?",
        {"receptive_field": [11, 11]},
    ),
    (
        "slides",
        "227x227x3 --[96 @ 11x11, s=4]--> ? ",
        {"output": "55x55x96"},
    ),
    (
        "slides",
        "[55x55x96] POOL 3x3 stride 2 -> ?",
        {"output": "27x27x96"},
    ),
    (
        "slides",
        "Conv (5x5, 16, stride 1, pad 0) on 14x14x6 = ?",
        {"output": "10x10x16"},
    ),
    (
        "slides",
        "input 1@32x32, C1 6@5x5, S2 pool 2x2, C3 16@5x5. sizes?",
        {"outputs": ["28x28x6", "14x14x6", "10x10x16"]},
    ),
    (
        "slides",
        "64x64x3 | Conv 3x3x16, s1, p1 | MaxPool 2, s2 | Conv 3x3x32, s1, p1 | MaxPool 2, s2 | output?",
        {"output": "16x16x32"},
    ),
    (
        "homework",
        "1. Conv layer: 8 filters of size 3x3, stride 1, padding 1\n2. ReLU\n3. Max pooling: 2x2, stride 2\n4. Conv "
        "layer: 16 filters of size 3x3, stride 1, padding 1\n5. ReLU\n6. Max pooling: 2x2, stride 2\n7. Fully "
        "connected: 10\nFor a 32x32x3 input, compute the total number of parameters.",
        {"parameters": 224 + 16 * 73 + 8 * 8 * 16 * 10 + 10},
    ),
    (
        "homework",
        "The input image has a size of 256x256x3. First, a convolution with 32 filters of 5x5, stride 2 and padding 2 "
        "is applied. Second, a max pooling of 2x2 with stride 2 follows. Third, a convolution with 64 filters of 3x3, "
        "stride 1 and padding 1. What is the output volume of each layer?",
        {"outputs": ["128x128x32", "64x64x32", "64x64x64"]},
    ),
    (
        "homework",
        "An input of 32x32x3 is passed through three identical 3x3 conv layers with 16 filters each and padding 1. How "
        "many parameters in total?",
        {"parameters": 448 + 2 * 16 * 145},
    ),
    (
        "homework",
        "A CNN has two convolutional layers. Conv1: 6 kernels 5x5. Conv2: 12 kernels 5x5. After each there is a 2x2 "
        "pooling. Input 28x28x1. Output?",
        {"output": "4x4x12"},
    ),
    (
        "homework",
        "MLP: 784 inputs, one hidden layer with 100 neurons, 10 outputs. How many parameters?",
        {"parameters": 78500 + 1010},
    ),
    (
        "homework",
        "Fully connected network with 3072 inputs and two hidden layers with 100 and 50 units, and an output layer "
        "with 10 units. Parameters?",
        {"parameters": 307300 + 5050 + 510},
    ),
    (
        "German English",
        "Given is an input image of the size 64x64 with 3 channels, which is processed with 16 filters of the size 5x5 "
        "with a stride of 1 and a padding of 2. Which dimension has the output?",
        {"output": "64x64x16"},
    ),
    (
        "German English",
        "How many parameter has a convolution layer with 20 filters of size 3x3 and an RGB image as input?",
        {"parameters": 560},
    ),
    (
        "German English",
        "The picture is 48 x 48 pixels and has 1 channel. Max-Pooling with window 3x3 and stride 3 is used. Calculate "
        "the output size.",
        {"output": "16x16x1"},
    ),
    (
        "German English",
        "Input: grey value image 100x100. Layer: 4 filter masks 9x9, stride 1, without padding. Number of free parameters?",
        {"parameters": 4 * 82},
    ),
    (
        "transposed",
        "ConvTranspose2D with 64 filters, kernel 3x3, stride 2, padding 1, output padding 1 on 16x16x128: output?",
        {"output": "32x32x64"},
    ),
    (
        "transposed",
        "An up-convolution of size 2x2 with stride 2 and 512 filters is applied to 28x28x1024. What is the output size?",
        {"output": "56x56x512"},
    ),
    (
        "transposed",
        "A 4x4 deconvolution with stride 2 and padding 1 and 256 filters on a 4x4x512 tensor, output shape?",
        {"output": "8x8x256"},
    ),
    (
        "dilated",
        "3x3 kernel dilated by a factor of 2 on a 7x7 input, stride 1. Output size?",
        {"output": "3x3"},
    ),
    (
        "dilated",
        "What's the output of a 5x5 dilated convolution with dilation 3, 1 filter, no padding on 32x32x1?",
        {"output": "20x20x1"},
    ),
    (
        "sep",
        "How many parameters does a separable convolution (3x3 depthwise then 1x1 pointwise with 128 filters) have on "
        "a 56x56x64 input without biases?",
        {"parameters": 576 + 8192},
    ),
    (
        "grouped",
        "A grouped convolution with 4 groups, 64 filters of size 3x3 on a 14x14x32 input, no bias. How many weights?",
        {"weights": 64 * 9 * 8},
    ),
    (
        "1-D",
        "1D convolution: sequence length 50, 8 input channels, 16 filters of size 3. Number of parameters?",
        {"parameters": 16 * 25},
    ),
    (
        "1-D",
        "A time series of length 128 is convolved with a kernel of size 7 and stride 2 with padding 3. Output length?",
        {"output_size": "64"},
    ),
    (
        "1-D",
        "nn.Conv1d(in_channels=12, out_channels=32, kernel_size=9) applied to a signal of shape (12, 1000): output?",
        {"output": "992x32"},
    ),
    (
        "1-D",
        "Max pooling of size 2 on a signal of length 100. What is the output length?",
        {"output_size": "50"},
    ),
    (
        "3-D",
        "nn.Conv3d(1, 8, 3) on a (1, 1, 16, 64, 64) tensor: output?",
        {"output": "14x62x62x8"},
    ),
    (
        "3-D",
        "A 3D max pooling of 2x2x2 with stride 2 on a 32x32x32 volume. Output?",
        {"output": "16x16x16"},
    ),
    (
        "padding words",
        "An image of 5x5x3 is padded with 1 pixel on every side. What is the size of the padded image?",
        {"padded_input": [7, 7, 3]},
    ),
    (
        "padding words",
        "How much zero padding do we need on each side to preserve the spatial size with 11x11 filters and stride 1?",
        {"padding": [[5, 5], [5, 5]]},
    ),
    (
        "padding words",
        "What should the padding be for a 3x3 convolution with stride 1 so that input and output have the same size?",
        {"padding": [[1, 1], [1, 1]]},
    ),
    (
        "padding words",
        "32x32x3 input, ten 7x7 filters, padded so that the output keeps the same height and width. Output?",
        {"output": "32x32x10"},
    ),
    (
        "fit",
        "Would a 5x5 filter with stride 2 fit evenly on a 12x12 input with no padding?",
        {"fits": False},
    ),
    (
        "fit",
        "Is stride 2 valid for W=227, F=11, P=0?",
        {"fits": True},
    ),
    (
        "fit",
        "Does a 4x4 kernel with stride 3 cover a 10x10 image exactly?",
        {"fits": True},
    ),
    (
        "reversed",
        "Find the final size of a 3x3 max pool with stride 2 on the output of a conv layer with 96 11x11 filters and "
        "stride 4 on a 227x227x3 image.",
        {"outputs": ["55x55x96", "27x27x96"]},
    ),
    (
        "reversed",
        "Apply ReLU after a 5x5 convolution with 4 filters on 12x12x3. What is the output?",
        {"output": "8x8x4"},
    ),
    (
        "reversed",
        "What's the shape after a 2x2 max pool that follows a 3x3 conv with 8 filters on a 10x10x1 image?",
        {"output": "4x4x8"},
    ),
    (
        "dataset",
        "Fashion-MNIST images, conv layer with 32 3x3 filters and stride 1. Output?",
        {"output": "26x26x32"},
    ),
    (
        "dataset",
        "For a CIFAR-10 input, what does a 5x5 conv with 6 filters followed by a 2x2 maxpool output?",
        {"output": "14x14x6"},
    ),
    (
        "dataset",
        "ImageNet images of 224x224x3, 64 filters 3x3 with padding 1. Number of multiplications?",
        {"multiplications": 224 * 224 * 64 * 27},
    ),
    (
        "by name",
        "What is the shape of the output when a 128x128 color picture goes through 16 kernels of 3 by 3 pixels, stride "
        "one pixel and padding one pixel?",
        {"output": "128x128x16"},
    ),
    (
        "by name",
        "Given: input height = 28, input width = 28, input channels = 1, number of filters = 20, filter height = 5, "
        "filter width = 5, stride = 1, padding = 0. Find: output volume.",
        {"output": "24x24x20"},
    ),
    (
        "by name",
        "H=64, W=48, C=3, N=16 filters of 3x3, s=1, p=1. Output?",
        {"output": "64x48x16"},
    ),
    (
        "by name",
        "filter size: 3x3; number of filters: 16; stride: 2; padding: 1; input: 56x56x8 → output: ?",
        {"output": "28x28x16"},
    ),
    (
        "by name",
        "in_channels=3, out_channels=8, kernel_size=3, stride=1, padding=1, H=W=32. Number of parameters?",
        {"parameters": 224},
    ),
    (
        "by name",
        "A conv layer: C_in = 64, C_out = 128, k = 3, no bias. Parameters?",
        {"parameters": 73728},
    ),
    (
        "by name",
        "Let n = 32, f = 5, p = 2, s = 1. Compute floor((n + 2p - f)/s) + 1.",
        {"output": "32x32"},
    ),
    (
        "course exercise",
        "Consider a layer with twelve 4x4 kernels, stride two, and one-pixel zero padding; its input is a 3-channel "
        "image of 100 by 60 pixels. What is the output volume?",
        {"output": "50x30x12"},
    ),
    (
        "course exercise",
        "A conv layer turns a 14x14x256 tensor into one with 512 channels with 3x3 filters, padding 1. How many "
        "weights excluding biases?",
        {"weights": 512 * 9 * 256},
    ),
    (
        "course exercise",
        "Suppose I flatten a 28x28x1 image and feed it to a dense layer with 128 neurons. How many parameters?",
        {"parameters": 785 * 128},
    ),
    (
        "course exercise",
        "class Net(nn.Module):\n    def __init__(self):\n        self.conv1 = nn.Conv2d(3, 6, 5)\n        self.pool = "
        "nn.MaxPool2d(2, 2)\n        self.conv2 = nn.Conv2d(6, 16, 5)\n        self.fc1 = nn.Linear(16 * 5 * 5, "
        "120)\n    def forward(self, x):\n        x = self.pool(F.relu(self.conv1(x)))\n        x = "
        "self.pool(F.relu(self.conv2(x)))\n        x = torch.flatten(x, 1)\n        x = F.relu(self.fc1(x))\nInput is "
        "3x32x32. How many parameters?",
        {"parameters": 456 + 2416 + 48120},
    ),
    (
        "course exercise",
        "out = F.conv2d(torch.randn(8, 3, 28, 28), torch.randn(10, 3, 5, 5), padding=2). What is out.shape?",
        {"output": "28x28x10"},
    ),
    (
        "course exercise",
        "tf.nn.conv2d(x, filters=tf.random.normal([3, 3, 3, 16]), strides=2, padding='VALID') where x is 33x33x3. Output shape?",
        {"output": "16x16x16"},
    ),
    (
        "course exercise",
        "nn.AdaptiveMaxPool2d(2) on a 9x9x32 input: output?",
        {"output": "2x2x32"},
    ),
    (
        "course exercise",
        "model = keras.Sequential([keras.Input(shape=(32, 32, 3)), layers.Conv2D(16, 3, padding='same'), "
        "layers.GlobalAveragePooling2D(), layers.Dense(10)]). Total params?",
        {"parameters": 448 + 170},
    ),
    (
        "course exercise",
        "The layer does not use padding. Its 5 filters are 3x3 and the stride is 2. The input is 11x11x2. Output?",
        {"output": "5x5x5"},
    ),
    (
        "course exercise",
        "What happens to the size of a 32x32x3 image when convolved with a 5x5x3 filter without padding?",
        {"output": "28x28x1"},
    ),
    (
        "course exercise",
        "Two 3x3 conv layers (64 filters each, padding 1), each followed by a 2x2 max pool with stride 2, on a 64x64x3 "
        "image. Output?",
        {"output": "16x16x64"},
    ),
    (
        "course exercise",
        "Input 100x100x3; conv with 10 filters 3x3, stride 1; instead of max pooling we use 2x2 average pooling with "
        "stride 2. Output?",
        {"output": "49x49x10"},
    ),
    (
        "course exercise",
        "A hidden layer with 50 neurons is fully connected to a 16x16x4 volume. Number of weights and biases?",
        {"parameters": 51250},
    ),
    (
        "course exercise",
        "Q5) [3] A 1-D CNN layer: 4 filters of size 3, input of length 20 with 2 channels, stride 1, no padding. "
        "Output shape? Number of parameters?",
        {"output": "18x4", "parameters": 28},
    ),
    (
        "course exercise",
        "What is the output volume size of pooling with 2×2 filters and stride 2 given an input of 112×112×128?",
        {"output": "56x56x128"},
    ),
    (
        "course exercise",
        "Given an input volume of $$64\\times64\\times3$$ and $16$ filters of $$5\\times5\\times3$$ with $S=1$ and "
        "$P=2$, how many multiplications are needed in total?",
        {"multiplications": 64 * 64 * 16 * 75},
    ),
    (
        "course exercise",
        "Which stride is needed to go from 224x224 to 112x112 with 7x7 filters and padding 3?",
        {"stride": 2},
    ),
    (
        "course exercise",
        "What kernel size gives a 24x24 output from a 28x28 input with stride 1 and no padding?",
        {"kernel": 5},
    ),
    (
        "course exercise",
        "Number of params of SeparableConv2D(64, 3, use_bias=False) with input (28, 28, 32)?",
        {"parameters": 288 + 2048},
    ),
    (
        "course exercise",
        "How many parameters are there in a convolutional layer with an input of 10 feature maps, an output of 20 "
        "feature maps and 5x5 kernels?",
        {"parameters": 20 * 251},
    ),
    (
        "course exercise",
        "calculate o/p size: i/p 28x28x3, filter 5x5, no. of filters = 8, s=1, p=0",
        {"output": "24x24x8"},
    ),
    (
        "course exercise",
        "Input image: 6 x 6 x 3. # of filters: 2, each 3 x 3 x 3. What is the size of the output?",
        {"output": "4x4x2"},
    ),
    (
        "course exercise",
        "A black and white image of 50x50 px is convolved with three 7 px x 7 px kernels. Size of the output?",
        {"output": "44x44x3"},
    ),
    (
        "course exercise",
        "Your CNN consists of: conv (5x5, 8 maps), subsampling (2x2), conv (5x5, 16 maps), subsampling (2x2). Image "
        "28x28 gray. Output size?",
        {"output": "4x4x16"},
    ),
    (
        "course exercise",
        "Suppose our input is 39 x 39 x 3 and we use f=3, stride 1, no padding and 10 filters. How big is the result?",
        {"output": "37x37x10"},
    ),
    (
        "course exercise",
        "What is the number of neurons in the output of a conv layer with 32 kernels 5x5, stride 1, same padding and a "
        "28x28x1 input?",
        {"neurons": 28 * 28 * 32},
    ),
    (
        "course exercise",
        "Input 3@32x32, conv 8@5x5, pool 2x2, conv 16@5x5, pool 2x2, FC 120, FC 10. params?",
        {"parameters": 8 * 76 + 16 * 201 + 401 * 0 + (16 * 25 + 1) * 120 + 1210},
    ),
    (
        "course exercise",
        "Max-pool(2x2) applied to 15x15x8 with stride 2 — does it fit evenly?",
        {"fits": False},
    ),
    (
        "course exercise",
        "The kernel is 3×3, padding='same', 32 filters; x.shape = (28, 28, 1). What is the shape of the output?",
        {"output": "28x28x32"},
    ),
    (
        "course exercise",
        "How many bytes does the output of 96 11x11 filters with stride 4 on 227x227x3 take?",
        {"memory": {"output_bytes": 290400 * 4, "param_bytes": 34944 * 4}},
    ),
    (
        "course exercise",
        "A convolutional layer has 3 input channels and 6 output channels and uses 5 x 5 filters and no bias terms. "
        "How many weights?",
        {"weights": 450},
    ),
    (
        "course exercise",
        "The number of filters is 20, their size is 5x5 and the stride equals 1. The input is a 28x28 grayscale image. "
        "What is the number of learnable parameters?",
        {"parameters": 520},
    ),
    (
        "course exercise",
        "Compare the parameters of a 7x7 convolution with 64 filters on a 64-channel input, without bias.",
        {"parameters": 49 * 64 * 64},
    ),
    (
        "problem sheet",
        "A conv net gets 96x96 RGB images. Its first conv layer learns 48 filters of 7x7 with stride 3 and pads with "
        "1. What size are the activation maps?",
        {"output": "31x31x48"},
    ),
    (
        "problem sheet",
        "[10 marks] You are given a 20x20x5 volume. (a) What is the output size of a conv layer with 7 filters 3x3, "
        "stride 1, pad 1? (b) How many biases?",
        {"output": "20x20x7", "biases": 7},
    ),
    (
        "problem sheet",
        "Let the input to a convolutional layer be 7x7x3 and let there be 2 filters of 3x3x3, stride 2, pad 1. The "
        "output volume is of size?",
        {"output": "4x4x2"},
    ),
    (
        "problem sheet",
        "An input with 28x28x192 goes through 1x1 conv with 64 filters. Multiplications?",
        {"multiplications": 28 * 28 * 64 * 192},
    ),
    (
        "problem sheet",
        "nn.Sequential(nn.Conv2d(1, 8, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(8*14*14, "
        "10)) for 28x28 MNIST. Total parameters?",
        {"parameters": 80 + 15690},
    ),
    (
        "problem sheet",
        "x = torch.zeros(4, 8, 16, 16); y = F.avg_pool2d(x, 4); y.shape?",
        {"output": "4x4x8"},
    ),
    (
        "problem sheet",
        "model.add(Dense(64, activation='relu', input_shape=(100,))); model.add(Dense(10, activation='softmax')). "
        "Number of parameters?",
        {"parameters": 6464 + 650},
    ),
    (
        "problem sheet",
        "Convolving a 9x9 image with a 4x4 kernel at stride 5: what size results?",
        {"output": "2x2"},
    ),
    (
        "problem sheet",
        "What does a 2x2 max pool with stride 2 make of a 28x28x6 volume?",
        {"output": "14x14x6"},
    ),
    (
        "problem sheet",
        "Output size for a 5x5 max pooling window sliding over 50x50x3 in steps of 5?",
        {"output": "10x10x3"},
    ),
    (
        "problem sheet",
        "Input: 11x11x4; Filters: 2 of size 5x5x4; Stride: 2; Padding: 2 → output volume = ?",
        {"output": "6x6x2"},
    ),
    (
        "problem sheet",
        "A deep network takes a 60x60x1 input. Layer one: 16 kernels (5x5), no padding. Layer two: 2x2 max pooling. "
        "Layer three: 32 kernels (5x5), no padding. Layer four: 2x2 max pooling. What are the dimensions of the final "
        "feature maps?",
        {"output": "12x12x32"},
    ),
    (
        "problem sheet",
        "Suppose you have a 1000x1000 grayscale image and a fully connected hidden layer with 1000 units. How many "
        "weights and biases?",
        {"parameters": 10**9 + 1000},
    ),
    (
        "problem sheet",
        "How many parameters would it take to fully connect a 32x32x3 input to 500 hidden units?",
        {"parameters": 3072 * 500 + 500},
    ),
    (
        "problem sheet",
        "In AlexNet, the second layer has 256 kernels of 5x5 with padding 2 on 27x27x96. How many MACs?",
        {"macs": 27 * 27 * 256 * 25 * 96},
    ),
    (
        "problem sheet",
        "A conv layer with a 5 x 5 x 3 kernel and 20 output maps, without bias. Parameters?",
        {"parameters": 1500},
    ),
    (
        "problem sheet",
        "Stride is 1, padding is valid, 6 kernels of 5 by 5, image 32 by 32 by 1. Output size & params?",
        {"output": "28x28x6", "parameters": 156},
    ),
    (
        "problem sheet",
        "Given: 16 filters, 3x3, stride 2. Input: 33x33x8. Does it fit? Output?",
        {"fits": True, "output": "16x16x16"},
    ),
    (
        "problem sheet",
        "For input (H, W, C) = (64, 64, 3) and 8 3x3 filters with stride 1 and pad 1, find (H', W', C').",
        {"output": "64x64x8"},
    ),
    (
        "problem sheet",
        "What is the receptive field of a 7x7 conv with stride 2 followed by a 3x3 max pool with stride 2?",
        {"receptive_field": [11, 11]},
    ),
    (
        "problem sheet",
        "Let a 1-D signal of 64 samples pass through 4 filters of length 9 with stride 1. What is the output length?",
        {"output_size": "56"},
    ),
    (
        "problem sheet",
        "Depthwise 3x3 on 112x112x32, stride 1, pad 1, followed by pointwise 1x1 with 64 filters. How many MACs?",
        {"macs": 112 * 112 * 32 * 9 + 112 * 112 * 64 * 32},
    ),
    (
        "problem sheet",
        "Transposed conv, kernel 4, stride 2, pad 1, 64 filters, input 8x8x128. Output?",
        {"output": "16x16x64"},
    ),
    (
        "problem sheet",
        "What's the size of the output if I convolve 3x64x64 with 10 filters, k=3, s=1, p=1?",
        {"output": "64x64x10"},
    ),
    (
        "problem sheet",
        "A 416x416x3 image is downsampled by a conv of 32 filters 3x3 stride 2 pad 1. Output?",
        {"output": "208x208x32"},
    ),
    (
        "problem sheet",
        "Consider a max-pooling layer (3x3, stride 2) after a conv layer (96 filters, 11x11, stride 4) for an input of "
        "227x227x3. What is the output size?",
        {"outputs": ["55x55x96", "27x27x96"]},
    ),
    (
        "problem sheet",
        "We use a 2x2 average pooling on the output of a convolution with 6 5x5 kernels. The input is 32x32x1. Final size?",
        {"output": "14x14x6"},
    ),
    (
        "problem sheet",
        "The following layer is given: Conv(in=16, out=32, kernel=3, stride=1, padding=1). How many parameters does it have?",
        {"parameters": 32 * 145},
    ),
    (
        "problem sheet",
        "How many weights has a 3x3 filter over an RGB image?",
        {"weights": 27},
    ),
    (
        "problem sheet",
        "Given a 120x120 grayscale photo, 5 filters with a size of 9x9 and a step size of 3, calculate the output.",
        {"output": "38x38x5"},
    ),
    (
        "mixed sheet",
        "Consider a CNN that takes 50x50 RGB images. The first conv layer has 10 feature detectors of 3x3, stride 1, "
        "no padding. Output size?",
        {"output": "48x48x10"},
    ),
    (
        "mixed sheet",
        "Suppose that a convolution with 64 kernels of dimension 5x5x32 is run over a 20x20x32 volume with stride 1 "
        "and zero-padding 2. What's the total number of multiplications?",
        {"multiplications": 20 * 20 * 64 * 25 * 32},
    ),
    (
        "mixed sheet",
        "How does the output look for nn.MaxPool2d(3, 2) on a (16, 64, 27, 27) tensor?",
        {"output": "13x13x64"},
    ),
    (
        "mixed sheet",
        "An input volume of 9x9x3, two filters with 3x3x3, S=3, P=0. Output volume?",
        {"output": "3x3x2"},
    ),
    (
        "mixed sheet",
        "We pass a 28x28x1 image through Conv(16, 3x3), ReLU, MaxPool(2x2), Conv(32, 3x3), ReLU, MaxPool(2x2), "
        "Flatten. How long is the flattened vector?",
        {"outputs": ["26x26x16", "26x26x16", "13x13x16", "11x11x32", "11x11x32", "5x5x32", "800"]},
    ),
    (
        "mixed sheet",
        "A first convolutional layer of 96 kernels of size 7 × 7 with stride 2 is applied to an input image of 224 × "
        "224 × 3. Number of weights (no bias)?",
        {"weights": 96 * 147},
    ),
    (
        "mixed sheet",
        "What spatial size do you get when a 35x35 feature map goes through a 3x3 max pool, stride 2, valid?",
        {"output_size": "17x17"},
    ),
    (
        "mixed sheet",
        "With 'same' padding and stride 2, what does a 3x3 convolution with 24 filters make of a 15x15x3 input?",
        {"output": "8x8x24"},
    ),
    (
        "mixed sheet",
        "The input has 5 channels and the layer has 7 filters of 3x3. How many bias terms? How many weights?",
        {"biases": 7, "weights": 315},
    ),
    (
        "mixed sheet",
        "A dense layer takes 256 features and outputs 64 features. Parameters?",
        {"parameters": 257 * 64},
    ),
    (
        "mixed sheet",
        "fc layer from 4096 to 1000, number of parameters incl. bias?",
        {"parameters": 4097 * 1000},
    ),
    (
        "mixed sheet",
        "Consider a conv layer with input 6x6x1, kernel 3x3, one filter, stride 1, padding 1. Output dims and number "
        "of MAC operations?",
        {"output": "6x6x1", "macs": 36 * 9},
    ),
    (
        "mixed sheet",
        "Determine the output shape: Input(64,64,3) -> Conv2D(32, 5, strides=2, padding='same') -> MaxPooling2D(2)",
        {"outputs": ["32x32x32", "16x16x32"]},
    ),
    (
        "mixed sheet",
        "Assume an image of 31x31 and a pooling filter of 3x3, stride 2. Is the division even? What's the output?",
        {"output": "15x15"},
    ),
    (
        "mixed sheet",
        "Let a conv layer have 20 5x5 filters and its input be 12x12x10. How many parameters, how many connections?",
        {"parameters": 20 * 251, "connections": 20 * 251 * 64},
    ),
    (
        "mixed sheet",
        "A 3x3 filter with a dilation of 2 has which receptive field?",
        {"receptive_field": [5, 5]},
    ),
    (
        "mixed sheet",
        "How big is the feature map after applying a 10x10 filter with a stride of 10 to a 100x100 image?",
        {"output": "10x10"},
    ),
    (
        "mixed sheet",
        "A network has the layers conv 3x3 (16), conv 3x3 (32), pool 2x2; image 20x20x3. Final volume?",
        {"output": "8x8x32"},
    ),
    (
        "mixed sheet",
        "Batch norm follows a conv layer with 32 3x3 filters on 10x10x3; how many parameters together?",
        {"parameters": 32 * 28 + 64},
    ),
    (
        "mixed sheet",
        "Five by five kernel, thirty-two filters, RGB input: parameter count?",
        {"parameters": 32 * 76},
    ),
    (
        "mixed sheet",
        "Max pooling 3x3/2 on 112x112x64 with padding 1. Output?",
        {"output": "56x56x64"},
    ),
    (
        "mixed sheet",
        "What is the im2col matrix for 32 filters of 3x3 over 10x10x8 with padding 1?",
        {"im2col": [72, 100]},
    ),
    (
        "mixed sheet",
        "An image of height 10 and width 20 with 3 channels; 4 filters of height 3 and width 5; stride 1. Output?",
        {"output": "8x16x4"},
    ),
    (
        "mixed sheet",
        "Input 1x28x28. Conv2d(1, 20, 5, 1), MaxPool2d(2, 2), Conv2d(20, 50, 5, 1), MaxPool2d(2, 2), Linear(4*4*50, "
        "500), Linear(500, 10). Params?",
        {"parameters": 520 + 25050 + 400500 + 5010},
    ),
    (
        "mixed sheet",
        "Can a 5x5 kernel with stride 4 and no padding tile a 21x21 input?",
        {"fits": True},
    ),
    (
        "short question",
        "You feed a 72x72x3 image into a conv layer that has 36 filters sized 9x9, with stride 3 and no padding. Which "
        "output volume do you obtain?",
        {"output": "22x22x36"},
    ),
    (
        "short question",
        "State the dimensions of the output of a 3x3 max-pooling with stride 3 on a volume of 45x45x20.",
        {"output": "15x15x20"},
    ),
    (
        "short question",
        "In a layer with 50 filters of size 4x4x8 each, how many trainable parameters are there (don't forget the biases)?",
        {"parameters": 50 * 129},
    ),
    (
        "short question",
        "nn.Conv2d(in_channels=32, out_channels=64, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1)); input: [8, 32, "
        "56, 56]; output=?",
        {"output": "28x28x64"},
    ),
    (
        "short question",
        "How many weights connect a 5x5x40 volume with a fully connected layer of 30 neurons, not counting biases?",
        {"weights": 30000},
    ),
    (
        "short question",
        "W=64, K=5, S=2, P=2. What's the output size?",
        {"output": "32x32"},
    ),
    (
        "short question",
        "Suppose the stride is 4, the filter is 8x8, there are 16 of them, and the image is 84x84x4. What does the layer output?",
        {"output": "20x20x16"},
    ),
    (
        "short question",
        "A conv with 3x3 kernels and 10 filters is followed by another conv with 3x3 kernels and 20 filters. The image "
        "is 16x16x1. What's the final volume?",
        {"output": "12x12x20"},
    ),
    (
        "short question",
        "Zero-pad a 10x10x3 image with 3 pixels on each side, then apply 4 filters of 5x5. Output?",
        {"output": "12x12x4"},
    ),
    (
        "short question",
        "Compute the number of multiplications for 8 filters (3x3) on a 12x12x4 input, stride 1, no padding.",
        {"multiplications": 10 * 10 * 8 * 36},
    ),
    (
        "short question",
        "image 1x32x32 -> conv 5x5 (6) -> avgpool 2x2 -> conv 5x5 (16) -> avgpool 2x2 -> fc 120 -> fc 84 -> fc 10: "
        "total parameters?",
        {"parameters": 61706},
    ),
    (
        "short question",
        "How large must the padding be for 9x9 kernels and stride 1 to keep the resolution?",
        {"padding": [[4, 4], [4, 4]]},
    ),
    (
        "short question",
        "Each of the 64 filters is 3x3 and looks at 32 channels. How many parameters, bias included?",
        {"parameters": 64 * 289},
    ),
    (
        "short question",
        "Keras: Conv2D(10, kernel_size=(5, 5), strides=(2, 2)) with input_shape=(29, 29, 1). What is the output shape?",
        {"output": "13x13x10"},
    ),
    (
        "short question",
        "If a 6x6 matrix is convolved with a 3x3 vertical edge detector, what size is the result?",
        {"output": "4x4"},
    ),
    (
        "short question",
        "A 1x1 convolution takes 28x28x192 to 28x28x32. How many multiplications?",
        {"multiplications": 28 * 28 * 192 * 32},
    ),
    (
        "short question",
        "Global average pooling on 7x7x1024 and a dense layer with 1000 units: number of parameters?",
        {"parameters": 1025 * 1000},
    ),
    (
        "short question",
        "What would be the size after two 2x2 max poolings with stride 2 of a 64x64x16 volume?",
        {"output": "16x16x16"},
    ),
    (
        "interview",
        "What is the receptive field of three 3x3 convolutions?",
        {"receptive_field": [7, 7]},
    ),
    (
        "lecture on VGG",
        "56x56x64 input. Two 3x3 convolutions with pad 1 and 64 filters each. How many parameters?",
        {"parameters": 2 * (3 * 3 * 64 * 64 + 64)},
    ),
    (
        "forum, the first linear layer",
        "My input is 28x28x1. A conv layer has 32 3x3 filters and 2x2 max pooling. How many features go into the dense layer?",
        {"neurons": 13 * 13 * 32},
    ),
    (
        "forum, the first linear layer",
        "Input 32x32x3, 16 filters 5x5, then max pooling 2x2, then flatten. What is the length of the flattened vector?",
        {"neurons": 14 * 14 * 16},
    ),
]
