"""Development check: the SPARQL of a competency file against an export of ours, in rdflib and in pyoxigraph.

    python checks/competency.py COMPETENCY.yaml ALL.trig

Ids of the file are the last segments of our IRIs; a fixture, where a question needs one, is added after the same mapping.
"""

import re
import sys
from pathlib import Path

import pyoxigraph as ox
import rdflib
import yaml

OLD, NEW = "https://w3id.org/metrograph/id/", "https://w3id.org/metrograph/id/metropolis-2019/"
SHARED = ("org-", "body-", "cop-", "place-", "theme-", "alignment/")


def moved(text: str) -> str:
    def iri(match: re.Match[str]) -> str:
        slug = match[1]
        shared = slug.startswith(SHARED) or slug == "plan-2018" or re.match(r"\d{4}/", slug)
        return f"<{OLD if shared else NEW}{slug}>"

    return re.sub(r"\bid:([a-z0-9-]+)", iri, text)


def short(value: object) -> str:
    text = str(value)
    for start in (NEW, OLD, "https://w3id.org/metrograph/ns#", "http://metadata.un.org/sdg/"):
        if text.startswith(start):
            return text[len(start) :]
    return text


def rows(expected: list[object]) -> list[tuple[str, ...]]:
    return sorted(tuple(map(str, row)) if isinstance(row, list) else (str(row),) for row in expected)


def main(competency: str, export: str) -> int:
    spec = yaml.safe_load(Path(competency).read_text(encoding="utf-8"))
    wrong = 0
    for fixture in (False, True):
        extra = moved(spec["fixture_ttl"]).replace("@prefix <https", "@prefix id: <https") if fixture else ""
        extra = re.sub(r"@prefix id:.*? \.", "", extra)
        graph = rdflib.Dataset(default_union=True)
        graph.parse(export, format="trig")
        store = ox.Store()
        store.load(path=export, format=ox.RdfFormat.TRIG)
        if fixture:
            graph.graph(rdflib.URIRef("urn:fixture")).parse(data=extra, format="turtle")
            store.load(extra.encode(), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode("urn:fixture"))
        for question in spec["questions"]:
            if (question["needs"] == "fixture") != fixture:
                continue
            sparql = moved(
                spec["prefixes"].replace("PREFIX id: <https://w3id.org/metrograph/id/>", "") + " " + question["sparql"]
            )
            want = rows(question["expected"])
            answers = {
                "rdflib": sorted(tuple(short(v) for v in row) for row in graph.query(sparql)),
                "pyoxigraph": sorted(
                    tuple(short(v.value) for v in row) for row in store.query(sparql, use_default_graph_as_union=True)
                ),
            }
            for engine, got in answers.items():
                if got != want:
                    wrong += 1
                    print(
                        question["id"],
                        engine,
                        question["question"],
                        "\n  missing",
                        set(want) - set(got),
                        "\n  extra",
                        set(got) - set(want),
                        len(got),
                        len(want),
                    )
    print(f"{len(spec['questions'])} questions, {wrong} answers differ")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
