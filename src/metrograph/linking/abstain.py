"""Why the linker says nothing: there is nothing to say, or it is the business of the organisation itself."""

from collections.abc import Sequence

from metrograph.linking.text import Word

REASONS = ("empty", "language", "internal", "container", "weak", "nothing")
WEAK = 0.25
# Beginnings of words by which the inner affairs of an association give themselves away; they only word the reason.
_INTERNAL = {
    "en": (
        "statute", "bylaw", "membership", "fee", "dues", "board", "general assembly", "secretariat", "minutes", "quorum",
        "audit", "treasurer", "election of", "logo", "newsletter", "fundraising",
    ),
    "fr": (
        "statut", "cotisation", "adhesion", "conseil d administration", "assemblee generale", "secretariat", "proces verbal",
        "gouvernance interne", "bureau executif", "tresor", "logo", "lettre d information", "collecte de fond",
    ),
    "es": (
        "estatuto", "cuota", "afiliacion", "consejo de administracion", "asamblea general", "secretaria", "acta", "quorum",
        "gobernanza interna", "tesoreria", "logo", "boletin", "captacion de fond",
    ),
}  # fmt: skip


def reason_for(found: Sequence[Word], lang: str, surest: float) -> str:
    """The reason for a text of which nothing is suggested; ``surest`` is the highest confidence of any code.

    >>> from metrograph.linking.text import words
    >>> reason_for(words("Mise à jour des statuts", "fr"), "fr", 0.1)
    'internal'
    """
    line = " ".join(("", *(word.folded for word in found), ""))
    if any(f" {cue}" in line for cue in _INTERNAL[lang]):
        return "internal"
    return "weak" if surest >= WEAK else "nothing"
