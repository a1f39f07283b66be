"""IATI activities: what is read of them, what a draft says, and what is refused."""

import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metrograph.dates import read as read_edtf
from metrograph.errors import LimitError, SourceError
from metrograph.extraction.draft import Draft, Mention
from metrograph.extraction.iati import Problem, draft_activities, sdg_code_of
from metrograph.extraction.names import Names, slug
from metrograph.model import DateStatus, Kind, Status
from metrograph.readers.iati import USUAL, Activity, read_activities
from metrograph.readers.passage import Limits, Where

TITLE = "<title><narrative>Clean water</narrative></title>"


def activity(inside: str, identifier: str = "XX-1", attributes: str = 'xml:lang="en"') -> str:
    return f"<iati-activity {attributes}><iati-identifier>{identifier}</iati-identifier>{inside}</iati-activity>\n"


def written(folder: Path, body: str, root: str = 'version="2.03"') -> Path:
    path = folder / "activities.xml"
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8"?>\n<iati-activities {root}>\n{body}</iati-activities>\n', encoding="utf-8"
    )
    return path


def all_of(folder: Path, body: str, root: str = 'version="2.03"') -> list[Activity]:
    return list(read_activities(written(folder, body, root)))


def drafts(
    folder: Path, body: str, lang: str = "", root: str = 'version="2.03"'
) -> list[tuple[Draft | None, tuple[Problem, ...]]]:
    return list(draft_activities(read_activities(written(folder, body, root)), "activities.xml", lang))


def draft_of(folder: Path, inside: str, lang: str = "", **kinds: int) -> Draft:
    """The draft of one activity, which has exactly these numbers of problems of each kind."""
    (draft, problems), *_ = drafts(folder, activity(inside), lang)
    assert sorted(one.kind for one in problems) == sorted(kind.replace("_", "-") for kind, n in kinds.items() for _ in range(n))
    assert draft is not None
    return draft


def fault(path: Path, limits: Limits = USUAL) -> SourceError | LimitError:
    with pytest.raises((SourceError, LimitError)) as raised:
        list(read_activities(path, limits))
    assert isinstance(raised.value, SourceError | LimitError)
    return raised.value


# ---- reading


def test_an_activity_keeps_its_identifier_and_the_line_where_it_begins(tmp_path: Path) -> None:
    first, second = all_of(tmp_path, activity(TITLE) + "\n\n" + activity(TITLE, "\n   XX-2 \n"))
    assert (first.identifier, first.line) == ("XX-1", 3)
    assert (second.identifier, second.line) == ("XX-2", 6)


def test_a_line_beyond_65535_is_right(tmp_path: Path) -> None:
    [one] = all_of(tmp_path, "\n" * 70_000 + activity(TITLE))
    assert one.line == 70_003


def test_the_language_of_a_narrative_is_its_own_else_that_of_the_title_the_activity_or_the_file(tmp_path: Path) -> None:
    own = '<title><narrative xml:lang="FR-ca">Eau</narrative><narrative>Wasser</narrative></title>'
    outer = '<title xml:lang="es"><narrative>Agua</narrative></title>'
    first, second, third = all_of(
        tmp_path, activity(own, attributes='xml:lang="de"') + activity(own, attributes="") + activity(outer), 'xml:lang="pt"'
    )
    assert first.titles == (("fr", "Eau"), ("de", "Wasser"))
    assert second.titles == (("fr", "Eau"), ("pt", "Wasser"))
    assert third.titles == (("es", "Agua"),)


