"""The list of people as a page: counts that add up, links, cost, and what is shown when nobody is found."""

from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from participants.choices import FIVE_PHASES, Aufenthaltsstatus, Phase
from participants.models import Participant
from participants.services import record_residence_status
from spurwechsel.german import format_day
from spurwechsel.roles import Role
from tests.clearing.daily import book, task
from tests.factories import make_participant, make_user, move_to

NOW = datetime(2024, 3, 27, 9, 0, tzinfo=UTC)
URL = reverse("participant_list")


@pytest.fixture(autouse=True)
def _on_27_march():
    with time_machine.travel(NOW, tick=False):
        yield


class _Text(HTMLParser):
    """The words of a page, blanks put together."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words += data.split()


def text_of(response) -> str:
    return words_of(response.content.decode())


def words_of(html: str) -> str:
    parser = _Text()
    parser.feed(html)
    return " ".join(parser.words)


def listing(client, query=""):
    response = client.get(f"{URL}{query}")
    assert response.status_code == 200
    return response.context["listing"]


def shown(client, query="") -> list[str]:
    return [row.name for row in listing(client, query).rows]


@pytest.fixture
def client(login, caseworker):
    return login(caseworker)


def crowd(person: Participant, numbers: range) -> None:
    """Copies of a person and of the paper, as rows: what a page costs does not depend on how they came."""
    paper = person.residence.get()
    for number in numbers:
        person.pk, person.case_number, person.family_name = (
            None,
            f"SW-CB-2024-9{number:03}",
            f"Name {number:02}",
        )
        person.save(force_insert=True)
        paper.pk, paper.participant = None, person
        paper.save(force_insert=True)


HOW_MANY = dict(zip(Phase, (1, 2, 1, 3, 1, 2, 2), strict=True))


@pytest.fixture
def town(caseworker):
    for number, phase in enumerate(Phase):
        for _ in range(HOW_MANY[phase]):
            person = make_participant(
                caseworker, family_name=str(phase.label), talk_held=phase != Phase.IDENTIFIZIERT
            )
            if number > 1:
                move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
            if number > 2:
                move_to(person, phase, on=date(2024, 2, 2), by=caseworker)


def test_the_five_add_up_to_alle(client, town):
    page = listing(client)
    counts = {each.label: each.number for each in page.counts}
    assert counts == {
        "Alle": 9,
        "Terminvereinbarung": 2,
        "Clearing": 1,
        "Betreuung": 3,
        "Keine Bedarfe": 1,
        "Unvereinbarkeit": 2,
    }
    assert sum(list(counts.values())[1:]) == counts["Alle"] == len(page.rows)
    assert [(each.label, each.number) for each in page.further_counts] == [
        ("Identifiziert", 1),
        ("Abgeschlossen", 2),
    ]


def test_every_count_leads_to_as_many(client, town):
    page = listing(client, "?zustaendig=ich")
    for count in [*page.counts, *page.further_counts]:
        assert len(shown(client, count.url)) == count.number
        assert listing(client, count.url).found.value("zustaendig") == "ich"


def test_what_a_row_says(client, caseworker):
    person = make_participant(
        caseworker,
        family_name="Öztürk",
        given_name="Ayşe",
        residence_until=date(2024, 4, 8),
        consent="wird_eingeholt",
        consent_on=None,
        consent_language="",
    )
    text = text_of(client.get(URL))
    assert f"Öztürk, Ayşe {person.case_number} Terminvereinbarung 10.01.2024" in text
    assert "08.04.2024 noch 12 Tage Verlängerung klären" in text


def test_names_and_tasks_are_words_and_no_markup(client, caseworker):
    person = make_participant(caseworker, family_name="<b>O’Hara", given_name="A & B", residence_until=None)
    move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
    move_to(person, Phase.BETREUUNG, on=date(2024, 2, 2), by=caseworker)
    task(person, caseworker, title="<i>Anruf", due=date(2024, 4, 2))
    (row,) = listing(client).rows
    body = listing(client).body
    assert (row.name, "<b>" in body, "<i>" in body, "&lt;i&gt;Anruf" in body) == (
        "&lt;b&gt;O’Hara, A &amp; B",
        False,
        False,
        True,
    )


@pytest.mark.parametrize(
    ("until", "words", "mark"),
    [
        (date(2024, 3, 26), "seit 1 Tag abgelaufen", "sp-due sp-due--over"),
        (date(2024, 3, 27), "läuft heute ab", "sp-due sp-due--soon"),
        (date(2024, 4, 26), "noch 30 Tage", "sp-due sp-due--soon"),
        (date(2024, 4, 27), "noch 31 Tage", "sp-due"),
    ],
)
def test_days_in_words_and_a_mark(client, caseworker, until, words, mark):
    make_participant(caseworker, residence_until=until)
    day = f'<span class="sp-date">{format_day(until)}</span>'
    assert listing(client).rows[0].until == (
        f'<span class="{mark}">{day}<span class="sp-due__words">{words}</span></span>'
    )


def test_a_wiedervorlage_that_is_due(client, caseworker):
    person = make_participant(caseworker)
    move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
    follow_up = {"on": date(2024, 2, 2), "by": caseworker, "follow_up_on": date(2024, 3, 20)}
    move_to(person, Phase.UNVEREINBARKEIT, **follow_up)
    assert listing(client).rows[0].step == (
        '<span class="sp-due sp-due--over">Wiedervorlage 20.03.2024'
        '<span class="sp-due__words">seit 7 Tagen überfällig</span></span>'
    )


def test_a_paper_entered_ahead_leaves_the_one_of_today(client, caseworker):
    person = make_participant(caseworker, residence_until=date(2024, 4, 30))
    record_residence_status(
        person,
        by=caseworker,
        kind=Aufenthaltsstatus.AE_25B,
        valid_from=date(2024, 5, 1),
        valid_until=date(2026, 4, 30),
    )
    row = listing(client).rows[0]
    assert (row.paper, "30.04.2024" in row.until) == (Aufenthaltsstatus.DULDUNG_60A.label, True)


def test_chips_take_one_filter_away_each(client, town):
    query = "?suche=e&status=clearing&zustaendig=ich&sortierung=-name&seite=1"
    chips = listing(client, query).chips
    assert chips == [
        ("Suche: „e“", "?status=clearing&zustaendig=ich&sortierung=-name"),
        ("Status: Clearing", "?suche=e&zustaendig=ich&sortierung=-name"),
        ("Zuständig: A. Beispiel (ich)", "?suche=e&status=clearing&sortierung=-name"),
    ]
    assert listing(client).chips == []


def test_headings_sort_and_turn_round(client, caseworker):
    make_participant(caseworker)
    columns = {each.label: each for each in listing(client, "?sortierung=status").columns}
    assert [(name, each.url, each.aria_sort) for name, each in columns.items()] == [
        ("Name", URL, ""),
        ("Status", "?sortierung=-status", "ascending"),
        ("Status seit", "?sortierung=seit", ""),
        ("Aufenthalt", "", ""),
        ("Gültig bis", "?sortierung=gueltig", ""),
        ("Nächster Schritt", "", ""),
    ]
    turned = {each.label: each for each in listing(client, "?sortierung=-status").columns}
    assert (turned["Status"].url, turned["Status"].aria_sort) == ("?sortierung=status", "descending")


def test_pages(client, caseworker):
    crowd(make_participant(caseworker, family_name="Name 00"), range(1, 51))
    assert shown(client)[::49] == ["Name 00, Kim", "Name 49, Kim"]
    assert shown(client, "?seite=2") == ["Name 50, Kim"]
    assert shown(client, "?seite=99") == ["Name 50, Kim"]
    assert listing(client).caption == "1 bis 50 von 51 Teilnehmenden, sortiert nach Name"
    assert '<a href="?suche=name&amp;seite=2">' in client.get(f"{URL}?suche=name").content.decode()


@pytest.mark.parametrize(
    ("query", "sentences"),
    [
        (
            "?suche=Rahmi",
            ["0 Ergebnisse für „Rahmi“ in diesem Status.", "Prüfen Sie die Schreibweise", "Person aufnehmen"],
        ),
        ("?suche=abgeschl", ["In anderen Status gibt es 2 Treffer.", "In allen Fällen suchen"]),
        ("?frist=abgelaufen", ["Zu dieser Auswahl gehört zurzeit niemand.", "Alle Filter zurücksetzen"]),
    ],
)
def test_nobody_found_and_the_next_step(client, town, query, sentences):
    text = text_of(client.get(f"{URL}{query}"))
    assert [sentence for sentence in sentences if sentence not in text] == []


def test_nobody_recorded_yet(client, login, coordinator):
    assert "Noch niemand aufgenommen. Person aufnehmen" in text_of(client.get(URL))


def test_garbage_gets_the_page_and_a_message(client, caseworker):
    make_participant(caseworker)
    response = client.get(f"{URL}?frist=banane&seite={'9' * 5000}&suche=%00")
    text = text_of(response)
    assert response.status_code == 200
    assert "Fehler: Teilnehmende – Spurwechsel Zum Inhalt" in text
    assert "Bitte prüfen Sie 3 Angaben" in text
    assert "Muster, Kim" in text


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.dictionaries(
        st.sampled_from(
            ["suche", "status", "zustaendig", "aufenthalt", "frist", "staat", "sortierung", "seite"]
        ),
        st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20), max_size=3),
        max_size=4,
    )
)
def test_no_address_breaks_the_page(client, query):
    assert client.get(URL, query).status_code == 200


@pytest.mark.parametrize(
    "raw", ["suche=%ED%A0%80", "suche=%FF%FE", "%00=%00", "seite=&seite=x", "&&&==", "suche[]=1"]
)
def test_no_raw_address_breaks_the_page(client, raw):
    assert client.get(f"{URL}?{raw}").status_code == 200


def questions(client, url) -> int:
    """How many statements ask something; that the session lives on is written in every page."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return sum(query["sql"].lstrip().startswith(("SELECT", "WITH")) for query in queries)


