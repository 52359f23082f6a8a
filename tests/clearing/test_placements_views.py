"""Pages of the Vermittlung: both lists, the profile, every step, and a sheet without a name."""

import io
import subprocess
from datetime import date

import pikepdf
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clearing import services
from clearing.models import Placement
from clearing.services.consents import take_back_purpose
from network import services as network
from participants.choices import Zweck
from participants.models import Participant
from spurwechsel.roles import Role
from tests.built_once import once
from tests.clearing.placing import go, make_known, make_released, make_vacancy, suggest
from tests.factories import make_user

NAME = "Qxzwahl"


@pytest.fixture(autouse=True, scope="module")
def _day():
    with time_machine.travel("2024-03-27T10:00:00+01:00"):
        yield


@once
def person(caseworker) -> Participant:
    return make_released(caseworker, family_name=NAME, given_name="Vqmara", phone="0355 77123")


@once
def row(person, caseworker) -> Placement:
    return suggest(person, make_vacancy(caseworker), caseworker)


def address(row: Placement, page: str = "") -> str:
    return f"/teilnehmende/{row.participant.case_number}/vermittlung/{row.pk}/{page}"


def headings(page) -> list[str]:
    return [each.heading for each in page.context["groups"]]


class TestLists:
    def test_positions_of_a_case_with_reasons(self, login, person, caseworker):
        make_vacancy(caseworker, level_from="B1", starts_on=date(2024, 5, 1))
        page = login(caseworker).get(f"/teilnehmende/{person.case_number}/vermittlung/")
        assert headings(page) == ["Passt beinahe"]
        assert "Deutsch B1 gefordert, A2 vorhanden, Kurs endet 28.06.2024" in page.text

    def test_without_a_release_nothing_is_compared(self, login, caseworker):
        person = make_known(caseworker)
        make_vacancy(caseworker)
        page = login(caseworker).get(f"/teilnehmende/{person.case_number}/vermittlung/")
        assert headings(page) == []
        assert "Für die Vermittlung ist noch nichts freigegeben." in page.text

    def test_people_of_a_position(self, login, person, caseworker):
        vacancy = make_vacancy(caseworker, starts_on=date(2024, 5, 1))
        page = login(caseworker).get(f"/netzwerk/stellen/{vacancy.pk}/teilnehmende/")
        assert headings(page) == ["Passt, soweit bekannt"]
        assert person.full_name in page.text

    def test_a_filled_position_says_so(self, login, row, caseworker):
        url, client = f"/netzwerk/stellen/{row.vacancy_id}/teilnehmende/", login(caseworker)
        assert client.get(url).context["is_full"] is False
        go(row, "freigegeben", "vorgestellt", "vertrag", by=caseworker)
        assert "Alle Plätze dieser Stelle sind vergeben." in client.get(url).text

    def test_nobody_from_elsewhere(self, login, person, caseworker, potsdam, coordinator):
        vacancy = make_vacancy(caseworker)
        organisation = vacancy.organisation
        there = login(make_user(Role.FALLBEGLEITUNG, potsdam))
        assert there.get(f"/netzwerk/stellen/{vacancy.pk}/teilnehmende/").status_code == 404
        network.change_organisation(organisation, by=coordinator, version=1, shared=True)
        page = there.get(f"/netzwerk/stellen/{vacancy.pk}/teilnehmende/")
        assert headings(page) == []
        assert NAME not in page.text

    @pytest.mark.parametrize("which", ["case", "position"])
    def test_queries_do_not_grow(self, which, login, person, row, caseworker):
        client = login(caseworker)
        url = f"/netzwerk/stellen/{row.vacancy_id}/teilnehmende/"
        if which == "case":
            url = f"/teilnehmende/{person.case_number}/vermittlung/"
        client.get(url)
        with CaptureQueriesContext(connection) as few:
            client.get(url)
        for title in ("Küche", "Lager"):
            suggest(person, make_vacancy(caseworker, title=title), caseworker)
            suggest(make_released(caseworker), row.vacancy, caseworker)
        with CaptureQueriesContext(connection) as many:
            client.get(url)
        assert len(many) == len(few)


class TestProfile:
    def test_ticks(self, login, caseworker):
        person = make_known(caseworker)
        client, url = login(caseworker), f"/teilnehmende/{person.case_number}/vermittlung/profil/"
        page = client.get(url)
        assert ("deutsch", "Deutsch: A2 (eigene Einschätzung), Kurs bis 28.06.2024") in page.context[
            "form"
        ].fields["items"].choices
        sent = {"items": ["deutsch", "stunden"], "released_on": "27.03.2024", "version": "0"}
        wrong = client.post(url, sent)
        assert wrong.context["form"].errors == {
            "language": ["Wählen Sie aus, in welcher Sprache die Person eingewilligt hat."]
        }
        assert client.post(url, sent | {"language": "prs"}).status_code == 302
        assert person.placementprofiles.get().items == ["deutsch", "stunden"]
        assert "language" not in client.get(url).context["form"].fields
        assert client.post(url, sent).status_code == 409

    def test_what_nobody_knows_cannot_be_ticked(self, login, caseworker):
        person = make_known(caseworker)
        add = {"items": ["erfunden"], "released_on": "27.03.2024", "language": "prs", "version": "0"}
        page = login(caseworker).post(f"/teilnehmende/{person.case_number}/vermittlung/profil/", add)
        assert list(page.context["form"].errors) == ["items"]


