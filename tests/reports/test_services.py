"""A release counts, protects, prints and freezes; everything that must not happen is refused in German."""

import json
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from participants.choices import EventKind, Phase
from participants.models import Event
from participants.rules.version import RULE_VERSION
from reports import services
from reports.figures import Change
from reports.models import Foerderprogramm, IssuedReport, ReportDraft
from reports.paper import print_sheet
from reports.printing.services import leave_unprinted
from reports.programmes import known_programmes
from reports.wording import Letterhead
from spurwechsel.conflict import Conflict
from spurwechsel.models import Kommune, User
from spurwechsel.pdf import PdfRefused
from spurwechsel.roles import Role
from tests.built_once import once
from tests.factories import make_participant, make_user, move_to

STICHTAG = date(2024, 3, 27)
TODAY = date(2024, 3, 28)
NOW = "2024-03-28 09:00+01:00"
TEXT = "Drei Personen sind erschlossen."


@once
def programme(cottbus: Kommune) -> Foerderprogramm:
    return make_programme(cottbus)


def make_programme(kommune: Kommune, **fields: Any) -> Foerderprogramm:
    row = known_programmes(date(2023, 7, 7))[0]
    admin = make_user(Role.FACHADMINISTRATION)
    return services.add_programme(kommune, by=admin, **(dict(row) | fields))


@once
def people(coordinator: User, programme: Foerderprogramm) -> list[Any]:
    return [make_participant(coordinator, on=date(2024, 1, 10)) for _ in range(3)]


def release(kommune: Kommune, by: User, **details: Any) -> IssuedReport:
    """Unprinted, unless the printer is given; most of what there is to see is not on paper."""
    usual = {"by": by, "today": TODAY, "highlights": TEXT, "printer": leave_unprinted}
    return services.issue(kommune, STICHTAG, **(usual | details))


def test_a_release_holds_everything_that_was_known(
    cottbus: Kommune, coordinator: User, programme: Foerderprogramm, people: list[Any]
) -> None:
    report = release(cottbus, coordinator, printer=print_sheet)
    stored = IssuedReport.objects.get()
    assert (stored.number, stored.version, stored.replaces) == ("CB-2024-03/1", 1, None)
    assert stored.programme == programme
    assert stored.figures.total == 3
    assert stored.highlights == TEXT
    assert stored.changes == ()
    assert bytes(stored.pdf)[:5] == b"%PDF-"
    assert stored.sha256 == sha256(bytes(stored.pdf)).hexdigest() == report.sha256
    assert bytes(stored.csv)[:3] == b"\xef\xbb\xbf"
    assert stored.recorded_cutoff == stored.issued_at
    assert stored.rule_version == RULE_VERSION
    assert stored.issued_by == coordinator
    event = Event.objects.get(kind=EventKind.REPORT_ISSUED)
    assert (event.by, event.kommune, event.summary) == (
        coordinator,
        cottbus,
        "Monatsbericht März 2024 freigegeben: CB-2024-03/1",
    )


def test_what_is_stored_is_protected(cottbus: Kommune, coordinator: User, people: list[Any]) -> None:
    for _ in range(8):
        make_participant(coordinator, on=date(2024, 1, 10))
    people[0].gender = "d"
    people[0].save()
    text = json.dumps(release(cottbus, coordinator).figures_json)
    genders = json.loads(text)["breakdowns"][2]
    assert {cell["key"]: cell["persons"] for cell in genders["cells"]} == {
        "w": 0,
        "m": 0,
        "d": None,
        "ohne_angabe": None,
    }


def test_a_released_report_never_changes(cottbus: Kommune, coordinator: User, people: list[Any]) -> None:
    before = bytes(release(cottbus, coordinator, printer=print_sheet).pdf)
    move_to(people[0], Phase.CLEARING, on=TODAY, by=coordinator)
    cottbus.name = "Anders"
    cottbus.save()
    assert bytes(IssuedReport.objects.get().pdf) == before
    with pytest.raises(DatabaseError), transaction.atomic():
        IssuedReport.objects.update(highlights="Anders")
    with pytest.raises(DatabaseError), transaction.atomic():
        IssuedReport.objects.all()._raw_delete("default")
    assert IssuedReport.objects.get().highlights == TEXT


