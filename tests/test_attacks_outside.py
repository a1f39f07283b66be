"""Hundreds of ways to make the service fetch an address or read a file: nobody is connected to, nothing is opened."""

import json
import os
import socket
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from tests.attacks import (
    AT_EACH,
    SECRET,
    TWISTED,
    UPDATES,
    Outside,
    addresses,
    outside,
    parted,
    raw,
    request,
    settled,
    shared,
    twisted,
)
from tests.service import Answer, Running

QUERY, UPDATE, FORM = "application/sparql-query", "application/sparql-update", "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Outside]:
    """A listener and a file; at the end of all tests the one must not have been met, nor the other opened."""
    with outside(tmp_path_factory.mktemp("outside")) as made:
        yield made
        untouched(made)


@pytest.fixture(scope="module")
def service() -> Running:
    return shared()


@pytest.fixture(scope="module")
def writing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("writing")
    with Running("--store", folder / "store", token=True, folder=folder) as running:
        yield running


def untouched(out: Outside) -> None:
    assert out.listener.met == []
    assert out.canary.opened in {0, None}


def kept_in(answer: Answer, *, refused: bool = False) -> None:
    """An answer that tells nothing of the file, and is no fault."""
    told = answer.body.decode("utf-8", "replace")
    if answer.status < 400:
        assert not refused, told[:300]
        assert SECRET not in told
    else:
        assert answer.headers.get_content_type() == "application/problem+json"
        assert answer.status < 500, told[:300]


# ---- queries


def test_there_are_enough_spellings(out: Outside) -> None:
    each = [template.format(u=iri) for iri in addresses(out) for template in AT_EACH]
    assert len({*each, *twisted(TWISTED, out), *twisted(UPDATES, out)}) >= 500


def test_listener_and_canary_do_notice(out: Outside) -> None:
    with socket.create_connection(("127.0.0.1", out.listener.port)) as client:
        client.sendall(b"hello")
        assert client.recv(1 << 12)
    assert out.listener.met == [b"hello"]
    out.listener.met.clear()
    assert SECRET in out.canary.path.read_text()
    assert out.canary.opened != 0
    untouched(out)


def test_no_address_is_fetched_by_any_clause(service: Running, out: Outside) -> None:
    for iri in addresses(out):
        for template in AT_EACH:
            kept_in(service.query(template.format(u=iri)), refused="SERVICE" in template)
    untouched(out)


@pytest.mark.parametrize("way", ["address", "direct", "form"])
def test_no_twisted_query_gets_out(service: Running, out: Outside, way: str) -> None:
    for text in twisted(TWISTED, out):
        body = text.encode()
        if way == "address":
            answer = service.get("/sparql?" + urlencode({"query": text}))
        elif way == "direct":
            answer = service.ask("POST", "/sparql", body, Content_Type=QUERY)
        else:
            answer = service.ask("POST", "/sparql", urlencode({"query": text}), Content_Type=FORM)
        kept_in(answer, refused="SERVICE" in text and "DESCRIBE" not in text)
    untouched(out)


def test_a_call_of_a_service_is_told_by_its_place(service: Running, out: Outside) -> None:
    told = service.query(f"SELECT * {{\n  SERVICE <{out.main}> {{ ?s ?p ?o }} }}").json
    assert (told["code"], told["status"], told["line"], told["column"]) == ("Q105", 403, 2, 3)


def test_the_graphs_of_a_request_are_names_and_nothing_else(service: Running, writing: Running, out: Outside) -> None:
    everything = "SELECT * { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }"
    for at, iri in enumerate(addresses(out)):
        kept_in(service.query(everything, **{("default-graph-uri", "named-graph-uri")[at % 2]: iri}))
        words = quote(iri, safe="")
        kept_in(service.get((f"/store?graph={words}", f"/store/{words}", f"/id/{words}", f"/graph/{words}")[at % 4]))
        text = urlencode(
            {"update": "INSERT { ?s ?p ?o } WHERE { ?s ?p ?o }", ("using-graph-uri", "using-named-graph-uri")[at % 2]: iri}
        )
        kept_in(writing.ask("POST", "/update", text, token=True, Content_Type=FORM))
    assert not writing.query("ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }").json["boolean"]
    untouched(out)


