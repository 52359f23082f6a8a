"""Figures of the network: answers by partner and offer, gaps by need, referrals by group for a report."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from clearing import services
from clearing.models import BriefContactSum
from clearing.network_figures import Period, Total, gaps, partner_figures, referral_counts
from network import services as network
from participants.models import Participant
from participants.radar import radar
from tests.clearing.plans import CONSENT, language_need
from tests.clearing.sending import DAY, answered, code_of, move, partner, sent
from tests.factories import make_participant, make_user

pytestmark = pytest.mark.django_db
YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(datetime(2024, 3, 27, 8, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def kammer(coordinator):
    return partner(coordinator)


@pytest.fixture
def offer(kammer, coordinator):
    return network.add_service(kammer, by=coordinator, kind="anerkennung", name="Anerkennungsberatung")


@pytest.fixture
def five(caseworker, kammer, offer):
    """Answers after 3 and 10 days, a refusal after 4; one waits, one ran out; one is done."""
    people = [make_participant(caseworker, on=CONSENT) for _ in range(5)]
    rows = [sent(person, caseworker, kammer, service=offer) for person in people]
    codes = [code_of(row, caseworker) for row in rows]
    answered(codes[0], today=DAY + timedelta(days=3))
    answered(codes[0], "laeuft", today=DAY + timedelta(days=20))
    answered(codes[1], today=DAY + timedelta(days=10))
    answered(codes[1], "beendet", today=DAY + timedelta(days=90), outcome="erreicht")
    answered(codes[2], "abgelehnt", today=DAY + timedelta(days=4), decline_reason="voll")
    services.chase_transfers(today=DAY + timedelta(days=29))
    late = make_participant(caseworker, on=CONSENT)
    return [*rows, sent(late, caseworker, kammer, service=offer)]


class TestPartners:
    def test_a_row_says_how_a_partner_answers(self, five, caseworker):
        (row,) = partner_figures(caseworker, YEAR)
        assert (row.organisation, row.service) == ("Handwerkskammer", "Anerkennungsberatung")
        assert (row.sent, row.answer_days, row.acceptance) == (6, 4, 67)
        assert (row.accepted, row.declined, row.running) == (2, 1, 1)
        assert (row.waiting, row.expired, row.results) == (1, 2, [("Ziel erreicht", 1)])

    def test_all_together(self, five, caseworker, coordinator):
        sent(make_participant(caseworker, on=CONSENT), caseworker, partner(coordinator, "Tafel"))
        total = Total(partner_figures(caseworker, YEAR))
        assert (total.sent, total.waiting, total.running) == (7, 2, 1)
        assert (total.answer_days, total.acceptance) == (4, 67)

    def test_nothing_sent_has_no_median(self, caseworker):
        total = Total(partner_figures(caseworker, YEAR))
        assert (total.sent, total.answer_days, total.acceptance) == (0, None, None)

    @pytest.mark.parametrize(
        ("first", "last", "number"),
        [(DAY, DAY, 1), (DAY + timedelta(days=1), YEAR.last, 0), (YEAR.first, DAY - timedelta(days=1), 0)],
    )
    def test_by_the_day_of_sending(self, caseworker, kammer, first, last, number):
        sent(make_participant(caseworker, on=CONSENT), caseworker, kammer)
        assert sum(row.sent for row in partner_figures(caseworker, Period(first, last))) == number

    def test_another_kommune_sees_nothing(self, five, potsdam):
        assert partner_figures(make_user("koordination", potsdam), YEAR) == []

    def test_any_number_costs_the_same(self, five, caseworker, django_assert_num_queries):
        with django_assert_num_queries(2):
            partner_figures(caseworker, YEAR)


class TestGaps:
    def test_the_worst_first(self, caseworker, kammer):
        first, second = (make_participant(caseworker, on=CONSENT) for _ in range(2))
        need = language_need(first, caseworker)
        services.close_need(need, by=caseworker, version=1, closed_on=DAY, closed_because="kein_angebot")
        resting = language_need(second, caseworker)
        services.defer_need(resting, by=caseworker, version=1, reason="Kein Platz.")
        flat = services.open_need(second, by=caseworker, kind="wohnung", opened_on=DAY)
        row = sent(second, caseworker, kammer, need=flat)
        move(row, caseworker, "abgelehnt", decline_reason="voll")
        rows = [(row.label, row.no_offer, row.in_vain, row.deferred) for row in gaps(caseworker, YEAR)]
        assert rows == [("Sprachkurs", 1, 0, 1), ("Wohnung", 0, 1, 0)]
        assert gaps(caseworker, Period(YEAR.first, DAY - timedelta(days=1))) == []


class TestForTheReport:
    def test_referrals_by_group_kind_and_result(self, caseworker, kammer, cottbus, potsdam):
        person = make_participant(caseworker, on=CONSENT)
        sent(person, caseworker, kammer)
        known = {"kind": "termin", "referred_on": DAY}
        services.record_referral(person, by=caseworker, place="Tafel", group="freie_traeger", **known)
        wrong = services.record_referral(person, by=caseworker, place="Tafle", **known)
        services.withdraw_referral(wrong, by=caseworker, version=1, reason="Vertippt.")
        counts = referral_counts(cottbus.pk, YEAR)
        assert {code: number for code, number in counts.by_group.items() if number} == {
            "kammern": 1,
            "freie_traeger": 1,
        }
        assert (counts.by_kind["daten"], counts.by_kind["termin"], counts.by_result[""]) == (1, 1, 2)
        assert (counts.total, counts.people) == (2, 1)
        assert referral_counts(potsdam.pk, YEAR).total == 0

    def test_short_contacts_with_their_sums(self, cottbus):
        for month, number in ((date(2023, 12, 1), 4), (date(2024, 1, 1), 3), (date(2024, 2, 1), 2)):
            BriefContactSum.objects.create(kommune=cottbus, month=month, topic="arbeit", number=number)
        services.count_brief_contact(cottbus, day=DAY, topic="arbeit", language="ar")
        assert referral_counts(cottbus.pk, YEAR).brief_contacts == 6
        half = Period(date(2024, 1, 2), DAY)
        assert referral_counts(cottbus.pk, half).brief_contacts == 3


class TestRadar:
    @pytest.mark.parametrize(("days", "step"), [(6, None), (7, 7), (13, 7), (14, 0), (15, -1)])
    def test_a_referral_without_answer(self, caseworker, kammer, days, step):
        row = sent(make_participant(caseworker, on=CONSENT), caseworker, kammer)
        day = DAY + timedelta(days=days)
        lines = [
            each
            for each in radar(Participant.objects.all(), caseworker, day)
            if each.deadline.kind == "verweis"
        ]
        assert [(each.deadline.what, each.step) for each in lines] == [
            ("Verweis ohne Antwort: Handwerkskammer", step)
        ]
        move(row, caseworker, "angenommen")
        assert "verweis" not in {
            each.deadline.kind for each in radar(Participant.objects.all(), caseworker, day)
        }


class TestPage:
    def test_with_a_period_of_its_own(self, login, caseworker, five):
        page = login(caseworker).get("/netzwerk/zahlen/", {"von": "1.1.2024", "bis": "31.12.2024"})
        assert (page.status_code, page.context["period"]) == (200, YEAR)
        assert "Handwerkskammer" in page.content.decode()

    def test_what_cannot_be_read_is_said(self, login, caseworker):
        ahead = login(caseworker).get("/netzwerk/zahlen/", {"von": "28.3.2099"})
        assert len(ahead.context["form"].errors["von"]) == 1
        page = login(caseworker).get("/netzwerk/zahlen/", {"von": "1.2.2024", "bis": "1.1.2024"})
        assert page.context["form"].errors == {"bis": ["Das Ende liegt vor dem Anfang."]}
        assert page.context["period"] == Period(date(2023, 3, 28), DAY)
