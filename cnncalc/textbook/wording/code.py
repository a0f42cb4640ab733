"""Layers in Python code, PyTorch's and Keras's: calls are parsed and looked at, never executed."""

from __future__ import annotations

import ast
import re
import warnings
from typing import TYPE_CHECKING, Any, NamedTuple

from cnncalc.core.size import LARGEST
from cnncalc.textbook.wording.readings import Begin, Expects, Filters, Framework, Input, Setting, Then

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cnncalc.core.size import LARGEST
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
    at = 0
    while (match := _CALL.search(text, at)) is not None:
        end = _closing(text, match.end() - 1)
        name = match["name"].rpartition(".")[2]
        if end is None or (name not in READERS and name not in CONTAINERS):
            at = match.end()
            continue
        readings, unread = _read(text[match.start("name") : end])
        if readings:
            pieces.append(Piece(match.start(), end, tuple(readings), tuple(unread)))
            at = end
        else:
            at = match.end()
    return pieces


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


def _read(source: str) -> tuple[list[Reading], list[str]]:
    """What a call says, and which of its arguments say something unknown."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source.strip(), mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return [], []
    unread: list[str] = []
    return list(_calls(tree, unread)), unread


def _calls(node: ast.expr, unread: list[str]) -> Iterator[Reading]:
    """The layers of a call, and of the calls in it, in order."""
    if isinstance(node, (ast.List, ast.Tuple)):
        for item in node.elts:
            yield from _calls(item, unread)
    if not isinstance(node, ast.Call):
        return
    name = _name(node.func)
    if name in CONTAINERS:
        for argument in (*node.args, *(keyword.value for keyword in node.keywords)):
            yield from _calls(argument, unread)
        return
    reader = READERS.get(name)
    if reader is None:
        unread.append(f"{name}(…)" if name else "a call")
        return
    call = Call(
        name, tuple(map(_value, node.args)), {keyword.arg: _value(keyword.value) for keyword in node.keywords if keyword.arg}
    )
    yield from reader(call)


def _name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _value(node: ast.expr) -> Any:
    """A literal: a number, a word, a truth value, None, or a tuple of these."""
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, (ast.Tuple, ast.List)):
        return tuple(map(_value, node.elts))
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
    is_torch = call.name == "Linear"
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
    first = call.get(0, "size")
    shape = first if isinstance(first, tuple) else call.positional
    if shape and all(_whole(size) is not None for size in shape):
        yield Framework(True)
        yield Input(tuple(shape), is_list=True)


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
    readers |= {"Linear": _dense, "Dense": _dense, "Input": _input, "InputLayer": _input}
    readers |= dict.fromkeys(("randn", "rand", "zeros", "ones", "empty"), _tensor)
    return readers | {name: _simple(kind) for name, kind in _SIMPLE.items()}


READERS = _kinds()
"""By the name that is called: what it says."""

CONTAINERS = ("Sequential", "add", "ModuleList", "summary")
"""Calls that hold layers."""
