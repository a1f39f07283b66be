"""The shape of the code: who may import whom, through which door the outside comes in, and how long a thing may be."""

import ast
import re
import sys
from functools import cache
from pathlib import Path

import pytest

import metrograph

sys.path.insert(0, str(Path(__file__).parent.parent / "bench"))
from measure import Code, documented, typed

PACKAGE = Path(metrograph.__file__).parent
LEVELS = (
    {"words"},
    {"errors", "namespaces", "resources", "dates", "when", "folding", "quoted", "_version"},
    {"values"},
    {"solutions"},
    {"frames"},
    {"model", "table", "sparql"},
    {"yamlfile", "turtle", "decisions"},
    {"tsvfile", "csvfile", "formats"},
    {"records", "graph", "store", "catalog", "linking", "readers", "dating", "naming", "shacl", "updating"},
    {"find", "parts", "validate", "review", "assess", "sdg", "reason", "propose", "extraction", "rdfview", "pictures"},
    {"pages", "handover", "enrich", "updating", "board", "network", "batch"},
    {"exchange", "pipeline", "views", "offers"},
    {"folder"},
    {"compare", "holdings"},
    {"similar"},
    {"desk"},
    {"ledger"},
    {"workspace"},
    {"doctor", "backup", "documents", "reconcile"},
    {"explorer"},
    {"serve", "site"},
    {"release"},
    {"cli"},
    {"__main__"},
)
DOORS = {
    "pyoxigraph": {
        "reason",
        "exchange/reified",
        "graph",
        "compare",
        "store",
        "turtle",
        "formats",
        "catalog",
        "records",
        "validate",
        "sdg",
        "shacl",
        "updating",
        "rdfview",
        "documents",
        "reconcile",
        "explorer",
        "serve",
        "site",
        "release",
    },
    "pyshacl": {"shacl/reference"},
    "rdflib": {"shacl/reference", "rdfview"},
    "networkx": {"network"},
    "owlready2": {"reason"},
    "typer": {"cli"},
    "rich": {"cli"},
    "jinja2": {"pages"},
    "yaml": {"yamlfile"},
    "lxml": {"readers"},
    "markdown_it": {"readers/lines", "readers/markdown"},
    "openpyxl": {"readers/xlsx", "handover/sheet"},
    "docx": {"readers", "board/to_docx", "board/word"},
    "SPARQLWrapper": {"store/remote"},
    "pypdfium2": {"readers", "pictures/to_png"},
    "reportlab": {"pictures/to_pdf", "board/to_pdf", "board/pages"},
    "pyarrow": {"frames"},
    "starlette": {"serve"},
    "uvicorn": {"serve"},
    "httptools": {"serve"},
    "uvloop": {"serve"},
    "python_multipart": {"serve"},
}
LEVEL = {part: number for number, parts in enumerate(LEVELS) for part in parts}
MODULES = sorted(str(path.relative_to(PACKAGE).with_suffix("")) for path in PACKAGE.rglob("*.py"))


@cache
def package() -> Code:
    """The package as ``make measure`` reads it."""
    return Code(PACKAGE)


def part(module: str) -> str:
    """The module or package that a file belongs to: ``validate`` for ``validate/rules``."""
    return module.split("/", 1)[0]


def tree(module: str) -> ast.Module:
    return package().trees[f"metrograph.{module}".replace("/", ".").removesuffix(".__init__")]


