"""The peak of activations against a simulation that keeps the set of live tensors, step by step."""

from __future__ import annotations

from generated import checked, walked
from graphs import graphs, text
from hypothesis import given
from hypothesis import strategies as st


def simulated(graph):
    """(elements, index) of the first step at which most is alive: its inputs and its output, and all that is still needed."""
    highest = (-1, -1)
    there = set(graph.inputs.values())
    for at, node in enumerate(graph.order):
        there.add(node.storage)
        needed = {x.storage for later in graph.order[at + 1 :] for x in later.inputs}
        needed |= {result.storage for result in graph.results}
        live = {node.storage, *(x.storage for x in node.inputs)} | (there & needed)
        alive = sum(tensor.elements for tensor in live)
        if alive > highest[0]:
            highest = (alive, at)
        there = live & needed
    return highest


@checked(500)
@given(graphs())
def test_peak(graph):
    walk = walked(text(graph))
    assert [tuple(record.shape) for record in walk.layers] == [node.shape for node in graph.order]
    elements, at = simulated(graph)
    assert walk.totals.peak_activation_bytes == 4 * elements, text(graph)
    assert walk.totals.peak_layer is walk.layers[at], text(graph)


@checked(150)
@given(graphs(), st.sampled_from((("float32", 4), ("float16", 2), ("int8", 1))), st.integers(1, 9))
def test_activations_and_memory(graph, dtype, batch):
    name, width = dtype
    walk = walked(text(graph), dtype=name, batch=batch)
    outputs = sum(node.elements for node in graph.order if not node.is_view)
    assert walk.totals.activation_bytes == outputs * width * batch
    assert walk.totals.memory == walk.params * width + simulated(graph)[0] * width * batch
    assert walk.totals.input_bytes == sum(node.elements for node in graph.inputs.values()) * width * batch


@checked(150)
@given(graphs())
def test_inputs_are_what_the_file_says(graph):
    """Every layer runs on the tensors that `from`, names, branches and lists mean."""
    walk = walked(text(graph))
    made = dict(zip(graph.order, walk.layers, strict=True))
    made |= {node: walk.inputs[name] for name, node in graph.inputs.items()}
    for node in graph.order:
        assert list(made[node].inputs) == [made[x] for x in node.inputs]
    assert walk.output is made[graph.results[-1]]
    assert list(walk.heads.values()) == [made[result] for result in graph.results[:-1]]
