"""``metrograph serve``: the workspace as a SPARQL service and linked data."""

import os
import secrets
import sys
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from metrograph.cli.settings import Options
from metrograph.errors import UsageError
from metrograph.words import grouped, say

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from metrograph.serve.grants import Holder
    from metrograph.serve.hired import Hired
    from metrograph.serve.run import Started

_MIB = 1 << 20
_LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


def command(lang: str) -> Callable[..., None]:
    """The command, its help in a language."""

    def told(name: str) -> str:
        return say(f"serve.{name}", lang)

    def serve(
        context: typer.Context,
        host: Annotated[str, typer.Option(help=told("host"), envvar="METROGRAPH_HOST")] = "127.0.0.1",
        port: Annotated[int, typer.Option(help=told("port"), envvar="METROGRAPH_PORT")] = 8000,
        workers: Annotated[int, typer.Option(help=told("workers"), envvar="METROGRAPH_WORKERS")] = 0,
        base: Annotated[str, typer.Option(help=told("base"), envvar="METROGRAPH_BASE")] = "",
        public_url: Annotated[str, typer.Option(help=told("public"), envvar="METROGRAPH_PUBLIC_URL")] = "",
        token_file: Annotated[Path | None, typer.Option(help=told("tokens"), envvar="METROGRAPH_TOKEN_FILE")] = None,
        sign_in: Annotated[str, typer.Option(help=told("sign-in"), metavar="NAME")] = "",
        plan: Annotated[list[str] | None, typer.Option(help=told("plan"), metavar="PLAN")] = None,
        timeout: Annotated[float, typer.Option(help=told("timeout"), envvar="METROGRAPH_TIMEOUT")] = 10.0,
        memory: Annotated[int, typer.Option(help=told("memory"), envvar="METROGRAPH_MEMORY")] = 512,
        allow_origin: Annotated[list[str] | None, typer.Option(help=told("origin"))] = None,
        allow_host: Annotated[list[str] | None, typer.Option(help=told("allow-host"))] = None,
        proxy: Annotated[list[str] | None, typer.Option(help=told("proxy"))] = None,
        rate: Annotated[float, typer.Option(help=told("rate"))] = 50.0,
        log: Annotated[str, typer.Option(help=told("log"))] = "",
        open_: Annotated[bool, typer.Option("--open", help=told("open"))] = False,
    ) -> None:
        """Serve until stopped."""
        if not hasattr(os, "fork"):
            raise UsageError("W128")
        options: Options = context.obj
        _check(port, workers, timeout, memory, log)
        public, folder = _public(public_url or base), options.folder
        signer = _signer(sign_in, plan or [], local=host in _LOCAL and bool(folder) and not options.store and token_file is None)
        writing = token_file is not None or signer is not None
        hosts, origins, proxies = (tuple(given or ()) for given in (allow_host, allow_origin, proxy))
        with _staff() as hired:  # keeper and holder read their modules while this process reads its own
            from metrograph.serve.limits import Limits  # noqa: PLC0415 - see above
            from metrograph.serve.run import Reached, serve  # noqa: PLC0415 - see above
            from metrograph.serve.service import Source  # noqa: PLC0415 - see above

            source = Source(str(folder.absolute()) if folder else "", options.store, base, writing, options.lang)
            limits = Limits(seconds=timeout, memory=memory * _MIB, workers=workers or max(2, _cores()))
            reached = Reached(host, port, public, token_file, signer, hosts, origins, proxies, rate, log)
            serve(source, limits, reached, sys.stderr, lambda told: _say(told, options, signer, open_=open_), hired)

    return serve


def _staff() -> "AbstractContextManager[dict[str, Hired]]":
    from metrograph.serve.hired import staff  # noqa: PLC0415 - a server is imported when asked for

    return staff()


def _check(port: int, workers: int, timeout: float, memory: int, log: str) -> None:
    """Refuse what no service can be run with."""
    _within("--port", port, 0, 65535)
    _within("--workers", workers, 0, 64)
    _within("--timeout", timeout, 0.1, 86_400)
    _within("--memory", memory, 16, 1 << 20)
    if log not in {"", "json", "text"}:
        raise UsageError("U108", value=log, name="--log", near="", choices="json, text")


def _public(address: str) -> str:
    """The address that clients see, with a slash at its end."""
    if address and not address.startswith(("http://", "https://")):
        raise UsageError("W101", value=address)
    return address and address.rstrip("/") + "/"


def _signer(name: str, plans: list[str], *, local: bool) -> "tuple[str, Holder] | None":
    """Who may write during this run, and the token for it; ``UsageError`` where that would not be safe, or of no use.

    With plans, only decisions on their links.
    """
    if not name and plans:
        raise UsageError("B145")
    if not name:
        return None
    if not local:
        raise UsageError("W637")
    from metrograph.serve.access import is_name  # noqa: PLC0415 - a server is imported when asked for
    from metrograph.serve.grants import EVERYTHING, REVIEW, Grant, Holder  # noqa: PLC0415 - see above

    if not is_name(name):
        raise UsageError("W638", value=name[:80])
    try:
        grant = Grant.of(" ".join((REVIEW, *plans))) if plans else EVERYTHING
    except ValueError:
        raise UsageError("B146", value=", ".join(plans)[:80]) from None
    return name, Holder(secrets.token_urlsafe(32), grant)


def _say(started: "Started", options: Options, signer: "tuple[str, Holder] | None", *, open_: bool) -> None:
    if signer:  # not on standard error, where the log goes
        name, holder = signer
        told = say("serve.signer", options.lang, name=name, token=holder.token, address=f"{started.address}session")
        print(told, flush=True)  # noqa: T201
    if not options.quiet:
        key = "serve.writing" if started.writing else "serve.reading"
        told = say(key, options.lang, address=started.address, n=grouped(started.triples, options.lang))
        print(told, file=sys.stderr, flush=True)  # noqa: T201
    if open_:
        webbrowser.open(started.address)


def _within(name: str, value: float, least: float, most: float) -> None:
    if not least <= value <= most:
        raise UsageError("U108", value=value, name=name, near="", choices=f"{least:g} … {most:g}")


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 2