# ---- updates


@pytest.mark.parametrize("way", ["direct", "form", "patch"])
def test_no_update_gets_out(writing: Running, out: Outside, way: str) -> None:
    for text in twisted(UPDATES, out):
        if way == "direct":
            answer = writing.ask("POST", "/update", text, token=True, Content_Type=UPDATE)
        elif way == "form":
            answer = writing.ask("POST", "/update", urlencode({"update": text}), token=True, Content_Type=FORM)
        else:
            answer = writing.ask("PATCH", "/store?default", text, token=True, Content_Type=UPDATE)
        silent = "LOAD SILENT" in text  # which is told to do nothing when it cannot
        kept_in(answer, refused=not silent and ("LOAD" in text or "SERVICE" in text))
    found = writing.query("ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }").json
    assert found["boolean"] is False, "an update that was refused in a part is refused as a whole"
    untouched(out)


@pytest.mark.parametrize("text", ["LOAD <U>", "INSERT { ?s ?p ?o } WHERE { SERVICE <U> { ?s ?p ?o } }"])
def test_an_update_from_nobody_gets_nowhere(service: Running, out: Outside, text: str) -> None:
    (one,) = twisted((text,), out)
    assert service.ask("POST", "/update", one, Content_Type=UPDATE).status in {401, 403}
    assert service.ask("POST", "/sparql", one, Content_Type=UPDATE).status in {400, 401, 403, 415}


