"""The schemas of quizzes and of grades: they take what is printed, and nothing that was not promised."""

from __future__ import annotations

import json

import pytest
from printing import changed, faults, printed, slips

from cnncalc.quiz.topics import LEVELS, TOPICS

ANSWERS = {"q1": "32x32x10", "q2": 12, "q3": "no idea", "q4": [1, 2, 3], "q5": True, "q6": None, "q7": {"a": 1.5}}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_at_every_level(topic, level):
    found = printed("quiz", "--seed", "3", "--count", "40", "--topic", topic, "--level", str(level))
    assert faults("quiz", found) == []
    assert {question["topic"] for question in found["questions"]} == {topic}


@pytest.fixture
def key(tmp_path):
    """The key of a sheet."""
    path = tmp_path / "exam.key.json"
    path.write_text(json.dumps(printed("quiz", "--seed", "5", "--level", "3")))
    return path


def test_the_key_of_a_sheet(tmp_path):
    printed("quiz", "--seed", "5", "--sheet", str(tmp_path / "exam.md"))
    assert faults("quiz", json.loads((tmp_path / "exam.key.json").read_text())) == []


def test_every_key_of_a_quiz_is_checked():
    assert slips("quiz", printed("quiz", "--seed", "5", "--count", "12", "--level", "2")) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("seed",), -1),
        (("level",), 4),
        (("topics",), ["history"]),
        (("questions", 0, "form"), "essay"),
        (("questions", 0, "id"), "one"),
        (("questions", 0, "topic"), "history"),
        (("questions", 0, "answer"), [1, 2, 3, 4, 5]),
        (("questions", 0, "answer"), "12"),
        (("questions", 0, "mistakes", 0, "name"), "was_tired"),
    ],
    ids=str,
)
def test_wrong_values(path, value):
    found = printed("quiz", "--seed", "5", "--count", "3", "--topic", "parameters")
    assert faults("quiz", changed(found, path[:-1], lambda part: part.update({path[-1]: value})))


def test_grades(key):
    found = printed("quiz", "grade", str(key), "-", stdin=json.dumps(ANSWERS))
    assert faults("grades", found) == []
    assert {question["outcome"] for question in found["questions"]} >= {"wrong", "skipped", "unreadable"}
    questions = json.loads(key.read_text())["questions"]
    for answers in (
        {question["id"]: question["answer"] for question in questions},
        {question["id"]: question["mistakes"][0]["answer"] for question in questions if question["mistakes"]},
        {},
    ):
        found = printed("quiz", "grade", str(key), "-", stdin=json.dumps(answers))
        assert faults("grades", found) == []
        assert found["score"]["skipped"] == len(questions) - len(answers)


def test_a_key_in_other_words(key):
    """Names, topics and mistakes are the key's own."""
    questions = json.loads(key.read_text())["questions"][:2]
    questions[0].update(id="first", topic="history")
    key.write_text(json.dumps({"questions": questions}))
    assert faults("grades", printed("quiz", "grade", str(key), "-", stdin='{"first": 3}')) == []


def test_every_key_of_grades_is_checked(key):
    questions = json.loads(key.read_text())["questions"]
    answers = {question["id"]: question["mistakes"][0]["answer"] for question in questions if question["mistakes"]}
    found = printed("quiz", "grade", str(key), "-", stdin=json.dumps(answers))
    assert any(question["mistakes"] for question in found["questions"])
    assert slips("grades", found, anything=("given",)) == []
