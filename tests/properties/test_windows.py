"""Windows against windows laid down one by one, and transposed windows against what every input writes."""

from __future__ import annotations

from generated import checked
from hypothesis import assume, given
from hypothesis import strategies as st
from independent import pads, same_pads, scattered, window_starts

from cnncalc.core.window import TransposedWindow, Window, same_padding, transposed_same_padding

SIZES, SMALL, ENDS = st.integers(1, 60), st.integers(1, 7), st.integers(0, 9)


@checked(600)
@given(SIZES, SMALL, SMALL, ENDS, ENDS, st.integers(1, 4), st.sampled_from(("floor", "ceil", "exact")))
def test_places(size, kernel, stride, before, after, dilation, rounding):
    starts = window_starts(size, kernel, stride, before, after, dilation, rounding)
    found = Window(kernel, stride, before, after, dilation, rounding)
    assert max(found.slide(size), 0) == len(starts)
    assert [found.reads(unit)[0] for unit in range(len(starts))] == [start - before for start in starts]
    assert all(
        list(found.reads(unit)) == [start - before + tap * dilation for tap in range(kernel)] for unit, start in enumerate(starts)
    )


@checked(300)
@given(SIZES, SMALL, SMALL, st.integers(1, 4), st.data())
def test_ceil_is_floor_or_one_more(size, kernel, stride, dilation, data):
    """With the padding that pools allow, at most half the window."""
    extent = dilation * (kernel - 1) + 1
    before, after = (data.draw(st.integers(0, extent // 2)) for _ in range(2))
    window = Window(kernel, stride, before, after, dilation)
    more = window._replace(rounding="ceil").slide(size)
    assume(window.room(size) >= 0)
    assert more - window.slide(size) in (0, 1)
    if more > window.slide(size):
        assert window.remainder(size) > 0
        assert (more - 1) * stride - before < size, "it reads a real cell"


@checked(300)
@given(SIZES, SMALL, SMALL, ENDS, st.integers(1, 4))
def test_remainder_is_what_no_window_reaches(size, kernel, stride, padding, dilation):
    window = Window(kernel, stride, padding, padding, dilation)
    starts = window_starts(size, kernel, stride, padding, padding, dilation)
    assume(starts)
    assert window.remainder(size) == size + 2 * padding - (starts[-1] + window.extent)


@checked(300)
@given(SIZES, SMALL, SMALL, st.integers(1, 4))
def test_same(size, kernel, stride, dilation):
    before, after = same_padding(size, kernel, stride, dilation)
    assert (before, after) == same_pads(size, kernel, stride, dilation)
    assert Window(kernel, stride, before, after, dilation).slide(size) == len(range(0, size, stride))


@checked(100)
@given(SIZES, st.sampled_from((1, 3, 5, 7, 9)), st.integers(1, 4))
def test_half_keeps_the_size(size, kernel, dilation):
    before, after = pads("half", size, kernel, 1, dilation)
    assert Window(kernel, 1, before, after, dilation).slide(size) == size


@checked(600)
@given(st.integers(1, 30), SMALL, SMALL, st.integers(0, 5), st.integers(0, 5), st.integers(1, 4), st.integers(0, 5))
def test_transposed_window(size, kernel, stride, before, after, dilation, extra):
    assume(extra < max(stride, dilation))
    found = TransposedWindow(kernel, stride, before, after, dilation, extra)
    assume(found.slide(size) >= 1)
    cells = scattered(size, kernel, stride, before, after, dilation, extra)
    assert found.slide(size) == len(cells)
    for unit, inputs in enumerate(cells):
        assert [read for read in found.reads(unit) if 0 <= read < size] == sorted(inputs)


@checked(200)
@given(st.integers(1, 30), SMALL, SMALL, st.integers(1, 4), st.integers(0, 5))
def test_transposed_same_gives_size_times_stride(size, kernel, stride, dilation, extra):
    assume(extra < max(stride, dilation))
    before, after, added = transposed_same_padding(kernel, stride, dilation, extra)
    assert len(scattered(size, kernel, stride, before, after, dilation, added)) == size * stride
    assert TransposedWindow(kernel, stride, before, after, dilation, added).slide(size) == size * stride


@checked(200)
@given(st.integers(1, 40), SMALL, SMALL, st.integers(0, 3), st.integers(1, 3))
def test_a_transposed_window_undoes_a_window(size, kernel, stride, padding, dilation):
    """Where the stride divides, the size comes back."""
    window = Window(kernel, stride, padding, padding, dilation)
    places = window.slide(size)
    assume(places >= 1 and window.remainder(size) == 0)
    assert TransposedWindow(kernel, stride, padding, padding, dilation).slide(places) == size
