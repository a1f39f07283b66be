"""The addresses on a page: each is given to a function that says where it leads now, in tags and in the data of scripts.

A text on a page can never look like a tag: all of it is escaped.
"""

import json
import re
from collections.abc import Callable
from html import escape, unescape

from metrograph.pages.frame import script_json

Lead = Callable[[str], str | None]
"""From an address as it stands on a page to where it leads; ``None`` leaves the words and takes the link away."""
_TAG = re.compile(r"<(?:a|area|form|image|img|link|script|use)\s[^<>]*>")
_ADDRESS = re.compile(r'\s(href|src|action)="([^"]*)"')
_DATA = re.compile(r'(<script type="application/(?:ld\+)?json"[^<>]*>)(.*?)(</script>)', re.DOTALL)
_MODULE = re.compile(r'<script type="module"[^<>]*></script>\n?')
_FORM = re.compile(r"<form\s[^<>]*>.*?</form>\n?", re.DOTALL)
_SEARCH = '<form class="search" action='
_TOLD = ("url", "contentUrl")


def led(html: str, lead: Lead, told: Lead) -> str:
    """A page whose addresses lead elsewhere; ``told`` is for what only machines follow.

    >>> led('<p>href="/x" <a href="/x">x</a> <a href="/y">y</a>', {"/x": "x.html"}.get, str)
    '<p>href="/x" <a href="x.html">x</a> <a>y</a>'
    """

    def tag(found: re.Match[str]) -> str:
        way = told if 'rel="canonical"' in found[0] or 'rel="alternate"' in found[0] else lead

        def attribute(address: re.Match[str]) -> str:
            new = way(unescape(address[2]))
            return "" if new is None else f' {address[1]}="{escape(new)}"'

        return _ADDRESS.sub(attribute, found[0])

    def data(found: re.Match[str]) -> str:
        return f"{found[1]}{script_json(_walked(json.loads(found[2]), lead, told))}{found[3]}"

    return _DATA.sub(data, _TAG.sub(tag, html))


def _walked(value: object, lead: Lead, told: Lead) -> object:
    """The data of a script, its links led on: ``href`` where people follow them, ``url`` where machines do."""
    if isinstance(value, list):
        return [_walked(one, lead, told) for one in value]
    if not isinstance(value, dict):
        return value
    found: dict[str, object] = {}
    for key, one in value.items():
        way = lead if key == "href" else told if key in _TOLD else None
        found[key] = (way(one) or "#") if way and isinstance(one, str) else _walked(one, lead, told)
    return found


def still(html: str, script: str) -> str:
    r"""A page without what needs a service: forms but the search, and modules, which a browser does not read from a disk.

    One plain script does what is left to do.

    >>> still('<script type="module" src="/a.js"></script></head><form action="/x"><p></form>', "site.js")
    '<script defer src="site.js"></script>\n</head>'
    """
    quiet = _FORM.sub(lambda found: found[0] if found[0].startswith(_SEARCH) else "", html)
    return _MODULE.sub("", quiet).replace("</head>", f'<script defer src="{escape(script)}"></script>\n</head>', 1)