class TestSteps:
    def test_a_position_past_its_day_is_refused_aloud(self, login, person, caseworker):
        gone = make_vacancy(caseworker, valid_until=date(2024, 3, 26))
        url = f"/teilnehmende/{person.case_number}/vermittlung/neu/?stelle={gone.pk}"
        client = login(caseworker)
        assert client.get(url).context["form"].initial["vacancy"] == gone
        page = client.post(url, {"vacancy": gone.pk, "on": "27.03.2024"})
        assert page.context["form"].errors == {
            "vacancy": [
                "Diese Stelle war nur bis zum 26.03.2024 offen."
                " Fragen Sie im Betrieb nach und verlängern Sie sie, bevor Sie jemanden vorschlagen."
            ]
        }

    def test_all_the_way(self, login, person, caseworker):
        vacancy, client = make_vacancy(caseworker), login(caseworker)
        url = f"/teilnehmende/{person.case_number}/vermittlung/neu/"
        assert client.post(url, {"vacancy": vacancy.pk, "on": "27.03.2024"}).status_code == 302
        row = Placement.objects.get(vacancy=vacancy)
        job = {"kind": "sv", "hours": "30", "valid_from": "15.04.2024"}
        for step, more in (
            ("freigeben", {"language": "prs"}),
            ("vorstellen", {}),
            ("probearbeit", {}),
            ("vertrag", job),
        ):
            row.refresh_from_db()
            sent = {"on": "27.03.2024", "version": str(row.version), **more}
            assert client.post(address(row, f"{step}/"), sent).status_code == 302, step
        row.refresh_from_db()
        assert (row.state, row.employment.employer) == ("vertrag", "Klinikdienste")
        assert client.get(address(row)).context["further"] == [("beenden", "Vermittlung beenden")]

    def test_a_step_that_is_not_the_next(self, login, row, caseworker):
        sent = {"on": "27.03.2024", "version": "1"}
        page = login(caseworker).post(address(row, "vorstellen/"), sent)
        assert page.context["form"].errors == {
            "on": ["Der Stand ist „vorgeschlagen“; dieser Schritt ist nicht dran."]
        }

    def test_nobody_ends_it_as_withdrawn_by_hand(self, login, row, caseworker):
        sent = {"on": "27.03.2024", "version": "1", "ended_because": "widerruf"}
        page = login(caseworker).post(address(row, "beenden/"), sent)
        assert list(page.context["form"].errors) == ["ended_because"]


class TestSheet:
    """What an employer gets: the planted words of the person are on it only while they are released."""

    def words(self, client, row) -> str:
        """The text of the PDF with its name and its properties."""
        answer = client.get(address(row, "blatt.pdf"))
        printed = subprocess.run(
            ["pdftotext", "-layout", "-", "-"], input=answer.content, capture_output=True, check=True
        )
        with pikepdf.open(io.BytesIO(answer.content)) as document:
            properties = f"{document.docinfo} {document.Root.Metadata.read_bytes().decode()}"
        return f"{printed.stdout.decode()} {properties} {answer['Content-Disposition']}"

    def test_no_name_before_the_release(self, login, row, caseworker):
        client = login(caseworker)
        page = client.get(address(row, "blatt/"))
        assert page.context["sheet"].title == f"Profil Nr. {row.pk}"
        text = self.words(client, row)
        for word in (NAME, "Vqmara", "77123", row.participant.case_number):
            assert word not in text
        assert "Gebäudereinigerin" in text

    def test_the_name_with_the_release_and_not_after_it(self, login, row, caseworker):
        client = login(caseworker)
        row = go(row, "freigegeben", "vorgestellt", by=caseworker)
        text = self.words(client, row)
        assert f"Vqmara {NAME}" in text
        for word in ("77123", row.participant.case_number):
            assert word not in text
        consent = row.participant.purposeconsents.get(purpose=Zweck.WEITERGABE)
        take_back_purpose(consent, by=caseworker, withdrawn_on=date(2024, 3, 27), today=date(2024, 3, 27))
        assert NAME not in self.words(client, row)

    def test_only_released_items(self, login, row, caseworker):
        services.release_profile(
            row.participant,
            by=caseworker,
            version=1,
            items=["deutsch"],
            released_on=date(2024, 3, 27),
        )
        text = self.words(login(caseworker), row)
        assert "Kurs bis 28.06.2024" in text
        for word in ("Gebäudereinigerin", "54 Reinigung", "Führerschein"):
            assert word not in text

    def test_nothing_after_the_end(self, login, row, caseworker):
        row = go(row, "freigegeben", "beendet", by=caseworker)
        text = self.words(login(caseworker), row)
        for word in (NAME, "Gebäudereinigerin", "Kurs bis"):
            assert word not in text
