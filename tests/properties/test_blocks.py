"""The language's ways of saying a thing once: each against the same network written out."""

from __future__ import annotations

import copy
from math import prod

from generated import Entry, chains, checked, conv, entry, file, flow, inputs, keeping_entry, walked
from hypothesis import given
from hypothesis import strategies as st

OUTER = ("path", "inputs", "line", "shares")
"""What differs between a thing said once and the same thing written out."""


def figures(text, **asked):
    """Every layer's figures, but for where it stands; then the totals."""
    shown = walked(text, **asked).to_dict()
    totals = {key: value for key, value in shown["totals"].items() if key != "peak_layer"}
    return [{key: value for key, value in layer.items() if key not in OUTER} for layer in shown["layers"]], totals


def same(one, other):
    """Both texts give the same layers and the same totals."""
    assert figures(one) == figures(other), f"{one}\n----\n{other}"


def numbers(value, found=None):
    """Where plain whole numbers stand in an entry: the container and the key."""
    found = [] if found is None else found
    for key, item in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        if isinstance(item, int) and not isinstance(item, bool):
            found.append((value, key))
        else:
            numbers(item, found)
    return found


@st.composite
def bodies(draw, most=5):
    """An input, and layers as a file writes them."""
    first, entries = draw(chains(most))
    return first, [made.value for made in entries]


@checked(200)
@given(bodies(), st.data())
def test_a_block_is_its_text(body, data):
    """Numbers of the body become parameters: given by the call, by a default, or by a default that computes with another."""
    first, written = body
    layers = copy.deepcopy(written)
    params, call = {}, {}
    for at, (holder, key) in enumerate(numbers(layers)):
        how = data.draw(st.sampled_from(("as it is", "given", "default", "computed")))
        number = holder[key]
        if how == "as it is":
            continue
        holder[key] = f"=p{at}"
        if how == "given":
            params[f"p{at}"], call[f"p{at}"] = data.draw(st.sampled_from(("required", 77))), number
        elif how == "default" or not call:
            params[f"p{at}"] = number
        else:
            other = data.draw(st.sampled_from(sorted(call)))
            params[f"p{at}"] = (
                f"={other} + {number - call[other]}" if number >= call[other] else f"={other} - {call[other] - number}"
            )
    block = {"Block": {"params": params, "layers": layers} if params else {"layers": layers}}
    called = {"Block": call} if call else data.draw(st.sampled_from(("Block", {"Block": None}, {"Block": {}})))
    same(file(first, ["identity", called, "identity"], blocks=block), file(first, ["identity", *written, "identity"]))


@checked(60)
@given(inputs(), st.integers(1, 9), st.sampled_from((None, "=width", "=width + 0", "=min(width, 99)")))
def test_a_single_value_is_the_first_parameter(first, filters, written):
    block = {
        "Block": {
            "params": {"filters": "required", "kernel": 1},
            "layers": [{"conv": {"filters": "=filters", "kernel": "=kernel"}}],
        }
    }
    called = file(first, [{"Block": written or filters}], blocks=block, vars={"width": filters})
    same(called, file(first, [{"conv": {"filters": filters, "kernel": 1}}]))


def kept(draw, x, most):
    """Layers that can be repeated: they keep the places, and fit on any number of channels."""
    entries = []
    for _ in range(draw(st.integers(1, most))):
        made = keeping_entry(draw, x)
        entries.append(made.value)
        x = made.y
    return entries


@st.composite
def keeping(draw, most=3):
    """An input, and such layers."""
    first = draw(inputs())
    return first, kept(draw, first, most)


