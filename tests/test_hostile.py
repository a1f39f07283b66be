"""Five hundred hostile values through every parameter: each is refused, or is one term and nothing else."""

from itertools import islice, product
from random import Random

import pytest

from metrograph.catalog import EXAMPLES, Terms
from metrograph.errors import UsageError
from metrograph.sparql.tokens import code
from metrograph.store import LocalStore
from metrograph.table import Table
from metrograph.workspace import Workspace

PIECES = (
    "11", "sdg:11", "}", "{", "} }", ";", ".", "#", "\n", "\r", "\t", "'", '"', '"""', "\\", "\\u0022", "<", ">", "<http://evil.example/>",
    "UNION", "SERVICE <http://127.0.0.1:9/> {", "DROP ALL", "|| true", "?s ?p ?o", "$x", "@fr", "^^xsd:integer", "UNDEF", "BIND(1 AS ?x)",
    "http://evil.example/", "https://x/y z", "https://x/{y}", "javascript:alert(1)", "pilot-mega", "../..", "\x00", "\u202e", "é", "🏙", "١١", "1e1",
    "-1", "%00", "${x}", "{{x}}", "NaN",
)  # fmt: skip


def hostile(count: int) -> tuple[str, ...]:
    draw = Random(6)
    joined = (draw.choice(("", " ", "\n")).join(draw.choices(PIECES, k=draw.randint(2, 6))) for _ in iter(int, 1))
    return tuple(
        islice(dict.fromkeys((*PIECES, *(a + b for a, b in product(PIECES[:6], PIECES[6:12])), *islice(joined, 2000))), count)
    )


VALUES = hostile(500)


def test_there_are_five_hundred_of_them() -> None:
    assert len(set(VALUES)) == 500


@pytest.mark.parametrize("kind", sorted(EXAMPLES))
def test_a_hostile_value_is_refused_or_is_one_term(kind: str, desk: Workspace) -> None:
    terms, store = Terms(desk.names, desk.elements), LocalStore.memory()
    taken = 0
    for value in VALUES:
        try:
            term = terms.term(kind, value, "x")
        except UsageError:
            continue
        taken += 1
        answer = store.query(f"SELECT ?x {{ VALUES ?x {{ {term} }} }}")
        assert isinstance(answer, Table)
        assert len(answer) == 1
        if kind == "text":
            assert answer.rows() == ((value.strip(),),)
    assert taken == (500 if kind == "text" else taken)


def test_a_value_that_is_taken_changes_its_own_line_and_nothing_else(desk: Workspace) -> None:
    terms, taken = Terms(desk.names, desk.elements), 0
    for question in desk.catalog:
        plain = [token.text for token in code(question.bind({}, terms))]
        for parameter in question.parameters:
            for value in ("pilot-mega", "11", "en", "2019-06", "0.5", "rejected", *VALUES):
                try:
                    term = terms.term(parameter.type, value, parameter.name)
                except UsageError:
                    continue
                taken += 1
                bound = [token.text for token in code(question.bind({parameter.name: value}, terms))]
                at = next(n for n, text in enumerate(bound) if text == "VALUES" and bound[n + 1][1:] == parameter.name)
                assert bound[: at + 3] == plain[: at + 3]
                assert bound[at + 3 : bound.index("}", at)] == [token.text for token in code(term)]
                assert bound[bound.index("}", at) :] == plain[plain.index("}", at) :]
    assert taken > 300
