"""The queue of links that wait for a person, the log of what was decided, and a decision that could not be taken."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import pyoxigraph as ox

from metrograph.explorer.cards import card_of
from metrograph.explorer.grids import grid
from metrograph.explorer.review_log import log_of, readable
from metrograph.explorer.review_plans import is_own, own_plans, shown_in, todo_of
from metrograph.explorer.review_queue import Waiting, queue_of
from metrograph.explorer.scope import plan_iris, plan_names
from metrograph.explorer.spots import Spot
from metrograph.explorer.view import View
from metrograph.namespaces import MG, SDGO, sdg_code, sdg_order
from metrograph.pages.card import Card
from metrograph.pages.page import Page, Pager
from metrograph.review import COLUMNS

LONG = 25
"""How many cards a page shows."""
EVERY = "all"
"""What the field ``plan`` says where all plans are to be shown to somebody who decides on some."""
STATES = ("waiting", "decided", "mine", "all")
TYPED = ("reason", "change_to", "strength", "decision", "undoes")
"""What a person typed or chose in the form of a card."""
_PERCENT = 100
_CONFLICT = 409


@dataclass(frozen=True, slots=True)
class Option:
    """A choice of a filter, and how many links it leaves."""

    value: str
    label: str
    number: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of the queue: the field of the address, its choices, and what choosing none of them means."""

    name: str
    options: tuple[Option, ...]
    none: str


