"""Time and memory of ``metrograph batch``: one worker beside two, and beside ten times as many records.

    python bench/batch.py [--records 20000] [--more 10]

The records are short texts of our own examples, in order, with an id each; figures are wall time and the greatest
resident memory of the process that reads and writes.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from itertools import cycle, islice
from pathlib import Path

ROOT = Path(__file__).parent.parent
CODE = """
import resource, sys, time
from metrograph.cli import main
start = time.perf_counter()
code = main(sys.argv[1:])
print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def texts() -> list[str]:
    """The texts of the examples, in the order of their files."""
    lines = [
        line.split("\t")
        for path in sorted((ROOT / "data/examples").glob("*.tsv"))
        for line in path.read_text("utf-8").split("\n")
    ]
    return [cells[-1] for cells in lines if len(cells) > 3]


def run(path: Path, out: Path, workers: int) -> tuple[float, int]:
    """Seconds and megabytes of one run."""
    command = [sys.executable, "-c", CODE, "batch", str(path), "--out", str(out), "--workers", str(workers), "--quiet"]
    seconds, megabytes = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(seconds), int(megabytes)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--more", type=int, default=1, help="how many times as many records, with two workers")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        few, many = base / "few.jsonl", base / "many.jsonl"
        for path, count in ((few, given.records), (many, given.records * given.more)):
            with path.open("w", encoding="utf-8") as file:
                for n, text in enumerate(islice(cycle(texts()), count)):
                    file.write(json.dumps({"id": n, "text": text}, ensure_ascii=False) + "\n")
        one, two = run(few, base / "one", 1), run(few, base / "two", 2)
        print(f"{given.records} records   1 worker  {one[0]:7.1f} s  {given.records / one[0]:6.0f}/s  {one[1]} MB")
        print(
            f"{given.records} records   2 workers {two[0]:7.1f} s  {given.records / two[0]:6.0f}/s  {two[1]} MB  {one[0] / two[0]:.2f}x"
        )
        if given.more > 1:
            more = run(many, base / "more", 2)
            count = given.records * given.more
            print(
                f"{count} records   2 workers {more[0]:7.1f} s  {count / more[0]:6.0f}/s  {more[1]} MB  (memory {more[1] / two[1]:.2f}x)"
            )


if __name__ == "__main__":
    main()
