"""cnncalc quiz, as people, pipes and graders meet it."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time

import pytest
from runner import cnncalc, environment

from cnncalc.quiz.quiz import compose
from cnncalc.quiz.topics import TOPICS

DEADLINE = 60
"""Seconds that a loaded machine may take for a whole quiz."""


# Through a pipe


def test_a_quiz_through_a_pipe_whole():
    quiz = compose(1, 3, 1, ["parameters"])
    first, second, third = quiz.questions
    wrong = {mistake.name: mistake for mistake in first.mistakes}["forgot_the_bias"]
    outcome = cnncalc("quiz", "--seed", "1", "--count", "3", "--topic", "parameters", stdin=f"{wrong.answer}\n{second.right}\n\n")
    assert (outcome.code, outcome.err) == (0, "")
    lines = outcome.out.splitlines()
    assert lines[0] == "3 questions, level 1, seed 1: an empty line skips, ? helps, q ends"
    assert [line for line in lines if "/3  " in line] == ["1/3  parameters", "2/3  parameters", "3/3  parameters"]
    assert [line for line in lines if re.match("right|wrong|skipped|perhaps|score", line)] == [
        f"wrong: the answer is {first.right}",
        f"perhaps you {wrong.said}",
        f"right: {second.right}",
        f"skipped: the answer is {third.right}",
        "score: 1 of 3 right (1 wrong, 1 skipped)",
    ]
    assert "> " not in outcome.out
    assert "\x1b" not in outcome.out
    assert all(len(line) <= 80 for line in lines)


@pytest.mark.parametrize("stdin", ["", "q\n", "quit"])
def test_answers_that_end_early(stdin):
    outcome = cnncalc("quiz", "--seed", "1", "--count", "2", stdin=stdin)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.endswith("\nscore: 0 of 2 right (2 left)\n")


def test_bytes_that_are_no_text_are_no_answer():
    outcome = cnncalc("quiz", "--seed", "1", "--count", "1", stdin=b"\xff\xfe\x00\n")
    assert outcome.code == 0
    assert r"`\xff\xfe\x00` is not read: the answer is a size" in outcome.out
    assert outcome.err == ""


def test_a_closed_standard_input_is_no_answer():
    command = f"{sys.executable} -m cnncalc quiz --seed 1 --count 1 <&-"
    finished = subprocess.run(command, shell=True, capture_output=True, text=True, env=environment(), timeout=DEADLINE, check=False)
    assert (finished.returncode, finished.stderr) == (0, "")
    assert finished.stdout.endswith("score: 0 of 1 right (1 left)\n")


def test_a_seed_that_nobody_names_is_told_and_can_be_named():
    first = cnncalc("quiz", "--count", "1").out
    seed = re.search("seed ([0-9]+)", first)[1]
    assert cnncalc("quiz", "--count", "1", "--seed", seed).out == first


def test_ctrl_c_shows_the_score_and_ends_with_130():
    process = subprocess.Popen(
        [sys.executable, "-m", "cnncalc", "quiz", "--seed", "1", "--count", "3"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(),
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"\n")
    process.stdin.flush()
    seen = b""
    while b"2/3" not in seen:  # shown when it waits for the second answer
        piece = os.read(process.stdout.fileno(), 4096)
        assert piece, seen
        seen += piece
    process.send_signal(signal.SIGINT)
    out, errors = process.communicate(timeout=DEADLINE)
    assert process.returncode == 130
    assert (seen + out).endswith(b"score: 0 of 3 right (1 skipped, 2 left)\n")
    assert errors == b""


MODULES = """
import sys
sys.argv = ["cnncalc", *sys.argv[1:]]
try:
    from cnncalc.cli import main
    main()
finally:
    print(*sys.modules, file=sys.stderr)
