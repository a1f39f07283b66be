"""The linker's model: weights, phrases, letters and formulas, as ``make model`` wrote them to ``data/model/``."""

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from metrograph.errors import Place, SourceError
from metrograph.linking.known import Known, read_facts
from metrograph.linking.language import Grams
from metrograph.linking.lexicon import Kind, Phrase
from metrograph.linking.phrases import Entry, Finder
from metrograph.linking.signals import Formula
from metrograph.linking.weights import Weights, unpack
from metrograph.resources import digest, files, root
from metrograph.words import LANGUAGES

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Level:
    """How the codes of one level are judged: what an expert accepts, what he calls direct, and from where we suggest.

    A link is direct where ``direct`` is at least ``parting`` of ``accepted``.
    """

    accepted: Formula
    direct: Formula
    threshold: float
    parting: float


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that the linker knows; ``version`` names its content."""

    version: str
    folder: Path
    weights: Weights
    known: Known
    grams: Grams
    goal: Level
    target: Level
    manifest: Mapping[str, object]

    @property
    def codes(self) -> tuple[str, ...]:
        """Every goal and target, in order."""
        return self.weights.codes[:-1]

    def finder(self, lang: str) -> Finder:
        """Where the phrases of a language are looked up, read when first asked for."""
        return _finder(self.folder, lang)

    def level(self, code: str) -> Level:
        """How a code is judged."""
        return self.target if "." in code else self.goal


def inputs() -> tuple[Path, ...]:
    """The files that the model is made of, in order."""
    return (*files("data/lexicon", "*.tsv"), *files("data/examples", "*.tsv"))


def inputs_digest() -> str:
    """A digest of lexicon and examples: the manifest holds the one that the model was made of."""
    return digest(inputs())


@cache
def read_model(folder: Path | None = None) -> Model:
    """The model of a folder, else of the package; ``SourceError`` where it is not there or not whole.

    >>> read_model().codes[0], len(read_model().codes)
    ('1', 186)
    """
    folder = folder or root() / "data/model"
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        codes = tuple(manifest["codes"])
        weights = unpack((folder / "weights.bin").read_bytes(), codes, manifest["scales"], manifest["bias"])
        grams = {gram: tuple(row) for gram, row in _table(folder / "letters.bin").items()}
        goal, target = (_level(manifest["levels"][name]) for name in ("goal", "target"))
    except (OSError, ValueError, KeyError, TypeError, zlib.error) as error:
        raise SourceError("S113", Place(str(folder)), detail=f"{type(error).__name__}: {error}") from None
    known = Known(read_facts(frozenset(codes)))
    return Model(manifest["version"], folder, weights, known, Grams(grams), goal, target, manifest)


@cache
def _finder(folder: Path, lang: str) -> Finder:
    kinds = {str(kind): kind for kind in Kind}
    return Finder(
        Entry(Phrase(code, lang, kinds[kind], weight, text, tuple(unless)), stems, tuple(blockers), claims)
        for code, kind, weight, text, unless, stems, blockers, claims in _table(folder / f"phrases-{lang}.bin")
    )


def table(content: object) -> bytes:
    """The bytes of a table of the model: compressed JSON."""
    return zlib.compress(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode(), 9)


def _table(path: Path) -> Any:
    return json.loads(zlib.decompress(path.read_bytes()))


def _level(found: Mapping[str, Any]) -> Level:
    def formula(name: str) -> Formula:
        weights, start = found[name]
        return Formula(tuple(weights), start)

    return Level(formula("accepted"), formula("direct"), found["threshold"], found["direct-from"])


def packed(ready: Iterable[Entry]) -> dict[str, list[list[object]]]:
    """Phrases ready to be matched, as plain rows a language: code, kind, weight, text, unless, stems, blockers, claims."""
    rows: dict[str, list[list[object]]] = {lang: [] for lang in LANGUAGES}
    for entry in ready:
        p = entry.phrase
        rows[p.lang].append(
            [p.code, str(p.kind), p.weight, p.text, list(p.unless), entry.stems, list(entry.blockers), entry.claims]
        )
    return rows
