"""A whole quiz: the same seed, the same questions, everywhere; the sheet, the key and the grading agree."""

from __future__ import annotations

import json
import re
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cnncalc.quiz.chance import Chance
from cnncalc.quiz.exercises import LEVELS
from cnncalc.quiz.grading import BadFile, grade, read_answers, read_key, score
from cnncalc.quiz.playing import Sitting
from cnncalc.quiz.quiz import compose
from cnncalc.quiz.sheet import key, sheet
from cnncalc.quiz.topics import TOPICS


def test_chance_is_the_sequence_that_python_promises():
    """The first numbers of random.Random(0).random(), as its documentation of reproducibility fixes them: 0.844…, 0.757…, 0.420…"""
    chance = Chance(0)
    assert [chance.below(1000) for _ in range(3)] == [844, 757, 420]


@given(st.integers(0, 2**53), st.lists(st.integers(), min_size=1, max_size=20))
def test_chance_draws_what_there_is(seed, items):
    chance = Chance(seed)
    assert chance.pick(items) in items
    assert 0 <= chance.below(len(items)) < len(items)
    assert sorted(chance.shuffled(items)) == sorted(items)
    assert chance.whether(1, 1)
    assert not chance.whether(0, 5)


SEED_1 = {
    1: """\
Input volume: 32x32x1. 4 5x5 filters with stride 1, pad 2. Output volume size?
Input volume: 28x28x3. 96 5x5 filters with stride 1, pad 0. How many multiply-accumulates (MACs) for one image?
3x3 conv with stride 1, then 3x3 conv with stride 1. \
Receptive field of one unit of the last layer, in pixels of the input (one side)?
Input volume: 11x11x3. 8 3x3 filters with stride 1, pad 0. Number of parameters in this layer?
Input volume: 10x10x64. 64 9x9 filters with stride 1. What zero padding at the top and at the bottom keeps the height?
Layer pool2 of vgg11. Input volume: 112x112x128. A 2x2 max pool with stride 2, pad 0. Does the stride fit, without rounding?
""",
    3: """\
Input volume: 15x15x1. A transposed convolution, 4 4x4 filters, with stride 2, pad 1. Output volume size?
Input volume: 28x56x64. A depthwise convolution, one 3x3 filter a channel, with stride 1, pad 1, dilation 3. \
How many multiply-accumulates (MACs) for one image?
2x2 pool with stride 2, then 1x1 conv with stride 1, then 1x1 conv with stride 2. \
Receptive field of one unit of the last layer, in pixels of the input (one side)?
""",
}


@pytest.mark.parametrize("level", SEED_1)
def test_a_seed_gives_the_same_questions_for_ever(level):
    """Drawn with Python 3.11. Whoever changes draws or wording changes the quiz behind every seed that somebody wrote down."""
    texts = SEED_1[level].splitlines()
    assert [question.text for question in compose(1, len(texts), level).questions] == texts


@pytest.mark.parametrize("level", LEVELS)
def test_the_same_seed_gives_the_same_quiz_and_more_questions_begin_alike(level):
    quiz = compose(42, 12, level)
    assert quiz == compose(42, 12, level)
    assert compose(42, 5, level).questions == quiz.questions[:5]
    assert compose(43, 12, level).questions != quiz.questions


def test_every_topic_comes_as_often():
    topics = [question.topic for question in compose(7, 12, 2).questions]
    assert sorted(topics[:6]) == sorted(topics[6:]) == sorted(TOPICS)
    chosen = compose(7, 6, 2, ["macs", "fit"])
    assert chosen.topics == ("fit", "macs")
    assert sorted(question.topic for question in chosen.questions) == ["fit"] * 3 + ["macs"] * 3


def test_an_unknown_topic_is_no_quiz():
    with pytest.raises(KeyError):
        compose(1, 1, 1, ["parameters", "no-such"])


def test_no_question_comes_twice_and_ids_are_counted():
    for seed in range(5):
        questions = compose(seed, 60, 1).questions
        assert len({question.text for question in questions}) == 60
        assert [question.id for question in questions] == [f"q{number}" for number in range(1, 61)]


