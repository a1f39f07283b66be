"""What the page for linking is given: a text or a document, and how it is to be read."""

from dataclasses import dataclass

from metrograph.errors import RequestError
from metrograph.explorer.view import View
from metrograph.readers.files import Held
from metrograph.words import LANGUAGES

LONGEST, LARGEST = 200_000, 20_000_000
"""How many characters of a text, and how many bytes of a document, are linked at once."""
KEPT = 2_000_000
"""How many characters of a text that is too long come back in the form, so that its author can shorten it."""
READINGS = ("auto", "text", "items")
FORMS = ("page", "suggestions", "items", "plan")
"""What the answer can be: the page, one of its tables as CSV, a plan file."""
_TYPED = {"text": "", "text_lang": "", "context": "", "reading": "auto", "sure": "", "all": ""}
_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Given:
    """A text or a document; in which language, below which heading, and what is wanted of it."""

    text: str = ""
    file: Held | None = None
    lang: str = ""
    context: str = ""
    reading: str = "auto"
    """``text``: paragraph by paragraph; ``items``: what a plan or list states; ``auto``: what suits it."""
    least: int = 0
    """Suggestions less sure, in percent, are left out."""
    everything: bool = False
    """Whether what lies under the threshold of the linker is wanted too."""
    first: int = 1
    """The number of the first piece to be linked."""
    form: str = "page"


def typed(view: View) -> dict[str, str]:
    """The fields of the form as they were filled in, however wrong."""
    return {name: view.value(name, usual)[:KEPT] for name, usual in _TYPED.items()}


def given(view: View, files: tuple[Held, ...]) -> Given:
    """What a form asks; ``RequestError`` where it is empty, too large, or cannot be meant. A document goes before a text.

    >>> import metrograph
    >>> given(View.of(metrograph.open(), fields=(("text", "Bus de nuit"), ("sure", "60"))), ()).least
    60
    """
    text = view.value("text").replace("\r\n", "\n")
    if len(files) > 1:
        raise RequestError("W681", 422, n=len(files))
    if not files and not text.strip():
        raise RequestError("W680", 422)
    if not files and len(text) > LONGEST:
        raise RequestError("W421", 413, n=f"{len(text):,}", most=f"{LONGEST:,}")
    if files and len(files[0].body) > LARGEST:
        raise RequestError("W682", 413, n=f"{len(files[0].body):,}", most=f"{LARGEST:,}")
    return Given(
        text="" if files else text,
        file=files[0] if files else None,
        lang=view.one_of("text_lang", ("", *LANGUAGES), ""),
        context=view.value("context")[:LONGEST],
        reading=view.one_of("reading", READINGS, "auto"),
        least=view.number("sure", 0, 0, _PERCENT),
        everything=bool(view.value("all")),
        first=view.number("first"),
        form=view.one_of("as", FORMS, "page"),
    )
