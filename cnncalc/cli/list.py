"""cnncalc list: the bundled networks, with their facts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from cnncalc.cli.output import COULD_NOT, complain, write

if TYPE_CHECKING:
    from cnncalc.api import CatalogueEntry

Search = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WORD...]", help="Only networks in whose name, description or source every word is found.", show_default=False
    ),
]


def list_networks(
    search: Search = None,
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    operations: Annotated[bool, typer.Option("--operations", help="The operations of the language instead, by family.")] = False,
) -> None:
    """List the bundled networks, each under the name that `show` takes, with parameters, MACs and input."""
    words = [word.lower() for word in search or []]
    entries = _operations() if operations else _networks()
    found = [entry for entry in entries if all(word in " ".join(map(str, entry.values())).lower() for word in words)]
    if json:
        import json as json_module

        from cnncalc.report import versioned

        write(json_module.dumps(versioned({"operations" if operations else "networks": found}), indent=2, ensure_ascii=False))
    elif found:
        write(_table(found, ["name", "family", "parameters"] if operations else ["name", "params", "macs", "input", "description"]))
    if not found:
        complain(f"nothing bundled has {' and '.join(f'`{word}`' for word in search or [])} in its name, description or source")
        raise typer.Exit(COULD_NOT)


def _networks() -> list[dict[str, Any]]:
    from cnncalc.api import catalogue

    return [_facts(entry) for entry in catalogue()]


def _facts(entry: CatalogueEntry) -> dict[str, Any]:
    return entry._asdict()


def _operations() -> list[dict[str, Any]]:
    from cnncalc import layers

    entries = []
    for family, kinds in layers.FAMILIES.items():
        for name in kinds:
            kind = layers.kind(name)
            takes = ", ".join(f"{field.name}*" if field.main else field.name for field in kind.fields.values())
            entries.append({"name": name, "family": family, "parameters": takes})
    return entries


def _table(entries: list[dict[str, Any]], keys: list[str]) -> str:
    """Plain aligned columns, numbers to the right."""
    lines = [keys, *([_cell(entry[key]) for key in keys] for entry in entries)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(keys))]
    numbers = {"params", "macs"}
    return "\n".join(
        "  ".join(
            cell.rjust(width) if key in numbers else cell.ljust(width) for key, cell, width in zip(keys, line, widths, strict=True)
        ).rstrip()
        for line in lines
    )


def _cell(value: Any) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value or "")
