"""cnncalc: a calculator for CNN architectures.

>>> import cnncalc
>>> cnncalc.load("vgg16").walk().params
138357544
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cnncalc.version import __version__

if TYPE_CHECKING:
    from cnncalc.api import ArchitectureError, DoesNotFit, Network, UsageError, Walk, forward, load, loads, verify

__all__ = ["ArchitectureError", "DoesNotFit", "Network", "UsageError", "Walk", "__version__", "forward", "load", "loads", "verify"]


def __getattr__(name: str) -> Any:
    """The library is imported when something of it is first used."""
    if name in __all__:
        from cnncalc import api

        return getattr(api, name)
    raise AttributeError(f"module 'cnncalc' has no attribute {name!r}")
