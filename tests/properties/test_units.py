"""Which positions of the input a unit depends on, against runs of the network: NaN in a row arrives, or it does not."""

from __future__ import annotations

import numpy as np
from generated import chains, checked, file, walked
from graphs import graphs, text
from hypothesis import assume, given
from hypothesis import strategies as st
from test_receptive_field import networks

from cnncalc import forward
from cnncalc.analyses.receptive_field import mirrors, positions, region

MOST_ELEMENTS = 20_000
"""Networks whose maps hold more are not run."""


def measured(walk, record, unit):
    """The positions along each axis whose NaN makes ``unit`` NaN, in any channel; none where no NaN does."""
    found = []
    for axis, size in enumerate(walk.input.shape.spatial):
        x = np.zeros((size + 1, walk.input.shape.channels, *walk.input.shape.spatial), dtype=np.float32)
        for at in range(size):
            x[(at, slice(None), *(slice(None),) * axis, at)] = np.nan
        given = {name: np.zeros((size + 1, t.shape.channels, *t.shape.spatial), np.float32) for name, t in walk.inputs.items()}
        given[next(iter(given))] = x
        with np.errstate(all="ignore"):
            y = forward(walk, given if len(given) > 1 else x, outputs=[record.path])[record.path]
        # The last example has none: a window in padding alone puts out NaN by itself (infinity less infinity, a mean of nothing).
        assume(not np.isnan(y[(size, slice(None), *unit)]).any())
        found.append([at for at in range(size) if np.isnan(y[(at, slice(None), *unit)]).any()])
    return found if all(found) else None


def agree(data, walk):
    """A unit of any layer whose output is a map: exactly what the run finds, or, behind what reads everything, no less."""
    assume(max(tensor.shape.elements for tensor in (walk.input, *walk.layers)) <= MOST_ELEMENTS)
    maps = [record for record in walk.layers if record.shape.axes]
    assume(maps)
    record = data.draw(st.sampled_from(maps))
    unit = tuple(data.draw(st.integers(0, size - 1)) for size in record.shape.spatial)
    computed, found = positions(walk, record, unit), measured(walk, record, unit)
    field = walk.fields[record]
    if field is not None and field.is_everything:
        for read, seen in zip(computed or (), found or (), strict=False):
            assert set(seen) <= set(read)
        assert found is None or computed is not None
        return
    assert computed == found, (record.path, unit)
    ends = None if computed is None else tuple((axis[0], axis[-1]) for axis in computed)
    assert region(walk, record, unit) == ends
    # The field holds all of it, borders or not, but for what is seen in a mirror.
    is_mirrored = any(map(mirrors, walk.layers))
    for axis, at, read in zip(field.axes if field and not is_mirrored else (), unit, computed or (), strict=False):
        if axis is not None:
            first, last = axis.bounds(at)
            assert first <= read[0] <= read[-1] <= last


@checked(300)
@given(chains(6), st.data())
def test_chains(chain, data):
    first, entries = chain
    agree(data, walked(file(first, [entry.value for entry in entries])))


@checked(150)
@given(graphs(6), st.data())
def test_graphs(graph, data):
    agree(data, walked(text(graph)))


@checked(300)
@given(networks(), st.data())
def test_branches_with_borders_of_their_own(network, data):
    first, entries, _ = network
    agree(data, walked(file(first, [*entries, "relu"])))
