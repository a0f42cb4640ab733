"""Layers and numbers as a working writes them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from cnncalc.core.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cnncalc.core.operation import Operation
    from cnncalc.core.size import Size


def layer(operation: Operation) -> str:
    """A layer as a file writes it, parameters at their defaults left out: ``conv: {filters: 10, kernel: 5, padding: 2}``."""
    given = {
        name: value(getattr(operation, name))
        for name, field in operation.fields.items()
        if field.required or getattr(operation, name) != field.default
    }
    if not given:
        return operation.operation
    if operation.main is not None and list(given) == [operation.main]:
        return f"{operation.operation}: {given[operation.main]}"
    return f"{operation.operation}: {mapping(given)}"


def value(held: Any) -> str:
    """A parameter's value as a file writes it: ``true``, ``3x5``, ``{top: 0, bottom: 1}``."""
    if isinstance(held, bool):
        return str(held).lower()
    if isinstance(held, float):
        return f"{held:.15g}"
    if isinstance(held, dict):
        return mapping({name: value(item) for name, item in held.items()})
    if not isinstance(held, tuple) or isinstance(held, Shape):
        return str(held)
    if any(isinstance(item, tuple) for item in held):
        return f"[{', '.join(map(sequence, held))}]"
    return times(held) if len(held) > 1 and held[0] else sequence(held)


def sequence(numbers: Iterable[int]) -> str:
    """``[0, 1]``."""
    return f"[{', '.join(map(str, numbers))}]"


def mapping(entries: dict[str, str]) -> str:
    """``{key: value}`` on one line."""
    return "{" + ", ".join(f"{name}: {text}" for name, text in entries.items()) + "}"


def times(sizes: Iterable[Size]) -> str:
    """``5x5x3``."""
    return "x".join(map(str, sizes))


def field(shown: dict[str, Any], of: str = "") -> str:
    """A receptive field as a report has it: ``43x43, stride 8x8, from -21, -21``; ``of`` stands behind the size."""
    size, stride = (times(shown[key]) for key in ("size", "stride"))
    return f"{size}{of}, stride {stride}, from {', '.join(map(str, shown['start']))}"


def product(factors: Iterable[Size]) -> str:
    """``5 x 5 x 3 = 75``; a single factor as it is."""
    factors = list(factors)
    whole = 1
    for factor in factors:
        whole *= factor
    return f"{' x '.join(f'{factor:,}' for factor in factors)} = {whole:,}" if len(factors) > 1 else f"{whole:,}"


def total(parts: Iterable[Size]) -> str:
    """``750 + 10 = 760``; a single part as it is."""
    parts = list(parts)
    return f"{' + '.join(f'{part:,}' for part in parts)} = {sum(parts):,}" if len(parts) > 1 else f"{sum(parts):,}"


def quotient(numerator: Size, divisor: int) -> str:
    """A fraction as a decimal of two places, ``2.33``, or more where two would hide that it is not whole."""
    exact = Fraction(numerator, divisor)
    if exact.denominator == 1:
        return str(exact.numerator)
    for places in range(2, 30):
        tenths = round(exact * 10**places)
        digits = str(abs(tenths)).rjust(places + 1, "0")
        if tenths % 10**places:
            return f"{'-' if tenths < 0 else ''}{digits[:-places]}.{digits[-places:].rstrip('0')}"
    return str(exact)
