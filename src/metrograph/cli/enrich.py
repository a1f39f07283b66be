"""``metrograph enrich``: facts about places and organisations, looked up at an endpoint that a person names."""

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from metrograph.cli.output import emit, progress, say_aside
from metrograph.cli.settings import Options
from metrograph.errors import Place, UsageError, near
from metrograph.table import Iri, Table, Value
from metrograph.words import counted, say

if TYPE_CHECKING:
    from metrograph.enrich import Lookup, Outcome, Thing
    from metrograph.enrich.candidates import Candidate, Facts

_KINDS = ("place", "organisation")


def command(lang: str) -> Callable[..., int]:
    """The command, its help in a language."""

    def enrich(
        context: typer.Context,
        ids: Annotated[list[str] | None, typer.Argument(metavar="ID", help=say("enrich.ids", lang))] = None,
        kind: Annotated[str, typer.Option(metavar="place|organisation", help=say("enrich.kind", lang))] = "",
        every: Annotated[bool, typer.Option("--all", help=say("enrich.all", lang))] = False,
        source: Annotated[str, typer.Option("--from", metavar="URL", help=say("enrich.from", lang))] = "",
        lookup: Annotated[str, typer.Option(metavar="NAME", help=say("enrich.lookup", lang))] = "",
        chosen: Annotated[str, typer.Option("--as", metavar="IRI", help=say("enrich.as", lang))] = "",
        choose: Annotated[bool, typer.Option("--choose", help=say("enrich.choose", lang))] = False,
        dry_run: Annotated[bool, typer.Option("--dry-run", help=say("enrich.dry-run", lang))] = False,
        refresh: Annotated[bool, typer.Option("--refresh", help=say("enrich.refresh", lang))] = False,
        forget: Annotated[bool, typer.Option("--forget", help=say("enrich.forget", lang))] = False,
        timeout: Annotated[str, typer.Option(metavar="SECONDS", help=say("enrich.timeout", lang))] = "60",
    ) -> int:
        """Look up facts at a SPARQL endpoint that a person names."""
        options: Options = context.obj
        if options.folder is None:
            raise UsageError("U109")
        if kind and kind not in _KINDS:
            raise UsageError("U108", value=kind, name="--kind", near=near(kind, _KINDS), choices=", ".join(_KINDS))
        if not (ids or kind or every):
            raise UsageError("A244")
        if forget:
            given = {"--lookup": lookup, "--as": chosen, "--choose": choose, "--dry-run": dry_run, "--refresh": refresh}
            _refuse(given)
            return _forget(options, options.folder, ids or [], kind, source)
        return _Run(options, options.folder, source, timeout, refresh).go(ids or [], kind, lookup, chosen, choose, dry_run)

    return enrich


def _refuse(given: dict[str, object]) -> None:
    for name, value in given.items():
        if value:
            raise UsageError("A252", name=name)


def _forget(options: Options, folder: Path, ids: list[str], kind: str, source: str) -> int:
    from metrograph.enrich import Endpoint, forget  # noqa: PLC0415 - SPARQL is imported when asked for
    from metrograph.enrich.kept import things_in  # noqa: PLC0415 - see above

    address = Endpoint(source).address if source else ""
    known = things_in(folder, address)
    strange = next((one for one in ids if one not in known), "")
    if strange or not known:
        raise UsageError("A256", near=near(strange, known))
    gone = forget(folder, ids, kind, address)
    state = say("enrich.state.forgotten", options.lang)
    emit(Table(("element", "outcome", "match"), tuple((one.thing, state, Iri(one.match)) for one in gone)), options)
    say_aside(counted("enrich.forgotten", options.lang, len(gone)), options)
    return 0


