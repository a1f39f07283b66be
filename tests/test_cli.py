"""The command line as a person types it: what it prints, in which language, and how it ends."""

import csv
import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from metrograph.cli import app, output
from metrograph.words import TEXTS
from metrograph.workspace import Workspace

Run = Callable[..., Any]
LANGS = ("en", "fr", "es")
COMMANDS = (
    *((name,) for name in (*app.COMMANDS, *app.GROUPS)),
    *((group, word) for group, words in app.GROUPS.items() for word in words),
)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def solid(text: str) -> str:
    """A text without blanks and lines of tables: the same however it was wrapped."""
    return "".join(sign for sign in text if not sign.isspace() and not "\u2500" <= sign <= "\u257f")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help_in_the_readers_language(run: Run, command: tuple[str, ...], lang: str) -> None:
    said = run(*command, "--help", "--lang", lang)
    assert said.code == 0
    assert solid(TEXTS[f"{'.'.join(command)}.help"][LANGS.index(lang)]) in solid(said.out)


@pytest.mark.parametrize("lang", LANGS)
def test_the_help_of_all_lists_every_command_and_the_exit_codes(run: Run, lang: str) -> None:
    said = run("--help", "--lang", lang)
    assert said.code == 0
    assert all(f" {name} " in said.out for (name, *_) in COMMANDS)
    assert solid(TEXTS["app.exit"][LANGS.index(lang)]) in solid(said.out)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        (
            "fr",
            ("Utilisation\u00a0: ", "COMMANDE", "Afficher cette aide", "[variable d'environnement\u00a0:", "par défaut\u00a0: "),
        ),
        ("es", ("Uso: ", "[OPCIONES]", "Mostrar esta ayuda", "[obligatorio]", "--out CARPETA")),
    ],
)
def test_what_typer_says_in_help_is_in_the_readers_language_too(run: Run, lang: str, words: tuple[str, ...]) -> None:
    said = "\n".join(run(*command, "--help", "--lang", lang).out for command in ((), *COMMANDS))
    assert [word for word in words if word not in said] == []
    english = r"Usage|\bARGS|COMMAND\b|Options:|Commands|Arguments:|Show this|ompletion for|required|env var|default:|<str>|<path>|\bFILE"
    assert re.findall(english, said) == []
    assert run("queries", "list", "--lang", lang).code == 0  # commands keep their names
    assert "  list  " in run("queries", "--help", "--lang", lang).out


@pytest.mark.parametrize(("lang", "start"), [("en", "Start here:"), ("fr", "Pour commencer :"), ("es", "Para empezar:")])
def test_the_bare_command_shows_where_to_start(run: Run, lang: str, start: str) -> None:
    said = run("--lang", lang)
    assert (said.code, said.err) == (0, "")
    assert start in said.out
    assert "metrograph pilots" in said.out


