"""What pages share of the whole data, each worked out once for each state of it: for the service to work out before it forks.

>>> import metrograph
>>> desk = metrograph.open()
>>> for work in SHARED.values():
...     found = work(desk)
>>> list(SHARED)[:3]
['names', 'outline', 'review queue']
"""

from collections.abc import Callable, Mapping

from metrograph.desk import Desk
from metrograph.explorer.assess import figures_of
from metrograph.explorer.compare import warmed
from metrograph.explorer.coverage import counts_of
from metrograph.explorer.days import days_of
from metrograph.explorer.elsewhere import index_of
from metrograph.explorer.link_facts import link_facts
from metrograph.explorer.names import names_of
from metrograph.explorer.network import webs_of
from metrograph.explorer.outline import outline_of
from metrograph.explorer.pilot_rows import pilot_facts
from metrograph.explorer.review_queue import queue_of

SHARED: Mapping[str, Callable[[Desk], object]] = {
    "names": names_of,
    "outline": outline_of,
    "review queue": queue_of,
    "pilots": pilot_facts,
    "links": link_facts,
    "coverage": counts_of,
    "dates": days_of,
    "assessment": figures_of,
    "networks": webs_of,
    "plans compared": warmed,
    "similar items": index_of,
}
"""By what is gathered; with 50,000 items each takes 1 to 5 seconds."""
