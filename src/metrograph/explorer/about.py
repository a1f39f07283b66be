"""The page about the explorer: what it is, how a link comes about, what it cannot say, which keys there are, where machines ask.

>>> import metrograph
>>> view = View.of(metrograph.open(), lang="es", inside="about")
>>> "MetroGraph" in about_page(view).html(view.frame())
True
"""

from metrograph._version import __version__
from metrograph.explorer.spots import Spot
from metrograph.explorer.view import View
from metrograph.pages.page import Page

_STEPS = ("read", "suggest", "decide", "check")
_WORDS = ("direct", "indirect", "suggested", "accepted", "rejected", "confidence", "outside")
_CAVEATS = ("impact", "machine", "translation", "independent")
_KEYS = (
    ("/", "search"),
    ("?", "help"),
    ("j", "next"),
    ("k", "previous"),
    ("a", "accept"),
    ("r", "reject"),
    ("c", "change"),
    ("m", "comment"),
    ("u", "undo"),
    ("Ctrl+Enter", "run"),
    ("Esc", "close"),
)


def about_page(view: View) -> Page:
    """Help for people, with the addresses for machines."""
    values = {
        "version": __version__,
        "steps": [view.say(f"about.step.{name}") for name in _STEPS],
        "terms": [(view.say(f"about.word.{name}"), view.say(f"about.word.{name}.means")) for name in _WORDS],
        "caveats": [view.say(f"about.caveat.{name}") for name in _CAVEATS],
        "keys": [(key, view.say(f"about.key.{name}")) for key, name in _KEYS],
    }
    return Page("about.html", view.say("nav.about"), values, here="about")


SPOTS = (Spot("about", "about", about_page),)
