"""Names of files for the addresses of a service: good on every disk and every web server, never two for one.

```
/id/metropolis-2019/pilot-mega            id/metropolis-2019/pilot-mega.html
/id/metropolis-2019/pilot-mega.ttl        id/metropolis-2019/pilot-mega.ttl
/pilots?page=2                            pilots.page-2.html
/calendar?table=events&lang=fr            fr/calendar.events.csv
```
"""

import re
import unicodedata
from hashlib import sha256
from urllib.parse import quote, unquote

_LONG = 120
_FORBIDDEN = re.compile(r"""[\x00-\x20\x7f-\x9f<>:"/\\|?*%#\ud800-\udfff]|^\.|[. ]$""")
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)", re.IGNORECASE)
_LIKE_A_FILE = re.compile(r"\.(html|ttl|jsonld|nt|rdf|csv|trig|nq|js|xml|txt|ics)$", re.IGNORECASE)
_SAFE = "/~!$&'()*+,;=@"


def step(text: str) -> str:
    """A part of a path as the name of a file or folder; what no disk would take is replaced, and then marked by a hash.

    >>> step("pilot-mega"), step(".."), step("CON")
    ('pilot-mega', '__~5ec1f7e7', '_CON~a3dbc4b6')
    """
    plain = unicodedata.normalize("NFC", text)
    name = _FORBIDDEN.sub("_", plain)
    if _RESERVED.match(name):
        name = f"_{name}"
    if name == plain and name and len(name.encode()) <= _LONG:
        return name
    return f"{_cut(name)}~{_mark(text)}"


def _cut(name: str) -> str:
    return name.encode()[: _LONG - 20].decode(errors="ignore")


def _mark(text: str) -> str:
    return sha256(text.encode(errors="surrogatepass")).hexdigest()[:8]


def stem(inside: str) -> str:
    """The path of a file, without its ending, for a path below that of the service, percent-encoded as in a link.

    >>> stem("id/metropolis-2019/caf%25C3%25A9"), stem(""), stem("id/a.html/b")
    ('id/metropolis-2019/café', 'index', 'id/a.html~/b')
    """
    *folders, last = (step(_decoded(part)) for part in (inside or "index").split("/"))
    return "/".join([*(f"{folder}~" if _LIKE_A_FILE.search(folder) else folder for folder in folders), last])


def _decoded(part: str) -> str:
    """A part of a link as a web server reads it; an identifier may itself hold percent signs, and is found under its own."""
    return unquote(unquote(part), errors="replace")


class Files:
    """Every file of a folder by what it is for; names that differ only in capitals or accents count as one, as on some disks.

    >>> files = Files()
    >>> files.named("a", "id/Water.html"), files.named("b", "id/water.html"), files.named("a", "id/Water.html")
    ('id/Water.html', 'id/water~3e23e816.html', 'id/Water.html')
    """

    def __init__(self) -> None:
        self._names: dict[object, str] = {}
        self._taken: set[str] = set()
        self._stems: dict[str, str] = {}
        self._held: dict[str, str] = {}

    def __contains__(self, key: object) -> bool:
        return key in self._names

    def __len__(self) -> int:
        return len(self._names)

    def stem(self, inside: str) -> str:
        """The same for one path in every form and language: see ``stem``; the first of those alike has the plain one.

        >>> files = Files()
        >>> files.stem("ns/Theme"), files.stem("ns/theme"), files.stem("ns/Theme")
        ('ns/Theme', 'ns/theme~3ac7e8d4', 'ns/Theme')
        """
        if inside not in self._stems:
            plain = stem(inside)
            first = self._held.setdefault(_alike(plain), inside)
            self._stems[inside] = plain if first == inside else f"{plain}~{_mark(inside)}"
        return self._stems[inside]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, sorted."""
        return tuple(sorted(self._names.values()))

    def named(self, key: object, wanted: str = "") -> str:
        """The file of something: the name that it has, else the one that is wanted, unless another has that."""
        if key in self._names:
            return self._names[key]
        name = wanted
        if _alike(name) in self._taken:
            head, dot, ending = wanted.rpartition(".")
            name = f"{head}~{_mark(str(key))}{dot}{ending}"
        self._names[key] = name
        self._taken.add(_alike(name))
        return name


def _alike(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def relative(here: str, there: str) -> str:
    """A link from one file to another.

    >>> relative("fr/id/a.html", "static/app.css"), relative("a.html", "id/é.html"), relative("id/a.html", "id/a.html")
    ('../../static/app.css', 'id/%C3%A9.html', 'a.html')
    """
    own, other = here.split("/")[:-1], there.split("/")
    same = 0
    while same < min(len(own), len(other) - 1) and own[same] == other[same]:
        same += 1
    return quote("/".join([*([".."] * (len(own) - same)), *other[same:]]), safe=_SAFE)
