"""Writes every Turtle file of ontology/, shapes/ and data/profiles/ in the one form; with --check only says which differ.

python checks/format_turtle.py [--check]
"""

import sys
from pathlib import Path

from metrograph.namespaces import Names
from metrograph.turtle import read_triples, write_turtle

ROOT = Path(__file__).parent.parent


def main(check: bool) -> int:
    prefixes = Names().prefixes()
    differ = 0
    for path in sorted(path for folder in ("ontology", "shapes", "data/profiles") for path in (ROOT / folder).glob("*.ttl")):
        text = write_turtle(read_triples(path), prefixes)
        if text != path.read_text(encoding="utf-8"):
            differ += 1
            print(f"{'differs' if check else 'written'}: {path.relative_to(ROOT)}")
            if not check:
                path.write_text(text, encoding="utf-8")
    return bool(differ and check)


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