# ---- documents

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="urn:e:"'
THING = '<rdf:Description rdf:about="urn:a"><e:p>{}</e:p></rdf:Description>'
DOCUMENTS: dict[str, tuple[str, ...]] = {
    "application/rdf+xml": (
        f'<!DOCTYPE r [<!ENTITY x SYSTEM "file://F">]><rdf:RDF {RDF}>{THING.format("&x;")}</rdf:RDF>',
        f'<!DOCTYPE r [<!ENTITY x SYSTEM "U">]><rdf:RDF {RDF}>{THING.format("&x;")}</rdf:RDF>',
        f'<!DOCTYPE r [<!ENTITY x PUBLIC "-//a//b" "U">]><rdf:RDF {RDF}>{THING.format("&x;")}</rdf:RDF>',
        f'<!DOCTYPE r [<!ENTITY % x SYSTEM "U"> %x;]><rdf:RDF {RDF}>{THING.format("a")}</rdf:RDF>',
        f'<!DOCTYPE r SYSTEM "U"><rdf:RDF {RDF}>{THING.format("&x;")}</rdf:RDF>',
        f'<!DOCTYPE rdf:RDF SYSTEM "file://F" []><rdf:RDF {RDF}>{THING.format("a")}</rdf:RDF>',
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY % d SYSTEM "file://F"><!ENTITY % e "<!ENTITY s SYSTEM \'U?%d;\'>">%e;]><rdf:RDF {RDF}>{THING.format("&s;")}</rdf:RDF>',
        f'<!-- x --><!DOCTYPE r [<!ENTITY x "y">]><rdf:RDF {RDF}>{THING.format("&x;")}</rdf:RDF>',
        f'\ufeff<!DOCTYPE r [<!ENTITY x SYSTEM "U">]><rdf:RDF {RDF}>{THING.format("&x;")}</rdf:RDF>',
        f'<?xml-stylesheet type="text/xsl" href="U"?><rdf:RDF {RDF}>{THING.format("a")}</rdf:RDF>',
        f'<rdf:RDF {RDF} xml:base="U">{THING.format("a")}<rdf:Description rdf:about="x"/></rdf:RDF>',
        f'<rdf:RDF {RDF} xml:base="file://F"><rdf:Description rdf:about=""><e:p rdf:resource=""/></rdf:Description></rdf:RDF>',
        f'<rdf:RDF {RDF} xmlns:xi="http://www.w3.org/2001/XInclude"><rdf:Description rdf:about="urn:a"><e:p rdf:parseType="Literal"><xi:include href="U"/></e:p></rdf:Description></rdf:RDF>',
        f'<rdf:RDF {RDF} xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file://F" parse="text"/></rdf:RDF>',
        f'<rdf:RDF {RDF} xmlns:s="http://www.w3.org/2001/XMLSchema-instance" s:schemaLocation="urn:e: U">{THING.format("a")}</rdf:RDF>',
        f'<rdf:RDF {RDF} xmlns:owl="http://www.w3.org/2002/07/owl#"><owl:Ontology rdf:about="urn:a"><owl:imports rdf:resource="U"/></owl:Ontology></rdf:RDF>',
        f"<rdf:RDF {RDF}>{THING.format('<![CDATA[<!DOCTYPE r>]]>')}</rdf:RDF>",
    ),
    "text/turtle": (
        "@base <U> . <x> <y> <z> .", "BASE <file://F> <> <p> <> .", "@prefix e: <U> . e: e:p e: .", "<urn:a> <http://www.w3.org/2002/07/owl#imports> <U>, <file://F> .",
        "<urn:a> <http://www.w3.org/2000/01/rdf-schema#seeAlso> <U> ; <http://www.w3.org/2000/01/rdf-schema#isDefinedBy> <file://F> .", "@include <U> .", "@import <U> .",
        '"U" <http://www.w3.org/2000/10/swap/log#semantics> ?x .', "<urn:a> <urn:b> <\\u0066ile://F> .", "<U> a <http://www.w3.org/2002/07/owl#Ontology> .", "<urn:a> <urn:b> '''<U>''' .",
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:a> sh:shapesGraph <U>, <file://F> ; sh:suggestedShapesGraph <U> .",
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ; sh:targetClass sh:NodeShape ; sh:sparql [ sh:message 'x' ; sh:select 'SELECT $this { SERVICE <U> { ?s ?p ?o } }' ] .",
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ; sh:targetNode <urn:s> ; sh:sparql [ sh:ask 'ASK FROM <file://F> { ?s ?p ?o }' ; sh:prefixes <U> ] .",
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> sh:target [ a sh:SPARQLTarget ; sh:select 'SELECT ?this { SERVICE <U> { ?this ?p ?o } }' ] .",
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ; sh:targetNode <urn:s> ; sh:js [ sh:jsFunctionName 'f' ; sh:jsLibrary [ sh:jsLibraryURL 'U' ] ] .",
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> sh:rule [ a sh:SPARQLRule ; sh:construct 'CONSTRUCT { ?s ?p ?o } { SERVICE <U> { ?s ?p ?o } }' ] ; sh:entailment <U> .",
    ),
    "application/ld+json": (
        '{"@context": "U", "@id": "urn:a", "name": "x"}', '{"@context": ["U"], "@id": "urn:a", "name": "x"}', '{"@context": [{}, "file://F"], "@id": "urn:a", "name": "x"}',
        '{"@context": {"@import": "U", "@version": 1.1}, "name": "x"}', '{"@context": {"n": {"@id": "urn:n", "@context": "U"}}, "n": {"@id": "urn:b"}}', '{"@context": "x", "@id": "urn:a"}',
        '{"@context": {"T": {"@id": "urn:T", "@context": "U"}}, "@type": "T"}', '{"@graph": [{"@context": "U", "@id": "urn:a", "urn:p": 1}]}', '{"@context": {"@base": "U"}, "@id": "x", "urn:p": 1}',
        '{"@context": {"@vocab": "U"}, "@id": "urn:a", "p": 1}', '{"@id": "urn:a", "urn:p": {"@context": "file://F", "@value": "x"}}', '[{"@context": "file:F"}, {"@context": "//127.0.0.1:P/x"}]',
        '{"\\u0040context": "U", "@id": "urn:a", "name": "x"}', '{"@context": null, "@context": "U", "name": "x"}', '{"@included": [{"@context": "U"}]}', '{"@context": "https://schema.org", "name": "x"}',
        '{"@context": {"@propagate": false, "@import": "file://F"}, "name": "x"}', '{"@context": {"a": {"@id": "urn:a", "@type": "@json"}}, "a": {"@context": "U"}}',
        '{"@type": "@context", "@id": "U", "@reverse": {"urn:p": {"@context": "U"}}}', '{"@context": "data:application/ld+json,{}", "name": "x"}',
    ),
    "application/trig": ("<U> { <urn:a> <urn:b> <U> }", "@base <file://F> . <> { <> <> <> }", "GRAPH <U> { <urn:a> <http://www.w3.org/2002/07/owl#imports> <U> }"),
    "application/n-triples": ("<urn:a> <http://www.w3.org/2002/07/owl#imports> <U> .", "<file://F> <urn:b> <U> ."),
    "application/n-quads": ("<urn:a> <urn:b> <urn:c> <U> .", "<urn:a> <http://www.w3.org/2002/07/owl#imports> <file://F> <U> ."),
    "application/json": ('{"@context": "U", "name": "x"}', '{"text": "U"}', '["file://F", "U"]'),
    "text/html": ('<script type="application/ld+json">{"@context": "U"}</script>',),
    "application/xml": (f'<!DOCTYPE r [<!ENTITY x SYSTEM "file://F">]><rdf:RDF {RDF}>{THING.format("&x;")}</rdf:RDF>',),
    "message/external-body; access-type=local-file; name=F": ("x",),
}  # fmt: skip
"""Documents that speak of the listener (U) and the file (F)."""