@dataclass(frozen=True, slots=True)
class Again:
    """A form to be shown once more: what was typed, what was wrong, where the person came from."""

    typed: Mapping[str, str]
    fault: "Fault"
    to: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What was wrong with a decision: ``field`` is where to mend it."""

    what: str
    remedy: str
    code: str = ""
    status: int = 422

    @property
    def field(self) -> str:
        """The field of the form that it is about."""
        return {"W629": "reason", "W630": "reason", "W413": "reason", "W632": "change_to", "W633": "change_to"}.get(self.code, "")


def review_page(view: View) -> Page:
    """The queue.

    >>> import metrograph
    >>> view = View.of(metrograph.open(), inside="review", fields=(("goal", "7"),))
    >>> page = review_page(view)
    >>> page.values["progress"], {card.goal for card in page.values["cards"]}
    ((0, 3), {'7'})
    """
    links = queue_of(view.desk)
    just = _just_decided(view, links)
    state = view.one_of("state", STATES, "waiting")
    filters, chosen = _filtered(view, links)
    shown = [one for one in chosen if _in_state(one, state, view.person) and not (just and one.iri == just.iri)]
    pager = _pager(view, len(shown))
    part = shown[pager.first - 1 : pager.last] if pager else shown
    cards = tuple(card for one in part if (card := card_of(view, one.iri)))
    decided = sum(bool(one.by) for one in chosen)
    values = {
        "state": state,
        "states": [one for one in STATES if one != "mine" or view.person],
        "filters": filters,
        "low": view.number("from", 0, 0, _PERCENT),
        "high": view.number("to", _PERCENT, 0, _PERCENT),
        "cards": cards,
        "found": len(shown),
        "pager": pager,
        "progress": (decided, decided + sum(one.waits for one in chosen)),
        "just": just,
        "targets": targets(view),
        "todo": todo_of(view, links),
        "limits": _limits(view),
    }
    return Page("review.html", view.say("nav.review"), values, here="review")


def log_page(view: View) -> Page:
    """Every decision and comment, the latest first: who, when, what, why."""
    table = log_of(view.desk, view.lang)
    shown = grid(view, "decisions", readable(view, table), view.say("review.log"))
    values = {"decisions": shown, "columns": COLUMNS}
    return Page("review_log.html", view.say("review.log"), values, {"decisions": table}, here="review")


def again_page(view: View, fields: Mapping[str, str], fault: Fault, to: str) -> Page:
    """A decision that was not taken: why, the link as it is now, and the form as it was filled in, for its fields."""
    link = _card(view, fields.get("link", ""))
    again = Again({name: fields.get(name, "") for name in TYPED}, fault, to)
    conflict = fault.status == _CONFLICT and link is not None and bool(link.verdicts)
    values = {"link": link, "again": again, "targets": targets(view), "conflict": conflict}
    title = view.say("review.unsaid" if again.typed["decision"] == "comment" else "review.again")
    return Page("review_again.html", title, values, here="review", status=fault.status)


def targets(view: View) -> tuple[tuple[str, str], ...]:
    """The code and name of every goal and target, in the language, for those who choose another one."""
    labels = view.shown.labels
    nodes = (one for kind in ("Goal", "Target") for one in view.room.of_class(SDGO + kind))
    found = {code: labels.of(node).text for node in nodes if isinstance(node, ox.NamedNode) and (code := sdg_code(node.value))}
    return tuple(sorted(found.items(), key=lambda pair: sdg_order(pair[0])))


def _card(view: View, link: str) -> Card | None:
    """The card of a link by its name, if there is one."""
    return card_of(view, view.desk.names.shared(f"alignment/{link}")) if link.isalnum() and link.isascii() else None


def _just_decided(view: View, links: Iterable[Waiting]) -> Card | None:
    """The link that the address says was just decided or commented on."""
    done = view.value("done")
    known = done and any(one.iri.endswith(f"/{done}") for one in links)
    card = _card(view, done) if known else None
    return card if card and card.history else None


# ---- choosing


def _in_state(one: Waiting, state: str, person: str) -> bool:
    match state:
        case "waiting":
            return one.waits
        case "decided":
            return bool(one.by)
        case "mine":
            return bool(person) and one.by == person
        case _:
            return True


_ASPECTS: dict[str, Callable[[Waiting], Iterable[str]]] = {
    "plan": lambda one: one.plans,
    "line": lambda one: one.lines,
    "goal": lambda one: (one.goal,),
    "kind": lambda one: one.kinds,
    "method": lambda one: one.methods,
}


def _filtered(view: View, links: Iterable[Waiting]) -> tuple[tuple[Filter, ...], tuple[Waiting, ...]]:
    """The filters with their choices, and the links that pass all of them."""
    names = _Names(view)
    found, filters = tuple(_confident(view, links)), []
    for aspect, every in _ASPECTS.items():
        limited = aspect == "plan" and view.plans is not None
        values, counts = partial(shown_in, view) if limited else every, dict[str, int]()
        for one in found:
            for each in values(one):
                counts[each] = counts.get(each, 0) + 1
        keys = {names.key(aspect, each): each for each in counts}
        wanted = view.one_of(aspect, ("", EVERY, *keys) if aspect == "plan" else ("", *keys), "") if view.value(aspect) else ""
        choices = (Option(key, names.label(aspect, each), counts[each], key == wanted) for key, each in keys.items())
        options = sorted(choices, key=_by_number if aspect == "goal" else _by_label)
        if limited:
            options.insert(0, Option(EVERY, view.say("grant.every"), len(found), wanted == EVERY))
        filters.append(Filter(aspect, tuple(options), view.say("grant.mine" if limited else "review.any")))
        if wanted in keys:
            found = tuple(one for one in found if keys[wanted] in values(one))
        elif limited and not wanted:
            found = tuple(one for one in found if is_own(view, one))
    return tuple(one for one in filters if len(one.options) > 1 or view.value(one.name)), found


def _limits(view: View) -> str:
    """On whose links the person who looks decides, where not on all."""
    if not view.person or view.plans is None:
        return ""
    own = own_plans(view)
    return view.say("grant.own", plans=", ".join(own)) if own else view.say("grant.all")


def _by_number(one: Option) -> tuple[int, str]:
    return int(one.value), one.label


def _by_label(one: Option) -> tuple[int, str]:
    return 0, one.label.casefold()


def _confident(view: View, links: Iterable[Waiting]) -> Iterator[Waiting]:
    """The links whose confidence lies between two shares of a hundred; those without one only where nothing is asked for."""
    low, high = view.number("from", 0, 0, _PERCENT), view.number("to", _PERCENT, 0, _PERCENT)
    free = (low, high) == (0, _PERCENT)
    for one in links:
        if free or (one.confidence is not None and low <= one.confidence * _PERCENT <= high):
            yield one


class _Names:
    """How the choices of filters are called, in an address and on a page."""

    def __init__(self, view: View) -> None:
        self._shared, self._shown = view.desk.names.shared(""), view.shown
        self._plans = plan_names(view, plan_iris(view))

    def key(self, aspect: str, found: str) -> str:
        """As an address has it."""
        return found.removeprefix(self._shared) if aspect in ("plan", "line") else found.removeprefix(MG)

    def label(self, aspect: str, found: str) -> str:
        """As a page has it."""
        if aspect == "goal":
            return self._shown.thing(ox.NamedNode(f"http://metadata.un.org/sdg/{found}")).text
        if found in self._plans:
            return self._plans[found].text
        node = ox.NamedNode(found if aspect != "method" else MG + found)
        return (self._shown.kind(node) if aspect == "kind" else self._shown.thing(node)).text


def _pager(view: View, total: int) -> Pager | None:
    if total <= LONG:
        return None
    last = -(-total // LONG)
    at = min(view.number("page"), last)
    clear = {"done": None}
    before = view.here(page=at - 1 if at > 2 else None, **clear) if at > 1 else ""
    after = view.here(page=at + 1, **clear) if at < last else ""
    return Pager((at - 1) * LONG + 1, min(at * LONG, total), total, before, after)


SPOTS = (
    Spot("review", "review", review_page, live=True, personal=True),
    Spot("review-log", "review/log", log_page, live=True, personal=True),
)