def test_organisations_dates_places_and_links_are_read_with_their_codes(tmp_path: Path) -> None:
    [one] = all_of(
        tmp_path,
        activity(
            TITLE + '<reporting-org ref="A"><narrative>Net</narrative></reporting-org>'
            '<participating-org ref="B" role="1"><narrative>Fund</narrative></participating-org>'
            '<activity-date type="1" iso-date="2019-01-15"><narrative>from January</narrative></activity-date>'
            '<recipient-country code="CO" percentage="60"><narrative>Colombia</narrative></recipient-country>'
            '<recipient-region code="489" vocabulary="1"/>'
            '<location><location-id vocabulary="G1" code="3688689"/><name><narrative>Bogotá</narrative></name>'
            '<description><narrative>centre</narrative></description><administrative vocabulary="A1" code="1453782"/>'
            "<point><pos>4.6 -74.1</pos></point></location>"
            '<related-activity type="2" ref="XX-9"/><document-link url="https://example.org/a.pdf">'
            "<title><narrative>Plan</narrative></title></document-link>",
            attributes='xml:lang="en" hierarchy="2" last-updated-datetime="2019-05-01"',
        ),
    )
    assert one.reporting is not None
    assert one.reporting.names == (("en", "Net"),)
    assert [(o.ref, o.role, o.names) for o in one.organisations] == [("B", "1", (("en", "Fund"),))]
    assert [(d.type, d.iso, d.texts) for d in one.dates] == [("1", "2019-01-15", (("en", "from January"),))]
    assert [(c.code, c.percentage, c.names) for c in one.countries] == [("CO", "60", (("en", "Colombia"),))]
    assert [(r.vocabulary, r.code) for r in one.regions] == [("1", "489")]
    [place] = one.locations
    assert (place.names, place.point) == ((("en", "Bogotá"),), "4.6 -74.1")
    assert [(c.vocabulary, c.code) for c in (*place.ids, *place.administrative)] == [("G1", "3688689"), ("A1", "1453782")]
    assert [(r.type, r.ref) for r in one.related] == [("2", "XX-9")]
    assert [(d.url, d.titles) for d in one.documents] == [("https://example.org/a.pdf", (("en", "Plan"),))]
    assert (one.hierarchy, one.updated) == ("2", "2019-05-01")


def test_money_and_results_are_passed_over_with_the_titles_inside_them(tmp_path: Path) -> None:
    money = "<transaction><description><narrative>no</narrative></description><sector code='9'/></transaction>"
    result = (
        "<result><title><narrative>no</narrative></title><indicator><title><narrative>no</narrative></title></indicator></result>"
    )
    [one] = all_of(tmp_path, activity(money + TITLE + result + "<activity-status code='2'/>"))
    assert (one.titles, one.descriptions, one.sectors, one.status) == ((("en", "Clean water"),), (), (), "2")


def test_comments_cdata_character_references_and_line_breaks_belong_to_the_text(tmp_path: Path) -> None:
    [one] = all_of(
        tmp_path, activity("<title><narrative>Clean <!-- x -->water\n  &amp; <![CDATA[<air>]]> &#233;</narrative></title>")
    )
    assert one.titles == (("en", "Clean water & <air> é"),)


def test_a_name_with_markup_inside_is_read_in_its_order(tmp_path: Path) -> None:
    [one] = all_of(tmp_path, activity("<title><narrative>Very <b>clean</b> water</narrative></title>"))
    assert one.titles == (("en", "Very clean water"),)


def test_elements_of_other_names_between_activities_are_passed_over(tmp_path: Path) -> None:
    found = all_of(tmp_path, "<x:extra xmlns:x='urn:x'><iati-activity/></x:extra>" + activity(TITLE) + "<other>text</other>")
    assert [one.identifier for one in found] == ["XX-1"]


def test_an_activity_without_anything_is_read(tmp_path: Path) -> None:
    assert all_of(tmp_path, "<iati-activity/>") == [Activity("", 3)]


