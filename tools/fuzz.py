"""Feed damaged architecture files to cnncalc: each must end in a table or in findings, quickly, and never in anything else.

    python tools/fuzz.py --count 200000 --seed 1 [--jobs 2]
    python tools/fuzz.py --seed 1 --only 4711            # one mutant again: its text, then what comes of it

Mutants come from the bundled networks and from the small files below, which together use every operation. Most are damaged as
trees (a value, key or sub-tree swapped, deleted, duplicated, retyped, moved, renamed, driven to an extreme) and written out
again, so that they get past the reader; the others are damaged as text. Mutant number N of a seed is always the same text.
"""

from __future__ import annotations

import argparse
import copy
import faulthandler
import json
import multiprocessing
import random
import re
import resource
import signal
import string
import sys
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from cnncalc import bundled, layers, render
from cnncalc.analyses.memory import BYTES_OF
from cnncalc.api import ArchitectureError, Network, Text, UsageError, Walk, parse_network
from cnncalc.checking.fixing import fix
from cnncalc.checking.judge import Terms
from cnncalc.checking.judge import judge as judge_file
from cnncalc.checking.result import CheckResult
from cnncalc.checking.selection import Selection
from cnncalc.core.fields import ALL_SIDES
from cnncalc.language.document import TOP_KEYS
from cnncalc.language.entries import MODIFIERS
from cnncalc.language.expressions import FUNCTIONS, RESERVED
from cnncalc.language.figures import FIGURES
from cnncalc.language.reader import decode
from cnncalc.render import findings as render_findings
from cnncalc.source import Diagnostic, InputError, Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

MOST_SECONDS = 2.0
"""Of processor time, for one mutant: reading, walking, all figures and one rendering."""
PATIENCE = {"check": 4, "fix": 20}
"""How many times as long may be taken to walk every variant, and to try repairs one after the other."""
MOST_MEBIBYTES = 500
"""Of memory, for the whole process."""
HANG_SECONDS = 60
"""Of the clock: a mutant that no signal can interrupt is then aborted with its process."""
ADDRESS_SPACE = 8 * 2**30

# Small valid files

SMALL = {
    "every layer": """
cnncalc: 1
input: 24x24x6
vars: {width: 8, sizes: [4, 6, 8], on: true, word: relu, ratio: 0.5}
defaults: {conv: {padding: half, activation: =word}, batchnorm: {epsilon: 0.001}, celu: {alpha: =ratio}}
layers:
  - conv: {filters: =width, kernel: 3x5, stride: 1, dilation: 1, groups: 2, bias: false, batchnorm: true, activation: relu}
    name: stem
    expect: 24x24x8
  - conv: {filters: 3, kernel: 3, connections: [[0, 1], [1, 2, 3], [7]], rounding: exact}
  - depthwise_conv: {kernel: 3, multiplier: 4, padding: same, stride: 2}
  - conv_transpose: {filters: 8, kernel: 4, stride: 2, padding: 1, output_padding: 1, groups: 4}
  - locally_connected: {filters: 4, kernel: 2, padding: {top: 0, bottom: 1, left: 1}}
  - conv: {filters: 16, kernel: 1}
  - maxpool: {kernel: 3, stride: 2, padding: 1, rounding: ceil}
  - upsample: 2
  - avgpool: {kernel: 2, stride: 1, count_include_pad: false}
  - upsample: {size: stem, mode: bilinear}
  - l2pool: 2
  - subsample: 2
  - upsample: {scale: [2, 2]}
  - blurpool: {kernel: 3, stride: 1}
  - adaptive_avgpool: 8x8
  - adaptive_maxpool: [6, 6]
  - regions: {count: 3, size: 6}
  - pixel_shuffle: 2
  - space_to_depth: 2
  - channel_shuffle: 4
  - chunk: {part: 1, of: 2}
  - slice: {start: 0, stop: 8}
  - pad: {left: 1, right: 1}
  - crop: [0, 1]
  - batchnorm: {affine: false}
  - layernorm
  - groupnorm: 2
  - instancenorm: {affine: true}
  - lrn: {size: 3, alpha: 0.0001, beta: 0.75, k: 1}
  - l2norm
  - grn
  - scale: {bias: true}
  - scale: {value: 0.17}
  - relu6
  - leaky_relu: 0.1
  - prelu: {shared: true}
  - elu
  - selu
  - celu
  - gelu
  - silu
  - mish
  - hardswish
  - hardsigmoid
  - hardtanh
  - sigmoid
  - tanh
  - softplus
  - softsign
  - identity
  - dropout: 0.3
  - stochastic_depth: {rate: 0.1}
  - add:
      left: channel_avgpool
      right: channel_maxpool
  - conv: {filters: 8, kernel: 1}
  - multiply:
      features:
      gate: [global_avgpool, {conv: {filters: 8, kernel: 1, activation: none}}, sigmoid]
  - maximum: {a: relu, b: identity}
  - average: {a: , b: tanh}
  - concat: [prev, prev]
  - head: {aux: [global_maxpool, flatten, {linear: 10}, log_softmax]}
  - flatten
  - reshape: 1x1x=
  - linear: {features: 5, bias: false, batchnorm: true, activation: relu}
  - softmax
expect: {output: 5, heads: {aux: 10}}
""".replace("  - reshape: 1x1x=\n", "  - reshape: {channels: =prev.channels, size: [1, 1]}\n  - flatten\n"),
    "blocks": """
input: 32x32x3
vars: {depths: [2, 1, 3], width: 4, wide: =4 * width, deep: true, from_input: =input.channels * 2}
defaults: {conv: {kernel: 3, padding: half, batchnorm: =deep, activation: relu}}
blocks:
  Unit:
    params: {filters: required, stride: 1, inner: "=max(filters // 2, 1)", act: relu}
    layers:
      - add:
          main:
            - {conv: {filters: =inner, kernel: 1, activation: =act}, name: reduce}
            - conv: {filters: =filters, stride: =stride, activation: none}
          shortcut:
            - conv: {filters: =filters, kernel: 1, stride: =stride, activation: none}
              when: =stride != 1 or input.channels != filters
      - relu
  Stage:
    params: {filters: required, depth: required}
    layers:
      - Unit: {filters: =filters, stride: =2 if i == 0 else 1}
        repeat: =depth
        name: units
  Up:
    params: {skip: tensor, filters: 8}
    layers:
      - {upsample: {size: skip}, name: up}
      - crop: {top: "=max(up.height - skip.height, 0)", left: "=max(up.width - skip.width, 0)"}
      - concat: [skip, prev]
      - conv: =filters
layers:
  - {conv: =from_input, name: first, expect: {output: 32x32x6, params: 180}}
  - {Stage: {filters: =wide, depth: "=depths[0]"}, name: stage1}
  - head: {side: [global_avgpool, flatten, {linear: 3}]}
    when: =deep and not depths[1] > 5
  - Stage: {filters: "=make_divisible(wide * 1.5, 8)", depth: "=depths[i]"}
    repeat: 2
    name: stages
  - Up: {skip: stage1, filters: =round(wide / 3)}
  - sequence:
      - conv: 8
      - {conv: 8, name: inside}
      - {conv: 8, weights: inside, from: inside}
    name: group
  - add: [prev, inside]
  - {Unit: 8, frozen: true, repeat: 2, name: tail}
  - {conv: {filters: 2, kernel: 1, bias: true, batchnorm: false}, when: =ceil(2.5) == 3 and floor(-0.5) < abs(-1) % 3}
variants:
  shallow: {set: {depths: [1, 1, 1], deep: false}, expect: {params: {max: 1M}}}
  wide: {set: {width: 8}}
""",
    "one axis": """
input: 160x2
defaults: {conv: {kernel: 9, padding: same, activation: gelu}}
layers:
  - {conv: {filters: 8, stride: 2}, name: a}
  - {maxpool: {kernel: 4, stride: 4, rounding: ceil}, name: b}
  - {conv: {filters: 8, dilation: [2]}, repeat: 3, name: c}
  - {conv_transpose: {filters: 8, kernel: 4, stride: 4, padding: same}, name: d}
  - average: [d, a]
  - {upsample: {scale: 2, mode: bilinear}}
  - pad: {left: =prev.length // 100, right: 3}
  - {conv: {filters: 1, kernel: 1, padding: valid}}
expect: {output: 164x1, receptive_field: {min: 10, max: 1K}, memory: {max: 1MiB}}
""",
    "three axes, two inputs": """
inputs: {clip: 8x16x16x3, flow: 8x16x16x2}
layers:
  - {conv: {filters: 4, kernel: [1, 3, 3], padding: {front: 0, top: 1, bottom: 1, left: 1, right: 1}}, name: video}
  - {conv: {filters: 4, kernel: 3, padding: full}, from: flow, name: motion}
  - {crop: 1x1x1, name: cut}
  - concat: [cut, video]
  - &norm {batchnorm: {affine: true}, frozen: true}
  - {avgpool: [2, 2, 2], name: pooled}
  - *norm
  - {depthwise_conv: 3, weights: pooled, when: false}
  - locally_connected: {filters: 2, kernel: 2, stride: 2}
  - {relu: , repeat: 3}
  - {global_avgpool: , name: g}
  - flatten
  - linear: {features: =g.channels * 2, activation: softmax}
""",
}


