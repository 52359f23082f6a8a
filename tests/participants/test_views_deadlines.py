"""The pages of deadlines: whose, how urgent, put off with a reason, applications, steps, the weekly mail."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participants import services
from participants.choices import Aufenthaltsstatus, Fristart
from participants.deadline_words import STEPS
from participants.models import Application, DeadlineStep, LanguageProfile, Snooze
from spurwechsel.roles import Role
from tests.factories import make_participant, make_user

TODAY = date(2026, 11, 25)
K = Aufenthaltsstatus


@pytest.fixture(autouse=True)
def _on_that_day():
    with time_machine.travel("2026-11-25T09:00:00+01:00", tick=True):
        yield


def person_until(by, until, name="Özdemir", kind=K.DULDUNG_60A, **fields):
    """Here for so long that no way opens by time any more."""
    known = {"birth_date": date(1980, 1, 2), "residence_from": date(2010, 1, 10), "residence_until": until}
    return make_participant(
        by, on=date(2026, 1, 10), family_name=name, residence_kind=kind, **(known | fields)
    )


def names(response):
    return [row.person for row in response.context["listing"].rows]


def counts(response):
    return {label: number for _, label, number, _, _ in response.context["listing"].counts}


def key_of(person):
    paper = person.residence.get()
    return f"papier-{paper.pk}-{paper.valid_until.isoformat()}"


class TestList:
    def test_mine_the_most_urgent_first(self, caseworker, coordinator, login):
        for name, days in (("Spät", 60), ("Früh", -3), ("Bald", 10), ("Fern", 181)):
            person_until(caseworker, TODAY + timedelta(days), name)
        person_until(coordinator, TODAY, "Fremd")
        response = login(caseworker).get("/fristen/")
        assert names(response) == ["Früh, Kim", "Bald, Kim", "Spät, Kim"]
        assert counts(response) == {
            "alle": 3,
            "überfällig": 1,
            "heute bis in 14 Tagen": 1,
            "in 15 bis 30 Tagen": 0,
            "in 31 bis 90 Tagen": 1,
            "später": 0,
            "zurückgestellt": 0,
        }

    def test_the_coordinator_sees_the_team_first(self, caseworker, coordinator, login):
        person_until(caseworker, TODAY, "Meins")
        person_until(coordinator, TODAY, "Deins", responsible=None)
        client = login(coordinator)
        assert names(client.get("/fristen/")) == ["Deins, Kim", "Meins, Kim"]
        assert names(client.get("/fristen/?wer=ich")) == []
        assert names(client.get("/fristen/?wer=niemand")) == ["Deins, Kim"]
        assert names(client.get(f"/fristen/?wer={caseworker.pk}")) == ["Meins, Kim"]

    def test_bands_and_kinds(self, caseworker, login):
        person_until(caseworker, TODAY - timedelta(1), "Gestern")
        person_until(caseworker, TODAY, "Heute")
        client = login(caseworker)
        assert names(client.get("/fristen/?frist=ueberfaellig")) == ["Gestern, Kim"]
        assert names(client.get("/fristen/?frist=14")) == ["Heute, Kim"]
        assert names(client.get("/fristen/?art=pass")) == []
        assert len(names(client.get("/fristen/?art=papier"))) == 2

    @pytest.mark.parametrize("query", ["wer=nix", "art=x", "frist=9", "seite=x", "seite=-1", "seite=99"])
    def test_what_cannot_be_read_is_left_out(self, caseworker, login, query):
        person_until(caseworker, TODAY)
        response = login(caseworker).get(f"/fristen/?{query}")
        assert (response.status_code, names(response)) == (200, ["Özdemir, Kim"])

    def test_an_expired_paper_is_to_be_checked(self, caseworker, login):
        person_until(caseworker, TODAY - timedelta(1))
        row = login(caseworker).get("/fristen/").context["listing"].rows[0]
        assert (row.action, row.words, row.mark) == ("Dokument zu prüfen", "seit 1 Tag abgelaufen", "over")

    def test_every_line_leads_to_its_task(self, caseworker, login):
        person_until(caseworker, TODAY)
        client = login(caseworker)
        row = client.get("/fristen/").context["listing"].rows[0]
        for url in (row.url, row.snooze_url, row.application_url, row.case_url):
            assert client.get(url).status_code == 200

    def test_the_cost_does_not_grow_with_the_lines(self, caseworker, login):
        client = login(caseworker)

        def cost() -> int:
            with CaptureQueriesContext(connection) as asked:
                assert client.get("/fristen/").status_code == 200
            return len(asked)

        person_until(caseworker, TODAY)
        first = cost()
        for days in (3, 5):
            person_until(caseworker, TODAY + timedelta(days))
        assert cost() == first

    def test_two_towns_to_choose_from(self, caseworker, potsdam, login):
        there = make_user(Role.FALLBEGLEITUNG, potsdam)
        person_until(there, TODAY, "Dort")
        person_until(caseworker, TODAY, "Hier")
        assert "kommune" not in login(caseworker).get("/fristen/").context["form"].fields
        caseworker.further_kommunen.add(potsdam)
        client = login(caseworker)
        assert names(client.get("/fristen/?wer=team")) == ["Dort, Kim", "Hier, Kim"]
        assert names(client.get("/fristen/?wer=team&kommune=potsdam")) == ["Dort, Kim"]


class TestOneCase:
    def test_distant_ones_too(self, caseworker, login):
        person = person_until(caseworker, TODAY + timedelta(400))
        response = login(caseworker).get(reverse("case_deadlines", args=[person.case_number]))
        assert "§\xa060a AufenthG (Duldung)" in [row.what for row in response.context["rows"]]

    def test_putting_off_and_showing_again(self, caseworker, login):
        person = person_until(caseworker, TODAY + timedelta(20))
        client, case = login(caseworker), reverse("case_deadlines", args=[person.case_number])
        address = reverse("case_deadline_snooze", args=[person.case_number, key_of(person)])
        response = client.post(address, {"until": "+10", "reason": "Termin am 1.12."}, follow=True)
        assert [str(each) for each in response.context["messages"]] == [
            "Die Frist ist bis 05.12.2026 zurückgestellt."
        ]
        row = next(row for row in response.context["silent"])
        assert (row.silence.by, row.silence.why, row.silence.until) == (
            "A. Beispiel",
            "Termin am 1.12.",
            date(2026, 12, 5),
        )
        assert names(client.get("/fristen/")) == []
        assert counts(client.get("/fristen/"))["zurückgestellt"] == 1
        assert names(client.get("/fristen/?frist=zurueckgestellt")) == ["Özdemir, Kim"]
        resume = reverse("case_deadline_resume", args=[person.case_number, Snooze.objects.get().pk])
        assert client.post(resume).url == case
        assert names(client.get("/fristen/")) == ["Özdemir, Kim"]
        response = client.post(resume, follow=True)
        assert [str(each) for each in response.context["messages"]] == [
            "Diese Frist wird schon wieder gezeigt."
        ]

    @pytest.mark.parametrize(
        ("typed", "errors"),
        [
            ({"until": "", "reason": ""}, {"until", "reason"}),
            ({"until": "morgen", "reason": "   "}, {"reason"}),
            ({"until": "heute", "reason": "Gleich."}, {"until"}),
            ({"until": "+21", "reason": "Zu lang."}, {"until"}),
            ({"until": "31.2.27", "reason": "Diesen Tag gibt es nicht."}, {"until"}),
        ],
    )
    def test_refusals_keep_what_was_typed(self, caseworker, login, typed, errors):
        person = person_until(caseworker, TODAY + timedelta(20))
        address = reverse("case_deadline_snooze", args=[person.case_number, key_of(person)])
        response = login(caseworker).post(address, typed)
        form = response.context["form"]
        assert (set(form.errors), form["until"].value(), Snooze.objects.count()) == (
            errors,
            typed["until"],
            0,
        )

    def test_a_deadline_that_is_not_there(self, caseworker, login):
        person = person_until(caseworker, TODAY)
        address = reverse("case_deadline_snooze", args=[person.case_number, "papier-1-2026-01-01"])
        assert login(caseworker).get(address).status_code == 404

    def test_an_application(self, caseworker, login):
        person = person_until(caseworker, TODAY + timedelta(90), kind=K.AE_104C)
        client, paper = login(caseworker), person.residence.get()
        typed = {"paper": paper.pk, "purpose": "25b", "filed_on": "heute", "keeps_rights": "on"}
        add = reverse("case_application_add", args=[person.case_number])
        assert client.post(add, typed | {"purpose": "anderer"}).context["form"].errors.keys() == {
            "keeps_rights"
        }
        response = client.post(add, typed, follow=True)
        silent = response.context["silent"][0]
        assert silent.silence.why == "Antrag gestellt am 25.11.2026 mit Fiktionswirkung"
        assert client.post(add, typed).context["form"].errors.keys() == {"paper"}
        end = reverse("case_application_end", args=[person.case_number, Application.objects.get().pk])
        refused = client.post(end, {"ended_on": "24.11.2026", "ended_because": "abgelehnt"})
        assert refused.context["form"].errors
        response = client.post(end, {"ended_on": "heute", "ended_because": "abgelehnt"}, follow=True)
        assert response.context["silent"] == []
        again = client.post(end, {"ended_on": "heute", "ended_because": "erteilt"})
        assert again.context["form"].errors.keys() == {"ended_on"}

    def test_an_application_needs_a_paper(self, caseworker, login):
        person = make_participant(caseworker, residence_kind="")
        response = login(caseworker).get(reverse("case_application_add", args=[person.case_number]))
        assert "Dazu fehlt noch ein Papier." in response.text

    def test_no_name_in_title_or_address(self, caseworker, login):
        person = person_until(caseworker, TODAY)
        row = login(caseworker).get("/fristen/").context["listing"].rows[0]
        page = login(caseworker).get(row.snooze_url).text
        title = re.search(r"<title>(.+?)</title>", page)[1]
        assert ("Özdemir" in title, "zdemir" in row.snooze_url, person.case_number in title) == (
            False,
            False,
            True,
        )


class TestSteps:
    address = "/fristen/vorwarnungen/"

    def filled(self, client, **typed):
        form = client.get(self.address).context["form"]
        return {name: form[name].value() for name in form.fields} | typed

    def test_the_coordinator_sets_them(self, coordinator, login):
        client = login(coordinator)
        response = client.post(self.address, self.filled(client, papier="60 30,30, 0", kurs=""))
        assert response.url == "/fristen/"
        assert [(row.kind, row.days) for row in DeadlineStep.objects.all()] == [("papier", [60, 30, 0])]
        client.post(self.address, self.filled(client, papier="180, 90, 60, 30, 14, 0"))
        assert DeadlineStep.objects.count() == 0

    @pytest.mark.parametrize("typed", ["bald", "30; 14", "-1", "2000", "99999999", "٣٠"])
    def test_what_is_no_number_of_days(self, coordinator, login, typed):
        client = login(coordinator)
        response = client.post(self.address, self.filled(client, pass_="", **{"pass": typed}))
        form = response.context["form"]
        assert (set(form.errors), form["pass"].value()) == ({"pass"}, typed)

    def test_the_second_of_two_sees_both_versions(self, coordinator, login):
        client = login(coordinator)
        typed = self.filled(client, papier="50, 5")
        services.set_steps(coordinator.kommune, by=coordinator, steps={"papier": [60, 6], "kurs": [9]})
        answer = client.post(self.address, typed)
        assert answer.status_code == 409
        assert services.steps_of(coordinator.kommune).values == {"papier": [60, 6], "kurs": [9]}
        shown = {label: (theirs, yours) for label, theirs, yours in answer.context["rows"]}
        usual = ", ".join(map(str, STEPS[Fristart.KURS]))
        assert shown == {Fristart.PAPIER.label: ("60, 6", "50, 5"), Fristart.KURS.label: ("9", usual)}
        form = answer.context["form"]
        again = {name: form[name].value() for name in form.fields}
        assert client.post(self.address, again).url == "/fristen/"
        assert services.steps_of(coordinator.kommune).values == {"papier": [50, 5]}

    def test_without_the_version_seen_nothing_is_set(self, coordinator, login):
        typed = {"papier": "50, 5"}
        answer = login(coordinator).post(self.address, typed)
        assert set(answer.context["form"].errors) == {"version"}
        assert not DeadlineStep.objects.exists()


class TestMail:
    def test_numbers_and_a_link_and_nothing_else(self, caseworker, coordinator, capsys):
        person_until(caseworker, TODAY - timedelta(1))
        person_until(caseworker, TODAY + timedelta(10))
        person_until(caseworker, TODAY + timedelta(60))
        person_until(coordinator, TODAY + timedelta(60))
        call_command("fristen_mail", adresse="https://spur.example.org/")
        (sent,) = mail.outbox
        assert sent.to == [caseworker.email]
        assert sent.body == (
            "Guten Tag,\n\nin Ihren Fällen stehen Fristen an:\n\n"
            "   1  überfällig\n   1  heute bis in 14 Tagen\n   0  in 15 bis 30 Tagen\n\n"
            "Die Liste: https://spur.example.org/fristen/\n"
        )
        assert capsys.readouterr().out == "Mails verschickt: 1\n"

    def test_a_rehearsal_sends_nothing(self, caseworker, capsys):
        person_until(caseworker, TODAY)
        call_command("fristen_mail", probelauf=True)
        assert (mail.outbox, capsys.readouterr().out) == ([], "Mails zu verschicken: 1\n")

    def test_nobody_who_is_deactivated(self, caseworker):
        person_until(caseworker, TODAY)
        caseworker.is_active = False
        caseworker.save()
        call_command("fristen_mail")
        assert mail.outbox == []


def test_every_kind_can_be_put_off_by_its_key():
    assert all(re.fullmatch(r"[a-z]+", kind) for kind in Fristart)


def test_history_shows_what_was_put_off(caseworker, login):
    person = person_until(caseworker, TODAY + timedelta(20))
    services.snooze(
        person,
        by=caseworker,
        key=key_of(person),
        kind=Fristart.PAPIER,
        due=TODAY + timedelta(20),
        until=TODAY + timedelta(10),
        reason="Termin steht.",
        today=TODAY,
    )
    page = login(caseworker).get(reverse("participant_history", args=[person.case_number]) + "?art=fristen")
    assert [(entry.title, entry.text) for entry in page.context["entries"]] == [
        ("Aufenthaltspapier, 15.12.2026: zurückgestellt bis 05.12.2026", "Begründung: Termin steht.")
    ]


class TestFirstPages:
    def test_heute_shows_mine_beside_the_papers(self, caseworker, coordinator, login):
        for by in (caseworker, coordinator):
            person = person_until(by, TODAY)
            services.state(
                person, LanguageProfile, by=by, stated_on=TODAY, course_until=TODAY + timedelta(20)
            )
        page = login(caseworker).get("/").text
        assert ("Weitere Fristen (1)" in page, "Alle Fristen (2)" in page) == (True, True)

    def test_the_overview_counts_and_leads_to_the_lists(self, caseworker, login):
        for days in (-1, 0, 14, 15):
            person_until(caseworker, TODAY + timedelta(days))
        client = login(caseworker)
        page = " ".join(client.get("/uebersicht/").text.split())
        assert re.findall(r"<strong>(\d+)</strong> (überfällig|bis in 14 Tagen)", page) == [
            ("1", "überfällig"),
            ("2", "bis in 14 Tagen"),
        ]
        near = client.get("/fristen/?wer=team&kommune=cottbus&frist=14")
        assert len(names(near)) == 2
        person_until(caseworker, TODAY - timedelta(3))
        assert "<strong>2</strong> überfällig" in client.get("/uebersicht/").text
