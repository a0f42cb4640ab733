"""CC301 to CC340: layers that cannot take what comes in. After one of these a tensor's shape is unknown."""

from __future__ import annotations

from cnncalc.explanations.explanation import Explanation

EXPLANATIONS = (
    Explanation(
        code="CC301",
        name="vector-or-map",
        severity="error",
        summary="a layer needs a vector and gets a feature map, or the other way round",
        why=(
            "`linear` joins every input with every output, so it takes a vector. Between a feature map and a `linear` stands "
            "`flatten` (all values in a row, here 30*30*8 = 7,200, and a weight for each) or `global_avgpool` and `flatten` "
            "(one value a channel, here 8). PyTorch's Linear would work on the last axis of what it gets and give another "
            "network; nothing is flattened silently here, because it decides most of the parameters of many networks."
        ),
        bad="""\
input: 32x32x3
layers:
  - conv: {filters: 8, kernel: 3, activation: relu}
  - linear: 10
""",
        good="""\
input: 32x32x3
layers:
  - conv: {filters: 8, kernel: 3, activation: relu}
  - global_avgpool
  - flatten
  - linear: 10
""",
    ),
    Explanation(
        code="CC302",
        name="wrong-axes",
        severity="error",
        summary="a value has more or fewer entries than the input has spatial axes",
        why=(
            "A list has an entry for each spatial axis: one for a signal (16000x1), two for an image, three for a video "
            "(16x112x112x3). The channels are no axis to slide over. A single number stands for all axes, so `kernel: 3` is "
            "right everywhere. If the list is right, it is the input's shape that has an axis too many or too few."
        ),
        bad="""\
input: 16000x1
layers:
  - conv: {filters: 8, kernel: [3, 3]}
""",
        good="""\
input: 16000x1
layers:
  - conv: {filters: 8, kernel: 3}
""",
    ),
    Explanation(
        code="CC303",
        name="too-large",
        severity="error",
        summary="a tensor has more than 2^53 elements",
        why=(
            "2^53 is 9,007,199,254,740,992: at four bytes each some 36 million gigabytes. No network has such a tensor, so an "
            "input, a scale or a number of filters is mistyped, often in a variable. Beyond this bound programs that read the "
            "JSON would no longer see exact counts."
        ),
        bad="""\
input: 32x32x3
layers:
  - upsample: 1_000_000
  - conv: {filters: 1000, kernel: 1}
""",
        good="""\
input: 32x32x3
layers:
  - upsample: 10
  - conv: {filters: 1000, kernel: 1}
""",
    ),
    Explanation(
        code="CC310",
        name="kernel-does-not-fit",
        severity="error",
        summary="the kernel is larger than its padded input",
        why=(
            "A window slides over the W + 2P cells of the padded input; when its K cells are more than that, there is no place "
            "for it, and O = (W - K + 2P)/S + 1 would be 0 or less. With dilation D the window spans D*(K - 1) + 1 cells. In "
            "deep networks the cause is mostly further up: each stride 2 halves the map, and a small input (32x32 into a "
            "network made for 224x224) is used up before the last layers. Pad, use a smaller kernel, or stride less often "
            "above."
        ),
        bad="""\
input: 5x5x3
layers:
  - conv: {filters: 8, kernel: 7}
""",
        good="""\
input: 5x5x3
layers:
  - conv: {filters: 8, kernel: 7, padding: half}
""",
    ),
    Explanation(
        code="CC311",
        name="nothing-left",
        severity="error",
        summary="a crop, or the padding of a transposed convolution, cuts off all there is",
        why=(
            "`crop: 4` takes 4 cells off each side, 8 of the height in all, and a map 8 high has none left. In a "
            "`conv_transpose` padding works backwards: its output is `(W - 1)*S + D*(K - 1) + 1 - 2P` cells long, and the "
            "output_padding more, so padding cuts off what the kernel has spread, and too much of it leaves nothing."
        ),
        bad="""\
input: 8x8x3
layers:
  - crop: 4
""",
        good="""\
input: 8x8x3
layers:
  - crop: 3
""",
    ),
    Explanation(
        code="CC312",
        name="output-padding-too-large",
        severity="error",
        summary="`output_padding` is not smaller than the stride or the dilation",
        why=(
            "With stride S, S input sizes of a convolution share one output size: a 3x3 convolution with padding 1 and stride 2 "
            "makes 4 out of 7 as well as of 8. The transposed convolution needs to be told which one to go back to, and "
            "output_padding is that choice, 0 up to S - 1 cells. More of them would lie where no window ever writes; PyTorch "
            "refuses it as well."
        ),
        bad="""\
input: 8x8x3
layers:
  - conv_transpose: {filters: 8, kernel: 4, stride: 2, output_padding: 2}
""",
        good="""\
input: 8x8x3
layers:
  - conv_transpose: {filters: 8, kernel: 4, stride: 2, output_padding: 1}
""",
    ),
    Explanation(
        code="CC313",
        name="reshape-changes-count",
        severity="error",
        summary="`reshape` to a shape of another number of elements",
        why=(
            "`reshape` puts the same values into another order of rows, columns and channels; it can neither make nor drop any. "
            "Here 4*4*512 = 8,192 values come in and 7*7*512 = 25,088 would have to come out. Mostly the number is right for "
            "another input size: `flatten` needs none, and `adaptive_avgpool: 7x7` gives 7x7 whatever comes in."
        ),
        bad="""\
input: 4x4x512
layers:
  - reshape: 7x7x512
""",
        good="""\
input: 4x4x512
layers:
  - reshape: 8192
""",
    ),
    Explanation(
        code="CC320",
        name="does-not-divide",
        severity="error",
        summary="groups, parts or a factor do not divide the channels or the size",
        why=(
            "A convolution in G groups cuts its C input channels and its filters into G equal parts, each filter seeing C/G "
            "channels: parameters and MACs fall by the factor G. So G must divide both. The same holds for `groupnorm`, "
            "`channel_shuffle` and `chunk`; `pixel_shuffle: r` turns r*r channels into one, and `space_to_depth` needs a height "
            "and width that its factor divides. With scaled widths let `make_divisible` choose the filters."
        ),
        bad="""\
input: 32x32x6
layers:
  - conv: {filters: 64, kernel: 3, groups: 4}
""",
        good="""\
input: 32x32x6
layers:
  - conv: {filters: 64, kernel: 3, groups: 2}
""",
    ),
    Explanation(
        code="CC321",
        name="contradiction",
        severity="error",
        summary="parameters of one layer contradict each other, or leave it open what is meant",
        why=(
            "Some layers can be described in two ways: `upsample` by its `scale` or by the `size` that comes out, a `conv` by "
            "`groups` or by a table of `connections`. With both, one would have to be ignored; with neither, guessed. Keep the "
            "one that you mean: `scale` follows the input, `size` is fixed."
        ),
        bad="""\
input: 32x32x3
layers:
  - upsample: {scale: 2, size: 64x64}
""",
        good="""\
input: 32x32x3
layers:
  - upsample: {scale: 2}
""",
    ),
    Explanation(
        code="CC322",
        name="beyond-the-end",
        severity="error",
        summary="a channel or a part that the input does not have",
        why=(
            "`slice` and `connections` count channels from 0, and `stop` is excluded, as in Python: of 3 channels the last is "
            "2, and all are `{start: 0, stop: 3}`. Unlike Python, a stop beyond the end is an error, because the layer below "
            "would get fewer channels than the file says. `chunk` counts its parts from 1."
        ),
        bad="""\
input: 32x32x3
layers:
  - slice: {start: 1, stop: 4}
""",
        good="""\
input: 32x32x3
layers:
  - slice: {start: 1, stop: 3}
""",
    ),
    Explanation(
        code="CC330",
        name="shapes-do-not-join",
        severity="error",
        summary="tensors of different shapes cannot be joined",
        why=(
            "`add` and `multiply` work value by value: equal shapes, or one that is 1x1xC or HxWx1 and counts for all places or "
            "all channels. `concat` needs equal sizes, its channels add up. In a residual block the shortcut must follow the "
            "main branch: where that changes channels or size, a 1x1 convolution with the same filters and stride goes into the "
            "shortcut (ResNet's projection). Broadcasting beyond this, as NumPy does it, would hide the slip."
        ),
        bad="""\
input: 56x56x64
layers:
  - add:
      main: {conv: {filters: 128, kernel: 3, padding: half}}
      shortcut:
""",
        good="""\
input: 56x56x64
layers:
  - add:
      main: {conv: {filters: 128, kernel: 3, padding: half}}
      shortcut: {conv: {filters: 128, kernel: 1}}
""",
    ),
    Explanation(
        code="CC340",
        name="needs-a-number",
        severity="error",
        summary="a size of the input is a letter, and something here can only be told from a number",
        why=(
            "With `--input HxWx3` every size is a formula of H and W. But which layers there are must not depend on it: a `when`, "
            "a `repeat`, `a if test else b` or a comparison with a size is decided where the answer is the same for all sizes, and "
            "is this error where it is not. Nor has every quotient an exact formula: `//` by a number, `+`, `-`, `*`, `min` and "
            "`max` have one, a fraction (`/`, a factor of 0.5) and a quotient of two formulas have none. Walk the network at sizes "
            "that are numbers instead."
        ),
        bad="",
        good="",
    ),
)
