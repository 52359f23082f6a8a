"""From the released profile to the contract: effect, refusal, event, and what stops with a consent."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from clearing import services
from clearing.models import Placement, PlacementProfile
from clearing.models.transfers import NEVER_THERE
from clearing.placement_catalogue import MOVES, Profilangabe, Vermittlungsstand
from clearing.placement_matches import applicant_of, people_for, vacancies_for
from clearing.placement_profiles import applicants, recorded_of
from clearing.services.consents import take_back_purpose
from clearing.work_permission import work_hint
from network import services as network
from participants.choices import Aufenthaltsstatus, Einwilligung, Phase, Zweck
from participants.consents import allows
from participants.models import LanguageProfile, Participant
from participants.services import add_statement, record_consent
from spurwechsel.conflict import Conflict
from spurwechsel.roles import Role
from tests.built_once import once
from tests.clearing.placing import (
    DAY,
    EVERYTHING,
    JOB,
    STEPS,
    go,
    make_known,
    make_released,
    make_vacancy,
    release,
    suggest,
)
from tests.factories import make_participant, make_user, move_to

NEXT_DAY = date(2024, 3, 28)


def refused(act, *args, **fields):
    with pytest.raises(ValidationError) as error:
        act(*args, **fields)
    return error.value.message_dict if hasattr(error.value, "error_dict") else error.value.messages


class TestProfile:
    def test_what_the_clearing_recorded_in_words(self, caseworker):
        assert recorded_of(make_known(caseworker), DAY).words(DAY) == {
            "wunsch": "29 Lebensmittelherstellung und Küche",
            "erfahrung": "54 Reinigung",
            "kompetenz": "Fachkraft",
            "abschluss": "Gebäudereinigerin",
            "deutsch": "A2 (eigene Einschätzung), Kurs bis 28.06.2024",
            "fuehrerschein": "deutscher Führerschein",
            "stunden": "30",
            "schicht": "möglich",
            "beginn": "01.04.2024",
            "weg": "mit Bus und Bahn in der Umgebung",
        }

    def test_who_can_begin_already(self, caseworker):
        known = recorded_of(make_known(caseworker), DAY)
        days = (date(2024, 3, 31), date(2024, 4, 1))
        assert [known.words(day)["beginn"] for day in days] == ["01.04.2024", "sofort"]

    def test_a_certificate_counts_before_what_is_said(self, caseworker):
        person = make_known(caseworker)
        services.record_certificate(person, by=caseworker, gained_on=DAY, level="B1")
        assert recorded_of(person, DAY).level == "B1"
        assert recorded_of(person, date(2024, 3, 26)).level == "A2"
        add_statement(person, LanguageProfile, by=caseworker, stated_on=NEXT_DAY, speaking="B2")
        known = recorded_of(person, NEXT_DAY)
        assert (known.level, known.is_proven) == ("B1", True)

    def test_nothing_known_is_nothing(self, caseworker):
        assert recorded_of(make_participant(caseworker), DAY).words(DAY) == {}

    def test_only_what_is_released_is_compared(self, caseworker):
        person = make_released(caseworker, ["deutsch", "stunden"])
        found = applicant_of(person, DAY)
        assert (found.level, found.hours, found.course_until) == ("A2", 30, date(2024, 6, 28))
        assert (found.wish, found.experience, found.skill, found.licence) == ("", (), None, "")
        assert (found.shifts, found.available_from, found.mobility) == (None, None, "")

    def test_the_consent_comes_with_the_first_release(self, caseworker):
        person = make_known(caseworker)
        wrong = {"by": caseworker, "items": ["deutsch"], "released_on": DAY}
        assert refused(services.release_profile, person, **wrong) == {
            "language": ["Wählen Sie aus, in welcher Sprache die Person eingewilligt hat."]
        }
        before = wrong | {"released_on": date(2024, 1, 9), "language": "prs"}
        assert list(refused(services.release_profile, person, **before)) == ["released_on"]
        services.release_profile(person, language="prs", **wrong)
        assert allows(person, Zweck.VERMITTLUNG, DAY) is True
        event = person.events.filter(kind="profil_freigabe").get()
        assert event.summary == "Für die Vermittlung freigegeben: Deutsch"

    def test_two_at_a_time(self, caseworker):
        person = make_released(caseworker)
        with pytest.raises(Conflict):
            services.release_profile(person, by=caseworker, version=0, items=[], released_on=DAY)

    def test_who_can_be_compared(self, person, caseworker):
        make_known(caseworker)
        emptied = make_released(caseworker)
        release(emptied, caseworker, items=[])
        withdrawn = make_released(caseworker)
        consent = withdrawn.purposeconsents.get(purpose=Zweck.VERMITTLUNG)
        take_back_purpose(consent, by=caseworker, withdrawn_on=DAY, today=DAY)
        closed = make_released(caseworker)
        move_to(closed, Phase.ABGESCHLOSSEN, on=DAY, by=caseworker)
        everybody = Participant.objects.all()
        assert [each.pk for each in applicants(everybody, DAY)] == [person.pk]
        assert applicants(everybody, date(2024, 3, 26)) == []

    def test_many_cost_as_many_queries_as_one(self, person, caseworker, django_assert_num_queries):
        everybody = Participant.objects.all()
        with django_assert_num_queries(7):
            assert len(applicants(everybody, DAY)) == 1
        make_released(caseworker)
        make_released(caseworker)
        with django_assert_num_queries(7):
            assert len(applicants(everybody, DAY)) == 3


@once
def person(caseworker) -> Participant:
    return make_released(caseworker)


@once
def row(person, caseworker) -> Placement:
    return suggest(person, make_vacancy(caseworker), caseworker)


class TestSuggesting:
    def test_it_leaves_an_event_and_a_step(self, row, person, caseworker):
        assert (row.state, row.state_on, row.partner) == ("vorschlag", DAY, "")
        assert [str(each) for each in row.steps.all()] == ["vorgeschlagen am 27.03.2024"]
        event = person.events.filter(kind="vermittlung").get()
        assert event.summary == "Vorgeschlagen: Reinigungskraft bei Klinikdienste, 27.03.2024"

    def test_a_position_past_its_day(self, person, caseworker):
        gone = make_vacancy(caseworker, valid_until=date(2024, 3, 26))
        assert refused(suggest, person, gone, caseworker) == [
            "Diese Stelle war nur bis zum 26.03.2024 offen."
            " Fragen Sie im Betrieb nach und verlängern Sie sie, bevor Sie jemanden vorschlagen."
        ]
        suggest(person, make_vacancy(caseworker, valid_until=DAY), caseworker)

    def test_a_closed_position(self, person, caseworker):
        closed = network.close_vacancy(
            make_vacancy(caseworker), by=caseworker, version=1, closed_on=DAY, closed_because="besetzt"
        )
        assert refused(suggest, person, closed, caseworker) == [
            "Diese Stelle ist geschlossen. Wählen Sie eine andere."
        ]

    def test_all_places_taken(self, row, caseworker):
        go(row, "freigegeben", "vorgestellt", "vertrag", by=caseworker)
        second = make_released(caseworker)
        assert refused(suggest, second, row.vacancy, caseworker) == [
            "Alle Plätze dieser Stelle sind vergeben. Fragen Sie im Betrieb nach."
        ]

    def test_nothing_released(self, caseworker):
        vacancy = make_vacancy(caseworker)
        text = "Die Person hat noch nichts für die Vermittlung freigegeben. Füllen Sie zuerst das Profil aus."
        assert refused(suggest, make_known(caseworker), vacancy, caseworker) == [text]
        emptied = make_released(caseworker)
        release(emptied, caseworker, items=[])
        assert refused(suggest, emptied, vacancy, caseworker) == [text]

    def test_twice(self, row, person, caseworker):
        again = {"__all__": ["Für diese Stelle ist die Person schon vorgeschlagen."]}
        assert refused(suggest, person, row.vacancy, caseworker) == again
        go(row, "beendet", by=caseworker)
        suggest(person, row.vacancy, caseworker)

    def test_a_position_that_the_kommune_does_not_see(self, person, potsdam):
        there = make_user(Role.KOORDINATION, potsdam)
        vacancy = make_vacancy(there)
        assert refused(suggest, person, vacancy, there) == [
            "Diese Stelle steht nicht im Netzwerk der Kommune."
        ]
        network.change_organisation(vacancy.organisation, by=there, version=1, shared=True)
        suggest(person, vacancy, there)


WAYS = {
    "vorschlag": (),
    "freigegeben": ("freigegeben",),
    "vorgestellt": ("freigegeben", "vorgestellt"),
    "probearbeit": ("freigegeben", "vorgestellt", "probearbeit"),
    "vertrag": ("freigegeben", "vorgestellt", "vertrag"),
    "beendet": ("beendet",),
}


class TestSteps:
    @pytest.mark.parametrize("state", Vermittlungsstand.values)
    def test_the_table_is_all_that_happens(self, state, row, caseworker):
        row = go(row, *WAYS[state], by=caseworker)
        assert row.state == state
        done = {to: self.moved(row, to, caseworker) for to in STEPS}
        not_now = f"Der Stand ist „{row.get_state_display()}“; dieser Schritt ist nicht dran."
        told = {to: to if to in MOVES[Vermittlungsstand(state)] else not_now for to in STEPS}
        if state == "vertrag":
            told["beendet"] = (
                "Tragen Sie das Ende der Arbeit unter „Arbeit“ ein. Hier endet ein Vertrag nur als Irrtum."
            )
        assert done == told

    def moved(self, row, to, by) -> str:
        """The state after the step, which leaves nothing behind, or why it was refused."""
        with transaction.atomic():
            try:
                return go(row, to, by=by).state
            except ValidationError as error:
                return error.messages[0]
            finally:
                transaction.set_rollback(True)

    def test_no_step_before_the_last(self, row, caseworker):
        row = go(row, "freigegeben", by=caseworker, on=NEXT_DAY)
        assert refused(go, row, "vorgestellt", by=caseworker) == {
            "on": ["Der Tag liegt vor dem letzten Schritt: von der Person freigegeben seit 28.03.2024."]
        }
        go(row, "vorgestellt", by=caseworker, on=NEXT_DAY)

    def test_an_older_version(self, row, caseworker):
        go(row, "freigegeben", by=caseworker)
        with pytest.raises(Conflict):
            services.end_placement(row, by=caseworker, version=1, on=DAY, ended_because="person")

    def test_the_release_is_a_consent_for_this_employer(self, row, person, caseworker):
        row = go(row, "freigegeben", by=caseworker)
        assert row.partner == "Klinikdienste"
        employer = row.vacancy.organisation_id
        assert allows(person, Zweck.WEITERGABE, DAY, employer) is True
        assert allows(person, Zweck.WEITERGABE, DAY, employer + 1) is False
        second = suggest(person, make_vacancy(caseworker, title="Küche"), caseworker)
        go(second, "freigegeben", by=caseworker)
        assert person.purposeconsents.filter(purpose=Zweck.WEITERGABE).count() == 1

    def test_what_went_to_the_employer_is_kept(self, row, person, caseworker):
        release(person, caseworker, ["deutsch", "stunden"])
        row = go(row, "freigegeben", "vorgestellt", by=caseworker)
        assert row.introduced_items == ["deutsch", "stunden"]
        last = person.events.filter(kind="vermittlung").order_by("-pk")[0]
        assert last.summary == (
            "Vermittlung im Betrieb vorgestellt, mit Name, Deutsch, Stunden pro Woche:"
            " Reinigungskraft bei Klinikdienste, 27.03.2024"
        )

    def test_the_contract_is_a_job_of_the_case(self, row, person, caseworker):
        row = go(row, "freigegeben", "vorgestellt", "probearbeit", "vertrag", by=caseworker)
        job = person.employments.get()
        assert row.employment == job
        assert (job.employer, job.occupation, job.hours, job.valid_from) == (
            "Klinikdienste",
            "54",
            30,
            date(2024, 4, 15),
        )

    def test_a_job_that_cannot_be_is_no_contract(self, row, caseworker):
        row = go(row, "freigegeben", "vorgestellt", by=caseworker)
        wrong = JOB | {"valid_until": date(2024, 4, 14)}
        assert refused(services.conclude, row, by=caseworker, version=row.version, on=DAY, **wrong)
        row.refresh_from_db()
        assert (row.state, row.employment) == ("vorgestellt", None)

    def test_a_contract_that_never_was(self, row, person, caseworker):
        row = go(row, "freigegeben", "vorgestellt", "vertrag", by=caseworker)
        end = {"by": caseworker, "version": row.version, "on": DAY, "ended_because": "irrtum"}
        row = services.end_placement(row, **end)
        assert (row.state, row.employment) == ("beendet", None)
        assert person.employments.in_force().count() == 0
        assert person.employments.get().withdrawn_reason == "Vertrag irrtümlich eingetragen"

    def test_an_end_needs_a_reason(self, row, caseworker):
        end = {"by": caseworker, "version": 1, "on": DAY, "ended_because": ""}
        assert refused(services.end_placement, row, **end) == {"ended_because": ["Wählen Sie den Grund aus."]}

    def test_the_database_keeps_the_steps(self, row):
        with pytest.raises(Exception, match="Cannot"), transaction.atomic():
            row.steps.update(state="vertrag")
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE clearing_placement SET state = 'vertrag' WHERE id = %s", [row.pk])


class TestWithdrawal:
    def take_back(self, person, by, purpose, on=NEXT_DAY):
        consent = person.purposeconsents.in_force().get(purpose=purpose)
        return take_back_purpose(consent, by=by, withdrawn_on=on, today=on)

    def test_of_the_vermittlung(self, row, person, caseworker):
        told = self.take_back(person, caseworker, Zweck.VERMITTLUNG)
        assert told == "Das Profil wird nicht mehr verglichen, Vorschläge für Stellen sind beendet."
        row.refresh_from_db()
        assert (row.state, row.ended_because, row.state_on) == ("beendet", "widerruf", NEXT_DAY)
        assert PlacementProfile.objects.get().items == []
        assert applicant_of(person, NEXT_DAY) is None

    def test_of_taking_part(self, row, person, caseworker):
        row = go(row, "freigegeben", by=caseworker)
        person.refresh_from_db()
        withdrawn = {"consent": Einwilligung.WIDERRUFEN, "consent_withdrawn_on": NEXT_DAY}
        record_consent(person, by=caseworker, version=person.version, **withdrawn)
        row.refresh_from_db()
        assert (row.state, row.ended_because) == ("beendet", "widerruf")
        assert applicant_of(person, NEXT_DAY) is None

    def test_of_the_name(self, row, person, caseworker):
        row = go(row, "freigegeben", by=caseworker)
        other = suggest(person, make_vacancy(caseworker, employer="Bauhof"), caseworker)
        assert services.name_may_go(row, DAY) is True
        self.take_back(person, caseworker, Zweck.WEITERGABE)
        row.refresh_from_db()
        other.refresh_from_db()
        assert (row.state, row.ended_because, other.state) == ("beendet", "widerruf", "vorschlag")
        assert services.name_may_go(row, NEXT_DAY) is False

    def test_who_is_known_there_goes_on_without_the_name(self, row, person, caseworker):
        row = go(row, "freigegeben", "vorgestellt", by=caseworker)
        self.take_back(person, caseworker, Zweck.WEITERGABE)
        row.refresh_from_db()
        assert (row.state, services.name_may_go(row, NEXT_DAY)) == ("vorgestellt", False)

    def test_no_introduction_on_a_day_without_the_release(self, row, person, caseworker):
        row = go(row, "freigegeben", by=caseworker)
        consent = person.purposeconsents.get(purpose=Zweck.WEITERGABE)
        consent.given_on = NEXT_DAY
        consent.save()
        assert refused(go, row, "vorgestellt", by=caseworker) == {
            "on": ["An diesem Tag ist der Name für den Betrieb nicht freigegeben."]
        }


def test_nobody_is_suggested_to_an_auslaenderbehoerde(person, caseworker, coordinator):
    vacancy = make_vacancy(coordinator, employer="Zuwanderungsbehörde")
    assert refused(suggest, person, vacancy, caseworker) == [NEVER_THERE]


class TestMatches:
    def shown(self, groups):
        return {each.heading: [row.title for row in each.rows] for each in groups}

    def test_both_ways_say_the_same(self, person, caseworker):
        vacancy = make_vacancy(
            caseworker, distance="kommune", hours_from=20, hours_until=30, working_time="tag"
        )
        make_vacancy(caseworker, title="Küchenleitung", kldb_code="29293", level_from="C1")
        assert self.shown(vacancies_for(person, caseworker, DAY)) == {
            "Passt beinahe": ["Reinigungskraft"],
            "Passt nicht": ["Küchenleitung"],
        }
        [group] = people_for(vacancy, caseworker, DAY)
        assert (group.heading, [row.title for row in group.rows]) == ("Passt beinahe", [person.full_name])
        assert [each.text for each in group.rows[0].against] == [
            "Beginn sofort, die Person kann ab 01.04.2024",
            work_hint(person, DAY),
        ]

    def test_a_ban_on_work_is_a_hint_and_no_miss(self, potsdam):
        caseworker = make_user(Role.FALLBEGLEITUNG, potsdam)
        person = make_released(caseworker, residence_kind=Aufenthaltsstatus.DULDUNG_60B)
        assert work_hint(person, DAY).endswith(
            "Ein Verbot könnte entgegenstehen; das prüft die Ausländerbehörde."
        )
        [group] = people_for(make_vacancy(caseworker, starts_on=date(2024, 5, 1)), caseworker, DAY)
        assert (group.heading, [row.key for row in group.rows]) == (
            "Passt, soweit bekannt",
            [person.case_number],
        )

    def test_only_people_and_positions_of_the_own_kommune(self, person, caseworker, potsdam):
        there = make_user(Role.FALLBEGLEITUNG, potsdam)
        foreign = make_released(there)
        own, far = make_vacancy(caseworker), make_vacancy(there, title="Dort")
        rows = [row.key for group in people_for(own, caseworker, DAY) for row in group.rows]
        assert rows == [person.case_number]
        assert [row.key for group in vacancies_for(foreign, there, DAY) for row in group.rows] == [far.pk]

    def test_who_is_suggested_already_is_not_among_them(self, row, person, caseworker):
        assert vacancies_for(person, caseworker, DAY) == []
        assert people_for(row.vacancy, caseworker, DAY) == []
        go(row, "beendet", by=caseworker)
        assert [group.total for group in vacancies_for(person, caseworker, DAY)] == [1]
        assert [group.total for group in people_for(row.vacancy, caseworker, DAY)] == [1]

    def test_filled_positions_are_not_among_them(self, row, caseworker):
        second = make_released(caseworker)
        assert [group.total for group in vacancies_for(second, caseworker, DAY)] == [1]
        row = go(row, "freigegeben", "vorgestellt", "vertrag", by=caseworker)
        assert vacancies_for(second, caseworker, DAY) == []
        network.change_vacancy(row.vacancy, by=caseworker, version=1, places=2)
        assert [group.total for group in vacancies_for(second, caseworker, DAY)] == [1]

    def test_positions_past_their_day_are_not_among_them(self, person, caseworker):
        make_vacancy(caseworker, valid_until=date(2024, 3, 26))
        assert vacancies_for(person, caseworker, DAY) == []


def test_everything_that_can_be_released_is_tested():
    assert Profilangabe.values == EVERYTHING
