"""The words of the courses, by what they do in a phrase."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a line."""
    return frozenset(text.split())


# Between the words that matter

ARTICLES = words("a an")
POINTERS = words("the this that each every these those its such both our your")
ORDINALS = words("first second third fourth fifth sixth last final 1st 2nd 3rd 4th 5th next another")
LINKS = words("of is are was be being = : equal equals to set has have having with a an the about exactly value at which")
"""What may stand between a noun and its number."""

SIZE_WORDS = words("size sizes sized dimension dimensions dimensionality dims dim shape shapes extent spatial resolution")
PIXELS = words("pixel pixels px cell cells unit units element elements")
NUMBER_OF = (("number", "of"), ("no", ".", "of"), ("num",), ("#", "of"), ("#",), ("amount", "of"), ("count", "of"))
PREPOSITIONS = words("on onto to over from into for takes accepts given receives across")
NEGATIONS = (("not", "using"), ("not", "use"), ("without", "using"), ("instead", "of"), ("rather", "than"), ("no",))
"""Before a layer that there is not."""

NETWORK = words("network networks net nets nn")
THEN = words("then followed next afterwards afterward subsequently finally -> after")

# What goes in

INPUTS = words(
    "input inputs image images picture pictures photo photos photograph volume volumes tensor tensors signal signals "
    "frame frames matrix "
    "array digit digits grid map maps activation activations feature features x sequence data sample samples"
)
VAGUE_INPUTS = words("feature features data x")
"""Nouns of the input only where something is said of them."""

INPUT_ADJECTIVES = words(
    "square digital 2d 3d 1d original given resized single pixel valued size sized training natural medical satellite layer , input"
)
COLOURS = {
    "rgb": 3, "color": 3, "colour": 3, "coloured": 3, "colored": 3, "bgr": 3, "rgba": 4, "grayscale": 1, "greyscale": 1, "gray": 1,
    "grey": 1, "monochrome": 1, "binary": 1, "mono": 1,
}  # fmt: skip
"""Words for an image that say its channels."""

DATASETS = {"mnist": (28, 28, 1), "cifar": (32, 32, 3)}
"""Images whose name says their size."""

SIDES = {
    "wide": "width", "width": "width", "high": "height", "height": "height", "tall": "height", "deep": "depth", "depth": "depth",
    "long": "length", "length": "length",
}  # fmt: skip
SIDE_ADJECTIVES = words("deep wide high tall long")
CHANNELS = words("channels channel maps planes depth")
MAPS = words("maps planes")
OF_CHANNELS = {"input": "input", "in": "input", "incoming": "input", "output": "output", "out": "output", "outgoing": "output"}
"""Words before `channels` that say whose they are."""

CHANNEL_ADJECTIVES = words("color colour rgb image feature spectral activation separate resulting different")
MAKES = words("produces produce producing outputs outputting gives giving yields yielding becomes become")
GETS = words("get gets got getting want wants wanted")
"""What a layer does to its output."""

OUTPUTS = words("output outputs resulting result") | MAKES | GETS

SIGNALS = words("signal signals sequence sequences series waveform recording audio")
SAMPLES = words("samples sample points values elements steps timesteps entries")
"""What a signal is counted in."""

# Windows

FILTER, FILTERS = words("filter kernel detector"), words("filters kernels detectors")
ANY_FILTER = FILTER | FILTERS
FILTER_ADJECTIVES = words(
    "convolutional convolution conv conv2d different learnable learned trainable square spatial separate independent "
    "unique distinct "
    "individual linear 2d 3d 1d identical feature single small large shared"
)
WINDOW = words("window windows region regions neighborhood neighbourhood neighborhoods patch patches subregion subregions")

STRIDE = words("stride strides strided step steps")
MOVES = words("move moves moved moving slide slides slid shifted shifts jumps jump hops")
PAD = words("pad pads padded padding paddings zeropadding zeropad")
ZERO = words("zero zeros zeroes implicit symmetric border spatial")
PADDING_WORDS = words("same valid half full")
KEEPS = words("keep keeps keeping preserve preserves preserving maintain maintains retain retains same unchanged equal equals")
PURPOSE = words("so such to which that chosen")
BIAS = words("bias biases biasses")
WITHOUT = words("no without ignore ignoring ignored excluding exclude neglect neglecting disregard disregarding omit omitting")
WITH = words("with including include includes counting incl plus")
NO = words("false no off none ignored omitted excluded neglected")
YES = words("true yes on included")

