"""Layers in Python code, PyTorch's and Keras's: calls are parsed and looked at, never executed."""

from __future__ import annotations

import ast
import re
import warnings
from typing import TYPE_CHECKING, Any, NamedTuple

from cnncalc.core.size import LARGEST
from cnncalc.textbook.wording.readings import Begin, Expects, Filters, Framework, Input, Setting, Then

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cnncalc.textbook.wording.readings import Reading

_CALL = re.compile(r"(?P<target>[A-Za-z_][A-Za-z0-9_.]*\s*=\s*)?(?P<name>[A-Za-z_][A-Za-z0-9_.]*)\(")

MOST_DEPTH = 40
"""Brackets in brackets: no layers of anyone are written so deep."""


class Piece(NamedTuple):
    """A call, from and up to a place in the text, and what it says."""

    start: int
    end: int
    readings: tuple[Reading, ...]
    unread: tuple[str, ...]


class Tensor(NamedTuple):
    """``torch.randn(1, 3, 224, 224)`` as an argument."""

    shape: tuple[int, ...]


class Call(NamedTuple):
    """A call with its arguments as plain values; what is none is None."""

    name: str
    positional: tuple[Any, ...]
    keywords: dict[str, Any]

    def get(self, place: int, *names: str, default: Any = None) -> Any:
        """The argument at a place or under one of these names."""
        for name in names:
            if name in self.keywords:
                return self.keywords[name]
        return self.positional[place] if place < len(self.positional) else default


def find(text: str) -> list[Piece]:
    """The calls in ``text`` that name layers or inputs, outermost first come first."""
    pieces: list[Piece] = []
    definitions = _definitions(text)
    at = 0
    while (match := _CALL.search(text, at)) is not None:
        end = _closing(text, match.end() - 1)
        name = match["name"].rpartition(".")[2]
        if end is None or not (name in READERS or name in CONTAINERS or name in FUNCTIONS or match["name"] in definitions):
            at = match.end()
            continue
        if _target(match) in definitions:
            # What it is stands where it is called.
            pieces.append(Piece(match.start(), end, (), ()))
            at = end
            continue
        readings, unread = _read(text[match.start("name") : end], definitions)
        if readings:
            pieces.append(Piece(match.start(), end, tuple(readings), tuple(unread)))
            at = end
        else:
            at = match.end()
    return pieces


def _target(match: re.Match[str]) -> str:
    """What the call is assigned to."""
    return (match["target"] or "").rstrip("= \t\n")


def _definitions(text: str) -> dict[str, ast.expr]:
    """Layers with a name, such as ``self.pool = nn.MaxPool2d(2)``, if the text calls them later: ``self.pool(x)``."""
    found: dict[str, ast.expr] = {}
    for match in _CALL.finditer(text):
        target, end = _target(match), _closing(text, match.end() - 1)
        is_layer = match["name"].rpartition(".")[2] in READERS.keys() - FUNCTIONS.keys() - set(TENSORS)
        if target and end is not None and is_layer and re.search(rf"(?<![\w.]){re.escape(target)}\(\s*[\w(]", text):
            tree = _parsed(text[match.start("name") : end])
            found |= {target: tree} if tree is not None else {}
    return found


def _closing(text: str, opening: int) -> int | None:
    """Behind the bracket that closes the one at ``opening``."""
    depth = 0
    for at in range(opening, len(text)):
        depth += (text[at] in "([{") - (text[at] in ")]}")
        if depth > MOST_DEPTH:
            return None
        if depth == 0:
            return at + 1
    return None


