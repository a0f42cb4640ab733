"""`cnncalc show vgg16 --json` as a whole process, beside bare Python and torchinfo's summary of the same network.

    python benchmarks/startup.py [--rounds 11] [--peer-python /path/to/python]

Run it with an interpreter that has cnncalc installed; torch and torchinfo are looked for in the same one, or in --peer-python.
"""

from __future__ import annotations

import argparse
import platform
import sys

from processes import TORCH_VGG16, has_module, side_by_side

TORCHINFO = f"""
import torchinfo
{TORCH_VGG16}
summary = torchinfo.summary(vgg16, (1, 3, 224, 224), verbose=0)
assert summary.total_params == 138357544
print(summary)
"""

TARGETS = {"python": 10, "torchinfo": 15}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=11)
    parser.add_argument("--peer-python", default=sys.executable)
    options = parser.parse_args()

    commands = {"python": [sys.executable, "-c", "pass"], "cnncalc": [sys.executable, "-m", "cnncalc", "show", "vgg16", "--json"]}
    if has_module(options.peer_python, "torch") and has_module(options.peer_python, "torchinfo"):
        commands["torchinfo"] = [options.peer_python, "-c", TORCHINFO]
    else:
        print(f"torch and torchinfo are not installed in {options.peer_python}: compared with bare Python alone\n")

    figures = side_by_side(commands, options.rounds)
    print(f"{platform.machine()}, Python {platform.python_version()}, medians of {options.rounds} whole processes, run in turn\n")
    print(f"{'process':<12}{'seconds':>9}{'peak MiB':>10}")
    for name, figure in figures.items():
        print(f"{name:<12}{figure.seconds:>9.3f}{figure.peak_bytes / 2**20:>10.1f}")
    ours = figures["cnncalc"]
    print(f"\ncnncalc takes {ours.seconds / figures['python'].seconds:.1f} times bare Python (target: at most {TARGETS['python']})")
    if "torchinfo" in figures:
        theirs = figures["torchinfo"]
        print(f"torchinfo takes {theirs.seconds / ours.seconds:.1f} times cnncalc's time (target: at least {TARGETS['torchinfo']})")
        times = theirs.peak_bytes / ours.peak_bytes
        print(f"torchinfo takes {times:.1f} times its memory (target: at least {TARGETS['torchinfo']})")


if __name__ == "__main__":
    main()