# Layers

CONVOLUTION = words(
    "conv conv2d conv1d conv3d convolution convolutions convolutional convolve convolved convolves convolving convs"
)
CONVOLVES = words("convolve convolved convolves convolving")
DECONVOLUTION = words(
    "deconvolution deconv deconvolutional upconvolution upconv convtranspose convtranspose2d conv2dtranspose upconvolutional"
)
STACKED = words("stacked consecutive successive identical")
"""With one of these a number counts layers."""

CONVOLUTION_KINDS = {
    "depthwise": "depthwise_conv", "depth": "depthwise_conv", "transposed": "conv_transpose", "transpose": "conv_transpose",
    "fractionally": "conv_transpose", "up": "conv_transpose", "locally": "locally_connected",
}  # fmt: skip
CONVOLUTION_ADJECTIVES = (
    CONVOLUTION_KINDS.keys()
    | words(
        "separable pointwise strided standard regular spatial simple single wise point 2d 1d 3d normal ordinary usual "
        "dilated atrous"
    )
    | STACKED
)
POOLS = {"max": "maxpool", "maximum": "maxpool", "avg": "avgpool", "average": "avgpool", "mean": "avgpool", "l2": "l2pool"}
POOLING = words("pool pools pooling pooled poolings subsampling subsample subsampled downsampling downsample downsampled")
FUSED_POOLS = {
    "maxpool": "maxpool", "maxpooling": "maxpool", "maxpool2d": "maxpool", "maxpooling2d": "maxpool", "maxpools": "maxpool",
    "avgpool": "avgpool", "avgpooling": "avgpool", "averagepooling": "avgpool", "averagepooling2d": "avgpool",
    "meanpool": "avgpool",
}  # fmt: skip
ANY_POOL = POOLING | POOLS.keys() | FUSED_POOLS.keys()
DENSE = words("dense linear fc mlp")
LAYER = words("layer layers operation operations step stage block unit")
MANY_LAYERS = words("layers operations blocks")
CLASSES = words("class classes categories category labels")
NEURONS = words(
    "unit units neuron neurons node nodes output outputs class classes hidden logits categories labels features perceptrons"
)
SIMPLE_LAYERS = {
    "relu": "relu", "relus": "relu", "sigmoid": "sigmoid", "tanh": "tanh", "softmax": "softmax", "gelu": "gelu", "elu": "elu",
    "batchnorm": "batchnorm", "batchnormalization": "batchnorm", "bn": "batchnorm", "flatten": "flatten", "flattened": "flatten",
    "flattening": "flatten", "flattens": "flatten", "lrn": "lrn", "leakyrelu": "leaky_relu", "dropout": "dropout",
}  # fmt: skip
"""Layers that a word alone names."""

LAYER_PHRASES = {
    ("batch", "normalization"): "batchnorm", ("batch", "normalisation"): "batchnorm", ("batch", "norm"): "batchnorm",
    ("batch", "normalized"): "batchnorm", ("local", "response", "normalization"): "lrn", ("leaky", "relu"): "leaky_relu",
}  # fmt: skip

UNKNOWN_LAYERS = words(
    "inception lstm gru rnn attention transformer upsampling upsample unpooling unpool deformable embedding recurrent "
    "capsule residual "
    "bottleneck squeeze excitation shortcut skip twice thrice concatenated concatenation concatenate"
)
"""Words for layers that cannot be read from a sentence."""

DEFINES = words("denotes denote means represents signifies")
"""Words of a sentence that explains a notation."""

# Questions

ASKING = words("what what's whats how which compute calculate find determine derive evaluate estimate deduce work")
"""A sentence with one of these asks."""

OPENING = ASKING | words("give state report does show fill list name write provide obtain identify specify")
"""A sentence that begins with one of these asks."""

NUMBERED = words(
    "question problem exercise q lecture figure fig part chapter section task quiz example page layer step stage block"
)
"""Things whose number counts no cells."""

NETWORKS = words("alexnet vgg resnet lenet googlenet vggnet zfnet mobilenet densenet imagenet ilsvrc cs231n")
POINTS = words("marks mark points pts point % percent epochs times")
