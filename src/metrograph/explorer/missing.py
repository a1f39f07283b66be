"""The page that says that nothing is at a path: what may be meant, and a search for it."""

import re

import pyoxigraph as ox

from metrograph.explorer.names import names_of, words_of
from metrograph.explorer.search import order_of
from metrograph.explorer.view import View
from metrograph.pages.page import Page
from metrograph.pages.resource import Named

_SHOWN, _LOOKED, _WORDS = 6, 200, 8
_PLACES = (
    ("page.home", ""),
    ("nav.plan", "plan"),
    ("nav.pilots", "pilots"),
    ("nav.goals", "sdg"),
    ("page.ontology", "ns"),
    ("page.void", "void"),
)


def missing_page(view: View, path: str, near: str = "") -> Page:
    """The page for a path where nothing is; ``near`` is the path that may be meant.

    >>> import metrograph
    >>> page = missing_page(View.of(metrograph.open()), "/id/metropolis-2019/pilot-energy")
    >>> page.status, page.values["near"][0].href
    (404, '/id/metropolis-2019/pilot-mega')
    """
    names, shown = names_of(view.desk), view.shown
    words = " ".join(re.findall(r"\w+", path.rpartition("/")[2]))[:100]
    known = [word if names.find(word) else next(iter(names.near(word)), "") for word in words_of(words)[:_WORDS]]
    single = [word for word in reversed(known) if len(word) > 3]
    hits = next((found for sought in (words, " ".join(known), *single) if (found := names.find(sought))), ())
    best = sorted(hits[:_LOOKED], key=lambda at: order_of(names.kinds[at])[0])[:_SHOWN]
    named = [Named(near, "", near)] if near else []
    named += [shown.thing(ox.NamedNode(names.iris[at])) for at in best]
    alike = {one.href: one for one in named if one.href}
    others = tuple(Named(view.say(key), "", view.to(to)) for key, to in _PLACES)
    values = {"path": path, "sought": words, "near": tuple(alike.values()), "others": others}
    return Page("missing.html", view.say("page.missing"), values, status=404)
