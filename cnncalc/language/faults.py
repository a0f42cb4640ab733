"""The faults of one walk: each told once, at its place in the file, with the layer that it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnncalc.language.expressions import Unknown
from cnncalc.language.values import Faulty, Value, descend
from cnncalc.source import Diagnostic, printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cnncalc.core.problem import Problem
    from cnncalc.language.declarations import Arguments, LayerDeclaration
    from cnncalc.language.scope import Scope
    from cnncalc.source import Findings, Span
    from cnncalc.walk import Place, Walker


class Faults:
    """Collects what is wrong while ``walker`` places layers, and remembers where the first fault was."""

    def __init__(self, diagnostics: Findings, walker: Walker, defaults: Mapping[str, Arguments], set: Mapping[str, Any]) -> None:
        self.diagnostics = diagnostics
        self.walker = walker
        self.defaults = defaults
        """The file's defaults, where a parameter at fault may be written."""
        self.set = set
        """The variables of ``--set``, which stand nowhere in the file."""
        self.reported = {(found.code, found.position) for found in diagnostics}
        self.placed: list[tuple[int, Place, bool]] = []
        """Findings that wait for their layer's path, which is known at the end; True for those that lie inside it."""
        self.first: int | None = None
        """How many layers were placed before the first fault; None while there is none."""
        self.place: Place | None = None
        """Where that was."""

    def name_layers(self) -> None:
        """Give every finding the path of its layer, now that the walk is over."""
        for index, place, is_inside in self.placed:
            found = self.diagnostics[index]
            trail = (*place.trail, place.step) if is_inside else place.trail
            self.diagnostics[index] = found._replace(layer=place.path, trail=trail)

    def report(
        self, code: str, message: str, span: Span, place: Place | None, *, help: str = "", label: str = "",
        notes: tuple[tuple[str, Span], ...] = (), is_inside: bool = False,
    ) -> None:  # fmt: skip
        """Add a finding; a fault in a block is reported once, however often the block is called."""
        self.mark_fault(place)
        if (code, (span.line, span.column)) in self.reported:
            return
        self.reported.add((code, (span.line, span.column)))
        if place is not None:
            self.placed.append((len(self.diagnostics), place, is_inside))
        self.diagnostics.append(Diagnostic(code, message, span, label=label, help=help, notes=notes))

    def mark_fault(self, place: Place | None) -> None:
        """Remember where the first fault is: the walk's layers end there."""
        if self.first is None:
            self.first = len(self.walker.layers)
            self.place = place

    def report_fault(
        self, fault: Faulty, value: Value, scope: Scope, place: Place | None, used: Span | None = None, is_inside: bool = False
    ) -> None:
        """Report what an expression raised; ``used`` is where a default is, which stands elsewhere."""
        found = fault.diagnostic
        if found is not None and found.span is not None:
            label = self._said(value, scope) if found.code == "CC112" else ""
            notes = (("used here", used),) if used else ()
            self.report(
                found.code, found.message, found.span, place, help=found.help, label=label, notes=notes, is_inside=is_inside
            )

    def _said(self, value: Value, scope: Scope) -> str:
        """What the names in an expression stand for, as a finding says it behind its carets."""
        held: dict[str, str] = {}
        for name in (name for expression, _ in value.expressions() for name in expression.names):
            try:
                if name.is_tensor:
                    held[name.name] = str(scope.shape(name.name))
                else:
                    found = scope.value(name.name)
                    is_list = isinstance(found, list)
                    text = f"[{', '.join(map(_figure, found[:8]))}{', …' if len(found) > 8 else ''}]" if is_list else _figure(found)
                    is_set = found is self.set.get(name.name) and name.name in scope.variables
                    held[name.name] = printable(text, 60) + (f" (--set {name.name})" if is_set else "")
            except (KeyError, Unknown):
                continue
        return ", ".join(f"{name} is {text}" for name, text in list(held.items())[:6])

    def report_problem_of(
        self, problem: Problem, value: Value, span: Span, scope: Scope, place: Place | None, used: Span | None = None
    ) -> None:
        """Report what is wrong with a computed value, at the item at fault."""
        at = descend(value.node, problem.within) if problem.within else span
        notes = (("used here", used),) if used else ()
        self.report(problem.code, problem.message, at, place, help=problem.help, label=self._said(value, scope), notes=notes)

    def report_problem(self, problem: Problem, declaration: LayerDeclaration, place: Place | None) -> None:
        """Report what the arithmetic raised, at the parameter at fault."""
        span = declaration.arguments.span(problem) if declaration.arguments else None
        notes: tuple[tuple[str, Span], ...] = ()
        if span is None:
            span = declaration.word.span
            defaults = self.defaults.get(declaration.word.text)
            written = defaults.span(problem) if defaults else None
            if written is not None:
                notes = ((f"`{problem.field}` comes from the file's defaults", written),)
        self.report(problem.code, problem.message, span, place, help=problem.help, label=problem.label, notes=notes)


def _figure(value: Any) -> str:
    """A value as a file writes it."""
    return str(value).lower() if isinstance(value, bool) else f"{value:.15g}" if isinstance(value, float) else str(value)
