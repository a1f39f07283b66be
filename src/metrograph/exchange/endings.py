"""The endings of the names of files, taken from the whole name, and who writes each."""

from collections.abc import Callable, Iterable
from pathlib import PurePath

from metrograph import formats
from metrograph.errors import SourceError, UsageError, near
from metrograph.exchange.reified import reified
from metrograph.exchange.stock import Stock
from metrograph.table import Table
from metrograph.turtle import Quad

COMPOUND = (".sssom.tsv", ".iati.xml", ".csvw.zip", ".quads.parquet", ".framed.jsonld")
OWN = (*COMPOUND, ".parquet")
"""What this package writes."""
ENDINGS = (".trig", ".nq", ".jsonld", ".ttl", ".nt", ".rdf", ".csv", ".md", *OWN)
"""All that ``export`` writes."""
TRIPLE_TERMS = (".ttl", ".trig", ".nt", ".nq")
"""What can hold the triple terms of RDF 1.2."""
_MEANT = {".tsv": ".sssom.tsv", ".sssom": ".sssom.tsv", ".xml": ".iati.xml", ".iati": ".iati.xml", ".zip": ".csvw.zip",
          ".json": ".jsonld", ".txt": ".md", ".n3": ".ttl"}  # fmt: skip


def ending_of(name: str) -> str:
    """The ending of a file name, in small letters; what stands before it may hold dots.

    >>> ending_of("Links.SSSOM.tsv"), ending_of("metropolis.2019.ttl"), ending_of("plan")
    ('.sssom.tsv', '.ttl', '')
    """
    low = PurePath(name).name.lower()
    return next((ending for ending in COMPOUND if low.endswith(ending)), PurePath(low).suffix)


def sound_ending(ending: str, *, triple_terms: bool = False) -> str:
    """An ending that can be written; ``SourceError`` with the one that was probably meant."""
    if ending not in ENDINGS:
        guess = _MEANT.get(ending) or near(ending, ENDINGS)
        raise SourceError("A181", value=ending or "–", near=guess, choices=", ".join(ENDINGS))
    if triple_terms and ending not in TRIPLE_TERMS:
        raise UsageError("A183", value=ending, choices=", ".join(TRIPLE_TERMS))
    return ending


def write(
    ending: str, stock: Stock, quads: Callable[[], Iterable[Quad]], *, plain: bool = False, triple_terms: bool = False
) -> bytes:
    """What a stock holds in the format of an ending; ``quads`` gives those of the graph wanted, or all.

    ``plain`` and ``triple_terms`` are for syntaxes of RDF.
    """
    if ending in OWN:
        return _own(ending, stock)
    if ending in (".csv", ".md"):
        table = _triples_table(quads()) if stock.graph else stock.links()
        return (table.md() if ending == ".md" else table.csv() if stock.graph else table.sheet()).encode()
    found = reified(quads(), stock.names) if triple_terms else quads()
    if plain:
        return formats.write_plain(found, ending, stock.prefixes)
    if ending == ".jsonld":
        return formats.json_ld(found, stock.terms())
    return formats.write(found, ending, stock.prefixes)


def _triples_table(quads: Iterable[Quad]) -> Table:
    rows = sorted((str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads)
    return Table(("subject", "predicate", "object"), tuple(rows))


def _own(ending: str, stock: Stock) -> bytes:
    match ending:
        case ".sssom.tsv":
            from metrograph.exchange.mappings import mapping_set  # noqa: PLC0415 - each format is read when asked for
            from metrograph.exchange.sssom import set_text  # noqa: PLC0415

            return set_text(mapping_set(stock)).encode()
        case ".iati.xml":
            from metrograph.exchange.iati import iati_xml  # noqa: PLC0415 - see above

            return iati_xml(stock)
        case ".csvw.zip":
            from metrograph.exchange.csvw import csvw_zip  # noqa: PLC0415 - see above

            return csvw_zip(stock)
        case ".framed.jsonld":
            from metrograph.exchange.framed import framed  # noqa: PLC0415 - see above

            return framed(stock)
        case _:
            from metrograph.exchange.parquet import parquet  # noqa: PLC0415 - see above

            return parquet(stock, quads=ending == ".quads.parquet")
