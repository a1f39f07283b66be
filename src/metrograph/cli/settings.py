"""What the global options say, and the workspace they lead to."""

import re
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from metrograph.errors import Place, SourceError, UsageError, near
from metrograph.words import LANGUAGES

if TYPE_CHECKING:
    from metrograph.workspace import Workspace

FORMATS = ("table", "json", "jsonl", "csv", "tsv", "md", "ttl")
PLAN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
"""What a plan may be called."""
OF_DOCUMENTS = ("yaml", "xlsx")
OF_REPORTS = ("text", "html", "sarif", "junit")
_OF_COMMANDS = {"extract": OF_DOCUMENTS, "validate": OF_REPORTS, "reason": OF_REPORTS[:1]}


@dataclass
class Options:
    """The global options of one run."""

    lang: str
    format: str = ""
    workspace: str = ""
    store: str = ""
    quiet: bool = False
    verbose: bool = False
    color: bool = True
    progress: bool = True
    writing: bool = False

    def check(self, lang: str, command: str | None = None) -> None:
        """Refuse values that are none of the choices; documents that are read, and reports, have formats of their own."""
        formats = (*FORMATS, *_OF_COMMANDS.get(command or "", ()))
        if lang and lang not in LANGUAGES:
            raise UsageError("U108", value=lang, name="--lang", near=near(lang, LANGUAGES), choices=", ".join(LANGUAGES))
        if self.format and self.format not in formats:
            choices = ", ".join(formats)
            raise UsageError("U108", value=self.format, name="--format", near=near(self.format, formats), choices=choices)

    @cached_property
    def desk(self) -> "Workspace":
        """The workspace: the one named, else the one around the current folder, else the packaged plan."""
        from metrograph.workspace import open_workspace  # noqa: PLC0415 - help needs none

        return open_workspace(self.folder, store=self.store, writing=self.writing)

    @property
    def folder(self) -> Path | None:
        """The folder of the workspace named, else of the one around the current folder."""
        if self.workspace and not Path(self.workspace).is_dir():
            raise SourceError("S101", Place(self.workspace))
        return Path(self.workspace) if self.workspace else _around(Path.cwd())

    def chosen(self, on_terminal: str = "table", in_pipe: str = "csv") -> str:
        """The format asked for, else one that suits a terminal or a pipe."""
        return self.format or (on_terminal if sys.stdout.isatty() else in_pipe)


def _around(folder: Path) -> Path | None:
    from metrograph.folder import SETTINGS  # noqa: PLC0415 - see above

    return next((place for place in (folder, *folder.parents) if (place / SETTINGS).is_file()), None)
