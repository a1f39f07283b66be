"""How well documents are read: recall, precision, kinds, dates, status and sections against items that people expect.

python tests/plans/make.py /tmp/plans                       # the documents that are not text
python bench/reading.py tests/plans /tmp/plans              # FOLDER with NAME.expected.yaml, FOLDER with the documents
python bench/reading.py --reference items.yaml source.txt   # the reference extraction of the 2019 plan
--errors prints what was missed, added and mistaken
"""

import argparse
import sys
import time
from collections import Counter
from pathlib import Path

import yaml

from metrograph.extraction import read_file
from metrograph.extraction.rules import flat, tokens

ENTITIES = {"organisation", "place", "governing_body", "community_of_practice", "heading", "document_header"}
STATUS = {"to_conclude_2019": "to_conclude"}


def words(label: str) -> Counter:
    return Counter(token for token in tokens(flat(label).replace("*", " ")) if token)


def alike(first: str, second: str) -> float:
    one, other = words(first), words(second)
    shared = sum((one & other).values())
    return 2 * shared / max(1, sum(one.values()) + sum(other.values()))


def expected_of(path: Path) -> list[dict]:
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        {**item, "sdgs": [str(code) for code in item.get("sdgs", [])], "edtf": str(item.get("edtf", ""))}
        for item in told["items"]
    ]


def reference_of(path: Path) -> list[dict]:
    told = yaml.safe_load(path.read_text(encoding="utf-8"))["items"]
    labels = {item["id"]: item["label"]["fr"] for item in told}
    return [
        {
            "kind": item["kind"],
            "label": item["label"]["fr"],
            "section": labels.get(item.get("section", ""), ""),
            "status": STATUS.get(item.get("status", ""), item.get("status", "")),
            "edtf": str((item.get("date") or {}).get("edtf", "")),
            "condition": item.get("condition", ""),
        }
        for item in told
    ]


def collapsed(items: list[dict], found: list) -> list[dict]:
    """Items of one name that differ only in their day made one, where they were read as one with a set of dates."""
    sets = [draft.label for draft in found if draft.edtf.startswith("{")]
    kept: dict[tuple, dict] = {}
    for item in items:
        key = (item["kind"], item["label"], item.get("section", ""), item.get("parent", ""))
        as_set = any(alike(label, item["label"]) >= 0.8 for label in sets)
        if key in kept and as_set and item["edtf"] and kept[key]["edtf"]:
            dates = [*kept[key]["edtf"].strip("{}").split(","), item["edtf"]]
            kept[key] = {**kept[key], "edtf": "{" + ",".join(sorted(dates)) + "}"}
        else:
            kept[key if key not in kept else (*key, len(kept))] = item
    return list(kept.values())


def pairs(expected: list[dict], found: list) -> list[tuple[dict, object]]:
    scored = []
    for at, item in enumerate(expected):
        for place, draft in enumerate(found):
            names = [draft.label, *draft.also_called]
            like = max(alike(item["label"], name) for name in names)
            if like >= 0.6:
                like += 0.2 * (item["kind"] == draft.kind.value) + 0.1 * bool(
                    item["edtf"] and plain(item["edtf"]) == plain(draft.edtf)
                )
                scored.append((like, -at, -place))
    taken_items, taken_drafts, matched = set(), set(), []
    for _, at, place in sorted(scored, reverse=True):
        if at not in taken_items and place not in taken_drafts:
            taken_items.add(at)
            taken_drafts.add(place)
            matched.append((expected[-at], found[-place]))
    return matched


def plain(edtf: str) -> str:
    return edtf.removeprefix("../").rstrip("~?")