class _Run:
    """One run of the command: what it was told, and what it prints."""

    def __init__(self, options: Options, folder: Path, source: str, timeout: str, refresh: bool) -> None:
        from metrograph.enrich.endpoint import Endpoint, seconds  # noqa: PLC0415 - SPARQL is imported when asked for

        address = source or options.desk.settings.endpoint
        if not address:
            raise UsageError("A254")
        publisher = options.desk.settings.publisher
        self.options, self.lang, self.folder, self.refresh = options, options.lang, folder, refresh
        contact = publisher.email or publisher.url
        self.url = address
        self.endpoint = Endpoint(address, folder, contact=contact, timeout=seconds(timeout), refresh=refresh)

    def go(self, ids: list[str], kind: str, name: str, chosen: str, choose: bool, dry_run: bool) -> int:
        from metrograph.enrich import lookup_for, read_lookups, things_of  # noqa: PLC0415 - see above
        from metrograph.records.outside import iri  # noqa: PLC0415 - see above

        try:
            named = {ids[0]: iri(chosen)} if chosen and len(ids) == 1 else {}
        except ValueError:
            named = {}
        if chosen and not named:
            raise UsageError("A255")
        things = things_of(self.options.desk.records.plans.values(), ids, kind)
        known = read_lookups(self.folder)
        rows: list[tuple[Value, ...]] = []
        complete = True
        for each in _KINDS:
            some = tuple(thing for thing in things if thing.kind == each)
            if some:
                lookup = lookup_for(known, self.url, each, name)
                if dry_run:
                    rows += self._would(some, lookup, named)
                else:
                    found = self._asked(some, lookup, named, choose=choose)
                    complete = complete and all(one.finding for one in found)
                    rows += [row for one in found for row in _rows(one, self.lang)]
        emit(Table(("element", "label", "outcome", "match", "detail"), tuple(rows)), self.options)
        return 0 if complete else 1

    def _would(self, things: tuple["Thing", ...], lookup: "Lookup", named: dict[str, str]) -> Iterator[tuple[Value, ...]]:
        from metrograph.enrich.endpoint import asked  # noqa: PLC0415 - see above
        from metrograph.enrich.kept import findings_of  # noqa: PLC0415 - see above
        from metrograph.enrich.run import wanted_of  # noqa: PLC0415 - see above

        known = findings_of(self.folder, self.endpoint.address)
        wanted = wanted_of(things, known, lookup, named, refresh=self.refresh)
        batches = self.endpoint.batches(lookup, wanted)
        where = {"address": self.endpoint.address, "lookup": lookup.name}
        say_aside(counted("enrich.would", self.lang, len(batches), **where), self.options)
        for batch in batches[:1]:
            say_aside("\n".join(filter(None, asked(lookup, batch).splitlines())), self.options)
        for one in (one for batch in batches for one in batch):
            names = one.iri or ", ".join(dict.fromkeys(name for name, _ in one.thing.names))
            yield one.thing.id, one.thing.label.best(self.lang), say("enrich.state.asked", self.lang), None, names

    def _asked(
        self, things: tuple["Thing", ...], lookup: "Lookup", named: dict[str, str], *, choose: bool
    ) -> tuple["Outcome", ...]:
        from metrograph.enrich import enrich  # noqa: PLC0415 - see above
        from metrograph.enrich.kept import file_of  # noqa: PLC0415 - see above

        done, tell, before = [0], progress("enrich.progress", self.options), self.endpoint.requests

        def heard(_: "Outcome") -> None:
            done[0] += 1
            tell(done[0])

        ask = self._ask if choose and sys.stdin.isatty() else lambda _thing, _among: ""
        found = enrich(things, lookup, self.endpoint, self.folder, chosen=named, refresh=self.refresh, ask=ask, tell=heard)
        sent = self.endpoint.requests - before
        say_aside(counted("enrich.sent", self.lang, sent, address=self.endpoint.address, lookup=lookup.name), self.options)
        new = any(one.state == "found" for one in found)
        path = Place(str(file_of(self.folder, self.endpoint.address)))
        say_aside(say("enrich.written", self.lang, path=path) if new else say("enrich.nothing-yet", self.lang), self.options)
        open_ = next((one.thing.id for one in found if one.among), "")
        if open_:
            say_aside(say("enrich.to-choose", self.lang, thing=open_), self.options)
        return found

    def _ask(self, thing: "Thing", among: tuple["Candidate", ...]) -> str:
        """Which of some candidates a person means; none without a number of one."""
        lines = [say("enrich.which", self.lang, label=thing.label.best(self.lang))]
        lines += [f"  {at}  {_named(one)}  {one.iri}" for at, one in enumerate(among, 1)]
        print("\n".join(lines), file=sys.stderr)  # noqa: T201
        answer = typer.prompt(say("enrich.number", self.lang), default="", show_default=False, err=True).strip()
        return among[int(answer) - 1].iri if answer.isascii() and answer.isdigit() and 0 < int(answer) <= len(among) else ""


def _rows(one: "Outcome", lang: str) -> Iterable[tuple[Value, ...]]:
    """A thing as rows: what was found, or one row for each candidate; below it the values that were not kept."""
    head = (one.thing.id, one.thing.label.best(lang))
    state = say(f"enrich.state.{one.state}", lang)
    if one.finding:
        yield *head, state, Iri(one.finding.match), _told(one.finding.facts)
    for candidate in one.among:
        yield *head, state, Iri(candidate.iri), _named(candidate)
    if not one.finding and not one.among:
        yield *head, state, None, None
    for wrong in one.wrong:
        yield *head, say("enrich.state.wrong", lang), None, f"{wrong.fact}: {wrong.value}"


def _named(one: "Candidate") -> str:
    return "; ".join(filter(None, (" / ".join(one.names[:3]), _told(one.facts))))


def _told(facts: "Facts") -> str:
    return "; ".join(f"{name} {value}" for name, value in facts)
