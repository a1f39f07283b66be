"""Words of pictures, as a printer sets them."""

from metrograph import words


def say(key: str, lang: str = "en", /, **values: object) -> str:
    r"""The text of a key in a language.

    >>> say("picture.told", "fr", name="eau", what="3")
    'eau\xa0: 3'
    """
    return words.typeset(words.say(key, lang, **values), lang)


def counted(key: str, lang: str, n: int, /, **values: object) -> str:
    """The text of a key for a number of things.

    >>> counted("picture.elements", "en", 1)
    '1 element'
    """
    return words.typeset(words.counted(key, lang, n, **values), lang)