"""


@pytest.mark.parametrize("arguments", [["quiz", "--seed", "1", "--level", "3"], ["quiz", "--seed", "1", "--json"]])
def test_neither_rich_nor_numpy_is_imported_when_piped(arguments):
    finished = subprocess.run(
        [sys.executable, "-c", MODULES, *arguments],
        input="\n" * 10, capture_output=True, text=True, env=environment(), timeout=DEADLINE, check=True,
    )  # fmt: skip
    modules = set(finished.stderr.split())
    assert {"cnncalc.cli", "cnncalc.quiz.quiz"} <= modules
    assert not {name for name in modules if name.partition(".")[0] in ("rich", "numpy", "pydantic", "click")}


# In a terminal


class Terminal:
    """A program in a pseudo-terminal: what it shows is waited for, never slept for."""

    def __init__(self, *arguments, **extra):
        self.master, slave = pty.openpty()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cnncalc", *arguments],
            stdin=slave, stdout=slave, stderr=slave, env=environment(TERM="xterm", **extra), start_new_session=True,
        )  # fmt: skip
        os.close(slave)
        self.shown = ""
        self.seen = 0

    def until(self, text):
        """Wait for ``text`` beyond what was waited for before."""
        end = time.monotonic() + DEADLINE
        while (at := self.shown.find(text, self.seen)) < 0:
            if not self.read(end - time.monotonic()):
                raise AssertionError(f"waited for {text!r} in vain: {self.shown!r}")
        self.seen = at + len(text)

    def read(self, seconds):
        """Whether there was more to read."""
        ready, _, _ = select.select([self.master], [], [], max(seconds, 0))
        try:
            piece = os.read(self.master, 4096) if ready else b""
        except OSError:  # how Linux tells the end of a terminal
            piece = b""
        self.shown += piece.decode().replace("\r\n", "\n")
        return bool(piece)

    def type(self, text):
        os.write(self.master, text.encode())

    def finish(self):
        """The exit code, after everything has been shown."""
        while self.read(DEADLINE):
            pass
        os.close(self.master)
        return self.process.wait(timeout=DEADLINE)


def test_a_whole_quiz_in_a_terminal():
    quiz = compose(5, len(TOPICS), 1)
    terminal = Terminal("quiz", "--seed", "5", "--count", str(len(TOPICS)))
    for number, question in enumerate(quiz.questions, 1):
        terminal.until(f"{number}/{len(TOPICS)}  {question.topic}\n")
        terminal.until("> ")
        if number == 1:
            terminal.type("?\n")
            terminal.until("> ")
        wrong = question.mistakes[0] if number % 2 == 0 else None
        terminal.type(f"{question.form.write(wrong.answer) if wrong else question.right}\n")
        terminal.until(
            f"\x1b[31mwrong\x1b[0m: the answer is {question.right}\n" if wrong else f"\x1b[32mright\x1b[0m: {question.right}\n"
        )
        if wrong:
            terminal.until(f"perhaps you {wrong.name.replace('_', ' ')}: ")
    terminal.until("score: 3 of 6 right (3 wrong)\n")
    assert terminal.finish() == 0


def test_no_colours_for_those_who_want_none():
    terminal = Terminal("quiz", "--seed", "5", "--count", "1", NO_COLOR="1")
    terminal.until("> ")
    terminal.type("\n")
    terminal.until("score: 0 of 1 right (1 skipped)\n")
    assert terminal.finish() == 0
    assert "\x1b" not in terminal.shown


def test_ctrl_d_in_a_terminal_ends_with_0():
    terminal = Terminal("quiz", "--seed", "5", "--count", "2")
    terminal.until("> ")
    terminal.type("\x04")
    terminal.until("\n\nscore: 0 of 2 right (2 left)\n")
    assert terminal.finish() == 0


def test_ctrl_c_in_a_terminal_ends_with_130():
    terminal = Terminal("quiz", "--seed", "5", "--count", "2")
    terminal.until("> ")
    terminal.process.send_signal(signal.SIGINT)
    terminal.until("score: 0 of 2 right (2 left)\n")
    assert terminal.finish() == 130


# On paper, and graded


def test_a_sheet_with_its_keys(tmp_path):
    outcome = cnncalc("quiz", "--seed", "7", "--count", "4", "--level", "2", "--sheet", "exam.md", cwd=tmp_path)
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == (
        "cnncalc: exam.md, exam.key.md and exam.key.json are written: "
        "the questions, the key, and the key for `cnncalc quiz grade`\n"
    )
    assert {path.name for path in tmp_path.iterdir()} == {"exam.md", "exam.key.md", "exam.key.json"}
    quiz = compose(7, 4, 2)
    for question in quiz.questions:
        assert question.text in (tmp_path / "exam.md").read_text()
        assert f"Answer: **{question.right}**" in (tmp_path / "exam.key.md").read_text()
    assert json.loads((tmp_path / "exam.key.json").read_text())["questions"] == json.loads(json.dumps(quiz.to_dict()))["questions"]


def test_files_that_are_there_are_not_overwritten(tmp_path):
    (tmp_path / "exam.key.md").write_text("mine")
    outcome = cnncalc("quiz", "--seed", "7", "--sheet", "exam.md", cwd=tmp_path)
    assert outcome == (2, "", "cnncalc: exam.key.md is there already: --force overwrites\n")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"exam.key.md": "mine"}
    (tmp_path / "exam.md").write_text("mine")
    outcome = cnncalc("quiz", "--seed", "7", "--sheet", "exam.md", cwd=tmp_path)
    assert outcome == (2, "", "cnncalc: exam.md and exam.key.md are there already: --force overwrites\n")
    assert cnncalc("quiz", "--seed", "7", "--sheet", "exam.md", "--force", cwd=tmp_path).code == 0
    assert (tmp_path / "exam.md").read_text().startswith("# Questions\n")


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("no/such/folder.md", "cannot write no/such/folder.md: No such file or directory"),
        (".", ". is there already: --force overwrites"),
        ("/", "/ is there already: --force overwrites"),
        ("x" * 300, f"cannot write {'x' * 300}: File name too long"),
    ],
)
def test_sheets_that_cannot_be_written(tmp_path, name, complaint):
    assert cnncalc("quiz", "--seed", "7", "--sheet", name, cwd=tmp_path) == (2, "", f"cnncalc: {complaint}\n")
    assert not list(tmp_path.iterdir())


def test_the_json_is_a_key(tmp_path):
    printed = cnncalc("quiz", "--seed", "7", "--count", "2", "--level", "3", "--json")
    assert (printed.code, printed.err) == (0, "")
    content = json.loads(printed.out)
    assert list(content) == ["schema_version", "cnncalc_version", "seed", "level", "topics", "questions"]
    assert list(content["questions"][0]) == ["id", "topic", "level", "question", "form", "answer", "mistakes", "working", "hint"]
    (tmp_path / "key.json").write_text(printed.out)
    answers = {question["id"]: question["answer"] for question in content["questions"]}
    (tmp_path / "answers.json").write_text(json.dumps(answers))
    outcome = cnncalc("quiz", "grade", "key.json", "answers.json", cwd=tmp_path)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.endswith("score: 2 of 2 right\n")


KEY = {
    "questions": [
        {
            "id": f"q{number}", "topic": "parameters", "level": 1, "question": "How many?", "form": "count", "answer": 760,
            "mistakes": [{"name": "forgot_the_bias", "answer": 750, "because": "each of the 10 filters has one"}],
            "working": ["750 + 10 = 760"], "hint": "weights and biases",
        }
        for number in range(1, 6)
    ]
}  # fmt: skip

ANSWERS = {"q1": 760, "q2": " 750 ", "q3": "7", "q4": "about 760"}

GRADED = """\
q1  right: 760
q2  wrong: 750, the answer is 760
    forgot the bias: each of the 10 filters has one