def test_where_there_are_no_more_new_questions_old_ones_come_again():
    questions = compose(1, 150, 1, ["receptive-field"]).questions
    assert len(questions) == 150
    assert len({question.text for question in questions}) < 150


# On paper


@pytest.mark.parametrize("level", LEVELS)
def test_the_sheet_asks_and_the_key_answers_the_same_questions(level):
    quiz = compose(11, 18, level)
    asked = re.findall(r"^\*\*(q\d+)\.\*\* (.*)$", sheet(quiz), re.MULTILINE)
    answered = re.findall(r"^\*\*(q\d+)\.\*\* (.*)\n\nAnswer: \*\*(.*)\*\*$", key(quiz), re.MULTILINE)
    assert asked == [(question.id, question.text) for question in quiz.questions]
    assert answered == [(question.id, question.text, question.right) for question in quiz.questions]
    for question in quiz.questions:
        for mistake in question.mistakes:
            assert f"- {question.form.write(mistake.answer)}: {mistake.said}" in key(quiz)


def test_the_sheet_gives_nothing_away():
    quiz = compose(831_947, 6, 1)
    assert "831" not in sheet(quiz)
    assert "831947" in key(quiz)
    assert sheet(quiz).count("Answer (") == 6


# Grading


def key_of(quiz):
    return json.dumps(quiz.to_dict())


@pytest.mark.parametrize("level", LEVELS)
def test_a_key_is_the_quiz(level):
    quiz = compose(3, 12, level)
    assert read_key(key_of(quiz)) == list(quiz.questions)


@pytest.mark.parametrize("level", LEVELS)
def test_right_answers_are_right_and_mistakes_are_named(level):
    quiz = compose(5, 24, level)
    questions = read_key(key_of(quiz))
    for spelled in (lambda question: question.right, lambda question: question.answer):
        graded = grade(questions, {question.id: spelled(question) for question in questions})
        assert {one.verdict.outcome for one in graded} == {"right"}
    for question in questions:
        for mistake in question.mistakes:
            (one,) = grade([question], {question.id: json.loads(json.dumps(mistake.answer))})
            assert one.verdict.outcome == "wrong"
            assert mistake in one.verdict.mistakes


def test_the_score():
    questions = compose(5, 4, 1, ["macs"]).questions
    answers = {"q1": questions[0].answer, "q2": questions[1].answer + 1, "q3": "about 1M"}
    graded = grade(questions, answers)
    assert [one.verdict.outcome for one in graded] == ["right", "wrong", "unreadable", "skipped"]
    assert score(graded) == (4, 1, 1, 1, 1)
    assert str(score(graded)) == "1 of 4 right (1 wrong, 1 skipped, 1 unreadable)"


def test_an_answer_to_no_question():
    with pytest.raises(BadFile) as refusal:
        grade(compose(1, 2, 1).questions, {"q1": "7", "q3": 8})
    assert str(refusal.value) == "the key has no question `q3`: known: q1, q2"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{"q1": 7}', {"q1": 7}),
        ('{"student": "Ada", "answers": {"q1": "7x7x1"}}', {"q1": "7x7x1"}),
        ("{}", {}),
    ],
)
def test_files_of_answers(text, expected):
    assert read_answers(text) == expected


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "no JSON: Expecting value, line 1, column 1"),
        ('{"q1": 1,\n"q2" 2}', "no JSON: Expecting ':' delimiter, line 2, column 6"),
        ("[1, 2]", 'expected the answers by question, as in {"q1": "32x32x10", "q2": 760}'),
        ("7", 'expected the answers by question, as in {"q1": "32x32x10", "q2": 760}'),
        ('{"q1": 1, "q1": 2}', "`q1` is there twice"),
        ('{"q1": NaN}', "NaN is no number of JSON"),
        ('{"q1": -Infinity}', "-Infinity is no number of JSON"),
        ('{"q1": 1e999}', "1e999 is no number of JSON"),
        (
            '{"q1": ' + "9" * 5000 + "}",
            "no JSON: Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits",
        ),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_files_that_are_none(text, complaint):
    with pytest.raises(BadFile) as refusal:
        read_answers(text)
    assert str(refusal.value) == complaint


