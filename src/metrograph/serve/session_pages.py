"""Signing in and out by a form, and what every answer of a page has to do with it."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from metrograph.errors import RequestError
from metrograph.pages.frame import Frame
from metrograph.pages.page import Page
from metrograph.serve.access import REALM, Tokens
from metrograph.serve.asked import Asked, Reply
from metrograph.serve.cache import NEVER_KEPT
from metrograph.serve.sessions import LASTS, Session, Sessions, cookie_name, own_address, set_cookie
from metrograph.serve.visit import Visit
from metrograph.words import LANGUAGES, say

_YEAR = 365 * 24 * 3600
Fields = tuple[tuple[str, str], ...]


@dataclass
class Reception:
    """Where people sign in: with a token, for a session. Without tokens nobody can."""

    tokens: Tokens | None = None
    address: str = ""
    """The address that clients see, if it is not the one they use."""
    sessions: Sessions = field(init=False)

    def __post_init__(self) -> None:
        self.sessions = Sessions(self.tokens or Tokens())

    def root(self, visit: Visit) -> str:
        """The path of the service for a client."""
        return urlsplit(self.address or visit.caller.address).path

    def session(self, visit: Visit) -> Session | None:
        """Who is signed in; asked for where it matters only."""
        return self.sessions.of(visit.fields.get("cookie", ""), self._called(visit))

    def frame(self, visit: Visit, lang: str, path: str = "") -> Frame:
        """What surrounds a page that the front makes itself."""
        signed = self.session(visit)
        root = self.root(visit)
        name, csrf = (signed.name, signed.csrf) if signed else ("", "")
        return Frame(lang, root, path and root + path, "", person=name, csrf=csrf, writing=self.tokens is not None)

    # ---- pages

    def form(self, visit: Visit, asked: Asked, error: RequestError | None = None) -> Reply:
        """The form that asks for the token, with what was wrong with the last one."""
        if self.tokens is None:
            raise RequestError("W543", 403)
        told = {"what": error.what(asked.lang), "remedy": error.remedy(asked.lang)} if error else {"what": "", "remedy": ""}
        told["to"] = own_address(asked.value("next"), self.root(visit))
        page = Page("session.html", say("session.title", asked.lang), told, status=error.status if error else 200)
        headers = (("Content-Language", asked.lang), NEVER_KEPT, *(error.headers if error else ()))
        body = page.html(self.frame(visit, asked.lang, "session")).encode()
        return Reply(body, "text/html; charset=utf-8", page.status, headers)

    def begin(self, visit: Visit, asked: Asked) -> Reply:
        """Sign in with the token of the form, and go on to where its person wanted to go."""
        try:
            cookie = self.admit(visit, asked.value("token"))
        except RequestError as error:
            return self.form(visit, asked, error)
        return Reply(b"", "", 303, (("Location", own_address(asked.value("next"), self.root(visit))), cookie))

    def end(self, visit: Visit, asked: Asked) -> Reply:
        """Sign out; a session that is over already is no fault."""
        signed = self.session(visit)
        if signed and not signed.allows(asked.value("csrf")):
            raise RequestError("W635", 403)
        self.sessions.end(visit.fields.get("cookie", ""), self._called(visit))
        return Reply(b"", "", 303, (("Location", self.root(visit)), self._cookie(visit, "", 0)))

    def admit(self, visit: Visit, token: str) -> tuple[str, str]:
        """A new session for the holder of a token: the header field that carries its cookie."""
        if self.tokens is None:
            raise RequestError("W543", 403)
        name = self.tokens.admit(f"Bearer {token.strip()}", visit.caller.client, "W639")
        called = self._called(visit)
        made = self.sessions.begin(name, visit.fields.get("cookie", ""), called)
        visit.fields = {**visit.fields, "cookie": f"{called}={made}"}
        return self._cookie(visit, made, LASTS)

    # ---- who writes

    def writer(self, visit: Visit, asked: Asked) -> str:
        """Who may write: the holder of a token in the header; on pages, who is signed in and sends a form of that session."""
        if visit.who:
            return visit.who
        if visit.route is None or not visit.route.personal:
            raise RequestError("W540", 401, (("WWW-Authenticate", REALM),))
        signed = self.session(visit)
        if signed is None:
            raise RequestError("W636", 401, (("WWW-Authenticate", REALM),))
        if not signed.allows(asked.value("csrf") or visit.fields.get("x-csrf-token", "")):
            raise RequestError("W635", 403)
        return signed.name

    def grant(self, name: str) -> str:
        """What the holder of a token may change now, as ``grants`` writes it."""
        return str(self.tokens.grant(name)) if self.tokens else ""

    # ---- cookies

    def _called(self, visit: Visit) -> str:
        return cookie_name(urlsplit(self.address or visit.caller.address).netloc)

    def _cookie(self, visit: Visit, value: str, seconds: int) -> tuple[str, str]:
        return set_cookie(self._called(visit), value, self.root(visit), seconds, strict=True, secure=self._secure(visit))

    def _secure(self, visit: Visit) -> bool:
        return (self.address or visit.caller.address).startswith("https:")

    def spoken(self, visit: Visit, asked: Asked, reply: Reply) -> Fields:
        """The cookie that keeps the language which the address of a page chose."""
        chosen = asked.value("lang")
        if chosen not in LANGUAGES or visit.method != "GET" or not reply.media.startswith("text/html"):
            return ()
        return (set_cookie("lang", chosen, self.root(visit), _YEAR, strict=False, secure=self._secure(visit)),)
