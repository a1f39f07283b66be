"""The pages of the explorer: where each lies and who makes it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from metrograph.explorer.view import View
from metrograph.pages.page import Page

Build = Callable[[View], Page]


@dataclass(frozen=True, slots=True)
class Spot:
    """A page by its path, such as ``calendar`` or ``quality/{rule}``.

    ``live`` ones need the service and are left out of a folder of pages; ``personal`` ones look different to who is signed in.
    ``each`` gives the paths, below that of the service, that a folder of pages should have of it; by default its own.
    """

    name: str
    path: str
    build: Build
    live: bool = False
    personal: bool = False
    each: Callable[[View], Iterable[str]] | None = None

    def paths(self, view: View) -> Iterable[str]:
        """The paths of its pages in a folder of pages."""
        if self.live:
            return ()
        return self.each(view) if self.each else (self.path,)
