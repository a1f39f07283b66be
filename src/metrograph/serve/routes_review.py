"""Decisions by the forms of pages, and the pages about those that could not be taken; who may decide, the front has found out."""

import json
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode, urlsplit

from metrograph.desk import Desk
from metrograph.errors import RequestError, ReviewError, near
from metrograph.explorer.review import Fault, again_page
from metrograph.model import Strength
from metrograph.records import read_vocabulary
from metrograph.review import ACTS, Choice
from metrograph.serve.api_reviews import LONGEST, link_of, take
from metrograph.serve.asked import Asked, Reply, Route
from metrograph.serve.routes_explorer import page_reply, view_of
from metrograph.serve.sessions import own_address
from metrograph.words import say
from metrograph.workspace import Workspace

_UNKNOWN = "V101"
_NEEDS_WORDS = {"reject": "W630", "comment": "W629"}
_CONFLICT = 409


def _decide(desk: Workspace, asked: Asked) -> Reply:
    """Carry out the decision of a form, and send its person back to where it stood."""
    choice, expected = choice_of(asked)
    try:
        taken = take(desk, choice, expected, asked)
    except ReviewError as error:
        if error.code == _UNKNOWN:
            raise RequestError("W634", 404) from None
        raise
    return Reply(b"", "", 303, (("Location", _back(asked, link_of(desk, taken[0]))),))


def choice_of(asked: Asked) -> tuple[Choice, int]:
    """What a form wants done, and how many decisions its person saw; ``RequestError`` for what cannot be meant.

    >>> form = (("item", "pilot-mega"), ("sdg", "7"), ("decision", "reject"), ("reason", " no such words "), ("expected", "0"))
    >>> choice, expected = choice_of(Asked("review-decide", fields=form))
    >>> choice.reason, expected
    ('no such words', 0)
    """
    decision, reason = asked.value("decision"), asked.value("reason").replace("\r\n", "\n").strip()
    strength, instead = (asked.value(name).strip() if decision == "change" else "" for name in ("strength", "change_to"))
    sdg, expected = asked.value("sdg"), asked.value("expected")
    if decision not in ACTS:
        raise RequestError("W631", 422, value=decision[:60], near=near(decision[:60], ACTS), choices=", ".join(ACTS))
    if not (expected.isascii() and expected.isdigit() and len(expected) < 10):
        raise RequestError("W417", 422, name="expected", want="number")
    if len(reason) > LONGEST:
        raise RequestError("W413", 413, n=len(reason), most=LONGEST)
    if decision in _NEEDS_WORDS and not reason:
        raise RequestError(_NEEDS_WORDS[decision], 422)
    if decision == "change":
        _check_change(sdg, strength, instead)
    undoes = asked.value("undoes").strip() if decision == "undo" else ""
    return Choice(asked.value("item"), sdg, decision, strength, instead, reason, undoes=undoes), int(expected)


def _check_change(sdg: str, strength: str, instead: str) -> None:
    codes = read_vocabulary().sdg
    if instead and instead not in codes:
        raise RequestError("W633", 422, value=instead[:60], near=near(instead[:60], codes))
    if strength not in {"", *Strength}:
        raise RequestError("W602", 422, name="strength", value=strength[:60], choices=", ".join(Strength))
    if not strength and instead in {"", sdg}:
        raise RequestError("W632", 422)


def _back(asked: Asked, link: str) -> str:
    """Where the form stood, with the mark of what was done."""
    root = urlsplit(asked.address).path
    given = own_address(asked.value("next") or f"{root}review", root).partition("#")[0]
    path, _, query = given.partition("?")
    kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if name != "done"]
    return f"{path}?{urlencode([*kept, ('done', link)])}#link-{link}"


def _again(desk: Desk, asked: Asked) -> Reply:
    """The page about a decision that was not taken; the body says why."""
    told = json.loads(asked.body)
    what, remedy = told["title"], told["detail"]
    if told["status"] == _CONFLICT:  # who was faster, and when, stands on the card
        what, remedy = say("review.faster", asked.lang), say("review.conflict", asked.lang)
    fault = Fault(what, remedy, told["code"], told["status"])
    root = urlsplit(asked.address).path
    view = replace(view_of(desk, asked, f"{root}review"), fields=())
    fields = dict(asked.fields)
    return page_reply(again_page(view, fields, fault, own_address(fields.get("next", ""), root)), view)


def _front(desk: Desk, asked: Asked) -> Reply:
    """Answered by the front, which alone knows who is signed in."""
    raise NotImplementedError(asked.route)


ROUTES: tuple[Route, ...] = (
    Route("session", ("GET",), "/session", _front, kept=False, personal=True),
    Route("session-begin", ("POST",), "/session", _front, writes=True, personal=True),
    Route("session-end", ("POST",), "/session/end", _front, writes=True, personal=True),
    Route("review-decide", ("POST",), "/review", _decide, writes=True, personal=True),
    Route("review-again", (), "/review", _again, kept=False, personal=True),
)
"""The last one has no method: the front asks it on behalf of the one before."""