def documents(out: Outside) -> Iterator[tuple[str, str]]:
    for media, texts in DOCUMENTS.items():
        for text in texts:
            yield (
                media,
                text.replace("U", out.main).replace("F", str(out.canary.path)).replace(":P/", f":{out.listener.port}/")
                if media != "application/rdf+xml"
                else _filled(text, out),
            )


def _filled(text: str, out: Outside) -> str:
    for mark, value in (('"U', f'"{out.main}'), ("'U", f"'{out.main}"), (" U", f" {out.main}"), ("//F", f"//{out.canary.path}")):
        text = text.replace(mark, value)
    return text


def test_no_document_that_is_validated_gets_out(service: Running, out: Outside) -> None:
    link = f'<{out.main}>; rel="http://www.w3.org/ns/json-ld#context"'
    for media, text in documents(out):
        kept_in(service.ask("POST", "/api/validate?format=ttl", text, Content_Type=media, Link=link))
    untouched(out)


def test_no_document_that_is_stored_gets_out(writing: Running, out: Outside) -> None:
    for (media, text), graph in zip(documents(out), cycle(("urn:here", out.main, f"file://{out.canary.path}")), strict=False):
        path = "/store?" + urlencode({"graph": graph})
        kept_in(writing.ask("PUT", path, text, token=True, Content_Type=media))
        kept_in(writing.get(path))
        form = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{out.canary.path}"\r\nContent-Type: {media}\r\n\r\n{text}\r\n--x--\r\n'
        kept_in(writing.ask("POST", "/store?graph=urn:here", form, token=True, Content_Type="multipart/form-data; boundary=x"))
    assert writing.update("CLEAR ALL").status == 204
    untouched(out)


def test_a_remote_context_is_refused_and_said_to_be(service: Running, out: Outside) -> None:
    answer = service.ask(
        "POST", "/api/validate", json.dumps({"@context": out.main, "name": "x"}), Content_Type="application/ld+json"
    )
    assert (answer.status, answer.json["code"]) == (400, "W406")


