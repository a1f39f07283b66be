"""The page of one link: its card in full, with everything that was ever suggested and decided."""

from metrograph.documents.thing import Description
from metrograph.explorer.cards import card_of
from metrograph.explorer.review import targets
from metrograph.explorer.view import View
from metrograph.pages.page import Page
from metrograph.pages.resource import Thing
from metrograph.table import Table


def alignment_page(view: View, found: Description, thing: Thing) -> Page:
    """The page of a link between an item and a goal or target."""
    card = card_of(view, found.iri)
    if card is None:  # it lacks an end: what is said of it is all there is
        return Page("thing.html", thing.heading.text, {"page": thing})
    title = f"{card.item.text} → {card.sdg} {card.sdg_label.text}"
    values = {"card": card, "thing": thing, "targets": targets(view) if view.person else ()}
    columns = ("time", "reviewer", "decision", "strength", "otherSdg", "undone", "reason")
    rows = tuple(
        (
            one.time,
            one.by,
            one.label.text,
            one.strength.text if one.strength else "",
            one.instead,
            view.say("yes" if one.undone else "no"),
            one.reason.text if one.reason else "",
        )
        for one in card.verdicts
    )
    return Page("alignment.html", title, values, {"decisions": Table(columns, rows)}, here="plan")
