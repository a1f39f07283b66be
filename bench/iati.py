"""How fast IATI activities are read into drafts, and in how much memory.

    python bench/iati.py [N ...]

Makes a file of N activities (10,000 and 100,000 unless given) in a temporary folder and reads each file in a process of its own.
"""

import resource
import subprocess
import sys
import tempfile
import time
from collections import deque
from pathlib import Path

SENTENCE = "The project helps metropolitan cities to plan housing, mobility and green spaces together with their inhabitants. "
PHRASE = (
    "Le projet aide les villes métropolitaines à planifier le logement, la mobilité et les espaces verts avec les habitants. "
)
TRANSACTION = """    <transaction ref="T-{n}">
      <transaction-type code="3"/>
      <transaction-date iso-date="2019-03-15"/>
      <value currency="EUR" value-date="2019-03-15">12500.00</value>
      <description><narrative>Instalment {n} of the agreement</narrative></description>
      <provider-org ref="XX-TEST-1"><narrative>Fund of Cities</narrative></provider-org>
      <receiver-org ref="XX-TEST-2"><narrative>City of Examples</narrative></receiver-org>
    </transaction>
"""
BUDGET = """    <budget type="1" status="1">
      <period-start iso-date="2019-01-01"/>
      <period-end iso-date="2019-12-31"/>
      <value currency="EUR" value-date="2019-01-01">{n}0000</value>
    </budget>
"""
ACTIVITY = """  <iati-activity default-currency="EUR" hierarchy="1" last-updated-datetime="2019-05-01T00:00:00Z" xml:lang="en">
    <iati-identifier>XX-TEST-{n}</iati-identifier>
    <reporting-org ref="XX-TEST" type="80"><narrative>Network of Cities</narrative></reporting-org>
    <title><narrative>Integrated planning of district {n}</narrative><narrative xml:lang="fr">Planification du quartier {n}</narrative></title>
    <description type="1">
      <narrative>{english}</narrative>
      <narrative xml:lang="fr">{french}</narrative>
    </description>
    <participating-org ref="XX-TEST-1" role="1" type="10"><narrative>Fund of Cities</narrative></participating-org>
    <participating-org ref="XX-TEST-2" role="4" type="10"><narrative>City of Examples</narrative></participating-org>
    <activity-status code="2"/>
    <activity-date type="1" iso-date="2019-01-15"/>
    <activity-date type="3" iso-date="2020-12-31"/>
    <recipient-country code="CO" percentage="100"/>
    <location ref="L-{n}">
      <location-id vocabulary="G1" code="3688689"/>
      <name><narrative>Bogotá</narrative></name>
      <point srsName="http://www.opengis.net/def/crs/EPSG/0/4326"><pos>4.60971 -74.08175</pos></point>
    </location>
    <sector vocabulary="1" code="43030" percentage="60"><narrative>Urban development</narrative></sector>
    <sector vocabulary="1" code="21010" percentage="40"><narrative>Transport policy</narrative></sector>
    <tag vocabulary="2" code="11"><narrative>Sustainable cities</narrative></tag>
    <tag vocabulary="3" code="11.2"/>
{budgets}{transactions}  </iati-activity>
"""


def make(path: Path, count: int) -> None:
    """Write a file of activities as publishers write them."""
    english, french = (SENTENCE * 3)[:300], (PHRASE * 3)[:300]
    budgets = "".join(BUDGET.format(n=n) for n in range(1, 4))
    transactions = "".join(TRANSACTION.format(n=n) for n in range(1, 11))
    with path.open("w", encoding="utf-8") as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities version="2.03">\n')
        for n in range(count):
            out.write(ACTIVITY.format(n=n, english=english, french=french, budgets=budgets, transactions=transactions))
        out.write("</iati-activities>\n")


def measure(path: Path) -> None:
    """Read a file into drafts and print how long it took and how much memory at most."""
    from metrograph.extraction.iati import draft_activities
    from metrograph.readers.iati import read_activities

    def timed(of: str) -> float:
        start = time.perf_counter()
        activities = read_activities(path)
        deque(activities if of == "reader" else draft_activities(activities, path.name), maxlen=0)
        return time.perf_counter() - start

    both = timed("reader and drafts")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    count, size = int(path.stem), path.stat().st_size / 1_000_000
    alone = timed("reader")
    print(
        f"{count:>9,} activities, {size:,.0f} MB: {count / both:,.0f} a second with drafts,"
        f" {count / alone:,.0f} read only; peak memory {peak:.0f} MB"
    )


def main() -> None:
    if sys.argv[1:2] == ["--file"]:
        measure(Path(sys.argv[2]))
        return
    with tempfile.TemporaryDirectory() as folder:
        for count in [int(word) for word in sys.argv[1:]] or [10_000, 100_000]:
            path = Path(folder) / f"{count}.xml"
            make(path, count)
            subprocess.run([sys.executable, __file__, "--file", str(path)], check=True)
            path.unlink()


if __name__ == "__main__":
    main()
