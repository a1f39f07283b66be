"""OWL reasoning with HermiT through owlready2: is what we say consistent? Needs Java; imported when asked for.

HermiT knows no ``xsd:date``: such values are left out, since no axiom of ours speaks of them.
"""

import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import owlready2

from metrograph import formats
from metrograph.errors import UsageError
from metrograph.turtle import Quad


@dataclass(frozen=True, slots=True)
class Consistency:
    """Whether ontology and data hold together, and the classes that can have no member."""

    consistent: bool
    unsatisfiable: tuple[str, ...]


def consistency(quads: Iterable[Quad]) -> Consistency:
    """HermiT's judgement of the union of all graphs; ``UsageError`` when there is no Java.

    About seven seconds for the 2019 plan with its ontology.
    """
    if shutil.which("java") is None:
        raise UsageError("U115")
    world = owlready2.World()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "all.nt"
        path.write_bytes(formats.write(quads, ".nt", {}))
        ontology = world.get_ontology(path.as_uri()).load()
        try:
            with ontology:
                owlready2.sync_reasoner_hermit(world, infer_property_values=False, debug=0, ignore_unsupported_datatypes=True)
        except owlready2.OwlReadyInconsistentOntologyError:
            return Consistency(False, ())
        nothing = sorted(found.iri for found in world.inconsistent_classes() if found is not owlready2.Nothing)
        return Consistency(not nothing, tuple(nothing))
