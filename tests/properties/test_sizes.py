"""The sizes that fit, as a rule, against walking every size; and sets of sizes against lists of them."""

from __future__ import annotations

from functools import cache
from random import Random

import pytest
from generated import chains, checked, file
from hypothesis import given
from hypothesis import strategies as st
from test_symbolic import broadcasts, errors, joined, network, unfit

from cnncalc import load
from cnncalc.api import catalogue
from cnncalc.checking.budgets import budget
from cnncalc.fitting.fit import Fit, Question
from cnncalc.fitting.sizes import repeating, so_far
from cnncalc.layers.families.sliding import Sliding

MOST = 700


def sense(walk) -> str | None:
    """How a walk of numbers fits, from (W - K + 2P) mod S of every window that rounds down, written out here again."""
    if errors(walk):
        return None
    found = "fits"
    for record in walk.layers:
        if isinstance(record.operation, Sliding) and record.operation.rounding == "floor":
            x = record.input_shapes[0]
            for window, size in zip(record.operation.windows(x), x.spatial, strict=True):
                extent = window.dilation * (window.kernel - 1) + 1
                left_over = (size - extent + window.before + window.after) % window.stride
                if left_over > window.after:
                    return "walks"
                if left_over:
                    found = "reads_all"
    return found


def agree(fit: Fit, sizes: dict[str, int], walk) -> None:
    """What the rules say of these sizes is what walking them shows.

    A map that comes to 1x1 at some size, and is then broadcast where others are of one size, is no map that meets.
    """
    found = fit.sense(sizes)
    assert found == sense(walk) or (found is None and broadcasts(walk)), (fit.network.name, sizes)


@cache
def fit_of(name: str) -> Fit:
    return Fit(load(name), Question())


def brute(name: str, sizes) -> None:
    fit = fit_of(name)
    channels = fit.walk.input.shape.channels
    for each in sizes:
        agree(fit, each, fit.network.try_walk(joined(*each.values(), channels)))


@pytest.mark.parametrize("name", ["resnet50", "torchvision/resnet50"])
def test_resnet50_fits_where_32_leaves_1(name):
    """Every height from 1 to 700, beside a width that fits: 225, not 224 (brute force)."""
    fit = fit_of(name)
    (height, width) = fit.axes
    assert (height.sizes("fits").rule("H"), width.sizes("fits").rule("W")) == ("H = 1 mod 32", "W = 1 mod 32")
    assert height.sizes("walks").rule("H") == "any H"
    brute(name, ({"H": size, "W": 33} for size in range(1, MOST + 1)))
    assert [size for size in range(1, 300) if size in height.sizes("fits")] == [1, 33, 65, 97, 129, 161, 193, 225, 257, 289]


@pytest.mark.parametrize("name", ["unet", "yolov3_tiny", "vgg11", "alexnet", "googlenet@with_heads", "torchvision/ssd300_vgg16"])
def test_every_height_and_width(name):
    """The other axis stays at the file's size."""
    own = load(name).walk().input.shape
    brute(name, ({"H": size, "W": own[1]} for size in range(1, MOST + 1)))
    brute(name, ({"H": own[0], "W": size} for size in range(1, MOST + 1, 3)))


@pytest.mark.parametrize("name", [entry.name for entry in catalogue()])
def test_bundled_networks(name):
    """Pairs of sizes, small and large, half of which the rules call fitting."""
    fit = fit_of(name)
    random = Random(name)
    pairs = []
    for most in (40, 400, 700):
        sizes = {axis.letter: random.randint(1, most) for axis in fit.axes}
        pairs.append(sizes)
        nearest = fit.nearest(sizes, fit.kind)
        assert nearest is not None
        pairs.append(nearest)
    brute(name, pairs)


@checked(150)
@given(unfit(), st.integers(1, 80))
def test_networks_that_do_not_always_fit(entries, near):
    """On one axis, every size from 1 to 60."""
    read = network(file((16, 2), entries))
    fit = Fit(read, Question(near=str(near)))
    if fit.diagnostics:
        for size in range(1, 40):
            walk = read.try_walk(f"{size}x2")
            assert errors(walk) or broadcasts(walk), (file((16, 2), entries), size)
        return
    (axis,) = fit.axes
    for size in range(1, 60):
        agree(fit, {axis.letter: size}, read.try_walk(f"{size}x2"))
    for one in axis.surveys["fits"].excluded:
        assert one.example in one.sizes
        assert one.example not in axis.sizes("fits")
    told = [sum(size in one.sizes for one in axis.surveys["fits"].excluded) for size in range(1, 200)]
    assert told == [int(size not in axis.sizes("fits")) for size in range(1, 200)], "every size is excluded once, or fits"


