"""How placements end without anybody choosing it: with the case, a consent, the number of places."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from clearing import pipeline
from clearing.deletions import deletion_of_placement
from clearing.models import Task
from clearing.services.consents import take_back_purpose
from network import services as network
from participants.choices import Phase, Zweck
from tests.built_once import once
from tests.clearing.placing import DAY, go, make_released, make_vacancy, suggest
from tests.factories import move_to

pytestmark = pytest.mark.django_db
NEXT_DAY = date(2024, 3, 28)


@once
def person(caseworker):
    return make_released(caseworker)


@once
def row(person, caseworker):
    return suggest(person, make_vacancy(caseworker), caseworker)


def close(person, by, on=NEXT_DAY):
    move_to(person, Phase.ABGESCHLOSSEN, on=on, by=by)
    return pipeline.last_step(person)


def refused(act, *args, **fields):
    with pytest.raises(ValidationError) as error:
        act(*args, **fields)
    return error.value.message_dict if hasattr(error.value, "error_dict") else error.value.messages


class TestWithTheCase:
    @pytest.mark.parametrize("states", [[], ["freigegeben"], ["freigegeben", "vorgestellt", "probearbeit"]])
    def test_what_is_under_way_ends(self, row, person, caseworker, states):
        go(row, *states, by=caseworker)
        close(person, caseworker)
        row.refresh_from_db()
        assert (row.state, row.ended_because, row.state_on) == ("beendet", "fall", NEXT_DAY)
        assert person.events.filter(kind="vermittlung").latest("id").summary == (
            "Vermittlung beendet: Fall beendet: Reinigungskraft bei Klinikdienste, 28.03.2024"
        )

    def test_a_contract_and_what_had_ended_stay(self, row, person, caseworker):
        go(row, "freigegeben", "vorgestellt", "vertrag", by=caseworker)
        other = suggest(person, make_vacancy(caseworker, title="Küchenhilfe"), caseworker)
        go(other, "beendet", by=caseworker)
        close(person, caseworker)
        row.refresh_from_db()
        other.refresh_from_db()
        assert (row.state, other.ended_because) == ("vertrag", "betrieb")

    def test_other_steps_end_nothing(self, row, person, caseworker):
        move_to(person, Phase.CLEARING, on=NEXT_DAY, by=caseworker)
        row.refresh_from_db()
        assert row.state == "vorschlag"

    def test_taken_back_it_goes_on_where_it_was(self, row, person, caseworker):
        go(row, "freigegeben", "vorgestellt", "probearbeit", by=caseworker)
        closing = close(person, caseworker)
        pipeline.revoke(closing, by=caseworker, reason="Falscher Fall.")
        row.refresh_from_db()
        assert (row.state, row.state_on, row.ended_because) == ("probearbeit", DAY, "")
        assert list(row.steps.values_list("state", flat=True))[-3:] == [
            "probearbeit",
            "beendet",
            "probearbeit",
        ]

    def test_not_without_the_consent_that_was_taken_back_meanwhile(self, row, person, caseworker):
        closing = close(person, caseworker)
        given = person.purposeconsents.get(purpose=Zweck.VERMITTLUNG)
        take_back_purpose(given, by=caseworker, withdrawn_on=NEXT_DAY, today=NEXT_DAY)
        pipeline.revoke(closing, by=caseworker, reason="Falscher Fall.")
        row.refresh_from_db()
        assert (row.state, row.ended_because) == ("beendet", "fall")

    def test_what_an_earlier_end_ended_stays_ended(self, row, person, caseworker):
        close(person, caseworker)
        move_to(person, Phase.TERMINVEREINBARUNG, on=date(2024, 4, 2), by=caseworker)
        again = close(person, caseworker, on=date(2024, 4, 3))
        pipeline.revoke(again, by=caseworker, reason="Falscher Fall.")
        row.refresh_from_db()
        assert (row.state, row.ended_because) == ("beendet", "fall")

    def test_nothing_is_suggested_to_a_case_that_ended(self, person, caseworker):
        close(person, caseworker)
        assert refused(suggest, person, make_vacancy(caseworker), caseworker, on=NEXT_DAY) == [
            "Der Fall ist abgeschlossen. Nehmen Sie ihn zuerst wieder auf."
        ]

    def test_nobody_chooses_it(self, row, login, caseworker):
        address = reverse("placement_step", args=[row.participant.case_number, row.pk, "beenden"])
        codes = [
            code for code, _ in login(caseworker).get(address).context["form"]["ended_because"].field.choices
        ]
        assert codes == ["betrieb", "person", "besetzt", "probe", "erlaubnis", "irrtum"]


class TestPlaces:
    def test_no_contract_beyond_them(self, row, caseworker):
        second = suggest(make_released(caseworker), row.vacancy, caseworker)
        second = go(second, "freigegeben", "vorgestellt", "probearbeit", by=caseworker)
        go(row, "freigegeben", "vorgestellt", "vertrag", by=caseworker)
        assert refused(go, second, "vertrag", by=caseworker) == {
            "on": [
                "Alle Plätze dieser Stelle sind vergeben. Stellt der Betrieb mehr Menschen ein, erhöhen Sie "
                "zuerst bei der Stelle die Zahl der Plätze."
            ]
        }
        network.change_vacancy(row.vacancy, by=caseworker, version=1, places=2)
        assert go(second, "vertrag", by=caseworker).state == "vertrag"

    def test_the_page_says_so_before(self, row, login, caseworker):
        second = suggest(make_released(caseworker), row.vacancy, caseworker)
        client = login(caseworker)
        address = reverse("placement_detail", args=[second.participant.case_number, second.pk])
        assert client.get(address).context["hints"].is_full is False
        go(row, "freigegeben", "vorgestellt", "vertrag", by=caseworker)
        page = client.get(address)
        assert page.context["hints"].is_full is True
        assert page.content.decode().count("<strong>Alle Plätze dieser Stelle sind vergeben.</strong>") == 1


class TestDeletion:
    def take_back(self, person, by, purpose):
        given = person.purposeconsents.get(purpose=purpose)
        return take_back_purpose(given, by=by, withdrawn_on=NEXT_DAY, today=NEXT_DAY)

    @pytest.mark.parametrize("purpose", [Zweck.WEITERGABE, Zweck.VERMITTLUNG])
    @pytest.mark.parametrize("states", [["vorgestellt"], ["vorgestellt", "probearbeit"]])
    def test_whoever_met_the_person_is_to_be_asked(self, row, person, caseworker, purpose, states):
        row = go(row, "freigegeben", *states, by=caseworker)
        said = self.take_back(person, caseworker, purpose)
        assert said.endswith(" Eine Aufgabe erinnert daran, beim Empfänger die Löschung zu erbitten.")
        task = Task.objects.get()
        assert (task.title, task.owner) == (
            "Löschung beim Empfänger erbitten (Angaben vom 27.03.2024): Klinikdienste",
            caseworker,
        )
        assert deletion_of_placement(row, holds=False) == ("Klinikdienste", DAY, task)

    def test_nobody_before_nor_after_a_contract(self, row, person, caseworker):
        row = go(row, "freigegeben", by=caseworker)
        assert deletion_of_placement(row, holds=False) is None
        row = go(row, "vorgestellt", "vertrag", by=caseworker)
        self.take_back(person, caseworker, Zweck.VERMITTLUNG)
        assert (Task.objects.count(), deletion_of_placement(row, holds=False)) == (0, None)

    def test_only_the_employer_of_the_consent(self, row, person, caseworker):
        go(row, "freigegeben", "vorgestellt", by=caseworker)
        other = suggest(person, make_vacancy(caseworker, employer="Tischlerei"), caseworker)
        go(other, "freigegeben", "vorgestellt", by=caseworker)
        given = person.purposeconsents.get(purpose=Zweck.WEITERGABE, partner="Tischlerei")
        take_back_purpose(given, by=caseworker, withdrawn_on=NEXT_DAY, today=NEXT_DAY)
        assert [task.title[-10:] for task in Task.objects.all()] == ["Tischlerei"]

    def test_the_page_says_so(self, row, person, login, caseworker):
        row = go(row, "freigegeben", "vorgestellt", by=caseworker)
        client = login(caseworker)
        address = reverse("placement_detail", args=[person.case_number, row.pk])
        assert client.get(address).context["hints"].deletion is None
        self.take_back(person, caseworker, Zweck.WEITERGABE)
        assert client.get(address).content.decode().count("<strong>Bitten Sie um Löschung.</strong>") == 1
