"""cnncalc ask: wordings in the styles of courses, books, forums and exams, what is refused, the facts, and any text whatever."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from fractions import Fraction

import pytest
from fact_tables import HERE
from hypothesis import given, settings
from hypothesis import strategies as st
from refusals import REFUSALS
from runner import cnncalc, environment
from wordings import WORDINGS

from cnncalc import layers
from cnncalc.core.problem import Problem
from cnncalc.textbook.wording import answers, code, reader, sought, summary
from cnncalc.textbook.wording.code import READERS
from cnncalc.textbook.wording.draft import Contradiction
from cnncalc.textbook.wording.figures import FIGURES
from cnncalc.textbook.wording.quantities import QUANTITIES

QUIZ = "Input volume: 32x32x3. 10 5x5 filters with stride 1, pad 2. Output volume size? Number of parameters in this layer?"


def asked(question):
    """What is understood, and what comes of it."""
    understood = reader.understand(question)
    return understood, answers.work_out(understood)


def value(worked, quantity):
    """The value of a quantity; where nothing was asked it stands in the one answer there is."""
    by_name = {answer.quantity: answer for answer in worked.answers}
    if quantity == "output":
        answer = by_name.get("output") or by_name.get("output_size")
        return answer.text if answer is not None else by_name["answer"].text.split(",")[0]
    if quantity not in by_name:
        return by_name["answer"].value[quantity]
    return by_name[quantity].text if quantity == "output_size" else by_name[quantity].value


# Wordings


@pytest.mark.parametrize(("style", "question", "wanted"), WORDINGS, ids=[f"{style}-{n}" for n, (style, *_) in enumerate(WORDINGS)])
def test_wordings(style, question, wanted):
    understood, worked = asked(question)
    assert (worked.missing, worked.fault) == ((), "")
    found = {quantity: value(worked, quantity) for quantity in wanted if quantity != "outputs"}
    if "outputs" in wanted:
        found["outputs"] = [str(record.shape) for record in worked.records]
    assert found == wanted, summary.understood(understood)


def test_there_are_many_wordings_of_many_styles():
    assert len(WORDINGS) == len({question for _, question, _ in WORDINGS}) >= 300
    assert len({style for style, *_ in WORDINGS}) >= 75


@pytest.mark.parametrize("row", WORDINGS[::20], ids=lambda row: row[0])
def test_wordings_through_the_command_line(row):
    _, question, wanted = row
    outcome = cnncalc("ask", "-", "--json", stdin=question)
    assert (outcome.code, outcome.err) == (0, "")
    found = {answer["quantity"]: answer for answer in json.loads(outcome.out)["answers"]}
    for quantity, figure in wanted.items():
        if quantity in found and quantity not in ("output", "output_size"):
            assert found[quantity]["value"] == figure
        elif quantity == "output":
            assert figure in [answer["text"].split(",")[0] for answer in found.values()]


@pytest.mark.parametrize(("question", "names"), REFUSALS, ids=[question for question, _ in REFUSALS])
def test_what_is_not_said_is_not_assumed(question, names):
    _, worked = asked(question)
    assert not worked.answers
    assert len(worked.missing) == len(names)
    assert {name for name in names for missing in worked.missing if missing.startswith(name)} == set(names)


@pytest.mark.parametrize("row", REFUSALS[::8], ids=lambda row: row[0])
def test_refusals_through_the_command_line(row):
    question, names = row
    outcome = cnncalc("ask", question)
    assert outcome.code == 2
    assert outcome.out.startswith("understood\n")
    assert outcome.err.startswith("cnncalc: not said: ")
    assert all(name in outcome.err for name in names)


def test_there_are_many_refusals():
    assert len({question for question, _ in REFUSALS}) >= 40


# The facts of the courses

FACTS = json.loads((HERE / "textbook.json").read_text(encoding="utf-8"))
ENTRIES = {entry["q"]: entry for entry in (*FACTS["cs231n"], *FACTS["courses"])}


def through_the_command_line(question):
    outcome = cnncalc("ask", question, "--json")
    content = json.loads(outcome.out)
    assert (outcome.code, outcome.err, content["missing"], content["fault"]) == (0, "", [], "")
    return content


@pytest.mark.parametrize("question", [question for question, entry in ENTRIES.items() if "valid" in entry])
def test_strides_of_the_facts(question):
    """Valid or not, with the fraction named and what it is rounded to."""
    entry = ENTRIES[question]
    content = through_the_command_line(f"{question}. What is the spatial size of the output?")
    assert bool(content["verdicts"]) is not entry["valid"]
    if entry["out"] is not None:
        assert content["answers"][0]["value"] == [int(entry["out"])] * 2
    if not entry["valid"] and entry["out"] is not None:
        fraction = re.search(r" = (\d+\.\d+)", content["verdicts"][0])[1]
        assert Fraction(fraction) == Fraction(entry["out"])
    if "volume" in entry:
        assert through_the_command_line(f"{question}. Output volume?")["answers"][0]["text"] == entry["volume"]


WORDED = {
    "AlexNet conv1 params with sharing: 96 unique 11x11x3 filters": [
        ("96 unique 11x11x3 filters on 227x227x3 with stride 4: number of parameters?", "parameters", 34944),
        ("96 unique 11x11x3 filters on 227x227x3 with stride 4: parameters without sharing?", "unshared_parameters", 105705600),
    ],
    "im2col of 227x227x3 F=11 S=4": [("im2col of 227x227x3 F=11 S=4 with 96 filters", "im2col", [363, 3025])],
    "Udacity SDC L9: input 28x28x3, 3x3 filters, VALID, stride 1": [
        ("input 28x28x3, 3x3 filters, VALID, stride 1: output width?", "output_size", [26, 26])
    ],
    "Udacity SDC L9: input 28x28x3, 3x3 filters, VALID, stride 2": [
        ("input 28x28x3, 3x3 filters, VALID, stride 2: output width?", "output_size", [13, 13])
    ],
    "Udacity DLND: 32x32x3 input, 20 filters 8x8x3, stride 2, padding 1": [
        ("32x32x3 input, 20 filters 8x8x3, stride 2, padding 1. Output?", "output", [14, 14, 20])
    ],
    "Caffe 00-classification: 227x227 conv 11x11 s4 -> 55x55, pool 3x3 s2 -> 27x27": [
        ("227x227 conv 11x11 s4, then pool 3x3 s2: output?", "output", [27, 27])
    ],
    "AlexNet at 224 with 11x11 s4: TF VALID / TF SAME": [
        ("224x224x3, 96 filters 11x11 s4, VALID: output?", "output", [54, 54, 96]),
        ("224x224x3, 96 filters 11x11 s4, SAME: output?", "output", [56, 56, 96]),
    ],
    "TF-Examples wd1 7*7*64: 28x28x1 -> conv SAME 32 -> pool2 -> conv SAME 64 -> pool2": [
        ("28x28x1 -> 5x5 conv SAME 32 filters -> 2x2 pool -> 5x5 conv SAME 64 filters -> 2x2 pool. Output?", "output", [7, 7, 64]),
        (
            "28x28x1 -> 5x5 conv SAME 32 filters -> 2x2 pool -> 5x5 conv SAME 64 filters -> 2x2 pool -> flatten. Output?",
            "output",
            [3136],
        ),
    ],
    "TF max_pool 28x28 k2 s2 SAME": [("max pool k2 s2 SAME on 28x28: output?", "output", [14, 14])],
    "SAME k7 s2: input 224 -> pads (2,3); input 225 -> pads (3,3)": [
        ("224x224x3 input, 64 filters of 7x7, stride 2, same padding. What is the padding?", "padding", [[2, 3], [2, 3]]),
        ("225x225x3 input, 64 filters of 7x7, stride 2, same padding. What is the padding?", "padding", [[3, 3], [3, 3]]),
    ],
    "Coursera CNN example (LeNet-like, 32x32x3): CONV1 f5 s1 x8, POOL1 2/2, CONV2 f5 s1 x16, POOL2 2/2, FC120, FC84, softmax10": [
        (
            "32x32x3: CONV1 f5 s1 8 filters, POOL1 2x2/2, CONV2 f5 s1 16 filters, POOL2 2x2/2, FC 120, FC 84, "
            "softmax with 10 outputs. Number of parameters?",
            "parameters",
            608 + 3216 + 48120 + 10164 + 850,
        ),
    ],
}
"""By the question of a fact that has no letters: how it is asked, what is asked, the answer."""


def test_every_fact_is_asked():
    rest = {question for question in ENTRIES if "valid" not in ENTRIES[question] and not question.startswith("ceil_mode")}
    assert set(WORDED) == rest


@pytest.mark.parametrize(("question", "quantity", "wanted"), [case for cases in WORDED.values() for case in cases])
def test_facts_in_words(question, quantity, wanted):
    found = {answer["quantity"]: answer["value"] for answer in through_the_command_line(question)["answers"]}
    assert found[quantity] == wanted


@pytest.mark.parametrize("question", [question for question in ENTRIES if question.startswith("ceil_mode")])
def test_ceil_mode(question):
    """PyTorch's rule; the naive ceiling differs."""
    size, kernel, stride, padding = map(int, re.fullmatch(r"ceil_mode: n(\d+) k(\d+) s(\d+) p(\d+)", question).groups())
    text = f"nn.MaxPool2d({kernel}, stride={stride}, padding={padding}, ceil_mode=True) on {size}x{size}x1. Output?"
    assert through_the_command_line(text)["answers"][0]["value"] == [ENTRIES[question]["torch"]] * 2 + [1]


