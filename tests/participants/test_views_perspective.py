"""The page Bleibeperspektive: any day, any gap in what is known, assumptions, print, kept verdicts."""

import re
import subprocess
from datetime import date, timedelta

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participants import services
from participants.choices import Aufenthaltsstatus, DatePrecision
from participants.models import KeptPerspective, LanguageProfile, LifeProfile, PapersProfile
from participants.rules import RULE_VERSION, Aussicht
from tests.factories import make_participant

TODAY = date(2026, 11, 25)
K = Aufenthaltsstatus


@pytest.fixture(autouse=True)
def _on_that_day():
    with time_machine.travel("2026-11-25T09:00:00+01:00", tick=True):
        yield


@pytest.fixture
def person(caseworker):
    person = make_participant(
        caseworker,
        family_name="Özdemir",
        given_name="Ayşe",
        nationality="AF",
        birth_date=date(1990, 4, 2),
        entry_date=date(2021, 1, 20),
        residence_from=date(2021, 2, 14),
        residence_until=date(2026, 12, 31),
    )
    services.state(
        person,
        PapersProfile,
        by=caseworker,
        stated_on=date(2026, 10, 1),
        asylum_procedure="unanfechtbar_abgelehnt",
    )
    services.state(person, LifeProfile, by=caseworker, stated_on=date(2026, 10, 1), minor_child=False)
    return person


def address(person, name="perspective", *args):
    return reverse(name, args=[person.case_number, *args])


def way(response, key="25b"):
    return next(each for each in response.context["page"].ways if each.key == key)


class TestPage:
    def test_says_what_it_is(self, caseworker, login, person):
        response = login(caseworker).get(address(person))
        assert "Hinweis, keine Rechtsberatung" in response.text
        title = re.search(r"<title>(.+?)</title>", response.text)[1]
        assert title == f"{person.case_number}: Bleibeperspektive – Spurwechsel"

    def test_every_way_is_there_once(self, caseworker, login, person):
        page = login(caseworker).get(address(person)).context["page"]
        assert len(page.near) + len(page.closed) == len({each.key for each in page.ways}) == 15
        assert [lever.lever.name for lever in page.levers] == [
            "Aufenthaltszeit",
            "Deutsch",
            "Identität",
            "Lebensunterhalt",
        ]

    def test_a_missing_fact_leads_to_its_section(self, caseworker, login, person):
        page = login(caseworker).get(address(person))
        conditions = [each for block in way(page).blocks for each in block.conditions]
        german = next(each for each in conditions if "Nr.\xa04" in each.source)
        assert [(fact.url, fact.missing) for fact in german.facts] == [
            (reverse("talk_topic", args=[person.case_number, "sprache"]), True)
        ]

    @pytest.mark.parametrize(
        ("am", "ergebnis"),
        [
            ("14.02.2027", Aussicht.UNKLAR),
            ("13.02.2027", Aussicht.FEHLT_NOCH),
        ],
    )
    def test_any_day_with_papers_that_go_on(self, caseworker, login, person, am, ergebnis):
        response = login(caseworker).get(address(person), {"am": am, "verlaengert": "on"})
        assert way(response).ergebnis is ergebnis

    def test_a_day_after_the_papers_is_unknown_and_says_so(self, caseworker, login, person):
        response = login(caseworker).get(address(person), {"am": "01.01.2027"})
        assert response.context["page"].papers_end_before
        assert "Mit verlängerten Papieren rechnen" in response.text
        response = login(caseworker).get(address(person), {"am": "31.12.2026"})
        assert not response.context["page"].papers_end_before

    def test_a_past_day_by_the_law_of_that_day(self, caseworker, login, person):
        page = login(caseworker).get(address(person), {"am": "1.3.2021"}).context["page"]
        assert "16g" not in {each.key for each in page.ways}

    @pytest.mark.parametrize(
        "query",
        [
            "am=32.13.2026",
            "am=irgendwann",
            "am=1.1.1900",
            "am=31.12.2100",
            "anteil=viel",
            "stunden=-3",
            "deutsch=Z9",
            "wenn_am=x",
            "ausbildung=bald",
            "verlaengert=vielleicht",
        ],
    )
    def test_what_cannot_be_read_is_told_and_left_out(self, caseworker, login, person, query):
        assert login(caseworker).get(f"{address(person)}?{query}").status_code == 200

    def test_the_cost_does_not_grow_with_the_history(self, caseworker, login, person):
        client = login(caseworker)

        def cost() -> int:
            with CaptureQueriesContext(connection) as asked:
                client.get(address(person))
            return len(asked)

        first = cost()
        for days in range(5):
            services.state(
                person,
                LanguageProfile,
                by=caseworker,
                stated_on=TODAY - timedelta(days),
                speaking="A1" if days % 2 else "A2",
            )
        assert cost() == first


