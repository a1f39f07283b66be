"""The files that pages need, such as their style: read once, at the start, and given from memory."""

from functools import partial
from importlib.resources import files
from mimetypes import guess_type

from metrograph.serve.app import Told
from metrograph.serve.asked import Reply


def static() -> dict[str, Told]:
    """What is answered for every file of ``pages/static``, by its path.

    >>> static()["/static/app.css"]().media
    'text/css; charset=utf-8'
    """
    found = (path for path in files("metrograph.pages").joinpath("static").iterdir() if path.is_file())
    return {f"/static/{path.name}": partial(_reply, path.name, path.read_bytes()) for path in found}


def _reply(name: str, body: bytes) -> Reply:
    media = guess_type(name)[0] or "application/octet-stream"
    return Reply(
        body, f"{media}; charset=utf-8" if media.startswith("text/") else media, headers=(("Cache-Control", "max-age=3600"),)
    )