def test_the_language_comes_from_the_environment(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert "Pour commencer" in run().out
    monkeypatch.setenv("METROGRAPH_LANG", "es")
    assert "Para empezar" in run().out
    assert "Start here" in run("--lang", "en").out


@pytest.mark.parametrize(
    "line",
    ["--lang fr --format csv pilots", "pilots --lang fr --format csv", "--format=csv pilots --lang=fr", "pilots -q --lang fr"],
)
def test_global_options_may_stand_anywhere(run: Run, line: str) -> None:
    said = run(*line.split())
    assert (said.code, said.err) == (0, "")
    assert {row["status"] for row in rows(said.out)} == {"à conclure", "à lancer", "en cours"}


def test_the_pilots_table_shows_every_pilot_with_its_links_quotes_and_gaps(run: Run, desk: Workspace) -> None:
    said = run("pilots", "--format", "table")
    shown = solid(said.out)
    assert said.code == 0
    assert "SDG alignment of the 11 pilot projects" in said.out
    assert len(desk.pilots) == 11
    for pilot in desk.pilots.values():
        assert solid(pilot.label + pilot.status) in shown
        for link in pilot.links:
            for word in (link.goal, link.sdg, link.strength, link.decision, *link.quote.split()):
                assert word in said.out
        assert all(solid(gap.split(";")[0])[:20] in shown for gap in pilot.missing)
    assert "Goals that no pilot serves: " in said.out
    assert "metrograph explain pilot-metroairports:9.1" in said.err


def test_pilots_as_rows_give_goal_target_strength_status_quote_and_gaps(run: Run, desk: Workspace) -> None:
    found = rows(run("pilots", "--format", "csv").out)
    assert {row["pilot"] for row in found} == set(desk.pilots)
    mega = next(row for row in found if row["pilot"] == "pilot-mega" and row["sdg"] == "7")
    assert (mega["goal"], mega["strength"], mega["decision"], mega["quote"]) == ("7", "direct", "accepted", "Energy GovernAnce")
    assert all(row["quote"] and row["goal"] and row["strength"] and row["missing"] for row in found)


@pytest.mark.parametrize(
    ("lang", "status", "gap"),
    [
        ("fr", "à conclure", "aucune cible directe (objectif 7 seulement)"),
        ("es", "por concluir", "ninguna meta directa (solo el objetivo 7)"),
    ],
)
def test_pilots_are_told_in_the_readers_language(run: Run, lang: str, status: str, gap: str) -> None:
    mega = next(row for row in rows(run("pilots", "--lang", lang).out) if row["pilot"] == "pilot-mega")
    assert mega["status"] == status
    assert gap in mega["missing"]


def test_in_a_pipe_results_are_csv(run: Run) -> None:
    assert run("coverage").out == run("coverage", "--format", "csv").out
    assert [row["sdg"] for row in rows(run("coverage").out)] == [str(goal) for goal in range(1, 18)]


def test_every_format_holds_the_same_answer(run: Run) -> None:
    said = {name: run("coverage", "--format", name).out for name in ("json", "jsonl", "csv", "tsv", "md", "table")}
    labels = [row["goalLabel"] for row in json.loads(said["json"])]
    assert [json.loads(line)["goalLabel"] for line in said["jsonl"].splitlines()] == labels
    assert [row["goalLabel"] for row in rows(said["csv"])] == labels
    assert [row["goalLabel"] for row in csv.DictReader(io.StringIO(said["tsv"]), delimiter="\t")] == labels
    assert all(f"| {label} |" in said["md"] for label in labels)
    assert "17 rows" in said["table"]


def test_no_colour_means_no_control_signs(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in run("pilots", "--format", "table").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    forced = run("pilots", "--format", "table", "--no-color").out
    assert not re.search(r"\x1b\[[0-9;]*\b(3[0-8]|4[0-8]|9[0-7])\b", forced)


@pytest.mark.parametrize("by", ["goal", "target", "theme", "line"])
def test_coverage_is_told_by_goal_target_theme_and_line(run: Run, by: str) -> None:
    said = run("coverage", "--by", by)
    assert said.code == 0
    assert {"direct", "indirect"} <= set(rows(said.out)[0])


def test_coverage_draws_the_wheel(run: Run, tmp_path: Path) -> None:
    said = run("coverage", "--svg", tmp_path / "wheel.svg", "--lang", "fr")
    assert (said.code, said.out) == (0, "")
    assert (tmp_path / "wheel.svg").read_text(encoding="utf-8").startswith("<svg")


def test_a_question_is_asked_by_name_with_parameters(run: Run) -> None:
    found = rows(run("query", "pilots-by-goal", "--param", "goal=6").out)
    assert {row["label"] for row in found} == {"Integrated water management for climate change adaptation in metropolises"}


def test_a_query_is_read_from_a_file_or_from_standard_input(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "SELECT (COUNT(?p) AS ?pilots) { ?p a mg:PilotProject }"
    (tmp_path / "count.rq").write_text(text, encoding="utf-8")
    assert run("query", "-f", tmp_path / "count.rq").out == "pilots\n11\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(text))
    assert run("query", "-").out == "pilots\n11\n"
    monkeypatch.setattr("sys.stdin", io.StringIO("ASK { ?p a mg:PilotProject }"))
    assert run("query").out == "true\n"


def test_questions_are_listed_by_topic_and_shown_with_their_sparql(run: Run, desk: Workspace) -> None:
    listed = rows(run("queries", "list").out)
    assert len(listed) == len(desk.catalog)
    assert {row["name"] for row in listed} >= {"pilots-by-goal", "coverage-by-goal"}
    assert {row["topic"] for row in rows(run("queries", "list", "--tag", "time").out)} >= {"time"}
    assert run("queries", "show", "pilots-by-goal").out == desk.catalog["pilots-by-goal"].sparql
    shown = run("queries", "show", "pilots-by-goal", "--format", "table", "--lang", "fr").out
    assert shown.startswith(desk.catalog["pilots-by-goal"].summary.fr)
    assert "--param goal=…" in shown


@pytest.mark.parametrize("what", [["pilot-mega"], ["mega"], ["metropolis-2019/pilot-mega"], ["energy", "governance"]])
def test_a_thing_is_shown_by_its_id_or_by_words_of_its_name(run: Run, what: list[str]) -> None:
    said = run("show", *what)
    assert said.code == 0
    assert "Metropolis Energy GovernAnce: MEGA" in said.out
    assert "7 Affordable and clean energy" in said.out


def test_a_target_is_shown_by_its_code(run: Run) -> None:
    assert "transports publics" in run("show", "11.2", "--lang", "fr").out.lower()


@pytest.mark.parametrize("typed", ["intersectionnalité", "intersectionnalite", "INTERSECTIONNALITE"])
def test_accents_and_capitals_are_optional(run: Run, typed: str) -> None:
    said = run("show", typed, "--lang", "fr")
    assert (said.code, said.err) == (0, "")
    assert "Intersectionnalité dans les politiques LGBTI métropolitaines" in said.out


def test_the_version_is_told_as_other_programs_tell_it(run: Run) -> None:
    assert run("--version") == run("version")


def test_a_word_is_found_at_the_beginning_of_words_before_it_is_found_inside(run: Run) -> None:
    labels = [row["label"] for row in rows(run("show", "bus").out)]
    assert labels
    assert all(re.search(r"\bbus", label, re.IGNORECASE) for label in labels)
    assert "gouvernance" in run("show", "ouvernance", "--lang", "fr").out.lower()


def test_several_things_of_one_name_are_listed(run: Run) -> None:
    said = run("show", "pilote", "--lang", "fr")
    assert "éléments portent un tel nom" in said.err
    assert list(rows(said.out)[0]) == ["element", "label", "kind"]


def test_a_thing_is_shown_as_turtle(run: Run) -> None:
    assert "metropolis-2019:pilot-mega a mg:PilotProject" in run("show", "mega", "--format", "ttl").out


@pytest.mark.parametrize(
    ("lang", "parts"),
    [("en", ("What\n", "Why\n", "Bad\n", "Good\n")), ("fr", ("Règle\n", "Pourquoi\n")), ("es", ("Regla\n", "Por qué\n"))],
)
def test_a_rule_is_explained_with_reason_and_examples(run: Run, lang: str, parts: tuple[str, ...]) -> None:
    said = run("explain", "s06", "--lang", lang)
    assert said.out.startswith("S06\n")
    assert all(part in said.out for part in parts)


def test_an_error_is_explained_with_its_remedy(run: Run) -> None:
    assert run("explain", "R101", "--lang", "fr").out.startswith("R101\u00a0: ce n'est pas du YAML bien formé")


def test_a_link_is_explained_by_quote_line_and_reason(run: Run) -> None:
    (row,) = rows(run("explain", "pilot-mega:7").out)
    assert (row["quote"], row["firstLine"], row["strength"], row["decision"]) == ("Energy GovernAnce", "78", "direct", "accepted")
    assert "energy is named" in row["rationale"]


def test_a_query_may_stand_on_the_command_line(run: Run) -> None:
    said = run("query", "SELECT (COUNT(*) AS ?n) { ?pilot a mg:PilotProject }", "--format", "csv")
    assert (said.code, said.out.split()) == (0, ["n", "11"])
    assert run("query", "SELECT * { ?pilot a foo:Bar }").code == 4


@pytest.mark.parametrize("lang", ["fr", "es"])
def test_on_a_small_terminal_strength_and_decision_stay_whole_words(run: Run, monkeypatch: pytest.MonkeyPatch, lang: str) -> None:
    monkeypatch.setattr(output, "console", lambda _: Console(file=sys.stdout, width=60, no_color=True))
    rows = run("--lang", lang, "pilots", "--format", "table").out.splitlines()
    words = {"fr": ("Décision", "indirect", "accepté"), "es": ("Decisión", "indirecta", "aceptada")}[lang]
    assert max(map(len, rows)) <= 60
    assert all(any(word in row.split() for row in rows) for word in words)
