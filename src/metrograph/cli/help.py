"""Help in one language: what typer says by itself (headings, placeholders, "required" and the like) is translated too."""

import re
from collections.abc import Iterable
from typing import Any

from typer.core import TyperCommand, TyperGroup

from metrograph.words import mark, say

_SENTENCES = ("help.options", "help.commands", "help.arguments", "help.exit", "help.install", "help.completion")
_NOTES = ("help.env", "help.default", "help.required")
_CAPITALS = (
    "OPTIONS", "COMMAND", "ARGS", "ADDRESS", "CHANGE", "DIR", "FILE", "ITEM", "KIND", "LINKS", "NAME", "OTHER", "PART", "SDG",
    "SECONDS", "TABLE", "TAG", "TEXT",
)  # fmt: skip
_SMALL = (
    "decision", "file", "files", "folder", "item", "name", "source", "target", "what",
    "float", "int range", "int", "list", "path", "str",
)  # fmt: skip


def _any(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.-])({'|'.join(words)})(?![\w-])")


_PLACES, _IN_TEXT = _any((*_CAPITALS, *_SMALL, "Path")), _any(_CAPITALS)


def placeholder(text: str, lang: str, words: re.Pattern[str] = _PLACES) -> str:
    """A text in which each placeholder is a word of the language.

    >>> placeholder("--to FILE.pdf|.docx", "fr"), placeholder("[TEXT|FILE|-]...", "es")
    ('--to FICHIER.pdf|.docx', '[TEXTO|ARCHIVO|-]...')
    """
    if lang == "en":
        return text
    return words.sub(lambda found: say(f"help.word.{found[1].replace('Path', 'path')}", lang), text)


def told(lang: str) -> tuple[type[TyperGroup], type[TyperCommand]]:
    """The classes of commands whose help is all in one language: of a group, and of a single command."""
    sentences = {say(key): say(key, lang) for key in _SENTENCES}
    notes = {say(key): say(key, lang) for key in _NOTES} | {"; ": mark(";", lang)}
    note = re.compile("|".join(re.escape(text) for text in notes))
    context: Any = TyperGroup.context_class

    def said(text: str) -> str:
        """A description, with what stands in brackets at its end."""
        about, end = re.fullmatch(r"(.*?)((?:  |^)\[[^\]]*\])?", text, re.DOTALL).groups("")  # type: ignore[union-attr]  # any text
        return sentences.get(about) or placeholder(about, lang, _IN_TEXT) + note.sub(lambda found: notes[found[0]], end)

    class Page(context.formatter_class):  # type: ignore[misc]  # typer may bring classes of its own here
        heading = ""

        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            super().write_usage(prog, placeholder(args, lang), prefix or say("help.usage", lang) + mark(":", lang))

        def write_heading(self, heading: str) -> None:
            self.heading = heading
            self.write(f"{'':>{self.current_indent}}{sentences.get(heading, heading)}{mark(':', lang).rstrip()}\n")

        def write_dl(self, rows: Iterable[tuple[str, str]], *sizes: int, **more: int) -> None:
            fixed = self.heading == say("help.commands")
            super().write_dl([(one if fixed else placeholder(one, lang), said(text)) for one, text in rows], *sizes, **more)

    class Place(context):  # type: ignore[misc]  # as above
        formatter_class = Page

    class Group(TyperGroup):
        context_class = Place

    class Command(TyperCommand):
        context_class = Place

    return Group, Command
