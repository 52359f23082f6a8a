"""The pages of the programmes: what applies when, how one is added, changed and refused."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from participants.choices import EventKind
from participants.models import Event
from reports import services
from reports.models import Foerderprogramm, IssuedReport
from reports.preparation import prepare
from reports.printing.services import leave_unprinted
from reports.programmes import known_programmes
from spurwechsel.models import Kommune, User
from spurwechsel.roles import Role
from tests.factories import make_kommune, make_participant, make_user

LIST = "/verwaltung/foerderprogramme/"
ADD = f"{LIST}neu/"
STICHTAG = date(2024, 3, 27)
NOW = "2024-03-28 09:00+01:00"


@pytest.fixture
def cottbus(db: None) -> Kommune:
    """Not built once: the list is looked at without a Kommune too."""
    return make_kommune("cottbus")


@pytest.fixture
def coordinator(cottbus: Kommune) -> User:
    return make_user(Role.KOORDINATION, cottbus)


@pytest.fixture
def admin(db: None) -> User:
    return make_user(Role.FACHADMINISTRATION, name="F. Verwaltung")


@pytest.fixture
def page(login, admin: User) -> Client:
    return login(admin)


@pytest.fixture
def programme(cottbus: Kommune, admin: User) -> Foerderprogramm:
    return services.add_programme(
        cottbus,
        by=admin,
        name="Modellprojekt Spurwechsel",
        addressee="MSGIV\nPotsdam",
        funder_line="Gefördert durch das MSGIV",
        valid_from=date(2023, 7, 7),
        valid_until=date(2024, 12, 10),
    )


@pytest.fixture
def report(cottbus: Kommune, coordinator: User, programme: Foerderprogramm) -> IssuedReport:
    for _ in range(3):
        make_participant(coordinator)
    return services.issue(
        cottbus,
        STICHTAG,
        by=coordinator,
        today=date(2024, 3, 28),
        highlights="Drei Personen.",
        printer=leave_unprinted,
    )


def typed(**fields: Any) -> dict[str, Any]:
    return {
        "name": "Modellprojekt Spurwechsel",
        "addressee": "MSGIV\r\nPotsdam",
        "funder_line": "Gefördert durch das MSGIV",
        "valid_from": "7.7.23",
        "valid_until": "10.12.2024",
        "cell_threshold": "3",
        "public_method": "fuenfer",
        "public_change": "5",
    } | fields


def edit(programme: Foerderprogramm) -> str:
    return f"{LIST}{programme.pk}/"


def errors(response: HttpResponse) -> dict[str, list[str]]:
    assert response.status_code == 200
    return response.context["form"].errors


class TestList:
    def shown(self, page: Client) -> list[tuple[str, bool, list[tuple[str, str]]]]:
        return [
            (
                town["kommune"].key,
                town["is_covered"],
                [(span.days, span.state) for span in town["spans"]],
            )
            for town in page.get(LIST).context["towns"]
        ]

    def test_says_what_applies_today_and_where_nothing_does(self, page, programme, potsdam):
        assert self.shown(page) == [
            ("potsdam", False, []),
            ("cottbus", True, [("07.07.2023 bis 10.12.2024", "gilt heute"), ("ab 11.12.2024", "Lücke")]),
        ]
        text = page.get(LIST).text
        assert text.count("Heute, am 28.03.2024, gilt hier kein Förderprogramm.") == 1
        assert f'href="{ADD}?kommune=cottbus&amp;ab=11.12.2024"' in text

    def test_without_a_kommune(self, page):
        assert "Noch keine Kommune." in page.get(LIST).text

    def test_counts_released_reports(self, page, report):
        (town,) = page.get(LIST).context["towns"]
        assert town["spans"][0].programme.report_count == 1

    def test_costs_the_same_for_one_and_many(self, page, admin, programme, potsdam):
        def queries() -> int:
            with CaptureQueriesContext(connection) as done:
                page.get(LIST)
            return len(done)

        before = queries()
        for row in known_programmes(date(2023, 7, 7)):
            services.add_programme(potsdam, by=admin, **row)
        assert queries() == before

    def test_is_linked_from_the_administration(self, page):
        assert f'href="{LIST}"' in page.get("/verwaltung/").text


class TestAdd:
    def test_works_and_leaves_an_event(self, page, admin, cottbus):
        response = page.post(ADD, typed(kommune="cottbus", valid_until="", funding_code="85012345"))
        assert response["Location"] == LIST
        row = Foerderprogramm.objects.get()
        assert (row.kommune, row.addressee, row.valid_from, row.valid_until, row.funding_code) == (
            cottbus,
            "MSGIV\nPotsdam",
            date(2023, 7, 7),
            None,
            "85012345",
        )
        event = Event.objects.latest("id")
        assert (event.kind, event.by, event.kommune, event.summary) == (
            EventKind.SETTINGS_CHANGED,
            admin,
            cottbus,
            "Förderprogramm angelegt: Modellprojekt Spurwechsel ab 07.07.2023",
        )

    def test_a_gap_is_filled_in_already(self, page, cottbus):
        form = page.get(f"{ADD}?kommune=cottbus&ab=11.12.2024&bis=31.12.2024").context["form"]
        assert [form[name].value() for name in ("kommune", "valid_from", "valid_until")] == [
            "cottbus",
            "11.12.2024",
            "31.12.2024",
        ]

    @pytest.mark.parametrize(
        ("query", "values"),
        [
            ("kommune=berlin&ab=11.12.2024", [None, "11.12.2024"]),
            ("kommune=cottbus&ab=quatsch", ["cottbus", None]),
            ("kommune=%00", [None, None]),
        ],
    )
    def test_garbage_in_the_address_gets_the_page_with_a_message(self, page, cottbus, query, values):
        response = page.get(f"{ADD}?{query}")
        form = response.context["form"]
        assert [form[name].value() for name in ("kommune", "valid_from")] == values
        assert response.text.count("sind nicht lesbar") == 1

    @pytest.mark.parametrize(
        ("fields", "refused"),
        [
            ({"kommune": "berlin"}, {"kommune": ["Wählen Sie einen Eintrag aus der Liste aus."]}),
            ({"name": ""}, {"name": ["Füllen Sie dieses Feld aus."]}),
            (
                {"addressee": "a\n\nb\nc\nd\ne"},
                {"addressee": ["Kürzen Sie den Empfänger auf vier Zeilen. Es sind 5."]},
            ),
            (
                {"valid_from": "31.6.2024"},
                {"valid_from": ["Prüfen Sie den Tag. Den 31.06.2024 gibt es nicht."]},
            ),
            ({"valid_until": "6.7.2023"}, {"valid_until": ["Das Ende darf nicht vor dem Beginn liegen."]}),
            ({"cell_threshold": "2"}, {"cell_threshold": ["Geben Sie mindestens 3 ein."]}),
            ({"cell_threshold": "21"}, {"cell_threshold": ["Geben Sie höchstens 20 ein."]}),
            ({"cell_threshold": "viele"}, {"cell_threshold": ["Geben Sie eine Zahl ein."]}),
        ],
    )
    def test_wrong_input_comes_back_filled(self, page, cottbus, fields, refused):
        data = typed(**({"kommune": "cottbus", "logo_text": "Europa"} | fields))
        response = page.post(ADD, data)
        assert errors(response) == refused
        assert {name: response.context["form"][name].value() for name in data} == data
        assert not Foerderprogramm.objects.exists()

    @pytest.mark.parametrize(
        ("first", "last", "is_free"),
        [
            ("10.12.2024", "", False),
            ("11.12.2024", "", True),
            ("1.1.2023", "7.7.2023", False),
            ("1.1.2023", "6.7.2023", True),
        ],
    )
    def test_overlapping_days_are_refused(self, page, programme, first, last, is_free):
        response = page.post(ADD, typed(kommune="cottbus", valid_from=first, valid_until=last))
        assert response.status_code == (302 if is_free else 200)
        if not is_free:
            (sentences,) = errors(response).values()
            assert sentences == [
                "Für Stadt Cottbus/Chóśebuz gilt vom 07.07.2023 bis 10.12.2024 schon "
                "„Modellprojekt Spurwechsel“: Beenden Sie es zuerst oder wählen Sie andere Tage."
            ]
        assert Foerderprogramm.objects.count() == 1 + is_free

    def test_the_same_days_in_another_kommune_are_free(self, page, programme, potsdam):
        assert page.post(ADD, typed(kommune="potsdam"))["Location"] == LIST


class TestEdit:
    def test_opens_with_what_is_stored_and_saves(self, page, programme):
        form = page.get(edit(programme)).context["form"]
        assert {name: form[name].value() for name in ("addressee", "valid_until", "version")} == {
            "addressee": "MSGIV\nPotsdam",
            "valid_until": "10.12.2024",
            "version": 1,
        }
        response = page.post(edit(programme), typed(version=1, valid_from="1.10.2023", cell_threshold="5"))
        assert response["Location"] == LIST
        programme.refresh_from_db()
        assert (programme.valid_from, programme.cell_threshold, programme.version) == (
            date(2023, 10, 1),
            5,
            2,
        )

    def test_saving_without_a_change_changes_nothing(self, page, programme):
        before = Event.objects.count()
        assert page.post(edit(programme), typed(version=1))["Location"] == LIST
        programme.refresh_from_db()
        assert (programme.version, Event.objects.count()) == (1, before)

    def test_second_saver_sees_both_versions(self, page, admin, programme):
        services.change_programme(programme, by=admin, version=1, addressee="MIK\nPotsdam", valid_until=None)
        response = page.post(edit(programme), typed(version=1, funding_code="85012345"))
        assert response.status_code == 409
        assert response.context["rows"] == [
            ("Empfänger", "MIK\nPotsdam", "MSGIV\nPotsdam"),
            ("Förderkennzeichen", "keine Angabe", "85012345"),
            ("Gültig bis", "keine Angabe", "10.12.2024"),
        ]
        again = typed(version=response.context["form"]["version"].value(), funding_code="85012345")
        assert page.post(edit(programme), again)["Location"] == LIST
        programme.refresh_from_db()
        assert (programme.addressee, programme.funding_code, programme.version) == (
            "MSGIV\nPotsdam",
            "85012345",
            3,
        )

    def test_its_own_days_are_no_overlap_those_of_others_are(self, page, admin, cottbus, programme):
        services.add_programme(cottbus, by=admin, **known_programmes(date(2023, 7, 7))[1])
        assert page.post(edit(programme), typed(version=1, valid_until="9.12.2024")).status_code == 302
        refused = page.post(edit(programme), typed(version=2, valid_until="11.12.2024"))
        assert errors(refused) == {
            "valid_until": [
                "Für Stadt Cottbus/Chóśebuz gilt vom 11.12.2024 bis 31.12.2025 schon "
                "„Modellprojekt Spurwechsel“: Beenden Sie es zuerst oder wählen Sie andere Tage."
            ]
        }

    @pytest.mark.parametrize(
        ("fields", "refused"),
        [
            ({"valid_from": "28.3.2024"}, {"valid_from": "Hier bleibt „07.07.2023“"}),
            ({"valid_from": "6.7.2023"}, {"valid_from": "Hier bleibt „07.07.2023“"}),
            ({"cell_threshold": "4"}, {"cell_threshold": "Hier bleibt „3“"}),
            ({"valid_until": "26.3.2024"}, {"valid_until": "Das Ende darf nicht vor dem 27.03.2024 liegen"}),
            ({"valid_until": "27.3.2024"}, {}),
            ({"valid_until": ""}, {}),
            ({"addressee": "Ministerium für Soziales", "funding_code": "85012345"}, {}),
        ],
    )
    def test_released_reports_stay_inside(self, page, programme, report, fields, refused):
        response = page.post(edit(programme), typed(version=1, **fields))
        if refused:
            found = errors(response)
            assert {name: sentences[0].partition(",")[0] for name, sentences in found.items()} == refused
        else:
            assert response["Location"] == LIST

    def test_says_what_reports_have_fixed(self, page, programme, report):
        response = page.get(edit(programme))
        assert response.context["reported"] == [STICHTAG]
        assert response.text.count("Zum Stichtag 27.03.2024 ist unter diesem Programm berichtet.") == 1

    def test_unknown_is_not_found(self, page):
        assert page.get(f"{LIST}1/").status_code == 404


def test_a_programme_leaves_tables_out(page, programme, report, cottbus: Kommune) -> None:
    kept = {table.key for table in report.figures.breakdowns}
    assert {"age", "german"} <= kept
    response = page.post(edit(programme), typed(version=1, left_out=["age", "german"]))
    assert response.status_code == 302
    prepared = prepare(cottbus, STICHTAG, today=date(2024, 3, 28))
    assert {table.key for table in prepared.published.breakdowns} == kept - {"age", "german"}
    event = Event.objects.filter(kind=EventKind.SETTINGS_CHANGED).latest("pk")
    assert event.changes == {"Tabellen, die der Bericht weglässt": ["keine Angabe", "Alter, Deutsch"]}
    assert 'value="german"' in page.get(edit(programme)).text


def test_an_unknown_table_is_refused(page, programme) -> None:
    assert list(errors(page.post(edit(programme), typed(version=1, left_out=["status"])))) == ["left_out"]