def test_version_1_is_read_without_narratives(tmp_path: Path) -> None:
    old = (
        '<title xml:lang="en">Clean water</title><title xml:lang="fr">Eau propre</title>'
        "<activity-status>implementation</activity-status>"
        '<activity-date type="start-planned" iso-date="2013-01-01"/><activity-date type="end-planned">2014-12-31</activity-date>'
        '<reporting-org ref="A">Net</reporting-org><participating-org role="Funding">Fund</participating-org>'
        '<location><name>Bogotá</name><coordinates latitude="4.6" longitude="-74.1"/></location>'
    )
    [(draft, problems)] = drafts(tmp_path, activity(old), root='version="1.05"')
    assert draft is not None
    assert problems == ()
    assert (draft.label, draft.translation) == ("Clean water", (("fr", "Eau propre"),))
    assert (draft.status, draft.edtf) == (Status.ONGOING, "2013-01-01/2014-12-31")
    assert (draft.organisers, draft.partners) == ((Mention("", "Net"),), (Mention("", "Fund"),))
    assert draft.places == (Mention("place-bogota", "Bogotá"),)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252", "utf-8-sig"])
def test_the_encoding_that_the_file_declares_is_used(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "a.xml"
    text = f'<?xml version="1.0" encoding="{encoding.removesuffix("-sig")}"?><iati-activities>{activity("<title>Bogotá</title>")}</iati-activities>'
    path.write_bytes(text.encode(encoding))
    assert [one.titles for one in read_activities(path)] == [(("en", "Bogotá"),)]


def test_how_many_are_read_is_told_as_it_goes(tmp_path: Path) -> None:
    told: list[int] = []
    list(read_activities(written(tmp_path, activity(TITLE) * 2000), tell=told.append))
    assert told[-1] == 2000
    assert told == sorted(told)
    assert len(told) > 1


# ---- what is refused

LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    "prolog",
    [
        LAUGHS,
        '<!DOCTYPE iati-activities SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE iati-activities [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE iati-activities PUBLIC "-//x" "http://127.0.0.1:9/x.dtd">',
        '<!-- first a comment --><?note?>\n<!DOCTYPE iati-activities [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p"> %p;]>',
    ],
)
def test_a_document_type_is_refused_before_anything_unfolds(tmp_path: Path, prolog: str) -> None:
    path = tmp_path / "bomb.xml"
    path.write_text(f"{prolog}<iati-activities>{activity('<title>&b;&x;</title>')}</iati-activities>", encoding="utf-8")
    error = fault(path)
    assert error.code == "S120"
    assert error.place.path == str(path)


def test_a_document_type_after_a_long_prolog_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xml"
    path.write_text("<!-- -->\n" * 20_000 + LAUGHS + "<iati-activities/>", encoding="utf-8")
    assert (fault(path).code, fault(path).place.line) == ("S120", 20_001)


@pytest.mark.parametrize("cut", ["</narrative>", "</iati-activity>", "</title>", "</iati-activities>"])
def test_a_file_that_is_cut_short_gives_the_activities_before_the_cut_and_then_the_line(tmp_path: Path, cut: str) -> None:
    path = written(tmp_path, activity(TITLE) + activity(TITLE, "XX-2"))
    whole = path.read_text(encoding="utf-8")
    path.write_text(whole[: whole.rindex(cut)], encoding="utf-8")
    found = []
    with pytest.raises(SourceError) as raised:
        found.extend(one.identifier for one in read_activities(path))
    reading = read_activities(path)
    assert next(reading).identifier == "XX-1"
    assert raised.value.code == "S118"
    assert raised.value.place.line >= 4
    assert "IATI XML" in raised.value.what()


def test_damage_in_what_is_passed_over_is_found_too(tmp_path: Path) -> None:
    path = written(tmp_path, activity(TITLE) + activity("<transaction><value>3</valeu></transaction>"))
    reading = read_activities(path)
    assert next(reading).identifier == "XX-1"
    with pytest.raises(SourceError, match="S118"):
        next(reading)


