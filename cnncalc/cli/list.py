"""cnncalc list: the bundled networks."""

from __future__ import annotations

from typing import Annotated

import typer

from cnncalc.cli.output import write


def list_networks(
    json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
    operations: Annotated[bool, typer.Option("--operations", help="The operations of the language instead, by family.")] = False,
) -> None:
    """List the bundled networks, each under the name that `show` takes."""
    entries = _operations() if operations else _networks()
    if json:
        import json as json_module

        write(json_module.dumps({"networks" if not operations else "operations": entries}, indent=2, ensure_ascii=False))
        return
    width = max(len(entry["name"]) for entry in entries)
    write("\n".join(f"{entry['name']:<{width}}  {entry['description']}".rstrip() for entry in entries))


def _networks() -> list[dict[str, str]]:
    from cnncalc import bundled

    return [{"name": network.name, "description": bundled.description(network)} for network in bundled.networks()]


def _operations() -> list[dict[str, str]]:
    from cnncalc import layers

    entries = []
    for family, kinds in layers.FAMILIES.items():
        for name in kinds:
            kind = layers.kind(name)
            takes = ", ".join(f"{field.name}*" if field.main else field.name for field in kind.fields.values())
            entries.append({"name": name, "family": family, "description": f"{family}: {takes or 'no parameters'}"})
    return entries
