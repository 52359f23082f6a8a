"""Verweisberatung with a case: what is kept, what is refused, and which need is settled by it."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse

from clearing import services
from clearing.catalogue import Bedarf, Bedarfsende
from clearing.completeness import completeness_of
from clearing.models import Referral, Task
from clearing.paper_plan import PaperPlan
from clearing.planning import Plan
from network import services as network
from participants.choices import EventKind
from tests.built_once import once
from tests.clearing.plans import CONSENT, DAY, language_need, last_event, refusal
from tests.factories import make_participant, make_user
from tests.responses import errors, told

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True, scope="module")
def _today():
    with time_machine.travel(datetime(2024, 3, 27, 8, tzinfo=UTC), tick=False):
        yield


@once
def person(caseworker):
    return make_participant(caseworker, on=CONSENT)


@once
def need(person, caseworker):
    return language_need(person, caseworker)


@once
def kammer(coordinator):
    return network.add_organisation(
        coordinator.kommune, by=coordinator, group="kammern", name="Handwerkskammer"
    )


@once
def offer(kammer, coordinator):
    return network.add_service(kammer, by=coordinator, kind="anerkennung", name="Anerkennungsberatung")


@once
def abh(coordinator):
    return network.add_organisation(
        coordinator.kommune, by=coordinator, group="behoerden", name="Stelle 33", auslaenderbehoerde=True
    )


@pytest.fixture
def client(caseworker, login):
    return login(caseworker)


def refer(person, by, **fields):
    known = {"kind": "information", "referred_on": DAY, "place": "Schuldnerberatung"}
    return services.record_referral(person, by=by, **(known | fields))


def url(name, person, *args):
    return reverse(name, args=[person.case_number, *args])


class TestRecording:
    def test_an_organisation_brings_its_group(self, person, caseworker, need, kammer, offer):
        row = refer(person, caseworker, need=need, organisation=kammer, service=offer, place="")
        assert (row.group, row.place, row.target) == ("kammern", "", "Handwerkskammer")
        assert last_event(person) == (
            EventKind.REFERRED,
            "Verweis an Handwerkskammer am 27.03.2024, Information mitgegeben",
        )

    def test_a_place_in_words_may_belong_to_none_of_the_groups(self, person, caseworker):
        row = refer(person, caseworker)
        assert (row.group, row.organisation, row.target) == ("", None, "Schuldnerberatung")

    def test_one_target_is_needed(self, person, caseworker):
        with pytest.raises(ValidationError):
            refer(person, caseworker, place="")

    def test_not_twice_on_a_day(self, person, caseworker):
        row = refer(person, caseworker)
        twice = {"place": ["Dieser Verweis ist für diesen Tag schon eingetragen."]}
        assert refusal(refer, person, caseworker) == twice
        refer(person, caseworker, referred_on=DAY - timedelta(days=1))
        services.withdraw_referral(row, by=caseworker, version=1, reason="Falsche Person.")
        assert refer(person, caseworker).pk != row.pk

    def test_an_offer_belongs_to_its_organisation(self, person, caseworker, abh, offer):
        wrong = {"organisation": abh, "service": offer, "place": "", "kind": "begleitet"}
        assert refusal(refer, person, caseworker, **wrong) == {
            "service": ["Dieses Angebot hat eine andere Organisation."]
        }

    def test_only_what_the_kommune_sees(self, person, caseworker, potsdam):
        other = make_user("koordination", potsdam)
        foreign = network.add_organisation(potsdam, by=other, group="kammern", name="Kammer dort")
        assert refusal(refer, person, caseworker, organisation=foreign, place="") == {
            "place": ["Diese Organisation steht nicht im Verzeichnis der Kommune."]
        }
        network.change_organisation(foreign, by=other, version=1, shared=True)
        assert refer(person, caseworker, organisation=foreign, place="").target == "Kammer dort"

    def test_a_closed_need_takes_none(self, person, caseworker, need):
        services.close_need(need, by=caseworker, version=1, closed_on=DAY, closed_because="gedeckt")
        text = "Dieser Bedarf ist erledigt. Nehmen Sie ihn zuerst wieder in Arbeit."
        assert refusal(refer, person, caseworker, need=need) == {"need": [text]}

    def test_a_need_of_somebody_else_is_refused(self, person, caseworker):
        foreign = language_need(make_participant(caseworker), caseworker)
        assert refusal(refer, person, caseworker, need=foreign) == {
            "need": ["Wählen Sie einen Bedarf dieser Person aus."]
        }


class TestAuslaenderbehoerde:
    @pytest.mark.parametrize("kind", ["information", "termin"])
    def test_nothing_but_the_person_goes_there(self, person, caseworker, abh, kind):
        text = "Zur Ausländerbehörde geht die Person selbst oder wird begleitet; anderes gibt es hier nicht."
        assert refusal(refer, person, caseworker, organisation=abh, place="", kind=kind) == {"kind": [text]}
        for name in ("Ausländerbehörde Cottbus", "ABH", "Auslaenderbehoerde", "Ausländeramt"):
            assert refusal(refer, person, caseworker, place=name, kind=kind) == {"kind": [text]}

    @pytest.mark.parametrize("kind", ["selbst", "begleitet"])
    def test_on_foot(self, person, caseworker, abh, kind):
        assert refer(person, caseworker, organisation=abh, place="", kind=kind).kind == kind

    def test_elsewhere_nobody_only_goes(self, person, caseworker, kammer):
        text = "„geht selbst“ gibt es nur bei der Ausländerbehörde. Wählen Sie „Information mitgegeben“."
        assert refusal(refer, person, caseworker, kind="selbst") == {"kind": [text]}
        assert refer(person, caseworker, organisation=kammer, place="", kind="begleitet").kind == "begleitet"


class TestWhatBecameOfIt:
    def test_the_next_contact_is_a_task_until_the_result(self, person, caseworker):
        row = refer(person, caseworker, next_on=date(2024, 4, 10))
        task = Task.objects.get()
        assert (task.title, task.due, task.origin, task.participant) == (
            "Nachfragen: Verweis an Schuldnerberatung",
            date(2024, 4, 10),
            "verweis",
            person,
        )
        row = services.state_referral(row, by=caseworker, version=1, result="angekommen", result_on=DAY)
        task.refresh_from_db()
        assert (row.result, task.done_by) == ("angekommen", caseworker)

    def test_in_vain_may_ask_again(self, person, caseworker):
        row = refer(person, caseworker, next_on=date(2024, 4, 10))
        again = {"result": "nicht_angekommen", "result_on": DAY, "next_on": date(2024, 4, 17)}
        row = services.state_referral(row, by=caseworker, version=1, **again)
        assert [task.due for task in Task.objects.still_open()] == [date(2024, 4, 17)]
        assert row.task == Task.objects.still_open().get()

    def test_days_in_order(self, person, caseworker):
        assert refusal(refer, person, caseworker, next_on=DAY) == {
            "next_on": ["Der nächste Kontakt liegt nach dem Tag des Verweises."]
        }
        row = refer(person, caseworker)
        early = {"by": caseworker, "version": 1, "result": "unbekannt", "result_on": DAY - timedelta(days=1)}
        assert refusal(services.state_referral, row, **early) == {
            "result_on": ["Verwiesen wurde erst am 27.03.2024."]
        }

    def test_taking_back_ends_the_asking_and_counts_for_nothing(self, person, caseworker):
        row = refer(person, caseworker, next_on=date(2024, 4, 10))
        services.withdraw_referral(row, by=caseworker, version=1, reason="Falsche Person.")
        assert list(Task.objects.still_open()) == []
        assert list(Referral.objects.in_force()) == []
        assert person.events.filter(kind=EventKind.REFERRAL_WITHDRAWN).get().reason == "Falsche Person."
        text = "Dieser Verweis ist schon zurückgenommen."
        assert refusal(services.withdraw_referral, row, by=caseworker, version=2, reason="Noch einmal.") == [
            text
        ]

    def test_a_correction_says_why(self, person, caseworker, kammer):
        row = refer(person, caseworker)
        fields = {"organisation": kammer, "service": None, "place": "", "kind": "termin", "need": None}
        row = services.change_referral(row, by=caseworker, version=1, reason="War die Kammer.", **fields)
        assert (row.target, row.group, row.version) == ("Handwerkskammer", "kammern", 2)
        event = person.events.get(kind=EventKind.REFERRAL_CHANGED)
        assert (event.summary, event.reason) == ("Verweis an Handwerkskammer berichtigt", "War die Kammer.")
        assert sorted(event.changes) == ["Art", "Organisation", "Stelle"]


class TestNeeds:
    def test_a_referral_settles_a_need_unless_it_was_in_vain(self, person, caseworker, need):
        assert Plan(person, DAY).count == "0 von 1 Bedarf geregelt"
        row = refer(person, caseworker, need=need)
        plan = Plan(person, DAY)
        assert (plan.count, plan.open[0].state) == (
            "1 von 1 Bedarf geregelt",
            "verwiesen, Ergebnis noch offen",
        )
        for version, result, count, state in (
            (1, "angekommen", 1, "verwiesen, angekommen"),
            (2, "nicht_angekommen", 0, "Verweis ohne Erfolg, Bedarf noch offen"),
            (3, "unbekannt", 1, "verwiesen, unbekannt"),
            (4, "abgelehnt", 0, "Verweis ohne Erfolg, Bedarf noch offen"),
            (5, "begonnen", 1, "verwiesen, Angebot begonnen"),
        ):
            services.state_referral(row, by=caseworker, version=version, result=result, result_on=DAY)
            plan = Plan(person, DAY)
            assert (plan.count, plan.open[0].state) == (f"{count} von 1 Bedarf geregelt", state)
        services.withdraw_referral(row, by=caseworker, version=6, reason="Falsche Person.")
        assert Plan(person, DAY).open[0].state == "noch nichts vereinbart"

    def test_the_bar_of_completeness_knows_it(self, person, caseworker, need):
        person.phase = "betreuung"
        item = {each.label: each for each in completeness_of(person, DAY).items}["jeder Bedarf geregelt"]
        assert not item.known
        refer(person, caseworker, need=need)
        item = {each.label: each for each in completeness_of(person, DAY).items}["jeder Bedarf geregelt"]
        assert item.known

    def test_a_need_that_rested_is_taken_up_again(self, person, caseworker, need):
        services.defer_need(need, by=caseworker, version=1, reason="Kein Platz.")
        refer(person, caseworker, need=need)
        need.refresh_from_db()
        assert (need.deferred_reason, need.version) == ("", 3)

    def test_closed_by_a_referral_only_with_one(self, person, caseworker, need):
        close = {"by": caseworker, "closed_on": DAY, "closed_because": Bedarfsende.VERWIESEN}
        text = "Halten Sie zuerst den Verweis fest, mit dem der Bedarf geregelt ist."
        assert refusal(services.close_need, need, version=1, **close) == {"closed_because": [text]}
        row = refer(person, caseworker, need=need)
        need = services.close_need(need, version=1, **close)
        assert Plan(person, DAY).closed[0].state == "erledigt: an eine andere Stelle verwiesen"
        text = "Mit diesem Verweis ist ein Bedarf abgeschlossen. Nehmen Sie ihn erst wieder auf."
        back = {"by": caseworker, "version": 1, "reason": "Falsch."}
        assert refusal(services.withdraw_referral, row, **back) == [text]
        vain = {"by": caseworker, "version": 1, "result": "abgelehnt", "result_on": DAY}
        assert refusal(services.state_referral, row, **vain) == [text]
        elsewhere = {"by": caseworker, "version": 1, "reason": "Falsch.", "need": None}
        assert refusal(services.change_referral, row, **elsewhere) == [text]
        services.record_referral(person, by=caseworker, kind="termin", place="Tafel", referred_on=DAY)
        assert refusal(services.state_referral, row, **vain) == [text]
        services.resume_need(need, by=caseworker, version=need.version)
        assert services.state_referral(row, **vain).result == "abgelehnt"

    def test_the_paper_says_where_to_go(self, person, caseworker, need, kammer, offer):
        row = refer(
            person, caseworker, need=need, organisation=kammer, service=offer, place="", kind="termin"
        )
        where = "Anerkennungsberatung, Handwerkskammer."
        assert PaperPlan(person, DAY).steps == [("Sprachkurs B1", [f"{where} Sie haben dort einen Termin."])]
        row = services.state_referral(row, by=caseworker, version=1, result="angekommen", result_on=DAY)
        assert PaperPlan(person, DAY).steps == [("Sprachkurs B1", [f"{where} Dort waren Sie schon."])]
        services.state_referral(row, by=caseworker, version=2, result="abgelehnt", result_on=DAY)
        assert PaperPlan(person, DAY).steps == [
            ("Sprachkurs B1", ["Wir suchen noch nach einem passenden Angebot."])
        ]

    def test_more_referrals_cost_no_more_queries(self, person, caseworker, need, django_assert_num_queries):
        def asked():
            plan = Plan(person, DAY)
            return [each.target for each in plan.referrals], plan.count

        refer(person, caseworker, need=need)
        with django_assert_num_queries(4):
            asked()
        for place in ("Erste", "Zweite"):
            refer(person, caseworker, need=need, place=place)
        with django_assert_num_queries(4):
            asked()


class TestPages:
    def test_from_an_offer_everything_but_the_kind_is_there(self, client, person, need, offer, kammer):
        offers = client.get(url("plan_need_offers", person, need.pk))
        assert offers.status_code == 200
        page = url("plan_referral_add", person) + f"?bedarf={need.pk}&angebot={offer.pk}"
        form = client.get(page).context["form"]
        shown = [form[name].value() for name in ("place", "service", "need", "referred_on")]
        assert shown == ["Handwerkskammer", offer.pk, need.pk, "27.03.2024"]
        typed = {"place": "Handwerkskammer", "service": offer.pk, "need": need.pk, "referred_on": "heute"}
        response = client.post(page, typed)
        assert errors(response) == {"kind": ["Wählen Sie aus, wie Sie verwiesen haben."]}
        response = client.post(page, typed | {"kind": "termin"})
        assert told(response) == ["Festgehalten: Verweis an Handwerkskammer."]
        row = Referral.objects.get()
        assert (row.organisation, row.service, row.need, row.group) == (kammer, offer, need, "kammern")

    def test_a_typed_name_is_found_in_the_directory(self, client, person, kammer):
        typed = {"place": "handwerkskammer", "kind": "information", "referred_on": "heute"}
        client.post(url("plan_referral_add", person), typed)
        client.post(url("plan_referral_add", person), typed | {"place": "Tafel", "group": "freie_traeger"})
        rows = Referral.objects.order_by("pk").values_list("organisation", "place", "group")
        assert list(rows) == [(kammer.pk, "", "kammern"), (None, "Tafel", "freie_traeger")]

    def test_another_place_than_that_of_the_offer(self, client, person, offer):
        page = url("plan_referral_add", person) + f"?angebot={offer.pk}"
        typed = {"place": "Tafel", "service": offer.pk, "kind": "information", "referred_on": "heute"}
        text = "Dieses Angebot gehört zu „Handwerkskammer“. Ändern Sie die Stelle oder das Angebot."
        assert errors(client.post(page, typed)) == {"service": [text]}

    def test_the_plan_lists_them_with_their_way_on(self, client, person, caseworker, need):
        row = refer(person, caseworker, need=need, next_on=date(2024, 4, 10))
        refer(person, caseworker, place="Tafel")
        assert [each.target for each in Plan(person, DAY).further_referrals] == ["Tafel"]
        text = " ".join(client.get(url("plan_detail", person)).text.split())
        assert "Weitere Verweise (1)" in text
        for name in ("plan_referral", "plan_referral_result", "plan_referral_withdraw"):
            assert url(name, person, row.pk) in text

    def test_correcting_keeps_an_organisation_that_was_laid_aside(
        self, client, person, caseworker, coordinator, kammer
    ):
        row = refer(person, caseworker, organisation=kammer, place="")
        network.change_organisation(kammer, by=coordinator, version=1, active=False)
        page = url("plan_referral", person, row.pk)
        typed = {
            "version": "1",
            "place": "Handwerkskammer",
            "kind": "begleitet",
            "referred_on": "26.03.2024",
            "reason": "War gestern.",
        }
        assert told(client.post(page, typed)) == ["Gespeichert: Verweis an Handwerkskammer."]
        row.refresh_from_db()
        assert (row.organisation, row.kind, row.referred_on) == (kammer, "begleitet", date(2024, 3, 26))
        assert client.post(page, typed | {"kind": "termin"}).status_code == 409

    def test_result_and_withdrawal(self, client, person, caseworker):
        row = refer(person, caseworker)
        typed = {"version": "1", "result": "begonnen", "result_on": "heute"}
        response = client.post(url("plan_referral_result", person, row.pk), typed)
        assert told(response) == ["Verweis an Schuldnerberatung: Angebot begonnen."]
        page = url("plan_referral_withdraw", person, row.pk)
        assert errors(client.post(page, {"version": "2"})) == {
            "reason": ["Begründen Sie in einem Satz, was falsch war."]
        }
        response = client.post(page, {"version": "2", "reason": "Falsche Person."})
        assert told(response) == ["Zurückgenommen: Verweis an Schuldnerberatung."]

    def test_the_groups_are_called_as_in_this_kommune(self, client, person, cottbus):
        cottbus.own_projects_label = "Projekte FB 15"
        cottbus.save()
        form = client.get(url("plan_referral_add", person)).context["form"]
        labels = dict(form.fields["group"].choices)
        assert (labels["eigene_projekte"], len(labels)) == ("Projekte FB 15", 8)

    def test_no_data_are_sent_by_any_kind(self, client, person):
        form = client.get(url("plan_referral_add", person)).context["form"]
        assert [code for code, _ in form.fields["kind"].choices] == [
            *("information", "termin", "begleitet", "selbst")
        ]


def test_every_kind_of_need_can_be_referred(caseworker):
    person = make_participant(caseworker, on=CONSENT)
    for kind in Bedarf:
        if kind != Bedarf.SPRACHKURS:
            need = services.open_need(person, by=caseworker, kind=kind, opened_on=DAY)
            refer(person, caseworker, need=need)
    assert Plan(person, DAY).count == "19 von 19 Bedarfen geregelt"
