"""The answer of a partner by link: what opens it, what does not, what it shows, what it leaves behind."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from clearing import services
from clearing.models import AnswerLink, AnswerOpening, Task, Transfer
from clearing.services.answers import SIGNS
from participants.choices import EventKind
from spurwechsel.models import Submission
from tests.built_once import once
from tests.clearing.plans import CONSENT, refusal
from tests.clearing.sending import DAY, answered, code_of, move, partner, sent
from tests.factories import make_participant

pytestmark = pytest.mark.django_db
URL = "/antwort/"


@pytest.fixture(autouse=True, scope="module")
def _today():
    with time_machine.travel(datetime(2024, 3, 27, 8, tzinfo=UTC), tick=False):
        yield


@pytest.fixture(autouse=True)
def _nothing_counted():
    cache.clear()
    yield
    cache.clear()


@once
def person(caseworker):
    return make_participant(
        caseworker, on=CONSENT, phone="0355 612-0", family_name="Rahimi", given_name="Farid"
    )


@once
def transfer(person, caseworker, coordinator):
    shared = ["name", "kontakt", "ziel", "sprache"]
    return sent(person, caseworker, partner(coordinator), shared=shared)


@once
def code(transfer, caseworker):
    return code_of(transfer, caseworker)


@pytest.fixture
def anybody():
    return Client(enforce_csrf_checks=True)


def openings():
    rows = AnswerOpening.objects.order_by("pk")
    return [(row.admitted, row.answered) for row in rows]


class TestCode:
    def test_ten_thousand_guesses_open_nothing(self, code, django_assert_num_queries):
        import random

        guess = random.Random(7)
        with django_assert_num_queries(0):
            found = [
                services.open_answer("".join(guess.choices(SIGNS, k=25)), today=DAY) for _ in range(10_000)
            ]
        assert found == [None] * 10_000
        assert openings() == []

    def test_a_right_signature_alone_opens_nothing(self, code):
        from clearing.services.answers import _new_code

        assert [services.open_answer(_new_code(), today=DAY) for _ in range(10)] == [None] * 10

    def test_only_a_digest_with_the_key_is_kept(self, code, transfer, settings):
        link = AnswerLink.objects.get()
        stored = " ".join(str(value) for value in vars(link).values())
        assert code not in stored
        assert re.fullmatch("[0-9a-f]{64}", link.digest)
        settings.SECRET_KEY = "another"
        assert services.open_answer(code, today=DAY) is None

    def test_typed_from_paper(self, code):
        shown = services.in_groups(code)
        assert re.fullmatch(f"([{SIGNS}]{{5}}-){{4}}[{SIGNS}]{{5}}", shown)
        for typed in (shown, shown.upper(), f" {shown.replace('-', ' ')} "):
            assert services.open_answer(typed, today=DAY) == AnswerLink.objects.get()

    def test_it_serves_one_transfer(self, code, person, caseworker, coordinator):
        other = sent(person, caseworker, partner(coordinator, "Jobcenter", group="behoerden"))
        code_of(other, caseworker)
        assert services.open_answer(code, today=DAY).transfer != other

    @pytest.mark.parametrize(("days", "opens"), [(28, True), (29, False)])
    def test_until_its_last_day(self, code, days, opens):
        assert (services.open_answer(code, today=DAY + timedelta(days=days)) is not None) is opens

    def test_a_new_one_ends_the_old_one(self, code, transfer, caseworker):
        newer = code_of(transfer, caseworker)
        assert services.open_answer(code, today=DAY) is None
        assert services.open_answer(newer, today=DAY) is not None

    def test_revoked(self, code, transfer, caseworker):
        services.revoke_answer_link(transfer, by=caseworker)
        assert services.open_answer(code, today=DAY) is None
        assert refusal(services.revoke_answer_link, transfer, by=caseworker) == [
            "Es gibt keinen Link, der gilt."
        ]

    def test_none_for_a_draft_and_after_the_end(self, transfer, caseworker):
        move(transfer, caseworker, "abgelehnt", decline_reason="voll")
        assert refusal(code_of, transfer, caseworker) == ["Hier wird keine Antwort mehr erwartet."]

    def test_a_consent_that_is_gone_ends_it_even_alone(self, code, transfer):
        transfer.consent.withdrawn_on = DAY
        transfer.consent.save()
        assert services.open_answer(code, today=DAY) is None

    def test_a_sealed_case_answers_nobody(self, code, person):
        type(person).objects.filter(pk=person.pk).update(sealed_on=DAY)
        assert services.open_answer(code, today=DAY) is None

    def test_every_opening_is_kept(self, code, transfer, caseworker):
        services.open_answer(code, today=DAY)
        answered(code)
        services.revoke_answer_link(transfer, by=caseworker)
        services.open_answer(code, today=DAY)
        assert openings() == [(True, False), (True, True), (False, False)]


class TestAnswering:
    def test_accepted_lands_in_the_case(self, code, transfer, person):
        answered(code)
        transfer.refresh_from_db()
        step = transfer.steps.last()
        assert (transfer.state, step.answered_by, step.by, step.on) == (
            *("angenommen", "Frau Muster", None, date(2024, 3, 30)),
        )
        event = person.events.filter(kind=EventKind.PARTNER_ANSWERED).first()
        assert event.summary == ("Übermittlung an Handwerkskammer: angenommen (Antwort von Frau Muster)")
        assert [task.title for task in Task.objects.still_open()] == [
            "Person Bescheid geben: Handwerkskammer nimmt sie auf"
        ]

    def test_it_goes_on_with_the_same_link(self, code, transfer, caseworker):
        answered(code)
        assert AnswerLink.objects.get().expires_on == date(2024, 3, 30) + timedelta(days=180)
        answered(code, "laeuft", today=date(2024, 6, 1))
        answered(code, "beendet", today=date(2024, 9, 1), outcome="erreicht")
        transfer.refresh_from_db()
        assert (transfer.state, transfer.outcome, transfer.referral.result) == (
            "beendet",
            "erreicht",
            "begonnen",
        )
        assert [task.title for task in Task.objects.still_open()][-1:] == [
            "Wie geht es weiter? Handwerkskammer: Ziel erreicht"
        ]
        assert services.open_answer(code, today=date(2024, 9, 1)) is None

    def test_declined_is_a_task_and_the_end_of_the_link(self, code, transfer, caseworker):
        answered(code, "abgelehnt", decline_reason="voll")
        task = Task.objects.still_open().get()
        assert (task.title, task.owner) == (
            "Anderes Angebot suchen: Handwerkskammer, zurzeit kein Platz frei",
            caseworker,
        )
        assert answered(code) is None
        assert openings() == [(True, True), (False, False)]

    def test_only_what_the_table_gives_the_partner(self, code):
        for state in ("laeuft", "zurueckgezogen", "abgelaufen", "entwurf", "beendet"):
            assert len(refusal(answered, code, state)) == 1

    def test_nobody_answers_without_a_name(self, code):
        assert refusal(answered, code, name="") == {"__all__": ["Geben Sie Ihren Namen an."]}


class TestPage:
    def send(self, client, code, **typed):
        known = {"code": code, "state": "angenommen", "name": "Frau Muster"}
        return client.post(URL, known | typed)

    def test_nothing_of_the_person_is_on_it(self, anybody, code, transfer, person):
        text = anybody.get(URL, {"code": code}).content.decode()
        secrets = ["Rahimi", "Farid", "0355 612-0", "Köchin", "Dari", person.case_number, "Handwerkskammer"]
        assert [word for word in secrets if word in text] == []
        assert transfer.reference in text

    def test_headers_and_no_cookie(self, anybody, code):
        answers = [
            anybody.get(URL),
            anybody.get(URL, {"code": code}),
            anybody.get(URL, {"code": "falsch"}),
            self.send(anybody, code, name=""),
            self.send(anybody, code),
            anybody.get(reverse("answer_thanks")),
        ]
        assert [answer.status_code for answer in answers] == [200, 200, 404, 200, 302, 200]
        for answer in answers:
            assert (
                answer["Referrer-Policy"],
                answer["X-Robots-Tag"],
                answer["Cache-Control"],
                dict(answer.cookies),
            ) == ("no-referrer", "noindex, nofollow", "no-store, private", {})

    def test_the_answer_goes_to_a_page_without_the_code(self, anybody, code):
        answer = self.send(anybody, code)
        assert (answer.status_code, answer["Location"]) == (302, reverse("answer_thanks"))
        assert Transfer.objects.get().state == "angenommen"

    def test_every_dead_link_is_the_same_page(self, anybody, caseworker, transfer, person, coordinator):
        old = code_of(transfer, caseworker)
        revoked = code_of(transfer, caseworker)
        services.revoke_answer_link(transfer, by=caseworker)
        used_row = sent(person, caseworker, partner(coordinator, "Jobcenter", group="behoerden"))
        used = code_of(used_row, caseworker)
        answered(used, "abgelehnt", decline_reason="voll")
        late_row = sent(person, caseworker, partner(coordinator, "Tafel", group="freie_traeger"))
        late = code_of(late_row, caseworker)
        AnswerLink.objects.filter(transfer=late_row).update(expires_on=DAY - timedelta(days=1))
        codes = [old, revoked, used, late, "", "falsch", "x" * 200, "a" * 25, "\0", "é"]
        found = {
            (answer.status_code, answer.content, tuple(sorted(answer.headers.items())))
            for each in codes
            for answer in (anybody.get(URL, {"code": each}), self.send(anybody, each))
        }
        assert len(found) == 1
        assert next(iter(found))[0] == 404

    def test_the_same_for_somebody_who_is_logged_in(self, anybody, code, login, caseworker):
        inside = login(caseworker)
        for address in ("falsch", code):
            ours, theirs = (
                re.sub(b'name="einmal" value="[0-9a-f]+"', b"", client.get(URL, {"code": address}).content)
                for client in (inside, anybody)
            )
            assert ours == theirs

    def test_typed_words_stay(self, anybody, code):
        answer = self.send(anybody, code, state="abgelehnt")
        text = answer.content.decode()
        assert "Wählen Sie den Grund der Absage aus." in text
        assert 'value="Frau Muster"' in text
        assert Transfer.objects.get().state == "gesendet"

    def test_a_double_click_is_one_answer(self, anybody, code):
        typed = {"state": "abgelehnt", "decline_reason": "voll", "einmal": "1"}
        assert [self.send(anybody, code, **typed).status_code for _ in range(2)] == [302, 302]
        assert AnswerOpening.objects.filter(answered=True).count() == 1

    def test_guessing_is_limited_and_then_nothing_opens(self, anybody, code):
        statuses = [anybody.get(URL, {"code": f"falsch{number}"}).status_code for number in range(31)]
        assert statuses == [404] * 30 + [429]
        assert anybody.get(URL, {"code": code}).status_code == 429

    def test_forms_that_come_once_are_counted_too(self, anybody):
        """What is not carried out leaves no trace but the count of the try."""
        statuses = [
            self.send(anybody, f"falsch{number}", einmal=str(number)).status_code for number in range(31)
        ]
        assert statuses == [404] * 30 + [429]
        assert Submission.objects.count() == 0

    def test_one_link_cannot_be_opened_without_end(self, anybody, code):
        statuses = [anybody.get(URL, {"code": code}).status_code for _ in range(61)]
        assert statuses == [200] * 60 + [429]

    def test_the_code_is_asked_for(self, anybody):
        assert "Code aus dem Brief" in anybody.get(URL).content.decode()


class TestLinkPage:
    def url(self, name, row):
        return reverse(name, args=[row.participant.case_number, row.pk])

    def test_shown_once(self, login, caseworker, transfer):
        client = login(caseworker)
        page = client.post(self.url("plan_transfer_link", transfer))
        link = page.context["link"]
        assert Client().get(link.removeprefix("http://testserver")).status_code == 200
        again = client.get(self.url("plan_transfer", transfer)).content.decode()
        assert link.partition("code=")[2] not in again

    def test_the_letter_prints_it_only_for_whoever_has_it(self, login, caseworker, transfer, code):
        client, coded = login(caseworker), self.url("plan_transfer_coded_letter", transfer)
        with_code = client.post(coded, {"code": services.in_groups(code)})
        without, wrong = (
            client.get(self.url("plan_transfer_letter", transfer)),
            client.post(coded, {"code": "x"}),
        )
        assert [each.get("Content-Type") for each in (with_code, without)] == ["application/pdf"] * 2
        assert with_code.content != without.content
        assert wrong["Location"] == self.url("plan_transfer", transfer)
        assert "Rahimi" not in with_code["Content-Disposition"]
        assert timezone.localdate() == DAY

    @pytest.mark.parametrize(
        ("ended", "text"),
        [
            ({"state": "zurueckgezogen"}, "Die Übermittlung ist zurückgezogen."),
            ({"state": "abgelaufen"}, "Die Übermittlung ist ohne Antwort abgelaufen."),
            ({"state": "abgelehnt", "decline_reason": "voll"}, "Die Übermittlung ist abgelehnt."),
        ],
    )
    def test_no_letter_of_what_is_over(self, login, caseworker, transfer, ended, text):
        Transfer.objects.filter(pk=transfer.pk).update(**ended)
        self.assert_no_letter(login(caseworker), transfer, text)

    @pytest.mark.parametrize("outcome", ["", "erreicht"])
    def test_no_letter_without_the_consent(self, login, caseworker, transfer, outcome):
        if outcome:
            for state, fields in (("angenommen", {}), ("beendet", {"outcome": outcome})):
                transfer = move(transfer, caseworker, state, **fields)
        services.take_back_purpose(transfer.consent, by=caseworker, withdrawn_on=DAY, today=DAY)
        self.assert_no_letter(login(caseworker), transfer, "Die Einwilligung ist widerrufen.")

    def assert_no_letter(self, client, transfer, text):
        letter, page = (self.url(name, transfer) for name in ("plan_transfer_letter", "plan_transfer"))
        refused = client.get(letter, follow=True)
        said = [str(each) for each in refused.context["messages"]]
        assert refused.redirect_chain == [(page, 302)]
        assert said == [f"Diesen Brief gibt es nicht mehr: {text}"]
        assert letter not in refused.content.decode()

    @pytest.mark.parametrize("state", ["gesendet", "angenommen", "laeuft"])
    def test_the_letter_while_it_is_under_way(self, login, caseworker, transfer, state):
        Transfer.objects.filter(pk=transfer.pk).update(state=state)
        client, letter = login(caseworker), self.url("plan_transfer_letter", transfer)
        assert letter in client.get(self.url("plan_transfer", transfer)).content.decode()
        assert client.get(letter)["Content-Type"] == "application/pdf"
