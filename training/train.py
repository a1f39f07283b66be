"""Makes the linker's model from lexicon and examples: ``make model``. Needs numpy and scipy (the extra ``model``).

Two passes. Five times the machines learn from four fifths of the groups of examples and judge the fifth they have not seen; on those
judgements the formulas of confidence are fitted and the thresholds chosen. Then the machines learn from everything, and that ships.
"""

import argparse
import hashlib
import json
import math
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy
import scipy.sparse as sp
from svm import logistic, machines

from metrograph.linking.examples import Example, read_examples
from metrograph.linking.features import features
from metrograph.linking.language import learn
from metrograph.linking.lexicon import read_lexicon
from metrograph.linking.model import FORMAT, inputs_digest, packed, table
from metrograph.linking.phrases import Finder, entries
from metrograph.linking.signals import NOTHING, SIGNALS, Formula, phrased, signals
from metrograph.linking.text import words
from metrograph.linking.weights import BIAS, pack
from metrograph.namespaces import goal_of, sdg_order
from metrograph.records import read_vocabulary
from metrograph.resources import root

FOLDS = 5
RIDGE = 0.5
PHRASE_WORTH = {3: 0.6, 2: 0.4}
KIND_WEIGHT = {"=": 1.0, "~": 0.6, " ": 1.2}
RIVALS = 15
WANTED = {"goal": 0.85, "target": 0.80}
PLANS = ("plans-", "themes-")
MEANS = "17"


@dataclass(frozen=True)
class Document:
    """A text to learn from: an example, or a phrase of the lexicon as if it were a title."""

    places: dict[str, list[int]]
    direct: frozenset[str]
    indirect: frozenset[str]
    worth: float
    fold: int


class Vectors:
    """Turns features into rows, as ``Weights.vector`` does."""

    def __init__(self, documents: list[Document]) -> None:
        seen = Counter(name for document in documents for name in document.places)
        self.names = sorted(name for name, count in seen.items() if count > 1)
        self.index = {name: number for number, name in enumerate(self.names)}
        self.rarity = np.array([(math.log(len(documents) / seen[n]) + 1) * _kind_weight(n) for n in self.names], np.float32)

    def rows(self, documents: list[Document]) -> sp.csr_matrix:
        data, column, first = [], [], [0]
        for document in documents:
            known = [(self.index[name], 1 + math.log(len(at))) for name, at in document.places.items() if name in self.index]
            values = [value * float(self.rarity[number]) for number, value in known]
            length = math.sqrt(sum(value * value for value in values)) or 1.0
            column += [number for number, _ in known] + [len(self.names)]
            data += [value / length for value in values] + [BIAS]
            first.append(len(column))
        return sp.csr_matrix((np.array(data, np.float32), column, first), (len(documents), len(self.names) + 1))


def _kind_weight(name: str) -> float:
    return KIND_WEIGHT.get(name[0], KIND_WEIGHT[" "])


def fold(group: str) -> int:
    """The fold of a group, by its name alone."""
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % FOLDS


def train(documents: list[Document], codes: tuple[str, ...]) -> tuple[Vectors, np.ndarray]:
    """Machines for every code, and for nothing at all, from documents.

    What holds indirectly beside something direct teaches neither for nor against; alone it teaches for, at half the worth. Means of
    implementation are an exception: aid, capacity or partnership for a sector is the sector's, so beside its target they teach against.
    """
    vectors = Vectors(documents)
    signs = -np.ones((len(documents), len(codes)), np.float32)
    worth = np.repeat(np.array([[document.worth] for document in documents], np.float32), len(codes), axis=1)
    column = {code: number for number, code in enumerate(codes)}
    for row, document in enumerate(documents):
        for code in document.indirect | {goal_of(code) for code in document.indirect}:
            signs[row, column[code]] = -1 if document.direct else 1
            worth[row, column[code]] = _half(code, document.direct) * document.worth
        for code in document.direct | {goal_of(code) for code in document.direct}:
            signs[row, column[code]], worth[row, column[code]] = 1, document.worth
        if not document.direct and not document.indirect:
            signs[row, column[NOTHING]] = 1
    return vectors, machines(vectors.rows(documents), signs, worth, RIDGE)


def _half(code: str, direct: frozenset[str]) -> float:
    """What an indirect code is worth in training: half alone, or as a mere means; next to nothing beside something direct."""
    return 0.5 if not direct or goal_of(code) == MEANS else 0.05


