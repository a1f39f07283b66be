"""A request as those see it who answer it, and what they give back: values, free of HTTP and of processes.

>>> Asked("coverage", fields=(("by", "goal"), ("x", "1"), ("x", "2"))).values("x")
('1', '2')
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from metrograph.desk import Desk


@dataclass(frozen=True, slots=True)
class Asked:
    """What an answer depends on: the route, the parts of its path, the fields of query string and form, the body."""

    route: str
    path: Mapping[str, str] = field(default_factory=dict)
    fields: tuple[tuple[str, str], ...] = ()
    accept: str = ""
    lang: str = "en"
    body: bytes = b""
    media: str = ""
    """The media type of the body, without parameters, in lower case."""
    content: str = ""
    """The whole ``Content-Type``, with its parameters."""
    address: str = "http://127.0.0.1:8000/"
    """Where the service is reached, with a slash at the end."""
    by: str = ""
    """Who asks, for writes and personal pages: the name that belongs to the token or the session."""
    grant: str = ""
    """What who asks may change, as ``grants`` writes it: nothing, where nothing is told."""
    csrf: str = ""
    """What a form of a personal page must send back, for who is signed in."""
    method: str = "GET"

    def value(self, name: str, default: str = "") -> str:
        """The last value of a field."""
        return next((value for key, value in reversed(self.fields) if key == name), default)

    def values(self, name: str) -> tuple[str, ...]:
        """Every value of a field, in order."""
        return tuple(value for key, value in self.fields if key == name)


@dataclass(frozen=True, slots=True)
class Reply:
    """What goes back: status, media type with its parameters, body, and further header fields."""

    body: bytes
    media: str = "text/plain; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """A path of the service and who answers it.

    ``path`` is a pattern such as ``/api/questions/{name}`` or ``/id/{rest:path}``. ``answer`` is a pure function, run in a child
    that can open no file and no connection. One that ``writes`` gets a ``Workspace`` and runs in the one process that may write,
    for those who have a token. ``kept`` says whether the answer may be given again until the data changes. A ``personal`` route
    is a page, which knows who is signed in: only there a session counts, and only with its ``csrf`` for what writes.
    """

    name: str
    methods: tuple[str, ...]
    path: str
    answer: Callable[..., Reply]
    writes: bool = False
    kept: bool = True
    personal: bool = False


Answer = Callable[[Desk, Asked], Reply]
