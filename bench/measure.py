"""Prints the measures of the code that docs and reviews speak of.

python bench/measure.py
"""

import ast
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent


def functions(tree: ast.AST) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def public(tree: ast.Module) -> list[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    found = []
    for node in tree.body:
        members = node.body if isinstance(node, ast.ClassDef) else []
        kinds = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
        found += [n for n in (node, *members) if isinstance(n, kinds) and not n.name.startswith("_")]
    return found


def typed(node: ast.AST) -> bool:
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        return True
    arguments = [a for a in (*node.args.args, *node.args.kwonlyargs) if a.arg not in ("self", "cls")]
    return node.returns is not None and all(a.annotation for a in arguments)


def main() -> None:
    sources = {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "src").rglob("*.py"))}
    tests = [path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py")]
    trees = {path: ast.parse(text) for path, text in sources.items()}
    lines = {path: text.count("\n") for path, text in sources.items()}
    lengths = [(f.end_lineno - f.lineno + 1, f"{p.name}:{f.name}") for p, t in trees.items() for f in functions(t)]
    names = [node for tree in trees.values() for node in public(tree)]
    broad = sum(
        isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in ("Exception", "BaseException"))
        for tree in trees.values()
        for node in ast.walk(tree)
    )
    test_lines = sum(text.count("\n") for text in tests)
    biggest = max(lines, key=lambda path: lines[path])
    print(
        f"files {len(lines)}, lines {sum(lines.values())}, median file {median(lines.values()):.0f}, biggest {biggest.name} {lines[biggest]}"
    )
    print(f"functions {len(lengths)}, median {median(n for n, _ in lengths):.0f}, longest {max(lengths)}")
    print(
        f"public names {len(names)}: typed {sum(map(typed, names)) / len(names):.0%}, documented {sum(bool(ast.get_docstring(n)) for n in names) / len(names):.0%}"
    )
    print(f"broad except {broad}; test lines {test_lines}, {test_lines / sum(lines.values()):.2f} for each line of source")


if __name__ == "__main__":
    main()