class Judged:
    """The signals of texts that the machines had not seen, beside the truth."""

    def __init__(self, examples: list[Example], margins: np.ndarray, codes: tuple[str, ...], finder: Finder) -> None:
        self.examples = examples
        rows = []
        for example, margin in zip(examples, margins, strict=True):
            found = words(example.text, example.lang)
            rows.append(signals(codes, margin.tolist(), phrased(finder.among(found, example.lang)), len(found)))
        self.codes = {"goal": [c for c in codes[:-1] if "." not in c], "target": [c for c in codes if "." in c]}
        self.signals = {level: np.array([[row[c] for c in names] for row in rows]) for level, names in self.codes.items()}
        self.truth = {level: {"accepted": self._truth(level, False), "direct": self._truth(level, True)} for level in self.codes}

    def _truth(self, level: str, only_direct: bool) -> np.ndarray:
        column = {code: number for number, code in enumerate(self.codes[level])}
        truth = np.zeros((len(self.examples), len(column)), bool)
        for row, example in enumerate(self.examples):
            for code in example.direct if only_direct else (*example.direct, *example.indirect):
                held = goal_of(code) if level == "goal" else code
                if held in column:
                    truth[row, column[held]] = True
        return truth

    def formula(self, level: str, question: str) -> tuple[list[float], float]:
        """Fitted on what holds and on its rivals, the codes that the machines rank highest."""
        truth, said = self.truth[level][question], self.signals[level]
        rank = np.argsort(np.argsort(-said[:, :, 0], axis=1, kind="stable"), axis=1, kind="stable")
        used = truth | (rank < RIVALS)
        return logistic(said[used], truth[used].astype(float))

    def probabilities(self, level: str, formula: tuple[list[float], float]) -> np.ndarray:
        made = Formula(tuple(formula[0]), formula[1])
        total = self.signals[level] @ np.array(made.weights) + made.start
        return 1 / (1 + np.exp(-np.clip(total, -30, 30)))


def threshold(sure: np.ndarray, accepted: np.ndarray, wanted: float) -> float:
    """The lowest confidence from which suggestions are right often enough (tolerant precision) on unseen texts."""
    for step in range(20, 96):
        chosen = sure >= step / 100
        if chosen.any() and accepted[chosen].mean() >= wanted:
            return step / 100
    return 0.95


def parting(ratio: np.ndarray, direct: np.ndarray) -> float:
    """The share of the direct in the accepted probability that best parts direct from indirect links."""
    return max((step / 100 for step in range(30, 96)), key=lambda at: float(((ratio >= at) == direct).mean()))


def error_of_calibration(sure: np.ndarray, truth: np.ndarray, bins: int = 10) -> float:
    """Expected calibration error over equal bins of confidence, among what is at least 5 % sure."""
    used = sure >= 0.05
    sure, truth = sure[used], truth[used]
    which = np.minimum((sure * bins).astype(int), bins - 1)
    gaps = [
        abs(sure[which == b].mean() - truth[which == b].mean()) * (which == b).mean() for b in range(bins) if (which == b).any()
    ]
    return float(sum(gaps))


def reliability(sure: np.ndarray, truth: np.ndarray, bins: int = 10) -> list[list[float]]:
    """For each tenth of confidence: the mean promise, the share that holds, and how many there are."""
    which = np.minimum((sure * bins).astype(int), bins - 1)
    rows = ((sure[which == b], truth[which == b]) for b in range(bins))
    return [[round(float(said.mean()), 3), round(float(held.mean()), 3), len(said)] for said, held in rows if len(said)]


def quantised(weights: np.ndarray) -> tuple[list[float], list[list[tuple[int, int]]]]:
    """Scales a code, and (column, step) pairs a feature; what is less than one step is nothing."""
    scales = np.maximum(np.abs(weights[:-1]).max(0), 1e-9) / 127
    steps = np.rint(weights[:-1] / scales).astype(int)
    rows = [[(int(c), int(row[c])) for c in np.nonzero(row)[0]] for row in steps]
    return [float(np.float32(scale)) for scale in scales], rows


