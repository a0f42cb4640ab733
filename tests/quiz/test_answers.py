"""The reader of answers: generous in spelling, exact in value."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.quiz.answers import FORMS, MOST_DIGITS, Unreadable
from cnncalc.quiz.question import Mistake, Question

READ = {
    "size": {
        (32, 32, 10): [
            "32x32x10", "32X32X10", "32×32×10", "32 x 32 x 10", " 32*32*10 ", "[32, 32, 10]", "(32, 32, 10)", "32,32,10",
            "32 32 10", "32 by 32 by 10", "O = 32x32x10", "O=32x32x10", "(32 x 32 x 10)", "32; 32; 10", "{32,32,10}",
        ],
        (32, 32): ["32x32", "32, 32"],
        (32,): ["32", "O = 32"],
        (10, 32, 32): ["10x32x32"],
        (1, 32, 32, 10): ["[1, 32, 32, 10]"],
        (1, 1, 1024): ["1x1x1024", "1x1x1,024", "1 x 1 x 1 024"],
        (128, 128, 256): ["128,128,256", "[128, 128, 256]"],
    },
    "count": {
        1792: [
            "1792", "1,792", "1_792", "1'792", "1’792", "1 792", " 1792 ", "1792 parameters", "1,792 params", "n = 1792",
            "N=1,792", "1792 weights", "1792 MACs",
        ],
        0: ["0", "P = 0", "0 parameters"],
        1_849_688_064: ["1,849,688,064", "1849688064", "1_849_688_064 MACs"],
        10**18 - 1: ["9" * 18],
    },
    "extent": {7: ["7", "7x7", "7 x 7", "7×7", "7 by 7", "7 pixels", "R = 7"], 1000: ["1,000", "1000x1000"]},
    "ends": {
        (2, 3): ["2, 3", "2,3", "2 3", "(2, 3)", "[2,3]", "2 and 3", "2x3", "P = 2, 3"],
        (2, 2): ["2", "P = 2", "2, 2"],
        (0, 0): ["0"],
    },
    "yes or no": {
        True: ["yes", "Yes", "y", "Y", "true", "it fits", "fits", "Yes, it fits.", "yes!", "It does."],
        False: ["no", "No.", "n", "false", "it does not fit", "doesn't fit", "doesn’t fit", "It doesn't.", "no, it does not fit"],
    },
}  # fmt: skip

UNREAD = {
    "size": [
        "",
        "x",
        "32x",
        "32xx10",
        "32x32x10x1x1",
        "-32x32x10",
        "32.5x32x10",
        "thirty-two",
        "32x32xten",
        "\0",
        "９９x9",
        "1e3x2",
    ],
    "count": [
        "",
        "-760",
        "7.6",
        "760.0",
        "7,60",
        "1,7920",
        "10*76",
        "seven",
        "1 2",
        "0x10",
        "1e3",
        "٣",
        "760 apples",
        "=",
        "NaN",
        "inf",
    ],
    "extent": ["7x8", "7x7x7", "7x", "x7", "7.5"],
    "ends": ["2, 3, 4", "top 2", "2,", "", "half"],
    "yes or no": ["", "maybe", "yes and no", "ja", "1", "0", "not sure", "yesno"],
}


@pytest.mark.parametrize(
    ("form", "answer", "text"), [(form, answer, text) for form in READ for answer in READ[form] for text in READ[form][answer]]
)
def test_spellings(form, answer, text):
    read = FORMS[form].read(text)
    assert read == answer
    assert type(read) is type(answer)


@pytest.mark.parametrize(("form", "text"), [(form, text) for form in UNREAD for text in UNREAD[form]])
def test_what_is_no_answer_is_told_what_one_is(form, text):
    with pytest.raises(Unreadable) as refusal:
        FORMS[form].read(text)
    assert str(refusal.value).endswith(f"is not read: the answer is {FORMS[form].expects}")


@pytest.mark.parametrize("text", ["1.8k", "1,8k", "768 K", "1.85G", "2M parameters"])
def test_what_is_rounded_is_not_taken_for_an_answer(text):
    with pytest.raises(Unreadable) as refusal:
        FORMS["count"].read(text)
    assert str(refusal.value) == f"`{text}` is rounded: the answer is exact, as in 1792 or 1,792"


@pytest.mark.parametrize(
    ("form", "text"), [("count", "9" * 19), ("count", "1" * 5000), ("size", f"3x{'9' * 5000}"), ("extent", "7" * 99)]
)
def test_numbers_of_no_end(form, text):
    with pytest.raises(Unreadable, match=f"too long: no answer has more than {MOST_DIGITS} digits"):
        FORMS[form].read(text)


ANSWERS = {
    "count": st.integers(0, 10**MOST_DIGITS - 1),
    "extent": st.integers(0, 10**6),
    "size": st.lists(st.integers(0, 10**6), min_size=1, max_size=4).map(tuple),
    "ends": st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)),
    "yes or no": st.booleans(),
}


def test_every_form_is_tested():
    assert set(ANSWERS) == set(READ) == set(UNREAD) == set(FORMS)


@pytest.mark.parametrize("form", FORMS)
@given(data=st.data())
def test_what_is_written_is_read_again(form, data):
    answer = data.draw(ANSWERS[form])
    assert FORMS[form].read(FORMS[form].write(answer)) == answer
    assert FORMS[form].of_json(json.loads(json.dumps(answer))) == answer


@pytest.mark.parametrize("form", FORMS)
@given(text=st.one_of(st.text(max_size=40), st.text("0123456789xX×,. []()=kPynoe-", max_size=20)))
def test_any_text_is_an_answer_or_is_refused(form, text):
    try:
        answer = FORMS[form].read(text)
    except Unreadable as refusal:
        message = str(refusal)
    else:
        message = FORMS[form].write(answer)
        assert FORMS[form].read(message) == answer
    assert message.isprintable()


@pytest.mark.parametrize(
    ("form", "raw", "answer"),
    [
        ("count", 760, 760), ("count", 760.0, 760), ("count", "760", 760), ("extent", 7, 7), ("size", [32, 32, 10], (32, 32, 10)),
        ("size", "32x32x10", (32, 32, 10)), ("ends", [2, 3], (2, 3)), ("ends", 2, (2, 2)), ("yes or no", True, True),
        ("yes or no", "no", False),
    ],
)  # fmt: skip
def test_what_a_file_of_answers_may_hold(form, raw, answer):
    assert FORMS[form].of_json(raw) == answer


@pytest.mark.parametrize("raw", [{}, {"q": 1}, [[1]], [True, 2], [1.5], True, 7.5, float("inf"), 10**400])
def test_what_it_may_not_hold(raw):
    with pytest.raises(Unreadable):
        FORMS["size"].of_json(raw)


def test_skipping_and_several_mistakes_at_once():
    mistakes = (Mistake("forgot_this", 5, "why"), Mistake("forgot_that", 5, "because"), Mistake("took_the_other", 6, "so"))
    question = Question("q1", "parameters", 1, "How many?", FORMS["count"], 4, mistakes, "", "")
    assert [question.judge(given).outcome for given in ("", "  ", None)] == ["skipped"] * 3
    assert question.judge("5").mistakes == mistakes[:2]
    assert question.judge("7") == ("wrong", (), "")
    assert question.judge("many").outcome == "unreadable"
    assert question.judge(0).outcome == "wrong"
