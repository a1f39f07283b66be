"""Whose links are whose: what a person decides on, what is for reading only, and how many links wait in each plan."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from metrograph.explorer.review_queue import Waiting
from metrograph.explorer.scope import plan_names, short_names
from metrograph.explorer.stating import plan_id, plans_by_id
from metrograph.explorer.view import View
from metrograph.pages.resource import Named

_LONG = 8
"""How many plans are named with what waits in them."""


@dataclass(frozen=True, slots=True)
class Todo:
    """What waits for a decision: "14 in Plan 2019", each with the page that shows these; how many more plans there are."""

    plans: tuple[Named, ...]
    more: int


def is_own(view: View, one: Waiting) -> bool:
    """Whether the person who looks decides on a link: who may decide on every plan that states it."""
    return view.plans is None or (bool(one.held) and one.held <= {*view.plans})


def shown_in(view: View, one: Waiting) -> tuple[str, ...]:
    """The plans among whose links one is shown to somebody who decides on some: one's own show what one decides on."""
    own = is_own(view, one)
    return tuple(iri for iri in one.plans if own or plan_id(view.room, iri) not in (view.plans or ()))


def todo_of(view: View, links: Iterable[Waiting]) -> Todo:
    """How many links wait in each plan of the person who looks; the plans with most of them first.

    >>> import metrograph
    >>> from metrograph.explorer.review_queue import queue_of
    >>> view = View.of(metrograph.open(), inside="review")
    >>> [(one.text, one.href) for one in todo_of(view, queue_of(view.desk)).plans]
    [('136 in Secretariat General Work Plan 2019', '/review?plan=metropolis-2019%2Fplan-2019')]
    """
    numbers = Counter(plan for one in links if one.waits and is_own(view, one) for plan in one.held)
    nodes = plans_by_id(view.desk)
    found = sorted((plan for plan in numbers if plan in nodes), key=lambda plan: (-numbers[plan], plan))
    names = plan_names(view, nodes.values() if found else ())
    told = (
        Named(view.say("grant.todo.of", n=numbers[plan], plan=names[nodes[plan]].text), "", _queue(view, nodes[plan]))
        for plan in found[:_LONG]
    )
    return Todo(tuple(told), max(0, len(found) - _LONG))


def own_plans(view: View) -> tuple[str, ...]:
    """What the plans are called on whose links the person who looks decides, those that are not here left out."""
    here = [plan for plan in view.plans or () if plan in plans_by_id(view.desk)]
    more = (view.say("more", n=len(here) - _LONG),) if len(here) > _LONG else ()
    return (*titles(view, here[:_LONG]).values(), *more)


def titles(view: View, plans: Iterable[str]) -> Mapping[str, str]:
    """What plans are called, each with its id, since those of two years may have one name; one that is not here is left out."""
    nodes = plans_by_id(view.desk)
    return {plan: f"{view.shown.thing(ox.NamedNode(nodes[plan])).text} ({plan})" for plan in plans if plan in nodes}


def _queue(view: View, plan: str) -> str:
    return view.to("review", plan=short_names(view, plan)[0])
