"""The forward pass beside PyTorch eager, and `cnncalc verify vgg16` as a whole process beside one that imports torch and runs it.

    python benchmarks/forward.py [--rounds 5] [--passes 9] [--peer-python /path/to/python] [--keep-blas]

Run it with an interpreter that has cnncalc[verify] installed; torch is looked for in the same one, or in --peer-python, which needs
PyYAML too. Processes alternate, as torch and NumPy in one process disturb each other; each says its fastest pass, which a busy
machine spoils least. Both use as many threads as there are processors. Variables that tie a library to other instructions than the
processor's own (OPENBLAS_CORETYPE, ONEDNN_MAX_CPU_ISA and such) are taken away for both, unless --keep-blas.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from processes import TORCH_VGG16, has_module, side_by_side

NETWORKS = ("torchvision/vgg16", "torchvision/resnet50", "torchvision/mobilenet_v2", "torchvision/densenet121")

TIED = (
    "OPENBLAS_CORETYPE",
    "OPENBLAS_L2_SIZE",
    "ONEDNN_MAX_CPU_ISA",
    "DNNL_MAX_CPU_ISA",
    "ATEN_CPU_CAPABILITY",
    "MKL_DEBUG_CPU_TYPE",
)

WHOLE = f"""
{TORCH_VGG16}
with torch.inference_mode():
    assert vgg16.eval()(torch.rand(1, 3, 224, 224)).shape == (1, 1000)
"""


def fastest(function, passes: int) -> float:
    """The shortest of some passes, in milliseconds."""
    function()
    times = []
    for _ in range(passes):
        start = time.perf_counter()
        function()
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def ours(name: str, passes: int) -> float:
    """cnncalc.forward with weights given as arrays."""
    import numpy as np

    import cnncalc
    from cnncalc.run.state import needed

    walk = cnncalc.load(name).walk()
    random = np.random.default_rng(0)
    weights = {key: random.random(shape, dtype=np.float32) for key, shape in needed(walk).items()}
    x = random.random((1, walk.input.shape.channels, *walk.input.shape.spatial), dtype=np.float32)
    return fastest(lambda: cnncalc.forward(walk, x, weights), passes)


def theirs(name: str, passes: int) -> float:
    """The same network of torch.nn modules, run as a user would."""
    import torch
    from torch_network import Network

    import cnncalc

    walk = cnncalc.load(name).walk()
    network = Network(walk).eval()
    x = torch.rand(1, walk.input.shape.channels, *walk.input.shape.spatial)
    with torch.inference_mode():
        return fastest(lambda: network(x), passes)


def measured(python: str, who: str, name: str, passes: int) -> float:
    """One process's answer."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[1])}
    command = [python, __file__, "--worker", who, "--network", name, "--passes", str(passes)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--passes", type=int, default=9)
    parser.add_argument("--peer-python", default=sys.executable)
    parser.add_argument("--keep-blas", action="store_true")
    parser.add_argument("--networks", nargs="*", default=NETWORKS)
    parser.add_argument("--worker", choices=("cnncalc", "torch"), help=argparse.SUPPRESS)
    parser.add_argument("--network", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        print((ours if options.worker == "cnncalc" else theirs)(options.network, options.passes))
        return
    if not options.keep_blas:
        for variable in TIED:
            os.environ.pop(variable, None)
    peers = {"cnncalc": sys.executable, "torch": options.peer_python}
    if not has_module(options.peer_python, "torch"):
        print(f"torch is not installed in {options.peer_python}: cnncalc is measured alone\n")
        del peers["torch"]

    print(
        f"forward pass of one image, milliseconds: the fastest of {options.rounds} processes of {options.passes} passes, in turn\n"
    )
    print(f"{'network':<28}" + "".join(f"{who:>10}" for who in peers) + ("     ratio" if len(peers) > 1 else ""))
    for name in options.networks:
        runs: dict[str, list[float]] = {who: [] for who in peers}
        for _ in range(options.rounds):
            for who, python in peers.items():
                runs[who].append(measured(python, who, name, options.passes))
        best = {who: min(times) for who, times in runs.items()}
        ratio = f"{best['cnncalc'] / best['torch']:>10.2f}" if len(peers) > 1 else ""
        middle = f"   (medians {', '.join(f'{statistics.median(times):.1f}' for times in runs.values())})"
        print(f"{name:<28}" + "".join(f"{time:>10.1f}" for time in best.values()) + ratio + middle, flush=True)

    commands = {"cnncalc": [sys.executable, "-m", "cnncalc", "verify", "vgg16", "--quiet"]}
    if "torch" in peers:
        commands["torch"] = [options.peer_python, "-c", WHOLE]
    figures = side_by_side(commands, options.rounds)
    print(
        f"\n`cnncalc verify vgg16` as a whole process, medians of {options.rounds}\n\n{'process':<12}{'seconds':>9}{'peak MiB':>10}"
    )
    for name, figure in figures.items():
        print(f"{name:<12}{figure.seconds:>9.3f}{figure.peak_bytes / 2**20:>10.1f}")
    if "torch" in figures:
        time_ratio = figures["torch"].seconds / figures["cnncalc"].seconds
        memory_ratio = figures["torch"].peak_bytes / figures["cnncalc"].peak_bytes
        print(
            f"\ntorch takes {time_ratio:.1f} times the time (target: at least 3), {memory_ratio:.1f} times the memory (at least 3)"
        )


if __name__ == "__main__":
    main()
