"""Without PyYAML's parser in C the texts are the same, and so are the networks."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from error_cases import expected, failing, findings, text

from cnncalc.api import load
from cnncalc.language import reader

ARCHITECTURES = Path(__file__).parents[2] / "architectures"


@pytest.fixture
def python_parser(monkeypatch):
    monkeypatch.setattr(reader, "PARSER", yaml.Loader)


def test_the_parser_in_c_is_used_where_it_is_there():
    assert reader.PARSER.__name__ == ("CParser" if yaml.__with_libyaml__ else "Loader")


@pytest.mark.usefixtures("python_parser")
@pytest.mark.parametrize("path", failing(), ids=lambda path: path.stem)
def test_the_texts_are_the_same(path):
    assert text(findings(path)) == expected(path).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ["lenet5", "googlenet", "unet", "resnet50"])
def test_the_networks_are_the_same(name, monkeypatch):
    path = ARCHITECTURES / f"{name}.yaml"
    fast = load(path).walk().to_dict()
    monkeypatch.setattr(reader, "PARSER", yaml.Loader)
    assert load(path).walk().to_dict() == fast
