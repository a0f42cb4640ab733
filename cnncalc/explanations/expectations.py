"""CC201 to CC205: figures that are not what the file, the command line or the lock file says."""

from __future__ import annotations

from cnncalc.explanations.explanation import Explanation

EXPLANATIONS = (
    Explanation(
        code="CC201",
        name="network-expectation",
        severity="error",
        summary="a figure of the network is not what its `expect` says",
        why=(
            "`expect` makes a file its own test: when somebody changes a width, the run fails and says by how much. `760` must "
            "hold exactly, `15.47G` to the digits written, `{max: 4.1G}` is a budget. First find out which side is wrong, the "
            "network or the number: below, 750 counts the weights and forgets the 10 biases. Figures are those of batch 1 "
            "(memory: at float32); with `--set` or `--input` the file's own are skipped, and the output says so."
        ),
        bad="""\
input: 32x32x3
layers:
  - conv: {filters: 10, kernel: 5, padding: 2}
expect: {output: 32x32x10, params: 750}
""",
        good="""\
input: 32x32x3
layers:
  - conv: {filters: 10, kernel: 5, padding: 2}
expect: {output: 32x32x10, params: 760}
""",
    ),
    Explanation(
        code="CC202",
        name="layer-expectation",
        severity="error",
        summary="a figure of one layer is not what the `expect` beside it says",
        why=(
            "An `expect` beside a layer holds for what comes out of it: a shape, or figures such as `{output: 14x14x512, "
            "params: 2_359_808}`. One at the end of each stage shows where a network leaves the table of its paper, when the "
            "totals at the end only show that it does. After the first that fails, later ones often fail for the same reason: "
            "begin at the top."
        ),
        bad="""\
input: 32x32x3
layers:
  - conv: {filters: 10, kernel: 5}
    expect: 32x32x10
""",
        good="""\
input: 32x32x3
layers:
  - conv: {filters: 10, kernel: 5, padding: 2}
    expect: 32x32x10
""",
    ),
    Explanation(
        code="CC203",
        name="budget-exceeded",
        severity="error",
        summary="a figure exceeds the budget that the command line gives",
        why=(
            "`cnncalc check models/ --max-params 5M --max-macs 600M` holds every network, and every variant, against what the "
            "device can bear; `--max-memory` is parameters and live activations together, at float32 and batch 1, and "
            "`--min-receptive-field` bounds from below. The help names the layers where most of the figure lies: begin there. A "
            "budget of one network belongs in its file, as in `expect: {macs: {max: 600M}}` (CC201), where a reader sees it."
        ),
        bad="",
        good="",
    ),
    Explanation(
        code="CC204",
        name="figures-drifted",
        severity="error",
        summary="a network no longer has the figures that the lock file holds",
        why=(
            "`cnncalc lock` writes the figures of all networks, layer by layer, to `cnncalc.lock`, which is committed; `cnncalc "
            "check --locked` fails when one of them is different. So a change of a shared block, of a default or of cnncalc "
            "itself is seen in every network it touches, and in review as a difference of numbers. The message names the first "
            "layer that changed. If the change is meant, run `cnncalc lock` again and commit the new file with it."
        ),
        bad="",
        good="",
    ),
    Explanation(
        code="CC205",
        name="not-locked",
        severity="error",
        summary="a network is missing from the lock file",
        why=(
            "With `cnncalc check --locked` every network and variant that is checked must stand in `cnncalc.lock`, or a new one "
            "would drift without anybody being told. A renamed file is a new network too. Run `cnncalc lock` on the same paths, "
            "look at what it adds, and commit it."
        ),
        bad="",
        good="",
    ),
)
