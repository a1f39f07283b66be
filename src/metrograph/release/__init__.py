"""A release: a folder with the data in every form, its description, checksums and citation, to be published as it is.

>>> import tempfile, metrograph
>>> from pathlib import Path
>>> with tempfile.TemporaryDirectory() as place:
...     made = write_release(metrograph.open(), Path(place) / "2019.1", version="2019.1", forms=("nq", "csv"))
...     found = check_release(made.folder)
>>> made.version, found
('2019.1', ())
"""

from metrograph.release.check import Fault, check_release
from metrograph.release.forms import FORMS
from metrograph.release.manifest import read_release
from metrograph.release.write import Release, write_release

__all__ = ["FORMS", "Fault", "Release", "check_release", "read_release", "write_release"]