def test_a_correction_is_the_next_edition_and_names_what_changed(
    cottbus: Kommune, coordinator: User, people: list[Any]
) -> None:
    first = release(cottbus, coordinator)
    move_to(people[0], Phase.CLEARING, on=STICHTAG, by=coordinator)
    second = release(cottbus, coordinator)
    assert (second.version, second.number, second.replaces) == (2, "CB-2024-03/2", first)
    assert second.changes[:2] == (
        Change("status/terminvereinbarung", "Status: Terminvereinbarung", 3, 2),
        Change("status/clearing", "Status: Clearing", 0, 1),
    )
    assert [change.path.split("/")[0] for change in second.changes] == ["status"] * 2 + ["bridge"] * 4


def test_a_correction_of_the_text_alone_names_the_text(
    cottbus: Kommune, coordinator: User, people: list[Any]
) -> None:
    assert release(cottbus, coordinator).rewordings == ()
    second = release(cottbus, coordinator, highlights="Ein anderer Text.")
    assert (second.changes, reworded(second)) == ((), [("Das Wichtigste", "", "")])


def test_the_next_month_compares_with_the_newest_edition_before(
    cottbus: Kommune, coordinator: User, people: list[Any]
) -> None:
    release(cottbus, coordinator)
    move_to(people[0], Phase.CLEARING, on=STICHTAG, by=coordinator)
    release(cottbus, coordinator)
    with time_machine.travel("2024-05-02 09:00+02:00", tick=False):
        move_to(people[1], Phase.CLEARING, on=date(2024, 4, 30), by=coordinator)
        april = services.issue(
            cottbus, date(2024, 4, 30), by=coordinator, today=date(2024, 5, 2), printer=leave_unprinted
        )
    assert april.figures.compared_with == STICHTAG
    assert {row.key: row.change for row in april.figures.statuses} == {
        "terminvereinbarung": -1,
        "clearing": 1,
        "betreuung": 0,
        "keine_bedarfe": 0,
        "unvereinbarkeit": 0,
    }


def refusal(*args: Any, **kwargs: Any) -> list[str]:
    with pytest.raises(ValidationError) as error:
        services.issue(*args, **kwargs)
    assert not IssuedReport.objects.filter(highlights="verboten").exists()
    return error.value.messages


def test_refused_for_a_day_in_the_future(cottbus: Kommune, coordinator: User, people: list[Any]) -> None:
    tomorrow = TODAY + timedelta(days=1)
    assert refusal(cottbus, tomorrow, by=coordinator, today=TODAY, highlights="verboten") == [
        "Der Stichtag 29.03.2024 liegt in der Zukunft."
    ]
    today = services.issue(cottbus, TODAY, by=coordinator, today=TODAY, printer=leave_unprinted)
    assert today.stichtag == TODAY


def test_refused_outside_any_programme(potsdam: Kommune) -> None:
    make_programme(potsdam, valid_until=date(2024, 3, 26))
    by = make_user(Role.KOORDINATION, potsdam)
    assert refusal(potsdam, STICHTAG, by=by, today=TODAY) == [
        "Am 27.03.2024 gilt für Landeshauptstadt Potsdam kein Förderprogramm."
    ]
    assert refusal(potsdam, date(2023, 7, 6), by=by, today=TODAY) == [
        "Am 06.07.2023 lief für Landeshauptstadt Potsdam noch kein Förderprogramm. "
        "Das erste gilt ab 07.07.2023."
    ]


@pytest.mark.parametrize("role", [Role.FALLBEGLEITUNG, Role.AUSWERTUNG, Role.FACHADMINISTRATION])
def test_refused_without_the_right(cottbus: Kommune, people: list[Any], role: str) -> None:
    assert refusal(cottbus, STICHTAG, by=make_user(role, cottbus), today=TODAY) == [services.NOT_ALLOWED]


def test_refused_for_another_kommune(cottbus: Kommune, potsdam: Kommune, people: list[Any]) -> None:
    stranger = make_user(Role.KOORDINATION, potsdam)
    assert refusal(cottbus, STICHTAG, by=stranger, today=TODAY) == [services.NOT_ALLOWED]


def reworded(report: IssuedReport) -> list[tuple[str, str, str]]:
    return [(each.label, each.before, each.after) for each in report.rewordings]


