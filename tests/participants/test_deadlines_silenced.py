"""What silences a deadline and for how long, and how early a Kommune is warned."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from participants import services
from participants.choices import Antragsende, Antragsziel, Fristart
from participants.deadline_words import OVERDUE, STEPS
from participants.models import Snooze
from tests.participants.running_out import DAY, TODAY, K, deadlines, lines, person_with


class TestApplications:
    @pytest.fixture
    def paper(self, caseworker):
        return person_with(caseworker, K.AE_104C, until=date(2027, 3, 31)).residence.get()

    def file(self, paper, by, **fields):
        known = {"purpose": Antragsziel.P25B, "filed_on": TODAY, "keeps_rights": True}
        return services.file_application(paper, by=by, **(known | fields))

    def test_it_silences_the_paper_until_it_ends(self, caseworker, paper):
        application = self.file(paper, caseworker)
        silence = deadlines(caseworker, Fristart.CHANCENAUFENTHALT)[0].silence
        assert (silence.by, silence.why, silence.until, silence.application_id) == (
            "A. Beispiel",
            "Antrag gestellt am 25.11.2026 mit Fiktionswirkung",
            None,
            application.pk,
        )
        services.end_application(
            application, by=caseworker, ended_on=TODAY, ended_because=Antragsende.ABGELEHNT
        )
        assert deadlines(caseworker, Fristart.CHANCENAUFENTHALT)[0].silence is None
        kinds = list(paper.participant.events.order_by("id").values_list("kind", flat=True))
        assert kinds[-2:] == ["antrag", "antrag_abgeschlossen"]

    def test_without_that_effect_it_silences_nothing(self, caseworker, paper):
        self.file(paper, caseworker, keeps_rights=False)
        assert deadlines(caseworker, Fristart.CHANCENAUFENTHALT)[0].silence is None

    @pytest.mark.parametrize(
        ("kind", "purpose", "filed_on", "allowed"),
        [
            (K.AE_104C, Antragsziel.P25A, date(2027, 3, 31), True),
            (K.AE_104C, Antragsziel.P25A, date(2027, 4, 1), False),
            (K.AE_104C, Antragsziel.VERLAENGERUNG, TODAY, False),
            (K.AE_104C, Antragsziel.ANDERER, TODAY, False),
            (K.AE_25_5, Antragsziel.VERLAENGERUNG, TODAY, True),
            (K.SONSTIGE, Antragsziel.ANDERER, TODAY, True),
            (K.SONSTIGE, Antragsziel.P16G, TODAY, True),
            (K.SONSTIGE, Antragsziel.P60C, TODAY, False),
            (K.SONSTIGE, Antragsziel.P60D, TODAY, False),
            (K.DULDUNG_60A, Antragsziel.P25B, TODAY, False),
            (K.GESTATTUNG_55, Antragsziel.ANDERER, TODAY, False),
        ],
    )
    def test_which_application_keeps_the_rights(self, caseworker, kind, purpose, filed_on, allowed):
        paper = person_with(caseworker, kind, until=date(2027, 3, 31)).residence.get()
        if allowed:
            assert self.file(paper, caseworker, purpose=purpose, filed_on=filed_on).keeps_rights
        else:
            with pytest.raises(ValidationError) as refusal:
                self.file(paper, caseworker, purpose=purpose, filed_on=filed_on)
            assert list(refusal.value.message_dict) == ["keeps_rights"]

    @pytest.mark.parametrize(
        ("purpose", "filed_on", "silent"),
        [
            (Antragsziel.P25A, date(2026, 12, 19), True),
            (Antragsziel.P25A, date(2026, 12, 20), False),
            (Antragsziel.P25B, TODAY, False),
        ],
    )
    def test_the_birthday_waits_for_an_application_in_time(self, caseworker, purpose, filed_on, silent):
        """The last day is 19.12.2026; without any Fiktionswirkung, because a Duldung never has it."""
        paper = person_with(caseworker, birth_date=date(1999, 12, 20)).residence.get()
        application = self.file(paper, caseworker, purpose=purpose, filed_on=filed_on, keeps_rights=False)
        silence = deadlines(caseworker, Fristart.GEBURTSTAG)[0].silence
        assert (silence is not None and silence.application_id == application.pk) is silent
        services.end_application(
            application, by=caseworker, ended_on=filed_on, ended_because=Antragsende.ZURUECKGENOMMEN
        )
        assert deadlines(caseworker, Fristart.GEBURTSTAG)[0].silence is None

    @pytest.mark.parametrize(("purpose", "silent"), [(Antragsziel.P25B, True), (Antragsziel.P25A, False)])
    def test_a_way_waits_for_its_own_application(self, caseworker, purpose, silent):
        paper = person_with(caseworker, since=date(2021, 2, 14)).residence.get()
        self.file(paper, caseworker, purpose=purpose, keeps_rights=False)
        found = {each.ref: each.silence for each in deadlines(caseworker, Fristart.WEG)}
        assert (found["25b"] is not None) is silent

    def test_one_open_application_a_paper_and_one_end(self, caseworker, paper):
        application = self.file(paper, caseworker)
        with pytest.raises(ValidationError, match="schon ein offener Antrag"):
            self.file(paper, caseworker)
        services.end_application(application, by=caseworker, ended_on=TODAY, ended_because=Antragsende.IRRTUM)
        with pytest.raises(ValidationError, match="schon abgeschlossen"):
            services.end_application(
                application, by=caseworker, ended_on=TODAY, ended_because=Antragsende.ERTEILT
            )


class TestSnoozes:
    def put_off(self, person, by, until, due=date(2026, 12, 31), today=TODAY, reason="Termin am 10.12."):
        key = f"papier-{person.residence.get().pk}-{due.isoformat()}"
        return services.snooze(
            person, by=by, key=key, kind=Fristart.PAPIER, due=due, until=until, reason=reason, today=today
        )

    def test_it_is_silent_until_the_day_and_says_why(self, caseworker):
        person = person_with(caseworker, until=date(2026, 12, 31))
        row = self.put_off(person, caseworker, date(2026, 12, 10))
        silence = deadlines(caseworker, Fristart.PAPIER)[0].silence
        assert (silence.by, silence.why, silence.until, silence.snooze_id) == (
            "A. Beispiel",
            "Termin am 10.12.",
            date(2026, 12, 10),
            row.pk,
        )
        assert deadlines(caseworker, Fristart.PAPIER, date(2026, 12, 9))[0].silence == silence
        assert deadlines(caseworker, Fristart.PAPIER, date(2026, 12, 10))[0].silence is None

    def test_it_can_be_taken_back_once(self, caseworker):
        person = person_with(caseworker, until=date(2026, 12, 31))
        row = self.put_off(person, caseworker, date(2026, 12, 10))
        services.resume(row, by=caseworker)
        assert deadlines(caseworker, Fristart.PAPIER)[0].silence is None
        with pytest.raises(ValidationError, match="schon wieder gezeigt"):
            services.resume(row, by=caseworker)
        kinds = list(person.events.order_by("id").values_list("kind", flat=True))
        assert kinds[-2:] == ["frist_zurueckgestellt", "frist_wieder_gezeigt"]

    def test_a_new_day_is_a_new_deadline(self, caseworker):
        person = person_with(caseworker, until=date(2026, 12, 31))
        self.put_off(person, caseworker, date(2026, 12, 10))
        paper = person.residence.get()
        services.correct_residence_status(
            paper, by=caseworker, version=1, reason="Falsch gelesen.", valid_until=date(2026, 12, 30)
        )
        assert deadlines(caseworker, Fristart.PAPIER)[0].silence is None

    @pytest.mark.parametrize(
        ("due", "until", "allowed"),
        [
            (date(2026, 12, 31), TODAY, False),
            (date(2026, 12, 31), TODAY + DAY, True),
            (date(2026, 12, 31), date(2026, 12, 31), True),
            (date(2026, 12, 31), date(2027, 1, 1), False),
            (TODAY, TODAY + timedelta(90), True),
            (date(2026, 3, 1), TODAY + timedelta(91), False),
        ],
    )
    def test_how_long(self, caseworker, due, until, allowed):
        person = person_with(caseworker, until=due)
        if allowed:
            assert self.put_off(person, caseworker, until, due).until == until
        else:
            with pytest.raises(ValidationError) as refusal:
                self.put_off(person, caseworker, until, due)
            assert list(refusal.value.message_dict) == ["until"]

    def test_it_needs_a_reason_and_is_there_once(self, caseworker):
        person = person_with(caseworker, until=date(2026, 12, 31))
        with pytest.raises(ValidationError) as refusal:
            self.put_off(person, caseworker, date(2026, 12, 10), reason="  ")
        assert list(refusal.value.message_dict) == ["reason"]
        self.put_off(person, caseworker, date(2026, 12, 1))
        with pytest.raises(ValidationError, match="schon zurückgestellt"):
            self.put_off(person, caseworker, date(2026, 12, 2))
        self.put_off(person, caseworker, date(2026, 12, 20), today=date(2026, 12, 1))
        assert Snooze.objects.count() == 2


class TestSteps:
    def line(self, user, today):
        return lines(user, Fristart.PAPIER, today)[0]

    @pytest.mark.parametrize(
        ("days", "step"),
        [
            *((181, None), (180, 180), (91, 180), (90, 90), (61, 90), (60, 60), (30, 30), (14, 14)),
            *((1, 14), (0, 0), (-1, OVERDUE)),
        ],
    )
    def test_the_usual_steps(self, caseworker, days, step):
        person_with(caseworker, until=date(2026, 12, 31))
        assert self.line(caseworker, date(2026, 12, 31) - timedelta(days)).step == step

    def test_a_kommune_sets_its_own(self, caseworker, coordinator):
        person_with(caseworker, until=date(2026, 12, 31))
        services.set_steps(caseworker.kommune, by=coordinator, steps={Fristart.PAPIER: [7, 21, 7]})
        assert self.line(caseworker, date(2026, 12, 9)).step is None
        assert self.line(caseworker, date(2026, 12, 10)).step == 21
        services.set_steps(caseworker.kommune, by=coordinator, steps={Fristart.PAPIER: None})
        assert self.line(caseworker, date(2026, 12, 9)).step == 30

    @pytest.mark.parametrize("days", [[], [-1], [1096], list(range(11))])
    def test_impossible_steps_are_refused(self, caseworker, coordinator, days):
        with pytest.raises(ValidationError) as refusal:
            services.set_steps(caseworker.kommune, by=coordinator, steps={Fristart.PAPIER: days})
        assert list(refusal.value.message_dict) == [Fristart.PAPIER]

    def test_every_kind_has_steps(self):
        assert set(STEPS) == set(Fristart)