class TestBadInput:
    """Judged with „offen“, never a crash."""

    def shown(self, client, person):
        response = client.get(address(person))
        assert response.status_code == 200
        for day in ("1.1.1950", "29.2.2028", "31.12.2100"):
            assert client.get(address(person), {"am": day, "verlaengert": "on"}).status_code == 200
        return response

    def test_no_birth_date(self, caseworker, login):
        person = make_participant(caseworker, birth_date=None, residence_from=date(2015, 1, 1))
        assert way(self.shown(login(caseworker), person), "25a").ergebnis is Aussicht.UNKLAR

    def test_only_the_year_of_birth(self, caseworker, login):
        person = make_participant(
            caseworker,
            birth_date=date(2001, 1, 1),
            birth_precision=DatePrecision.YEAR,
            residence_from=date(2015, 1, 1),
        )
        assert way(self.shown(login(caseworker), person), "25a").ergebnis is Aussicht.UNKLAR

    def test_born_on_29_february(self, caseworker, login):
        person = make_participant(caseworker, birth_date=date(2000, 2, 29), residence_from=date(2020, 1, 1))
        client = login(caseworker)
        self.shown(client, person)
        last, after = (
            way(client.get(address(person), {"am": day, "verlaengert": "on"}), "25a").ergebnis
            for day in ("28.02.2027", "01.03.2027")
        )
        assert (last, after) == (Aussicht.UNKLAR, Aussicht.GESPERRT)

    def test_no_paper_at_all(self, caseworker, login):
        person = make_participant(caseworker, residence_kind="")
        page = self.shown(login(caseworker), person).context["page"]
        assert ({row.lever.outcome for row in page.levers}, page.work, page.strip.segments) == (
            {"offen"},
            None,
            (),
        )

    def test_papers_that_touch_and_a_gap(self, caseworker, login):
        person = make_participant(
            caseworker, residence_from=date(2015, 1, 1), residence_until=date(2018, 12, 31)
        )
        for start, end in ((date(2019, 1, 1), date(2020, 12, 31)), (date(2021, 1, 3), None)):
            services.record_residence_status(
                person, by=caseworker, kind=K.DULDUNG_60A, valid_from=start, valid_until=end
            )
        strip = self.shown(login(caseworker), person).context["page"].strip
        assert [(each.name == "Lücke", each.counts) for each in strip.segments] == [
            (False, False),
            (False, False),
            (True, False),
            (False, True),
        ]

    @pytest.mark.parametrize("kind", [K.SONSTIGE, K.FIKTION_81_4, K.GESTATTUNG_55, K.AE_104C, K.DULDUNG_60B])
    def test_every_kind_of_paper(self, caseworker, login, kind):
        self.shown(login(caseworker), make_participant(caseworker, residence_kind=kind))

    @pytest.mark.parametrize("nationality", ["", "staatenlos", "ungeklaert", "mehrere", "XK"])
    def test_nationality(self, caseworker, login, nationality):
        self.shown(login(caseworker), make_participant(caseworker, nationality=nationality))


class TestWhatIf:
    def moved(self, client, person, **asked):
        response = client.get(address(person), asked)
        return {move.titel.replace("\xa0", " "): move for move in response.context["moved"] or ()}

    def test_nothing_assumed_shows_nothing(self, caseworker, login, person):
        assert login(caseworker).get(address(person)).context["moved"] is None

    def test_german_moves_25b_and_nothing_is_saved(self, caseworker, login, person):
        moved = self.moved(login(caseworker), person, deutsch="A2")
        assert moved["§ 25b AufenthG"].met == ("Deutsch mündlich: A2 (Zertifikat); nötig ist A2.",)
        assert LanguageProfile.objects.count() == 0

    def test_another_day_moves_time(self, caseworker, login, person):
        move = self.moved(login(caseworker), person, wenn_am="14.2.2027")["§ 25b AufenthG"]
        assert (move.before, move.after, move.direction) == (
            "fehlt noch etwas (soll), Zeit erreicht ab 14.02.2027",
            "noch unklar (soll)",
            "näher",
        )

    def test_all_at_once(self, caseworker, login, person):
        moved = self.moved(
            login(caseworker),
            person,
            deutsch="B1",
            identitaet="on",
            anteil="60",
            stunden="20,5",
            ausbildung="1.2.2027",
            test="on",
            am="25.11.2026",
        )
        assert {"§ 25b AufenthG", "§ 60c AufenthG (Ausbildungsduldung)"} <= set(moved)