def _parsed(source: str) -> ast.expr | None:
    """An expression, if it is one."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None


def _read(source: str, definitions: Mapping[str, ast.expr]) -> tuple[list[Reading], list[str]]:
    """What a call says, and which of its arguments say something unknown."""
    tree, unread = _parsed(source), list[str]()
    return (list(_calls(tree, definitions, unread)) if tree is not None else []), unread


def _calls(node: ast.expr, definitions: Mapping[str, ast.expr], unread: list[str]) -> Iterator[Reading]:
    """The layers of a call, and of the calls in it, in the order in which they work."""
    if isinstance(node, (ast.List, ast.Tuple)):
        for item in node.elts:
            yield from _calls(item, definitions, unread)
    if not isinstance(node, ast.Call):
        return
    name = _name(node.func)
    defined = definitions.get(ast.unparse(node.func))
    if (defined is not None or name in FUNCTIONS) and node.args and isinstance(node.args[0], ast.Call):
        # What is given comes first.
        yield from _calls(node.args[0], definitions, unread)
    if defined is not None:
        yield from _calls(defined, {}, unread)
        return
    if name in CONTAINERS:
        for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
            yield from _calls(argument, definitions, unread)
        return
    reader = READERS.get(name)
    if reader is None:
        unread.append(f"{name}(…)" if name else "a call")
        return
    yield from reader(_call(node))


def _call(node: ast.Call) -> Call:
    keywords = {keyword.arg: _value(keyword.value) for keyword in node.keywords if keyword.arg}
    return Call(_name(node.func), tuple(map(_value, node.args)), keywords)


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _value(node: ast.expr) -> Any:
    """A literal: a number, a word, a truth value, None, or a tuple of these."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, (ast.Tuple, ast.List)):
        return tuple(map(_value, node.elts))
    if isinstance(node, ast.Call) and _name(node.func) in TENSORS:
        return _tensor_of(_call(node))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        value = _value(node.operand)
        return -value if isinstance(value, (int, float)) else None
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        left, right = _value(node.left), _value(node.right)
        if _whole(left) is not None and _whole(right) is not None and abs(left * right) <= LARGEST:
            return left * right
    return None


