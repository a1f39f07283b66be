"""Tests of the suites that do not pass, each with the reason: none of them is a fault that could be mended here."""

_OLD = "replaced by W3C later: RDF 1.1 has no literals without datatype"
_FORM = "the store writes numbers in one form: 01 is 1"
_SAME_FILE = "one file is the default graph and a named graph: its blank nodes are the same in both here"

KNOWN = {
    "aggregates/agg-empty-group": "W3C mended its result later: a column was missing",
    "csv-tsv-res/csv03": "the store writes numbers in one form: 1.0E6 is 1000000",
    **dict.fromkeys(("functions/plus-1", "functions/plus-2", "functions/strdt03", "functions/strlang03"), _OLD),
    "basic/term-6": "SPARQL 1.0: 456. was a number",
    "basic/term-7": "SPARQL 1.0: 456. was a number",
    "syntax-sparql1/syntax-lit-08": "SPARQL 1.0: 1. was a number",
    "syntax-sparql3/syn-bad-26": "the engine reads ?x<?a&&?b>?y as two comparisons, not as an IRI",
    "optional-filter/dawg-optional-filter-005-simplified": "the other of two readings; 005-not-simplified passes",
    "open-world/date-2": "dates are compared as XML Schema 1.1 says",
    **dict.fromkeys(("dataset/dawg-dataset-09", "dataset/dawg-dataset-10", "dataset/dawg-dataset-12"), _SAME_FILE),
    **dict.fromkeys(("distinct/distinct-2", "distinct/distinct-9", "expr-builtin/dawg-datatype-2"), _OLD),
    **dict.fromkeys(
        ("distinct/distinct-1", "expr-builtin/dawg-str-1", "expr-builtin/dawg-str-2", "open-world/open-eq-01"), _FORM
    ),
    **dict.fromkeys(("expr-builtin/sameTerm-simple", "expr-builtin/sameTerm-eq", "expr-builtin/sameTerm-not-eq"), _FORM),
    **dict.fromkeys(("expr-equals/eq-graph-1", "expr-equals/eq-graph-2"), _FORM),
}