@pytest.mark.parametrize("body", ["<iati-organisations version='2.03'/>", "<html/>", "<iati-activity/>"])
def test_another_kind_of_xml_is_no_activity_file(tmp_path: Path, body: str) -> None:
    path = tmp_path / "other.xml"
    path.write_text(body, encoding="utf-8")
    assert fault(path).code == "S119"
    assert body[1:5] in fault(path).what()


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "S117"),
        (b"PK\x03\x04 zip", "S118"),
        (b"<iati-activities>\xff</iati-activities>", "S118"),
        (b"<iati-activities>&nbsp;</iati-activities>", "S118"),
        (b'<?xml version="1.0" encoding="no-such"?><iati-activities/>', "S118"),
        (b'<?xml version="1.0" encoding="rot13"?><iati-activities/>', "S118"),
        (b'<?xml version="1.0" encoding="big5"?><iati-activities/>', "S118"),
    ],
)
def test_a_file_that_is_no_xml_is_told(tmp_path: Path, body: bytes, code: str) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(body)
    assert fault(path).code == code


def test_a_file_that_is_not_there_and_a_folder_are_told(tmp_path: Path) -> None:
    assert fault(tmp_path / "none.xml").code == "S101"
    assert fault(tmp_path).code == "S102"


def test_one_activity_larger_than_the_limit_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, activity(TITLE) + activity("<title>" + "word " * 100_000 + "</title>"))
    assert fault(path, Limits(size=100_000)).code == "L107"


def test_elements_nested_very_deep_do_no_harm(tmp_path: Path) -> None:
    deep = "<title>" * 200_000 + "</title>" * 200_000
    assert [one.identifier for one in all_of(tmp_path, activity(deep) + activity(TITLE, "XX-2"))][-1:] == ["XX-2"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 900), st.booleans())
def test_any_bytes_give_activities_or_an_error_of_ours(tmp_path: Path, noise: bytes, at: int, alone: bool) -> None:
    path = written(tmp_path, activity(TITLE + "<tag vocabulary='2' code='11'/><activity-date type='1' iso-date='2019'/>") * 3)
    whole = path.read_bytes()
    path.write_bytes(noise if alone else whole[:at] + noise + whole[at:])
    try:
        for draft, _ in draft_activities(read_activities(path), "a.xml"):
            assert draft is None or draft.id
    except (SourceError, LimitError) as error:
        assert error.report("fr")  # noqa: PT017


