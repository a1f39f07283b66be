"""What surrounds every page, and the one place where templates become HTML.

Every text may be hostile: all of it is escaped, characters that HTML cannot hold are shown as �, and a link is only
what the one who built the page found safe to follow.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, TemplateError

from metrograph.when import in_words
from metrograph.words import LANGUAGES, counted, say, typeset

_UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_TITLE = 120
_LONG = 8_000
"""How many characters of the fields of a page its links repeat."""
PLACES = ("plan", "pilots", "goals", "themes", "calendar", "review", "query", "quality")
"""The pages of the main menu; the others stand behind the word for more."""
FURTHER = ("assess", "link", "graph", "compare", "export", "about")


@dataclass(frozen=True, slots=True)
class Frame:
    """What surrounds a page: language, where it lies, its other forms, what machines read, who looks at it."""

    lang: str
    root: str
    """The path of the service."""
    path: str
    """The path of the page; none for a page that has none of its own, such as a refusal."""
    canonical: str
    alternates: tuple[tuple[str, str, str], ...] = ()
    """(extension, media type, path) of each other form."""
    linked: Mapping[str, object] | None = None
    """A description in the words of schema.org."""
    query: tuple[tuple[str, str], ...] = ()
    """The fields of the address, that the same page in another language keeps."""
    here: str = ""
    """The place in the menu."""
    person: str = ""
    """Who is signed in."""
    csrf: str = ""
    """What a form must send back that changes something."""
    live: bool = True
    """Whether a service answers: search, review and queries; not so in a folder of pages."""
    writing: bool = False
    """Whether the service takes decisions, of those who sign in."""

    def spoken(self, lang: str) -> str:
        """The address of the same page in a language.

        >>> Frame("en", "/", "/query", "", query=(("goal", "11"),)).spoken("fr")
        '/query?goal=11&lang=fr'
        """
        return f"{self.path or self.root}?{urlencode([*self._kept(), ('lang', lang)], errors='replace')}"

    @property
    def here_again(self) -> str:
        """The address of this page, for who comes back to it.

        >>> Frame("en", "/", "/review", "", query=(("goal", "7"), ("lang", "en"))).here_again
        '/review?goal=7'
        """
        kept = urlencode(self._kept(), errors="replace")
        return f"{self.path}?{kept}" if kept else self.path

    def _kept(self) -> list[tuple[str, str]]:
        """The fields of the address but for the language; those that make it too long for a link are left out."""
        kept, room = [], _LONG
        for name, value in self.query:
            if name != "lang" and len(name) + len(value) <= room:
                kept.append((name, value))
                room -= len(name) + len(value)
        return kept

    def static(self, name: str) -> str:
        """The address of a file of ours, with a mark of its content, so that a browser never keeps an old one."""
        return f"{self.root}static/{name}?v={_mark(name)}"

    def to(self, place: str) -> str:
        """The address of a page by its name in the menu."""
        return self.root + ("sdg" if place == "goals" else place)


@cache
def _mark(name: str) -> str:
    return sha256(files("metrograph.pages").joinpath("static", name).read_bytes()).hexdigest()[:8]


@cache
def _environment() -> Environment:
    loader = PackageLoader("metrograph", "pages/templates")
    made = Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_seen,
    )
    made.filters["typeset"] = typeset
    made.globals.update(
        moment=_moment, say=_say, counted=_counted, languages=LANGUAGES, data=script_json, places=PLACES, further=FURTHER
    )
    return made


def warm_pages() -> None:
    """Read and compile every template, and mark every file, for processes that may open no file later."""
    for _ in pages_one_by_one():
        pass


def pages_one_by_one() -> Iterator[None]:
    """The same in steps of some hundredths of a second."""
    for name in _environment().list_templates():
        _environment().get_template(name)
        yield
    for file in files("metrograph.pages").joinpath("static").iterdir():
        _mark(file.name)


def _say(key: str, lang: str, /, **values: object) -> str:
    return typeset(say(key, lang, **values), lang)


def _counted(key: str, lang: str, n: int, /, **values: object) -> str:
    return typeset(counted(key, lang, n, **values), lang)


def _moment(time: str, lang: str) -> str:
    """The day of a time stamp in words, and the hour as a clock shows it where there is one."""
    day, hour = in_words(time[:10], lang), time[11:16]
    return f"{day}, {hour}" if hour else day


def _seen(value: object) -> object:
    return _UNSEEN.sub("\ufffd", value) if type(value) is str else value


def script_json(value: object) -> str:
    r"""A value as JSON that can stand in a ``<script>`` element.

    >>> script_json("</script>")
    '"\\u003c/script\\u003e"'
    """
    text = json.dumps(value, ensure_ascii=True, indent=1)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def rendered(template: str, frame: Frame, title: str, values: Mapping[str, object]) -> str:
    """A page of a template, in its frame."""
    short = title if len(title) <= _TITLE else title[:_TITLE] + "…"
    return _filled(template, {**values, "frame": frame, "lang": frame.lang, "title": short})


def piece(template: str, lang: str, **values: object) -> str:
    """A piece of HTML without a frame, for notebooks and for reports that are files of their own."""
    return _filled(template, {**values, "lang": lang})


def _filled(template: str, values: Mapping[str, object]) -> str:
    try:
        return _environment().get_template(template).render(values)
    except TemplateError as error:  # a mistake of ours: it is told as one, with its place, by who answers
        raise RuntimeError(f"{template}: {error}") from error
