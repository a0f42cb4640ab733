"""The schema of answers: it takes what is printed, and nothing that was not promised."""

from __future__ import annotations

import pytest
from printing import changed, faults, printed, run, slips
from refusals import REFUSALS
from wordings import WORDINGS

from cnncalc.schema import schema
from cnncalc.textbook.wording.quantities import QUANTITIES

INPUT = "Input 32x32x3, 10 5x5 filters with stride 1, pad 2. "

FREE = ("weights", "buffer_shapes")

LAYERS = [schema("ask")["definitions"][name] for name in ("Layer", "Derivation", "Window")]
OPTIONAL = {key for part in LAYERS for key in part["properties"] if key not in part["required"]} - {"derivation"}

QUESTIONS = [
    (INPUT, 0),
    (INPUT + "Output volume size, parameters, MACs, FLOPs, memory, receptive field, im2col, does it fit?", 0),
    ("224x224x3, two conv layers with 64 3x3 filters and padding 1, then 2x2 max pooling with stride 2. Output size?", 0),
    ("28x28x1, 6 5x5 filters pad 2, 2x2 max pool, fully connected with 10 units. How many parameters?", 0),
    ("28x28x1 image, 6 5x5 filters, 17 somethings", 0),
    ("7x7 input, 3x3 filter, stride 1 and stride 2. What is the output size?", 0),
    ("7x7 input, 3x3 filter, stride 3", 0),
    ("How many parameters have 10 5x5x3 filters with stride 3?", 0),
    ("What padding keeps the size with 5x5 filters?", 0),
    ("Input 32, filter 5, stride 1, output 32. What padding?", 0),
    ("nn.Conv2d(3, 16, kernel_size=3, padding=1) on 32x32x3. Output shape?", 0),
    ("Input 32x32x3. Conv2D(32, (3, 3), activation='relu'), MaxPooling2D((2, 2)), Flatten(), Dense(10). Parameters?", 0),
    ("32x32x16, separable convolution with 32 3x3 filters. MACs and memory?", 0),
    ("32x32x3, 2x2 max pooling, global average pooling. Receptive field?", 0),
    ("5x5 filters on 32x32x3", 2),
    ("3x3x3 input, 10 5x5 filters", 1),
]


@pytest.mark.parametrize(("question", "code"), QUESTIONS)
def test_what_is_printed(question, code):
    assert faults("ask", printed("ask", question, code=code)) == []


@pytest.mark.parametrize("quantity", QUANTITIES)
def test_every_quantity(quantity):
    asked = QUANTITIES[quantity].phrases[0]
    found = printed("ask", f"{INPUT} Then 2x2 max pooling with stride 2. What is the {asked}?")
    assert faults("ask", found) == []
    assert [answer["quantity"] for answer in found["answers"]] == [quantity]


@pytest.mark.parametrize("row", WORDINGS, ids=lambda row: row[0])
def test_wordings(row):
    assert faults("ask", printed("ask", "-", stdin=row[1])) == []


def test_refusals():
    found = [json for question, _ in REFUSALS if (json := run("ask", "-", stdin=question)) is not None]
    assert len(found) > 10
    assert [wrong for one in found for wrong in faults("ask", one)] == []
    assert any(one["missing"] for one in found)


@pytest.mark.parametrize("question", [INPUT, "7x7 input, 3x3 filter, stride 1 and stride 2. What is the output size?"])
def test_every_key_is_checked(question):
    found = printed("ask", question)
    assert slips("ask", found, FREE, OPTIONAL) == []


def test_layers_have_their_working():
    found = printed("ask", INPUT)
    assert faults("ask", changed(found, ("layers", 0), lambda layer: layer.pop("derivation")))
    assert faults("ask", changed(found, ("layers", 0), lambda layer: layer.update(op=3)))


@pytest.mark.parametrize("value", [1.5, -1, "12", [], {}, {"output": [1, 2, 3]}, [[1, 2, 3]], "everywhere"], ids=str)
def test_wrong_values(value):
    found = printed("ask", INPUT + "Output size?")
    assert faults("ask", changed(found, ("answers", 0), lambda answer: answer.update(value=value)))
    assert faults("ask", changed(found, ("answers", 0), lambda answer: answer.update(quantity="depth")))