class TestPrint:
    def test_for_the_person_in_plain_words(self, caseworker, login, person):
        response = login(caseworker).get(address(person, "perspective_pdf"), {"am": "25.11.2026"})
        assert response["Content-Type"] == "application/pdf"
        assert person.case_number in response["Content-Disposition"]
        text = subprocess.run(
            ["pdftotext", "-layout", "-", "-"], input=response.content, capture_output=True, check=True
        ).stdout.decode()
        pages = [page for page in text.split("\f") if page.strip()]
        assert all("Hinweis, keine Rechtsberatung" in page for page in pages)
        for said in ("Ihr Weg zu einem Aufenthaltstitel", "Bleiberecht bei guter Integration", "31.12.2026"):
            assert said in text


class TestKept:
    def test_keeping_and_comparing(self, caseworker, login, person):
        client = login(caseworker)
        response = client.post(address(person, "perspective_keep"), {"am": "25.11.2026"})
        assert response.url == address(person, "perspective_kept_list")
        kept = KeptPerspective.objects.get()
        assert (kept.day, kept.rule_version, kept.facts["id"]) == (TODAY, RULE_VERSION, person.case_number)
        assert person.events.latest("id").kind == "bleibeperspektive"
        page = client.get(address(person, "perspective_kept", kept.pk))
        assert (page.context["moved"], page.context["then"].same_rules) == ((), True)
        services.state(person, LanguageProfile, by=caseworker, stated_on=TODAY, speaking="A2", listening="A2")
        moved = client.get(address(person, "perspective_kept", kept.pk)).context["moved"]
        assert {move.titel.partition(" (")[0]: move.direction for move in moved}[
            "§\xa025b AufenthG"
        ] == "näher"

    def test_facts_and_ways_of_then_stay_as_they_were(self, caseworker, login, person):
        client = login(caseworker)
        client.post(address(person, "perspective_keep"), {"am": "25.11.2026"})
        kept = KeptPerspective.objects.get()
        before = client.get(address(person, "perspective_kept", kept.pk))
        services.state(person, LanguageProfile, by=caseworker, stated_on=TODAY, speaking="C1", listening="C1")
        after = client.get(address(person, "perspective_kept", kept.pk))
        for then in (before.context["then"], after.context["then"]):
            assert len(then.ways) == len(kept.result["wege"])
            assert ("Deutsch mündlich", "C1") not in {
                (fact.label, fact.value) for topic in then.topics for fact in topic.facts
            }
        assert before.context["then"].topics == after.context["then"].topics
        for heading in ("Die Wege von damals", "Die Angaben von damals", "Staatsangehörigkeit"):
            assert heading in after.text

    @pytest.mark.parametrize(("query", "offered"), [("", True), ("?am=2027-06-01&verlaengert=on", False)])
    def test_what_is_only_assumed_cannot_be_kept(self, caseworker, login, person, query, offered):
        html = login(caseworker).get(address(person, "perspective") + query).text
        assert html.count("Stand im Fall behalten") == offered
        assert html.count("Mit angenommenen Papieren lässt sich kein Stand behalten") == (not offered)

    def test_an_unreadable_day_keeps_nothing(self, caseworker, login, person):
        login(caseworker).post(address(person, "perspective_keep"), {"am": "bald"})
        assert KeptPerspective.objects.count() == 0

    def test_what_is_kept_never_changes(self, caseworker, person):
        kept = services.keep_perspective(person, by=caseworker, day=TODAY)
        for change in (lambda: kept.delete(), lambda: kept.save()):
            with pytest.raises(DatabaseError), transaction.atomic():
                change()