@pytest.mark.parametrize(
    "query", ["", "?frist=30&sortierung=gueltig", "?status=betreuung&aufenthalt=duldung_60a", "?suche=name"]
)
def test_the_list_costs_the_same_for_one_three_and_sixty(client, caseworker, query):
    """Session, user, choices, counts, people, and the steps of whom none follows from the data."""
    costs = []
    person = make_participant(caseworker, family_name="Name", residence_until=date(2024, 4, 8))
    for numbers in (range(0), range(1, 3), range(3, 60)):
        crowd(Participant.objects.get(pk=person.pk), numbers)
        costs.append(questions(client, f"{URL}{query}"))
    assert costs == [costs[0]] * 3
    assert costs[0] <= 6


def test_six_statements_are_enough(login, cottbus, potsdam, caseworker):
    visiting = make_user(Role.FALLBEGLEITUNG, potsdam)
    visiting.further_kommunen.add(cottbus)
    person = make_participant(caseworker, residence_until=date(2025, 3, 1))
    move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
    move_to(person, Phase.BETREUUNG, on=date(2024, 2, 2), by=caseworker)
    task(person, caseworker, title="Zeugnisse kopieren", due=date(2024, 4, 10))
    crowd(person, range(1, 60))
    client = login(visiting)
    assert [questions(client, f"{URL}{query}") for query in ("", "?seite=2", "?aufenthalt=duldung_60a")] == [
        6
    ] * 3


