"""The page that shows how far work on many cases is."""

import re
from datetime import date

from django.core.exceptions import ValidationError

from clearing import bulk_views
from clearing.models.bulk import BulkKind
from clearing.services import start_bulk, work_off
from participants.models import Participant
from tests.built_once import once
from tests.factories import make_participant, make_user


@once
def people(caseworker):
    return [make_participant(caseworker, family_name=name) for name in ("Erste", "Zweite")]


@once
def run(people, caseworker):
    return start_bulk(BulkKind.LETTERS, people, by=caseworker, on=date(2024, 3, 27))


def refuse_the_second(person: Participant, run) -> int:
    if person.family_name == "Zweite":
        raise ValidationError("Die Anschrift fehlt.")
    return 42


def text_of(page) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.content.decode()).split())


def test_shows_a_bar_and_asks_again_until_it_is_done(login, caseworker, run):
    client = login(caseworker)
    page = client.get(f"/sammelauftraege/{run.pk}/").content.decode()
    assert ("data-unfertig" in page, "js/progress.js" in page) == (True, True)
    assert '<progress value="0" max="2" aria-labelledby="stand">0 von 2</progress>' in page
    work_off(run, refuse_the_second)
    page = client.get(f"/sammelauftraege/{run.pk}/").content.decode()
    assert ("data-unfertig" in page, "js/progress.js" in page, "<progress" in page) == (False, False, False)


def test_shows_the_result_of_each_case(login, caseworker, run, people, monkeypatch):
    work_off(run, refuse_the_second)
    client = login(caseworker)
    page = client.get(f"/sammelauftraege/{run.pk}/")
    assert "1 von 2 erledigt, 1 nicht erledigt. Fertig seit" in text_of(page)
    assert "nicht erledigt: Die Anschrift fehlt." in text_of(page)
    monkeypatch.delitem(bulk_views.RESULT_PAGES, BulkKind.LETTERS)
    rows = client.get(f"/sammelauftraege/{run.pk}/").context["rows"]
    assert [row["url"] for row in rows] == ["", ""]
    monkeypatch.setitem(bulk_views.RESULT_PAGES, BulkKind.LETTERS, "appointment_detail")
    rows = client.get(f"/sammelauftraege/{run.pk}/").context["rows"]
    assert [row["url"] for row in rows] == [f"/teilnehmende/{people[0].case_number}/termine/42/", ""]


def test_tries_again_what_was_not_done(login, caseworker, run):
    client = login(caseworker)
    early = client.post(f"/sammelauftraege/{run.pk}/erneut/", follow=True)
    assert [str(each) for each in early.context["messages"]] == [
        "Der Sammelauftrag läuft noch. Warten Sie, bis er fertig ist."
    ]
    work_off(run, refuse_the_second)
    answer = client.post(f"/sammelauftraege/{run.pk}/erneut/", follow=True)
    assert [row["item"].state for row in answer.context["rows"]] == ["erledigt", "offen"]
    assert answer.context["run"].finished_at is None


def test_a_case_that_left_is_counted_and_not_shown(login, caseworker, run, people, potsdam):
    Participant.objects.filter(pk=people[0].pk).update(kommune=potsdam)
    page = login(caseworker).get(f"/sammelauftraege/{run.pk}/")
    assert ("Erste" in text_of(page), "Zweite" in text_of(page)) == (False, True)
    assert "Weitere Fälle gehören inzwischen zu einer anderen Kommune." in text_of(page)
    assert login(make_user(kommune=potsdam)).get(f"/sammelauftraege/{run.pk}/").status_code == 404


def test_costs_the_same_for_more_cases(login, caseworker, run, django_assert_max_num_queries):
    client = login(caseworker)
    client.get(f"/sammelauftraege/{run.pk}/")
    more = start_bulk(
        BulkKind.LETTERS,
        [make_participant(caseworker) for _ in range(4)],
        by=caseworker,
        on=date(2024, 3, 27),
    )
    with django_assert_max_num_queries(12):
        client.get(f"/sammelauftraege/{more.pk}/")