q3  wrong: 7, the answer is 760
q4  unreadable: `about 760` is not read: the answer is a whole number, as in 1792 or 1,792; it is 760
q5  skipped: the answer is 760
score: 1 of 5 right (2 wrong, 1 skipped, 1 unreadable)
"""


@pytest.fixture
def graded(tmp_path):
    (tmp_path / "key.json").write_text(json.dumps(KEY))
    (tmp_path / "answers.json").write_text(json.dumps(ANSWERS))
    return tmp_path


def test_grading(graded):
    assert cnncalc("quiz", "grade", "key.json", "answers.json", cwd=graded) == (0, GRADED, "")
    assert cnncalc("quiz", "grade", "key.json", "-", stdin=json.dumps(ANSWERS), cwd=graded) == (0, GRADED, "")


def test_what_a_key_holds_does_nothing_to_the_terminal(graded):
    spoilt = json.loads(json.dumps(KEY).replace("q2", "q2\\u001b[2J").replace("each of", "\\u001b[2Jeach of"))
    (graded / "key.json").write_text(json.dumps(spoilt))
    outcome = cnncalc("quiz", "grade", "key.json", "-", stdin='{"q1": 750}', cwd=graded)
    assert outcome.code == 0
    assert "\x1b" not in outcome.out
    assert r"    forgot the bias: \x1b[2Jeach of the 10 filters has one" in outcome.out


def test_grading_as_json(graded):
    outcome = cnncalc("quiz", "grade", "key.json", "answers.json", "--json", cwd=graded)
    assert (outcome.code, outcome.err) == (0, "")
    content = json.loads(outcome.out)
    assert list(content) == ["schema_version", "cnncalc_version", "questions", "score"]
    assert content["score"] == {"questions": 5, "right": 1, "wrong": 2, "skipped": 1, "unreadable": 1}
    assert [entry["outcome"] for entry in content["questions"]] == ["right", "wrong", "wrong", "unreadable", "skipped"]
    assert content["questions"][1] == {
        "id": "q2", "topic": "parameters", "outcome": "wrong", "given": " 750 ", "answer": 760,
        "mistakes": [{"name": "forgot_the_bias", "answer": 750, "because": "each of the 10 filters has one"}], "complaint": None,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "stdin", "complaint"),
    [
        (["none.json", "answers.json"], "", "none.json: cannot be read: No such file or directory"),
        (["key.json", "none.json"], "", "none.json: cannot be read: No such file or directory"),
        (["key.json", "."], "", ".: cannot be read: Is a directory"),
        (
            ["answers.json", "answers.json"],
            "",
            "answers.json: no key: `cnncalc quiz --json` prints one, `cnncalc quiz --sheet` writes one",
        ),
        (["key.json", "-"], "", "standard input: no JSON: Expecting value, line 1, column 1"),
        (["key.json", "-"], b"\xff", "standard input: cannot be read: no UTF-8 text"),
        (["key.json", "-"], '{"q7": 1}', "standard input: the key has no question `q7`: known: q1, q2, q3, q4, q5"),
        (["key.json", "-"], '{"\x1b[31m": 1}', "standard input: no JSON: Invalid control character at, line 1, column 3"),
    ],
)
def test_files_that_cannot_be_graded(graded, arguments, stdin, complaint):
    assert cnncalc("quiz", "grade", *arguments, stdin=stdin, cwd=graded) == (2, "", f"cnncalc: {complaint}\n")


# What was typed wrong


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["--topic", "parameter"], "--topic: unknown topic `parameter`: did you mean `parameters`?"),
        (["--topic", "\x1b"], "unknown topic `\\x1b`: known: output-size, parameters, same-padding, fit, receptive-field, macs"),
        (["--force"], "--force: overwrites the files of `--sheet`: name one"),
        (["--level", "4"], "'--level': 4 is not in the range 1<=x<=3."),
        (["--count", "0"], "'--count': 0 is not in the range 1<=x<=1000."),
        (["--seed", "-1"], "'--seed': -1 is not in the range 0<=x<=9007199254740992."),
        (["--seed", "9" * 5000], "'--seed': "),
        (["--seed", "1", "grade", "a", "b"], "--seed: `cnncalc quiz grade` takes no such option before it"),
        (["--topic", "fit", "grade", "a", "b"], "--topic: `cnncalc quiz grade` takes no such option before it"),
        (["graed"], "No such command 'graed'. Did you mean 'grade'?"),
    ],
)
def test_usage(arguments, complaint):
    outcome = cnncalc("quiz", *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert complaint in outcome.err
    assert "Traceback" not in outcome.err
