"""The pages of the reports: what they show, to whom, and what they answer to wrong input."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reports import services, views
from reports.models import IssuedReport, ReportDraft
from reports.printing import services as printing
from reports.programmes import known_programmes
from spurwechsel.models import Kommune, User
from spurwechsel.pdf import PdfUnavailable
from spurwechsel.roles import Role
from tests.built_once import once
from tests.factories import make_participant, make_user

STICHTAG = date(2024, 3, 27)
NOW = "2024-03-28 09:00+01:00"
TEXT = "Elf Personen sind erschlossen."

Login = Callable[[User], Client]


def start_programme(kommune: Kommune) -> None:
    admin = make_user(Role.FACHADMINISTRATION)
    services.add_programme(kommune, by=admin, **known_programmes(date(2023, 7, 7))[0])


@once
def people(cottbus: Kommune, coordinator: User) -> list[Any]:
    start_programme(cottbus)
    return [make_participant(coordinator, on=date(2024, 1, 10)) for _ in range(3)]


def form(**changes: Any) -> dict[str, Any]:
    return {"highlights": TEXT, "stichtag": "27.03.2024", "edition": "1", "version": "0"} | changes


def words(response: Any) -> str:
    """The page as text, blanks folded."""
    text = re.sub(r"<(script|style).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(unescape(text).replace("\u00a0", " ").split())


def address(name: str, kommune: str = "cottbus", version: int = 1) -> str:
    return reverse(name, args=[kommune, STICHTAG, version])


def test_three_clicks_from_the_overview_to_the_pdf(
    people: list[Any], coordinator: User, login: Login
) -> None:
    client = login(coordinator)
    overview = client.get(reverse("overview")).content.decode()
    assert f'href="{reverse("report_preview")}"' in overview
    checked = client.get(reverse("report_preview"), {"stichtag": "27.3.2024"})
    assert f'formaction="{reverse("report_issue")}"' in checked.content.decode()
    released = client.post(reverse("report_issue"), form(), follow=True)
    assert released.redirect_chain == [(address("report_detail"), 302)]
    assert "Freigegeben: Monatsbericht März 2024, Fassung 1." in words(released)
    assert f'href="{address("report_pdf")}"' in released.content.decode()
    pdf = client.get(address("report_pdf"))
    assert pdf.content == bytes(IssuedReport.objects.get().pdf)
    assert pdf["Content-Type"] == "application/pdf"
    assert pdf["Content-Disposition"] == (
        'attachment; filename="Spurwechsel_Monatsbericht_cottbus_2024-03-27_Fassung-1.pdf"'
    )
    assert "no-store" in pdf["Cache-Control"]


def test_the_check_page_shows_sums_hints_and_the_text(
    people: list[Any], coordinator: User, login: Login
) -> None:
    for _ in range(8):
        make_participant(coordinator, on=date(2024, 1, 10), gender="w")
    people[0].gender = "m"
    people[0].save()
    page = words(login(coordinator).get(reverse("report_preview"), {"stichtag": "27.3.24"}))
    assert "Monatsbericht März 2024 prüfen" in page
    assert "Summe der fünf Status: 11 + 0 + 0 + 0 + 0 = 11." in page
    assert "Geschlecht: 3 Werte bleiben geheim (·): Angaben zu 1 oder 2 Personen" in page
    assert "Es gibt bis zum Stichtag keinen Schätzwert der möglichen Teilnehmenden." in page
    assert "Am 27.03.2024 waren 11 Personen erschlossen." in page


def test_the_last_complete_month_is_preselected(people: list[Any], coordinator: User, login: Login) -> None:
    assert "Monatsbericht Februar 2024 prüfen" in words(login(coordinator).get(reverse("report_preview")))


@pytest.mark.parametrize(
    ("stichtag", "sentence"),
    [
        ("31.2.2024", "Prüfen Sie den Tag. Den 31.02.2024 gibt es nicht."),
        ("29.3.2024", "Das Datum muss heute oder in der Vergangenheit liegen."),
        ("6.7.2023", "Am 06.07.2023 lief für Stadt Cottbus/Chóśebuz noch kein Förderprogramm."),
        ("\x00", "Geben Sie das Datum so ein: 27.03.2024."),
        ("9" * 5000, "Geben Sie das Datum so ein: 27.03.2024."),
        ("<script>", "Geben Sie das Datum so ein: 27.03.2024."),
    ],
)
def test_a_wrong_stichtag_gets_the_page_with_a_sentence(
    people: list[Any], coordinator: User, login: Login, stichtag: str, sentence: str
) -> None:
    response = login(coordinator).get(reverse("report_preview"), {"stichtag": stichtag})
    assert response.status_code == 200
    assert "Bitte prüfen Sie 1 Angabe" in words(response)
    assert sentence in words(response)


def test_today_is_a_stichtag_and_a_kommune_without_programme_is_told(
    people: list[Any], coordinator: User, potsdam: Kommune, login: Login
) -> None:
    assert "Monatsbericht März 2024 prüfen" in words(
        login(coordinator).get(reverse("report_preview"), {"stichtag": "heute"})
    )
    stranger = make_user(Role.KOORDINATION, potsdam)
    assert "Am 29.02.2024 gilt für Landeshauptstadt Potsdam kein Förderprogramm." in words(
        login(stranger).get(reverse("report_preview"))
    )


def test_a_draft_is_saved_and_comes_back(people: list[Any], coordinator: User, login: Login) -> None:
    client = login(coordinator)
    saved = client.post(reverse("report_save"), form(highlights="Eigener Text."), follow=True)
    assert saved.redirect_chain == [(f"{reverse('report_preview')}?stichtag=27.03.2024", 302)]
    assert "Entwurf gespeichert. Stichtag 27.03.2024." in words(saved)
    assert "Eigener Text." in words(saved)
    assert "Text, wie ihn die Regel aus den Zahlen schreibt" in words(saved)
    assert "März 2024, Stichtag 27.03.2024" in words(client.get(reverse("report_list")))


def test_the_second_saver_sees_both_texts_and_can_keep_the_own(
    people: list[Any], coordinator: User, login: Login
) -> None:
    client = login(coordinator)
    client.post(reverse("report_save"), form(highlights="Text der ersten."))
    conflict = client.post(reverse("report_save"), form(highlights="Text der zweiten."))
    assert conflict.status_code == 409
    saved = ReportDraft.objects.get()
    assert f"Zuletzt gespeichert von {saved.saved_by.name} am " in words(conflict)
    assert "Text der ersten." in words(conflict)
    assert words(conflict).count("Text der zweiten.") == 2
    renewed = re.search(r'name="version" value="(\d+)"', conflict.content.decode())
    assert renewed is not None
    client.post(reverse("report_save"), form(highlights="Text der zweiten.", version=renewed[1]))
    assert ReportDraft.objects.get().highlights == "Text der zweiten."


@pytest.mark.parametrize("name", ["report_save", "report_issue", "report_draft_pdf"])
@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"highlights": ""}, "Schreiben Sie in zwei bis fünf Sätzen, was am wichtigsten ist."),
        ({"highlights": "a" * 3001}, "Kürzen Sie den Text auf höchstens 3.000 Zeichen. Es sind 3.001."),
        ({"edition": "x"}, "Diese Seite ist veraltet. Öffnen Sie sie neu und übernehmen Sie Ihren Text."),
        ({"stichtag": ""}, "Diese Seite ist veraltet. Öffnen Sie sie neu und übernehmen Sie Ihren Text."),
        (
            {"stichtag": "31.2."},
            "Diese Seite ist veraltet. Öffnen Sie sie neu und übernehmen Sie Ihren Text.",
        ),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    people: list[Any], coordinator: User, login: Login, name: str, changes: dict[str, str], sentence: str
) -> None:
    response = login(coordinator).post(reverse(name), form(**changes))
    assert response.status_code == 200
    assert sentence in words(response)
    assert form(**changes)["highlights"] in words(response)
    assert (IssuedReport.objects.count(), ReportDraft.objects.count()) == (0, 0)


@pytest.mark.parametrize("name", ["report_save", "report_issue", "report_draft_pdf"])
def test_signs_that_cannot_be_printed_are_named_beside_the_text(
    people: list[Any], coordinator: User, login: Login, name: str
) -> None:
    response = login(coordinator).post(reverse(name), form(highlights="Gut 😀"))
    assert "Die Schrift des Berichts kann diese Zeichen nicht drucken: 😀" in words(response)
    assert "Gut 😀" in words(response)


def test_the_draft_as_pdf_saves_nothing(people: list[Any], coordinator: User, login: Login) -> None:
    response = login(coordinator).post(reverse("report_draft_pdf"), form())
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == (
        'inline; filename="Spurwechsel_Monatsbericht_cottbus_2024-03-27_Entwurf.pdf"'
    )
    assert (IssuedReport.objects.count(), ReportDraft.objects.count()) == (0, 0)


@pytest.mark.parametrize("name", ["report_issue", "report_draft_pdf"])
def test_without_pango_the_page_says_what_to_install_and_keeps_the_text(
    people: list[Any], coordinator: User, login: Login, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*args: Any, **kwargs: Any) -> bytes:
        raise PdfUnavailable

    monkeypatch.setattr(services, "print_sheet", missing)
    monkeypatch.setattr(views, "print_sheet", missing)
    response = login(coordinator).post(reverse(name), form(highlights="Mein Text."))
    assert response.status_code == 503
    assert "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0" in words(response)
    assert "Mein Text." in words(response)
    assert IssuedReport.objects.count() == 0


@pytest.mark.parametrize(("name", "status"), [("report_detail", 200), ("report_pdf", 503)])
def test_without_pango_a_report_never_printed_says_what_to_install(
    people: list[Any],
    cottbus: Kommune,
    coordinator: User,
    login: Login,
    name: str,
    status: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def missing(*args: Any, **kwargs: Any) -> bytes:
        raise PdfUnavailable

    services.issue(cottbus, STICHTAG, by=coordinator, highlights=TEXT, printer=printing.leave_unprinted)
    monkeypatch.setattr(printing, "print_sheet", missing)
    response = login(coordinator).get(address(name))
    assert response.status_code == status
    assert words(response).count(str(PdfUnavailable())) == 1
    assert printing.UNPRINTED not in words(response)


@pytest.mark.parametrize("role", [Role.FALLBEGLEITUNG, Role.AUSWERTUNG, Role.FACHADMINISTRATION])
def test_only_the_koordination_prepares(people: list[Any], cottbus: Kommune, login: Login, role: str) -> None:
    client = login(make_user(role, cottbus))
    assert client.get(reverse("report_preview")).status_code == 403
    for name in ("report_save", "report_issue", "report_draft_pdf"):
        assert client.post(reverse(name), form()).status_code == 403


def test_an_empty_list_says_what_to_do(cottbus: Kommune, coordinator: User, login: Login) -> None:
    assert "Noch kein Bericht. Der erste kann für Februar 2024 erstellt werden." in words(
        login(coordinator).get(reverse("report_list"))
    )
