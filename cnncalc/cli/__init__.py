"""The command line: one command a file, thin; this file catches what they raise and sets the exit code."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from cnncalc.cli import check as check_command
from cnncalc.cli import explain as explain_command
from cnncalc.cli import init as init_command
from cnncalc.cli import list as list_command
from cnncalc.cli import lock as lock_command
from cnncalc.cli import schema as schema_command
from cnncalc.cli import show as show_command
from cnncalc.cli.output import CLOSED_PIPE, COULD_NOT, cannot_write, close_output
from cnncalc.version import __version__

app = typer.Typer(
    name="cnncalc",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("show")(show_command.show)
app.command("check")(check_command.check)
app.command("lock")(lock_command.lock)
app.command("explain")(explain_command.explain)
app.command("init")(init_command.init)
app.command("list")(list_command.list_networks)
app.command("schema")(schema_command.schema)


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