def main(out: Path, without: str = "") -> None:
    """Train and write; ``without`` leaves the ``phrases`` or the ``examples`` out, to see what they are worth."""
    start = time.perf_counter()
    known = read_vocabulary().sdg
    codes = (*sorted(known, key=sdg_order), NOTHING)
    lexicon, examples = read_lexicon(known), list(read_examples(known))
    documents = [
        Document(features(words(e.text, e.lang), e.lang), frozenset(e.direct), frozenset(e.indirect), 1.0, fold(e.group))
        for e in examples
    ]
    ready = entries(lexicon) if without != "phrases" else ()
    phrases = _phrase_documents(lexicon) if without != "phrases" else []
    taught = documents if without != "examples" else []
    margins = np.zeros((len(examples), len(codes)))
    for left_out in range(FOLDS):
        vectors, weights = train([d for d in taught if d.fold != left_out] + phrases, codes)
        unseen = [row for row, document in enumerate(documents) if document.fold == left_out]
        margins[unseen] = vectors.rows([documents[row] for row in unseen]) @ weights
        print(f"fold {left_out + 1} of {FOLDS}: {len(unseen)} texts, {time.perf_counter() - start:.0f} s", flush=True)
    judged = Judged(examples, margins, codes, Finder(ready))
    levels, figures = _levels(judged)
    vectors, weights = train(taught + phrases, codes)
    scales, rows = quantised(weights)
    out.mkdir(parents=True, exist_ok=True)
    body = pack(vectors.names, vectors.rarity.tolist(), rows)
    (out / "weights.bin").write_bytes(body)
    (out / "letters.bin").write_bytes(table(learn((e.text, e.lang) for e in examples)))
    for lang, rows_of in packed(ready).items():
        (out / f"phrases-{lang}.bin").write_bytes(table(rows_of))
    manifest = {
        "format": FORMAT,
        "version": hashlib.sha256(body + json.dumps(levels).encode()).hexdigest()[:12],
        "inputs": inputs_digest(),
        "made-with": {"numpy": np.__version__, "scipy": scipy.__version__},
        "texts": len(examples),
        "phrases": len(lexicon),
        "features": len(vectors.names),
        "weights": sum(map(len, rows)),
        "signals": list(SIGNALS),
        "levels": levels,
        "cross-validated": figures,
        "codes": list(codes),
        "scales": scales,
        "bias": [round(float(value) * BIAS, 6) for value in weights[-1]],
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    size = sum(path.stat().st_size for path in out.iterdir())
    print(
        json.dumps(figures, indent=1),
        f"\n{manifest['weights']} weights, {size / 1e6:.1f} MB, {time.perf_counter() - start:.0f} s",
    )


def _phrase_documents(lexicon: tuple) -> list[Document]:
    """Each phrase of some weight as a title of its own: with every code that claims its words."""
    by_words: dict[tuple[str, str], tuple[set[str], float]] = {}
    for phrase in lexicon:
        if phrase.weight in PHRASE_WORTH:
            codes, worth = by_words.get((phrase.text, phrase.lang), (set(), 0.0))
            by_words[phrase.text, phrase.lang] = codes | {phrase.code}, max(worth, PHRASE_WORTH[phrase.weight])
    return [
        Document(features(words(text, lang), lang), frozenset(codes), frozenset(), worth, -1)
        for (text, lang), (codes, worth) in sorted(by_words.items())
    ]


def _levels(judged: Judged) -> tuple[dict[str, dict[str, object]], dict[str, dict[str, object]]]:
    """Formulas and thresholds of both levels, and what they do on the texts that the machines had not seen.

    A target is suggested behind its goal only. Its threshold is chosen on items of plans, for which the linker is made.
    """
    formulas = {level: {question: judged.formula(level, question) for question in ("accepted", "direct")} for level in WANTED}
    sure = {level: judged.probabilities(level, formulas[level]["accepted"]) for level in WANTED}
    direct = {level: judged.probabilities(level, formulas[level]["direct"]) for level in WANTED}
    at = {"goal": threshold(sure["goal"], judged.truth["goal"]["accepted"], WANTED["goal"])}
    behind = np.array([judged.codes["goal"].index(goal_of(code)) for code in judged.codes["target"]])
    gated = np.where((sure["goal"] >= at["goal"])[:, behind], sure["target"], 0.0)
    plans = np.array([example.group.startswith(PLANS) for example in judged.examples])
    at["target"] = threshold(gated[plans], judged.truth["target"]["accepted"][plans], WANTED["target"])
    levels: dict[str, dict[str, object]] = {}
    figures: dict[str, dict[str, object]] = {}
    empty = ~judged.truth["goal"]["accepted"].any(1)
    for level, scores in (("goal", sure["goal"]), ("target", gated)):
        truth, chosen = judged.truth[level], scores >= at[level]
        right = chosen & truth["accepted"]
        ratio = direct[level][right] / sure[level][right]
        part = parting(ratio, truth["direct"][right])
        levels[level] = {**formulas[level], "threshold": at[level], "direct-from": part}
        for name, rows in (("plans", plans), ("all", np.ones_like(plans))):
            figures[f"{level}, {name}"] = {
                "tolerant-precision": _share(right[rows].sum(), chosen[rows].sum()),
                "direct-recall": _share((chosen & truth["direct"])[rows].sum(), truth["direct"][rows].sum()),
                "tagged-of-none": _share(chosen[rows & empty].any(1).sum(), (rows & empty).sum()),
                "calibration-error": round(error_of_calibration(sure[level][rows], truth["accepted"][rows]), 3),
            }
        figures[f"{level}, all"]["reliability"] = reliability(sure[level], truth["accepted"])
        figures[f"{level}, all"]["strength-right"] = _share(((ratio >= part) == truth["direct"][right]).sum(), right.sum())
    return levels, figures


def _share(part: int, whole: int) -> float:
    return round(float(part) / max(1, float(whole)), 3)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=root() / "data/model")
    parser.add_argument("--without", choices=("phrases", "examples"), default="")
    given = parser.parse_args()
    main(given.out, given.without)
