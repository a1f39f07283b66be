"""Decisions and comments on links: read by anybody, written by those who have a token, never over the head of another."""

from typing import Any

from metrograph.decisions import Standing, standings
from metrograph.desk import Desk
from metrograph.errors import RequestError, UsageError
from metrograph.explorer.review_log import log_of
from metrograph.graph.alignments import alignment_iri
from metrograph.graph.plan import Addresses
from metrograph.model import COMMENT, Review
from metrograph.records import ReviewLog
from metrograph.review import Choice
from metrograph.serve import api_json
from metrograph.serve.api_alignments import told
from metrograph.serve.api_data import as_json
from metrograph.serve.api_operation import PAGED, Field, Operation, address
from metrograph.serve.api_tables import FORMATS, SPREADSHEET, paged, reply
from metrograph.serve.asked import Asked, Reply
from metrograph.serve.grants import Grant
from metrograph.workspace import Workspace

LONGEST = 4000
_KNOWN = {"item": True, "sdg": True, "decision": True, "reason": False, "strength": False, "change_to": False, "undoes": False}


def _listed(desk: Desk, asked: Asked) -> Reply:
    given = {"plan": asked.value("plan")} if asked.value("plan") else {}
    return reply(paged("reviews", log_of(desk, asked.lang, **given), asked), desk, asked, LIST)


def _review(desk: Workspace, asked: Asked) -> Reply:
    found = api_json.read(asked.body, asked.media)
    expected = _expected(found)
    given = api_json.texts(found, _KNOWN, LONGEST)
    choice = Choice(
        given["item"],
        given["sdg"],
        given["decision"],
        given.get("strength", ""),
        given.get("change_to", ""),
        given.get("reason", "").strip(),
        undoes=given.get("undoes", ""),
    )
    taken = take(desk, choice, expected, asked)
    ident = link_of(desk, taken[0])
    headers = (("Content-Language", asked.lang), ("Location", address(asked, f"/api/alignments/{ident}")))
    return as_json({"reviews": [_told(one) for one in taken], "alignment": told(desk, ident, asked)}, 201, headers)


def take(desk: Workspace, choice: Choice, expected: int | None, asked: Asked) -> tuple[Review, ...]:
    """Carry out a decision of who asks; ``RequestError`` (409) when there are not as many decisions as were ``expected``.

    A link of a plan on which that person has no right is refused (403), however many decisions there are.

    A comment goes over nobody's head: it is written down however many decisions there are, and so is taking it back.
    """
    standing, grant = _standing(desk, choice.item, choice.sdg), Grant.of(asked.grant)
    late = standing is not None and expected is not None and len(standing.reviews) != expected
    if standing is not None and late and grant.covers(standing.plan) and not _only_said(choice, standing):
        raise _conflict(standing)
    return desk.review([choice], asked.by, lang=asked.lang, plans=grant.plans)


def _only_said(choice: Choice, standing: Standing) -> bool:
    """Whether a choice leaves the link where it stands."""
    back = choice.decision == "undo" and choice.undoes in {one.time for one in standing.comments}
    return choice.decision == "comment" or back


def _expected(found: Any) -> int | None:
    """How many decisions the client saw on the link: taken out of the object, whose other fields are texts."""
    if not isinstance(found, dict) or "expected" not in found:
        return None
    expected = found.pop("expected")
    if type(expected) is not int or expected < 0:
        raise RequestError("W417", name="expected", want="number")
    return expected


def _standing(desk: Workspace, item: str, sdg: str) -> Standing | None:
    """Where a link stands now; ``None`` where the review itself will say what is wrong with its name."""
    if desk.folder is None:
        raise UsageError("U109")
    plan, _, name = item.rpartition("/")
    records = desk.records
    known = standings(records.runs, ReviewLog(desk.folder / "reviews.jsonl").read(), records.shared)
    found = [one for one in known if (one.item, one.sdg) == (name, sdg) and plan in ("", one.plan)]
    one_link = len(found) == 1 or all((one.plan, one.item) in records.shared for one in found)
    return found[0] if found and one_link else None


def _conflict(standing: Standing) -> RequestError:
    last = max(standing.reviews, key=lambda review: review.time, default=None)
    by, time = (last.reviewer, last.time) if last else ("-", "-")
    decision = _word(last) if last else "-"
    return RequestError("W423", 409, n=len(standing.reviews), by=by, time=time, decision=decision)


def link_of(desk: Workspace, review: Review) -> str:
    """The name of the link that was decided on."""
    element = Addresses(desk.records.plans[review.plan], desk.names)(review.item)
    return alignment_iri(desk.names, element, review.sdg).rpartition("/")[2]


def _word(review: Review) -> str:
    return review.decision.value if review.decision else COMMENT


def _told(review: Review) -> dict[str, Any]:
    return {
        "item": f"{review.plan}/{review.item}",
        "sdg": review.sdg,
        "decision": _word(review),
        "by": review.reviewer,
        "time": review.time,
        "reason": review.reason or None,
        "strength": str(review.strength) if review.strength else None,
        "change_to": review.instead or None,
        "undoes": review.undoes or None,
    }


LIST = Operation(
    name="reviews",
    path="/api/reviews",
    answer=_listed,
    tag="links",
    gives=FORMATS,
    fields=(Field("plan", "plan-2019"), *PAGED, SPREADSHEET),
    statuses=(406,),
)
REVIEW = Operation(
    name="review",
    path="/api/alignments/review",
    answer=_review,  # type: ignore[arg-type]  # a route that writes gets a workspace
    tag="links",
    gives={"json": "application/json"},
    method="POST",
    takes={"application/json": "Decision"},
    examples=(
        {"item": "pilot-mega", "sdg": "7", "decision": "accept", "reason": "the plan names renewable energy", "expected": 0},
        {"item": "pilot-mega", "sdg": "7", "decision": "comment", "reason": "ask the energy unit"},
        {"item": "pilot-mega", "sdg": "7", "decision": "undo"},
    ),
    writes=True,
    statuses=(401, 403, 409, 413, 415, 422),
)
OPERATIONS = (REVIEW, LIST)
