"""The files that pages need, such as their style: read once, at the start, and given from memory."""

from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from mimetypes import guess_type

from metrograph.serve.app import Told
from metrograph.serve.asked import Reply, Route


@dataclass(frozen=True, slots=True)
class Static:
    """Routes for the log and the metrics, and what is answered."""

    routes: tuple[Route, ...]
    answers: dict[str, Told]


def static() -> Static:
    """Every file of ``pages/static``.

    >>> "/static/plain.css" in static().answers
    True
    """
    found = sorted(
        (path.name, path.read_bytes()) for path in files("metrograph.pages").joinpath("static").iterdir() if path.is_file()
    )
    answers = {f"/static/{name}": partial(_reply, name, body) for name, body in found}
    return Static((Route("static", ("GET",), "/static/{name}", _never),), dict(answers))


def _reply(name: str, body: bytes) -> Reply:
    media = guess_type(name)[0] or "application/octet-stream"
    return Reply(
        body, f"{media}; charset=utf-8" if media.startswith("text/") else media, headers=(("Cache-Control", "max-age=3600"),)
    )


def _never(*_: object) -> Reply:
    raise NotImplementedError("the front answers this itself")
