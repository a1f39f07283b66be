"""The report as one HTML file: no script, no font or picture from elsewhere, light and dark, and for paper."""

from html import escape

from metrograph.board.style import CSS
from metrograph.board.value import Block, Board, Facts, Figure, Grid, Line, Para, Points, Quote, Run, Section
from metrograph.pictures import svg
from metrograph.words import say


def html(board: Board) -> bytes:
    """The report as UTF-8 HTML.

    >>> from metrograph.board.value import Para, line
    >>> page = html(Board("Report", "A & B", "en", (), (Section("a", line("One"), (Para(line("Hello")),)),), {})).decode()
    >>> "<p>Hello</p>" in page, "A &amp; B" in page, "<script" in page
    (True, True, False)
    """
    lang = board.lang
    contents = "".join(f'<li><a href="#{_id(section.key)}">{_runs(section.title, lang)}</a></li>' for section in board.sections)
    body = "".join(_section(section, 2, lang) for section in board.sections)
    title = f"{board.title} – {board.plan}"
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)}</title>\n<style>\n{CSS}</style>\n</head>\n<body>\n<header>\n"
        f'<h1><span class="kind">{escape(board.title)}</span> <bdi>{escape(board.plan)}</bdi></h1>\n'
        f"{_block(Facts(board.facts), lang)}</header>\n"
        f'<nav aria-labelledby="contents"><h2 id="contents">{escape(say("board.contents", lang))}</h2><ol>{contents}</ol></nav>\n'
        f"<main>\n{body}</main>\n<footer><p>{escape(say('board.independent', lang))}</p></footer>\n</body>\n</html>\n"
    ).encode("utf-8", "replace")


def _id(key: str) -> str:
    return escape(f"s-{key}".replace(" ", "-"), quote=True)


def _section(section: Section, level: int, lang: str) -> str:
    blocks = "".join(_block(block, lang) for block in section.blocks)
    parts = "".join(_section(part, level + 1, lang) for part in section.parts)
    name = _id(section.key)
    title = _runs(section.title, lang)
    return f'<section>\n<h{level} id="{name}">{title}</h{level}>\n{blocks}{parts}</section>\n'


def _block(block: Block, lang: str) -> str:
    match block:
        case Para():
            look = f' class="{block.look}"' if block.look else ""
            return f"<p{look}>{_runs(block.line, lang)}</p>\n"
        case Points():
            return "<ul>" + "".join(f"<li>{_runs(item, lang)}</li>" for item in block.items) + "</ul>\n"
        case Facts():
            pairs = "".join(f"<dt>{escape(name)}</dt><dd>{_runs(value, lang)}</dd>" for name, value in block.pairs)
            return f"<dl>{pairs}</dl>\n" if pairs else ""
        case Quote():
            return _quote(block, lang)
        case Figure():
            return _figure(block)
        case Grid():
            return _grid(block, lang)


def _runs(line: Line, lang: str) -> str:
    return "".join(_run(run, lang) for run in line)


def _run(run: Run, lang: str) -> str:
    words = escape(run.words)
    tag = {"strong": "strong", "quote": "q", "dim": "small"}.get(run.look, "")
    own = f' lang="{escape(run.lang)}"' if run.lang and run.lang != lang else ""
    if tag:
        way = ' dir="auto"' if tag == "q" else ""
        return f"<{tag}{own}{way}>{words}</{tag}>"
    return f"<bdi{own}>{words}</bdi>" if own else words


def _quote(quote: Quote, lang: str) -> str:
    own = f' lang="{escape(quote.lang)}"' if quote.lang else ""
    told = f'<p class="translation">{escape(quote.translation)}</p>' if quote.translation else ""
    place = f"<footer>{escape(quote.place)}{_tongue(quote, lang)}</footer>" if quote.place or quote.lang else ""
    said = say("quoted", lang, words=quote.words)
    return f'<blockquote><p{own} dir="auto">{escape(said)}</p>{told}{place}</blockquote>\n'


def _tongue(quote: Quote, lang: str) -> str:
    foreign = quote.lang and quote.lang != lang
    return f"{' · ' if quote.place else ''}{escape(quote.lang)}" if foreign else ""


def _figure(figure: Figure) -> str:
    return f"<figure>{svg(figure.drawing)}<figcaption>{escape(figure.alt)}</figcaption></figure>\n"


def _grid(grid: Grid, lang: str) -> str:
    wide = ' class="wide"' if len(grid.columns) > 8 else ""

    def cells(row: tuple[Line, ...]) -> str:
        made = []
        for at, cell in enumerate(row):
            look = ' class="n"' if at in grid.numbers else ""
            tag, scope = ("th", ' scope="row"') if at == 0 else ("td", "")
            made.append(f"<{tag}{scope}{look}>{_runs(cell, lang)}</{tag}>")
        return "".join(made)

    head = "".join(
        f'<th scope="col"{" class=n" if at in grid.numbers else ""}>{escape(name)}</th>' for at, name in enumerate(grid.columns)
    )
    body = "".join(f"<tr>{cells(row)}</tr>\n" for row in grid.rows)
    return (
        f'<div class="table" role="group" tabindex="0" aria-label="{escape(grid.caption)}"><table{wide}>'
        f"<caption>{escape(grid.caption)}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody></table></div>\n"
    )