RULES = [
    ("7x7 input, 3x3 filter, stride 1: output?", "output", [5, 5]),
    ("7x7 input, 3x3 filter, stride 2: output?", "output", [3, 3]),
    ("7x7 input, 3x3 filter, stride 3: does it fit?", "fits", False),
    ("32x32x3 with three 5x5x3 filters: output?", "output", [28, 28, 3]),
    ("32x32x3 with three 5x5x3 filters and zero padding 2: what is the padded input?", "padded_input", [36, 36, 3]),
    ("32x32x3 with three 5x5x3 filters and zero padding 2: output?", "output", [32, 32, 3]),
    ("Which padding keeps the size with 7x7 filters at stride 1?", "padding", [[3, 3], [3, 3]]),
    ("How many multiplications at each place does a 5x5x3 filter need?", "multiplications_each", 75),
    ("Five 5x5x3 filters on 32x32x3: output?", "output", [28, 28, 5]),
    ("Six 5x5x3 filters on 32x32x3: output?", "output", [28, 28, 6]),
    ("A 2x2 pool with stride 2 on 224x224x64: output?", "output", [112, 112, 64]),
    ("32 filters of 1x1 on 56x56x64: multiplications at each position?", "multiplications_each", 64),
    ("96 11x11 filters, stride 4, on 227x227x3: parameters?", "parameters", 34944),
    ("96 11x11 filters, stride 4, on 227x227x3: parameters if the weights were not shared?", "unshared_parameters", 105705600),
]
"""The rules of thumb of the texts: what they say of one layer."""


