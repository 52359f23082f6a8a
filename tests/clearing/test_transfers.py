"""Referrals with data: what may leave, to whom, with which consent, and every move of the table."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import product

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from clearing import services
from clearing.models import Referral, Task, Transfer, TransferStep
from clearing.models.transfers import NEVER_THERE
from clearing.planning import Plan
from clearing.transfer_catalogue import MOVES, Stand, Wer, moves_from, result_of
from network import services as network
from participants import services as people
from participants.choices import Einwilligung, EventKind
from spurwechsel.conflict import Conflict
from tests.built_once import once
from tests.clearing.plans import CONSENT, language_need, refusal
from tests.clearing.sending import DAY, code_of, consent, draft, move, partner, send, sent
from tests.factories import make_participant, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def _today():
    with time_machine.travel(datetime(2024, 3, 27, 8, tzinfo=UTC), tick=False):
        yield


@once
def person(caseworker):
    return make_participant(caseworker, on=CONSENT, phone="0355 612-0")


@once
def kammer(coordinator):
    return partner(coordinator)


@once
def need(person, caseworker):
    return language_need(person, caseworker)


class TestTable:
    def test_whatever_is_not_in_it_is_refused(self, person, caseworker, kammer):
        """Every pair of states, tried by the team."""
        row = sent(person, caseworker, kammer)
        more = {"abgelehnt": {"decline_reason": "voll"}, "beendet": {"outcome": "erreicht"}}
        for start, to in product(Stand, Stand):
            if start == Stand.ENTWURF:
                continue
            reason, outcome = (
                more.get(start, {}).get("decline_reason", ""),
                more.get(start, {}).get("outcome", ""),
            )
            Transfer.objects.filter(pk=row.pk).update(state=start, decline_reason=reason, outcome=outcome)
            row.refresh_from_db()
            with transaction.atomic():
                try:
                    move(row, caseworker, to, **more.get(to, {}))
                    moved = True
                except ValidationError:
                    moved = False
                transaction.set_rollback(True)
            row.refresh_from_db()
            assert moved is (Wer.TEAM in MOVES.get((start, to), ())), (start, to)

    def test_nobody_leaves_an_end(self):
        ends = {Stand.ABGELEHNT, Stand.BEENDET, Stand.ZURUECKGEZOGEN}
        assert {start for start, _ in MOVES} == set(Stand) - ends

    @pytest.mark.parametrize(
        ("state", "partner_may"),
        [
            ("entwurf", []),
            ("gesendet", ["angenommen", "abgelehnt"]),
            ("angenommen", ["abgelehnt", "laeuft", "beendet"]),
            ("laeuft", ["beendet"]),
            ("abgelaufen", []),
        ],
    )
    def test_what_a_partner_may_say(self, state, partner_may):
        assert moves_from(state, Wer.STELLE) == partner_may

    @pytest.mark.parametrize(
        ("state", "outcome", "known", "result"),
        [
            ("angenommen", "", "", ""),
            ("angenommen", "", "keine_antwort", ""),
            ("laeuft", "", "", "begonnen"),
            ("beendet", "erreicht", "begonnen", "begonnen"),
            ("beendet", "nicht_erschienen", "", "nicht_angekommen"),
            ("abgelehnt", "", "", "abgelehnt"),
            ("abgelaufen", "", "", "keine_antwort"),
            ("zurueckgezogen", "", "", "zurueckgezogen"),
            ("zurueckgezogen", "", "begonnen", "begonnen"),
        ],
    )
    def test_the_referral_says_the_same(self, state, outcome, known, result):
        assert result_of(state, outcome, known) == result


class TestDraft:
    def test_nothing_leaves_by_it(self, person, caseworker, kammer, need):
        row = draft(person, caseworker, kammer, need=need)
        assert (row.state, row.sent, row.sent_on, row.referral) == ("entwurf", [], None, None)
        assert Referral.objects.count() == 0
        assert Plan(person, DAY).count == "0 von 1 Bedarf geregelt"
        assert person.events.filter(kind=EventKind.TRANSFER_CHANGED).get().summary == (
            "Übermittlung an Handwerkskammer vorbereitet, noch nichts gesendet"
        )

    @pytest.mark.parametrize(
        ("fields", "wrong"),
        [
            ({"shared": []}, {"shared": ["Kreuzen Sie an, welche Angaben an die Stelle gehen."]}),
            (
                {"goal": ""},
                {"goal": ["Schreiben Sie das Ziel in einem Satz auf, oder nehmen Sie den Haken weg."]},
            ),
            (
                {"shared": ["termin"]},
                {"meeting_on": ["Geben Sie den Tag des Termins an, oder nehmen Sie den Haken weg."]},
            ),
            ({"meeting_at": time(10)}, {"meeting_on": ["Eine Uhrzeit braucht einen Tag."]}),
        ],
    )
    def test_a_tick_needs_its_word(self, person, caseworker, kammer, fields, wrong):
        assert refusal(draft, person, caseworker, kammer, **fields) == wrong

    def test_no_telephone_no_contact(self, caseworker, kammer):
        nobody = make_participant(caseworker, on=CONSENT)
        text = "Bei der Person ist kein Telefon eingetragen. Nehmen Sie den Haken bei „Kontakt“ weg."
        assert refusal(draft, nobody, caseworker, kammer, shared=["kontakt"]) == {"shared": [text]}

    def test_nothing_but_the_five_can_be_shared(self, person, caseworker, kammer):
        assert "shared" in refusal(draft, person, caseworker, kammer, shared=["name", "titel"])

    def test_only_what_the_kommune_sees(self, person, caseworker, potsdam):
        foreign = partner(make_user("koordination", potsdam), "Kammer dort")
        assert refusal(draft, person, caseworker, foreign) == {
            "organisation": ["Diese Organisation steht nicht im Verzeichnis der Kommune."]
        }

    def test_changed_with_its_version(self, person, caseworker, kammer):
        row = draft(person, caseworker, kammer)
        fields = {"need": None, "organisation": kammer, "goal": "Anderes Ziel"}
        row = services.change_transfer(row, by=caseworker, version=1, **fields)
        assert (row.goal, row.version) == ("Anderes Ziel", 2)
        assert "Anderes Ziel" not in str([each.changes for each in person.events.all()])
        with pytest.raises(Conflict):
            services.change_transfer(row, by=caseworker, version=1, **fields)

    def test_taken_back_it_never_was_a_referral(self, person, caseworker, kammer):
        row = draft(person, caseworker, kammer)
        row = services.withdraw_transfer(row, by=caseworker, version=1, reason="Doch nicht.", today=DAY)
        assert (row.state, row.sent_on) == ("zurueckgezogen", None)
        assert refusal(send, row, caseworker) == [
            "Das geht nicht: Die Übermittlung ist zurückgezogen, nicht gesendet, Antwort offen."
        ]


class TestSending:
    def test_exactly_what_is_ticked_and_frozen(self, person, caseworker, kammer, need):
        consent(person, caseworker, kammer)
        shared = ["termin", "sprache", "ziel", "kontakt", "name"]
        when = {"meeting_on": date(2024, 4, 9), "meeting_at": time(10)}
        row = send(draft(person, caseworker, kammer, shared=shared, need=need, **when), caseworker)
        assert row.sent == [
            ["Name", "Kim Muster"],
            ["Kontakt", "0355 612-0"],
            ["Ziel", "Anerkennung als Köchin"],
            ["Sprache", "Dari, mit Sprachmittlung"],
            ["Termin", "09.04.2024, 10:00 Uhr"],
        ]
        assert row.sent_to == ["Handwerkskammer", "Am Anger 1", "03046 Cottbus"]
        assert (row.sent_on, row.answer_until) == (DAY, date(2024, 4, 24))
        people.correct(person, by=caseworker, version=person.version, family_name="Anders")
        row.refresh_from_db()
        assert row.sent[0] == ["Name", "Kim Muster"]

    def test_it_counts_as_a_referral_for_the_need(self, person, caseworker, kammer, need):
        row = sent(person, caseworker, kammer, need=need)
        referral = Referral.objects.get()
        assert (referral.kind, referral.need, referral.group, referral.referred_on) == (
            *("daten", need, "kammern", DAY),
        )
        assert (row.referral, referral.settles) == (referral, True)
        assert Plan(person, DAY).count == "1 von 1 Bedarf geregelt"

    @pytest.mark.parametrize(("day", "allowed"), [(date(2024, 3, 9), False), (date(2024, 3, 10), True)])
    def test_not_before_the_day_of_the_consent(self, person, caseworker, kammer, day, allowed):
        consent(person, caseworker, kammer, given_on=date(2024, 3, 10))
        with time_machine.travel(datetime(2024, 3, 8, 8, tzinfo=UTC), tick=False):
            row = draft(person, caseworker, kammer)
        if allowed:
            assert send(row, caseworker, day).state == "gesendet"
        else:
            assert len(refusal(send, row, caseworker, day)) == 1

    def test_not_without_consent_nor_with_that_for_another(self, person, caseworker, kammer, coordinator):
        consent(person, caseworker, partner(coordinator, "Jobcenter", group="behoerden"))
        row = draft(person, caseworker, kammer)
        text = (
            "Für „Handwerkskammer“ liegt keine Einwilligung zur Weitergabe vor. Tragen Sie sie ein,"
            " oder die Person geht selbst hin oder wird begleitet."
        )
        assert refusal(send, row, caseworker) == [text]
        row.refresh_from_db()
        assert (row.state, row.sent, Referral.objects.count()) == ("entwurf", [], 0)

    def test_withdrawn_between_draft_and_sending(self, person, caseworker, kammer):
        given = consent(person, caseworker, kammer)
        row = draft(person, caseworker, kammer)
        services.take_back_purpose(given, by=caseworker, withdrawn_on=DAY, today=DAY)
        text = (
            "Die Einwilligung zur Weitergabe an „Handwerkskammer“ ist widerrufen. Es wurde nichts gesendet."
        )
        assert refusal(send, row, caseworker) == [text]
        row.refresh_from_db()
        assert (row.state, row.sent, Referral.objects.count()) == ("entwurf", [], 0)

    def test_withdrawn_participation_ends_everything(self, person, caseworker, kammer):
        row = draft(person, caseworker, kammer)
        waiting = sent(person, caseworker, kammer)
        people.record_consent(
            person,
            by=caseworker,
            version=person.version,
            consent=Einwilligung.WIDERRUFEN,
            consent_on=CONSENT,
            consent_language="prs",
            consent_withdrawn_on=DAY,
        )
        waiting.refresh_from_db()
        assert (waiting.state, len(refusal(send, row, caseworker))) == ("zurueckgezogen", 1)

    def test_seen_in_an_older_version_nothing_leaves(self, person, caseworker, kammer):
        consent(person, caseworker, kammer)
        row = draft(person, caseworker, kammer)
        services.change_transfer(
            row, by=caseworker, version=1, need=None, organisation=kammer, shared=["name", "sprache", "ziel"]
        )
        with pytest.raises(Conflict):
            send(row, caseworker)

    def test_what_was_sent_cannot_be_rewritten(self, person, caseworker, kammer):
        row = sent(person, caseworker, kammer)
        for change in ({"sent": []}, {"sent_on": date(2024, 3, 1)}):
            with pytest.raises(ProgrammingError), transaction.atomic():
                Transfer.objects.filter(pk=row.pk).update(**change)
        fields = {"need": None, "organisation": kammer, "goal": "Anders"}
        assert refusal(services.change_transfer, row, by=caseworker, version=row.version, **fields) == [
            "Diese Übermittlung ist schon gesendet. Was hinausging, bleibt, wie es war."
        ]


class TestAuslaenderbehoerde:
    @pytest.mark.parametrize(
        "fields",
        [
            {"auslaenderbehoerde": True},
            {"name": "Ausländerbehörde Cottbus"},
            {"name": "ABH"},
            {"name": "ZABH"},
        ],
    )
    def test_never(self, person, caseworker, coordinator, fields):
        office = partner(coordinator, **({"name": "Stelle 33", "group": "behoerden"} | fields))
        assert refusal(draft, person, caseworker, office) == {"organisation": [NEVER_THERE]}

    def test_not_even_past_the_services(self, person, caseworker, coordinator):
        office = partner(coordinator, "Stelle 33", group="behoerden", auslaenderbehoerde=True)
        row = Transfer(participant=person, organisation=office, shared=["name"], recorded_by=caseworker)
        with pytest.raises(ValidationError) as refused:
            row.full_clean()
        assert refused.value.message_dict == {"organisation": [NEVER_THERE]}
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save()

    def test_what_becomes_one_later_gets_nothing(self, person, caseworker, coordinator):
        office = partner(coordinator, "Stelle 33", group="behoerden")
        consent(person, caseworker, office)
        row = draft(person, caseworker, office)
        network.change_organisation(office, by=coordinator, version=1, auslaenderbehoerde=True)
        row = Transfer.objects.get(pk=row.pk)
        assert refusal(send, row, caseworker) == [NEVER_THERE]
        with pytest.raises(IntegrityError), transaction.atomic():
            Transfer.objects.filter(pk=row.pk).update(sent_on=DAY)

    def test_no_referral_by_hand_says_that_data_left(self, person, caseworker, kammer):
        fields = {"kind": "daten", "referred_on": DAY, "organisation": kammer}
        assert refusal(services.record_referral, person, by=caseworker, **fields) == {
            "kind": ["Daten gehen nur mit „Daten übermitteln“ hinaus."]
        }


class TestMoves:
    def test_from_the_telephone_to_the_result(self, person, caseworker, kammer, need):
        row = sent(person, caseworker, kammer, need=need)
        row = move(row, caseworker, "angenommen", answered_by="Herr Kammer")
        row = move(row, caseworker, "laeuft")
        row = move(row, caseworker, "beendet", outcome="erreicht")
        row.referral.refresh_from_db()
        assert (row.outcome, row.referral.result, row.referral.result_on) == ("erreicht", "begonnen", DAY)
        steps = TransferStep.objects.values_list("state", "by", "answered_by")
        assert list(steps) == [
            ("entwurf", caseworker.pk, ""),
            ("gesendet", caseworker.pk, ""),
            ("angenommen", caseworker.pk, "Herr Kammer"),
            ("laeuft", caseworker.pk, ""),
            ("beendet", caseworker.pk, ""),
        ]

    def test_an_answer_needs_its_code_and_its_order(self, person, caseworker, kammer):
        row = sent(person, caseworker, kammer)
        assert refusal(move, row, caseworker, "abgelehnt") == {
            "__all__": ["Eine Absage braucht einen Grund."]
        }
        early = DAY - timedelta(days=1)
        assert refusal(move, row, caseworker, "angenommen", on=early) == {
            "on": ["Der letzte Stand ist vom 27.03.2024."]
        }

    def test_declined_the_need_is_open_again(self, person, caseworker, kammer, need):
        row = sent(person, caseworker, kammer, need=need)
        need.refresh_from_db()
        services.close_need(
            need, by=caseworker, version=need.version, closed_on=DAY, closed_because="verwiesen"
        )
        move(row, caseworker, "abgelehnt", decline_reason="voll")
        plan = Plan(person, DAY)
        assert (plan.count, plan.open[0].state) == (
            "0 von 1 Bedarf geregelt",
            "Verweis ohne Erfolg, Bedarf noch offen",
        )

    def test_the_referral_is_changed_here_only(self, person, caseworker, kammer):
        row = sent(person, caseworker, kammer).referral
        text = "Dieser Verweis folgt der Übermittlung. Ändern Sie ihren Stand."
        change = {"by": caseworker, "version": row.version}
        assert refusal(services.state_referral, row, result="angekommen", result_on=DAY, **change) == [text]
        assert refusal(services.withdraw_referral, row, reason="Falsch.", **change) == [text]

    def test_steps_are_never_rewritten(self, person, caseworker, kammer):
        sent(person, caseworker, kammer)
        for tried in (TransferStep.objects.all().delete, lambda: TransferStep.objects.update(on=DAY)):
            with pytest.raises(ProgrammingError), transaction.atomic():
                tried()


class TestChasing:
    @pytest.mark.parametrize(
        ("days", "found"), [(6, (0, 0)), (7, (1, 0)), (13, (1, 0)), (14, (1, 0)), (28, (1, 0)), (29, (0, 1))]
    )
    def test_after_one_and_two_weeks_then_it_ends(self, person, caseworker, kammer, days, found):
        sent(person, caseworker, kammer)
        day = DAY + timedelta(days=days)
        assert services.chase_transfers(today=day, dry_run=True) == found
        assert (Task.objects.count(), services.chase_transfers(today=day)) == (0, found)
        assert services.chase_transfers(today=day) == (0, 0)

    def test_a_reminder_is_one_task_until_it_is_done(self, person, caseworker, kammer):
        row = sent(person, caseworker, kammer)
        for days in (7, 14):
            services.chase_transfers(today=DAY + timedelta(days=days))
        task = Task.objects.still_open().get()
        assert (task.title, task.owner) == ("Nachfragen: Handwerkskammer antwortet nicht", caseworker)
        move(Transfer.objects.get(pk=row.pk), caseworker, "angenommen")
        assert not Task.objects.still_open().exists()

    def test_at_the_end_the_owner_looks_for_another_way(self, person, caseworker, kammer, need):
        row = sent(person, caseworker, kammer, need=need)
        code = code_of(row, caseworker)
        services.chase_transfers(today=DAY + timedelta(days=29))
        row.refresh_from_db()
        assert (row.state, row.referral.result) == ("abgelaufen", "keine_antwort")
        assert services.open_answer(code, today=DAY) is None
        assert [task.title for task in Task.objects.still_open()] == [
            "Anderen Weg suchen: Handwerkskammer antwortet nicht"
        ]
        late = DAY + timedelta(days=30)
        row = move(row, caseworker, "angenommen", on=late, answered_by="Herr Kammer")
        assert (row.state, row.referral.settles) == ("angenommen", False)
        assert Referral.objects.get().settles


class TestPages:
    def test_more_transfers_cost_no_more_queries(self, login, person, caseworker, coordinator, kammer):
        client = login(caseworker)

        def asked():
            with CaptureQueriesContext(connection) as found:
                assert client.get(reverse("plan_detail", args=[person.case_number])).status_code == 200
            return len(found)

        sent(person, caseworker, kammer)
        asked()
        one = asked()
        for name in ("Jobcenter", "Tafel"):
            sent(person, caseworker, partner(coordinator, name))
        assert asked() == one

    def test_sending_shows_every_obstacle_and_sends_nothing(self, login, person, caseworker, kammer):
        client, row = login(caseworker), draft(person, caseworker, kammer)
        args = [person.case_number, row.pk]
        page = client.post(reverse("plan_transfer_send", args=args), {"version": "1"}, follow=True)
        assert [str(each) for each in page.context["messages"]] == page.context["shown"].obstacles
        stale = client.post(reverse("plan_transfer_send", args=args), {"version": "7"}, follow=True)
        assert [str(each) for each in stale.context["messages"]] == [
            "Inzwischen hat jemand diese Übermittlung geändert."
            " Prüfen Sie sie und senden Sie dann noch einmal."
        ]
        consent(person, caseworker, kammer)
        done = client.post(reverse("plan_transfer_send", args=args), {"version": "1"}, follow=True)
        assert [str(each) for each in done.context["messages"]] == [
            "Freigegeben: Übermittlung an Handwerkskammer. Drucken Sie jetzt den Brief."
        ]

    def test_a_place_outside_the_directory_gets_nothing(self, login, person, caseworker):
        typed = {"place": "Onkel Theo", "shared": ["name"]}
        page = login(caseworker).post(reverse("plan_transfer_add", args=[person.case_number]), typed)
        text = "„Onkel Theo“ steht nicht im Verzeichnis. Daten gehen nur an Stellen aus dem Verzeichnis."
        assert page.context["form"].errors["place"] == [text]
        assert Transfer.objects.count() == 0
