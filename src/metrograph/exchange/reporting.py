"""Who reports to IATI: a table of ``metrograph.toml``.

```toml
[iati]
reporting_org = "XI-EXAMPLE-1"
type = "21"
```
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from metrograph.words import say

PLACEHOLDER = "XX-UNREGISTERED"
TYPES = ("10", "11", "15", "21", "22", "23", "24", "30", "40", "60", "70", "71", "72", "73", "80", "90")
"""The code list OrganisationType of IATI 2.03 (https://iatistandard.org/en/iati-standard/203/codelists/organisationtype/)."""
_REF = re.compile(r"[^\s/&|?<>\"]+")


@dataclass(frozen=True, slots=True)
class Reporting:
    """The identifier of the organisation that reports, with which those of its activities begin; its type; its name."""

    ref: str = PLACEHOLDER
    kind: str = "21"
    name: str = ""


NOBODY = Reporting()
"""Nobody has said who reports."""


def reporting_of(found: object) -> Reporting:
    """The table ``[iati]`` of the settings; ``ValueError`` names what is wrong.

    >>> reporting_of({"reporting_org": "ES-DIR3-X1", "type": "11"}).ref
    'ES-DIR3-X1'
    """
    if not isinstance(found, Mapping):
        raise ValueError("iati")
    for name, given in found.items():
        if name not in ("reporting_org", "type", "name") or not isinstance(given, str):
            raise ValueError(f"iati.{name}")
    made = Reporting(found.get("reporting_org", PLACEHOLDER), found.get("type", "21"), found.get("name", ""))
    if not _REF.fullmatch(made.ref):
        raise ValueError(f"iati.reporting_org {made.ref!r}")
    if made.kind not in TYPES:
        raise ValueError(f"iati.type {made.kind!r} ({', '.join(TYPES)})")
    return made


def remarks(ending: str, reporting: Reporting, lang: str = "en") -> tuple[str, ...]:
    """What is to be said beside a file that was written.

    >>> remarks(".iati.xml", Reporting("XX-1")), remarks(".ttl", Reporting())
    ((), ())
    """
    if ending == ".iati.xml" and reporting.ref == PLACEHOLDER:
        return (say("exchange.no-reporting-org", lang, value=PLACEHOLDER),)
    return ()
