"""A walk of letters against walks of numbers: the same figures where its conditions hold, an error where one does not."""

from __future__ import annotations

import time
from functools import cache
from random import Random

import pytest
from generated import chains, checked, file
from graphs import graphs, text
from hypothesis import given
from hypothesis import strategies as st

from cnncalc import DoesNotFit, load
from cnncalc.api import Network, Text, Walk, catalogue, parse_network
from cnncalc.core.letters import Letters
from cnncalc.core.size import Symbolic
from cnncalc.report import receptive_field
from cnncalc.source import Source
from cnncalc.walk import Walker

LETTERS = "DHW"


def network(written: str) -> Network:
    return parse_network(Text(Source("test.yaml", written), None, "test", is_bundled=False))


def letters_of(shape) -> list[str]:
    """A letter for every spatial axis."""
    return list(LETTERS[4 - len(shape) :]) if len(shape) > 1 else []


def joined(*sizes) -> str:
    return "x".join(map(str, sizes))


def errors(walk: Walk):
    return [found for found in walk.diagnostics if found.severity == "error"]


def broadcasts(known: Walk) -> bool:
    """Whether a size that came to 1 was taken for one that counts for all places or channels, which a formula never is."""
    joins = [record for record in known.layers if record.op in ("add", "multiply")]
    return any(set(shape.spatial) == {1} or shape.channels == 1 for record in joins for shape in record.input_shapes)


def at(value, sizes):
    """A value with numbers in place of formulas."""
    if isinstance(value, list):
        return [at(item, sizes) for item in value]
    return value.at(sizes) if isinstance(value, Symbolic) else value


def agree(written: str, symbolic: Walk, known: Walk, sizes: dict[str, int]) -> bool | None:
    """Where the conditions hold every figure is the same; where one does not, a layer cannot go on. Whether they hold."""
    asked = f"{written}\n{sizes}"
    if not symbolic.complete:
        codes = {found.code for found in errors(symbolic)}
        assert codes == {"CC340"} or errors(known) or broadcasts(known), f"{asked}\n{errors(symbolic)[0]}"
        return None
    holds = all(condition.holds(sizes) for condition in symbolic.letters.conditions) if symbolic.letters else True
    names = {"min": min, "max": max, **sizes}
    assert all(eval(condition.python, {"__builtins__": {}}, names) for condition in symbolic.conditions) is holds, asked
    if not holds:
        assert errors(known) or broadcasts(known), asked
        with pytest.raises(DoesNotFit):
            symbolic.at(**sizes)
        return False
    assert not errors(known), f"{asked}\n{errors(known)[0]}"
    found = symbolic.at(**sizes)
    assert found.to_dict() == known.to_dict(), asked
    for record, other in zip(symbolic.layers, known.layers, strict=True):
        field = receptive_field(symbolic.fields[record])
        if field is not None and not broadcasts(known):
            shown = {key: at(values, sizes) for key, values in field.items()}
            assert shown == receptive_field(known.fields[other]), f"{asked}\n{record}"
    return True


# The bundled networks

NAMES = [entry.name for entry in catalogue()]

FITTING = {"unet": (16, 12), "yolov3": (32, 0), "yolov3_tiny": (32, 0)}
"""Networks that take few sizes: a period and what is left over, which random sizes seldom meet."""


@cache
def in_letters(name: str) -> tuple[Network, Walk]:
    bundled = load(name)
    shape = bundled.walk().input.shape
    return bundled, bundled.walk(joined(*letters_of(shape), shape.channels))