@pytest.mark.parametrize(("question", "quantity", "wanted"), RULES)
def test_rules_of_thumb(question, quantity, wanted):
    found = {answer["quantity"]: answer["value"] for answer in through_the_command_line(question)["answers"]}
    assert found[quantity] == wanted


# What is printed

ANSWERED = """\
understood
  input        32x32x3
  convolution  10 filters 5x5, stride 1, padding 2
  asked        output volume, parameters

output volume: 32x32x10
  O = (W - K + 2P)/S + 1
  height and width: (32 - 5 + 2*2)/1 + 1 = 32
  channels: 10, one for each filter: 32x32x10

parameters: 760
  one filter: 5x5x3 = 75 weights
  10 filters: 10 x 75 = 750 weights
  a bias for each filter: 10
  750 + 10 = 760 parameters
"""

IN_A_ROW = """\
understood
  input            28x28x1 (from `grayscale`)
  convolution      8 filters 3x3, stride 2, padding 0 (assumed)
  max pooling      window 2x2, stride 2 (assumed), padding 0 (assumed)
  fully connected  10 units
  asked            nothing in particular
  not read: `42`

does not fit: conv: stride 2 does not fit the height and width: (28 - 3 + 2*0)/2
              + 1 = 25/2 + 1 = 13.5, taken as 13 (rounding: floor)

does not fit: maxpool: stride 2 does not fit the height and width: (13 - 2 +
              2*0)/2 + 1 = 11/2 + 1 = 6.5, taken as 6 (rounding: floor)

layers
  conv     13x13x8, 80 parameters
  maxpool  6x6x8, 0 parameters
  flatten  288, 0 parameters
  linear   10, 2,890 parameters
"""


