"""Long lists in parts: the field ``page`` of the address says which."""

from metrograph.explorer.view import View
from metrograph.pages.page import Pager


def pager_of(view: View, total: int, long: int) -> Pager | None:
    """Where in a list of ``total`` things the page stands, ``long`` of them at a time; ``None`` when one page holds all.

    >>> import metrograph
    >>> pager_of(View.of(metrograph.open(), inside="pilots", fields=(("page", "2"),)), 25, 10)
    Pager(first=11, last=20, total=25, before='/pilots', after='/pilots?page=3')
    """
    if total <= long or not view.live:  # a folder of pages answers no fields
        return None
    last = -(-total // long)
    at = view.number("page", most=last)
    before = view.here(page=at - 1 if at > 2 else None) if at > 1 else ""
    return Pager((at - 1) * long + 1, min(at * long, total), total, before, view.here(page=at + 1) if at < last else "")