@checked(150)
@given(keeping(), st.integers(0, 4), st.sampled_from(("sequence", "block", "layer")))
def test_repeat_is_so_many_copies(body, times, form):
    first, layers = body
    layers = layers[:1] if form == "layer" else layers
    if form == "layer":
        value = layers[0] if isinstance(layers[0], dict) else {layers[0]: None}
        repeated = file(first, ["identity", {**value, "repeat": times}])
    elif form == "sequence":
        repeated = file(first, ["identity", {"sequence": layers, "repeat": times}])
    else:
        repeated = file(first, ["identity", {"Block": None, "repeat": f"={times} + 0"}], blocks={"Block": {"layers": layers}})
    same(repeated, file(first, ["identity", *layers * times]))


@checked(80)
@given(inputs(), st.integers(0, 5), st.integers(1, 4), st.integers(0, 3))
def test_i_counts_the_passes(first, times, base, step):
    """In a sequence, as a block's argument, and in `when`; not seen inside the block."""
    block = {"Block": {"params": {"filters": "required"}, "layers": [{"conv": {"filters": "=filters", "kernel": 1}}]}}
    one = {
        "sequence": [{"conv": {"filters": f"={base} + {step} * i", "kernel": 1}}, {"relu": None, "when": "=i % 2 == 1"}],
        "repeat": times,
    }
    other = {"Block": {"filters": f"={base} + {step} * i"}, "repeat": times}
    written = []
    for number in range(times):
        written += [{"conv": {"filters": base + step * number, "kernel": 1}}, *(["relu"] if number % 2 else [])]
    calls = [{"conv": {"filters": base + step * number, "kernel": 1}} for number in range(times)]
    same(file(first, ["identity", one, other], blocks=block), file(first, ["identity", *written, *calls]))


@checked(100)
@given(keeping(), st.data())
def test_a_residual_block_sees_what_entered_it(body, data):
    """`input` in a block is what came in; written out it needs a name."""
    first, layers = body
    tail = [{"conv": {"filters": first[-1], "kernel": 1}}]
    join = data.draw(st.sampled_from(("add", "maximum", "average", "multiply")))
    block = {"Residual": {"layers": [*layers, *tail, {join: ["prev", "input"]}]}}
    called = file(first, ["identity", {"Residual": None, "repeat": 2}], blocks=block)
    written = [
        {"identity": None, "name": "x0"},
        *layers,
        *tail,
        {join: ["prev", "x0"], "name": "x1"},
        *layers,
        *tail,
        {join: ["prev", "x1"]},
    ]
    same(called, file(first, written))


@checked(120)
@given(inputs(), st.data())
def test_branches_are_named_tensors(first, data):
    """Each branch starts from the tensor above; an empty one passes it through."""
    left, right = kept(data.draw, first, 3), kept(data.draw, first, 2)
    through = data.draw(st.sampled_from((None, "identity", [])))
    branches = [{"identity": None, "name": "x"}, {"concat": {"left": left, "right": right, "through": through}}, "relu"]
    written = [{"identity": None, "name": "x"}, *named(left, "l", last=-1), *named(right, "r", last=-1, source="x")]
    if through == "identity":
        written.append({"identity": None, "name": "t", "from": "x"})
    same(file(first, branches), file(first, [*written, {"concat": ["l", "r", "t" if through == "identity" else "x"]}, "relu"]))


def named(layers, name, *, last, source=None):
    """The layers, the last one named, the first one from ``source``."""
    layers = [dict(layer) if isinstance(layer, dict) else {layer: None} for layer in layers]
    layers[last]["name"] = name
    if source:
        layers[0]["from"] = source
    return layers


# Defaults and the shorthand

