"""MetroGraph: the work plans of city networks as a validated knowledge graph, each SDG link with its evidence.

>>> import metrograph as mg
>>> g = mg.open()
>>> g.pilots["mega"].missing[0]
'no direct target (goal 7 only)'
"""

from typing import TYPE_CHECKING, Any

from metrograph._version import __version__

if TYPE_CHECKING:
    from metrograph.errors import MetroGraphError as MetroGraphError
    from metrograph.extraction import Reading as Reading
    from metrograph.extraction import read_file as extract
    from metrograph.linking import Linked as Linked
    from metrograph.linking import Linker as Linker
    from metrograph.linking import link as link
    from metrograph.review import Choice as Choice
    from metrograph.store import LocalStore as LocalStore
    from metrograph.store import Store as Store
    from metrograph.table import Table as Table
    from metrograph.validate import Report as Report
    from metrograph.workspace import Workspace as Workspace
    from metrograph.workspace import load as load
    from metrograph.workspace import open_workspace as open  # noqa: A004 - metrograph.open() reads well

__all__ = [
    "Choice",
    "Linked",
    "Linker",
    "LocalStore",
    "MetroGraphError",
    "Reading",
    "Report",
    "Store",
    "Table",
    "Workspace",
    "__version__",
    "extract",
    "link",
    "load",
    "open",
]

_HOMES = {
    "Choice": ("review", "Choice"),
    "Linked": ("linking", "Linked"),
    "Linker": ("linking", "Linker"),
    "LocalStore": ("store", "LocalStore"),
    "MetroGraphError": ("errors", "MetroGraphError"),
    "Reading": ("extraction", "Reading"),
    "Report": ("validate", "Report"),
    "Store": ("store", "Store"),
    "Table": ("table", "Table"),
    "Workspace": ("workspace", "Workspace"),
    "extract": ("extraction", "read_file"),
    "link": ("linking", "link"),
    "load": ("workspace", "load"),
    "open": ("workspace", "open_workspace"),
}


def __getattr__(name: str) -> Any:
    """The public names, each imported when first used, so that ``import metrograph`` costs nothing."""
    if name not in _HOMES:
        raise AttributeError(name)
    import importlib  # noqa: PLC0415 - only here

    module, attribute = _HOMES[name]
    return getattr(importlib.import_module(f"metrograph.{module}"), attribute)


def __dir__() -> list[str]:
    return __all__
