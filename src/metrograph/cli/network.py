"""``metrograph network``: co-benefits, what holds the plan together, what is missing nearby; files for Gephi and Cytoscape."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from metrograph.cli.output import draw, emit, say_aside, write
from metrograph.cli.settings import Options
from metrograph.errors import UsageError, near
from metrograph.table import Table
from metrograph.words import mark, say

if TYPE_CHECKING:
    from metrograph.network import Network

_FIRST = 5
TABLES: "Mapping[str, Callable[[Network], Table]]" = {
    "cobenefits": lambda network: network.cobenefits(),
    "centrality": lambda network: network.centrality(),
    "items": lambda network: network.centrality("item"),
    "targets": lambda network: network.centrality("target"),
    "communities": lambda network: network.communities(),
    "clusters": lambda network: network.clusters(),
    "bridges": lambda network: network.bridges(),
    "gaps": lambda network: network.gaps(),
    "robustness": lambda network: network.robustness(),
    "cascade": lambda network: network.cascade(),
    "themes": lambda network: network.themes(),
    "partners": lambda network: network.partners(),
    "lines": lambda network: network.lines(),
}
_SHORT = {"cobenefits": ("sdg", "goalLabel", "otherSdg", "otherGoalLabel", "count", "lift", "adjusted", "verdict")}
"""Columns that the summary shows, where not all."""
_SUMMARY: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("cobenefits", ("cobenefits", "lift", "verdict")),
    ("centrality", ("centrality",)),
    ("communities", ("communities",)),
    ("bridges", ("bridges",)),
    ("gaps", ("gaps",)),
    ("robustness", ("robustness",)),
)
"""What the summary shows, each table with what is told below it."""


def command(lang: str) -> Callable[..., None]:
    """The command, its help in a language."""
    colon = mark(":", lang)

    def network(
        context: typer.Context,
        out: Annotated[Path | None, typer.Option(metavar="FILE", help=say("network.out", lang))] = None,
        what: Annotated[str, typer.Option(metavar="TABLE", help=f"{say('network.what', lang)}{colon}{', '.join(TABLES)}")] = "",
        of: Annotated[str, typer.Option(help=f"{say('network.of', lang)}{colon}items, goals, themes, partners, lines")] = "",
        plan: Annotated[str, typer.Option(metavar="NAME", help=say("network.plan", lang))] = "",
        proposed: Annotated[bool, typer.Option("--proposed", help=say("network.proposed", lang))] = False,
    ) -> None:
        """Co-benefits of goals, centrality, communities, bridges, gaps and robustness of a plan."""
        options: Options = context.obj
        if what and what not in TABLES:
            raise UsageError("U108", value=what, name="--what", near=near(what, TABLES), choices=", ".join(TABLES))
        if of and not out:
            raise UsageError("W664", name="--of", other="--out")
        found = options.desk.network(plan, options.lang, proposed=proposed)
        if not found:
            raise UsageError("A121")
        if out:
            found.save(out, of)
            say_aside(say("written", options.lang, path=out), options)
        if what or (not out and options.chosen() != "table"):
            emit(TABLES[what or "cobenefits"](found), options)
            if what and options.chosen() == "table":
                _told(found, ["centrality" if what in {"items", "targets"} else what])
        elif not out:
            _summary(found, options)

    return network


def _summary(found: "Network", options: Options) -> None:
    write(f"{found.summary()}\n\n")
    for name, told in _SUMMARY:
        table = TABLES[name](found)
        first = Table(table.columns, table.rows()[:_FIRST], table.title)
        draw(first.pick(_SHORT.get(name, table.columns)), options)
        if len(table) > _FIRST:
            write(say("network.first", options.lang, n=len(table), shown=_FIRST) + "\n")
        if name == "communities":
            write(found.modularity() + "\n")
        _told(found, told)
    say_aside(say("network.next", options.lang), options)


def _told(found: "Network", names: Iterable[str]) -> None:
    """What tables and columns say, and where they mislead."""
    write("".join(f"{found.about(name)}\n" for name in names) + "\n")
