"""Figures of the network: answers by partner and offer, gaps by need, referrals by group for a report."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from clearing import services
from clearing.network_figures import Period, Total, partner_figures
from network import services as network
from tests.built_once import once
from tests.clearing.plans import CONSENT
from tests.clearing.sending import DAY, answered, code_of, partner, sent
from tests.factories import make_participant, make_user

pytestmark = pytest.mark.django_db
YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))


@pytest.fixture(autouse=True, scope="module")
def _today():
    with time_machine.travel(datetime(2024, 3, 27, 8, tzinfo=UTC), tick=False):
        yield


@once
def kammer(coordinator):
    return partner(coordinator)


@once
def offer(kammer, coordinator):
    return network.add_service(kammer, by=coordinator, kind="anerkennung", name="Anerkennungsberatung")


@once
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

    def test_another_kommune_sees_nothing(self, five, potsdam):
        assert partner_figures(make_user("koordination", potsdam), YEAR) == []

    def test_any_number_costs_the_same(self, five, caseworker, django_assert_num_queries):
        with django_assert_num_queries(2):
            partner_figures(caseworker, YEAR)


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
