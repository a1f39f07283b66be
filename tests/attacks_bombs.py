"""Queries and documents that are to wear a service out: deep, long, many, or without end."""

from collections.abc import Callable

MIB = 1 << 20


def nest(start: str, end: str, inner: str, times: int) -> str:
    return start * times + inner + end * times


def chained(first: str, step: Callable[[int], str], times: int) -> str:
    return first + " ".join(map(step, range(times)))


DEEP = {
    "braces": "SELECT * " + nest("{", "}", "?s ?p ?o", 5_000),
    "braces without end": "SELECT * " + "{" * 100_000,
    "braces at the limit": "SELECT * " + nest("{", "}", "?s a mg:PilotProject", 199),
    "optional": "SELECT * { " + nest("OPTIONAL { ?s ?p ?o ", "}", "", 3_000) + "}",
    "optional at the limit": "SELECT * { ?a ?b ?c " + nest("OPTIONAL { ?s ?p ?o ", "}", "", 190) + "}",
    "optional in a row": "SELECT * { ?s ?p ?o " + chained("", lambda n: f"OPTIONAL {{ ?s ?p{n} ?o{n} }}", 150) + "}",
    "concat": "SELECT (" + nest("CONCAT(", ")", "'a'", 1_000) + " AS ?x) {}",
    "concat at the limit": "SELECT (" + nest("CONCAT(", ")", "'a'", 190) + " AS ?x) {}",
    "not": "ASK { FILTER(" + "!" * 5_000 + "true) }",
    "not for ever": "ASK { FILTER(" + "! " * 19_000 + "true) }",
    "not beyond": "ASK { FILTER(" + "!" * 100_000 + "true) }",
    "minus signs": "SELECT (" + "- " * 19_000 + "1 AS ?x) {}",
    "sums": "SELECT (1" + "+1" * 9_000 + " AS ?x) {}",
    "or": "ASK { FILTER(" + "false || " * 9_000 + "true) }",
    "and": "ASK { FILTER(" + "true && " * 9_000 + "true) }",
    "comparisons": "ASK { FILTER(" + " = ".join(["1"] * 9_000) + ") }",
    "path of many steps": "ASK { ?s " + "/".join(["a"] * 2_000) + " ?o }",
    "path of more steps": "ASK { ?s " + "/".join(["<urn:p>"] * 9_000) + " ?o }",
    "path of many ways": "ASK { ?s " + "|".join(["<urn:p>"] * 9_000) + " ?o }",
    "path of many other ways": "ASK { ?s !(" + "|".join(["<urn:p>"] * 9_000) + ") ?o }",
    "path back and forth": "ASK { ?s " + "^" * 9_000 + "a ?o }",
    "path in brackets": "ASK { ?s " + nest("(", ")", "a", 199) + " ?o }",
    "path of paths": "SELECT * { ?s " + nest("(", ")*", "a|!a", 60) + " ?o }",
    "lists": "ASK { ?s ?p " + nest("(", ")", "1", 190) + " }",
    "blank nodes": "ASK { ?s ?p " + nest("[ ?p ", " ]", "1", 190) + " }",
    "triple terms": "ASK { ?s ?p " + nest("<<( ?s ?p ", " )>>", "?o", 5_000) + " }",
    "reified triples": "ASK { " + nest("<< ", " ?p ?o >>", "?s", 190) + " ?p ?o }",
    "sub-selects": "SELECT * " + nest("{ SELECT * ", " }", "{ ?s a mg:PilotProject }", 90),
    "exists": "SELECT * { ?s ?p ?o " + nest("FILTER EXISTS { ?s ?p ?o ", " }", "", 90) + " }",
    "graphs": "SELECT * { " + nest("GRAPH ?g { ", " }", "?s a mg:PilotProject", 190) + " }",
    "lateral": "SELECT * { ?s ?p ?o " + nest("LATERAL { ?s ?p ?o ", " }", "", 90) + " }",
    "if": "SELECT (" + nest("IF(true,", ",1)", "1", 190) + " AS ?x) {}",
    "brackets in a regex": "ASK { FILTER REGEX('a', '" + nest("(", ")", "a", 50_000) + "') }",
}  # fmt: skip
"""Queries that go deep."""
LONG = {
    "values": "SELECT (COUNT(*) AS ?n) { VALUES ?x {" + " ".join(map(str, range(100_000))) + "} }",
    "pairs of values": "SELECT (COUNT(*) AS ?n) { VALUES (?x ?y) {" + " ".join(f"({n} {n})" for n in range(60_000)) + "} }",
    "values by values": "SELECT (COUNT(*) AS ?n) { " + "".join(f"VALUES ?{v} {{{' '.join(map(str, range(50_000)))}}}" for v in "xy") + "}",
    "a list": "ASK { FILTER(1 IN (" + ",".join(map(str, range(2, 9_000))) + ")) }",
    "a long text": "ASK { ?s ?p '" + "a" * (MIB - 30) + "' }",
    "too long": "ASK { ?s ?p '" + "a" * MIB + "' }",
    "a long comment": "#" + "a" * (MIB - 30) + "\nASK {}",
    "empty lines": "ASK {}" + "\n" * (MIB - 30),
    "signs": "ASK { ?s ?p " + "<" * (MIB - 30),
    "unknown signs": "@" * (MIB - 1),
    "dots": "ASK {" + "a." * (MIB // 2 - 10),
    "quotations": "ASK { ?s ?p " + "'' " * (MIB // 3 - 10),
    "a quotation without end": "ASK { ?s ?p '''" + "''x" * (MIB // 3 - 30),
    "escapes": "ASK { <" + "\\u0041" * 170_000 + "> ?p ?o }",
    "services that are none": "ASK { ?service ?p " + "?service " * (MIB // 9 - 10) + "}",
    "a long IRI": "ASK { <urn:" + "a" * 900_000 + "> ?p ?o }",
    "a long prefix": "PREFIX " + "a" * 400_000 + ": <urn:> ASK { " + "a" * 400_000 + ":b ?p ?o }",
    "many prefixes": "".join(f"PREFIX p{n}: <urn:> " for n in range(4_900)) + "ASK {}",
    "a long variable": "SELECT ?" + "a" * 400_000 + " { ?" + "a" * 400_000 + " ?p ?o }",
    "many variables": "SELECT * { " + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(130)) + "}",
    "many patterns": "SELECT * { " + " ".join(f"?a{n} ?p{n} ?a{n + 1} ." for n in range(390)) + "}",
    "a star of patterns": "SELECT * { " + " ".join(f"?a ?p{n} ?a{n + 1} ." for n in range(390)) + "}",
    "many unions": "SELECT * { " + " UNION ".join("{ ?s ?p ?o }" for _ in range(190)) + "}",
    "many columns": "SELECT " + " ".join(f"(?x{n}+1 AS ?x{n + 1})" for n in range(190)) + " { BIND(1 AS ?x0) }",
    "long numbers": "SELECT (" + "9" * 100_000 + " * " + "9" * 100_000 + " AS ?x) {}",
    "a far year": "SELECT (xsd:dateTime('" + "9" * 10_000 + "-01-01T00:00:00Z') AS ?x) {}",
    "a long regex": "ASK { FILTER REGEX('a', '" + "(a|b)*" * 20_000 + "') }",
}  # fmt: skip
"""Queries that are long."""
ENDLESS = {
    "product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "product in order": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?a ?f",
    "product by chance": "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY RAND()",
    "distinct": "SELECT DISTINCT ?a ?d { ?a ?b ?c . ?d ?e ?f }",
    "groups": "SELECT ?a ?d (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f } GROUP BY ?a ?d",
    "joined texts": "SELECT (GROUP_CONCAT(CONCAT(STR(?a),STR(?d))) AS ?n) { ?a ?b ?c . ?d ?e ?f . }",
    "a long separator": "SELECT (GROUP_CONCAT(STR(?c); SEPARATOR='" + "x" * 100_000 + "') AS ?n) { ?a ?b ?c }",
    "tripling": "SELECT ?x20 { BIND('aaaaaaaaaa' AS ?x0) " + chained("", lambda n: f"BIND(CONCAT(?x{n},?x{n},?x{n}) AS ?x{n + 1})", 20) + "}",
    "tripling by replacing": "SELECT ?x20 { BIND('a' AS ?x0) " + chained("", lambda n: f"BIND(REPLACE(?x{n},'a','aaa') AS ?x{n + 1})", 20) + "}",
    "escaping": "SELECT ?x12 { BIND('é%' AS ?x0) " + chained("", lambda n: f"BIND(ENCODE_FOR_URI(CONCAT(?x{n},?x{n},?x{n},?x{n})) AS ?x{n + 1})", 12) + "}",
    "replacing nothing": "SELECT (REPLACE('" + "a" * 20_000 + "','','" + "b" * 20_000 + "') AS ?x) {}",
    "regex": "SELECT * { ?s ?p ?o FILTER REGEX('" + "a" * 5_000 + "!', '^(a+)+$') }",
    "regex twice": "SELECT * { ?s ?p ?o FILTER REGEX(STR(?o), '(.*a){30}.*(.*b){30}') }",
    "regex by numbers": "ASK { FILTER REGEX('" + "a" * 100_000 + "', '(a?){1000}a{1000}') }",
    "regex of regexes": "ASK { FILTER REGEX('a', '((((a{100}){100}){100}){100})') }",
    "regex of the data": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o . ?a ?b ?c FILTER REGEX(STR(?o), STR(?c)) }",
    "everything from everything": "SELECT (COUNT(*) AS ?n) { ?s (a|!a)* ?o }",
    "there and back": "SELECT (COUNT(*) AS ?n) { ?s (!<urn:a>|!^<urn:a>)+ ?o }",
    "paths in a row": "SELECT (COUNT(*) AS ?n) { ?s (a|!a)* ?o . ?o (a|!a)* ?x . ?x (a|!a)* ?y }",
    "minus": "SELECT * { ?a ?b ?c MINUS { ?a ?d ?e . ?f ?g ?h . ?i ?j ?k } }",
    "not exists": "SELECT * { ?a ?b ?c FILTER NOT EXISTS { ?d ?e ?f . ?g ?h ?i FILTER(?d = ?g && ?a = ?i) } }",
    "exists in the order": "SELECT * { ?a ?b ?c } ORDER BY EXISTS { ?d ?e ?f . ?g ?h ?i FILTER(?f = ?i) }",
    "unions by unions": "SELECT (COUNT(*) AS ?n) { " + "{ { ?s ?p ?o } UNION { ?o ?p ?s } } " * 30 + "}",
    "rows": "SELECT * { ?a ?b ?c . ?d ?e ?f }",
    "a far offset": "SELECT * { ?a ?b ?c . ?d ?e ?f } OFFSET 999999999999 LIMIT 1",
    "fresh names": "SELECT (STRUUID() AS ?u) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "digests": "SELECT (COUNT(DISTINCT SHA512(CONCAT(STR(?a),STR(?f)))) AS ?n) { ?a ?b ?c . ?d ?e ?f }",
    "having": "SELECT ?a (SAMPLE(?x) AS ?y) { ?a ?b ?c . ?d ?e ?f BIND(CONCAT(STR(?c),STR(?f)) AS ?x) } GROUP BY ?a ?x HAVING(COUNT(*)>1)",
    "describe everything": "DESCRIBE * { ?s ?p ?o }",
    "describe it often": "DESCRIBE * { ?s ?p ?o . ?a ?b ?c }",
    "construct": "CONSTRUCT { ?a ?e ?i } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "construct nobody": "CONSTRUCT { [] ?p ?o . [] ?e ?f } { ?s ?p ?o . ?d ?e ?f }",
}  # fmt: skip
"""Queries without end."""
TRUE = {
    "braces at the limit": None,
    "concat at the limit": "a",
    "values": "100000",
    "pairs of values": "60000",
    "many columns": None,
    "many prefixes": True,
    "and": True,
    "or": True,
}
"""What some of them are answered with."""
SLOW = {
    "optional in a row", "path of many steps", "path of paths", "lists", "blank nodes", "reified triples", "exists", "a star of patterns", "many patterns", "many unions", "product", "distinct", "groups", "tripling by replacing",
    "there and back", "paths in a row", "not exists", "exists in the order", "unions by unions", "a far offset", "fresh names", "digests", "having", "describe it often", "construct nobody", "minus",
}  # fmt: skip
"""Those that take the whole time or memory while others of their kind are tried always; they are tried with --slow."""

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e:"'


def _entities(times: int, of: int) -> str:
    more = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * of}">' for n in range(1, times))
    return f'<!DOCTYPE r [<!ENTITY l0 "{"lol" * of}">{more}]>'


def _xml(inner: str, before: str = "") -> str:
    return f'{before}<rdf:RDF {RDF}><rdf:Description rdf:about="urn:a"><e:p>{inner}</e:p></rdf:Description></rdf:RDF>'


DOCUMENTS: dict[str, tuple[str, str]] = {
    "billion laughs": ("application/rdf+xml", _xml("&l9;", _entities(10, 10))),
    "quadratic": ("application/rdf+xml", _xml("&l0;" * 50_000, f'<!DOCTYPE r [<!ENTITY l0 "{"a" * 100_000}">]>')),
    "entities of itself": ("application/rdf+xml", _xml("&a;", '<!DOCTYPE r [<!ENTITY a "&b;"><!ENTITY b "&a;">]>')),
    "parameter entities": ("application/rdf+xml", _xml("x", '<!DOCTYPE r [<!ENTITY % a "<!ENTITY b \'x\'>"> %a;]>')),
    "a hidden document type": ("application/rdf+xml", _xml("x", f"<?xml version='1.0'?>\n<!--{'-' * 3}><!DOCTYPE r []>")),
    "elements in elements": ("application/rdf+xml", f"<rdf:RDF {RDF}>" + nest("<rdf:Description><e:p>", "</e:p></rdf:Description>", "", 10_000) + "</rdf:RDF>"),
    "literal elements": ("application/rdf+xml", f"<rdf:RDF {RDF}><rdf:Description><e:p rdf:parseType='Literal'>" + nest("<a>", "</a>", "", 100_000)),
    "attributes": ("application/rdf+xml", f"<rdf:RDF {RDF}><rdf:Description " + " ".join(f'e:a{n}="x"' for n in range(100_000)) + "/></rdf:RDF>"),
    "one attribute again": ("application/rdf+xml", f"<rdf:RDF {RDF}><rdf:Description " + 'e:a="x" ' * 100_000 + "/></rdf:RDF>"),
    "a comment without end": ("application/rdf+xml", "<!-- " + "- " * 500_000),
    "tags without end": ("application/rdf+xml", "<a " * 300_000),
    "attributes without end": ("application/rdf+xml", "<a b='" * 200_000),
    "square brackets": ("text/turtle", "<a:a> <b:b> " + nest("[ <b:b> ", " ]", "1", 10_000) + " ."),
    "square brackets without end": ("text/turtle", "<a:a> <b:b> " + "[ <b:b> " * 200_000),
    "round brackets": ("text/turtle", "<a:a> <b:b> " + nest("( ", " )", "1", 10_000) + " ."),
    "brackets at the limit": ("text/turtle", "<a:a> <b:b> " + nest("[ <b:b> ", " ]", "1", 190) + " ."),
    "triples in triples": ("text/turtle", nest("<< ", " <b:b> <c:c> >>", "<a:a>", 5_000) + " <b:b> <c:c> ."),
    "triple terms": ("text/turtle", "<a:a> <b:b> " + nest("<<( <a:a> <b:b> ", " )>>", "<c:c>", 20_000) + " ."),
    "graphs in graphs": ("application/trig", "{" * 50_000),
    "a long literal": ("application/n-triples", '<a:a> <b:b> "' + "x" * (5 * MIB) + '" .'),
    "a long name": ("text/turtle", "<a:" + "x" * (2 * MIB) + "> <b:b> <c:c> ."),
    "prefixes": ("text/turtle", "".join(f"@prefix p{n}: <urn:{n}> . " for n in range(100_000))),
    "many triples": ("application/n-triples", "".join(f"<a:a{n}> <b:b> <c:c> .\n" for n in range(150_000))),
    "a chain of broader things": ("application/n-triples", "".join(f"<a:a{n}> <http://www.w3.org/2004/02/skos/core#broader> <a:a{n + 1}> .\n" for n in range(20_000))),
    "a ring of parts": ("application/n-triples", "".join(f"<a:a{n}> <http://purl.org/dc/terms/isPartOf> <a:a{(n + 1) % 3000}> .\n" for n in range(3000))),
    "quotations without end": ("text/turtle", '<a:a> <b:b> """' + '""a' * 300_000),
    "escapes": ("text/turtle", '<a:a> <b:b> "' + "\\u0041" * 300_000 + '" .'),
    "objects": ("application/ld+json", nest('{"urn:p":', "}", "1", 50_000)),
    "lists of lists": ("application/ld+json", nest("[", "]", "", 100_000)),
    "objects without end": ("application/ld+json", '{"a":' * 200_000),
    "objects at the limit": ("application/ld+json", nest('{"urn:p":', "}", "1", 99)),
    "contexts": ("application/ld+json", '{"@context": [' + ",".join('{"a": "urn:a"}' for _ in range(50_000)) + '], "a": 1}'),
    "a wide context": ("application/ld+json", '{"@context": {' + ",".join(f'"t{n}": "t{n + 1}:x"' for n in range(50_000)) + '}, "t0": 1}'),
    "scoped contexts": ("application/ld+json", '{"@context": {"a": {"@id": "urn:a", "@context": {' + ",".join(f'"t{n}": "urn:{n}"' for n in range(2_000)) + '}}}, "@graph": [' + ",".join('{"a": {"t1": 1}}' for _ in range(2_000)) + "]}"),
    "numbers": ("application/ld+json", '{"urn:p": ' + "9" * 500_000 + "}"),
    "one number many times": ("application/ld+json", '{"urn:p": [' + ",".join(["1e999"] * 100_000) + "]}"),
    "one name many times": ("application/ld+json", "{" + ",".join('"urn:p": 1' for _ in range(100_000)) + "}"),
    "strings without end": ("application/ld+json", '{"' + '\\"' * 500_000),
    "a pattern that explodes": ("text/turtle", "@prefix sh: <http://www.w3.org/ns/shacl#> . <a:s> a sh:NodeShape ; sh:targetNode '" + "a" * 50 + "!' ; sh:pattern '^(a+)+$' ."),
    "a pattern for us": ("text/turtle", f"@prefix mg: <https://w3id.org/metrograph/ns#> . <a:s> a mg:PilotProject ; mg:code '{'a' * 100_000}' ; mg:sdgCode '{'1.' * 50_000}' ; <http://purl.org/dc/terms/date> '{'2' * 100_000}' ."),
}  # fmt: skip
"""Documents: their media type and their text."""
