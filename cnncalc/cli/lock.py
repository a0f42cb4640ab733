"""cnncalc lock: write down the figures of all networks, so that a drift is seen."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cnncalc.cli.output import CLEAN, COULD_NOT, FOUND, complain, show_findings


def lock(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH...]", help="Files, folders or bundled networks. Default: this folder.", show_default=False),
    ] = None,
    lock_file: Annotated[str, typer.Option(metavar="FILE", help="The file to write.")] = "cnncalc.lock",
) -> None:
    """Write the figures of all networks and variants to a lock file, sorted; `check --locked` fails when one drifts."""
    from cnncalc.api import UsageError
    from cnncalc.checking import lock as lock_room
    from cnncalc.checking.configuration import configuration
    from cnncalc.checking.run import Order, check
    from cnncalc.checking.selection import Selection

    try:
        _, result, missing = check(Order(paths or ["."], configuration(Path.cwd()), Selection()), complain)
    except UsageError as error:
        complain(str(error))
        raise typer.Exit(COULD_NOT) from None
    errors = [found for found in result.findings if found.severity == "error"]
    show_findings(errors)
    if missing or errors:
        complain(f"{lock_file} is not written")
        raise typer.Exit(COULD_NOT if missing else FOUND)
    Path(lock_file).write_text(lock_room.write(result.files), encoding="utf-8")
    complain(f"{lock_file}: {result.models} networks")
    raise typer.Exit(CLEAN)
