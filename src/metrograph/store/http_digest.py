"""Digest authentication (RFC 7616): proves that a password is known without sending it."""

import hashlib
import secrets
from dataclasses import dataclass
from email.message import Message
from urllib.parse import urlsplit
from urllib.request import parse_http_list, parse_keqv_list

from metrograph.store.access import Credential

_HASHES = {"MD5": "md5", "SHA-256": "sha256", "SHA-512-256": "sha512_256"}


@dataclass(slots=True)
class Challenge:
    """What a server asked, and how often the answer was used."""

    realm: str
    nonce: str
    opaque: str = ""
    algorithm: str = "MD5"
    qop: str = ""
    count: int = 0

    @classmethod
    def of(cls, headers: Message) -> "Challenge | None":
        """The question in the headers of an answer, if one of them asks for a digest that can be given.

        >>> message = Message()
        >>> message["WWW-Authenticate"] = 'Digest realm="SPARQL", nonce="1", qop="auth,auth-int"'
        >>> Challenge.of(message)
        Challenge(realm='SPARQL', nonce='1', opaque='', algorithm='MD5', qop='auth', count=0)
        """
        for value in headers.get_all("WWW-Authenticate", []):
            kind, _, words = value.strip().partition(" ")
            if kind.lower() == "digest" and (challenge := cls._read(words)):
                return challenge
        return None

    @classmethod
    def _read(cls, words: str) -> "Challenge | None":
        parts = parse_keqv_list([part for part in parse_http_list(words) if "=" in part])
        told = {name.lower(): text for name, text in parts.items()}
        offered = [each.strip() for each in told.get("qop", "").split(",") if each.strip()]
        algorithm = told.get("algorithm", "MD5")
        if algorithm.upper() not in _HASHES or (offered and "auth" not in offered) or not {"realm", "nonce"} <= set(told):
            return None
        return cls(told["realm"], told["nonce"], told.get("opaque", ""), algorithm, "auth" if offered else "")

    def answer(self, held: Credential, method: str, url: str, cnonce: str = "") -> str:
        """The header that answers it for one call.

        >>> asked = Challenge("http-auth@example.org", "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", qop="auth")
        >>> held = Credential("http://www.example.org:80", "digest", "Mufasa", "Circle of Life")
        >>> url, cnonce = "http://www.example.org/dir/index.html", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"
        >>> "8ca523f5e9506fed4657c9700eebdbec" in asked.answer(held, "GET", url, cnonce)  # the example of RFC 7616
        True
        """
        parts = urlsplit(url)
        uri = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        self.count += 1
        cnonce, count = cnonce or secrets.token_hex(16), f"{self.count:08x}"
        who, what = self._hash(f"{held.user}:{self.realm}:{held.secret}"), self._hash(f"{method}:{uri}")
        between = f"{self.nonce}:{count}:{cnonce}:auth" if self.qop else self.nonce
        told = {"username": held.user, "realm": self.realm, "nonce": self.nonce, "uri": uri}
        told |= {"response": self._hash(f"{who}:{between}:{what}"), "opaque": self.opaque, "cnonce": cnonce if self.qop else ""}
        quoted = [f'{name}="{_escaped(text)}"' for name, text in told.items() if text or name == "username"]
        return "Digest " + ", ".join((*quoted, f"algorithm={self.algorithm}", *((f"qop=auth, nc={count}",) if self.qop else ())))

    def _hash(self, text: str) -> str:
        return hashlib.new(_HASHES[self.algorithm.upper()], text.encode()).hexdigest()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')