@pytest.mark.parametrize("name", NAMES)
def test_bundled_networks(name):
    """At small sizes, at random ones, and at some that this network takes."""
    bundled, symbolic = in_letters(name)
    random = Random(name)
    period, rest = FITTING.get(name, (1, 0))
    held = []
    for most in (8, 64, 400, 400):
        fits = most == 400
        letters = letters_of(symbolic.input.shape)
        drawn = [
            random.randint(1, most) if not fits else random.randint(300 // period, 500 // period) * period + rest for _ in letters
        ]
        sizes = dict(zip(letters, drawn, strict=True))
        known = bundled.try_walk(joined(*drawn, symbolic.input.shape.channels))
        held.append(agree(name, symbolic, known, sizes))
    assert held[2:] == [True, True]


@pytest.mark.parametrize("name", ["vgg16", "unet", "yolov3", "googlenet", "torchvision/inception_v3", "torchvision/squeezenet"])
def test_every_small_size(name):
    """Where a network begins to fit, and which sizes fit, one after the other."""
    bundled, symbolic = in_letters(name)
    channels = symbolic.input.shape.channels
    for size in range(1, 100):
        sizes = {"H": size, "W": 400 + size % 4 * 4}
        agree(name, symbolic, bundled.try_walk(joined(*sizes.values(), channels)), sizes)


# Random networks


@checked(400)
@given(chains(), st.data())
def test_chains(chain, data):
    """Every layer kind, on one to three axes; the first sizes are some that the chain is known to take."""
    first, entries = chain
    written = file(first, [made.value for made in entries])
    letters = letters_of(first)
    symbolic = network(written).try_walk(joined(*letters, first[-1]))
    drawn = data.draw(st.lists(st.tuples(*[st.integers(1, 30)] * len(letters)), max_size=3))
    for sizes in (first[:-1], *drawn):
        known = network(written).try_walk(joined(*sizes, first[-1]))
        agree(written, symbolic, known, dict(zip(letters, sizes, strict=True)))


@checked(250)
@given(chains(), st.data())
def test_chains_of_any_channels(chain, data):
    first, entries = chain
    written = file(first, [made.value for made in entries])
    letters = [*letters_of(first), "C"]
    symbolic = network(written).try_walk(joined(*letters))
    drawn = data.draw(st.lists(st.tuples(*[st.integers(1, 30)] * (len(letters) - 1), st.integers(1, 12)), max_size=3))
    for sizes in (first, *drawn):
        agree(written, symbolic, network(written).try_walk(joined(*sizes)), dict(zip(letters, sizes, strict=True)))


@checked(150)
@given(chains(), st.lists(st.integers(1, 30), min_size=1, max_size=4))
def test_one_letter_for_all_axes(chain, drawn):
    first, entries = chain
    written = file(first, [made.value for made in entries])
    axes = len(first) - 1
    symbolic = network(written).try_walk(joined(*"N" * axes, first[-1]))
    for size in drawn:
        known = network(written).try_walk(joined(*[size] * axes, first[-1]))
        agree(written, symbolic, known, {"N": size} if axes else {})


@checked(150)
@given(graphs(), st.integers(1, 6), st.integers(1, 6))
def test_graphs(graph, height, width):
    """Names, joins, branches and heads; the peak of memory is the largest of many formulas. Two inputs share their letters."""
    written = text(graph)
    inputs = {name: node.shape[-1] for name, node in graph.inputs.items()}
    symbolic = network(written).try_walk({name: f"HxWx{channels}" for name, channels in inputs.items()})
    known = network(written).try_walk({name: f"{height}x{width}x{channels}" for name, channels in inputs.items()})
    assert agree(written, symbolic, known, {"H": height, "W": width})


@st.composite
def windows(draw, most):
    """Layers that change the size on one axis, in ways that do not always fit."""
    layers = []
    for _ in range(draw(st.integers(0, most))):
        kernel, stride = draw(st.integers(1, 5)), draw(st.integers(1, 3))
        padding = draw(st.sampled_from((0, 1, 2, 3, "same", "same", "half", "full", {"left": 1}, {"right": 2})))
        sides = {"left": draw(st.integers(0, 2)), "right": draw(st.integers(0, 2))}
        rounding = draw(st.sampled_from(("floor", "floor", "ceil", "exact")))
        window = {"kernel": kernel, "stride": stride, "padding": padding, "rounding": rounding}
        asked = (
            "prev.length // 3",
            "(input.length - prev.length) // 2",
            "max(prev.length - 5, 0) // 4",
            "min(input.length, 9) // 3",
        )
        computed = f"={draw(st.sampled_from(asked))}"
        written_back = {"filters": 2, "kernel": kernel, "stride": stride, "padding": draw(st.sampled_from((0, 1, "same")))}
        layers += draw(
            st.sampled_from(
                (
                    [{"conv": {"filters": 2, "dilation": draw(st.integers(1, 2)), **window}}],
                    [{"maxpool": window}],
                    [{"blurpool": {"kernel": kernel, "stride": stride}}],
                    [{"conv_transpose": {**written_back, "output_padding": draw(st.integers(0, stride - 1))}}],
                    [{"upsample": draw(st.integers(2, 3))}],
                    [{"pad": sides}],
                    [{"crop": sides}],
                    [{"space_to_depth": 2}, {"conv": {"filters": 2, "kernel": 1}}],
                    [{"adaptive_avgpool": draw(st.sampled_from((1, 3, 12)))}],
                    [{draw(st.sampled_from(("pad", "crop"))): computed}],
                )
            )
        )
    return layers


@st.composite
def unfit(draw):
    """Branches that meet at some sizes, or at none."""
    entries = [{"conv": {"filters": 2, "kernel": 1}}]
    for number in range(draw(st.integers(1, 3))):
        entries += draw(windows(3))
        join = draw(st.sampled_from(("add", "concat", "multiply", "maximum", "average", "resize")))
        left, right = draw(windows(2)), draw(windows(2))
        if join == "resize":
            entries += [{"identity": None, "name": f"t{number}"}, *left]
            entries += [{"upsample": {"size": f"t{number}"}}, {"add": ["prev", f"t{number}"]}]
            continue
        right = [*right, *draw(st.sampled_from(([], [], ["global_avgpool"])))]
        entries += [{join: {"left": left or None, "right": right or None}}, {"conv": {"filters": 2, "kernel": 1}}]
    return [*entries, *draw(st.sampled_from(([], ["flatten", {"linear": 3}])))]


@checked(400)
@given(unfit(), st.lists(st.integers(1, 60), min_size=3, max_size=6))
def test_networks_that_do_not_always_fit(entries, sizes):
    written = file((16, 2), entries)
    symbolic = network(written).try_walk("Lx2")
    for size in sizes:
        agree(written, symbolic, network(written).try_walk(f"{size}x2"), {"L": size})


# By hand


def conditions(name: str, input: str) -> list[str]:
    return [condition.text for condition in load(name).walk(input).conditions]


def test_vgg16():
    """Its first linear layer reads 512 channels of what five halvings leave: 4096 * 512 weights a place, and 4096 biases."""
    walk = load("vgg16").walk("HxWx3")
    fc6 = next(record for record in walk.layers if record.path == "fc6")
    assert fc6.params.python == "2097152*(H//32)*(W//32) + 4096"
    assert fc6.params.at({"H": 224, "W": 224}) == 102_764_544
    assert conditions("vgg16", "HxWx3") == ["H >= 32", "W >= 32"]
    assert [walk.layers[layer].path for layer in walk.conditions[0].layers] == ["pool5"]


def test_adaptive_pools_and_global_ones_leave_a_number():
    assert load("torchvision/vgg16").walk("HxWx3").params == 138_357_544
    assert load("torchvision/resnet50").walk("HxWx3").params == 25_557_032
    assert load("torchvision/vgg16").walk("HxWx3").output_shape == (1000,)


def test_resnet50_takes_every_size():
    """Five halvings, each rounding up: ceil(H/32) before the last pool."""
    walk = load("torchvision/resnet50").walk("HxWx3")
    assert walk.conditions == []
    assert next(record.shape for record in walk.layers if record.op == "global_avgpool") == (1, 1, 2048)
    assert walk.layers[-4].output_shape[0].python == "(H + 31)//32"
    assert walk.at(H=1, W=1).layers[-4].output_shape == (1, 1, 2048)


def test_unet_takes_the_sizes_of_its_paper():
    """572, and every 16 pixels: 188 is the least (Ronneberger et al. 2015, whose sizes lose nothing at any pool)."""
    assert conditions("unet", "NxNx1") == ["N >= 188", "N = 12 mod 16"]
    assert str(load("unet").walk("HxWx1").output_shape) == "(H - 184) x (W - 184) x 2"
    allowed = load("unet").walk("NxNx1").letters.allowed["N"]
    assert [size for size in range(600) if size in allowed] == list(range(188, 600, 16))


def test_yolov3_takes_more_than_multiples_of_32():
    """ceil(H/16) = 2*ceil(H/32) and ceil(H/8) = 2*ceil(H/16): at 32 and at the seven sizes before it."""
    assert conditions("yolov3", "HxHx3") == ["H = 0 or 25 to 31 mod 32"]


# Speed


def best(run, rounds: int) -> float:
    """The least time of several runs, in seconds."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def place(walk: Walk, shape) -> None:
    """The layers of a walk placed again, by a Walker alone."""
    walker = Walker()
    tensors = {walk.input: walker.input("input", shape)}
    for record in walk.layers:
        tensors[record] = walker.apply(record.operation, tuple([tensors[tensor] for tensor in record.inputs]))


def test_letters_take_at_most_five_times_as_long():
    resnet = load("resnet152")
    known, symbolic = resnet.walk("224x224x3"), resnet.walk("HxWx3")
    assert best(lambda: resnet.walk("HxWx3"), 5) <= 5 * best(lambda: resnet.walk("224x224x3"), 5)
    numbers = best(lambda: place(known, known.input.shape), 8)
    assert best(lambda: place(symbolic, Letters().shape("HxWx3")), 8) <= 5 * numbers