@pytest.mark.parametrize("role", Role.values)
def test_who_may_see_the_list(login, cottbus, role):
    allowed = role in (Role.FALLBEGLEITUNG, Role.KOORDINATION)
    assert login(make_user(role, cottbus)).get(URL).status_code == (200 if allowed else 403)


def test_the_list_is_only_read(client):
    assert client.post(URL).status_code == 405


def test_without_log_in_there_is_no_list(db):
    response = Client().get(URL)
    assert (response.status_code, response.url) == (302, f"/anmelden/?next={URL}")


def test_rows_of_several_kommunen_say_which(login, cottbus, potsdam, caseworker):
    visiting = make_user(Role.FALLBEGLEITUNG, potsdam)
    visiting.further_kommunen.add(cottbus)
    make_participant(caseworker)
    assert listing(login(visiting)).rows[0].kommune == (
        '<span class="sp-block sp-small sp-muted">Stadt Cottbus/Chóśebuz</span>'
    )
    assert listing(login(caseworker)).rows[0].kommune == ""


def test_all_five_have_a_count_even_without_anybody(client):
    assert [each.number for each in listing(client).counts] == [0] * (len(FIVE_PHASES) + 1)


def test_the_list_names_what_the_case_page_names_first(client, caseworker):
    """Nothing follows from the data: then an appointment without a result, then the earliest open task."""
    person = make_participant(caseworker, residence_until=date(2025, 3, 1))
    move_to(person, Phase.CLEARING, on=date(2024, 2, 1), by=caseworker)
    move_to(person, Phase.BETREUUNG, on=date(2024, 2, 2), by=caseworker)

    def said():
        (row,) = listing(client).rows
        return words_of(row.step)

    assert said() == "–"
    task(person, caseworker, title="Zeugnisse kopieren", due=date(2024, 4, 10))
    task(person, caseworker, title="Beim Jobcenter nachfragen", due=date(2024, 4, 2))
    assert said() == "Beim Jobcenter nachfragen 02.04.2024 noch 6 Tage"
    row = book(person, caseworker, day=date(2024, 3, 26))
    assert said() == f"Eintragen, was daraus wurde: {row}"
    page = text_of(client.get(reverse("participant_detail", args=[person.case_number])))
    assert page.index(str(row)) < page.index("Beim Jobcenter nachfragen") < page.index("Zeugnisse kopieren")
