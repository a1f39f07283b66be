"""A folder of pages, with all that the service shows and that needs no service; it opens from a disk or any web server."""

from metrograph.site.answers import EVERY, FORMATS
from metrograph.site.expected import MANY, SIZE, files_expected
from metrograph.site.write import Site, write_site

__all__ = ["EVERY", "FORMATS", "MANY", "SIZE", "Site", "files_expected", "write_site"]
