"""What the explorer sends to a browser: built from web/ and nothing else, ours alone, and small."""

import gzip
import hashlib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import metrograph

PAGES = Path(metrograph.__file__).parent / "pages"
STATIC, TEMPLATES = PAGES / "static", PAGES / "templates"
WEB = Path(__file__).parents[1] / "web"
FOREIGN = re.compile(r"""(?:https?:)?//(?!www\.w3\.org/(?:2000/svg|1999/xlink|1999/xhtml|1998/Math/MathML|2000/xmlns/|XML/1998/namespace))[a-z0-9-]+\.[a-z]""", re.IGNORECASE)  # fmt: skip
KB = 1000


def packed(*names: str) -> int:
    """The size of files as a browser gets them from a server that packs, in bytes."""
    return sum(len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in names)


def test_every_script_is_in_the_manifest_as_it_is():
    told = json.loads((STATIC / "manifest.json").read_text())
    assert told == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(STATIC.glob("*.js"))}


def test_scripts_are_what_is_built_from_their_sources(tmp_path):
    npm = shutil.which("npm")
    if npm is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)("no npm: apt-get install nodejs npm")
    web = shutil.copytree(WEB, tmp_path / "web", ignore=shutil.ignore_patterns("node_modules"))
    (tmp_path / "src").symlink_to(WEB.parent / "src")
    made = subprocess.run([npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts"], cwd=web, capture_output=True, text=True, timeout=300, check=False)  # fmt: skip
    assert made.returncode == 0, made.stderr
    built = subprocess.run(["node", "build.mjs", "--check"], cwd=web, capture_output=True, text=True, timeout=300, check=False)
    assert built.returncode == 0, built.stderr


def test_packages_are_pinned_exactly():
    told = json.loads((WEB / "package.json").read_text())
    versions = {**told.get("dependencies", {}), **told.get("devDependencies", {})}
    assert "codemirror" not in versions  # the meta package brings what nobody asked for
    assert not [name for name, version in versions.items() if not re.fullmatch(r"\d+\.\d+\.\d+", version)]


def own_texts() -> list[Path]:
    """Files whose text is ours: templates, styles, sources of scripts, pictures."""
    others = (*STATIC.glob("*.css"), *STATIC.glob("*.svg"), *(WEB / "src").glob("*.js"))
    return sorted((*TEMPLATES.rglob("*.html"), *others))


@pytest.mark.parametrize("path", own_texts(), ids=lambda path: path.name)
def test_nothing_of_ours_names_another_origin(path):
    text = path.read_text(encoding="utf-8")
    assert not FOREIGN.search(re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE))


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_templates_of_pages_hold_no_style_and_no_script_of_their_own(path):
    text = path.read_text(encoding="utf-8")
    if "frame.html" not in text and path.name != "frame.html":
        return  # a file of its own, such as a report
    assert not re.search(r"""\sstyle=|<style|\son[a-z]+=|<script(?![^>]*(?:src=|application/(?:ld\+)?json))""", text)


def test_the_first_view_and_the_whole_are_small():
    every = [path.name for path in STATIC.iterdir() if path.suffix in {".js", ".css", ".svg"}]
    assert packed("app.css", "theme.js", "app.js", "icon.svg") <= 15 * KB
    assert packed(*every) <= 200 * KB
