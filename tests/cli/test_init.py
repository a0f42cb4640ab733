"""cnncalc init."""

from __future__ import annotations

from runner import cnncalc


def test_a_file_to_start_from(tmp_path):
    outcome = cnncalc("init", "mynet", cwd=tmp_path)
    assert outcome == (0, "", "cnncalc: mynet.yaml is written: `cnncalc show mynet.yaml`\n")
    assert cnncalc("check", "mynet.yaml", "--strict", cwd=tmp_path).out == "All checks passed: 1 file, 1 model\n"


def test_a_copy_of_a_bundled_network(tmp_path):
    outcome = cnncalc("init", "mine.yaml", "--from", "torchvision/resnet101", cwd=tmp_path)
    assert outcome.err == "cnncalc: mine.yaml is written: `cnncalc show mine.yaml@resnet101`\n"
    assert "44,549,160" in cnncalc("show", "mine.yaml@resnet101", cwd=tmp_path).out


def test_nothing_is_overwritten(tmp_path):
    (tmp_path / "mynet.yaml").write_text("mine")
    assert cnncalc("init", "mynet", cwd=tmp_path).code == 2
    assert (tmp_path / "mynet.yaml").read_text() == "mine"
    assert cnncalc("init", "mynet", "--force", cwd=tmp_path).code == 0
    assert cnncalc("init", "other", "--from", "nothing", cwd=tmp_path).code == 2
    assert cnncalc("init", "no/such/folder", cwd=tmp_path).code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mynet.yaml"]