def test_the_question_of_the_course_on_standard_input():
    outcome = cnncalc("ask", stdin=QUIZ + "\n")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == ANSWERED
    assert cnncalc("ask", "-", stdin=QUIZ).out == cnncalc("ask", QUIZ).out == cnncalc("ask", *QUIZ.split()).out == ANSWERED


def test_several_layers_verdicts_and_what_is_not_read():
    question = "A 28x28 grayscale image, 8 3x3 filters with stride 2, then 2x2 max pooling, then a dense layer of 10 units, in 42."
    outcome = cnncalc("ask", question)
    assert outcome.out == IN_A_ROW
    assert outcome.code == 0


def test_json():
    content = json.loads(cnncalc("ask", "28x28x1 image, 6 5x5 filters, 17 somethings", "--json").out)
    assert list(content)[:2] == ["schema_version", "cnncalc_version"]
    assert content["understood"][0] == {"what": "input", "text": "28x28x1"}
    assert [each["text"] for each in content["assumed"]] == ["stride 1", "padding 0"]
    assert content["unread"] == ["17"]
    assert content["layers"][0]["params"] == 156
    assert content["answers"][0]["value"] == {"output": [24, 24, 6], "parameters": 156}


def test_json_of_a_refusal_says_what_is_missing():
    outcome = cnncalc("ask", "5x5 filters on 32x32x3", "--json")
    assert outcome.code == 2
    content = json.loads(outcome.out)
    assert content["missing"] == ["the number of filters, as in `10 filters`"]
    assert content["layers"] == content["answers"] == []


def test_what_stands_in_is_never_shown():
    """Where only heights are known no figure of channels is told, and where no size is known no stride is judged."""
    content = json.loads(cnncalc("ask", "7x7 input, 3x3 filter, stride 3", "--json").out)
    assert content["layers"] == [{"index": 0, "path": "conv", "op": "conv"}]
    assert content["answers"][0]["value"] == [2, 2]
    assert content["verdicts"]
    content = json.loads(cnncalc("ask", "How many parameters have 10 5x5x3 filters with stride 3?", "--json").out)
    assert content["answers"][0]["value"] == 760
    assert content["verdicts"] == []
    assert "4096" not in json.dumps(content)


FAULTS = {
    "32x32x3 input, 10 filters of size 5x5x4": (
        1,
        "the filters are said to be 4 deep, and 32x32x3 has 3 channels (a filter is as deep as its input: write 3)",
    ),
    "27x27x96 input, 256 filters of size 5x5x48": (
        1,
        "the filters are said to be 48 deep, and 27x27x96 has 96 channels "
        "(a filter is as deep as its input: write 96, or say that there are 2 groups)",
    ),
    "nn.Conv2d(4, 10, 5) on a 32x32x3 image": (1, "the layer is told to expect 4 channels, and 32x32x3 has 3 (write 3)"),
    "5x5x3 input and 2 filters of 7x7": (
        1,
        "kernel 7 does not fit: the padded input is 5 high (5 + 2*0) (use `kernel: 5` or less, or `padding: 1`)",
    ),
    "32x32x3 input, 10 5x5 filters, stride 0": (
        1,
        "expected a whole number of at least 1, or one an axis as in `3x5` or `[3, 5]` (height, width), found `0`",
    ),
    "32x32x3 input, 10 5x5 filters, stride 1, stride 2": (
        2,
        "stride is said twice: 1 and 2 (ask one question at a time, or name each layer before its numbers)",
    ),
    "32x32 RGB image with 4 channels": (2, "the input is said to have 3 and 4 channels (say it once)"),
    "99999999999999999999x32x3 input": (
        2,
        "99999999999999999999 is too large: numbers go up to 2^53 = 9,007,199,254,740,992 "
        "(no network needs so large a number: use a smaller one)",
    ),
}


