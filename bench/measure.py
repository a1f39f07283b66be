"""Prints the measures of the code beside the aims that it has, and beside the project that does best at each.

python bench/measure.py [--no-times]
"""

import ast
import re
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "metrograph"
Function = ast.FunctionDef | ast.AsyncFunctionDef
REASON = re.compile(r"# noqa: PLC0415 - \S")
COMMANDS = {"`--help`": ("--help",), "a question, nothing kept": ("query", "pilots-by-goal")}


class Measure(NamedTuple):
    """One line of what is printed: what is measured, what it should be, what it is, and who does best."""

    what: str
    aim: str
    found: str
    peer: str = ""
    """As counted in their sources in 2026, with the date of the copy where it is an older one."""


class Code:
    """The modules of a folder: their texts, trees and lines, by name: ``metrograph.validate.rules``."""

    def __init__(self, folder: Path) -> None:
        paths = {path.relative_to(folder.parent).with_suffix(""): path for path in sorted(folder.rglob("*.py"))}
        self.texts = {".".join(name.parts).removesuffix(".__init__"): path.read_text("utf-8") for name, path in paths.items()}
        self.trees = {name: ast.parse(text) for name, text in self.texts.items()}
        self.lines = {name: text.count("\n") for name, text in self.texts.items()}

    def functions(self) -> dict[str, int]:
        """The length of each function."""
        nodes = ((name, node) for name, tree in self.trees.items() for node in ast.walk(tree) if isinstance(node, Function))
        return {f"{name}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.lineno + 1 for name, node in nodes}

    def public(self) -> dict[str, Function | ast.ClassDef]:
        """Functions and classes without a leading underscore, and the members of such classes."""
        return dict(_public(self.trees))

    def broad(self) -> int:
        """How many handlers catch whatever comes."""
        caught = [node for tree in self.trees.values() for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)]
        return sum(node.type is None or ast.unparse(node.type) in {"Exception", "BaseException"} for node in caught)

    def hidden(self) -> dict[str, bool]:
        """Imports inside of functions, each with whether its line says why, or the first line of its block does."""
        found = {}
        for name, tree in self.trees.items():
            rows = self.texts[name].splitlines()
            for block in (node.body for node in ast.walk(tree) if isinstance(node, Function)):
                told = False
                for node in block:
                    if isinstance(node, ast.Import | ast.ImportFrom):
                        told = told or any(REASON.search(row) for row in rows[node.lineno - 1 : node.end_lineno])
                        found[f"{name}:{node.lineno}"] = told
        return found

    def circles(self, *, hidden: bool = False) -> list[tuple[str, ...]]:
        """The modules that import each other in a circle; with imports inside of functions too when they are asked for."""
        reach = {name: set(self._imports(name, hidden=hidden)) for name in self.trees}
        grown = True
        while grown:
            grown = False
            for name, seen in reach.items():
                more = set().union(*(reach[one] for one in seen)) - seen
                reach[name] = seen | more
                grown = grown or bool(more)
        tied = [name for name in reach if name in reach[name]]
        return sorted({tuple(sorted(other for other in tied if other in reach[name] and name in reach[other])) for name in tied})

    def _imports(self, name: str, *, hidden: bool) -> Iterator[str]:
        """The modules of ours that one imports, those for types alone aside."""
        queue: list[ast.AST] = [self.trees[name]]
        while queue:
            node = queue.pop()
            if isinstance(node, ast.ImportFrom) and node.module:
                inside = [whole for one in node.names if (whole := f"{node.module}.{one.name}") in self.trees]
                yield from inside
                if len(inside) < len(node.names) and node.module in self.trees:
                    yield node.module
            elif isinstance(node, ast.Import):
                yield from (one.name for one in node.names if one.name in self.trees)
            elif not (isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"):
                queue += [] if isinstance(node, Function) and not hidden else ast.iter_child_nodes(node)


def _public(trees: Mapping[str, ast.Module]) -> Iterator[tuple[str, Function | ast.ClassDef]]:
    for name, tree in trees.items():
        for node in tree.body:
            if isinstance(node, Function | ast.ClassDef) and not node.name.startswith("_"):
                yield f"{name}.{node.name}", node
                for one in node.body if isinstance(node, ast.ClassDef) else ():
                    if isinstance(one, Function) and not one.name.startswith("_"):
                        yield f"{name}.{node.name}.{one.name}", one


def typed(node: ast.AST) -> bool:
    """Whether what a function takes and gives has types."""
    if not isinstance(node, Function):
        return True
    given = node.args
    every = (*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg)
    return node.returns is not None and all(one.annotation for one in every if one and one.arg not in ("self", "cls"))


def documented(node: Function | ast.ClassDef) -> bool:
    """Whether it says what it is."""
    return bool(ast.get_docstring(node))


def measures(code: Code) -> Iterator[Measure]:
    """What can be counted in the source."""
    lines, functions = code.lines, code.functions()
    plain = {name: n for name, n in lines.items() if not name.startswith("metrograph.words")}
    biggest, longest = max(plain, key=lambda name: plain[name]), max(functions, key=lambda name: functions[name])
    names, hidden = code.public(), code.hidden()
    undocumented = [name for name, node in names.items() if not documented(node)]
    untyped = [name for name, node in names.items() if not typed(node)]
    unexplained = [place for place, told in hidden.items() if not told]
    yield Measure("lines of source", "", f"{sum(lines.values())} in {len(lines)} files; {sum(plain.values())} without words")
    yield Measure("lines of the median file", "150 at most", f"{median(lines.values()):.0f}", "curies 65 (2023)")
    over = sum(n > 400 for n in plain.values())
    yield Measure("files over 400 lines, words aside", "0", f"{over}; biggest {plain[biggest]}: {biggest}", "curies 1 (2023)")
    yield Measure("lines of the median function", "about 10", f"{median(functions.values()):.0f}", "morph-kgc 6")
    over = sum(n > 40 for n in functions.values())
    yield Measure("longest function", "about 40", f"{functions[longest]}: {longest}; {over} over 40", "curies 68 (2023)")
    yield Measure("public names documented", "100 %", _share(len(names), undocumented), "curies (2023), sssom-py 100 %")
    yield Measure("public names typed", "100 %", _share(len(names), untyped), "httpx, curies, semra, sssom-py 100 %")
    circles, knots = code.circles(), code.circles(hidden=True)
    yield Measure("circles of imports", "0", _first(circles), "most: 0")
    yield Measure("with imports inside of functions", "", _first(knots))
    yield Measure(
        "imports inside of functions", "0 without reason", f"{len(unexplained)} without, {len(hidden)} in all", "sqlite-utils 0"
    )
    yield Measure("broad `except`", "0", str(code.broad()), "curies, sssom-py 0")


def of_tests(code: Code, tests: Code) -> Iterator[Measure]:
    """How much is tested; doctests and the blocks of the documentation are not counted."""
    lines = sum(tests.lines.values())
    plain = sum(n for name, n in code.lines.items() if not name.startswith("metrograph.words"))
    ratio = f"{lines / sum(code.lines.values()):.2f}; {lines / plain:.2f} without words"
    yield Measure("lines of test for each line of source", "1.3 at least", f"{ratio} ({lines} lines)", "attrs 2.04")
    doctests = sum(text.count("\n    >>> ") + text.count("\n>>> ") for text in code.texts.values())
    named = sum(name.rpartition(" ")[2].startswith("test_") for name in tests.functions())
    yield Measure("test functions", "", f"{named}; {doctests} lines of doctest", "datasette 1305")


def of_house() -> Measure:
    """How many rooms there are, and which imports go up."""
    sys.path.insert(0, str(ROOT / "tests"))
    import test_layers as layers

    arrows = {(layers.part(name), other) for name in layers.MODULES if name != "__init__" for other in layers.ours(name)}
    up = [f"{home} -> {other}" for home, other in arrows if other != home and layers.LEVEL[other] >= layers.LEVEL[home]]
    rooms = f"{len(layers.LEVEL)} rooms on {len(layers.LEVELS)} levels, {len(arrows)} arrows"
    return Measure("arrows that point up", "0", f"{len(up)} ({rooms})", "")


def of_start() -> Iterator[Measure]:
    """How long a command works, in seconds of the processor: the least of five times."""
    for what, words in COMMANDS.items():
        aim = "0.25 s at most" if words == ("--help",) else ""
        yield Measure(f"start of {what}", aim, f"{min(_seconds(words) for _ in range(5)):.2f} s")


def _seconds(words: tuple[str, ...]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, "-m", "metrograph", *words], cwd="/", check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _share(every: int, lacking: list[str]) -> str:
    return f"{1 - len(lacking) / every:.1%} of {every}" + (f"; not {', '.join(lacking[:5])}" if lacking else "")


def _first(circles: list[tuple[str, ...]]) -> str:
    return f"{len(circles)}" + (f": {'; '.join(' '.join(one[:4]) for one in circles[:6])}" if circles else "")


def main() -> None:
    """Print them all; with ``--no-times`` without the times, which mean nothing on a machine that has other work."""
    code, tests = Code(SOURCE), Code(ROOT / "tests")
    found = [*measures(code), *of_tests(code, tests), of_house()]
    if "--no-times" not in sys.argv[1:]:
        found += of_start()
    for row in (Measure("", "aim", "is", "best of the peers"), *found):
        print(f"{row.what:38}{row.aim:18}{row.found:66} {row.peer}".rstrip())


if __name__ == "__main__":
    main()
