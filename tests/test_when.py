"""The date words of work plans, in three languages: what EDTF they give, what dates an item and what does not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.clock import Clock

from metrograph.dates import read
from metrograph.dating.when import Found, date_of, find_dates, label_without, months_in, read_cell
from metrograph.model import DateStatus

STATED, INFERRED, AWAITED = DateStatus.STATED, DateStatus.INFERRED, DateStatus.TO_BE_CONFIRMED

ENGLISH = [
    # days
    ("Kick-off meeting, 12 May 2025", "2025-05-12"),
    ("Kick-off meeting (May 12, 2025)", "2025-05-12"),
    ("The Board meets on the 12th of May in Seoul", "2025-05-12"),
    ("Webinar on low-emission zones – Thursday, 6 March", "2025-03-06"),
    ("Wed. 9 July: call with regional secretaries", "2025-07-09"),
    ("Launch event | 3rd October 2025", "2025-10-03"),
    ("July 1st: new website goes live", "2025-07-01"),
    ("World Cities Day celebration (31 Oct.)", "2025-10-31"),
    ("2025-05-12 Steering group", "2025-05-12"),
    ("Steering group, 25/05/2025", "2025-05-25"),
    ("Steering group, 25.05.25", "2025-05-25"),
    ("General Assembly, 5 Sept 2025, Brussels", "2025-09-05"),
    # ranges of days
    ("Annual Congress, Brussels, 12–14 May", "2025-05-12/2025-05-14"),
    ("Annual Congress, May 12-14, 2025, Brussels", "2025-05-12/2025-05-14"),
    ("Annual Congress: 12 to 14 May 2025", "2025-05-12/2025-05-14"),
    ("Peer review visit to Johannesburg (30 Nov-2 Dec)", "2025-11-30/2025-12-02"),
    ("Study tour, 28 February – 2 March 2025", "2025-02-28/2025-03-02"),
    ("Exhibition from 28 November 2025 to 3 January 2026", "2025-11-28/2026-01-03"),
    ("Exhibition open December 15, 2025 through January 10, 2026", "2025-12-15/2026-01-10"),
    ("Training on 12 and 13 May", "2025-05-12/2025-05-13"),
    ("Mon 5 - Wed 7 May: staff retreat", "2025-05-05/2025-05-07"),
    ("Week of 12 May: evaluation mission", "2025-05-12/2025-05-18"),
    ("16 Days of Activism, November 25 – December 10", "2025-11-25/2025-12-10"),
    ("Side events, 5, 6 & 7 November", "2025-11-05/2025-11-07"),
    ("Side event, 30/31 May", "2025-05-30/2025-05-31"),
    ("Side event, Oct 1-3", "2025-10-01/2025-10-03"),
    ("Side events, June 3, 4, and 5", "2025-06-03/2025-06-05"),
    ("Side event, June 3rd to 5th, 2026", "2026-06-03/2026-06-05"),
    ("Meeting: 12 May 2025, 10:00–12:00 CET", "2025-05-12"),
    ("Adopt the work plan for 2026 in December", "2025-12"),
    # months and sets
    ("Budget preparation, Jan–Mar", "2025-01/2025-03"),
    ("Budget approved in Dec 2025", "2025-12"),
    ("Annual survey in Sept", "2025-09"),
    ("Regional dialogue, summer/autumn 2025", "2025-22/2025-23"),
    ("Regional dialogue, Q2/Q3 2025", "2025-34/2025-35"),
    ("Publication of the annual report, June", "2025-06"),
    ("Publication of the annual report in April 2026", "2026-04"),
    ("Newsletter to be sent in may", "2025-05"),
    ("May: call for applications", "2025-05"),
    ("Call for pilot projects, March to June", "2025-03/2025-06"),
    ("Call for pilot projects (Feb.–Apr. 2025)", "2025-02/2025-04"),
    ("Field work between April and June 2025", "2025-04/2025-06"),
    ("Mid-term review, Nov 2025 – Feb 2026", "2025-11/2026-02"),
    ("Evaluation from November to January", "2025-11/2026-01"),
    ("Learning sessions in March, June and November", "{2025-03,2025-06,2025-11}"),
    ("Board calls (12 May and 3 September)", "{2025-05-12,2025-09-03}"),
    ("Coaching, 5-7 May and 2-4 June", "{2025-05-05..2025-05-07,2025-06-02..2025-06-04}"),
    ("Meeting of the regional secretaries, April or May", "[2025-04,2025-05]"),
    # quarters, halves, seasons, years
    ("Q1: recruit a communications officer", "2025-33"),
    ("Audit of accounts in Q3 2025", "2025-35"),
    ("Audit of accounts (third quarter)", "2025-35"),
    ("Audit of accounts in the last quarter of 2025", "2025-36"),
    ("Baseline survey, Q1-Q2", "2025-33/2025-34"),
    ("Baseline survey, Q4 2025 to Q1 2026", "2025-36/2026-33"),
    ("First half of 2025: new membership policy", "2025-40"),
    ("New membership policy, H2", "2025-41"),
    ("Regional forum, spring 2025", "2025-21"),
    ("Regional forum in the summer", "2025-22"),
    ("Helpdesk throughout 2025", "2025"),
    ("Helpdesk, all year round", "2025"),
    ("Urban fellowship programme, 2024-2026", "2024/2026"),
    ("Urban fellowship programme 2024–25", "2024/2025"),
    ("Fellowship running from 2024 to 2026", "2024/2026"),
    # deadlines and beginnings
    ("Submit the application by 30 June 2025", "../2025-06-30"),
    ("Close the accounts before the end of June", "../2025-06"),
    ("Close the accounts by the end of the year", "../2025"),
    ("Deadline for proposals: 15 September", "2025-09-15"),
    ("Proposals (deadline: 15 September)", "../2025-09-15"),
    ("Draft strategy no later than 1 October", "../2025-10-01"),
    ("Newsletter every month from March 2025", "2025-03/.."),
    ("Mentoring starting in May", "2025-05/.."),
    ("Mentoring, September onwards", "2025-09/.."),
    ("Deliver the toolkit by Q2", "../2025-34"),
    ("Deliver the toolkit before the summer", "../2025-22"),
    ("Publish 3 reports by December", "../2025-12"),
    ("As of 1 January 2025: new fees", "2025-01-01/.."),
    # roughly
    ("Second week of May: policy dialogue", "2025-05~"),
    ("Early 2025 – recruitment", "2025~"),
    ("Policy dialogue in the last week of June", "2025-06~"),
    ("Mid-May: policy dialogue with mayors", "2025-05~"),
    ("Policy dialogue with mayors, late November", "2025-11~"),
    ("Policy dialogue towards the end of June", "2025-06~"),
    ("Launch of the observatory, end of 2025", "2025~"),
    # awaited
    ("Regional forum, May (day tbc)", "2025-05-XX"),
    ("Regional forum, May 2025 – exact dates to be confirmed", "2025-05-XX"),
    ("Regional forum, Dakar (dates and venue tbc)", "2025-XX"),
    ("Regional forum – TBD", "2025-XX"),
    ("Regional forum, 12 May (tbc)", "2025-05-12"),
    ("Regional forum (provisional dates: 5–7 May)", "2025-05-05/2025-05-07"),
    # does not date the item
    ("Preparation of the Strategic Plan 2026-2030", None),
    ("2025 Annual Meeting", None),
    ("Phase 2 May 2025", "2025-05"),
    ("Organise a Summer School", None),
    ("A fall in emissions", None),
    ("Support the implementation of the 2030 Agenda", None),
    ("Localise the Agenda 2030 in member cities", None),
    ("Carbon neutrality by 2050", None),
    ("Vision 2040 for metropolitan governance", None),
    ("Contribute to HLPF 2019", None),
    ("Follow-up to COP30", None),
    ("Post-2015 framework", None),
    ("Cities may join the alliance at any time", None),
    ("The march for climate in Montreal", None),
    ("A group of 12 may decide", None),
    ("Each city may apply", None),
    ("24 cities and 11.2 million people", None),
    ("Implement article 12 and phase 2", None),
    ("Committee established in March 2021", None),
    ("Strategy adopted in 2016", None),
    ("Network active since 2015", None),
    ("City of Chiang Mai", None),
    ("Workshop in Nairobi (venue to be confirmed)", None),
    ("Agenda to be defined with partners", None),
    ("1,2025 trees and version 3.2025.1", None),
    ("Promote the second edition of the Metropolis Award, 2027", None),
    ("Second edition of the Metropolis Award, 2027", "2027"),
    ("May 12 cities be twinned?", None),
]

FRENCH = [
    ("Séminaire régional, le 8 mars 2025", "2025-03-08"),
    ("Séminaire régional (1er juin)", "2025-06-01"),
    ("Mardi 13 mai : comité de pilotage", "2025-05-13"),
    ("Comité de pilotage le jeudi 6 mars 2025 à Rabat", "2025-03-06"),
    ("Comité de pilotage, 12/05/2025", "2025-05-12"),
    ("Comité de pilotage – 12.05.2025", "2025-05-12"),
    ("Atelier sur le logement, 12-14 mai 2025", "2025-05-12/2025-05-14"),
    ("Atelier sur le logement du 12 au 14 mai", "2025-05-12/2025-05-14"),
    ("Du lundi 12 au mercredi 14 mai : atelier", "2025-05-12/2025-05-14"),
    ("Mission à Dakar du 28 février au 2 mars 2025", "2025-02-28/2025-03-02"),
    ("Mission à Dakar, 12 et 13 mai", "2025-05-12/2025-05-13"),
    ("Assemblées les 8 mars et 5 juin", "{2025-03-08,2025-06-05}"),
    ("Semaine du 6 octobre : mission d'évaluation", "2025-10-06/2025-10-12"),
    ("Webinaire sur l'innovation urbaine, mars", "2025-03"),
    ("Webinaire sur l’innovation urbaine, août", "2025-08"),
    ("WEBINAIRE, FÉVRIER 2025", "2025-02"),
    ("Webinaire en mars", "2025-03"),
    ("Réunion prévue au mois d'octobre", "2025-10"),
    ("Lettre d'information (sept.)", "2025-09"),
    ("Lettre d'information, déc. 2025", "2025-12"),
    ("PTP devient « use », février-mars", "2025-02/2025-03"),
    ("Enquête auprès des membres entre avril et juin", "2025-04/2025-06"),
    ("Enquête de novembre 2025 à février 2026", "2025-11/2026-02"),
    ("Formations : mars, juin et octobre", "{2025-03,2025-06,2025-10}"),
    ("Mars et septembre : lettres d'information", "{2025-03,2025-09}"),
    ("Rapport d'activité, T1 2025", "2025-33"),
    ("Rapport d'activité au 2e trimestre", "2025-34"),
    ("Rapport d'activité, troisième trimestre 2025", "2025-35"),
    ("Collecte de données de T1 à T3", "2025-33/2025-35"),
    ("Collecte de données, 1er et 2e trimestres 2025", "{2025-33,2025-34}"),
    ("Collecte de données au premier semestre", "2025-40"),
    ("S2 2025 – refonte du site", "2025-41"),
    ("Université d'été, été 2025", "2025-22"),
    ("Rencontre au printemps", "2025-21"),
    ("Conseil aux villes toute l'année", "2025"),
    ("Conseil aux villes, tout au long de l'année 2025", "2025"),
    ("Projets pilotes, 2024-2026", "2024/2026"),
    ("Étude de faisabilité en 2025", "2025"),
    ("Remettre le rapport avant fin juin", "../2025-06"),
    ("Remettre le rapport d'ici au 30 juin 2025", "../2025-06-30"),
    ("Remettre le rapport au plus tard le 15 mars", "../2025-03-15"),
    ("Appel à projets (date limite : 30 septembre)", "../2025-09-30"),
    ("Appel à projets ouvert jusqu'au 31 octobre", "../2025-10-31"),
    ("Remettre le bilan avant la fin de l'année", "../2025"),
    ("Formation des cadres à partir de mars", "2025-03/.."),
    ("Formation des cadres à compter du 15 avril 2025", "2025-04-15/.."),
    ("Forum mondial, mi-mai", "2025-05~"),
    ("Forum mondial à la mi-juin", "2025-06~"),
    ("Forum mondial début juillet", "2025-07~"),
    ("Forum mondial, première quinzaine de mai", "2025-05~"),
    ("Lancement de l'observatoire fin 2025", "2025~"),
    ("Forum mondial, mai, date à confirmer", "2025-05-XX"),
    ("Forum mondial, mai (à confirmer)", "2025-05-XX"),
    ("Leaders d'opinion, Guangzhou (tbc)", "2025-XX"),
    ("Forum mondial (date et lieu à définir)", "2025-XX"),
    ("Forum mondial : dates à préciser", "2025-XX"),
    ("Adhésion à des campagnes (principalement le 8 mars)", "2025-03-08"),
    ("Séminaire des secrétaires régionaux prévu en juin", "2025-06"),
    ("Forum mondial, 25 nov. - 10 déc.", "2025-11-25/2025-12-10"),
    ("Forum mondial à l'automne 2025", "2025-23"),
    ("Journées d'étude, 20 et 21 sept.", "2025-09-20/2025-09-21"),
    ("Atelier dans le courant de l'année 2025", "2025"),
    ("Atelier courant mai", "2025-05"),
    ("Atelier, deuxième semaine de mai", "2025-05~"),
    ("Décembre 2024 – mars 2025 : recrutement", "2024-12/2025-03"),
    ("Le webinaire aura lieu le 12 mai 2025 à 14h", "2025-05-12"),
    ("Forum mondial, mai/juin", "2025-05/2025-06"),
    ("Remise du livrable avant l'été", "../2025-22"),
    # does not date the item
    ("(Comité créé à Gauteng, août 2018)", None),
    ("Programme lancé en 2017", None),
    ("Commission active depuis 2015", None),
    ("Villes neutres en carbone à l'horizon 2030", None),
    ("Plan Climat 2050", None),
    ("Suivi du rapport annuel 2024", None),
    ("Rénovation de la rue du 8 mai 1945", None),
    ("Place du 4 septembre", None),
    ("La planète Mars", None),
    ("Le plan a été adopté", None),
    ("Accompagner sept villes", None),
    ("Accompagner 2000 villes", None),
    ("Forum (lieu à confirmer)", None),
    ("Stratégie à définir avec les villes", None),
    ("Promouvoir la 5e édition du Prix de Guangzhou, 2027", None),
    ("Article 12 de la charte", None),
]

SPANISH = [
    ("Seminario web, 12 de mayo de 2025", "2025-05-12"),
    ("Seminario web el 8 de marzo", "2025-03-08"),
    ("Seminario web el martes 13 de mayo del 2025", "2025-05-13"),
    ("1.º de junio: reunión del Consejo", "2025-06-01"),
    ("Reunión del Consejo, primero de junio", "2025-06-01"),
    ("Reunión del Consejo (12/05/2025)", "2025-05-12"),
    ("Reunión del Consejo, mayo 12, 2025", "2025-05-12"),
    ("Taller del 12 al 14 de mayo de 2025 en Bogotá", "2025-05-12/2025-05-14"),
    ("Taller en Bogotá, 12-14 mayo", "2025-05-12/2025-05-14"),
    ("Taller en Bogotá, 12 y 13 de mayo", "2025-05-12/2025-05-13"),
    ("Misión del 28 de noviembre de 2025 al 3 de enero de 2026", "2025-11-28/2026-01-03"),
    ("Misión entre el 3 y el 5 de junio", "2025-06-03/2025-06-05"),
    ("Asambleas: 8 de marzo y 5 de junio", "{2025-03-08,2025-06-05}"),
    ("Semana del 6 de octubre: evaluación", "2025-10-06/2025-10-12"),
    ("Boletín en marzo", "2025-03"),
    ("Boletín, Septiembre", "2025-09"),
    ("Boletín (setiembre de 2025)", "2025-09"),
    ("Boletín, 8 mar 2025", "2025-03-08"),
    ("Estudio de marzo a junio de 2025", "2025-03/2025-06"),
    ("Estudio (ene-mar)", "2025-01/2025-03"),
    ("Estudio entre abril y junio", "2025-04/2025-06"),
    ("Estudio, noviembre 2025 – febrero 2026", "2025-11/2026-02"),
    ("Cursos en marzo, junio y noviembre", "{2025-03,2025-06,2025-11}"),
    ("Curso en abril o mayo", "[2025-04,2025-05]"),
    ("Informe, 1T 2025", "2025-33"),
    ("Informe del tercer trimestre", "2025-35"),
    ("Informe, II semestre 2025", "2025-41"),
    ("Informe en el último trimestre del año", "2025-36"),
    ("Informe, primer cuatrimestre de 2025", "2025-37"),
    ("Lanzamiento en el segundo semestre de 2025", "2025-41"),
    ("Campaña de comunicación en otoño", "2025-23"),
    ("Asesoramiento durante todo el año", "2025"),
    ("Proyecto piloto entre 2024 y 2026", "2024/2026"),
    ("Proyecto piloto 2025", None),
    ("Proyecto piloto, 2025", "2025"),
    ("Entregar el informe antes del 30 de junio", "../2025-06-30"),
    ("Entregar el informe a más tardar en marzo", "../2025-03"),
    ("Entregar el informe antes de fin de año", "../2025"),
    ("Convocatoria (fecha límite: 30 de junio)", "../2025-06-30"),
    ("Convocatoria abierta hasta el 15 de octubre de 2025", "../2025-10-15"),
    ("Mentoría desde marzo", "2025-03/.."),
    ("Mentoría a partir del 15 de abril", "2025-04-15/.."),
    ("Foro de alcaldes a mediados de mayo", "2025-05~"),
    ("Foro de alcaldes, finales de junio", "2025-06~"),
    ("Foro de alcaldes a principios de julio", "2025-07~"),
    ("Foro de alcaldes a finales de 2025", "2025~"),
    ("Foro de alcaldes, mayo (fecha por confirmar)", "2025-05-XX"),
    ("Foro de alcaldes (por definir)", "2025-XX"),
    ("Foro de alcaldes: fechas por confirmar", "2025-XX"),
    ("Reunión presencial (fecha y sede por confirmar)", "2025-XX"),
    ("Los días 12, 13 y 14 de mayo: congreso", "2025-05-12/2025-05-14"),
    ("Congreso, 25-27 de noviembre 2025", "2025-11-25/2025-11-27"),
    ("El congreso tendrá lugar el próximo 5 de junio", "2025-06-05"),
    ("Taller en la segunda quincena de mayo", "2025-05~"),
    ("Taller en el primer trimestre", "2025-33"),
    ("Taller, diciembre", "2025-12"),
    ("Taller (abr.-may. 2025)", "2025-04/2025-05"),
    ("Taller a principios de año", "2025~"),
    # does not date the item
    ("Ciudades hacia 2030", None),
    ("Horizonte 2050", None),
    ("Plan aprobado en 2022", None),
    ("Red activa desde 2015", None),
    ("Autopista de mar a mar", None),
    ("Energía en mar abierto", None),
    ("Limpieza junto al mar", None),
    ("Obras en la Avenida 9 de Julio", None),
    ("Sede por confirmar", None),
    ("Temas por definir con las ciudades", None),
]

CASES = [(text, lang, edtf) for lang, rows in (("en", ENGLISH), ("fr", FRENCH), ("es", SPANISH)) for text, edtf in rows]


@pytest.mark.parametrize(("text", "lang", "edtf"), CASES)
def test_a_text_is_dated_by_its_words_of_time(text: str, lang: str, edtf: str | None) -> None:
    found = date_of(text, lang, 2025)
    assert (found.edtf if found else None) == edtf
    assert found is None or found.text == text[found.start : found.end] != ""


@pytest.mark.parametrize(
    ("text", "lang", "edtf", "former"),
    [
        ("Forum postponed from March to June 2025", "en", "2025-06", "2025-03"),
        ("Forum, rescheduled from 12 May to 3 September", "en", "2025-09-03", "2025-05-12"),
        ("Forum, initially planned for April, moved to September", "en", "2025-09", "2025-04"),
        ("Forum, May 2025 (postponed)", "en", "2025-XX", "2025-05"),
        ("Forum (postponed until further notice)", "en", "2025-XX", ""),
        ("Forum postponed to May", "en", "2025-05", ""),
        ("Forum, postponed to early 2026", "en", "2026~", ""),
        ("Forum, reporté de mars à juin", "fr", "2025-06", "2025-03"),
        ("Forum initialement prévu en avril, reporté à septembre", "fr", "2025-09", "2025-04"),
        ("Réunion reportée au T3", "fr", "2025-35", ""),
        ("Réunion reportée au 5 octobre 2025", "fr", "2025-10-05", ""),
        ("Réunion reportée sine die", "fr", "2025-XX", ""),
        ("Foro aplazado de marzo a junio", "es", "2025-06", "2025-03"),
        ("Foro, mayo de 2025 (aplazado)", "es", "2025-XX", "2025-05"),
        ("Foro inicialmente previsto para abril, pospuesto a septiembre", "es", "2025-09", "2025-04"),
        ("Foro pospuesto al 5 de octubre", "es", "2025-10-05", ""),
    ],
)
def test_a_postponed_item_keeps_its_former_date(text: str, lang: str, edtf: str, former: str) -> None:
    found = date_of(text, lang, 2025)
    assert found is not None
    assert (found.edtf, found.former, found.change) == (edtf, former, "postponed")


@pytest.mark.parametrize(
    ("text", "lang", "edtf"),
    [
        ("Forum, June 2025 (cancelled)", "en", "2025-06"),
        ("CANCELLED: Forum, 12 May", "en", "2025-05-12"),
        ("Forum (canceled)", "en", ""),
        ("Forum annulé", "fr", ""),
        ("Conférences annulées, juin", "fr", "2025-06"),
        ("Foro cancelado (marzo)", "es", "2025-03"),
        ("Reunión del 3 de junio – suprimida", "es", "2025-06-03"),
    ],
)
def test_a_cancelled_item_keeps_the_date_it_had(text: str, lang: str, edtf: str) -> None:
    found = date_of(text, lang, 2025)
    assert found is not None
    assert (found.edtf, found.change) == (edtf, "cancelled")


@pytest.mark.parametrize(
    ("text", "year", "edtf", "doubt"),
    [
        ("Conférence Women4Climate 2019", 2019, None, ""),
        ("Forum de Chicago sur les villes mondiales 2019", 2019, None, ""),
        ("Réunion du Conseil d'Administration 2019", 2019, None, ""),
        ("Réunion du Conseil d'Administration, 2019", 2019, "2019", ""),
        ("Réunion du Conseil d'Administration (2019)", 2019, "2019", ""),
        ("Réunion du Conseil d'Administration en 2019", 2019, "2019", ""),
        ("Promouvoir la 5e édition du Prix de Guangzhou, 2020", 2019, None, ""),
        ("13e Congrès mondial, Guangzhou, 2020", 2019, "2020", ""),
        ("Activités préparatoires pour le 13e Congrès mondial de Metropolis, Guangzhou, 2020", 2019, None, ""),
        ("projets pilotes prenant fin en 2019", 2019, "2019", "belongs-to-other"),
        ("Forum, 12 mai 2024", 2025, "2024-05-12", "before-plan"),
        ("Forum (mars 2025), bilan (mars 2026)", 2025, "2026-03", "two-years"),
        ("Comité le lundi 13 mai 2025", 2025, "2025-05-13", "weekday-mismatch"),
        ("Réunion, 05/13/2025", 2025, "2025-05-13", "day-month-order"),
        ("Réunion, 31 juin", 2025, None, ""),
        ("Le Forum 2024 ayant été annulé, nouvelle édition en mai", 2025, "2025-05", ""),
        ("Accord signé en mars 2024, renouvellement en juin 2025", 2025, "2025-06", ""),
    ],
)
def test_years_are_taken_with_care(text: str, year: int, edtf: str | None, doubt: str) -> None:
    found = date_of(text, "fr", year)
    assert (found.edtf if found else None, found.doubt if found else "") == (edtf, doubt)


def test_a_day_and_a_month_that_could_be_swapped_are_doubted_in_english_only() -> None:
    english, french = (date_of("Meeting, 05/06/2025", lang) for lang in ("en", "fr"))
    assert english is not None
    assert french is not None
    assert (english.edtf, english.doubt, french.edtf, french.doubt) == ("2025-06-05", "day-month-order", "2025-06-05", "")


@pytest.mark.parametrize(
    ("text", "lang", "status"),
    [
        ("Forum, mars", "fr", STATED),
        ("Forum (mars 2025)", "fr", STATED),
        ("En mars : forum", "fr", STATED),
        ("Forum prévu en mars", "fr", INFERRED),
        ("Forum, 8 mars", "fr", INFERRED),
        ("Forum, 8 mars 2025", "fr", STATED),
        ("Forum, March (tbc)", "en", AWAITED),
        ("Foro, por confirmar", "es", AWAITED),
    ],
)
def test_a_year_that_is_not_written_is_inferred_for_days_and_in_running_text(text: str, lang: str, status: DateStatus) -> None:
    found = date_of(text, lang, 2025)
    assert found is not None
    assert found.status is status


@pytest.mark.parametrize(
    ("text", "inherited", "edtf", "words"),
    [
        ("Atelier", "2025-06", "2025-06", ""),
        ("12-14 : Atelier", "2025-06", "2025-06-12/2025-06-14", "12-14"),
        ("Atelier le 12", "2025-06", "2025-06-12", "12"),
        ("Atelier (12 et 13)", "2025-06", "2025-06-12/2025-06-13", "12 et 13"),
        ("Mardi 3 – Atelier", "2025-06", "2025-06-03", "Mardi 3"),
        ("Atelier pour 24 villes", "2025-06", "2025-06", ""),
        ("3. Atelier", "2025-06", "2025-06", ""),
        ("Atelier le 31", "2025-06", "2025-06", ""),
        ("Atelier, 3 juillet", "2025-06", "2025-07-03", "3 juillet"),
        ("Forum de Chicago 2025", "2025-06", "2025-06", ""),
        ("Atelier (tbc)", "2025-06", "2025-06-XX", "tbc"),
        ("Atelier annulé", "2025-06", "2025-06", "annulé"),
        ("Atelier, mars", "2026", "2026-03", "mars"),
        ("Atelier", "2025-33", "2025-33", ""),
    ],
)
def test_what_stands_under_a_dated_heading_takes_its_date(text: str, inherited: str, edtf: str, words: str) -> None:
    found = date_of(text, "fr", 2025, inherited)
    assert found is not None
    assert (found.edtf, found.text) == (edtf, words)


@pytest.mark.parametrize(
    ("value", "lang", "edtf"),
    [
        ("T2 2025", "fr", "2025-34"),
        ("Q3", "en", "2025-35"),
        ("Q1/2025", "en", "2025-33"),
        ("2025 Q1", "en", "2025-33"),
        ("2025-Q4", "en", "2025-36"),
        ("1T", "es", "2025-33"),
        ("15/03/2025", "en", "2025-03-15"),
        ("15/03", "es", "2025-03-15"),
        ("15.03.25", "fr", "2025-03-15"),
        ("2025-03-15", "en", "2025-03-15"),
        ("2025-03-15 00:00:00", "en", "2025-03-15"),
        ("2025-03-15T09:30", "en", "2025-03-15"),
        ("12-14/05/2025", "fr", "2025-05-12/2025-05-14"),
        ("du 12/05 au 14/05/2025", "fr", "2025-05-12/2025-05-14"),
        ("March–June", "en", "2025-03/2025-06"),
        ("mars / avril", "fr", "2025-03/2025-04"),
        ("Mars\nJuin", "fr", "{2025-03,2025-06}"),
        ("March; October", "en", "{2025-03,2025-10}"),
        ("mars 2025", "fr", "2025-03"),
        ("may", "en", "2025-05"),
        ("mar", "es", "2025-03"),
        ("Mar-25", "en", "2025-03"),
        ("12-May-25", "en", "2025-05-12"),
        ("03/2025", "en", "2025-03"),
        ("sept. 2025", "fr", "2025-09"),
        ("tbc", "en", "2025-XX"),
        ("par confirmer", "fr", "2025-XX"),
        ("2024-2026", "en", "2024/2026"),
        ("S1 2025", "fr", "2025-40"),
        ("primer semestre", "es", "2025-40"),
        ("mid-2025", "en", "2025~"),
        ("annual", "en", "2025"),
        ("30 June (deadline)", "en", "../2025-06-30"),
        ("Paris", "en", None),
        ("", "fr", None),
    ],
)
def test_a_cell_of_a_date_column_is_read(value: str, lang: str, edtf: str | None) -> None:
    found = read_cell(value, lang, 2025)
    assert (found.edtf if found else None) == edtf
    assert found is None or found.text == value[found.start : found.end]


@pytest.mark.parametrize(
    ("text", "lang", "edtf"),
    [
        ("Février", "fr", "2025-02"),
        ("MAI", "fr", "2025-05"),
        ("Mois de juin", "fr", "2025-06"),
        ("Mars - Avril", "fr", "2025-03/2025-04"),
        ("June 2025", "en", "2025-06"),
        ("May", "en", "2025-05"),
        ("T1 2025", "fr", "2025-33"),
        ("Segundo trimestre", "es", "2025-34"),
        ("Semana 3", "es", ""),
        ("12 mai", "fr", ""),
        ("Forum de juin", "fr", ""),
        ("", "en", ""),
    ],
)
def test_a_heading_of_a_calendar_is_nothing_but_a_period(text: str, lang: str, edtf: str) -> None:
    assert months_in(text, lang, 2025) == edtf


@pytest.mark.parametrize(
    ("text", "lang", "label"),
    [
        ("Webinaire, mars", "fr", "Webinaire"),
        ("Forum (12-14 May 2025)", "en", "Forum"),
        ("Forum (juin) à Paris", "fr", "Forum à Paris"),
        ("Forum – juin.", "fr", "Forum"),
        ("Mars : Forum de Malaga", "fr", "Forum de Malaga"),
        ("12 mai 2025 : Atelier sur le logement", "fr", "Atelier sur le logement"),
        ("Séminaire prévu en juin", "fr", "Séminaire"),
        ("Taller del 12 al 14 de mayo", "es", "Taller"),
        ("Workshop on 12 May in Paris", "en", "Workshop on 12 May in Paris"),
        ("HLPF 2019, July", "en", "HLPF 2019"),
        ("Forum, June 2025 (cancelled)", "en", "Forum"),
        ("Forum, May (day tbc)", "en", "Forum"),
        ("Forum, reporté de mars à juin", "fr", "Forum"),
        ("Mars", "fr", "Mars"),
        ("Q2 and Q4 reports", "en", "Q2 and Q4 reports"),
        ("Taller regional (Quito, 4-6 de junio)", "es", "Taller regional (Quito)"),
        ("Forum (juillet 2025, New York)", "fr", "Forum (New York)"),
        ("Training, June 3rd to 5th, 2025", "en", "Training"),
        ("Campagne, hiver 2025-2026", "fr", "Campagne"),
    ],
)
def test_a_label_is_left_without_its_date(text: str, lang: str, label: str) -> None:
    found = date_of(text, lang, 2025)
    assert found is not None
    assert label_without(text, found) == label


def test_a_label_without_a_date_of_its_own_is_kept() -> None:
    assert label_without(" Atelier 2 ", Found("2025-06", "", 0, 0)) == "Atelier 2"


def test_every_date_of_a_text_is_found_also_those_that_date_something_else() -> None:
    found = find_dates("Forum du 12 au 14 mai, bilan avant fin juin, suite de l'Agenda 2030", "fr", 2025)
    assert [one.edtf for one in found] == ["2025-05-12/2025-05-14", "../2025-06", "2030"]


def test_a_month_of_another_language_is_known() -> None:
    found = date_of("Workshop in Lyon, 12 février 2025", "en", 2025)
    assert found is not None
    assert found.edtf == "2025-02-12"


def test_letters_written_with_separate_accents_are_read_where_they_stand() -> None:
    text = "Re\u0301union, fe\u0301vrier 2025"
    found = date_of(text, "fr")
    assert found is not None
    assert (found.edtf, found.text) == ("2025-02", "fe\u0301vrier 2025")


def test_without_a_year_nothing_is_made_up() -> None:
    assert date_of("Forum, mars", "fr") is None
    assert months_in("Mars", "fr") == ""


PIECES = st.sampled_from(
    [
        "12",
        "14",
        "3",
        "31",
        "2025",
        "2026",
        "2030",
        "25",
        "may",
        "May",
        "march",
        "mars",
        "mar",
        "juin",
        "June",
        "mayo",
        "sept.",
        "Q1",
        "T2",
        "S1",
        "H2",
        "1er",
        "2e",
        "12th",
        "3º",
        "-",
        "–",
        "/",
        ".",
        ",",
        ";",
        ":",
        "(",
        ")",
        "from",
        "to",
        "du",
        "au",
        "de",
        "a",
        "del",
        "al",
        "between",
        "and",
        "entre",
        "et",
        "y",
        "ou",
        "or",
        "by",
        "before",
        "avant",
        "fin",
        "mid",
        "mi",
        "à",
        "partir",
        "desde",
        "tbc",
        "(tbc)",
        "à",
        "confirmer",
        "por",
        "confirmar",
        "postponed",
        "reporté",
        "aplazado",
        "cancelled",
        "annulé",
        "initially",
        "first",
        "half",
        "of",
        "quarter",
        "trimestre",
        "premier",
        "semestre",
        "spring",
        "été",
        "week",
        "lundi",
        "Tuesday",
        "05/06/2025",
        "2025-05-12",
        "2024-26",
        "agenda",
        "horizon",
        "depuis",
        "Forum",
        "date",
        "lieu",
        "tout",
        "l'année",
        "year",
        "the",
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join), st.lists(PIECES, max_size=14).map("".join))
LANGS = st.sampled_from(["en", "fr", "es", ""])
YEARS = st.sampled_from([None, 1, 2019, 2025, 9999])


@settings(deadline=None, max_examples=300, derandomize=True)
@given(TEXTS, LANGS, YEARS, st.sampled_from(["", "2025", "2025-06", "2025-33", "2025-05/2025-06", "x"]))
def test_no_text_fails_and_every_date_can_be_read(text: str, lang: str, year: int | None, inherited: str) -> None:
    found = [*find_dates(text, lang, year), date_of(text, lang, year), read_cell(text, lang, year)]
    for one in found:
        if one is not None:
            assert text[one.start : one.end] == one.text
            for edtf in (one.edtf, one.former):
                assert not edtf or read(edtf)
    under = date_of(text, lang, year, inherited)
    assert under is None or label_without(text, under) == label_without(text, under).strip()
    if under and inherited != "x" and under.edtf:
        read(under.edtf)
    period = months_in(text, lang, year)
    assert not period or read(period)


@pytest.mark.parametrize("piece", ["a", "12 ", "may ", "(", "du 12 au ", "postponed "])
def test_a_long_text_takes_no_longer_than_its_length(piece: str) -> None:
    short, long = ((piece * (size // len(piece) + 1))[:size] for size in (2_500, 100_000))
    with Clock() as first:
        date_of(short, "fr", 2025, "2025-06")
    with Clock() as second:
        date_of(long, "fr", 2025, "2025-06")
    assert second.seconds < max(4, 120 * first.seconds)
