"""Networks of items, goals and targets: co-benefits beside chance, centrality, communities, bridges, gaps, robustness.

```
facts ──> web (who serves what; every measure, once) ──> network (tables in a language, networkx, picture, files)
           masks  chance  measures  cuts  fall  gaps                labelled  drawing  files
```
"""

from metrograph.network.facts import Facts, read_facts
from metrograph.network.files import ENDINGS
from metrograph.network.labelled import GRAPHS
from metrograph.network.network import ABOUT, Network
from metrograph.network.opening import network_of
from metrograph.network.web import Web

__all__ = ["ABOUT", "ENDINGS", "GRAPHS", "Facts", "Network", "Web", "network_of", "read_facts"]
