"""The pages of released reports: what they show, to whom, and what a correction says."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from participants.choices import Phase
from reports import services
from reports.models import IssuedReport
from reports.printing.services import leave_unprinted
from spurwechsel.models import Kommune, User
from spurwechsel.roles import Role
from tests.built_once import once
from tests.factories import make_participant, make_user, move_to
from tests.reports.test_views import NOW as NOW
from tests.reports.test_views import STICHTAG, TEXT, Login, address, form, start_programme, words


@once
def people(cottbus: Kommune, coordinator: User) -> list[Any]:
    start_programme(cottbus)
    return [make_participant(coordinator, on=date(2024, 1, 10)) for _ in range(3)]


@once
def issued(people: list[Any], cottbus: Kommune, coordinator: User) -> IssuedReport:
    return services.issue(cottbus, STICHTAG, by=coordinator, highlights=TEXT)


def test_who_comes_second_with_a_release_sees_what_happened(
    issued: IssuedReport, coordinator: User, login: Login
) -> None:
    response = login(coordinator).post(reverse("report_issue"), form(highlights="Mein Text."))
    assert response.status_code == 409
    assert "Inzwischen hat K. Muster Fassung 1 vom 28.03.2024 freigegeben." in words(response)
    assert "Mein Text." in words(response)
    assert 'name="edition" value="2"' in response.content.decode()
    assert IssuedReport.objects.count() == 1


def test_a_correction_shows_what_changed(
    issued: IssuedReport, people: list[Any], coordinator: User, login: Login
) -> None:
    move_to(people[0], Phase.CLEARING, on=STICHTAG, by=coordinator)
    client = login(coordinator)
    page = client.get(reverse("report_preview"), {"stichtag": "27.3.2024"})
    assert "Seitdem haben sich 6 Werte geändert." in words(page)
    assert "Status: Clearing: 0 → 1" in words(page)
    assert "Als Fassung 2 freigeben" in words(page)
    released = client.post(reverse("report_issue"), form(edition="2"), follow=True)
    assert "Tabelle 10: Geänderte Werte gegenüber Fassung 1 vom 28.03.2024" in words(released)
    old = words(client.get(address("report_detail")))
    assert "Diese Fassung ist ersetzt. Fassung 2 vom 28.03.2024 ansehen" in old


def test_a_released_report_shows_its_own_letterhead(
    issued: IssuedReport, coordinator: User, login: Login
) -> None:
    before = words(login(coordinator).get(address("report_detail")))
    services.change_programme(
        issued.programme,
        by=make_user(Role.FACHADMINISTRATION),
        version=issued.programme.version,
        name="Neuer Name",
        addressee="Neuer Empfänger",
        funder_line="Neuer Hinweis",
        logo_text="Neuer Pflichthinweis",
        funding_code="FKZ 1",
    )
    assert words(login(coordinator).get(address("report_detail"))) == before


def test_a_correction_of_the_letterhead_alone(issued: IssuedReport, coordinator: User, login: Login) -> None:
    client = login(coordinator)
    page = words(client.get(reverse("report_preview"), {"stichtag": "27.3.2024"}))
    assert "Eine neue Fassung ist möglich, sobald Sie den Text ändern." in page
    services.change_programme(
        issued.programme,
        by=make_user(Role.FACHADMINISTRATION),
        version=issued.programme.version,
        funding_code="FKZ 1",
    )
    page = words(client.get(reverse("report_preview"), {"stichtag": "27.3.2024"}))
    assert "Anders als dort ist der Text: Förderkennzeichen." in page
    assert "Förderkennzeichen: bisher keine Angabe, jetzt „FKZ 1“" in page
    released = words(client.post(reverse("report_issue"), form(edition="2"), follow=True))
    assert (
        "Diese Fassung ersetzt Fassung 1 vom 28.03.2024. Geändert ist der Text: Förderkennzeichen. "
        "Die Zahlen sind gleich geblieben." in released
    )
    assert "Förderkennzeichen: bisher keine Angabe, jetzt „FKZ 1“" in released


def test_a_correction_without_changes_is_refused_beside_the_form(
    issued: IssuedReport, coordinator: User, login: Login
) -> None:
    response = login(coordinator).post(reverse("report_issue"), form(edition="2"))
    assert response.status_code == 200
    assert "Seit Fassung 1 vom 28.03.2024 hat sich nichts geändert." in words(response)


def test_the_released_page_proves_what_it_shows(
    issued: IssuedReport, coordinator: User, login: Login
) -> None:
    page = words(login(coordinator).get(address("report_detail")))
    assert TEXT in page
    assert issued.sha256 in page
    assert "CB-2024-03/1" in page
    assert issued.rule_version in page


def test_csv_and_json_come_from_the_frozen_figures(
    issued: IssuedReport, people: list[Any], coordinator: User, login: Login
) -> None:
    move_to(people[0], Phase.CLEARING, on=STICHTAG, by=coordinator)
    client = login(coordinator)
    assert client.get(address("report_csv")).content == bytes(issued.csv)
    assert client.get(address("report_json")).json() == issued.figures_json


EDITION_PAGES = ["report_detail", "report_pdf", "report_csv", "report_json"]


# Role and whether the report is that of the own Kommune → answer.
READERS = {
    (Role.KOORDINATION, True): 200,
    (Role.FALLBEGLEITUNG, True): 200,
    (Role.AUSWERTUNG, True): 200,
    (Role.KOORDINATION, False): 404,
    (Role.FALLBEGLEITUNG, False): 404,
    (Role.FACHADMINISTRATION, True): 403,
    (Role.DATENSCHUTZ, True): 403,
}


def test_who_sees_a_released_report(
    issued: IssuedReport, cottbus: Kommune, potsdam: Kommune, login: Login
) -> None:
    answers = {}
    for role, own in READERS:
        client = login(make_user(role, cottbus if own else potsdam))
        answers |= {(role, own, name): client.get(address(name)).status_code for name in EDITION_PAGES}
    assert answers == {(*who, name): status for who, status in READERS.items() for name in EDITION_PAGES}


def test_what_there_is_not_is_not_found(issued: IssuedReport, coordinator: User, login: Login) -> None:
    paths = [
        "cottbus/2024-04/fassung-1/",
        "cottbus/2024-03/fassung-2/",
        "potsdam/2024-03/fassung-1/",
        "cottbus/2024-13/fassung-1/",
        "cottbus/2024-03/fassung-99999999999999999999/",
    ]
    client = login(coordinator)
    answers = {path: client.get(f"/berichte/{path}").status_code for path in paths}
    assert answers == dict.fromkeys(paths, 404)


def test_wrong_methods_are_refused(issued: IssuedReport, coordinator: User, login: Login) -> None:
    client = login(coordinator)
    for name in ("report_list", "report_preview"):
        assert client.post(reverse(name)).status_code == 405
    for name in ("report_save", "report_issue", "report_draft_pdf"):
        assert client.get(reverse(name)).status_code == 405
    for name in EDITION_PAGES:
        assert client.post(address(name)).status_code == 405


def test_the_list_shows_the_own_kommune_and_the_auswertung_all(
    issued: IssuedReport, cottbus: Kommune, potsdam: Kommune, coordinator: User, login: Login
) -> None:
    start_programme(potsdam)
    stranger = make_user(Role.KOORDINATION, potsdam)
    services.issue(
        potsdam, date(2024, 2, 29), by=stranger, highlights="KANARIENVOGEL", printer=leave_unprinted
    )
    assert "Potsdam" not in words(login(coordinator).get(reverse("report_list")))
    reader = login(make_user(Role.AUSWERTUNG))
    page = reader.get(reverse("report_list"))
    assert [row.kommune.key for row in page.context["page_obj"]] == ["cottbus", "potsdam"]
    chosen = reader.get(reverse("report_list"), {"kommune": "potsdam", "jahr": "2024"})
    assert [row.kommune.key for row in chosen.context["page_obj"]] == ["potsdam"]
    for response in (
        login(coordinator).get(reverse("report_list")),
        login(coordinator).get(address("report_detail")),
    ):
        assert "KANARIENVOGEL" not in response.content.decode()


@pytest.mark.parametrize("query", [{"jahr": "abc"}, {"kommune": "x"}, {"seite": "-1"}, {"seite": "9" * 30}])
def test_garbage_in_the_list_gets_the_page(
    issued: IssuedReport, coordinator: User, login: Login, query: dict[str, str]
) -> None:
    assert login(coordinator).get(reverse("report_list"), query).status_code == 200


def test_the_list_costs_the_same_for_one_and_three(
    issued: IssuedReport,
    people: list[Any],
    cottbus: Kommune,
    coordinator: User,
    login: Login,
    django_assert_max_num_queries: Any,
) -> None:
    client = login(coordinator)
    with django_assert_max_num_queries(20) as one:
        client.get(reverse("report_list"))
    for day in (date(2024, 1, 31), date(2024, 2, 29)):
        services.issue(cottbus, day, by=coordinator, printer=leave_unprinted)
    with django_assert_max_num_queries(20) as three:
        client.get(reverse("report_list"))
    assert len(one) == len(three)
    assert [query for query in three.captured_queries if '"reports_issuedreport"."pdf"' in query["sql"]] == []


def test_no_name_and_no_case_number_leaves_the_house(
    issued: IssuedReport, people: list[Any], coordinator: User, login: Login
) -> None:
    from tests.reports.test_pdf import text_of

    client = login(coordinator)
    texts = [words(client.get(address("report_detail")))]
    texts += [client.get(address(name)).content.decode() for name in ("report_csv", "report_json")]
    texts.append(text_of(bytes(issued.pdf)))
    for text in texts:
        for secret in (people[0].family_name, people[0].case_number, "SW-CB-"):
            assert secret not in text.replace(coordinator.name, "")
