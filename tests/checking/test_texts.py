"""The codes of checking itself: the whole text of each, and a file that passes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import cnncalc.checking
from cnncalc.api import Text
from cnncalc.checking import lock
from cnncalc.checking.budgets import budget
from cnncalc.checking.judge import Terms, judge
from cnncalc.checking.run import Order, after
from cnncalc.checking.selection import Selection
from cnncalc.source import Source

NET = "input: 8x8x3\nlayers:\n  - conv: {filters: 4, kernel: 3}\n"


def found(text, budgets=(), locked=None):
    """The findings of a text, as they are printed."""
    terms = Terms(Selection(), [budget(option, bound) for option, bound in budgets])
    result = judge(Text(Source("net.yaml", text), None, "net", is_bundled=False), terms)
    result = after(result, Order([], None, terms.selection, locked=locked))
    return "\n\n".join(map(str, result.findings))


def locked(text):
    """The lock of a text."""
    import json

    return json.loads(lock.write([judge(Text(Source("net.yaml", text), None, "net", is_bundled=False), Terms(Selection(), []))]))[
        "models"
    ]


CASES = {
    "CC130": (
        found(NET.replace("3}", "3}  # cnncalc: ignore[CC401]")),
        """\
warning[CC130]: nothing on this line is CC401: the comment silences nothing
  --> net.yaml:3:54
   |
 3 |   - conv: {filters: 4, kernel: 3}  # cnncalc: ignore[CC401]
   |                                                      ^^^^^
   = help: remove it""",
    ),
    "CC131": (
        found(NET.replace("3}", "3}  # cnncalc: ignore[CC499, CC310]")),
        """\
warning[CC131]: unknown code `CC499` in a comment
  --> net.yaml:3:54
   |
 3 |   - conv: {filters: 4, kernel: 3}  # cnncalc: ignore[CC499, CC310]
   |                                                      ^^^^^
   = help: a code is as in `# cnncalc: ignore[CC401]`

warning[CC131]: CC310 cannot be ignored
  --> net.yaml:3:61
   |
 3 |   - conv: {filters: 4, kernel: 3}  # cnncalc: ignore[CC499, CC310]
   |                                                             ^^^^^
   = help: after it a file has no numbers to judge: repair it""",
    ),
    "CC203": (
        found(NET, [("max-params", "100")]),
        """\
error[CC203]: net has params 112, the budget is at most 100, 12.0% over
  --> net.yaml:1:1
   |
 1 | input: 8x8x3
   | ^^^^^^^^^^^^
   = help: most of it lies in conv (112)""",
    ),
    "CC204": (
        found(NET.replace("filters: 4", "filters: 5"), locked=locked(NET)),
        """\
error[CC204]: net has changed since it was locked: conv: output was 6x6x4, is 6x6x5, params was 112, is 140, \
macs was 3,888, is 4,860; params 112 -> 140, trainable_params 112 -> 140, macs 3,888 -> 4,860, flops 7,920 -> 9,900, \
peak_activation_bytes 1,344 -> 1,488
  --> net.yaml:3:5
   |
 3 |   - conv: {filters: 5, kernel: 3}
   |     ^^^^
   = help: if the change is meant, `cnncalc lock` writes the new figures""",
    ),
    "CC205": (
        found(NET, locked={}),
        """\
error[CC205]: net.yaml is not in the lock file
  --> net.yaml:1:1
   |
 1 | input: 8x8x3
   | ^^^^^^^^^^^^
   = help: `cnncalc lock` adds it""",
    ),
}


@pytest.mark.parametrize("code", CASES)
def test_the_whole_text(code):
    text, expected = CASES[code]
    assert text == expected


def test_what_passes():
    assert found(NET) == ""
    assert found(NET.replace("kernel: 3}", "kernel: 3, stride: 2}  # cnncalc: ignore[CC401]")) == ""
    assert found(NET, [("max-params", "112"), ("max-memory", "10KiB"), ("min-receptive-field", "3")]) == ""
    assert found(NET, locked=locked(NET)) == ""


def test_every_code_is_here():
    room = Path(cnncalc.checking.__file__).parent
    raised = {
        code
        for path in room.glob("*.py")
        for code in re.findall(r'Diagnostic\(\s*"(CC[0-9]{3})"', path.read_text(encoding="utf-8"))
    }
    assert raised == set(CASES)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        (NET + "  - relu\n", "the layer relu is new"),
        (NET.replace("8x8x3", "9x9x3"), "its input was 8x8x3, is 9x9x3"),
        ("input: 8x8x3\nlayers:\n  - conv: {filters: 4, kernel: 3}\n    frozen: true\n", "trainable_params 112 -> 0"),
    ],
)
def test_what_has_drifted(text, change):
    assert change in found(text, locked=locked(NET))


def test_a_layer_that_is_gone():
    assert "the layer relu is gone" in found(NET, locked=locked(NET + "  - relu\n"))