tags = st.sampled_from(["title", "narrative", "iati-activity", "transaction", "location", "name", "point", "x"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(
    st.recursive(
        tags.map(lambda tag: f"<{tag}/>"),
        lambda inner: st.builds(lambda tag, parts: f"<{tag}>t{''.join(parts)}</{tag}>", tags, st.lists(inner, max_size=3)),
        max_leaves=15,
    )
)
def test_any_nesting_of_elements_is_read(tmp_path: Path, body: str) -> None:
    assert all(one.line == 3 for one in all_of(tmp_path, body))


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        money = "<transaction><value>1</value></transaction>" * 3
        path = written(tmp_path, "".join(activity(TITLE + money, f"XX-{n}") for n in range(count)) + "<junk/>" * count)
        tracemalloc.start()
        assert sum(1 for _ in read_activities(path)) == count
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    assert peak(20_000) < peak(2_000) * 1.3


# ---- drafts


def test_the_label_is_in_the_language_that_is_asked_and_the_others_are_translations(tmp_path: Path) -> None:
    title = (
        '<title><narrative>Water</narrative><narrative xml:lang="fr">Eau</narrative>'
        '<narrative xml:lang="es">Agua</narrative><narrative xml:lang="pt">Água</narrative></title>'
        '<description><narrative>Pipes</narrative><narrative xml:lang="fr">Tuyaux</narrative></description>'
    )
    draft = draft_of(tmp_path, title, "fr")
    assert (draft.label, draft.lang, draft.description) == ("Eau", "fr", "Tuyaux")
    assert draft.translation == (("en", "Water"), ("es", "Agua"))
    assert draft_of(tmp_path, title).label == "Water"


def test_a_title_in_another_language_alone_is_kept_with_its_language(tmp_path: Path) -> None:
    draft = draft_of(tmp_path, '<title><narrative xml:lang="pt">Água</narrative></title>', "fr")
    assert (draft.label, draft.lang, draft.translation) == ("Água", "pt", ())


def test_the_source_quotes_the_title_at_the_line_of_the_activity(tmp_path: Path) -> None:
    [source] = draft_of(tmp_path, TITLE).sources
    assert (source.file, source.where, source.start, source.quote) == ("activities.xml", Where(line=3), 0, "Clean water")


@pytest.mark.parametrize(
    ("title", "lang", "kind"),
    [
        ("Clean water", "en", Kind.ACTION),
        ("Pilot projects for clean air", "en", Kind.PILOT_PROJECT),
        ("Projet pilote : eau", "fr", Kind.PILOT_PROJECT),
        ("Proyecto piloto de movilidad", "es", Kind.PILOT_PROJECT),
        ("Formation des élus", "fr", Kind.TRAINING),
        ("Formation of cooperatives", "en", Kind.ACTION),
        ("Capacitación de funcionarios", "es", Kind.TRAINING),
        ("Publication d'un guide", "fr", Kind.PUBLICATION),
        ("Conference of mayors", "en", Kind.NETWORK_EVENT),
        ("Copilot projects", "en", Kind.ACTION),
    ],
)
def test_the_kind_shows_in_the_words_of_the_title_in_its_language(tmp_path: Path, title: str, lang: str, kind: Kind) -> None:
    draft = draft_of(tmp_path, f'<title><narrative xml:lang="{lang}">{title}</narrative></title>')
    assert draft.kind is kind


@pytest.mark.parametrize(("end", "kind"), [("2019-06-05", Kind.NETWORK_EVENT), ("2019-12-31", Kind.ACTION)])
def test_a_conference_of_some_days_is_an_event_and_one_of_months_is_an_action(tmp_path: Path, end: str, kind: Kind) -> None:
    dates = f'<activity-date type="1" iso-date="2019-06-03"/><activity-date type="3" iso-date="{end}"/>'
    draft = draft_of(tmp_path, "<title><narrative>Conference of mayors</narrative></title>" + dates)
    assert draft.kind is kind


def test_ids_say_the_kind_and_the_first_words_and_are_numbered() -> None:
    ids = Names()
    given_ids = [ids.take(Kind.PILOT_PROJECT, label) for label in ("Eau d'été", "Eau d’été", "Eau d ete 2", "Eau, d'été")]
    assert given_ids == ["pilot-eau-d-ete", "pilot-eau-d-ete-2", "pilot-eau-d-ete-2-2", "pilot-eau-d-ete-3"]


@given(st.lists(st.tuples(st.sampled_from([Kind.ACTION, Kind.TRAINING]), st.text(max_size=90)), max_size=20))
def test_no_id_is_given_twice_and_all_are_short_slugs(labels: list[tuple[Kind, str]]) -> None:
    ids = Names()
    found = [ids.take(*one) for one in labels]
    assert len(set(found)) == len(found)
    assert all(len(slug(label)) <= 60 and slug(label).count("-") <= 7 for _, label in labels)


@pytest.mark.parametrize(
    ("dates", "edtf"),
    [
        ({1: "2019-01-15", 3: "2020-12-31"}, "2019-01-15/2020-12-31"),
        ({2: "2019-02-01", 4: "2020-01-31"}, "2019-02-01/2020-01-31"),
        ({1: "2019-01-15", 2: "2019-02-01", 3: "2020-12-31", 4: "2020-01-31"}, "2019-02-01/2020-01-31"),
        ({1: "2019-01-15", 2: "2019-02-01", 4: "2020-01-31"}, "2019-02-01/2020-01-31"),
        ({1: "2019-01-15"}, "2019-01-15/.."),
        ({4: "2020-12-31"}, "../2020-12-31"),
        ({1: "2019-05-03", 3: "2019-05-03"}, "2019-05-03"),
        ({1: "2019-01-15Z", 3: "2020-12-31T00:00:00"}, "2019-01-15/2020-12-31"),
        ({}, ""),
    ],
)
def test_what_has_begun_or_ended_has_its_actual_day_and_an_open_end_stays_open(
    tmp_path: Path, dates: dict[int, str], edtf: str
) -> None:
    inside = "".join(f'<activity-date type="{type_}" iso-date="{day}"/>' for type_, day in dates.items())
    draft = draft_of(tmp_path, TITLE + inside)
    assert draft.edtf == edtf
    assert draft.date_status is (DateStatus.STATED if edtf else None)
    assert ".." in edtf or not edtf or read_edtf(edtf)


def test_an_end_before_the_start_is_told_and_the_rest_is_kept(tmp_path: Path) -> None:
    dates = '<activity-date type="1" iso-date="2020-01-15"/><activity-date type="3" iso-date="2019-12-31"/>'
    draft = draft_of(tmp_path, TITLE + dates, end_before_start=1)
    assert (draft.edtf, draft.label, draft.date_text) == ("", "Clean water", "2020-01-15 – 2019-12-31")


@pytest.mark.parametrize("day", ["2019-02-30", "2019", "soon", "15/01/2019", ""])
def test_a_date_that_is_none_is_told_and_the_other_is_kept(tmp_path: Path, day: str) -> None:
    dates = f'<activity-date type="1" iso-date="{day}"/><activity-date type="3" iso-date="2019-12-31"/>'
    assert draft_of(tmp_path, TITLE + dates, invalid_date=1).edtf == "../2019-12-31"


@pytest.mark.parametrize(
    ("code", "status"),
    [("1", Status.PLANNED), ("2", Status.ONGOING), ("3", Status.TO_CONCLUDE), ("4", Status.CONCLUDED), ("5", Status.CANCELLED), ("6", Status.POSTPONED), ("Implementation", Status.ONGOING)],
)  # fmt: skip
def test_each_status_code_is_a_status(tmp_path: Path, code: str, status: Status) -> None:
    assert draft_of(tmp_path, f'{TITLE}<activity-status code="{code}"/>').status is status


def test_an_unknown_status_is_told(tmp_path: Path) -> None:
    assert draft_of(tmp_path, f'{TITLE}<activity-status code="9"/>', unknown_status=1).status is None


def test_the_reporting_and_accountable_organisations_lead_and_the_others_are_partners(tmp_path: Path) -> None:
    orgs = "".join(
        f'<participating-org role="{role}" ref="R{role}">{f"<narrative>{name}</narrative>" if name else ""}</participating-org>'
        for role, name in [("1", "Fund"), ("2", "City"), ("3", ""), ("4", "Net"), ("4", "Fund")]
    )
    draft = draft_of(tmp_path, TITLE + "<reporting-org><narrative>Net</narrative></reporting-org>" + orgs)
    assert [one.name for one in draft.organisers] == ["Net", "City"]
    assert [one.name for one in draft.partners] == ["Fund", "R3"]


def test_places_are_the_locations_else_the_countries(tmp_path: Path) -> None:
    country = '<recipient-country code="CO"/><recipient-country code="FR"><narrative>France</narrative></recipient-country>'
    located = "<location><name><narrative>Bogotá</narrative></name></location>"
    assert [one.quote for one in draft_of(tmp_path, TITLE + country).places] == ["CO", "France"]
    assert draft_of(tmp_path, TITLE + country + located).places == (Mention("place-bogota", "Bogotá"),)


def test_themes_are_the_names_of_sectors_in_the_language_of_the_label(tmp_path: Path) -> None:
    sector = '<sector code="14020"><narrative>Water supply</narrative><narrative xml:lang="fr">Eau potable</narrative></sector>'
    assert draft_of(tmp_path, TITLE + sector * 2 + '<sector code="1"/>').themes == (Mention("", "Water supply"),)
    assert draft_of(tmp_path, TITLE + sector, "fr").themes == (Mention("", "Eau potable"),)


def test_goals_and_targets_of_tags_and_sectors_are_stated(tmp_path: Path) -> None:
    codes = (
        '<tag vocabulary="2" code="11"/><tag vocabulary="3" code="11.2"/><tag vocabulary="1" code="13"/>'
        '<sector vocabulary="7" code="6"/><sector vocabulary="8" code="6.1"/><sector vocabulary="2" code="5"/>'
    )
    assert draft_of(tmp_path, TITLE + codes).sdgs == ("11", "11.2", "6", "6.1")


def test_tags_with_the_vocabulary_of_sectors_are_read_and_the_mistake_is_told(tmp_path: Path) -> None:
    codes = '<tag vocabulary="7" code="11"/><tag vocabulary="8" code="11.2"/>'
    assert draft_of(tmp_path, TITLE + codes, tag_vocabulary_7_8=2).sdgs == ("11", "11.2")


def test_a_target_that_there_is_not_is_told_with_the_activity_and_its_line(tmp_path: Path) -> None:
    [(draft, problems)] = drafts(
        tmp_path, activity(TITLE + '<tag vocabulary="3" code="18.3"/><tag vocabulary="2" code="SDG 05"/>')
    )
    assert draft is not None
    assert draft.sdgs == ("5",)
    assert problems == (Problem("unknown-sdg", Where(line=3), "XX-1", "18.3"),)


@pytest.mark.parametrize(
    ("written_as", "code"),
    [("11.2", "11.2"), ("11.C", "11.c"), ("SDG 11", "11"), ("05", "5"), ("05.01", "5.1"), ("11.2.1", "11.2"), ("ODD-3", "3"), ("18", ""), ("18.3", ""), ("11.9", ""), ("", ""), ("city", "")],
)  # fmt: skip
def test_a_code_is_known_however_it_is_written(written_as: str, code: str) -> None:
    assert sdg_code_of(written_as) == code


def test_the_parent_is_the_draft_of_the_activity_that_was_read_before(tmp_path: Path) -> None:
    child = activity(TITLE + '<related-activity type="1" ref="XX-1"/><related-activity type="3" ref="XX-0"/>', "XX-2")
    [(parent, _), (part, problems)] = drafts(tmp_path, activity(TITLE) + child)
    assert parent is not None
    assert part is not None
    assert (part.parent, part.doubts, problems) == (parent.id, (), ())


def test_a_parent_that_was_not_read_leaves_a_doubt(tmp_path: Path) -> None:
    draft = draft_of(tmp_path, TITLE + '<related-activity type="1" ref="XX-7"/>')
    assert draft.parent == ""
    assert [(doubt.field, doubt.reason, doubt.values) for doubt in draft.doubts] == [
        ("parent", "parent-not-read", (("value", "XX-7"),))
    ]


def test_an_identifier_given_twice_is_told_and_both_are_kept(tmp_path: Path) -> None:
    [(first, _), (second, problems)] = drafts(tmp_path, activity(TITLE) * 2)
    assert first is not None
    assert second is not None
    assert (first.id, second.id) == ("action-clean-water", "action-clean-water-2")
    assert [(one.kind, one.where.line, one.value) for one in problems] == [("duplicate-id", 4, "XX-1")]


def test_an_activity_without_a_title_is_passed_over_and_told(tmp_path: Path) -> None:
    found = drafts(tmp_path, activity("<title><narrative> </narrative></title>") + activity(TITLE, "XX-2"))
    assert found[0] == (None, (Problem("no-title", Where(line=3), "XX-1", "XX-1"),))
    assert found[1][0] is not None


def test_the_drafts_come_one_by_one(tmp_path: Path) -> None:
    path = written(tmp_path, activity(TITLE) * 3000)
    path.write_text(path.read_text(encoding="utf-8").removesuffix("</iati-activities>\n"), encoding="utf-8")
    reading = draft_activities(read_activities(path), "a.xml")
    first, _ = next(reading)
    assert first is not None
    assert first.id == "action-clean-water"
