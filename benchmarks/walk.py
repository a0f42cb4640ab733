"""The walk alone, driven directly, reading excluded: layers a second.

    python benchmarks/walk.py [--layers 100000]

A chain of conv and relu (one pair of layer objects, and a new object for every layer), and real networks placed over and over;
beside onnx.shape_inference (C++) on the same chain where onnx is installed.
"""

from __future__ import annotations

import argparse
import statistics
import time
from typing import TYPE_CHECKING

import cnncalc
from cnncalc.analyses.totals import totals
from cnncalc.core.shape import Shape
from cnncalc.layers import kind
from cnncalc.walk import Walker

if TYPE_CHECKING:
    from cnncalc.core.operation import Operation

ROUNDS = 5
TARGET = 100_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--layers", type=int, default=100_000)
    count = parser.parse_args().layers
    print(f"layers a second, medians of {ROUNDS} (target: at least {TARGET:,})\n")
    report("chain of conv/relu", [chain(pair(count, anew=False)) for _ in range(ROUNDS)])
    report("the same, every layer an object of its own", [chain(pair(count, anew=True)) for _ in range(ROUNDS)])
    report("the same, with totals and peak memory", [chain(pair(count, anew=False), add_up=True) for _ in range(ROUNDS)])
    for name in ("torchvision/resnet152", "torchvision/densenet201"):
        report(f"{name}, a new Walker each time", [network(name, count) for _ in range(ROUNDS)])
    onnx_chain(count)


def report(what: str, rates: list[float]) -> None:
    rate = statistics.median(rates)
    print(f"{what:<46}{rate:>12,.0f}{'' if rate >= TARGET else '   MISSED'}")


def pair(count: int, *, anew: bool) -> list[Operation]:
    """``count`` layers, conv and relu in turn."""
    conv, relu = kind("conv"), kind("relu")
    if anew:
        return [layer for _ in range(count // 2) for layer in (conv(filters=64, kernel=3, padding=1), relu())]
    return [conv(filters=64, kernel=3, padding=1), relu()] * (count // 2)


def chain(layers: list[Operation], *, add_up: bool = False) -> float:
    """Layers a second of one walk over ``layers``."""
    walker = Walker()
    tensor = walker.input("input", Shape((56, 56, 64)))
    start = time.perf_counter()
    for layer in layers:
        tensor = walker.apply(layer, (tensor,))
    if add_up:
        assert totals(walker.walk(tensor)).params == len(layers) // 2 * 36_928
    return len(layers) / (time.perf_counter() - start)


def network(name: str, count: int) -> float:
    """Layers a second of a bundled network, placed again until ``count`` layers are."""
    walk = cnncalc.load(name).walk()
    placed, seconds = 0, 0.0
    while placed < count:
        walker = Walker()
        start = time.perf_counter()
        tensors = {walk.input: walker.input("input", walk.input.shape)}
        for record in walk.layers:
            tensors[record] = walker.apply(record.operation, tuple([tensors[tensor] for tensor in record.inputs]))
        seconds += time.perf_counter() - start
        placed += len(walk.layers)
        assert walker.layers[-1].shape == walk.layers[-1].shape
    return placed / seconds


def onnx_chain(count: int) -> None:
    """The same chain in onnx's shape inference, where it is installed."""
    try:
        import onnx
        from onnx import TensorProto, helper
    except ImportError:
        print("\nonnx is not installed: its shape inference is not measured")
        return
    weight = helper.make_tensor("weight", TensorProto.FLOAT, [64, 64, 3, 3], bytes(4 * 64 * 64 * 9), raw=True)
    nodes = []
    for number in range(count // 2):
        nodes.append(
            helper.make_node("Conv", [f"t{2 * number}", "weight"], [f"t{2 * number + 1}"], kernel_shape=[3, 3], pads=[1, 1, 1, 1])
        )
        nodes.append(helper.make_node("Relu", [f"t{2 * number + 1}"], [f"t{2 * number + 2}"]))
    size = [1, 64, 56, 56]
    graph = helper.make_graph(
        nodes,
        "chain",
        [helper.make_tensor_value_info("t0", TensorProto.FLOAT, size)],
        [helper.make_tensor_value_info(f"t{len(nodes)}", TensorProto.FLOAT, None)],
        [weight],
    )
    model = helper.make_model(graph)
    start = time.perf_counter()
    inferred = onnx.shape_inference.infer_shapes(model)
    seconds = time.perf_counter() - start
    assert [d.dim_value for d in inferred.graph.output[0].type.tensor_type.shape.dim] == size
    print(f"\n{f'onnx {onnx.__version__} shape_inference, the same chain (shapes alone)':<46}{len(nodes) / seconds:>12,.0f}")


if __name__ == "__main__":
    main()