BOTH, KERNELS, PADDINGS = (True, False), (1, 3), ("same", "half")
FIELDS = {
    "conv": {
        "kernel": KERNELS, "padding": PADDINGS, "bias": BOTH, "dilation": (1, 2),
        "activation": ("relu", "none", "prelu"), "batchnorm": BOTH,
    },
    "depthwise_conv": {"kernel": KERNELS, "padding": PADDINGS, "multiplier": (1, 2), "bias": BOTH, "batchnorm": BOTH},
    "maxpool": {"kernel": KERNELS, "stride": (1, 2), "padding": ("same",), "rounding": ("floor", "ceil")},
    "batchnorm": {"affine": BOTH, "epsilon": (0.001,)},
    "prelu": {"shared": BOTH},
    "scale": {"bias": BOTH},
}  # fmt: skip
REQUIRED = {"conv": {"filters": (3, 4), "kernel": (1, 3)}, "depthwise_conv": {"kernel": (1, 3)}, "maxpool": {"kernel": (1, 3)}}


@st.composite
def with_defaults(draw):
    """Defaults of the file, and layers that give some parameters themselves."""
    defaults = {}
    for op, fields in FIELDS.items():
        names = draw(st.sets(st.sampled_from(sorted(fields))))
        if names:
            defaults[op] = {name: draw(st.sampled_from(fields[name])) for name in sorted(names)}
    layers = []
    for _ in range(draw(st.integers(1, 5))):
        op = draw(st.sampled_from(sorted(FIELDS)))
        fields = FIELDS[op] | REQUIRED.get(op, {})
        names = draw(st.sets(st.sampled_from(sorted(fields)))) | {
            name for name in REQUIRED.get(op, {}) if name not in defaults.get(op, {})
        }
        names |= {"padding"} if op != "batchnorm" and "padding" in fields and "padding" not in defaults.get(op, {}) else set()
        layers.append({op: {name: draw(st.sampled_from(fields[name])) for name in sorted(names)}})
    return defaults, layers


def spelled_out(defaults, layers):
    """Every parameter on its layer, and the shorthand's layers written after it."""
    written = []
    for layer in layers:
        ((op, given),) = layer.items()
        given = {**defaults.get(op, {}), **given}
        batchnorm, activation = given.pop("batchnorm", False), given.pop("activation", "none")
        written.append({op: given} if given else op)
        written += [
            {word: defaults.get(word)} for word, there in (("batchnorm", batchnorm), (activation, activation != "none")) if there
        ]
    return written


@checked(250)
@given(with_defaults(), st.booleans())
def test_defaults_are_parameters_spelled_out(drawn, computed):
    defaults, layers = drawn
    written = [{op: given if given else None} for layer in layers for op, given in layer.items()]
    said = {op: dict(given) for op, given in defaults.items()}
    if computed and "conv" in said and "kernel" in said["conv"]:
        said["conv"]["kernel"] = f"=size + {said['conv']['kernel'] - 1}"
    once = file((9, 7, 4), written, **({"defaults": said} if said else {}), vars={"size": 1})
    same(once, file((9, 7, 4), spelled_out(defaults, layers)))


@checked(150)
@given(inputs(), st.booleans(), st.sampled_from(("relu", "prelu", "softmax", "identity", "none", "hardswish")), st.data())
def test_the_shorthand_is_layers_of_their_own(first, batchnorm, activation, data):
    made: Entry = conv(data.draw, first)
    text = dict(made.value["conv"]) if isinstance(made.value["conv"], dict) else {"filters": made.value["conv"]}
    bare = {key: value for key, value in text.items() if key not in ("batchnorm", "activation")}
    short = {"conv": {**bare, "batchnorm": batchnorm, "activation": activation}}
    written = [{"conv": bare}, *(["batchnorm"] if batchnorm else []), *([activation] if activation != "none" else [])]
    same(file(first, [short]), file(first, written))
    walk = walked(file(first, [{**short, "name": "stem"}]))
    assert [record.path for record in walk.layers] == [
        "stem", *(["stem.batchnorm"] if batchnorm else []), *([f"stem.{activation}"] if activation != "none" else []),
    ]  # fmt: skip


# Sharing and freezing


