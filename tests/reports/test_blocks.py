"""The text blocks: kept while preparing, frozen at release, nothing typed is lost, nobody is named."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from reports import services
from reports.blocks import LABELS
from reports.models import IssuedReport, ReportDraft
from reports.preparation import prepare
from reports.printing.services import leave_unprinted
from reports.wording import HIGHLIGHTS, Rewording, Words
from spurwechsel.models import Kommune, User
from spurwechsel.roles import Role
from tests.built_once import once
from tests.factories import make_participant, make_user
from tests.reports.test_views import STICHTAG, TEXT, address, form, start_programme, words

TODAY = date(2024, 3, 28)
BLOCKS = {"successes": "Zwei Zusagen.", "outlook": "Im April geht es weiter."}

Login = Callable[[User], Client]
NOW = "2024-03-28 09:00+01:00"


@once
def person(cottbus: Kommune, coordinator: User) -> Any:
    start_programme(cottbus)
    return make_participant(coordinator, on=date(2024, 1, 10), family_name="Al Qadri", given_name="Mai")


def draft(kommune: Kommune, by: User, day: date = STICHTAG, **details: Any) -> ReportDraft:
    known = {"by": by, "today": TODAY, "highlights": TEXT, "blocks": BLOCKS} | details
    return services.save_draft(kommune, day, **known)


def release(kommune: Kommune, by: User, day: date = STICHTAG, **details: Any) -> IssuedReport:
    known = {"by": by, "today": TODAY, "highlights": TEXT, "printer": leave_unprinted} | details
    return services.issue(kommune, day, **known)


def test_blocks_go_from_the_draft_into_the_release_and_stay_there(
    person: Any, cottbus: Kommune, coordinator: User
) -> None:
    draft(cottbus, coordinator)
    report = release(cottbus, coordinator)
    report.refresh_from_db()
    assert report.words == Words(TEXT, BLOCKS)
    assert ReportDraft.objects.count() == 0
    assert prepare(cottbus, STICHTAG, today=TODAY).words.blocks == BLOCKS


def test_a_save_without_blocks_leaves_them_as_they_are(
    person: Any, cottbus: Kommune, coordinator: User
) -> None:
    draft(cottbus, coordinator)
    assert draft(cottbus, coordinator, blocks=None, version=1).words.blocks == BLOCKS
    assert draft(cottbus, coordinator, blocks={"outlook": ""}, version=2).words.blocks == {
        "successes": "Zwei Zusagen."
    }


def test_another_stichtag_of_the_month_begins_with_the_same_blocks(
    person: Any, cottbus: Kommune, coordinator: User
) -> None:
    draft(cottbus, coordinator, date(2024, 3, 20))
    assert prepare(cottbus, STICHTAG, today=TODAY).words.blocks == BLOCKS
    assert prepare(cottbus, date(2024, 2, 29), today=TODAY).words.blocks == {}


def test_the_next_month_begins_empty_with_the_last_blocks_beside_it(
    person: Any, cottbus: Kommune, coordinator: User, login: Login
) -> None:
    release(cottbus, coordinator, date(2024, 2, 29), blocks=BLOCKS)
    prepared = prepare(cottbus, STICHTAG, today=TODAY)
    assert prepared.words.blocks == {}
    assert prepared.earlier_words == Words(TEXT, BLOCKS)
    page = words(login(coordinator).get(reverse("report_preview"), {"stichtag": "27.3.2024"}))
    assert "Textbausteine des letzten Berichts Erfolge Zwei Zusagen. Ausblick Im April" in page


def test_a_block_alone_makes_a_new_edition_that_says_so(
    person: Any, cottbus: Kommune, coordinator: User
) -> None:
    release(cottbus, coordinator)
    with pytest.raises(ValidationError, match="hat sich nichts geändert"):
        release(cottbus, coordinator, blocks={"problems": " \r\n"})
    second = release(cottbus, coordinator, blocks=BLOCKS)
    assert second.rewordings == (Rewording("Erfolge"), Rewording("Ausblick"))
    third = release(cottbus, coordinator, highlights="Neu.", blocks=BLOCKS)
    assert third.rewordings == (Rewording(HIGHLIGHTS),)


def test_the_second_person_releases_the_blocks_that_were_put_up(
    person: Any, cottbus: Kommune, coordinator: User
) -> None:
    Kommune.objects.update(four_eyes=True)
    cottbus.refresh_from_db()
    second = make_user(Role.KOORDINATION, cottbus)
    draft(cottbus, coordinator, submit=True)
    with pytest.raises(ValidationError, match="Der Text ist ein anderer"):
        release(cottbus, second, blocks={**BLOCKS, "problems": "Noch etwas."})
    assert release(cottbus, second, blocks=BLOCKS).words.blocks == BLOCKS


@pytest.mark.parametrize("key", LABELS)
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("a" * 3001, "Kürzen Sie den Text auf höchstens 3.000 Zeichen. Es sind 3.001."),
        ("a" * 100_000, "Kürzen Sie den Text auf höchstens 3.000 Zeichen. Es sind 100.000."),
        ("Gut 😀", "Die Schrift des Berichts kann diese Zeichen nicht drucken: 😀"),
    ],
)
def test_what_cannot_be_printed_is_refused_beside_its_field(
    person: Any, cottbus: Kommune, coordinator: User, key: str, text: str, sentence: str
) -> None:
    for act in (draft, release):
        with pytest.raises(ValidationError) as error:
            act(cottbus, coordinator, blocks={key: text})
        assert error.value.message_dict == {key: [sentence]}
    assert (IssuedReport.objects.count(), ReportDraft.objects.count()) == (0, 0)
    assert draft(cottbus, coordinator, blocks={key: "a" * 3000}).words.blocks == {key: "a" * 3000}


@pytest.mark.parametrize("name", ["report_save", "report_issue", "report_draft_pdf"])
def test_a_refused_page_comes_back_with_every_block(
    person: Any, coordinator: User, login: Login, name: str
) -> None:
    typed = {key: f"Text für {label}." for key, label in LABELS.items()}
    page = words(login(coordinator).post(reverse(name), form(**typed, highlights="")))
    assert [text for text in typed.values() if text not in page] == []


def test_the_released_page_shows_the_blocks(person: Any, coordinator: User, login: Login) -> None:
    client = login(coordinator)
    page = words(client.post(reverse("report_issue"), form(successes="Zwei Zusagen."), follow=True))
    assert "Einschätzung der Koordination Erfolge Zwei Zusagen. Nachweis" in page
    assert IssuedReport.objects.get().words.blocks == {"successes": "Zwei Zusagen."}
    assert client.get(address("report_pdf")).content[:5] == b"%PDF-"


def test_the_second_saver_sees_the_block_that_differs(
    person: Any, cottbus: Kommune, coordinator: User, login: Login
) -> None:
    draft(cottbus, coordinator)
    page = login(coordinator).post(
        reverse("report_save"), form(successes="Drei Zusagen.", **{"outlook": BLOCKS["outlook"]})
    )
    assert page.status_code == 409
    assert "Zwei Zusagen." in words(page)
    assert words(page).count("Drei Zusagen.") == 2
    assert words(page).count(BLOCKS["outlook"]) == 1


NAMED = "Noch nicht freigegeben: Der Text nennt Teilnehmende."


def test_a_case_number_is_never_released(person: Any, cottbus: Kommune, coordinator: User) -> None:
    named = {**BLOCKS, "successes": "sw-cb-2024-0031 hat Arbeit."}
    with pytest.raises(ValidationError) as refusal:
        release(cottbus, coordinator, highlights="Wie SW-P-2024-0001.", blocks=named)
    assert refusal.value.message_dict == {
        "highlights": ["Nehmen Sie die Fallnummer heraus: SW-P-2024-0001. Ein Bericht nennt niemanden."],
        "successes": ["Nehmen Sie die Fallnummer heraus: SW-CB-2024-0031. Ein Bericht nennt niemanden."],
    }
    assert IssuedReport.objects.count() == 0


def test_who_names_somebody_releases_only_after_seeing_it(
    person: Any, coordinator: User, login: Login
) -> None:
    client = login(coordinator)
    typed = form(problems="Frau Al Qadri wartet auf einen Kurs.")
    page = client.post(reverse("report_issue"), typed)
    assert NAMED in words(page)
    assert "Im Text steht, wie 1 Person heißt." in words(page)
    assert typed["problems"] in words(page)
    assert IssuedReport.objects.count() == 0
    looked_at = page.context["form"]["looked_at"].value()
    changed = client.post(reverse("report_issue"), {**typed, "outlook": "Mai kommt.", "looked_at": looked_at})
    assert NAMED in words(changed)
    client.post(reverse("report_issue"), {**typed, "looked_at": looked_at})
    assert IssuedReport.objects.get().words.blocks == {"problems": typed["problems"]}
