"""The command line: one command a file, thin; this file catches what they raise and sets the exit code."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from cnncalc.cli import ask as ask_command
from cnncalc.cli import check as check_command
from cnncalc.cli import conv as conv_command
from cnncalc.cli import explain as explain_command
from cnncalc.cli import init as init_command
from cnncalc.cli import layer as layer_command
from cnncalc.cli import linear as linear_command
from cnncalc.cli import list as list_command
from cnncalc.cli import lock as lock_command
from cnncalc.cli import pool as pool_command
from cnncalc.cli import quiz as quiz_command
from cnncalc.cli import schema as schema_command
from cnncalc.cli import show as show_command
from cnncalc.cli import sizes as sizes_command
from cnncalc.cli import solve as solve_command
from cnncalc.cli import verify as verify_command
from cnncalc.cli.output import CLOSED_PIPE, COULD_NOT, cannot_write, close_output, complain
from cnncalc.source import printable
from cnncalc.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

COMMANDS: dict[str, tuple[Callable[..., None] | typer.Typer, str]] = {
    "show": (show_command.show, "Every layer's shape, parameters, MACs and FLOPs."),
    "sizes": (sizes_command.sizes, "The input sizes that fit, and the largest under a budget."),
    "check": (check_command.check, "Judge files: strides, budgets, design rules."),
    "lock": (lock_command.lock, "Write down all figures, so that a drift is seen."),
    "verify": (verify_command.verify, "Prove the figures by running the network."),
    "conv": (conv_command.conv, "One convolution, with the working."),
    "pool": (pool_command.pool, "One pooling layer, with the working."),
    "linear": (linear_command.linear, "One fully connected layer, with the working."),
    "layer": (layer_command.layer, "Layers of any kind, with the working."),
    "explain": (explain_command.explain, "A network or a layer, step by step; what a code means."),
    "ask": (ask_command.ask, "A textbook's question in words, answered."),
    "solve": (solve_command.solve, "Any letter of O = (W - K + 2P)/S + 1."),
    "init": (init_command.init, "Write a file to start from."),
    "list": (list_command.list_networks, "The bundled networks and their facts."),
    "schema": (schema_command.schema, "JSON Schema of the file, for editors."),
    "quiz": (quiz_command.app, "Practice: questions, exam sheets, grading."),
}
"""Every command: the function behind it, or a Typer application where it has commands of its own; and what it does in a few words.
Registering a command is one line here.
"""


class _Commands(TyperGroup):
    """The commands; a network or file that stands where a command should is told what to do."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of this name; None, with a hint on standard error, when there is none."""
        command = super().get_command(ctx, cmd_name)
        if command is None and _is_architecture(cmd_name):
            complain(f"to show a network, write `cnncalc show {printable(cmd_name)}`")
        return command


def _is_architecture(word: str) -> bool:
    from cnncalc import bundled

    return word.endswith((".yaml", ".yml")) or bool(bundled.named(word.partition("@")[0]))


app = typer.Typer(
    name="cnncalc",
    cls=_Commands,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _name, (_command, _summary) in COMMANDS.items():
    if isinstance(_command, typer.Typer):
        app.add_typer(_command, name=_name, short_help=_summary)
    else:
        app.command(_name, short_help=_summary)(_command)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"cnncalc {__version__}")
        raise typer.Exit


@app.callback()
def _cnncalc(
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Calculate shapes, parameters, MACs, FLOPs and memory of convolutional networks."""


def main() -> None:
    """Run the command line. No user's input ends in a traceback; CNNCALC_DEBUG=1 shows one where there is a bug."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal or pipe that cannot show a character shows its escape; a lost character is no reason to fail.
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    code: object = 0
    try:
        app()
    except SystemExit as stop:
        code = stop.code
        if type(sys.stdout).__name__ == "PacifyFlushWrapper":
            code = CLOSED_PIPE
    except OSError as error:
        code = cannot_write(error)
    except Exception as error:
        if os.environ.get("CNNCALC_DEBUG"):
            raise
        print(
            f"cnncalc: a bug in cnncalc, please report it: {type(error).__name__}: {error} (CNNCALC_DEBUG=1 shows where)",
            file=sys.stderr,
        )
        code = COULD_NOT
    sys.exit(close_output(code))