NO_KEY = "no key: `cnncalc quiz --json` prints one, `cnncalc quiz --sheet` writes one"
NOT_PRINTED = "question 2 of the key is not as `cnncalc quiz --json` prints it"


def changed(**values):
    content = compose(1, 2, 1, ["macs"]).to_dict()
    content["questions"][1] |= values
    return json.dumps(content)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[]", NO_KEY),
        ('{"q1": 7}', NO_KEY),
        ('{"questions": 7}', NO_KEY),
        (changed(form="essay"), NOT_PRINTED),
        (changed(form=[]), NOT_PRINTED),
        (changed(answer="many"), NOT_PRINTED),
        (changed(answer=None), NOT_PRINTED),
        (changed(mistakes=[{}]), NOT_PRINTED),
        (changed(mistakes=7), NOT_PRINTED),
        (changed(id=2), NOT_PRINTED),
        (changed(level="2"), NOT_PRINTED),
        (changed(working=[1]), NOT_PRINTED),
        ('{"questions": [7]}', NOT_PRINTED.replace("2", "1")),
        (changed(id="q1"), "two questions are called `q1`"),
    ],
)
def test_keys_that_are_none(text, complaint):
    with pytest.raises(BadFile) as refusal:
        read_key(text)
    assert str(refusal.value) == complaint


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["q1", "questions", "answers", "form", "id"]), inner)
    ),
    max_leaves=8,
)


@given(JSON_VALUES)
def test_any_file_is_graded_or_refused(content):
    text = json.dumps(content)
    with suppress(BadFile):
        assert read_key(text) == []
    with suppress(BadFile):
        (one,) = grade(compose(1, 1, 1).questions, read_answers(text))
        assert json.dumps(one.to_dict(), allow_nan=False)


# Playing


def played(lines, quiz):
    left, shown = list(lines), []
    sitting = Sitting(quiz, lambda: left.pop(0) if left else None, shown.append)
    sitting.run()
    return sitting, "\n".join(shown)


def test_a_sitting():
    quiz = compose(2, 3, 1, ["parameters"])
    first, second, third = quiz.questions
    wrong = next(mistake for mistake in second.mistakes if mistake.name == "forgot_the_bias")
    sitting, shown = played([first.right, "?", "some", str(wrong.answer), ""], quiz)
    assert [verdict.outcome for verdict in sitting.verdicts] == ["right", "wrong", "skipped"]
    assert f"right: {first.right}" in shown
    assert second.hint in " ".join(shown.split())
    assert "`some` is not read: the answer is a whole number, as in 1792 or 1,792" in shown
    assert f"wrong: the answer is {second.right}\nperhaps you forgot the bias: every output channel has one" in shown
    assert f"skipped: the answer is {third.right}" in shown
    assert all(question.working in shown for question in quiz.questions)
    assert str(sitting.score) == "1 of 3 right (1 wrong, 1 skipped)"


@pytest.mark.parametrize("word", ["q", "quit", " Q ", "exit"])
def test_somebody_quits(word):
    quiz = compose(2, 3, 1)
    sitting, _ = played([quiz.questions[0].right, word, quiz.questions[1].right], quiz)
    assert str(sitting.score) == "1 of 3 right (2 left)"


def test_the_answers_end():
    sitting, shown = played([], compose(2, 3, 1))
    assert str(sitting.score) == "0 of 3 right (3 left)"
    assert shown.count("/3  ") == 1


@given(st.lists(st.text(max_size=20), max_size=6))
def test_any_lines_can_be_typed(lines):
    quiz = compose(2, 2, 1)
    sitting, _ = played(lines, quiz)
    assert len(sitting.verdicts) <= 2