@cache
def imports(module: str) -> frozenset[str]:
    """The modules that a file imports, anywhere in it, those for types alone aside: ``metrograph.graph``, ``typer``."""
    for_types = {
        id(node)
        for block in ast.walk(tree(module))
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING"
        for line in block.body
        for node in ast.walk(line)
    }
    found: set[str] = set()
    for node in ast.walk(tree(module)):
        if id(node) in for_types:
            continue
        if isinstance(node, ast.Import):
            found.update(name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name the module in full"
            names = (f"metrograph.{name.name}" for name in node.names)
            found.update(names if node.module == "metrograph" else [str(node.module)])
    return frozenset(found)


def ours(module: str) -> set[str]:
    """The parts of our own package that a file imports; ``__version__`` of the package itself aside."""
    own = {name.split(".")[1] for name in imports(module) if name.startswith("metrograph.")}
    return own - {"__version__"}


def outside(module: str) -> set[str]:
    """The libraries of others that a file imports."""
    return {name.split(".")[0] for name in imports(module)} - {"metrograph"} - sys.stdlib_module_names


def test_every_part_has_a_level() -> None:
    assert {part(module) for module in MODULES} - {"__init__"} == set(LEVEL)


@pytest.mark.parametrize("module", [module for module in MODULES if module != "__init__"])
def test_a_module_imports_only_from_lower_levels_or_its_own_package(module: str) -> None:
    home = part(module)
    assert not [name for name in ours(module) if name != home and LEVEL[name] >= LEVEL[home]]


def test_modules_of_one_level_do_not_import_each_other_in_a_circle() -> None:
    reach = {home: set().union(*(ours(m) for m in MODULES if part(m) == home)) - {home} for home in LEVEL}
    for home in LEVEL:
        seen: set[str] = set()
        queue = [home]
        while queue:
            new = reach[queue.pop()] - seen
            seen |= new
            queue.extend(new)
        assert home not in seen


def test_importing_the_package_imports_nothing_but_its_version() -> None:
    top = [node for node in tree("__init__").body if isinstance(node, ast.Import | ast.ImportFrom)]
    assert {str(getattr(node, "module", "")) for node in top} == {"typing", "metrograph._version"}


@pytest.mark.parametrize("module", MODULES)
def test_an_outside_library_comes_in_only_through_its_doors(module: str) -> None:
    strangers = {name for name in outside(module) if not {module, part(module)} & DOORS.get(name, set())}
    assert not strangers


def test_heavy_libraries_are_imported_when_asked_for_and_not_before() -> None:
    light = [
        module for module in MODULES if module not in {"shacl/reference", "reason"} and part(module) not in {"cli", "rdfview"}
    ]
    for module in light:
        top = [node for node in tree(module).body if isinstance(node, ast.Import | ast.ImportFrom)]
        names = {name.name for node in top for name in node.names} | {str(getattr(node, "module", "")) for node in top}
        assert not names & {
            "rdflib",
            "pyshacl",
            "owlready2",
            "pandas",
            "polars",
            "pyarrow",
            "metrograph.shacl.reference",
            "metrograph.rdfview",
        }


@pytest.mark.parametrize("module", MODULES)
def test_no_error_is_caught_without_knowing_which(module: str) -> None:
    caught = [node.type for node in ast.walk(tree(module)) if isinstance(node, ast.ExceptHandler)]
    assert not [kind for kind in caught if kind is None or ast.unparse(kind) in {"Exception", "BaseException"}]


def strings(module: str) -> list[str]:
    """The strings of a file, each with those constants filled in that it names."""
    named: dict[str, str] = {}

    def text(node: ast.AST) -> str:
        if isinstance(node, ast.JoinedStr):
            return "".join(map(text, node.values))
        if isinstance(node, ast.FormattedValue):
            return named.get(ast.unparse(node.value), "x")
        value = node.value if isinstance(node, ast.Constant) else ""
        return value.decode("latin-1") if isinstance(value, bytes) else str(value)

    for node in tree(module).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            named[node.targets[0].id] = text(node.value)
    return [text(node) for node in ast.walk(tree(module)) if isinstance(node, ast.Constant | ast.JoinedStr)]


def wrongly_repeated(pattern: str) -> list[str]:
    """The groups in a regular expression that are repeated possessively without being atomic; escapes and sets stand as x."""
    rest, found = re.sub(r"\\.|\[\^?\]?(?>\\.|[^\]\\])*+\]", "x", pattern, flags=re.DOTALL), list[str]()
    while group := re.search(r"\((\?>)?[^()]++\)((?:[*+?]|\{[\d,]++\})\+)?", rest):
        if group[2] and not group[1]:
            found.append(group[0])
        rest = f"{rest[: group.start()]}x{rest[group.end() :]}"
    return found


def test_only_a_character_or_an_atomic_group_is_repeated_possessively() -> None:
    """Python 3.11.0 to 3.11.4 end ``(?:ab?c)*+`` in the wrong place (gh-106052), but not ``(?>ab?c)*+``, which means the same."""
    assert wrongly_repeated(r"a(?:[)\]]|\(|(?>b(?=c))++){1,2}+\.++") == ["(?:x|x|x){1,2}+"]
    assert not wrongly_repeated(r"(?>[(]++|(?:\)+|(?:b)?c)+)*+[^])+]*+")
    possessive = re.compile(r"\)(?:[*+?]|\{[\d,]++\})\+")
    patterns = [(module, text) for module in MODULES for text in strings(module) if possessive.search(text)]
    assert {"sparql/tokens", "serve/intake"} <= {module for module, _ in patterns}
    assert not [(module, wrong) for module, text in patterns if (wrong := wrongly_repeated(text))]


@pytest.mark.parametrize("module", MODULES)
def test_a_file_and_its_functions_are_short_enough_to_be_read(module: str) -> None:
    body = (PACKAGE / f"{module}.py").read_text(encoding="utf-8")
    if part(module) != "words":
        assert len(body.splitlines()) <= 400
    functions = [node for node in ast.walk(tree(module)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {node.name: n for node in functions if (n := (node.end_lineno or 0) - node.lineno + 1) > 45}
    assert not long


def test_every_public_name_is_typed_and_says_what_it_is() -> None:
    assert not [name for name, node in package().public().items() if not documented(node) or not typed(node)]


def test_no_module_is_imported_in_a_circle_be_it_inside_of_functions() -> None:
    assert not package().circles(hidden=True)


def test_an_import_inside_of_a_function_says_why() -> None:
    hidden = package().hidden()
    assert hidden
    assert not [place for place, told in hidden.items() if not told]


def test_a_circle_an_import_without_reason_and_a_silent_name_are_seen(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "one.py").write_text("from house import two\n\n\ndef silent(x) -> int:\n    return x\n")
    (tmp_path / "house" / "two.py").write_text('def told() -> None:\n    """What."""\n    from house.one import silent\n')
    code = Code(tmp_path / "house")
    assert (code.circles(), code.circles(hidden=True)) == ([], [("house.one", "house.two")])
    assert code.hidden() == {"house.two:3": False}
    assert [name for name, node in code.public().items() if not documented(node) or not typed(node)] == ["house.one.silent"]
