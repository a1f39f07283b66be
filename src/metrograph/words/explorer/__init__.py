"""Words of the explorer, of its pictures and of the report for a board."""

from metrograph.words.explorer import board, frame, linking, pictures, plan, quality, query, review, sdg, site

_ROOMS = (frame, plan, sdg, review, query, quality, site, board, linking)
TEXTS: dict[str, tuple[str, str, str]] = {
    **pictures.TEXTS,
    **{key: wording for room in _ROOMS for key, wording in room.TEXTS.items()},
}
PROBLEMS: dict[str, tuple[tuple[str, str, str], tuple[str, str, str]]] = {
    code: problem for room in _ROOMS for code, problem in room.PROBLEMS.items()
}
