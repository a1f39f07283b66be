"""The command line: commands parse, call one function of the workspace, and print.

Results go to standard output, all else to standard error.

Options that hold for every command may stand anywhere: ``metrograph pilots --lang fr`` is ``metrograph --lang fr pilots``.
"""

import os
import re
import sys
from collections.abc import Sequence

from metrograph.errors import MetroGraphError, UsageError
from metrograph.words import LANGUAGES

WITH_VALUE = ("--format", "--lang", "--workspace", "--store")
ALONE = ("--quiet", "-q", "--verbose", "-v", "--no-color", "--no-progress", "--debug")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and exit with its code.

    0 good, 1 findings, 2 wrong use, 3 unreadable input, 4 query error, 5 limit reached, 130 interrupted.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given[:1] == ["--version"]:  # as most programs have it; further on it is an option of `release`
        given[0] = "version"
    lang = language(given, dict(os.environ))
    code = _run(hoist(given), lang)
    if arguments is None:
        sys.exit(code)
    return code


def _run(arguments: list[str], lang: str) -> int:
    import typer  # noqa: PLC0415 - beside its app

    from metrograph.cli.app import build  # noqa: PLC0415 - after the language is known: help texts are in it

    usage_error = typer.BadParameter.__mro__[1]
    try:
        done = build(lang)(arguments, standalone_mode=False)
        sys.stdout.flush()
        return done if isinstance(done, int) else 0
    except MetroGraphError as error:
        if "--debug" in arguments:
            raise
        print(error.report(lang), file=sys.stderr)  # noqa: T201
        return error.exit_code
    except usage_error as error:  # type: ignore[misc]  # the class of typer's own copy of click
        return _wrong_use(error, lang)
    except (typer.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


_WRONG = {
    "U126": re.compile(r"Option '([^']*)' requires"),
    "U127": re.compile(r"Missing \w+ '([^']*)'"),
    "U128": re.compile(r"Invalid value for '([^']*)'"),
}


def _wrong_use(error: Exception, lang: str) -> int:
    message = getattr(error, "format_message", lambda: str(error))()
    asked = next(((code, match[1]) for code, form in _WRONG.items() if (match := form.match(message))), None)
    found = _incomplete(*asked, error, lang) if asked else _unknown(message, error)
    print(found.report(lang), file=sys.stderr)  # noqa: T201
    return found.exit_code


def _incomplete(code: str, name: str, error: Exception, lang: str) -> UsageError:
    """A known option or argument whose value is missing, or cannot be right."""
    from metrograph.cli.help import placeholder  # noqa: PLC0415 - beside typer

    words, at = list[str](), getattr(error, "ctx", None)
    while at is not None and at.parent is not None:
        words.insert(0, str(at.info_name))
        at = at.parent
    return UsageError(code, value=placeholder(name, lang), command=" ".join(("metrograph", *words)))


def _unknown(message: str, error: Exception) -> UsageError:
    command = re.match(r"No such command '([^']*)'(?:.*?'([^']*)')?", message)
    extra = re.search(r"unexpected extra argument\S* \(([^)]*)\)", message)
    name = command[1] if command else extra[1] if extra else getattr(error, "option_name", "")
    value = f"--param {name}" if extra and re.match(r"\w+=", name) else ""
    guesses = [*(getattr(error, "possibilities", None) or ()), command[2] if command else value]
    return UsageError("U101", value=name or message, near=guesses[0] if name else "")


def hoist(arguments: list[str]) -> list[str]:
    """Global options moved to the front, wherever they stand before ``--``.

    >>> hoist(["pilots", "--lang", "fr", "--format=csv"])
    ['--lang', 'fr', '--format=csv', 'pilots']
    """
    front: list[str] = []
    rest: list[str] = []
    at = 0
    while at < len(arguments):
        word = arguments[at]
        if word == "--":
            rest.extend(arguments[at:])
            break
        if word in WITH_VALUE and at + 1 < len(arguments):
            front.extend(arguments[at : at + 2])
            at += 1
        elif word in ALONE or word.partition("=")[0] in WITH_VALUE:
            front.append(word)
        else:
            rest.append(word)
        at += 1
    return _of_documents(front, rest)


def _of_documents(front: list[str], rest: list[str]) -> list[str]:
    """For ``extract``, ``--lang`` is the language of the documents too, and ``auto`` means that each is looked at.

    >>> hoist(["extract", "plan.pdf", "--lang", "auto"])
    ['extract', '--text-lang', 'auto', 'plan.pdf']
    """
    if rest[:1] != ["extract"]:
        return front + rest
    words = [part for word in front for part in (word.split("=", 1) if word.startswith("--lang=") else (word,))]
    if "--lang" not in words[:-1]:
        return front + rest
    at = words.index("--lang")
    value = words[at + 1]
    kept = words[:at] + words[at + 2 :] if value == "auto" else words
    given = any(word.partition("=")[0] == "--text-lang" for word in rest)
    return [*kept, *rest] if given else [*kept, rest[0], "--text-lang", value, *rest[1:]]


def language(arguments: list[str], environment: dict[str, str]) -> str:
    """The language asked for: ``--lang``, ``METROGRAPH_LANG``, the locale, else English.

    >>> language(["--lang=es"], {}), language([], {"LANG": "fr_FR.UTF-8"}), language([], {"LANG": "C"})
    ('es', 'fr', 'en')
    """
    for at, word in enumerate(arguments):
        value = word.removeprefix("--lang=") if word.startswith("--lang=") else ""
        if word == "--lang" and at + 1 < len(arguments):
            value = arguments[at + 1]
        if value:
            return value if value in LANGUAGES else "en"
    for name in ("METROGRAPH_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = environment.get(name, "")[:2].lower()
        if value:
            return value if value in LANGUAGES else "en"
    return "en"
