"""JSON: the same envelope as ``show --json``, each model with its findings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnncalc.render import json
from cnncalc.render.findings.located import Located, files, located_in
from cnncalc.report import diagnostic
from cnncalc.walk import Walk

if TYPE_CHECKING:
    from cnncalc.checking.result import CheckResult, FileResult


def render(result: CheckResult, colour: bool = False) -> str:
    """All networks in one object, every variant a model of its own."""
    models: list[Any] = [model for path, file in files(result) for model in _models(path, file)]
    return json.render(models)


def finding(one: Located) -> dict[str, Any]:
    """One finding as JSON."""
    return {**diagnostic(one.found, one.path), "file": one.path, "fixable": one.is_fixable}


class _Judged:
    """A model with the findings that are left to say of it, for the writer of ``show``."""

    def __init__(self, contents: dict[str, Any]) -> None:
        self.contents = contents

    def to_dict(self) -> dict[str, Any]:
        return self.contents


def _models(path: str, file: FileResult) -> list[_Judged]:
    """The models of a file: a finding that only a variant has goes to that variant, all others to the first model."""
    by_model: dict[int, list[Located]] = {index: [] for index in range(len(file.models))}
    variants = {
        f"variant {model.settings.variant}": index
        for index, model in enumerate(file.models)
        if isinstance(model, Walk) and model.settings.variant is not None
    }
    for one in located_in(path, file):
        start = one.found.trail[0] if one.found.trail else ""
        by_model[variants.get(start, 0)].append(one)
    return [
        _Judged({**model.to_dict(), "file": path, "diagnostics": [finding(one) for one in by_model[index]]})
        for index, model in enumerate(file.models)
    ]