def test_the_letterhead_is_frozen_with_the_figures(
    cottbus: Kommune, coordinator: User, programme: Foerderprogramm, people: list[Any]
) -> None:
    before = release(cottbus, coordinator).letterhead
    assert before == Letterhead.of(cottbus, programme)
    rename(programme)
    cottbus.name = "Anders"
    cottbus.save()
    assert IssuedReport.objects.get().letterhead == before


def rename(programme: Foerderprogramm) -> None:
    programme.refresh_from_db()
    admin = make_user(Role.FACHADMINISTRATION)
    services.change_programme(
        programme,
        by=admin,
        version=programme.version,
        addressee="Ministerium\nneuen Namens",
        funding_code="FKZ 1",
    )


RENAMED = [
    (
        "Empfänger",
        "Ministerium für Soziales, Gesundheit, Integration, "
        "und Verbraucherschutz des Landes Brandenburg (MSGIV)",
        "Ministerium, neuen Namens",
    ),
    ("Förderkennzeichen", "", "FKZ 1"),
]


def test_a_corrected_letterhead_alone_is_a_new_edition(
    cottbus: Kommune, coordinator: User, programme: Foerderprogramm, people: list[Any]
) -> None:
    release(cottbus, coordinator)
    rename(programme)
    second = release(cottbus, coordinator)
    assert (second.version, second.changes, reworded(second)) == (2, (), RENAMED)


def test_a_correction_names_figures_and_text(
    cottbus: Kommune, coordinator: User, programme: Foerderprogramm, people: list[Any]
) -> None:
    release(cottbus, coordinator)
    rename(programme)
    move_to(people[0], Phase.CLEARING, on=STICHTAG, by=coordinator)
    second = release(cottbus, coordinator, highlights="Ein anderer Text.")
    assert len(second.changes) == 6
    assert reworded(second) == [("Das Wichtigste", "", ""), *RENAMED]


def test_other_ends_of_lines_are_no_correction(
    cottbus: Kommune, coordinator: User, people: list[Any]
) -> None:
    release(cottbus, coordinator, highlights="Ein Satz.\n\nNoch einer.")
    same = "Ein Satz.\r\nNoch einer. "
    assert refusal(cottbus, STICHTAG, by=coordinator, today=TODAY, highlights=same) == [
        "Seit Fassung 1 vom 28.03.2024 hat sich nichts geändert. Eine neue Fassung wäre dieselbe."
    ]


def test_refused_if_nothing_changed(cottbus: Kommune, coordinator: User, people: list[Any]) -> None:
    release(cottbus, coordinator)
    assert refusal(cottbus, STICHTAG, by=coordinator, today=TODAY, highlights=TEXT) == [
        "Seit Fassung 1 vom 28.03.2024 hat sich nichts geändert. Eine neue Fassung wäre dieselbe."
    ]


def test_refused_if_somebody_else_released_in_between(
    cottbus: Kommune, coordinator: User, people: list[Any]
) -> None:
    release(cottbus, coordinator, version=1)
    text = {"highlights": "Ein anderer Text."}
    assert refusal(cottbus, STICHTAG, by=coordinator, today=TODAY, version=1, **text) == [
        "Inzwischen hat K. Muster Fassung 1 vom 28.03.2024 freigegeben. "
        "Prüfen Sie die Zahlen noch einmal, bevor Sie eine weitere Fassung freigeben."
    ]


def test_refused_for_a_second_stichtag_of_the_month(
    cottbus: Kommune, coordinator: User, people: list[Any]
) -> None:
    release(cottbus, coordinator)
    assert refusal(cottbus, TODAY, by=coordinator, today=TODAY, highlights="verboten") == [
        "Für März 2024 ist schon ein Bericht zum 27.03.2024 freigegeben. "
        "Eine Korrektur ist nur zu diesem Stichtag möglich."
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("  ", "Schreiben Sie in zwei bis fünf Sätzen, was am wichtigsten ist."),
        ("a" * 3001, "Kürzen Sie den Text auf höchstens 3.000 Zeichen. Es sind 3.001."),
        ("Gut 😀", "Die Schrift des Berichts kann diese Zeichen nicht drucken: 😀"),
    ],
)
def test_refused_with_a_text_that_cannot_be_printed(
    cottbus: Kommune, coordinator: User, people: list[Any], text: str, sentence: str
) -> None:
    assert refusal(cottbus, STICHTAG, by=coordinator, today=TODAY, highlights=text) == [sentence]


