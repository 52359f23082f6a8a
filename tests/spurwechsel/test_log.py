"""The log: who did what and when, without the name of anybody who takes part."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participants.choices import EventKind
from participants.models import Event
from participants.services import record_event, recording_at
from spurwechsel.models import User
from spurwechsel.roles import Role
from tests.factories import make_participant, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(login):
    return login(make_user(Role.DATENSCHUTZ, name="D. Schutz"))


def rows(response) -> list[tuple[str, str]]:
    return [(event.by.name, event.get_kind_display()) for event in response.context["page"]]


def an_event(by: User, moment, **fields) -> Event:
    with recording_at(moment):
        return record_event(EventKind.SETTINGS_CHANGED, by=by, summary="Etwas geändert", **fields)


class TestLog:
    def test_names_the_case_but_neither_person_nor_reason(self, page, caseworker):
        person = make_participant(caseworker, family_name="Geheimname")
        record_event(
            EventKind.MOVED,
            by=caseworker,
            participant=person,
            summary="Status: Clearing",
            reason="Geheimer Grund",
            changes={"Telefon": ["0170", "0171"]},
        )
        text = page.get("/protokoll/").text
        assert person.case_number in text
        for hidden in ("Geheimname", "Geheimer Grund", "Status: Clearing", "0171"):
            assert hidden not in text

    def test_says_what_was_done_to_accounts(self, page):
        make_user(Role.AUSWERTUNG, name="R. Eins")
        assert "Zugang angelegt: R. Eins, Auswertung" in page.get("/protokoll/").text

    def test_days_are_included_and_german(self, page, caseworker):
        berlin = ZoneInfo("Europe/Berlin")
        last = an_event(caseworker, datetime(2024, 3, 27, 23, 59, 59, tzinfo=berlin))
        first = an_event(caseworker, datetime(2024, 3, 27, 0, 0, tzinfo=berlin))
        an_event(caseworker, datetime(2024, 3, 26, 23, 59, 59, tzinfo=berlin))
        an_event(caseworker, datetime(2024, 3, 28, 0, 0, tzinfo=berlin))
        found = page.get("/protokoll/?von=27.3.2024&bis=27.3.24").context["page"]
        assert [event.pk for event in found] == [last.pk, first.pk]

    def test_by_kind_case_and_person(self, page, caseworker, coordinator):
        first = make_participant(caseworker)
        make_participant(coordinator)
        registered = (caseworker.name, "Aufnahme")
        assert rows(page.get(f"/protokoll/?fall={first.case_number.lower()}")) == [registered]
        assert rows(page.get("/protokoll/?vorgang=aufnahme")) == [(coordinator.name, "Aufnahme"), registered]
        assert rows(page.get(f"/protokoll/?vorgang=aufnahme&wer={caseworker.pk}")) == [registered]
        assert rows(page.get("/protokoll/?fall=SW-CB-1999-0001")) == []

    @pytest.mark.parametrize(
        ("query", "field", "message"),
        [
            ("von=28.3.2024&bis=27.3.2024", "bis", "Das Ende liegt vor dem Beginn."),
            ("vorgang=alles", "vorgang", "Wählen Sie einen Eintrag aus der Liste aus."),
            ("wer=0", "wer", "Wählen Sie einen Eintrag aus der Liste aus."),
            ("wer=abc", "wer", "Wählen Sie einen Eintrag aus der Liste aus."),
        ],
    )
    def test_garbage_gets_the_page_with_a_message(self, page, query, field, message):
        response = page.get(f"/protokoll/?{query}")
        assert response.status_code == 200
        assert response.context["form"].errors == {field: [message]}

    @pytest.mark.parametrize(
        "query", ["von=31.2.2024", "von=%00", "fall=%00", "seite=x", "wer=99999999999999999999"]
    )
    def test_more_garbage(self, page, query):
        assert page.get(f"/protokoll/?{query}").status_code == 200

    def test_costs_the_same_for_one_and_many(self, page, caseworker):
        make_participant(caseworker)
        with CaptureQueriesContext(connection) as one:
            page.get("/protokoll/")
        for _ in range(5):
            make_participant(caseworker, on=date(2024, 2, 1))
        with CaptureQueriesContext(connection) as many:
            page.get("/protokoll/")
        assert len(one) == len(many)

    def test_choices_stand_in_german_order(self, page):
        make_user(Role.AUSWERTUNG, name="Zander")
        make_user(Role.AUSWERTUNG, name="Öney")
        form = page.get("/protokoll/").context["form"]
        assert [user.name for user in form.fields["wer"].queryset] == ["D. Schutz", "Öney", "Zander"]
