"""What a picture is before it is written: shapes of a size, with a title and a description in words.

A mark that stands for something is a ``Group`` with a title, so that pointing at it, or hearing it read, tells what it is.

>>> mark = Group((Rect(10, 10, 20, 20),), "three things")
>>> Drawing(100, 40, "One mark", "A square that stands for three.", "en", (mark,)).titles
('three things',)
"""

from collections.abc import Iterator
from dataclasses import dataclass

INK = "currentColor"
"""The colour of words and lines: that of the text around the picture, or nearly black on paper."""


@dataclass(frozen=True, slots=True)
class Paint:
    """How a shape is filled and outlined: by ``#rrggbb``, ``INK`` or not at all (an empty text)."""

    fill: str = ""
    line: str = ""
    width: float = 1.0
    opacity: float = 1.0
    """How dense the filling is."""
    line_opacity: float = 1.0
    dashes: tuple[float, ...] = ()
    name: str = ""
    """A class, by which a page may give it another colour in a dark theme."""


PLAIN = Paint(INK)


@dataclass(frozen=True, slots=True)
class Path:
    """A line of steps: ``("M", x, y)`` moves, ``("L", x, y)`` draws, ``("C", x1, y1, x2, y2, x, y)`` bends, ``("Z",)`` closes."""

    steps: tuple[tuple[str | float, ...], ...]
    paint: Paint = PLAIN


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle; ``radius`` rounds its corners."""

    x: float
    y: float
    width: float
    height: float
    paint: Paint = PLAIN
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Circle:
    """A circle around a point."""

    x: float
    y: float
    radius: float
    paint: Paint = PLAIN


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x: float
    y: float
    to_x: float
    to_y: float
    paint: Paint = Paint(line=INK)


@dataclass(frozen=True, slots=True)
class Text:
    """Words on a base line at ``y``, that begin, end or have their middle at ``x``."""

    x: float
    y: float
    words: str
    size: float = 12.0
    weight: int = 400
    anchor: str = "start"
    """``start``, ``middle`` or ``end``."""
    paint: Paint = PLAIN


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes that are one mark, told by a title; ``href`` makes it a link."""

    shapes: "tuple[Shape, ...]"
    title: str = ""
    href: str = ""


Shape = Path | Rect | Circle | Line | Text | Group


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture: its size, its title, what it shows in a sentence, the language of its words, and its shapes."""

    width: float
    height: float
    title: str
    about: str
    lang: str
    shapes: tuple[Shape, ...]

    @property
    def titles(self) -> tuple[str, ...]:
        """What each mark is, in words, in the order drawn."""
        return tuple(group.title for group in groups(self.shapes) if group.title)


def groups(shapes: tuple[Shape, ...]) -> Iterator[Group]:
    """Every group among shapes, at any depth."""
    for shape in shapes:
        if isinstance(shape, Group):
            yield shape
            yield from groups(shape.shapes)