@pytest.mark.parametrize("question", FAULTS)
def test_faults(question):
    exit_code, message = FAULTS[question]
    outcome = cnncalc("ask", question)
    assert outcome.err == f"cnncalc: {message}\n"
    assert outcome.code == exit_code


def test_notes_say_how_something_was_read():
    def notes(question):
        return asked(question)[0].notes

    assert notes("input 3x224x224, 64 7x7 filters") == ["3x224x224 is read as channels x height x width, as PyTorch writes it"]
    assert notes("CONV 3x3x32 on 64x64x3") == ["3x3x32 is read as 32 filters, as 3 channels come in"]
    assert notes("W=227 F=11 S=4") == ["width 227 alone: the input is taken as square"]
    assert notes("8 images of 32x32x3, 10 5x5 filters") == ["8 of them: figures are for one example"]


def test_what_the_text_says_comes_out_is_compared():
    right, wrong = (cnncalc("ask", f"Is {size} right for 32x32x3 and 10 5x5 filters?").out for size in ("28x28x10", "32x32x10"))
    assert "note: 28x28x10 comes out, as the text says\n" in right
    assert "note: the text says that 32x32x10 comes out: it is 28x28x10\n" in wrong


def test_zero_padding_without_a_number_is_no_number():
    _, worked = asked("32x32x3 input, 10 5x5 filters, stride 1 and zero padding. Output?")
    assert value(worked, "output") == "28x28x10"
    out = cnncalc("ask", "32x32x3 input, 10 5x5 filters, stride 1 and zero padding. Output?").out
    assert "padding 0 (assumed)" in " ".join(out.split())


# Nothing, and anything


def test_nothing_is_no_question():
    for outcome in (cnncalc("ask", stdin=""), cnncalc("ask", " \n"), cnncalc("ask", "-", stdin="\n")):
        assert outcome.code == 2
        assert "ask something" in outcome.err
    assert "longer than 20,000 characters" in cnncalc("ask", stdin="a" * 20_001).err


@pytest.mark.parametrize(
    "text",
    [
        "9" * 5000 + "x3",
        "\x00\x1b[2J",
        "(" * 5000,
        "nn.Conv2d(" * 500,
        "Conv2D(" + "9" * 5000 + ", 3)",
        "\udcff",
        "½²١",
        "a\u202eb 3x3x3x3x3x3",
    ],
)
def test_no_input_ends_in_a_traceback(text):
    outcome = cnncalc("ask", stdin=text.encode(errors="surrogateescape"))
    assert outcome.code == 2
    assert "bug" not in outcome.err
    assert "\x1b" not in outcome.err + outcome.out


WORDS = sorted({word for _, question, _ in WORDINGS for word in question.split()})


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=25).map(" ".join))
@settings(max_examples=400, deadline=None)
def test_any_text_is_answered_or_refused(text):
    try:
        understood = reader.understand(text)
    except (Contradiction, Problem):
        return
    worked = answers.work_out(understood)
    assert bool(worked.answers) + bool(worked.missing) + bool(worked.fault) == 1
    summary.understood(understood)
    answers.verdicts(worked)


@given(st.sampled_from([row for row in WORDINGS if not code.find(row[1])]), st.data())
@settings(max_examples=200, deadline=None)
def test_a_number_that_is_not_understood_is_told(row, data):
    """Another number anywhere in a question is used, contradicts what is there, or stands among what was not read."""
    words = row[1].split(" ")
    at = data.draw(st.integers(0, len(words)))
    text = " ".join([*words[:at], "7919", *words[at:]])
    try:
        understood, worked = asked(text)
    except (Contradiction, Problem):
        return
    shown = f"{summary.understood(understood)} {understood.notes} {understood.unread} {understood.output} {worked}"
    assert "7919" in shown.replace(",", "")


# Completeness, and the process


def test_every_quantity_can_be_told():
    assert set(FIGURES) == {*QUANTITIES, "answer"}
    assert not set(sought.SETTINGS) & set(QUANTITIES)
    for name, quantity in QUANTITIES.items():
        _, worked = asked(f"32x32x3 input, 10 5x5 filters, stride 1. What: {quantity.phrases[0]}?")
        assert name in [answer.quantity for answer in worked.answers], quantity.phrases[0]


