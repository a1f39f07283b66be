"""Who looks at what: the desk, the language, the fields of the address, as every page of the explorer gets it.

>>> import metrograph
>>> view = View.of(metrograph.open(), lang="fr")
>>> view.ask("pilots-by-goal", goal=6).column("sdg"), view.iri_link("http://metadata.un.org/sdg/6")
(('6.4', '6.5'), '/sdg/6')
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from metrograph.desk import Desk
from metrograph.documents.addresses import Addresses
from metrograph.documents.labels import Labels
from metrograph.documents.room import Room, room_of
from metrograph.documents.values import Shown
from metrograph.errors import RequestError
from metrograph.pages.frame import Frame
from metrograph.table import Table
from metrograph.words import say, typeset

_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class View:
    """One look at the explorer."""

    desk: Desk
    where: Addresses
    lang: str
    path: str
    """The path of the page, with that of the service before it."""
    fields: tuple[tuple[str, str], ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    """The parts of the path that its pattern names."""
    person: str = ""
    csrf: str = ""
    live: bool = True
    writing: bool = False
    plans: tuple[str, ...] | None = None
    """The ids of the plans on whose links the person decides; ``None`` for all."""

    @classmethod
    def of(
        cls, desk: Desk, address: str = "http://127.0.0.1:8000/", lang: str = "en", inside: str = "", **more: object
    ) -> "View":
        """A view of a desk, for tests, notebooks and a folder of pages; ``inside`` is the path below the address."""
        where = Addresses(desk.names, address)
        return cls(desk, where, lang, where.root + inside, **more)  # type: ignore[arg-type]

    # ---- the data

    @property
    def room(self) -> Room:
        """The data as documents see it."""
        return room_of(self.desk)

    @property
    def shown(self) -> Shown:
        """How terms are shown: labels in the language, links that are safe to follow."""
        return Shown(self.room, self.where, Labels(self.room, self.lang))

    def ask(self, name: str, /, **parameters: object) -> Table:
        """The answer to a question of the catalogue, in the language."""
        return self.desk.ask(name, self.lang, **parameters)

    def say(self, key: str, **values: object) -> str:
        """A text in the language."""
        return typeset(say(key, self.lang, **values), self.lang)

    # ---- the address

    def value(self, name: str, default: str = "") -> str:
        """The last value of a field of the address."""
        return next((value for key, value in reversed(self.fields) if key == name), default)

    def values(self, name: str) -> tuple[str, ...]:
        """Every value of a field of the address, in order."""
        return tuple(value for key, value in self.fields if key == name)

    def number(self, name: str, default: int = 1, least: int = 1, most: int = _MOST) -> int:
        """A whole number of the address; ``RequestError`` for what is none, or out of bounds."""
        given = self.value(name)
        if not given:
            return default
        if given.isascii() and given.isdigit() and len(given) < 10 and least <= int(given) <= most:
            return int(given)
        raise RequestError("W601", 400, name=name, value=given[:60], least=least, most=f"{most:,}")

    def one_of(self, name: str, choices: tuple[str, ...], default: str) -> str:
        """A field of the address that has to be one of some words; ``RequestError`` for another one."""
        given = self.value(name, default)
        if given in choices:
            return given
        raise RequestError("W602", 400, name=name, value=given[:60], choices=", ".join(choice for choice in choices if choice))

    # ---- links

    def to(self, inside: str, /, **fields: object) -> str:
        """The address of a page of ours: ``to("calendar", year=2019)``."""
        told = {name: value for name, value in fields.items() if value not in ("", None)}
        path = self.where.root + quote(inside, safe="/:@!$&'()*+,;=~%")
        return f"{path}?{urlencode(told, errors='replace')}" if told else path

    def here(self, **fields: object) -> str:
        """The address of this page with some fields changed; one that is ``None`` or empty is left out."""
        kept = [(name, value) for name, value in self.fields if name not in fields and name != "lang"]
        new = [(name, str(value)) for name, value in fields.items() if value not in ("", None)]
        both = urlencode([*kept, *new], errors="replace")
        return f"{self.path}?{both}" if both else self.path

    def iri_link(self, iri: str) -> str:
        """Where the page about an identifier lies, else the identifier where it may be followed, else nothing."""
        return self.where.href(iri)

    def frame(self) -> Frame:
        """What surrounds the page."""
        canonical = self.where.address + self.path.removeprefix(self.where.root)
        return Frame(
            lang=self.lang,
            root=self.where.root,
            path=self.path,
            canonical=canonical,
            query=self.fields,
            person=self.person,
            csrf=self.csrf,
            live=self.live,
            writing=self.writing,
        )