# Trees: a scalar is its text, a list a Python list, a mapping its pairs (keys may come twice once damaged)


class Pairs(list[Any]):
    """What stands in a mapping: pairs [key, value]."""


class Map:
    """A mapping."""

    def __init__(self, *pairs: list[Any]) -> None:
        self.pairs = Pairs(pairs)


class Anchored:
    """A tree with an anchor in front."""

    def __init__(self, name: str, tree: Any) -> None:
        self.name, self.tree = name, tree


class Alias:
    """A use of an anchor."""

    def __init__(self, name: str) -> None:
        self.name = name


def to_tree(node: yaml.Node) -> Any:
    if isinstance(node, yaml.MappingNode):
        return Map(*([to_tree(key), to_tree(value)] for key, value in node.value))
    return [to_tree(item) for item in node.value] if isinstance(node, yaml.SequenceNode) else node.value


_NEVER = r"\x00-\x1f,\[\]{}:#\\\x7f-\x9f\u2028\u2029\ufeff"
_PLAIN = re.compile(rf"(?![-?:] )(?![-?:]$)(?!---|\.\.\.)[^\s{_NEVER}&*?|>'\"%@`!](?:[^{_NEVER}]*[^\s{_NEVER}])?")


def word(text: str) -> str:
    """A scalar as it stands in flow style; quoted where it would be read as something else."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text)


def flow(tree: Any) -> str:
    if isinstance(tree, Map):
        return "{" + ", ".join(f"{flow(key)}: {flow(value) if value != '' else ''}" for key, value in tree.pairs) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(flow(item) for item in tree) + "]"
    if isinstance(tree, Anchored):
        return f"&{tree.name} {flow(tree.tree)}"
    return f"*{tree.name} " if isinstance(tree, Alias) else word(tree)


def block(tree: Any, rng: random.Random, indent: int = 0) -> list[str]:
    """The lines of a collection in block style, inner ones now and then in flow style."""
    space, lines = " " * indent, []
    items = tree.pairs if isinstance(tree, Map) else [[None, item] for item in tree]
    for key, value in items:
        head = (
            f"{space}-"
            if key is None
            else f"{space}{flow(key)}:"
            if isinstance(key, (str, Alias))
            else f"{space}? {flow(key)}\n{space}:"
        )
        anchor, inner = (f" &{value.name}", value.tree) if isinstance(value, Anchored) else ("", value)
        full = (isinstance(inner, Map) and inner.pairs) or (isinstance(inner, list) and inner)
        if not full or indent > 60 or rng.random() < 0.3 + indent / 40:
            lines.append(f"{head} {flow(value) if value != '' or key is None else ''}".rstrip())
        elif key is None and not anchor:
            first, *rest = block(inner, rng, indent + 2)
            lines += [f"{head} {first[indent + 2 :]}", *rest]
        else:
            lines += [head + anchor, *block(inner, rng, indent + 2)]
    return lines


def written(tree: Any, rng: random.Random) -> str:
    collection = (isinstance(tree, Map) and tree.pairs) or (isinstance(tree, list) and tree)
    return "\n".join(block(tree, rng)) + "\n" if collection and rng.random() < 0.9 else flow(tree) + "\n"


def slots(tree: Any) -> list[tuple[list[Any], int]]:
    """Every place of a value in ``tree``: the Python list that holds it, and where."""
    found: list[tuple[list[Any], int]] = []
    waiting = [tree]
    while waiting:
        here = waiting.pop()
        here = here.tree if isinstance(here, Anchored) else here
        places = (
            [(pair, 1) for pair in here.pairs]
            if isinstance(here, Map)
            else [(here, at) for at in range(len(here))]
            if isinstance(here, list)
            else []
        )
        found += places
        waiting += [holder[at] for holder, at in places]
    return found


def collections(tree: Any) -> list[list[Any]]:
    """The Python list behind every collection: items, or pairs."""
    found = [tree, *(holder[at] for holder, at in slots(tree))]
    return [item.pairs if isinstance(item, Map) else item for item in found if isinstance(item, (Map, list))]


def pairs(tree: Any) -> list[list[Any]]:
    return [pair for items in collections(tree) if isinstance(items, Pairs) for pair in items]


def layer_lists(tree: Any) -> list[list[Any]]:
    """Lists that hold layers, as far as that can be told."""
    known = {*layers.places(), *layers.GROUPING}
    lists = [items for items in collections(tree) if not isinstance(items, Pairs)]
    return [items for items in lists if any(item in known if isinstance(item, str) else isinstance(item, Map) for item in items)]


# Damage to trees

NUMBERS = (
    "0", "-1", "1", "2", "3", "7", "64", "1000", "9007199254740992", "9007199254740993", "-9007199254740992", "1e400", "1e308",
    "1e-400", "-0", "0.5", "1.5", "-2.5", "3.0", "1_000", "1__0", "010", "0x10", "0x3", "1e5", "1:30", ".5", "5.", "+1",
    "1" * 400, "inf", "nan", ".inf", "null", "~", "", "true", "no", "20000", "19999", "94906267", "2097152",
)  # fmt: skip
EXPRESSIONS = (
    "=", "==1", "=1/0", "=2.5", "=-1", "=i", "=input", "=input.channels", "=prev.height", "=prev.channels * 2", "=input.length",
    "=input.depth // 2", "=1 if prev.channels > 8 else 2", "=not true", "=true", "=false", "=9007199254740991 + 1",
    "=9007199254740992 * 2", "=94906267 * 94906267", "=1e308 * 10", "=round(2.5)", "=make_divisible(17, divisor=0)",
    "=make_divisible(1e15)", "=min()", "=max(1, 2", "=max(1, 2)", "=ceil(1e15)", "=((((((((((1))))))))))",
    "=" + "(" * 60 + "1" + ")" * 60, "=" + "-" * 60 + "1", "=1" + " + 1" * 120, "=1 +", "=1 2", "=a.b.c", "=x", "=depths[0]",
    "=depths[99]", "=depths[-1]", "=depths[0.5]", "=depths", "=word", "=__import__('os')", "=i * 2", "=(i + 1) % 2 == 0",
    "=1 == 1 == 1", "=1 < 2 < 3", "=5 % -3", "=5 // 0.0", "=0.1 + 0.2 == 0.3", "=1 and 2", "=½", "=١", "=\u00a0" + "1",
    "=" + "9" * 41, "=" + "x" * 499, "=" + "x" * 500,
)  # fmt: skip
TOKENS = (
    "+", "-", "*", "//", "%", "/", "(", ")", "[", "]", "0", "1", "2.5", "and", "or", "not", "if", "else", "==", "<", ",", ".", "i",
    "=", "input.channels", "prev.width", "true",
)  # fmt: skip
WORDS = (
    "prev", "input", "same", "half", "valid", "full", "floor", "ceil", "exact", "nearest", "bilinear", "none", "relu", "required",
    "tensor", "true", "x", "224x224x3", "1x1x1", "0x0", "3x3", "3x3x3", "3x", "x3", "16x1", "8x8x8x8", "8x8x8x8x8",
    "9007199254740993x1", "3000000000x3000000000x3", "1000000000", "Ünïcode", "\U0001f600", "a b", "a: b", "a #b", "{}", "[]", "",
    " ", "\t", "\n", "\\", "'", '"', "!!int 3", "<<", "*", "&", "%", "@", "`", "y" * 300, "=", "-", "?", "[/red]", "15.47G",
    "5MiB", "\u202e", "\u0301", "\x7f", "\x00", "\x1b[31m", "\ufeff",
)  # fmt: skip


def number(rng: random.Random) -> str:
    return (
        rng.choice(NUMBERS)
        if rng.random() < 0.7
        else str(rng.choice((rng.randint(-2, 9), rng.randint(0, 300), 2 ** rng.randint(0, 70), rng.random())))
    )


def scalar(rng: random.Random) -> str:
    return rng.choice((number(rng), rng.choice(EXPRESSIONS), rng.choice(WORDS)))


def names(tree: Any) -> list[str]:
    """Names that the file gives or uses."""
    found = {value for key, value in pairs(tree) if key in ("name", "from", "weights") and isinstance(value, str)}
    return sorted(found) or ["prev"]


def keys(rng: random.Random, tree: Any) -> str:
    """A key that could stand somewhere."""
    used = [key for key, _ in pairs(tree) if isinstance(key, str)]
    kinds = list(layers.places())
    fields = list(layers.kind(rng.choice(kinds)).fields)
    others = ("params", "layers", "set", "min", "max", "Block", "divisor", "channels", "size")
    words = (layers.GROUPING, ALL_SIDES, tuple(FIGURES), RESERVED, tuple(FUNCTIONS), WORDS, others)
    known = (used, TOP_KEYS, MODIFIERS, kinds, fields, *words)
    return rng.choice(rng.choice([some for some in known if some]))


def any_layer(rng: random.Random, tree: Any) -> Any:
    """A layer of any kind, some of its parameters at random."""
    kind = rng.choice(list(layers.places()))
    if layers.is_join(kind):
        return Map([kind, rng.choice([["prev", rng.choice(names(tree))], Map(["a", ""], ["b", ["relu"]])])])
    fields = layers.kind(kind).fields
    chosen = [name for name, field in fields.items() if field.required or rng.random() < 0.3]
    given = [[name, fields[name].type.example if rng.random() < 0.6 else scalar(rng)] for name in chosen]
    made = Map([kind, Map(*given) if given or rng.random() < 0.5 else ""])
    if rng.random() < 0.3:
        made.pairs.append(list(modifier(rng, tree)))
    return made


def modifier(rng: random.Random, tree: Any) -> tuple[str, Any]:
    key = rng.choice(MODIFIERS)
    if key in ("name", "from", "weights"):
        return key, rng.choice((rng.choice(names(tree)), "prev", "input", "fresh", rng.choice(WORDS)))
    if key == "repeat":
        return key, rng.choice(
            (
                "0",
                "1",
                "2",
                "3",
                "50",
                "1000",
                "20000",
                "20001",
                "9007199254740992",
                "-1",
                "=i",
                "=input.channels",
                "=prev.channels",
            )
        )
    if key == "expect":
        figure = rng.choice(tuple(FIGURES))
        return key, rng.choice((rng.choice(WORDS), Map([figure, rng.choice((number(rng), Map(["max", number(rng)]), "1x1x1"))])))
    return key, rng.choice(("true", "false", "=i == 0", "=input.channels > 3", "=prev.channels == 8", scalar(rng)))


def pick(rng: random.Random, tree: Any) -> tuple[list[Any], int] | None:
    return rng.choice(places) if (places := slots(tree)) else None


def _delete(tree: Any, rng: random.Random, donor: Any) -> None:
    holders = [items for items in collections(tree) if items]
    if holders:
        items = rng.choice(holders)
        del items[rng.randrange(len(items))]


def _duplicate(tree: Any, rng: random.Random, donor: Any) -> None:
    holders = [items for items in collections(tree) if items]
    if holders:
        items = rng.choice(holders)
        at = rng.randrange(len(items))
        items[at:at] = [copy.deepcopy(items[at]) for _ in range(rng.choice((1, 1, 1, 2, 30)))]


def _swap(tree: Any, rng: random.Random, donor: Any) -> None:
    (a, i), (b, j) = pick(rng, tree) or ([""], 0), pick(rng, tree) or ([""], 0)
    # Copies, as one may lie inside the other.
    a[i], b[j] = copy.deepcopy(b[j]), copy.deepcopy(a[i])


def _swap_neighbours(tree: Any, rng: random.Random, donor: Any) -> None:
    holders = [items for items in collections(tree) if len(items) > 1]
    if holders:
        items = rng.choice(holders)
        i, j = rng.sample(range(len(items)), 2)
        items[i], items[j] = items[j], items[i]


def _graft(tree: Any, rng: random.Random, donor: Any) -> None:
    place, source = pick(rng, tree), pick(rng, rng.choice((tree, donor)))
    if place and source:
        place[0][place[1]] = copy.deepcopy(source[0][source[1]])


def _graft_layer(tree: Any, rng: random.Random, donor: Any) -> None:
    lists, sources = layer_lists(tree), [items for items in layer_lists(rng.choice((tree, donor))) if items]
    if lists and sources:
        target, item = rng.choice(lists), copy.deepcopy(rng.choice(rng.choice(sources)))
        target.insert(rng.randint(0, len(target)), item)


def _move(tree: Any, rng: random.Random, donor: Any) -> None:
    holders = [items for items in collections(tree) if items]
    if len(holders) > 1:
        source = rng.choice(holders)
        item = source.pop(rng.randrange(len(source)))
        key, value = item if isinstance(source, Pairs) else (keys(rng, tree), item)
        target = rng.choice(collections(tree))
        target.insert(rng.randint(0, len(target)), [key, value] if isinstance(target, Pairs) else value)


def _retype(tree: Any, rng: random.Random, donor: Any) -> None:
    place = pick(rng, tree)
    if not place:
        return
    holder, at = place
    old = holder[at]
    if isinstance(old, Map):
        choices = [
            [copy.deepcopy(value) for _, value in old.pairs],
            [key for key, _ in old.pairs],
            "",
            old.pairs[0][1] if old.pairs else "",
            [old],
        ]
    elif isinstance(old, list):
        choices = [Map(*([f"k{index}", item] for index, item in enumerate(old))), old[0] if old else "", "", [old], [old, old]]
    else:
        choices = [
            [old],
            [old, old],
            Map([old, old]),
            Map([keys(rng, tree), old]),
            "",
            [],
            Map(),
            f"={old}",
            str(old).lstrip("="),
            "null",
        ]
    holder[at] = rng.choice(choices)


def _rename(tree: Any, rng: random.Random, donor: Any) -> None:
    found = pairs(tree)
    if found:
        pair = rng.choice(found)
        key = pair[0] if isinstance(pair[0], str) else "key"
        at = rng.randint(0, len(key))
        typo = key[:at] + rng.choice(string.ascii_letters + "_-. 0") + key[at + rng.randint(0, 1) :]
        pair[0] = rng.choice(
            (
                typo,
                keys(rng, tree),
                keys(rng, tree),
                key.upper(),
                key.title(),
                [key],
                Map([key, key]) if rng.random() < 0.2 else typo,
            )
        )


def _extreme(tree: Any, rng: random.Random, donor: Any) -> None:
    places = [(holder, at) for holder, at in slots(tree) if isinstance(holder[at], str) and re.search("[0-9]", holder[at])]
    for holder, at in rng.sample(places, min(len(places), rng.choice((1, 1, 1, 2, 5)))):
        found = list(re.finditer(r"[0-9][0-9_.]*", holder[at]))
        one = rng.choice(found)
        holder[at] = number(rng) if rng.random() < 0.4 else holder[at][: one.start()] + number(rng) + holder[at][one.end() :]


def _scalar(tree: Any, rng: random.Random, donor: Any) -> None:
    places = [(holder, at) for holder, at in slots(tree) if isinstance(holder[at], str)]
    if places:
        holder, at = rng.choice(places)
        holder[at] = rng.choice((scalar(rng), rng.choice(names(tree)), keys(rng, tree)))


def _expression(tree: Any, rng: random.Random, donor: Any) -> None:
    places = [(holder, at) for holder, at in slots(tree) if isinstance(holder[at], str) and holder[at].startswith("=")]
    if not places:
        return _scalar(tree, rng, donor)
    holder, at = rng.choice(places)
    tokens = re.findall(r"\s+|[A-Za-z_][\w.]*|[0-9.]+|//|[<>!=]=|.", holder[at][1:])
    spare = [*TOKENS, *FUNCTIONS, *names(tree)]
    for _ in range(rng.choice((1, 1, 2))):
        if tokens and rng.random() < 0.5:
            tokens[rng.randrange(len(tokens))] = rng.choice([*spare, *tokens, ""])
        else:
            tokens.insert(rng.randint(0, len(tokens)), f" {rng.choice(spare)} ")
    holder[at] = "=" + "".join(tokens)
    return None


def _modify(tree: Any, rng: random.Random, donor: Any) -> None:
    lists = [items for items in layer_lists(tree) if items]
    if lists:
        items = rng.choice(lists)
        at = rng.randrange(len(items))
        if isinstance(items[at], str):
            items[at] = Map([items[at], ""])
        if isinstance(items[at], Map):
            items[at].pairs.append(list(modifier(rng, tree)))


def _insert_layer(tree: Any, rng: random.Random, donor: Any) -> None:
    lists = layer_lists(tree)
    if lists:
        items = rng.choice(lists)
        for _ in range(rng.choice((1, 1, 3))):
            items.insert(rng.randint(0, len(items)), any_layer(rng, tree))


def _wrap(tree: Any, rng: random.Random, donor: Any) -> None:
    lists = [items for items in layer_lists(tree) if items]
    if not lists:
        return
    items = rng.choice(lists)
    at = rng.randrange(len(items))
    for _ in range(rng.choice((1, 1, 2, 5, 20, 40, 70))):
        inner = items[at]
        one = Map([rng.choice(("a", "b", "0")), inner if rng.random() < 0.5 else [inner]], ["c", ""])
        twice = [inner, *([copy.deepcopy(inner)] if len(str(flow(inner))) < 400 else [])]
        forms = (
            Map(["sequence", [inner]]),
            Map(["head", Map(["h", [inner]])]),
            Map([rng.choice(("add", "concat", "maximum", "multiply")), one]),
            Map(["sequence", twice], ["repeat", rng.choice(("2", "3", "20"))]),
        )
        items[at] = rng.choice(forms)


def _declare(tree: Any, rng: random.Random, donor: Any) -> None:
    """Something new at the top of the file."""
    if not isinstance(tree, Map):
        return
    at = rng.choice(("vars", "defaults", "blocks", "expect", "variants", "inputs", "name", "cnncalc"))
    kind = rng.choice(list(layers.places()))
    fields = list(layers.kind(kind).fields) or ["x"]
    body = rng.choice(layer_lists(tree) or [[]])
    called = rng.choice(("Block", "Unit", "Stage", "block"))
    params = Map([rng.choice(("width", "t", "filters")), rng.choice(("required", "tensor", scalar(rng)))])
    inside = rng.choice((copy.deepcopy(body) or ["relu"], [called, called], [any_layer(rng, tree)]))
    budget = Map([rng.choice(("min", "max", "mid")), scalar(rng)])
    setting = Map([rng.choice(("width", "num_classes", "depths", "v")), scalar(rng)])
    new: dict[str, list[Any]] = {
        "vars": [
            rng.choice(("width", "v", "i", "depths", rng.choice(WORDS))),
            rng.choice((scalar(rng), ["1", scalar(rng)], "=v + 1")),
        ],
        "defaults": [kind, Map([rng.choice(fields), scalar(rng)])],
        "blocks": [called, Map(["params", params], ["layers", inside])],
        "expect": [rng.choice(tuple(FIGURES)), rng.choice((scalar(rng), budget))],
        "variants": [rng.choice(("v1", "c", rng.choice(WORDS))), Map(["set", setting])],
        "inputs": [rng.choice(("left", "input", "prev")), rng.choice(WORDS)],
    }
    for pair in tree.pairs:
        if pair[0] == at and isinstance(pair[1], Map) and at in new:
            pair[1].pairs.insert(rng.randint(0, len(pair[1].pairs)), new[at])
            return
    tree.pairs.insert(rng.randint(0, len(tree.pairs)), [at, Map(new[at]) if at in new else scalar(rng)])


def _call(tree: Any, rng: random.Random, donor: Any) -> None:
    """A block called from anywhere, itself included; or a layer that asks for an input of another shape."""
    blocks = [key for key, value in pairs(tree) if isinstance(key, str) and key[:1].isupper() and isinstance(value, Map)]
    lists = layer_lists(tree)
    if blocks and lists:
        items = rng.choice(lists)
        word = rng.choice(blocks)
        items.insert(
            rng.randint(0, len(items)),
            rng.choice((word, Map([word, scalar(rng)]), Map([word, Map([keys(rng, tree), scalar(rng)])]))),
        )


def _input(tree: Any, rng: random.Random, donor: Any) -> None:
    for pair in pairs(tree):
        if pair[0] == "input" and isinstance(pair[1], str):
            spatial = [
                str(rng.choice((1, 2, 7, 8, 31, 32, 33, 64, 225, 4096, 2**26, 2**53)))
                for _ in range(rng.choice((0, 1, 2, 2, 2, 2, 3, 4)))
            ]
            pair[1] = "x".join([*spatial, str(rng.choice((1, 2, 3, 4, 6, 8, 64, 2**26)))])


def _alias(tree: Any, rng: random.Random, donor: Any) -> None:
    place = pick(rng, tree)
    if place:
        name = rng.choice(("a", "b"))
        place[0][place[1]] = Anchored(name, place[0][place[1]])
        for _ in range(rng.choice((1, 2, 10))):
            other = pick(rng, tree)
            if other and not isinstance(other[0][other[1]], Anchored):
                other[0][other[1]] = Alias(name)


def _shuffle(tree: Any, rng: random.Random, donor: Any) -> None:
    rng.shuffle(rng.choice(collections(tree) or [[]]))


NODE_DAMAGE: list[tuple[int, Any]] = [
    (6, _delete), (3, _duplicate), (5, _swap), (4, _swap_neighbours), (5, _graft), (6, _graft_layer), (4, _move), (6, _retype),
    (5, _rename), (10, _extreme), (8, _scalar), (8, _expression), (8, _modify), (8, _insert_layer), (4, _wrap), (6, _declare),
    (4, _call), (6, _input), (1, _alias), (1, _shuffle),
]  # fmt: skip

# Damage to text

SPLINTERS = (
    ":", ": ", "{", "}", "[", "]", ",", "&a ", "*a", "#", " #", "?", "? ", "|", "|\n", ">", "- ", "-", "=", "!", "!!int ",
    "!!python/object/apply:os.system ", "%YAML 1.2\n", "@", "`", "'", '"', "\\", "\t", "\r", "\n", "\r\n", "\0", "\x07",
    "\x1b[31m", "\x7f", "\x85", "\ufeff", "\u2028", "\u2029", "\ud800", "é", "漢", "\U0001f600", "\u202e", "\u0301", "---\n",
    "...\n", "<<: *a", "<<: {}", "0x10", "010", "1e400", "1:30", "no", "null", "~", "[" * 100, "[" * 30000, "{a: " * 70,
    "{a: " * 5000, "- " * 200, "a: " * 50, "? " * 3000, " " * 1000, "\n" * 5000, "&a [*a, *a]", "x" * 2000, "=" + "(" * 300,
    "\n  - ", "\n- ", "\nlayers:\n", "\n\t",
)  # fmt: skip


def damage_text(text: str, rng: random.Random) -> str:
    """One fault in a text."""
    at, lines = rng.randint(0, len(text)), text.split("\n")
    line = rng.randrange(len(lines))
    choice = rng.randrange(13)
    if choice == 0:
        return text[:at] + text[at + rng.choice((1, 1, 1, 2, 5, 40)) :]
    if choice <= 4:
        return text[:at] + rng.choice(SPLINTERS) + text[at:]
    if choice == 5:
        return text[:at]
    if choice == 6:
        return text[at:] if rng.random() < 0.3 else text[:at] + text[at:][::-1][: rng.randint(0, 20)]
    if choice == 7:
        del lines[line : line + rng.choice((1, 1, 2, 5))]
    elif choice == 8:
        lines[line:line] = [lines[line]] * rng.choice((1, 1, 2, 60))
    elif choice == 9:
        other = rng.randrange(len(lines))
        lines[line], lines[other] = lines[other], lines[line]
    elif choice == 10:
        lines[line] = " " * rng.randint(0, 9) + (lines[line].lstrip() if rng.random() < 0.7 else lines[line])
    elif choice == 11:
        return text[:at] + rng.choice(string.printable) + text[at + 1 :]
    else:
        return text.replace("\n", rng.choice(("\r\n", "\r", "\n\n", "\n ", "\x85", "\u2028")))
    return "\n".join(lines)


# Mutants


@dataclass
class Mutant:
    """One damaged file, and what is asked of it."""

    index: int
    base: str
    text: str | bytes
    is_node_level: bool
    settings: dict[str, Any]
    format: str | None

    @property
    def as_text(self) -> str:
        return self.text if isinstance(self.text, str) else repr(self.text)

    @property
    def asked(self) -> str:
        """Where it comes from and how it is run, in words."""
        return f"of {self.base}, asked for {self.settings or 'nothing'}, shown as {self.format or 'json'}"


@cache
def bases() -> dict[str, str]:
    """The valid files, by name."""
    files = {
        str(file.relative_to(bundled.folder())): file.read_text(encoding="utf-8")
        for file in sorted(bundled.folder().rglob("*.yaml"))
    }
    return {**{f"small: {name}": text for name, text in SMALL.items()}, **files}


@cache
def trees() -> dict[str, Any]:
    return {name: to_tree(yaml.compose(text, Loader=yaml.BaseLoader)) for name, text in bases().items()}


@cache
def weights() -> list[float]:
    """Small networks come up more often: they show the same faults in less time."""
    return [
        12.0 if name.startswith("small") else 1 / (1 + len(parse(text).try_walk().layers) / 60) for name, text in bases().items()
    ]


def mutant(seed: int, index: int) -> Mutant:
    """Mutant number ``index`` of ``seed``."""
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(20 * limit)  # for what is written here; cnncalc has to do with the usual limit
    try:
        return _mutant(seed, index)
    finally:
        sys.setrecursionlimit(limit)


def _mutant(seed: int, index: int) -> Mutant:
    rng = random.Random(f"{seed}:{index}")
    name, donor = rng.choices(list(bases()), weights(), k=2)
    is_node_level = rng.random() < 0.65
    text: str | bytes
    if is_node_level:
        tree = copy.deepcopy(trees()[name])
        chances, kinds = zip(*NODE_DAMAGE, strict=True)
        for damage in rng.choices(kinds, chances, k=rng.choice((1, 1, 1, 2, 2, 3, 5))):
            damage(tree, rng, trees()[donor])
        text = written(tree, rng)
    else:
        text = bases()[name]
        for _ in range(rng.choice((1, 1, 1, 2, 3))):
            text = damage_text(text, rng)
        if rng.random() < 0.1:
            data = bytearray(text.encode("utf-8", "surrogatepass"))
            for _ in range(rng.choice((1, 3))):
                data[rng.randrange(len(data) or 1) : 0] = bytes([rng.randrange(256)])
            text = bytes(data)
    settings: dict[str, Any] = {}
    if rng.random() < 0.2:
        settings["input"] = rng.choice(("1x1x1", "7x7x3", "64x64x3", "225x225x3", "33x1", "16", "2x4x4x3", (9, 9, 2), 5))
    if rng.random() < 0.2:
        value = rng.choice((0, 1, -3, 2.5, True, "relu", [1, 2, 3, 4], [], 2**53, 2**53 + 1, 1e308, -0.0))
        settings["set"] = {rng.choice(("num_classes", "width_mult", "depths", "width", "bottleneck")): value}
    if rng.random() < 0.2:
        settings |= {"batch": rng.choice((1, 2, 128, 2**40)), "dtype": rng.choice(sorted(BYTES_OF))}
    return Mutant(index, name, text, is_node_level, settings, rng.choice((None, "html", *render.FORMATS, *CHECKS)))


# What must hold


def parse(text: str | bytes) -> Network:
    source = Source("mutant.yaml", text) if isinstance(text, str) else decode(text, "mutant.yaml")
    return parse_network(Text(source, None, "mutant", is_bundled=False))


CHECKS = tuple(PATIENCE)
"""Ways to show a mutant that are no formats of ``show``: what ``cnncalc check`` finds, and what it repairs."""


class Broken(Exception):
    """Something that must hold of every file does not."""


def must(holds: bool, what: str) -> None:
    if not holds:
        raise Broken(what)


@dataclass
class Outcome:
    """What a mutant ended in: findings, and the JSON where that is how it is shown."""

    diagnostics: Sequence[Diagnostic]
    walk: Walk | None = None
    shown: str = ""

    @property
    def walked(self) -> bool:
        """Whether a layer was placed."""
        return self.walk is not None and bool(self.walk.layers)

    @property
    def complete(self) -> bool:
        return self.walk is not None and self.walk.complete


def run(made: Mutant) -> Outcome:
    """Read, walk and show one mutant, or check it. Anything that this raises is a failure."""
    if made.format in CHECKS:
        return check(made)
    try:
        network = parse(made.text)
    except (ArchitectureError, InputError) as error:
        str(error)
        return Outcome(error.diagnostics)
    asked = [None, *network.variants[:1]][made.index % 2 if network.variants else 0]
    try:
        walk = network.try_walk(variant=asked, **made.settings)
    except UsageError:
        must(bool(made.settings), "a usage error although nothing was asked for")
        walk = network.try_walk(variant=asked)
    for found in walk.diagnostics:
        str(found)
    if made.format == "html":
        shown = walk._repr_html_()
    else:
        shown = render.renderer(made.format or "json")([walk], None, (None, 1, 2)[made.index % 3])
    return Outcome(walk.diagnostics, walk, shown)


@cache
def terms() -> Terms:
    """Every rule, whether it is on by default or not."""
    return Terms(Selection(["ALL"]), [])


def check(made: Mutant) -> Outcome:
    """What ``cnncalc check`` finds in one mutant, in one of its formats; the file repaired where that is asked."""
    try:
        source = Source("mutant.yaml", made.text) if isinstance(made.text, str) else decode(made.text, "mutant.yaml")
    except InputError as error:
        return Outcome(error.diagnostics)
    text = Text(source, None, "mutant", is_bundled=False)
    result = judge_file(text, terms())
    walk = next((model for model in result.models if isinstance(model, Walk)), None)
    if made.format == "fix":
        fixed = fix(text, result, terms())
        must(fixed.repaired > 0 or fixed.text == source.text, "a file is changed although nothing was repaired")
        must(len(fixed.result.findings) <= len(result.findings), "repairs leave more findings than there were")
        judge_findings(fixed.result.findings, fixed.text)
    format = list(render_findings.FORMATS)[made.index % len(render_findings.FORMATS)]
    shown = render_findings.renderer(format)(CheckResult([result], 0))
    if format in ("json", "gitlab", "sarif", "json-lines"):
        for part in shown.splitlines() if format == "json-lines" else [shown]:
            json.loads(part, parse_constant=_no_number)
    if format == "junit":
        ElementTree.fromstring(shown)
    return Outcome(result.findings, walk, shown)


def judge(made: Mutant, outcome: Outcome) -> None:
    """Raise :class:`Broken` unless what came out is sound."""
    judge_findings(outcome.diagnostics, made.text)
    walk = outcome.walk
    if walk is None:
        must(any(found.severity == "error" for found in outcome.diagnostics), "the file is refused without a finding")
        return
    has_errors = any(found.severity == "error" and not found.code.startswith("CC2") for found in walk.diagnostics)
    must(walk.complete != has_errors, f"complete is {walk.complete}, findings {[found.code for found in walk.diagnostics]}")
    must(walk.complete == (walk.output is not None), "a complete walk has an output, another has none")
    must(bool(outcome.shown.strip()) or made.format in CHECKS, "nothing is shown")
    if made.format in (None, "json"):
        judge_figures(json.loads(outcome.shown, parse_constant=_no_number)["models"][0])


def _no_number(text: str) -> None:
    raise Broken(f"{text} in the JSON")


def judge_figures(model: dict[str, Any]) -> None:
    """The layers of the JSON add up, and each has a path of its own."""
    for key in ("params", "trainable_params", "buffers", "macs", "flops", "activation_bytes"):
        must(sum(layer[key] for layer in model["layers"]) == model["totals"][key], f"the layers' {key} do not add up to the total")
    paths = {layer["path"] for layer in model["layers"]}
    must(len(paths) == len(model["layers"]), "two layers have one path")
    others = {path for layer in model["layers"] for path in layer["inputs"]} - paths
    # A single input may have a name, which the JSON does not tell.
    must(
        others <= set(model["input_shapes"]) if "input_shapes" in model else len(others) <= 1, "a layer's input is no layer's path"
    )


def judge_findings(diagnostics: Sequence[Diagnostic], text: str | bytes) -> None:
    """Every finding prints, and stands in the file."""
    for found in diagnostics:
        must(
            re.fullmatch("CC[1-9][0-9]{2}", found.code) is not None and bool(found.message),
            f"a finding without a code or text: {found!r}",
        )
        must(all(line.isprintable() for line in str(found).split("\n")), f"a finding that a terminal would obey: {found!r}")
        span = found.span
        if span is not None and isinstance(text, str):
            lines = span.source.lines
            must(1 <= span.line <= len(lines), f"{found.code} stands on line {span.line} of {len(lines)}")
            must(
                1 <= span.column <= len(lines[span.line - 1]) + 1,
                f"{found.code} stands in column {span.column} of line {span.line}, {lines[span.line - 1]!r}",
            )
            must((span.line, span.column) <= (span.end_line, span.end_column), f"{found.code} ends before it begins")


class TooSlow(Exception):
    """The mutant took longer than it may."""


def _too_slow(signum: int, frame: object) -> None:
    raise TooSlow("it takes too long")


@dataclass
class Failure:
    """A mutant that did not end as it must."""

    index: int
    what: str
    """The exception and where it was raised: the same for the same fault."""
    traceback: str
    text: str


@dataclass
class Tally:
    """What became of the mutants."""

    mutants: int = 0
    node_level: int = 0
    walked: int = 0
    complete: int = 0
    slowest: tuple[float, int] = (0.0, -1)
    """Of those that are only read, walked and shown."""
    peak_mebibytes: float = 0.0
    failures: list[Failure] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        self.mutants += other.mutants
        self.node_level += other.node_level
        self.walked += other.walked
        self.complete += other.complete
        self.slowest = max(self.slowest, other.slowest)
        self.peak_mebibytes = max(self.peak_mebibytes, other.peak_mebibytes)
        self.failures += other.failures


def attempt(made: Mutant) -> tuple[Outcome, float, Failure | None]:
    """Run one mutant against the clock."""
    outcome, failure = Outcome(()), None
    faulthandler.dump_traceback_later(HANG_SECONDS, exit=True)
    signal.signal(signal.SIGPROF, _too_slow)
    signal.setitimer(signal.ITIMER_PROF, MOST_SECONDS * PATIENCE.get(made.format or "", 1))
    began = time.process_time()
    seconds = 0.0
    try:
        outcome = run(made)
        seconds = time.process_time() - began
        signal.setitimer(signal.ITIMER_PROF, 0)
        judge(made, outcome)
    except Exception as error:
        signal.setitimer(signal.ITIMER_PROF, 0)
        seconds = seconds or time.process_time() - began
        failure = Failure(made.index, signature(error), traceback.format_exc(limit=-12), made.as_text)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        faulthandler.cancel_dump_traceback_later()
    return outcome, seconds, failure


def signature(error: BaseException) -> str:
    """The same text for the same fault."""
    if isinstance(error, (Broken, TooSlow)):
        return f"{type(error).__name__}: {re.sub('[0-9]+', 'N', str(error))[:60]}"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "fuzz" not in frame.filename]
    where = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno} in {frames[-1].name}" if frames else ""
    return f"{type(error).__name__}{where}"


def fuzz(seed: int, indices: range, started: Callable[[int], None] = lambda index: None) -> Iterator[Tally]:
    """Run the mutants ``indices`` of ``seed``, a tally after each."""
    for index in indices:
        started(index)
        made = mutant(seed, index)
        outcome, seconds, failure = attempt(made)
        walked, complete = outcome.walked, outcome.complete
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
        if peak > MOST_MEBIBYTES and failure is None:
            what = f"the process has taken {peak:.0f} MiB once this mutant was done\n"
            failure = Failure(index, "memory", what, made.as_text)
        timed = (seconds if made.format not in CHECKS else 0.0, index)
        yield Tally(1, made.is_node_level, walked, complete, timed, peak, [failure] if failure else [])
        if peak > MOST_MEBIBYTES:
            return  # the next process counts from the start


def _work(seed: int, indices: range, at: Any, results: Any) -> None:
    with suppress(ValueError, OSError):  # not everywhere can it be set
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))

    def started(index: int) -> None:
        at.value = index

    tally = Tally()
    for one in fuzz(seed, indices, started):
        tally.add(one)
        if tally.mutants >= 500 or one.failures:
            results.put(tally)
            tally = Tally()
    results.put(tally)


def fuzz_in_processes(seed: int, count: int, jobs: int, report: Callable[[Tally], None]) -> Tally:
    """Run mutants 0 to ``count`` in ``jobs`` processes; one that dies is a failure, and is followed by another."""
    total = Tally()
    context = multiprocessing.get_context("fork")
    results = context.Queue()
    remaining = [range(job, count, jobs) for job in range(jobs)]
    running: dict[int, tuple[Any, Any]] = {}
    while any(remaining) or running:
        for job, indices in enumerate(remaining):
            if indices and job not in running:
                at = context.Value("q", indices.start, lock=False)
                process = context.Process(target=_work, args=(seed, indices, at, results), daemon=True)
                process.start()
                running[job] = process, at
                remaining[job] = range(0)
        for job, (process, at) in list(running.items()):
            process.join(0.2)
            while not results.empty():
                total.add(results.get())
                report(total)
            if process.is_alive():
                continue
            del running[job]
            rest = range(at.value + jobs, count, jobs)
            if process.exitcode:
                what = f"the process died with exit code {process.exitcode}"
                total.add(Tally(1, failures=[Failure(at.value, what, what + "\n", mutant(seed, at.value).as_text)]))
            remaining[job] = rest
    while not results.empty():
        total.add(results.get())
    return total


# Reduction: the smallest text that still fails in the same way


def reduced(seed: int, failure: Failure, seconds: float = 20.0) -> str:
    """The text of a failure without what does not matter for it; unchanged where it does not fail alone."""
    made = mutant(seed, failure.index)
    if not isinstance(made.text, str) or failure.what.startswith(("memory", "the process")):
        return failure.text
    until = time.monotonic() + seconds

    def fails(text: str) -> bool:
        if len(text) > 2**21:
            return False
        again = attempt(Mutant(made.index, made.base, text, made.is_node_level, made.settings, made.format))[2]
        return again is not None and again.what == failure.what

    best = made.text
    try:
        tree = to_tree(yaml.compose(best, Loader=yaml.BaseLoader))
        progress = fails(written(tree, random.Random(0)))
    except Exception:
        progress = False
    while progress and time.monotonic() < until:
        best = written(tree, random.Random(0))
        progress = False
        for items in sorted(collections(tree), key=len, reverse=True):
            at = len(items) - 1
            while at >= 0 and time.monotonic() < until:
                removed = items.pop(at)
                if fails(written(tree, random.Random(0))):
                    progress = True
                else:
                    items.insert(at, removed)
                at -= 1
        best = written(tree, random.Random(0))
    size = max(1, best.count("\n") // 2)
    while size and time.monotonic() < until:
        lines, at = best.split("\n"), 0
        while at < len(lines) and time.monotonic() < until:
            fewer = lines[:at] + lines[at + size :]
            if fails("\n".join(fewer)):
                lines = fewer
            else:
                at += size
        best, size = "\n".join(lines), size // 2
    return best


# The script


def valid_files() -> None:
    """The files that mutants are made of are sound, and use every operation."""
    for name, text in bases().items():
        walk = parse(text).try_walk()
        if any(found.severity == "error" for found in walk.diagnostics):
            print(f"note: {name} has errors itself:\n{walk.diagnostics[0]}", file=sys.stderr)
    used = {match for text in bases().values() for match in re.findall(r"[a-z0-9_]+", text)}
    unused = [kind for kind in layers.places() if kind not in used]
    if unused:
        sys.exit(f"no file uses {', '.join(unused)}: add it to SMALL")


def main(arguments: list[str] | None = None) -> int:
    """Run the script."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--count", type=int, default=10_000, help="how many mutants")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1, help="how many processes")
    parser.add_argument("--only", type=int, metavar="N", help="print mutant N, and what comes of it")
    parser.add_argument("--reduce", action="store_true", help="look for the smallest text that fails in the same way")
    asked = parser.parse_args(arguments)
    sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]  # a mutant may hold half a character
    valid_files()
    weights()
    if asked.only is not None:
        return show_one(asked.seed, asked.only, asked.reduce)
    began, shown = time.monotonic(), [0]

    def report(total: Tally) -> None:
        if total.mutants - shown[0] >= 5000:
            shown[0] = total.mutants
            print(f"{total.mutants:,} mutants, {len(total.failures)} failures, {time.monotonic() - began:.0f} s", flush=True)

    total = fuzz_in_processes(asked.seed, asked.count, asked.jobs, report)
    distinct: dict[str, list[Failure]] = {}
    for failure in total.failures:
        distinct.setdefault(failure.what, []).append(failure)
    for what, failures in distinct.items():
        first = min(failures, key=lambda failure: len(failure.text))
        text = reduced(asked.seed, first) if asked.reduce else first.text
        made = mutant(asked.seed, first.index)
        print(f"\n=== {what}: {len(failures)} times, mutants {', '.join(str(failure.index) for failure in failures[:20])}")
        print(f"--- seed {asked.seed}, mutant {first.index}, {made.asked}\n{first.traceback}---\n{text}")
    print(
        f"\n{total.mutants:,} mutants of seed {asked.seed} in {time.monotonic() - began:.0f} s: "
        f"{total.node_level:,} damaged as trees, {total.mutants - total.node_level:,} as text\n"
        f"{total.walked:,} reached the walker (a layer was placed); {total.complete:,} are complete, "
        f"{total.mutants - total.complete:,} ended with findings\n"
        f"slowest: {total.slowest[0]:.2f} s (mutant {total.slowest[1]}); peak memory {total.peak_mebibytes:.0f} MiB\n"
        f"{len(total.failures)} failures, {len(distinct)} distinct"
    )
    return 1 if total.failures else 0


def show_one(seed: int, index: int, reduce: bool) -> int:
    made = mutant(seed, index)
    print(made.as_text)
    outcome, seconds, failure = attempt(made)
    end = "complete" if outcome.complete else "walked" if outcome.walked else "refused"
    print(f"--- {made.asked}: {end}, {seconds:.3f} s, findings {' '.join(found.code for found in outcome.diagnostics) or 'none'}")
    if failure is None:
        return 0
    print(failure.traceback)
    if reduce:
        print(f"--- reduced\n{reduced(seed, failure, 120)}")
    return 1


if __name__ == "__main__":
    sys.exit(main())
