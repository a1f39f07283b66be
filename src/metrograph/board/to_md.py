"""The report as Markdown of the GitHub flavour. Pictures are told in words: the table beside each says the same."""

import re

from metrograph.board.value import Block, Board, Facts, Figure, Grid, Line, Para, Points, Quote, Run, Section
from metrograph.words import mark, say

_SIGNS = re.compile(r"([\\`*_\[\]<>|~#$@])")


def md(board: Board) -> bytes:
    r"""The report as UTF-8 Markdown.

    >>> from metrograph.board.value import Para, line
    >>> print(md(Board("Report", "A_B", "en", (), (Section("a", line("One"), (Para(line("5 * 2")),)),), {})).decode()[:13])
    # Report: A\_
    """
    lang = board.lang
    parts = [f"# {escaped(board.title)}{mark(':', lang)}{escaped(board.plan)}\n", _block(Facts(board.facts), lang)]
    parts += [_section(section, 2, lang) for section in board.sections]
    parts.append(f"---\n\n{escaped(say('board.independent', lang))}\n")
    return "\n".join(part for part in parts if part).encode("utf-8", "replace")


def escaped(words: str) -> str:
    r"""Words on one line, none of whose signs is read as Markdown.

    >>> escaped("a|b <c> *d*"), escaped("1. first")
    ('a\\|b \\<c\\> \\*d\\*', '1\\. first')
    """
    told = _SIGNS.sub(r"\\\1", re.sub(r"[\r\n\t ]+", " ", words))
    told = re.sub(r"&(?=#?\w+;)", r"\\&", told)
    told = told.replace("://", "\\://").replace("www.", "www\\.")  # no link is made of them
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", re.sub(r"^([-+=])", r"\\\1", told))


def _line(runs: Line) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    words = escaped(run.words)
    around = {"strong": "**", "quote": "*"}.get(run.look, "")
    bare = words.strip()
    return words.replace(bare, f"{around}{bare}{around}") if around and bare else words


def _section(section: Section, level: int, lang: str) -> str:
    head = f"{'#' * level} {_line(section.title)}\n"
    blocks = [_block(block, lang) for block in section.blocks]
    return "\n".join([head, *(block for block in blocks if block), *(_section(part, level + 1, lang) for part in section.parts)])


def _block(block: Block, lang: str) -> str:
    match block:
        case Para():
            return f"{_line(block.line)}\n"
        case Points():
            return "".join(f"- {_line(item)}\n" for item in block.items)
        case Facts():
            return "".join(f"- **{escaped(name)}**{mark(':', lang)}{_line(value)}\n" for name, value in block.pairs)
        case Quote():
            return _quote(block, lang)
        case Figure():
            return f"*{escaped(block.alt)}*\n"
        case Grid():
            return _grid(block)


def _quote(quote: Quote, lang: str) -> str:
    foreign = quote.lang if quote.lang != lang else ""
    told = [f"> *{escaped(quote.words)}*"]
    if quote.translation:
        told.append(f"> {escaped(quote.translation)}")
    if quote.place or foreign:
        told.append("> " + " · ".join(escaped(part) for part in (quote.place, foreign) if part))
    return "\\\n".join(told) + "\n"


def _grid(grid: Grid) -> str:
    marks = " | ".join("---:" if at in grid.numbers else "---" for at in range(len(grid.columns)))
    lines = [f"**{escaped(grid.caption)}**", "", f"| {' | '.join(map(escaped, grid.columns))} |", f"| {marks} |"]
    lines += [f"| {' | '.join(map(_line, row))} |" for row in grid.rows]
    return "\n".join(lines) + "\n"
