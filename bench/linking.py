"""What the lexicon alone finds in the development sets: a floor for the linker to come, not a result of it.

    python bench/linking.py FOLDER_WITH_JSONL

Rows are {"text", "lang", "goals", "targets"}. A code scores the weights of its phrases found, longer phrases more, phrases
of several codes less; a goal scores the sum of its targets.
"""

import json
import sys
import time
from collections import Counter, defaultdict
from math import sqrt
from pathlib import Path

from metrograph.link import Finder, read_lexicon
from metrograph.records import read_vocabulary

WEIGHT = {3: 3.0, 2: 1.5, 1: 0.5}


class Floor:
    def __init__(self) -> None:
        lexicon = read_lexicon(read_vocabulary().sdg)
        self.finder = Finder(lexicon)
        self.claims = defaultdict(set)
        for phrase in lexicon:
            self.claims[phrase.lang, phrase.stems].add(phrase.code)

    def scores(self, text: str, lang: str) -> tuple[list[str], list[str]]:
        """Goals and targets, the best first."""
        best: dict[tuple[str, tuple[str, ...]], float] = {}
        for hit in self.finder.find(text, lang):
            stems = hit.phrase.stems
            value = WEIGHT[hit.phrase.weight] * (1 + 0.5 * (len(stems) - 1)) / sqrt(len(self.claims[lang, stems]))
            best[hit.phrase.code, stems] = value
        codes, goals = Counter(), Counter()
        for (code, _), value in best.items():
            codes[code] += value
            goals[code.partition(".")[0]] += value
        targets = {code: value + 0.3 * goals[code.partition(".")[0]] for code, value in codes.items() if "." in code}
        return _ranked(goals), _ranked(targets)


def _ranked(scores: dict[str, float]) -> list[str]:
    return sorted(scores, key=lambda code: (-scores[code], code))


def main(folder: str) -> None:
    floor = Floor()
    print(f"{'set':20} {'n':>4}  goal P@1 R@3   target P@1 R@3   nothing  texts/s")
    for path in sorted(Path(folder).glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        start, counts = time.perf_counter(), Counter()
        for row in rows:
            goals, targets = floor.scores(row["text"], row["lang"])
            right, aims = {str(goal) for goal in row["goals"]}, set(row["targets"])
            counts += Counter(g1=bool(goals[:1] and goals[0] in right), g3=bool(right & set(goals[:3])), none=not goals)
            counts += Counter(t=bool(aims), t1=bool(targets[:1] and targets[0] in aims), t3=bool(aims & set(targets[:3])))
        n, t, seconds = len(rows), counts["t"] or 1, time.perf_counter() - start
        print(
            f"{path.stem:20} {n:4}  {counts['g1'] / n:8.3f} {counts['g3'] / n:.3f}  {counts['t1'] / t:10.3f} {counts['t3'] / t:.3f} "
            f"{counts['none'] / n:8.3f} {n / seconds:8.0f}"
        )


if __name__ == "__main__":
    main(sys.argv[1])