@checked(120)
@given(keeping(2), st.integers(1, 3), st.sampled_from(("layer", "block")))
def test_shared_weights_count_once(body, times, form):
    """The borrowers add no parameters and all of their work."""
    first, layers = body
    channels = first[-1]
    keep = [{"conv": {"filters": channels, "kernel": 1, "batchnorm": True, "activation": "prelu"}}]
    block = {"Block": {"layers": [*layers, *keep]}}
    one = {"Block": None} if form == "block" else keep[0]
    alone = walked(file(first, [one], blocks=block))
    shared = walked(file(first, [{**one, "name": "owner"}, {**one, "weights": "owner", "repeat": times}], blocks=block))
    apart = walked(file(first, [one] * (times + 1), blocks=block))
    assert shared.params == alone.params
    assert shared.macs == apart.macs
    assert shared.flops == apart.flops
    shown = shared.to_dict()
    borrowers = [layer for layer in shown["layers"] if "shares" in layer]
    assert all(layer["params"] == layer["buffers"] == 0 and layer["weights"] for layer in borrowers)
    assert sum(prod(shape) for layer in borrowers for shape in layer["weights"].values()) == apart.params - alone.params
    owners = {layer["path"]: layer for layer in shown["layers"] if "shares" not in layer}
    assert all(owners[layer["shares"]]["weights"] == layer["weights"] for layer in borrowers)
    assert sum(layer["params"] for layer in shown["layers"]) == shown["totals"]["params"]


@checked(120)
@given(keeping(4), st.data())
def test_frozen_and_trainable_are_all(body, data):
    first, layers = body
    frozen = [data.draw(st.booleans()) for _ in layers]
    written = [dict(layer) if isinstance(layer, dict) else {layer: None} for layer in layers]
    for layer, is_frozen in zip(written, frozen, strict=True):
        layer |= {"frozen": True} if is_frozen else {}
    shown = walked(file(first, written)).to_dict()
    plain = walked(file(first, layers)).to_dict()
    assert shown["totals"]["params"] == plain["totals"]["params"]
    assert shown["totals"]["trainable_params"] + shown["totals"]["frozen_params"] == shown["totals"]["params"]
    # The shorthand's layers go with the layer they follow.
    lines = [layer["line"] for layer in shown["layers"]]
    frozen_lines = {line for line, is_frozen in zip(sorted(set(lines)), frozen, strict=True) if is_frozen}
    for layer in shown["layers"]:
        assert layer["trainable_params"] == (0 if layer["line"] in frozen_lines else layer["params"])
    whole = walked(file(first, [{"sequence": layers, "frozen": True}])).to_dict()
    assert whole["totals"]["trainable_params"] == 0
    assert whole["totals"]["frozen_params"] == plain["totals"]["params"]


@checked(60)
@given(st.data(), inputs(), st.integers(1, 6))
def test_a_variable_is_its_value(data, first, number):
    """Set by the file, by a variant, by the user; the user wins."""
    made = entry(data.draw, first)
    layers = [made.value, {"identity": None, "repeat": "=times"}]
    wanted = figures(file(first, [made.value, *["identity"] * number]))
    variants = {"other": {"set": {"times": number}}, "third": {"set": {"times": 3}}}
    assert figures(file(first, layers, vars={"times": number})) == wanted
    text = file(first, layers, vars={"times": 7}, variants=variants)
    assert figures(text, variant="other") == wanted
    assert figures(text, set={"times": number}) == wanted
    assert figures(text, variant="third", set={"times": number}) == wanted


@checked(60)
@given(chains(4), st.booleans())
def test_aliases_are_what_they_stand_for(chain, quoted):
    """A plain anchor and its alias, and quotes that change nothing."""
    first, entries = chain
    first_layer = entries[0].value
    text = file(first, ["identity", first_layer])
    anchored = f"input: {'x'.join(map(str, first))}\nvars: {{}}\nlayers:\n  - identity\n  - &a {flow(first_layer)}\n"
    if quoted:
        anchored = anchored.replace("- identity", '- "identity"')
    same(text, anchored)
