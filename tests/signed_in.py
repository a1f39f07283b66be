"""Somebody who signs in at a running service and decides by the forms of its pages: ``Ana(service).decides("accept")``."""

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

from tests.service import TOKEN, Answer, Running

FORM = {"Content_Type": "application/x-www-form-urlencoded"}
BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
WRONG = "wrong-wrong-wrong-wrong"


def post(service: Running, path: str, cookie: str = "", **fields: str) -> Answer:
    headers = {**FORM, **BROWSER, **({"Cookie": cookie} if cookie else {})}
    return service.ask("POST", path, urlencode(fields), **headers)


def sign_in(service: Running, token: str = TOKEN, cookie: str = "") -> str:
    """A new session, as a ``Cookie`` header."""
    answer = post(service, "/session", cookie, token=token)
    assert answer.status == 303, answer.text
    return str(answer.headers["Set-Cookie"]).partition(";")[0]


def csrf_of(service: Running, cookie: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', service.get("/review", Cookie=cookie, **BROWSER).text)
    assert found
    return found[1]


class Ana:
    """Somebody who is signed in."""

    def __init__(self, service: Running) -> None:
        self.service = service
        self.cookie = sign_in(service)
        self.csrf = csrf_of(service, self.cookie)

    def sees(self, path: str = "/review?state=all&goal=7") -> str:
        return self.service.get(path, Cookie=self.cookie, **BROWSER).text

    def form(self, sdg: str = "7", path: str = "/review?state=all&goal=7") -> dict[str, str]:
        """The hidden fields of the form of a link."""
        forms = re.findall(r'<form method="post".*?</form>', self.sees(path), re.DOTALL)
        found = (dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', unescape(form))) for form in forms)
        return next(one for one in found if one["sdg"] == sdg)

    def decides(self, decision: str, form: dict[str, str] | None = None, **fields: str) -> Answer:
        return post(self.service, "/review", self.cookie, **{**(form or self.form()), **fields, "decision": decision})


def lines(place: Path) -> list[dict[str, str]]:
    """The decisions and comments that were noted below a place."""
    log = place / "plans" / "reviews.jsonl"
    return [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