@pytest.mark.parametrize("name", QUANTITIES)
def test_every_phrase_asks(name):
    for phrase in QUANTITIES[name].phrases:
        understood, _ = asked(f"32x32x3 input, 10 5x5 filters. Which {phrase}?")
        assert name in understood.asked, phrase


def test_every_call_makes_layers_that_there_are():
    for name in READERS:
        axes = next((int(digit) for digit in "123" if digit in name.removesuffix("ReLU6")), 2)
        shape = "x".join(["32"] * axes + ["3"])
        arguments = "3, 3, 3" if name.endswith("d") and "Conv" in name else "3, 3"
        text = (
            f"{name}({arguments})"
            if "put" not in name and name not in ("randn", "rand", "zeros", "ones", "empty")
            else f"{name}(({arguments}, 3))"
        )
        understood, _ = asked(f"{text} on {shape}")
        assert all(layer.kind in layers.places() for layer in understood.layers), name


def test_code_is_never_executed(tmp_path):
    target = tmp_path / "made"
    for text in (f"Conv2D(open({str(target)!r}, 'w'), 3)", f"nn.Sequential(__import__('os').mkdir({str(target)!r}))"):
        asked(f"{text} on 32x32x3")
        assert not target.exists()


def test_neither_rich_nor_numpy_is_imported():
    command = (
        "import sys; sys.argv = ['cnncalc', 'ask', *sys.argv[1:]]\n"
        "try:\n from cnncalc.cli import main; main()\nfinally: print(*sys.modules, file=sys.stderr)"
    )
    finished = subprocess.run(
        [sys.executable, "-c", command, QUIZ], capture_output=True, text=True, env=environment(), check=True, timeout=60
    )
    assert finished.stdout == ANSWERED
    assert not {name for name in finished.stderr.split() if name.partition(".")[0] in ("rich", "numpy", "yaml")}


# Several values in turn

IN_TURN = [
    ("7x7 input with a 3x3 filter: what is the output size with stride 1, 2 and 3?", "stride", {1: [5, 5], 2: [3, 3], 3: [2, 2]}),
    (
        "32x32x3, ten 5x5 filters, no padding. Output size for stride 1 and for stride 3?",
        "stride",
        {1: [28, 28, 10], 3: [10, 10, 10]},
    ),
    ("Output size of a 32x32 image with a 5x5 filter for padding 0, 1 or 2?", "padding", {0: [28, 28], 1: [30, 30], 2: [32, 32]}),
    ("What is the output of an 11x11 image and a 3x3 filter with stride 1 vs stride 2?", "stride", {1: [9, 9], 2: [5, 5]}),
    ("W=15, F=3, P=1: what is the output size for strides 1, 2 and 7?", "stride", {1: [15, 15], 2: [8, 8], 7: [3, 3]}),
]


@pytest.mark.parametrize(("question", "setting", "wanted"), IN_TURN)
def test_values_in_turn_are_answered_each(question, setting, wanted):
    outcome = cnncalc("ask", question, "--json")
    assert (outcome.code, outcome.err) == (0, "")
    cases = json.loads(outcome.out)["cases"]
    assert {case["case"]: case["answers"][0]["value"] for case in cases} == {
        f"{setting} {value}": output for value, output in wanted.items()
    }
    printed = cnncalc("ask", question).out
    assert all(f"\nwith {setting} {value}\n" in printed for value in wanted)


def test_faults_name_their_case():
    outcome = cnncalc("ask", "A 32x32x3 input, ten 5x5 filters: what is the output with stride 1 and with stride 0?")
    assert outcome.code == 1
    assert outcome.err.startswith("cnncalc: with stride 0: expected a whole number of at least 1")
    assert "with stride 1\n\noutput volume: 28x28x10\n" in outcome.out


def test_too_many_values_in_turn():
    values = ", ".join(map(str, range(1, 30)))
    outcome = cnncalc("ask", f"A 32x32x3 input, ten 5x5 filters: what is the output with stride {values} and 30?")
    assert outcome.code == 2
    assert "ask for at most 20 at a time" in outcome.err


def test_values_in_turn_of_a_statement_are_told_as_unread():
    understood, _ = asked("Two 3x3 conv layers with 8 filters each and strides 1 and 2. The input is 32x32x3.")
    assert understood.unread == ["2"]