@checked(100)
@given(chains(), st.data())
def test_chains_on_several_axes(chain, data):
    """Every layer kind; sizes of one axis and of all together."""
    first, entries = chain
    if len(first) == 1:
        return
    read = network(file(first, [made.value for made in entries]))
    fit = Fit(read, Question())
    if fit.diagnostics or fit.is_tried:
        return
    drawn = data.draw(st.lists(st.tuples(*[st.integers(1, 30)] * (len(first) - 1)), max_size=6))
    for sizes in (first[:-1], *drawn):
        agree(fit, dict(zip(fit.letters, sizes, strict=True)), read.try_walk(joined(*sizes, first[-1])))


# Budgets


@pytest.mark.parametrize(
    ("name", "option", "text"),
    [
        ("torchvision/resnet18", "max-macs", "1G"),
        ("lenet5", "max-params", "500k"),
        ("lenet5", "max-flops", "5M"),
        ("torchvision/squeezenet1_1", "max-memory", "20MiB"),
        ("unet", "max-macs", "20G"),
        ("alexnet", "max-memory", "1GiB"),
    ],
)
@pytest.mark.parametrize("by_flooring", [False, True])
def test_the_largest_in_a_budget(name, option, text, by_flooring):
    """Walked at every size: none beyond the largest keeps within the budget, up to twice as large."""
    asked = budget(option, text)
    fit = Fit(load(name), Question(budgets=[asked], by_flooring=by_flooring))
    found = fit.largest
    read, channels = fit.network, fit.walk.input.shape.channels

    def figure(size: int) -> int:
        totals = read.walk(f"{size}x{size}x{channels}").totals
        return getattr(totals, asked.figure)

    fitting = [size for size in range(1, 2 * found.size) if all(size in axis.sizes(fit.kind) for axis in fit.axes)]
    near = [size for size in fitting if size >= found.size - 64]
    within = [size for size in near if asked.bound.at_least(figure(size))]
    assert found.size == within[-1]
    assert found.next == next((size for size in fitting if size > found.size), found.next)
    assert not asked.bound.at_least(figure(found.next))


def test_budgets_that_no_size_exceeds_or_all_do():
    def largest(option: str, text: str):
        found = Fit(load("torchvision/resnet18"), Question(budgets=[budget(option, text)])).largest
        return found.size, found.next, found.is_unlimited

    assert largest("max-params", "20M") == (None, None, True)
    assert largest("max-params", "5M") == (None, 1, False)
    assert largest("max-memory", "512KiB") == (None, 1, False)


# Sets of sizes


@checked(300)
@given(
    st.lists(st.booleans(), max_size=12), st.lists(st.booleans(), min_size=1, max_size=12), st.integers(1, 9), st.integers(1, 40)
)
def test_sets_are_what_their_flags_say(before, again, first, asked):
    """A list, and what repeats behind it, in every question that is asked of them."""
    sizes = repeating([*before, *again], first, len(again))
    start = first + len(before)

    def flag(size: int) -> bool:
        if size < first:
            return False
        return before[size - first] if size < start else again[(size - start) % len(again)]

    members = [size for size in range(1, 120) if flag(size)]
    assert [size for size in range(1, 120) if size in sizes] == members
    assert list(sizes.between(1, 119)) == members
    assert sizes.is_empty == (not members)
    assert sizes.first(asked) == next((size for size in members if size >= asked), None)
    assert sizes.last(asked) == next((size for size in reversed(members) if size <= asked), None)
    assert sizes.nearest(asked) == min(members, key=lambda size: abs(size - asked), default=None)
    assert sizes.nearest(asked, 10, 30) == min(
        (size for size in members if 10 <= size <= 30), key=lambda size: abs(size - asked), default=None
    )


@checked(200)
@given(st.lists(st.booleans(), min_size=1, max_size=60), st.integers(1, 9))
def test_what_is_known_so_far(flags, first):
    sizes = so_far(flags, first)
    members = [first + index for index, flag in enumerate(flags) if flag]
    assert list(sizes.between(1, 200)) == members
    assert [size for size in range(1, 200) if size in sizes] == members
    assert sizes.last(200) == (members[-1] if members else None)
