"""``python -m metrograph`` is ``metrograph``."""

from metrograph.cli import main

main()