# ---- everything else that takes a text


def doors(iri: str) -> tuple[str, ...]:
    """Paths that take a text or an identifier, with an address in its place."""
    words = quote(iri, safe="")
    queries, extend = json.dumps({"q": {"query": iri, "type": iri}}), json.dumps({"ids": [iri], "properties": [{"id": iri}]})
    return (
        f"/api/search?q={words}", f"/api/questions/links?goal={words}", f"/api/questions/{words}", f"/api/alignments?item={words}",
        f"/api/alignments/{words}", f"/reconcile/preview?id={words}", f"/reconcile/suggest/entity?prefix={words}",
        f"/reconcile?queries={quote(queries)}", f"/reconcile?extend={quote(extend)}", f"/reconcile/properties?type={words}",
        f"/export/{words}", f"/static/{words}", f"/sdg/{words}", f"/ns/{words}", f"/reconcile/view?id={words}", f"/api/coverage?by={words}",
    )  # fmt: skip


def knocked(service: Running, path: str) -> None:
    """An address through one door leads nowhere else."""
    answer = service.get(path)
    kept_in(answer)
    assert answer.headers.get("Location", service.address).startswith(service.address)


def test_texts_and_identifiers_are_no_addresses(service: Running, out: Outside) -> None:
    for at, iri in enumerate(addresses(out)):
        ways = doors(iri)
        for path in (ways[at % len(ways)], ways[(at * 5 + 7) % len(ways)]):
            knocked(service, path)
        body, media = (
            (json.dumps({"text": iri, "context": iri}), "application/json") if at % 2 else (iri, "text/plain; charset=utf-8")
        )
        kept_in(service.ask("POST", "/api/link", body.encode(), Content_Type=media))
    untouched(out)


@pytest.mark.slow
def test_no_address_through_any_door(service: Running, out: Outside) -> None:
    for iri in addresses(out):
        for path in doors(iri):
            knocked(service, path)
    untouched(out)


@pytest.mark.parametrize("name", ["Referer", "X-Original-URL", "X-Rewrite-URL", "X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "From", "Link", "SOAPAction", "Destination",
                                  "Slug", "Content-Location", "X-Wap-Profile", "True-Client-IP", "Proxy", "Via", "Contact", "Accept", "Cookie", "Accept-Language", "If-None-Match", "Ping-To"])  # fmt: skip
def test_no_header_field_is_followed(service: Running, out: Outside, name: str) -> None:
    for value in (out.main, f"<{out.main}>", f"file://{out.canary.path}"):
        kept_in(service.ask("GET", "/id/theme-mobility", **{name.replace("-", "_"): value}))
        kept_in(
            service.ask("POST", "/api/validate", "<a:a> <b:b> 1 .", Content_Type="text/turtle", **{name.replace("-", "_"): value})
        )
    untouched(out)


def test_no_request_target_is_fetched_as_a_proxy_would(service: Running, out: Outside) -> None:
    for method, target in ((b"GET", out.main), (b"GET", f"file://{out.canary.path}"), (b"CONNECT", f"127.0.0.1:{out.listener.port}"), (b"GET", f"//127.0.0.1:{out.listener.port}/x"),
                           (b"GET", f"@127.0.0.1:{out.listener.port}/"), (b"OPTIONS", "*"), (b"GET", f"/proxy/{out.main}"), (b"GET", f"/?url={out.main}"), (b"TRACE", "/")):  # fmt: skip
        status, _, body = parted(raw(service.port, request(method, target.encode())))
        assert 400 <= status < 500 or target.startswith("/?"), (target, status)
        assert SECRET.encode() not in body
    untouched(out)


# ---- what holds when the gate does not