def _whole(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _extent(value: Any) -> tuple[int, ...] | None:
    if _whole(value) is not None:
        return (value,)
    return value if isinstance(value, tuple) and value and all(_whole(item) is not None for item in value) else None


def _setting(field: str, value: Any) -> Iterator[Setting]:
    if isinstance(value, (bool, str)):
        yield Setting(field, value.lower() if isinstance(value, str) else value)
    elif (extent := _extent(value)) is not None:
        yield Setting(field, extent[0] if len(set(extent)) == 1 else extent)


def _axes(name: str) -> int:
    digit = re.search(r"([123])d$", name, re.IGNORECASE)
    return int(digit[1]) if digit else 2


def _is_torch(name: str) -> bool:
    return name.endswith("d")


def _lazy_conv(call: Call) -> Iterator[Reading]:
    """``LazyConv2d(out_channels, kernel_size, stride, padding, …)``: what comes in is not told."""
    yield from _torch_conv(call._replace(positional=(None, *call.positional)))


def _torch_conv(call: Call, kind: str = "conv") -> Iterator[Reading]:
    """``Conv2d(in_channels, out_channels, kernel_size, stride, padding, dilation, groups, bias)``."""
    yield Framework(True, _axes(call.name))
    yield Then()
    yield Begin(kind)
    channels = _whole(call.get(0, "in_channels"))
    if channels is not None:
        yield Expects(channels)
    yield Filters(_whole(call.get(1, "out_channels")), _extent(call.get(2, "kernel_size")))
    places = (
        ("stride", "padding", "output_padding", "groups", "bias", "dilation")
        if kind == "conv_transpose"
        else ("stride", "padding", "dilation", "groups", "bias")
    )
    for place, field in enumerate(places, 3):
        yield from _setting(field, call.get(place, field))


def _keras_conv(call: Call, kind: str = "conv") -> Iterator[Reading]:
    """``Conv2D(filters, kernel_size, strides, padding, …)``."""
    yield Framework(False, _axes(call.name))
    yield from _input_shape(call)
    yield Then()
    yield Begin(kind)
    shift = 1 if kind == "depthwise_conv" else 0
    count = None if shift else _whole(call.get(0, "filters"))
    yield Filters(count, _extent(call.get(1 - shift, "kernel_size")))
    yield from _setting("stride", call.get(2 - shift, "strides"))
    yield from _setting("padding", call.get(3 - shift, "padding"))
    yield from _setting("dilation", call.get(99, "dilation_rate"))
    yield from _setting("groups", call.get(99, "groups"))
    yield from _setting("bias", call.get(99, "use_bias"))


def _pool(kind: str) -> Callable[[Call], Iterator[Reading]]:
    def read(call: Call) -> Iterator[Reading]:
        is_torch = _is_torch(call.name)
        yield Framework(is_torch, _axes(call.name))
        yield from _input_shape(call)
        yield Then()
        default = None if is_torch else 2
        yield Begin(kind, _extent(call.get(0, "kernel_size", "pool_size", default=default)))
        yield from _setting("stride", call.get(1, "stride", "strides"))
        yield from _setting("padding", call.get(2, "padding"))
        if kind == "maxpool" and is_torch:
            yield from _setting("dilation", call.get(3, "dilation"))
        if call.get(99, "ceil_mode") is True:
            yield Setting("rounding", "ceil")

    return read


def _dense(call: Call) -> Iterator[Reading]:
    """``Linear(in_features, out_features, bias)`` and ``Dense(units, use_bias=…)``."""
    is_torch = call.name in ("Linear", "LazyLinear")
    if call.name == "LazyLinear":
        call = call._replace(positional=(None, *call.positional))
    yield from _input_shape(call)
    yield Then()
    count = _whole(call.get(1, "out_features") if is_torch else call.get(0, "units"))
    yield Begin("linear", filters=count)
    features = _whole(call.get(0, "in_features")) if is_torch else None
    if features is not None:
        yield Expects(features)
    yield from _setting("bias", call.get(2, "bias") if is_torch else call.get(99, "use_bias"))


def _simple(kind: str) -> Callable[[Call], Iterator[Reading]]:
    def read(call: Call) -> Iterator[Reading]:
        yield from _input_shape(call)
        yield Then()
        yield Begin(kind)

    return read


def _input_shape(call: Call) -> Iterator[Reading]:
    """Keras's ``input_shape=(28, 28, 1)``."""
    shape = call.get(99, "input_shape", "batch_input_shape")
    if isinstance(shape, tuple):
        yield _shape(shape)


def _shape(value: tuple[Any, ...]) -> Input:
    sizes = tuple(size for size in value if _whole(size) is not None)
    if len(sizes) == 1:
        return Input(sizes, is_vector=True)
    return Input(sizes, is_list=True, has_batch=len(sizes) < len(value))


def _input(call: Call) -> Iterator[Reading]:
    """``Input(shape=(28, 28, 1))``."""
    shape = call.get(0, "shape", "input_shape", "batch_shape")
    if isinstance(shape, tuple):
        yield Framework(False)
        yield _shape(shape)


def _tensor(call: Call) -> Iterator[Reading]:
    """``torch.randn(1, 3, 224, 224)``."""
    tensor = _tensor_of(call)
    if tensor is not None:
        yield Framework(True)
        yield Input(tensor.shape, is_list=True)


def _tensor_of(call: Call) -> Tensor | None:
    first = call.get(0, "size", "shape")
    shape = first if isinstance(first, tuple) else call.positional
    return Tensor(tuple(shape)) if shape and all(_whole(size) is not None for size in shape) else None


def _adaptive(kind: str) -> Callable[[Call], Iterator[Reading]]:
    """``AdaptiveAvgPool2d(output_size)``."""

    def read(call: Call) -> Iterator[Reading]:
        yield Framework(True, _axes(call.name))
        yield Then()
        yield Begin(kind)
        yield from _setting("size", call.get(0, "output_size"))

    return read


# Functions, which are given the tensors that they work on


def _argument(call: Call, *, is_torch: bool) -> Iterator[Reading]:
    """The tensor that goes in, where the call makes it."""
    tensor = call.keywords.get("input")
    yield Framework(is_torch, _axes(call.name))
    if isinstance(tensor, Tensor):
        yield Input(tensor.shape, is_list=True)


def _spatial(value: Any) -> Any:
    """``[1, 2, 2, 1]``, as TensorFlow writes strides and windows with batch and channels, is ``(2, 2)``."""
    return value[1:-1] if isinstance(value, tuple) and len(value) > 3 else value


def _functional_pool(kind: str) -> Callable[[Call], Iterator[Reading]]:
    """``F.max_pool2d(x, kernel_size, stride, padding)`` and ``tf.nn.max_pool2d(x, ksize, strides, padding)``."""

    def read(call: Call) -> Iterator[Reading]:
        padding = call.get(3, "padding")
        yield from _argument(call, is_torch=not isinstance(padding, str))
        yield Then()
        yield Begin(kind, _extent(_spatial(call.get(1, "kernel_size", "ksize"))))
        yield from _setting("stride", _spatial(call.get(2, "stride", "strides")))
        yield from _setting("padding", padding)
        if call.get(99, "ceil_mode") is True:
            yield Setting("rounding", "ceil")

    return read


def _functional_conv(call: Call) -> Iterator[Reading]:
    """``F.conv2d(x, weight, bias, stride, padding, dilation, groups)`` and ``tf.nn.conv2d(x, filters, strides, padding)``.

    PyTorch's weights are filters x channels x height x width, TensorFlow's height x width x channels x filters.
    """
    is_torch = "strides" not in call.keywords and not isinstance(call.get(3, "padding"), str)
    yield from _argument(call, is_torch=is_torch)
    yield Then()
    yield Begin("conv")
    weight = call.get(1, "weight", "filters", "filter")
    if isinstance(weight, Tensor) and len(weight.shape) == _axes(call.name) + 2:
        shape = weight.shape
        yield Filters(shape[0], shape[2:]) if is_torch else Filters(shape[-1], shape[:-2])
    settings = ("bias", "stride", "padding", "dilation", "groups") if is_torch else ("stride", "padding")
    for place, field in enumerate(settings, 2):
        value = _spatial(call.get(place, field, f"{field}s"))
        yield from _setting(field, value)
    if not is_torch:
        yield Setting("bias", False)


def _functional_simple(kind: str) -> Callable[[Call], Iterator[Reading]]:
    def read(call: Call) -> Iterator[Reading]:
        yield Then()
        yield Begin(kind)

    return read


_SIMPLE = {
    "ReLU": "relu",
    "ReLU6": "relu6",
    "LeakyReLU": "leaky_relu",
    "ELU": "elu",
    "GELU": "gelu",
    "SiLU": "silu",
    "Sigmoid": "sigmoid",
    "Tanh": "tanh",
    "Softmax": "softmax",
    "LogSoftmax": "log_softmax",
    "Identity": "identity",
    "Flatten": "flatten",
    "Dropout": "dropout",
    "BatchNormalization": "batchnorm",
}
"""Layers whose arguments change neither shape nor parameters."""


def _kinds() -> dict[str, Callable[[Call], Iterator[Reading]]]:
    readers: dict[str, Callable[[Call], Iterator[Reading]]] = {}
    for axes in "123":
        readers |= {
            f"Conv{axes}d": _torch_conv,
            f"ConvTranspose{axes}d": lambda call: _torch_conv(call, "conv_transpose"),
            f"Conv{axes}D": _keras_conv,
            f"Convolution{axes}D": _keras_conv,
            f"Conv{axes}DTranspose": lambda call: _keras_conv(call, "conv_transpose"),
            f"DepthwiseConv{axes}D": lambda call: _keras_conv(call, "depthwise_conv"),
            f"SeparableConv{axes}D": lambda call: _keras_conv(call, "separable"),
            f"MaxPool{axes}d": _pool("maxpool"), f"AvgPool{axes}d": _pool("avgpool"), f"MaxPool{axes}D": _pool("maxpool"),
            f"MaxPooling{axes}D": _pool("maxpool"), f"AveragePooling{axes}D": _pool("avgpool"), f"AvgPool{axes}D": _pool("avgpool"),
            f"GlobalAveragePooling{axes}D": _simple("global_avgpool"), f"GlobalMaxPooling{axes}D": _simple("global_maxpool"),
            f"BatchNorm{axes}d": _simple("batchnorm"), f"Dropout{axes}d": _simple("dropout"),
        }  # fmt: skip
    for axes in "123":
        readers |= {
            f"LazyConv{axes}d": _lazy_conv,
            f"AdaptiveAvgPool{axes}d": _adaptive("adaptive_avgpool"), f"AdaptiveMaxPool{axes}d": _adaptive("adaptive_maxpool"),
        }  # fmt: skip
    readers |= {"Linear": _dense, "LazyLinear": _dense, "Dense": _dense, "Input": _input, "InputLayer": _input}
    readers |= dict.fromkeys(TENSORS, _tensor)
    return readers | {name: _simple(kind) for name, kind in _SIMPLE.items()} | FUNCTIONS


def _functions() -> dict[str, Callable[[Call], Iterator[Reading]]]:
    functions: dict[str, Callable[[Call], Iterator[Reading]]] = {
        "max_pool": _functional_pool("maxpool"), "avg_pool": _functional_pool("avgpool"),
    }  # fmt: skip
    for axes in "123":
        functions |= {
            f"conv{axes}d": _functional_conv,
            f"max_pool{axes}d": _functional_pool("maxpool"), f"avg_pool{axes}d": _functional_pool("avgpool"),
        }  # fmt: skip
    return functions | {name: _functional_simple(name) for name in ("relu", "sigmoid", "tanh", "softmax", "log_softmax", "flatten")}


TENSORS = ("randn", "rand", "zeros", "ones", "empty", "normal")
"""Functions that make a tensor of a shape."""

FUNCTIONS = _functions()
"""Readers of the functions, whose first argument is what they work on."""

READERS = _kinds()
"""By the name that is called: what it says."""

CONTAINERS = ("Sequential", "add", "ModuleList", "summary")
"""Calls that hold layers."""
