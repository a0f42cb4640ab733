"""CC101 to CC131: the text, its values, names, expressions and blocks, and the comments that silence findings."""

from __future__ import annotations

from cnncalc.explanations.explanation import Explanation

EXPLANATIONS = (
    Explanation(
        code="CC101",
        name="not-yaml",
        severity="error",
        summary="the text is not YAML, so nothing of it can be read",
        why=(
            "The parser stops where the text stops making sense, which may be lines below the slip: a brace that is never "
            "closed is noticed at the end of the file. Usual causes: indentation that does not line up, a tab, a bracket or a "
            "quote that is not closed, a text with `: ` or a leading `@` without quotes, and inside braces an expression with a "
            'bracket, which needs quotes: `"=depths[0]"`. Repair this one first: nothing else in the file has been looked at.'
        ),
        bad="""\
input: 32x32x3
layers:
  - conv: {filters: 8, kernel: 3
  - relu
""",
        good="""\
input: 32x32x3
layers:
  - conv: {filters: 8, kernel: 3}
  - relu
""",
    ),
    Explanation(
        code="CC102",
        name="unsupported-yaml",
        severity="error",
        summary="a part of YAML that architecture files do without: tags, merge keys, several documents",
        why=(
            "YAML can do more than a description needs. Tags build objects of the program that reads, with some readers a way "
            "to run code; merge keys (`<<`) mean different things to different readers; an alias inside its own anchor never "
            "ends. A file from a stranger must be safe to read and mean one thing, so these are refused. Plain anchors and "
            "aliases (`&wide`, `*wide`) are fine, and for what comes again there are `defaults`, `vars` and `blocks`."
        ),
        bad="""\
input: 32x32x3
layers:
  - conv: &first {filters: 8, kernel: 3, activation: relu}
  - conv: {<<: *first, filters: 16, kernel: 5}
""",
        good="""\
input: 32x32x3
layers:
  - conv: {filters: 8, kernel: 3, activation: relu}
  - conv: {filters: 16, kernel: 5, activation: relu}
""",
    ),
    Explanation(
        code="CC103",
        name="beyond-bounds",
        severity="error",
        summary="the file is larger, deeper or has more values than any architecture file",
        why=(
            "Reading stops at 1 MiB, 50,000 values, 64 levels of nesting and 200 findings, so that a wrong or hostile file ends "
            "in a message at once and not in minutes of work or a crash. Aliases count at every use: the five lists below are "
            "short to write and stand for more than 100,000 values. A network of 700 layers takes fewer than 100 lines; if a "
            "real one comes near the bounds, give its parts names under `blocks` and let `repeat` count them."
        ),
        bad="""\
input: 32x32x3
vars:
  a: &a [8, 8, 8, 8, 8, 8, 8, 8, 8, 8]
  b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
  c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
  d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
  e: [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]
layers:
  - conv: {filters: "=a[i]", kernel: 3, activation: relu}
    repeat: 10
""",
        good="""\
input: 32x32x3
vars:
  a: [8, 8, 8, 8, 8, 8, 8, 8, 8, 8]
layers:
  - conv: {filters: "=a[i]", kernel: 3, activation: relu}
    repeat: 10
""",
    ),
    Explanation(
        code="CC104",
        name="duplicate-key",
        severity="error",
        summary="a key stands twice in one mapping",
        why=(
            "Most YAML readers keep the last of two equal keys without a word, so the value that you see first is not the one "
            "that counts: a layer you believe has 8 filters has 16, and every number below it is off. It comes from a copied "
            "line, or from a merge conflict where both sides were kept. The finding stands at the second key, with a note at "
            "the first."
        ),
        bad="""\
input: 32x32x3
layers:
  - conv: {filters: 8, kernel: 3, filters: 16}
""",
        good="""\
input: 32x32x3
layers:
  - conv: {filters: 16, kernel: 3}
""",
    ),
    Explanation(
        code="CC105",
        name="unknown-key",
        severity="error",
        summary="a key, a parameter or a figure that means nothing where it stands",
        why=(
            "To pass over an unknown key would be to compute another network: with `paddding: 1` ignored, the 32x32 map below "
            "would shrink to 30x30 and nothing would say so. Three causes are common: a slip, a word of another tool "
            "(`kernel_size` is `kernel` here, and the channels that come in are never written), and the wrong level: parameters "
            "stand inside the braces of the operation, `name`, `from`, `repeat`, `when` and `expect` beside it."
        ),
        bad="""\
input: 32x32x3
layers:
  - conv: {filters: 8, kernel: 3, paddding: 1}
""",
        good="""\
input: 32x32x3
layers:
  - conv: {filters: 8, kernel: 3, padding: 1}
""",
    ),
    Explanation(
        code="CC106",
        name="missing-part",
        severity="error",
        summary="something required is not there: an input, the layers, a parameter, a second operand",
        why=(
            "What decides a shape or a count is never guessed: a kernel that was assumed to be 3 would give numbers that look "
            "right and are not. A file needs an input and layers, a convolution its filters and its kernel, a join two tensors. "
            "The rest has the defaults of PyTorch (stride 1, padding 0, a bias; a pool's stride is its kernel), and what holds "
            "for all layers is written once, under `defaults`."
        ),
        bad="""\
input: 32x32x3
layers:
  - conv: 16
""",
        good="""\
input: 32x32x3
layers:
  - conv: {filters: 16, kernel: 3}
""",
    ),
    Explanation(
        code="CC107",
        name="wrong-value",
        severity="error",
        summary="a value that its field does not take",
        why=(
            "A value is read by the field it stands in: counts are whole decimal numbers, switches are `true` or `false`, "
            "shapes are `224x224x3`. Other YAML readers make `010` into 8, `0x3` into 3, `1:30` into 90 and `no` into false, "
            "which nobody means in a network, so these are refused with a hint. A computed count must come out whole too: half "
            "of 5 filters is an error and not silently 2. Say how to round: `//`, `floor`, `ceil`, `round` or `make_divisible`."
        ),
        bad="""\
input: 32x32x3
vars: {width: 5}
layers:
  - conv: {filters: =width / 2, kernel: 3}
""",
        good="""\
input: 32x32x3
vars: {width: 5}
layers:
  - conv: {filters: =width // 2, kernel: 3}
""",
    ),
    Explanation(
        code="CC108",
        name="unknown-operation",
        severity="error",
        summary="an operation or a block that does not exist",
        why=(
            "A layer that is not known cannot be counted, and to count it as nothing would make the totals wrong without a "
            "sign. Built-in operations are lower-case, the blocks of a file are Capitalised, so the one is never taken for the "
            "other. Common words of other tools are recognised: `dense` is `linear` here, `batch_norm` is `batchnorm`. `cnncalc "
            "list --operations` shows all of them with their parameters."
        ),
        bad="""\
input: 784
layers:
  - dense: 10
""",
        good="""\
input: 784
layers:
  - linear: 10
""",
    ),
    Explanation(
        code="CC110",
        name="unreadable-expression",
        severity="error",
        summary="an expression that cannot be read",
        why=(
            "A value that begins with `=` is computed, as in a spreadsheet: numbers, names, `+ - * / // %`, comparisons, `and "
            "or not`, `a if t else b`, and the functions min, max, round, floor, ceil, abs and make_divisible. Nothing of it is "
            "run as Python, so nothing else is understood. The usual trap is a comma: inside braces or brackets it ends the "
            "value, and of `=max(8, width)` only `=max(8` arrives. Quote the whole expression there."
        ),
        bad="""\
input: 32x32x3
vars: {width: 4}
layers:
  - conv: {filters: =max(8, width), kernel: 3}
""",
        good="""\
input: 32x32x3
vars: {width: 4}
layers:
  - conv: {filters: "=max(8, width)", kernel: 3}
""",
    ),
    Explanation(
        code="CC111",
        name="unknown-name",
        severity="error",
        summary="a name in an expression, or a variable that is set, that nothing defines",
        why=(
            "An expression knows the file's `vars`, the parameters of the block it stands in, `i` below a `repeat`, and sizes "
            "of tensors as in `input.channels`. A block knows nothing of the place that calls it: what it needs is handed over, "
            "so that it means the same everywhere. Variables are computed from top to bottom, and one can use only those above "
            "it."
        ),
        bad="""\
input: 32x32x3
vars: {width: 8}
layers:
  - conv: {filters: =4 * widht, kernel: 3}
""",
        good="""\
input: 32x32x3
vars: {width: 8}
layers:
  - conv: {filters: =4 * width, kernel: 3}
""",
    ),
    Explanation(
        code="CC112",
        name="no-value",
        severity="error",
        summary="an expression without a value: a division by zero, a position beyond a list",
        why=(
            "The expression is well formed, but with these values it has no result; behind the carets stand the values of the "
            "names in it. Lists count from 0, so a list of two has the positions 0 and 1. A condition must be true or false: 0 "
            "is neither, write `n > 0`. Numbers go up to 2^53 = 9,007,199,254,740,992, because beyond it other readers of the "
            "JSON, JavaScript among them, no longer keep whole numbers exact."
        ),
        bad="""\
input: 32x32x3
vars: {widths: [16, 32]}
layers:
  - conv: {filters: "=widths[2]", kernel: 3}
""",
        good="""\
input: 32x32x3
vars: {widths: [16, 32]}
layers:
  - conv: {filters: "=widths[1]", kernel: 3}
""",
    ),
    Explanation(
        code="CC113",
        name="bad-name",
        severity="error",
        summary="a name that cannot be given: no word, a word of the language, or taken already",
        why=(
            "Names stand in paths (`layer4.Bottleneck[0].main`) and in expressions, so they are words of letters, digits and "
            "`_`, blocks Capitalised, and not words of the language such as `prev`, `input`, `i` or `max`. No name is given "
            "twice where both are known: with two layers called `stem`, `from: stem` would depend on the order of the lines. A "
            "block's parameter may not hide a variable either."
        ),
        bad="""\
input: 32x32x3
layers:
  - conv: {filters: 8, kernel: 3, padding: half, activation: relu}
    name: stem
  - conv: {filters: 8, kernel: 3, padding: half, activation: relu}
    name: stem
  - add: [prev, stem]
""",
        good="""\
input: 32x32x3
layers:
  - conv: {filters: 8, kernel: 3, padding: half, activation: relu}
    name: stem
  - conv: {filters: 8, kernel: 3, padding: half, activation: relu}
    name: second
  - add: [second, stem]
""",
    ),
    Explanation(
        code="CC114",
        name="unknown-tensor",
        severity="error",
        summary="a tensor that is not there, or not yet",
        why=(
            "A layer can use what has been computed above it: `prev` is the tensor just above, `input` is what entered this "
            "block (or the network), and any layer with a `name` can be asked for further down. Names do not leave the block, "
            "the branch or the head they are given in, and what `when: false` or `repeat: 0` leaves out is not there for others "
            "either. There are no references forwards: a network without loops can always be written in an order without them."
        ),
        bad="""\
input: 32x32x3
layers:
  - conv: {filters: 8, kernel: 3}
    name: stem
  - relu
  - add: [prev, sten]
""",
        good="""\
input: 32x32x3
layers:
  - conv: {filters: 8, kernel: 3}
    name: stem
  - relu
  - add: [prev, stem]
""",
    ),
    Explanation(
        code="CC115",
        name="endless-block",
        severity="error",
        summary="a block that calls itself, directly or through others",
        why=(
            "Written out, such a network has no end. It is refused even where a parameter counts down, so that a file can be "
            "read from top to bottom and its size be seen. For layers that come several times there is `repeat`, whose passes "
            "are told apart by `i`; a tree is written with a block for each level."
        ),
        bad="""\
input: 32x32x3
blocks:
  Tower: {layers: [conv: {filters: 8, kernel: 3, activation: relu}, Tower]}
layers:
  - Tower
""",
        good="""\
input: 32x32x3
blocks:
  Tower: {layers: [conv: {filters: 8, kernel: 3, activation: relu}]}
layers:
  - Tower:
    repeat: 3
""",
    ),
    Explanation(
        code="CC116",
        name="too-many-layers",
        severity="error",
        summary="the file expands to more than 20,000 layers",
        why=(
            "Every pass of a layer, a sequence or a block counts, those that `when` skips included. A ResNet-200 has some 700 "
            "layers, so this is a slip in a `repeat` or in a variable it depends on. It ends here, in a message, rather than in "
            "minutes of work."
        ),
        bad="""\
input: 32x32x3
layers:
  - conv: {filters: 8, kernel: 3, padding: half, activation: relu}
    repeat: 30_000
""",
        good="""\
input: 32x32x3
layers:
  - conv: {filters: 8, kernel: 3, padding: half, activation: relu}
    repeat: 3
""",
    ),
    Explanation(
        code="CC117",
        name="not-plain-text",
        severity="error",
        summary="the file is not plain text in UTF-8",
        why=(
            "Either the bytes are no UTF-8 (an editor saved the file in an older encoding, where an umlaut or an accent is one "
            "byte; save it as UTF-8), or it holds a control character that no editor shows: a page break (`\\x0c`, as here) "
            "copied out of a PDF, an escape sequence copied out of a terminal, a byte order mark in the middle of two files "
            "joined together. Delete it and type the place again."
        ),
        bad="""\
input: 32x32x3
layers:
  - conv: {filters: 8, kernel: 3}\x0c
  - relu
""",
        good="""\
input: 32x32x3
layers:
  - conv: {filters: 8, kernel: 3}
  - relu
""",
    ),
    Explanation(
        code="CC118",
        name="channels-first",
        severity="warning",
        summary="a shape that looks like channels x height x width; here it is height x width x channels",
        why=(
            "PyTorch writes 3x224x224, Keras, the textbooks and these files 224x224x3. Both are legal shapes, so nothing fails: "
            "3x224x224 is a strip 3 high, 224 wide, with 224 channels. The numbers are then plausible and wrong. The "
            "convolution below has 129,088 parameters instead of 1,792."
        ),
        bad="""\
input: 3x224x224
layers:
  - conv: {filters: 64, kernel: 3, padding: half}
""",
        good="""\
input: 224x224x3
layers:
  - conv: {filters: 64, kernel: 3, padding: half}
""",
    ),
    Explanation(
        code="CC119",
        name="not-a-layer",
        severity="error",
        summary="an entry of a list of layers that is not one layer",
        why=(
            "A layer is a bare word (`- relu`), or a mapping with exactly one operation and its modifiers (`name`, `from`, "
            "`repeat`, `when`, `expect`, `frozen`, `weights`) beside it. Two operations in one entry have no order, as keys of "
            "a mapping have none; nearly always a `- ` is missing. To group layers write `sequence: [...]`."
        ),
        bad="""\
input: 32x32x3
layers:
  - conv: {filters: 8, kernel: 3}
    relu:
""",
        good="""\
input: 32x32x3
layers:
  - conv: {filters: 8, kernel: 3}
  - relu
""",
    ),
    Explanation(
        code="CC120",
        name="format-version",
        severity="error",
        summary="the file is written for another version of the format",
        why=(
            "`cnncalc: 1` says which version of the format a file is written for; it may be left out. A later version may give "
            "the same words another meaning, so a file that asks for one is not read: update cnncalc. If the number was meant "
            "to be the version of your network, write it under `description`."
        ),
        bad="""\
cnncalc: 2
input: 32x32x3
layers: [relu]
""",
        good="""\
cnncalc: 1
input: 32x32x3
layers: [relu]
""",
    ),
    Explanation(
        code="CC122",
        name="unshareable-weights",
        severity="error",
        summary="`weights` names something whose weights do not fit here",
        why=(
            "`weights: NAME` uses the same weights a second time: they are counted once as parameters, and their work each "
            "time, as in siamese networks and in detectors with one head for all scales. That needs the same kind of layer and "
            "the same weight shapes; for a block, the same layers in the same order. Weight shapes depend on the channels that "
            "come in, so two convolutions that are written alike may still differ."
        ),
        bad="""\
input: 32x32x3
layers:
  - conv: {filters: 3, kernel: 3, activation: relu}
    name: first
  - conv: {filters: 3, kernel: 5, activation: relu}
    weights: first
""",
        good="""\
input: 32x32x3
layers:
  - conv: {filters: 3, kernel: 3, activation: relu}
    name: first
  - conv: {filters: 3, kernel: 3, activation: relu}
    weights: first
""",
    ),
    Explanation(
        code="CC130",
        name="unused-ignore",
        severity="warning",
        summary="a comment that silences a finding, on a line that has no such finding",
        why=(
            "`# cnncalc: ignore[CC401]` says that the finding on this line is known and meant. Once the line is repaired the "
            "comment is left behind, and would hide the next one, which nobody has looked at. Take it out. Only codes that the "
            "run reports are judged, so that a comment for a rule that is switched off today is left alone."
        ),
        bad="""\
input: 7x7x1
layers:
  - conv: {filters: 1, kernel: 3, stride: 3, padding: 1}  # cnncalc: ignore[CC401]
""",
        good="""\
input: 7x7x1
layers:
  - conv: {filters: 1, kernel: 3, stride: 3, padding: 1}
""",
    ),
    Explanation(
        code="CC131",
        name="invalid-ignore",
        severity="warning",
        summary="a comment names a code that does not exist or cannot be silenced",
        why=(
            "A comment such as `# cnncalc: ignore[CC401, CC402]` silences those findings on its own line. A mistyped code would "
            "silence nothing while it looks as if it did. Expectations, design rules and warnings can be silenced; errors of "
            "the text and of shapes (CC1.., CC3..) cannot, because after them there are no numbers left to judge."
        ),
        bad="""\
input: 7x7x1
layers:
  - conv: {filters: 1, kernel: 3, stride: 3}  # cnncalc: ignore[CC401, CC041]
""",
        good="""\
input: 7x7x1
layers:
  - conv: {filters: 1, kernel: 3, stride: 3}  # cnncalc: ignore[CC401]
""",
    ),
)
