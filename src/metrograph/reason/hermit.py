"""HermiT, the OWL 2 DL reasoner that owlready2 carries, in a Java process of its own that ends in time.

Java starts once for several ontologies: they are judged one after another, up to the first that contradicts itself.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

import pyoxigraph as ox

from metrograph.errors import LimitError, SourceError, UsageError
from metrograph.turtle import Triple

NAME = "HermiT"
_MAIN = "org.semanticweb.HermiT.cli.CommandLine"
_QUICK = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx2000M")
_THROWN = 'Exception in thread "main" '
_NOTHING = "http://www.w3.org/2002/07/owl#Nothing"


def java() -> str:
    """Where Java is; the empty text when there is none."""
    return shutil.which("java") or ""


@dataclass(frozen=True, slots=True)
class Reasoner:
    """HermiT for a limited time: ``seconds`` in all, over as many runs as it takes."""

    seconds: float
    _start: float = field(default_factory=time.monotonic)

    @property
    def left(self) -> float:
        """The seconds that are left."""
        return self.seconds - (time.monotonic() - self._start)

    def first_contradiction(self, documents: Sequence[Sequence[Triple]]) -> int | None:
        """The number of the first ontology that contradicts itself, or ``None`` when each is sound.

        Raises
        ------
        UsageError
            When there is no Java.
        LimitError
            When the time is over, or memory.
        SourceError
            When HermiT refuses an ontology, as OWL 2 DL does not allow it.
        """
        out, sound = self.run(("-k",), documents)
        return None if sound else out.count(" is satisfiable.")

    def empty_classes(self, document: Sequence[Triple]) -> tuple[str, ...]:
        """The classes that can have no member, sorted; the ontology must not contradict itself."""
        out, _ = self.run(("-N", "-U"), [document])
        return tuple(sorted({line.strip() for line in out.splitlines() if line.startswith("\t")} - {_NOTHING}))

    def run(self, wanted: Iterable[str], documents: Sequence[Sequence[Triple]]) -> tuple[str, bool]:
        """What HermiT printed of some ontologies, by the options of its command line, and whether it came to the end."""
        program, jar = java(), find_spec("owlready2")
        if not program or jar is None or not jar.origin:
            raise UsageError("A101")
        if self.left <= 0:
            raise LimitError("A102", seconds=f"{self.seconds:g}")
        home = Path(jar.origin).parent / "hermit"
        with tempfile.TemporaryDirectory() as folder:
            files = [_written(Path(folder), number, triples) for number, triples in enumerate(documents)]
            classes = os.pathsep.join((str(home), str(home / "HermiT.jar")))
            command = [program, *_QUICK, "-cp", classes, _MAIN, *wanted, "--ignoreUnsupportedDatatypes", *files]
            try:
                done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=self.left, check=False)
            except subprocess.TimeoutExpired:
                raise LimitError("A102", seconds=f"{self.seconds:g}") from None
        if "InconsistentOntologyException" in done.stderr:
            return done.stdout, False
        if _THROWN in done.stderr or done.returncode:
            raise _told(done.stderr)
        return done.stdout, True


def _written(folder: Path, number: int, triples: Sequence[Triple]) -> str:
    """An ontology in a file: RDF/XML, which is read fastest, or N-Triples where XML has no name for a property."""
    try:
        path = folder / f"{number}.rdf"
        ox.serialize(triples, str(path), format=ox.RdfFormat.RDF_XML)
        if b"oxprefix" in path.read_bytes():
            raise ValueError
    except (OSError, ValueError):
        path = folder / f"{number}.nt"
        ox.serialize(triples, str(path), format=ox.RdfFormat.N_TRIPLES)
    return path.as_uri()


def _told(stderr: str) -> SourceError | LimitError:
    """What HermiT said, in one line."""
    thrown = stderr.partition(_THROWN)[2].strip() or stderr.strip()
    line = thrown.splitlines()[0] if thrown else "?"
    if "OutOfMemoryError" in line or "StackOverflowError" in line:
        return LimitError("A103", detail=line.rpartition(".")[2])
    return SourceError("A104", detail=line.partition(": ")[2] or line)