def test_refused_if_the_sums_do_not_come_out(cottbus: Kommune, coordinator: User, people: list[Any]) -> None:
    """Two open periods of one person cannot come from the log, only from a damaged table."""
    period = people[0].phase_periods.get()
    period.pk, period.phase, period.from_day = None, Phase.CLEARING, date(2024, 3, 4)
    period.save()
    assert refusal(cottbus, STICHTAG, by=coordinator, today=TODAY, highlights="verboten") == [
        f"{table}: Die Summe ist nicht die Zahl der erschlossenen Teilnehmenden."
        for table in (
            *("Aufenthaltsstatus", "Alter", "Geschlecht"),
            *("Geltung der Papiere", "Staatsangehörigkeit", "Deutsch", "Schulbildung"),
        )
    ]


def test_a_failing_printer_leaves_nothing_behind(
    cottbus: Kommune, coordinator: User, people: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    services.save_draft(cottbus, STICHTAG, by=coordinator, today=TODAY, highlights=TEXT)

    def fail(*args: Any, **kwargs: Any) -> bytes:
        raise PdfRefused

    monkeypatch.setattr(services, "print_sheet", fail)
    with pytest.raises(PdfRefused):
        release(cottbus, coordinator, printer=None)
    assert IssuedReport.objects.count() == 0
    assert ReportDraft.objects.count() == 1
    assert Event.objects.filter(kind=EventKind.REPORT_ISSUED).count() == 0


def test_without_a_text_the_draft_is_used_and_then_the_rule(
    cottbus: Kommune, coordinator: User, people: list[Any]
) -> None:
    services.save_draft(cottbus, STICHTAG, by=coordinator, today=TODAY, highlights="Aus dem Entwurf.")
    assert release(cottbus, coordinator, highlights=None).highlights == "Aus dem Entwurf."
    assert ReportDraft.objects.count() == 0
    april = services.issue(cottbus, date(2024, 2, 29), by=coordinator, today=TODAY, printer=leave_unprinted)
    assert april.highlights.startswith("Am 29.02.2024 waren 3\u00a0Personen erschlossen.")


def test_a_draft_is_kept_and_counted(cottbus: Kommune, coordinator: User, people: list[Any]) -> None:
    first = services.save_draft(cottbus, STICHTAG, by=coordinator, today=TODAY, highlights="Eins.")
    second = services.save_draft(
        cottbus, STICHTAG, by=coordinator, today=TODAY, highlights="Zwei.", version=first.version
    )
    assert (first.version, second.version) == (1, 2)
    assert ReportDraft.objects.get().highlights == "Zwei."


def test_the_second_saver_of_a_draft_sees_the_first(
    cottbus: Kommune, coordinator: User, people: list[Any]
) -> None:
    services.save_draft(cottbus, STICHTAG, by=coordinator, today=TODAY, highlights="Eins.")
    with pytest.raises(Conflict) as conflict:
        services.save_draft(cottbus, STICHTAG, by=coordinator, today=TODAY, highlights="Zwei.", version=0)
    assert conflict.value.current.highlights == "Eins."
    assert ReportDraft.objects.get().highlights == "Eins."


def test_the_known_programmes_leave_no_gap(potsdam: Kommune) -> None:
    rows = known_programmes(date(2023, 7, 7))
    for row in rows:
        services.add_programme(potsdam, by=make_user(Role.FACHADMINISTRATION), **row)
    ends = [row["valid_until"] + timedelta(days=1) for row in rows]
    assert [row["valid_from"] for row in rows[1:]] == ends[:-1]
    assert [row["valid_from"] for row in known_programmes(date(2026, 3, 1))] == [date(2026, 3, 1)]


@pytest.mark.parametrize(
    ("first", "last", "wrong"),
    [
        (date(2024, 12, 10), None, "valid_from"),
        (date(2023, 1, 1), date(2023, 7, 7), "valid_until"),
        (date(2023, 1, 1), None, "valid_until"),
        (date(2023, 7, 7), date(2023, 7, 7), "valid_from"),
    ],
)
def test_two_programmes_at_a_time_are_refused(
    cottbus: Kommune, programme: Foerderprogramm, first: date, last: date | None, wrong: str
) -> None:
    with pytest.raises(ValidationError) as error:
        make_programme(cottbus, valid_from=first, valid_until=last)
    assert error.value.message_dict == {
        wrong: [
            "Für Stadt Cottbus/Chóśebuz gilt vom 07.07.2023 bis 10.12.2024 schon "
            "„Modellprojekt Spurwechsel“: Beenden Sie es zuerst oder wählen Sie andere Tage."
        ]
    }


def test_the_days_before_and_after_a_programme_are_free(cottbus: Kommune, programme: Foerderprogramm) -> None:
    assert make_programme(cottbus, valid_from=date(2024, 12, 11), valid_until=None).pk
    assert make_programme(cottbus, valid_from=date(2023, 1, 1), valid_until=date(2023, 7, 6)).pk
    with pytest.raises(ValidationError) as error:
        make_programme(cottbus, valid_from=date(2025, 1, 1), valid_until=None)
    assert error.value.messages == [
        "Für Stadt Cottbus/Chóśebuz gilt ab 11.12.2024 schon „Modellprojekt Spurwechsel“: "
        "Beenden Sie es zuerst oder wählen Sie andere Tage."
    ]


def test_a_programme_prints_only_what_the_font_knows(potsdam: Kommune) -> None:
    with pytest.raises(ValidationError) as error:
        make_programme(potsdam, logo_text="Danke 😀")
    assert error.value.message_dict == {
        "logo_text": ["Die Schrift des Berichts kann diese Zeichen nicht drucken: 😀"]
    }


def test_a_programme_is_free_to_change_before_the_first_report(
    cottbus: Kommune, programme: Foerderprogramm
) -> None:
    admin = make_user(Role.FACHADMINISTRATION)
    changes = {"valid_from": date(2023, 10, 1), "valid_until": None, "cell_threshold": 5}
    changed = services.change_programme(programme, by=admin, version=1, **changes)
    assert {name: getattr(changed, name) for name in changes} == changes
    event = Event.objects.latest("id")
    assert (event.kind, event.by, event.kommune) == (EventKind.SETTINGS_CHANGED, admin, cottbus)
    assert event.changes == {
        "gültig ab": ["07.07.2023", "01.10.2023"],
        "gültig bis": ["10.12.2024", "keine Angabe"],
        "Kleinste veröffentlichte Zahl": ["3", "5"],
    }


def test_after_a_report_only_wording_and_end_of_a_programme_change(
    cottbus: Kommune, coordinator: User, programme: Foerderprogramm, people: list[Any]
) -> None:
    admin = make_user(Role.FACHADMINISTRATION)
    report = release(cottbus, coordinator, printer=print_sheet)

    def change(version: int, **fields: Any) -> Foerderprogramm:
        return services.change_programme(programme, by=admin, version=version, **fields)

    kept = "weil unter diesem Förderprogramm schon Berichte freigegeben sind."
    for fields, refusal in (
        ({"valid_from": date(2023, 7, 6)}, f"Hier bleibt „07.07.2023“, {kept}"),
        ({"valid_from": date(2024, 3, 28)}, f"Hier bleibt „07.07.2023“, {kept}"),
        ({"cell_threshold": 4}, f"Hier bleibt „3“, {kept}"),
        (
            {"valid_until": date(2024, 3, 26)},
            "Das Ende darf nicht vor dem 27.03.2024 liegen, "
            "weil zu diesem Stichtag schon ein Bericht freigegeben ist.",
        ),
    ):
        with pytest.raises(ValidationError) as error:
            change(1, **fields)
        assert error.value.message_dict == {next(iter(fields)): [refusal]}
    corrected = change(
        1, funding_code="85012345", addressee="Ministerium\nPotsdam", valid_from=date(2023, 7, 7)
    )
    assert (corrected.funding_code, corrected.version) == ("85012345", 2)
    assert change(2, valid_until=STICHTAG).valid_until == STICHTAG
    assert bytes(IssuedReport.objects.get().pdf) == bytes(report.pdf)
    with pytest.raises(Conflict):
        change(2, valid_until=TODAY)
