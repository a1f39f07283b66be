"""Drawings as SVG: standalone, without style sheet, style attribute or script, the same bytes for the same drawing.

Words and lines take the colour of the text around them, so that a picture in a page suits a light and a dark theme.
"""

from html import escape

from metrograph.pictures.drawing import Circle, Drawing, Group, Line, Paint, Path, Rect, Shape, Text, groups
from metrograph.pictures.letters import seen, straight, to_left


def svg(drawing: Drawing, paper: str = "", margin: float = 0) -> str:
    """A drawing as SVG; with ``paper`` on a sheet of that colour, for a file that is looked at by itself.

    >>> from metrograph.pictures.drawing import Rect
    >>> svg(Drawing(9, 9, "A", "B", "en", (Rect(1, 1, 2, 2),))).splitlines()[-2]
    '<rect x="1" y="1" width="2" height="2" fill="currentColor"/>'
    """
    start, wide, high = _number(-margin), _number(drawing.width + 2 * margin), _number(drawing.height + 2 * margin)
    linked = any(group.href for group in groups(drawing.shapes))
    sheet = f'<rect x="{start}" y="{start}" width="{wide}" height="{high}" fill="{_quoted(paper)}"/>\n' if paper else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="drawn" viewBox="{start} {start} {wide} {high}" '
        f'width="{wide}" height="{high}" '
        f'role="{"group" if linked else "img"}" aria-label="{_quoted(drawing.title)}" lang="{_quoted(drawing.lang)}" '
        f'font-family="system-ui, sans-serif"{_ink_on(paper)}>\n'
        f"<title>{_escaped(drawing.title)}</title>\n<desc>{_escaped(drawing.about)}</desc>\n{sheet}"
        + "".join(f"{_shape(shape)}\n" for shape in drawing.shapes)
        + "</svg>\n"
    )


def _ink_on(paper: str) -> str:
    return ' color="#1a1d21"' if paper else ""


def _shape(shape: Shape) -> str:
    match shape:
        case Group():
            return _group(shape)
        case Text():
            return _text(shape)
        case Rect():
            round_ = f' rx="{_number(shape.radius)}"' if shape.radius else ""
            return f"<rect {_at(x=shape.x, y=shape.y, width=shape.width, height=shape.height)}{round_}{_paint(shape.paint)}/>"
        case Circle():
            return f"<circle {_at(cx=shape.x, cy=shape.y, r=shape.radius)}{_paint(shape.paint)}/>"
        case Line():
            return f"<line {_at(x1=shape.x, y1=shape.y, x2=shape.to_x, y2=shape.to_y)}{_paint(shape.paint)}/>"
        case Path():
            return f'<path d="{"".join(map(_step, shape.steps))}"{_paint(shape.paint)}/>'


def _group(group: Group) -> str:
    title = f"<title>{_escaped(group.title)}</title>" if group.title else ""
    inner = title + "".join(map(_shape, group.shapes))
    if group.href:
        return f'<a href="{_quoted(group.href)}" aria-label="{_quoted(group.title)}">{inner}</a>'
    return f"<g>{inner}</g>"


def _text(text: Text) -> str:
    words = straight(text.words)
    weight = f' font-weight="{text.weight}"' if text.weight != 400 else ""
    anchor = f' text-anchor="{text.anchor}"' if text.anchor != "start" else ""
    turn = ' unicode-bidi="plaintext"' if to_left(words) else ""
    place = f'{_at(x=text.x, y=text.y)} font-size="{_number(text.size)}"{weight}{anchor}{turn}'
    return f"<text {place}{_paint(text.paint)}>{escape(words, quote=False)}</text>"


def _paint(paint: Paint) -> str:
    parts = [f' class="{_quoted(paint.name)}"'] if paint.name else []
    parts.append(f' fill="{_quoted(paint.fill or "none")}"')
    if paint.fill and paint.opacity != 1:
        parts.append(f' fill-opacity="{_number(paint.opacity)}"')
    if paint.line:
        parts.append(f' stroke="{_quoted(paint.line)}"')
        parts.append(f' stroke-width="{_number(paint.width)}"' if paint.width != 1 else "")
        parts.append(f' stroke-opacity="{_number(paint.line_opacity)}"' if paint.line_opacity != 1 else "")
        parts.append(f' stroke-dasharray="{" ".join(map(_number, paint.dashes))}"' if paint.dashes else "")
    return "".join(parts)


def _at(**places: float) -> str:
    return " ".join(f'{name}="{_number(value)}"' for name, value in places.items())


def _step(step: tuple[str | float, ...]) -> str:
    return str(step[0]) + " ".join(_number(float(value)) for value in step[1:])


def _number(value: float) -> str:
    """A number with at most two places.

    >>> _number(2.0), _number(-0.001), _number(1.25)
    ('2', '0', '1.25')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".") if abs(value) >= 0.005 else "0"


def _escaped(words: str) -> str:
    return escape(seen(words), quote=False)


def _quoted(words: str) -> str:
    return escape(seen(words))
