"""What all commands share: writing, exit codes, and reading what was typed."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any, TextIO

import typer

from cnncalc.source import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cnncalc.source import Diagnostic

CLEAN, FOUND, COULD_NOT, CLOSED_PIPE = 0, 1, 2, 141

PIECE = 2**14


def write(text: str) -> None:
    """Print ``text`` to standard output.

    In pieces: an unbuffered stream (``python -u``) would take one long write for done although its reader went away within.
    """
    for start in range(0, len(text), PIECE):
        sys.stdout.write(text[start : start + PIECE])
    sys.stdout.write("\n")


def has_colour(stream: TextIO) -> bool:
    """Whether a stream is a terminal whose user wants colours (https://no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def complain(message: str) -> None:
    """Print what went wrong to standard error."""
    print(f"cnncalc: {message}", file=sys.stderr)


def begin_findings(*, below_text: bool) -> None:
    """Let standard error follow standard output, an empty line between them where a reader sees both."""
    sys.stdout.flush()
    if below_text and os.path.sameopenfile(sys.stdout.fileno(), sys.stderr.fileno()):
        print(file=sys.stderr)


def show_findings(diagnostics: Sequence[Diagnostic]) -> None:
    """Print findings to standard error, an empty line between them."""
    if diagnostics:
        print("\n\n".join(map(str, diagnostics)), file=sys.stderr)


def cannot_write(error: OSError) -> int:
    """The exit code when standard output takes no more, which is said unless its reader just went away."""
    if isinstance(error, BrokenPipeError):
        return CLOSED_PIPE
    os.write(2, f"cnncalc: cannot write the output: {error.strerror}\n".encode())
    return COULD_NOT


def close_output(code: object) -> int:
    """Flush, and tell a reader that went away from a result: the exit code."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError as error:
        code = cannot_write(error)
    if code in (CLOSED_PIPE, COULD_NOT):
        # What is still buffered has nowhere to go; without this Python complains about it on its way out.
        null = os.open(os.devnull, os.O_WRONLY)
        for descriptor in (1, 2) if code == CLOSED_PIPE else (1,):
            os.dup2(null, descriptor)
    return code if isinstance(code, int) else CLEAN if code is None else COULD_NOT


def settings(pairs: Sequence[str], option: str = "--set") -> dict[str, Any]:
    """The variables of ``--set name=value``, or of another option, the value read as a YAML flow value.

    Raises:
        typer.BadParameter: it is none.
    """
    return dict(_setting(pair, option) for pair in pairs)


def _setting(pair: str, option: str) -> tuple[str, Any]:
    from cnncalc.language.reader import read
    from cnncalc.language.values import Faulty, Value
    from cnncalc.source import InputError, Source

    name, equals, text = pair.partition("=")
    if not equals or not name:
        raise typer.BadParameter(f"`{printable(pair)}`: write `{option} name=value`, as in `{option} num_classes=10`")
    try:
        node, diagnostics = read(Source(f"{option} {name}", text))
        if diagnostics:
            raise InputError(diagnostics)
        value = Value(node)
        if value.is_constant:
            return name, value.free(None)
    except InputError as error:
        raise typer.BadParameter(f"`{printable(pair)}`: {error.diagnostics[0].message}") from None
    except Faulty as fault:
        raise typer.BadParameter(
            f"`{printable(pair)}`: {fault.diagnostic.message if fault.diagnostic else 'not a value'}"
        ) from None
    raise typer.BadParameter(f"`{printable(pair)}`: `{option}` takes a value, not an expression")


def shapes(texts: Sequence[str]) -> dict[str, str]:
    """The shapes of ``--input``, by the input's name; the empty name is the first input."""
    named = {}
    for text in texts:
        name, equals, shape = text.rpartition("=")
        named[name if equals else ""] = shape
    return named
