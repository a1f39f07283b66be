"""Time of whole commands on the packaged plan, cold, beside the same question asked through rdflib.

    python bench/commands.py [RUNS]

Prints the minimum and median of each in seconds, and the ratio of medians. Nothing depends on the figures.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import metrograph

COMMAND = [sys.executable, "-m", "metrograph"]
RDFLIB = """
import sys, rdflib
data = rdflib.Dataset(default_union=True)
data.parse(sys.argv[1], format="trig")
print(len(list(data.query(open(sys.argv[2]).read()))))
"""


def timed(command: list[str], runs: int) -> tuple[float, float]:
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        seconds.append(time.perf_counter() - start)
    return min(seconds), median(seconds)


def main(runs: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        desk = metrograph.open()
        desk.save(folder / "all.trig")
        (folder / "question.rq").write_text(desk.catalog["pilots-by-goal"].sparql, encoding="utf-8")
        subprocess.run([*COMMAND, "init", str(folder / "desk")], check=True, capture_output=True)
        rows = {
            "metrograph --help": timed([*COMMAND, "--help"], runs),
            "metrograph query pilots-by-goal": timed([*COMMAND, "query", "pilots-by-goal"], runs),
            "the same in rdflib, from TriG": timed(
                [sys.executable, "-c", RDFLIB, str(folder / "all.trig"), str(folder / "question.rq")], runs
            ),
            "metrograph pilots": timed([*COMMAND, "pilots"], runs),
            "metrograph build": timed([*COMMAND, "--workspace", str(folder / "desk"), "build"], max(3, runs // 3)),
        }
    for label, (least, middle) in rows.items():
        print(f"{label:34} min {least:.3f}  median {middle:.3f}")
    ratio = rows["the same in rdflib, from TriG"][1] / rows["metrograph query pilots-by-goal"][1]
    print(f"rdflib / ours: {ratio:.1f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 9)