def test_a_child_has_nothing_but_its_socket(service: Running) -> None:
    if not Path("/proc/self/fd").is_dir():
        pytest.skip("no /proc")
    assert service.query("ASK { ?s ?p ?o }").status == 200
    children = service.children("child")
    assert children
    for pid in children:
        held = [str(path.readlink()) for path in Path(f"/proc/{pid}/fd").iterdir()]
        assert [name.partition(":")[0] for name in held if name != "/dev/null"] == ["socket"]
        limits = {line[:26].strip(): line[26:].split()[:2] for line in Path(f"/proc/{pid}/limits").read_text().splitlines()}
        assert limits["Max open files"] == ["0", "0"]
        assert limits["Max core file size"] == ["0", "0"]
        assert limits["Max address space"][1] != "unlimited"


BYPASS = textwrap.dedent("""
    import os, socket, sys, threading, traceback
    import pyoxigraph as ox
    from metrograph.serve.child import confine

    told, address, file, unix = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
    store = ox.Store()
    store.add(ox.Quad(ox.NamedNode("urn:a"), ox.NamedNode("urn:b"), ox.Literal("c")))
    port = int(address.rsplit(":", 1)[1].split("/")[0])

    def connected(family, where):
        with socket.socket(family) as one:
            one.connect(where)

    tries = {
        "nothing": lambda: list(store.query("SELECT * { ?s ?p ?o }")),
        "service": lambda: list(store.query("SELECT * { SERVICE <%s> { ?s ?p ?o } }" % address)),
        "load": lambda: store.update("LOAD <%s>" % address),
        "file": lambda: store.update("LOAD <file://%s>" % file),
        "open": lambda: open(file).read(),
        "os.open": lambda: os.open(file, os.O_RDONLY),
        "null": lambda: open("/dev/null"),
        "parse": lambda: list(ox.parse(path=file)),
        "bulk": lambda: store.bulk_load(path=file),
        "store": lambda: ox.Store(os.path.dirname(file) + "/db"),
        "socket": lambda: connected(socket.AF_INET, ("127.0.0.1", port)),
        "unix": lambda: connected(socket.AF_UNIX, unix),
        "pair": lambda: socket.socketpair(),
        "pipe": lambda: os.pipe(),
        "dup": lambda: os.dup(told),
        "import": lambda: __import__("xmlrpc.client"),
        "folder": lambda: os.listdir(os.path.dirname(file)),
        "limit": lambda: __import__("resource").setrlimit(7, (64, 64)) or open("/dev/zero"),
        "memory": lambda: bytearray(1 << 30),
    }
    confine(told, 64 << 20)
    for name, attempt in tries.items():
        try:
            attempt()
        except BaseException as error:
            os.write(told, ("%s: %s\\n" % (name, type(error).__name__)).encode())
        else:
            os.write(told, ("%s: done\\n" % name).encode())
""")


@pytest.mark.skipif(not Path("/proc/self/statm").is_file(), reason="no /proc")
def test_a_query_that_got_past_the_gate_would_reach_nothing(out: Outside) -> None:
    told, theirs = os.pipe()
    command = [sys.executable, "-c", BYPASS, str(theirs), out.main, str(out.canary.path), str(out.listener.path)]
    with os.fdopen(told, "rb") as ours:
        process = subprocess.Popen(command, pass_fds=[theirs])
        os.close(theirs)
        found = dict(line.split(": ") for line in ours.read().decode().splitlines())
        assert process.wait(30) == 0
    assert found.pop("nothing") == "done"
    assert len(found) == 18
    mighty = {"limit"} if os.geteuid() == 0 else set()  # root may raise any limit: the service is not to be run by root
    assert {name for name, end in found.items() if end == "done"} <= mighty
    untouched(out)


def test_the_service_is_as_it_was(service: Running, writing: Running) -> None:
    assert settled(service)
    assert settled(writing)
    for running in (service, writing):
        assert "fault" not in running.said().lower().replace("default", "")
