"""Time and memory of ``metrograph batch``, as a table: one worker beside two, and beside many times as many records.

    python bench/batch.py [--records 10000 50000 200000] [--workers 1 2] [--markdown]

The first number of records is linked with each number of workers, the others with the last one alone. Records are short texts
of our own examples (some 55 letters), in order and again from the start, with an id each. Seconds are wall time, records a
second and the ratio to the first row of as many records come from them; ``cpu`` is processor time, which a busy machine changes
less: of the process that reads and writes, and of all workers. Memory is the greatest resident size of that process and of the
greatest worker. The exponent is that of the growth of memory since the row above: 0 is flat, 1 is in step with the records.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from itertools import cycle, islice
from math import log
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHORT = 100
HEADS = (
    "records", "workers", "seconds", "records/s", "ratio", "cpu reader s", "cpu workers s", "reader MB", "worker MB", "exponent",
)  # fmt: skip
CODE = """
import resource, sys, time
from metrograph.cli import main
start = time.perf_counter()
code = main(sys.argv[1:])
took = time.perf_counter() - start
for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
    used = resource.getrusage(who)
    print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
print(took, code)
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One run: seconds, processor seconds and megabytes of the process that reads and of its workers."""

    records: int
    workers: int
    seconds: float
    cpu: tuple[float, float]
    peak: tuple[float, float]

    @property
    def memory(self) -> float:
        """The memory of the process that reads and of one worker, which are one where there are no others."""
        return self.peak[0] + (self.peak[1] if self.workers > 1 else 0)


def texts() -> list[str]:
    """The short texts of the examples, in the order of their files."""
    rows = [
        line.split("\t")
        for path in sorted((ROOT / "data/examples").glob("*.tsv"))
        for line in path.read_text("utf-8").splitlines()[1:]
    ]
    return [cells[-1] for cells in rows if len(cells) > 3 and len(cells[-1]) < SHORT]


def write(path: Path, count: int) -> None:
    """So many records as JSON lines, one after another."""
    with path.open("w", encoding="utf-8") as file:
        for n, text in enumerate(islice(cycle(texts()), count)):
            file.write(json.dumps({"id": n, "text": text}, ensure_ascii=False) + "\n")


def run(records: int, workers: int, folder: Path) -> Row:
    """One run in a process of its own."""
    path = folder / f"{records}.jsonl"
    if not path.exists():
        write(path, records)
    with tempfile.TemporaryDirectory(dir=folder) as out:
        given = ["batch", str(path), "--out", out, "--workers", str(workers), "--quiet"]
        done = subprocess.run([sys.executable, "-c", CODE, *given], check=True, capture_output=True, text=True).stdout.split()
    ours, mine, theirs, worker, seconds, code = map(float, done)
    if code:
        sys.exit(f"the run ended with {code:.0f}")
    return Row(records, workers, seconds, (ours, theirs), (mine, worker))


def cells(row: Row, before: Row | None, alone: Row | None) -> tuple[str, ...]:
    """A row of the table; ``alone`` is the first of as many records, ``before`` the row above with as many workers."""
    ratio = f"{alone.seconds / row.seconds:.2f}" if alone and alone is not row else ""
    growth = ""
    if before and before.records != row.records:
        growth = f"{log(row.memory / before.memory) / log(row.records / before.records):.2f}"
    many = row.workers > 1
    return (
        f"{row.records:,}", str(row.workers), f"{row.seconds:.1f}", f"{row.records / row.seconds:.0f}", ratio,
        f"{row.cpu[0]:.1f}", f"{row.cpu[1]:.1f}" if many else "", f"{row.peak[0]:.0f}", f"{row.peak[1]:.0f}" if many else "", growth,
    )  # fmt: skip


def main() -> None:
    """Print the table, each row when it is known."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, nargs="+", default=[10_000, 50_000, 200_000])
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--markdown", action="store_true")
    given = parser.parse_args()
    first, *others = given.records
    runs = [(first, workers) for workers in given.workers] + [(count, given.workers[-1]) for count in others]
    rows: list[Row] = []
    line = "| {} |".format if given.markdown else "{}".format
    joint, widths = (" | ", (0,) * len(HEADS)) if given.markdown else ("  ", tuple(map(len, HEADS)))
    print(line(joint.join(name.rjust(width) for name, width in zip(HEADS, widths, strict=True))))
    if given.markdown:
        print("|" + "---|" * len(HEADS))
    with tempfile.TemporaryDirectory() as folder:
        for records, workers in runs:
            row = run(records, workers, Path(folder))
            before = next((one for one in reversed(rows) if one.workers == workers), None)
            alone = next((one for one in rows if one.records == records), None)
            rows.append(row)
            found = cells(row, before, alone)
            print(line(joint.join(cell.rjust(width) for cell, width in zip(found, widths, strict=True))), flush=True)


if __name__ == "__main__":
    main()