def score(name: str, expected: list[dict], reading, *, entities: bool, errors: bool) -> dict:
    found = [draft for draft in reading.drafts if entities or draft.kind.value not in ENTITIES]
    expected = collapsed(expected, found)
    matched = pairs(expected, found)
    labels = {draft.id: draft.label for draft in reading.drafts}
    dated = [(item, draft) for item, draft in matched if item["edtf"]]
    stated = [(item, draft) for item, draft in matched if item.get("status")]
    placed = [(item, draft) for item, draft in matched if item.get("section")]
    right = {
        "kind": [item["kind"] == draft.kind.value for item, draft in matched],
        "date": [plain(item["edtf"]) == plain(draft.edtf) for item, draft in dated],
        "nodate": [not draft.edtf for item, draft in matched if not item["edtf"]],
        "status": [item["status"] == (draft.status or "") for item, draft in stated],
        "section": [alike(item["section"], labels.get(draft.section, "")) >= 0.6 for item, draft in placed],
        "condition": [alike(item["condition"], draft.condition) >= 0.6 for item, draft in matched if item.get("condition")],
        "datestatus": [
            item["date_status"] == draft.date_status for item, draft in matched if item.get("date_status") and draft.edtf
        ],
        "sdgs": [set(item["sdgs"]) == set(draft.sdgs) for item, draft in matched if item.get("sdgs")],
    }
    if errors:
        show(expected, found, matched, labels)
    figures = {"recall": len(matched) / max(1, len(expected)), "precision": len(matched) / max(1, len(found))}
    figures |= {key: sum(value) / len(value) if value else float("nan") for key, value in right.items()}
    print(f"{name:24} {len(expected):4} {len(found):4}  " + "  ".join(f"{key} {value:.3f}" for key, value in figures.items()))
    return {"n": len(expected), **figures}


def show(expected: list[dict], found: list, matched: list, labels: dict) -> None:
    items, drafts = {id(item) for item, _ in matched}, {id(draft) for _, draft in matched}
    for item in expected:
        if id(item) not in items:
            print("  MISSED ", item["kind"], "|", item["label"])
    for draft in found:
        if id(draft) not in drafts:
            print("  ADDED  ", draft.kind.value, "|", draft.label, "|", draft.sources[0].where.line)
    for item, draft in matched:
        for key, want, got in mistakes(item, draft, labels):
            print(f"  {key.upper():8} {item['label'][:70]!r}: {want!r} read as {got!r}")


def mistakes(item: dict, draft, labels: dict) -> list[tuple]:
    section = labels.get(draft.section, "")
    compared = [
        ("kind", item["kind"], draft.kind.value, item["kind"] == draft.kind.value),
        ("date", item["edtf"], draft.edtf, plain(item["edtf"]) == plain(draft.edtf)),
        ("status", item.get("status", ""), str(draft.status or ""), item.get("status", "") == (draft.status or "")),
        (
            "condition",
            item.get("condition", ""),
            draft.condition,
            not item.get("condition") or item["condition"] == draft.condition,
        ),
        ("section", item.get("section", ""), section, not item.get("section") or alike(item["section"], section) >= 0.6),
        (
            "datestatus",
            item.get("date_status"),
            str(draft.date_status),
            item.get("date_status") in (None, draft.date_status) or not draft.edtf,
        ),
        ("sdgs", item.get("sdgs", []), draft.sdgs, not item.get("sdgs") or set(item["sdgs"]) == set(draft.sdgs)),
    ]
    return [(key, want, got) for key, want, got, right in compared if not right]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("expected", nargs="?", type=Path)
    parser.add_argument("documents", nargs="?", type=Path)
    parser.add_argument("--reference", nargs=2, type=Path, metavar=("ITEMS", "SOURCE"))
    parser.add_argument("--only", default="")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    if options.reference:
        items, source = options.reference
        score("plan-2019", reference_of(items), read_file(source), entities=True, errors=options.errors)
        return
    totals: list[dict] = []
    for path in sorted(options.expected.glob("*.expected.yaml")):
        file = yaml.safe_load(path.read_text(encoding="utf-8"))["file"]
        if options.only in file:
            start = time.perf_counter()
            made = options.documents / file
            reading = read_file(made if made.exists() else options.expected / file)
            took = time.perf_counter() - start
            totals.append(score(f"{file} {took:.1f}s", expected_of(path), reading, entities=False, errors=options.errors))
    if len(totals) > 1:
        weight = sum(total["n"] for total in totals)
        keys = [key for key in totals[0] if key != "n"]
        mean = {
            key: sum(t[key] * t["n"] for t in totals if t[key] == t[key]) / sum(t["n"] for t in totals if t[key] == t[key])
            for key in keys
        }
        print(f"{'ALL':24} {weight:4}       " + "  ".join(f"{key} {value:.3f}" for key, value in mean.items()))


if __name__ == "__main__":
    sys.exit(main())
