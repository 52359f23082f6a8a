"""The reminder by mail: to whom, when, and that nothing of the person is in it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command

from clearing import services
from clearing.models import Task, Transfer
from clearing.services.answers import make_answer_link
from tests.built_once import once
from tests.clearing.plans import CONSENT
from tests.clearing.sending import DAY, partner, sent
from tests.factories import make_participant

pytestmark = pytest.mark.django_db
ANSWER_AT = "https://spur.example.org/antwort/"


@pytest.fixture(autouse=True, scope="module")
def _today():
    with time_machine.travel(datetime(2024, 3, 27, 8, tzinfo=UTC), tick=False):
        yield


@once
def person(caseworker):
    return make_participant(caseworker, on=CONSENT, family_name="Zwxq", phone="0355 612-0")


@pytest.fixture
def kammer(coordinator):
    return partner(coordinator, email="post@kammer.example.org")


@pytest.fixture
def chase(django_capture_on_commit_callbacks):
    def run(days, answer_at=ANSWER_AT):
        with django_capture_on_commit_callbacks(execute=True):
            return services.chase_transfers(today=DAY + timedelta(days=days), answer_at=answer_at)

    return run


class TestReminder:
    def test_after_one_and_two_weeks_to_the_partner(self, person, caseworker, kammer, chase):
        sent(person, caseworker, kammer)
        for days, mails in ((6, 0), (7, 1), (8, 1), (13, 1), (14, 2), (28, 2)):
            chase(days)
            assert len(mail.outbox) == mails, days
        assert {tuple(each.to) for each in mail.outbox} == {("post@kammer.example.org",)}
        assert Task.objects.count() == 0
        assert person.events.first().summary == (
            "Übermittlung an Handwerkskammer: seit 14 Tagen ohne Antwort, Erinnerung per E-Mail an die Stelle"
        )
        chase(29)
        assert [each.title for each in Task.objects.all()] == [
            "Anderen Weg suchen: Handwerkskammer antwortet nicht"
        ]

    def test_nothing_of_the_person_is_in_it(self, person, caseworker, kammer, chase):
        row = sent(person, caseworker, kammer, shared=["name", "kontakt", "ziel", "sprache"])
        code = make_answer_link(row, by=caseworker, today=DAY)
        chase(7)
        [written] = mail.outbox
        text = f"{written.subject}\n{written.body}"
        for secret in ("Zwxq", person.given_name, person.case_number, "612-0", "Köchin", "Dari", code):
            assert text.count(secret) == 0, secret
        assert written.subject == f"Erinnerung: unsere Anfrage {row.reference}"
        assert written.body.split("\n\n")[1:3] == [
            f"am 27.03.2024 haben wir Ihnen einen Brief mit dem Zeichen {row.reference} geschickt. "
            "Bisher haben wir keine Antwort. Bitte antworten Sie bis zum 24.04.2024.",
            "Am einfachsten antworten Sie mit dem Code, den Sie von uns haben, auf dieser Seite: "
            f"{ANSWER_AT}\nSie brauchen keinen Zugang und kein Passwort. Haben Sie keinen Code, "
            "rufen Sie uns bitte an.",
        ]
        assert row.links.filter(revoked_at__isnull=True).count() == 1

    def test_without_a_link_it_names_no_page(self, person, caseworker, kammer, chase):
        sent(person, caseworker, kammer)
        chase(7)
        assert mail.outbox[0].body.count(ANSWER_AT) == 0

    @pytest.mark.parametrize(("email", "answer_at"), [("", ANSWER_AT), ("post@kammer.example.org", "")])
    def test_else_the_owner_gets_a_task(self, person, caseworker, coordinator, chase, email, answer_at):
        sent(person, caseworker, partner(coordinator, email=email))
        chase(7, answer_at)
        assert (len(mail.outbox), Task.objects.get().title) == (
            0,
            "Nachfragen: Handwerkskammer antwortet nicht",
        )

    def test_a_mail_that_nobody_takes_becomes_a_task(self, settings, person, caseworker, kammer, chase):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
        sent(person, caseworker, kammer)
        assert chase(7) == (1, 0)
        assert (Task.objects.get().owner, Transfer.objects.get().reminders) == (caseworker, 1)


class TestCommand:
    @pytest.mark.parametrize(("sends", "mails", "tasks"), [(True, 1, 0), (False, 0, 1)])
    def test_by_mail_only_with_a_mail_server(
        self, settings, person, caseworker, kammer, django_capture_on_commit_callbacks, sends, mails, tasks
    ):
        settings.SENDS_MAIL = sends
        make_answer_link(sent(person, caseworker, kammer), by=caseworker, today=DAY)
        later = time_machine.travel(datetime(2024, 4, 3, 8, tzinfo=UTC), tick=False)
        with later, django_capture_on_commit_callbacks(execute=True):
            call_command("antworten_nachfassen", adresse="https://spur.example.org/")
        assert (len(mail.outbox), Task.objects.count()) == (mails, tasks)
        assert [each.body.count(ANSWER_AT) for each in mail.outbox] == [1] * mails
