"""All monthly reports in one go: each Kommune once, one that fails stops no other, none is written twice."""

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pgtrigger
import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from reports import services as reports
from reports.batches import services as batches
from reports.models import IssuedReport, ReportBatch
from reports.printing.services import UNPRINTED, leave_unprinted, printed
from spurwechsel.jobs import work_off_reports
from spurwechsel.models import Kommune, User
from spurwechsel.pdf import PdfRefused
from spurwechsel.roles import Role
from tests.built_once import once
from tests.factories import make_kommune, make_participant, make_user
from tests.reports.test_services import make_programme
from tests.reports.test_views import words

STICHTAG, MONTH = date(2024, 3, 27), date(2024, 3, 1)
TODAY = date(2024, 3, 28)
NOW = "2024-03-28 09:00+01:00"
MISSING = "Für März 2024 ist noch kein Bericht freigegeben."

Login = Callable[[User], Client]


@pytest.fixture
def reader(db: None) -> User:
    return make_user(Role.AUSWERTUNG, email="land@example.org")


def release(kommune: Kommune, text: str = "Ein Satz.") -> IssuedReport:
    by = make_user(Role.KOORDINATION, kommune)
    if not kommune.programmes.exists():
        make_programme(kommune)
        make_participant(by, on=date(2024, 1, 10))
    return reports.issue(kommune, STICHTAG, by=by, today=TODAY, highlights=text, printer=leave_unprinted)


@once
def potsdam() -> Kommune:
    return make_kommune("potsdam")


@once
def towns(cottbus: Kommune, potsdam: Kommune) -> list[Kommune]:
    """Two that released and were printed, one that did not, one without a programme; by name."""
    made = [
        make_kommune(key, name=name, case_prefix=key.upper())
        for key, name in (("ff", "Frankfurt"), ("ww", "Wo"))
    ]
    for kommune in (potsdam, cottbus):
        printed(release(kommune))
    make_programme(made[0])
    return [made[0], potsdam, cottbus, made[1]]


@pytest.fixture
def unprinted(towns: list[Kommune]) -> list[Kommune]:
    """The same before their reports were first read."""
    with pgtrigger.ignore("reports.IssuedReport:frozen"):
        IssuedReport.objects.update(pdf=b"", sha256=UNPRINTED)
    return towns


def results(batch: ReportBatch) -> list[tuple[str, str, str, int | None]]:
    rows = batch.items.order_by("position")
    return list(rows.values_list("kommune__key", "state", "message", "report__version"))


NO_PROGRAMME = "Am 31.03.2024 gilt für Wo kein Förderprogramm."
DONE = [
    ("ff", "nicht_erledigt", MISSING, None),
    ("potsdam", "erledigt", "", 1),
    ("cottbus", "erledigt", "", 1),
    ("ww", "nicht_erledigt", NO_PROGRAMME, None),
]


def test_each_kommune_has_its_own_result(unprinted: list[Kommune], reader: User) -> None:
    batch = batches.start_batch(STICHTAG, by=reader)
    job = ProcrastinateJob.objects.get()
    assert (job.task_name, job.args, batch.month) == ("monatsberichte", {"batch_id": batch.pk}, MONTH)
    assert {state for _, state, *_ in results(batch)} == {"offen"}
    work_off_reports(batch.pk)
    assert results(batch) == DONE
    batch.refresh_from_db()
    assert batch.finished_at is not None
    assert IssuedReport.objects.filter(sha256=UNPRINTED).count() == 0


def test_a_second_order_is_the_first_one_until_that_is_done(towns: list[Kommune], reader: User) -> None:
    batch = batches.start_batch(MONTH, by=reader)
    assert batches.start_batch(MONTH, by=make_user(Role.AUSWERTUNG)).pk == batch.pk
    assert batches.start_batch(date(2024, 2, 1), by=reader).pk != batch.pk
    assert ProcrastinateJob.objects.count() == 2
    batches.work_off(batch)
    assert batches.start_batch(MONTH, by=reader).pk != batch.pk


def test_doing_it_again_changes_nothing(towns: list[Kommune], reader: User) -> None:
    batch = batches.start_batch(MONTH, by=reader)
    batches.work_off(batch)
    before = list(IssuedReport.objects.order_by("pk").values_list("pk", "sha256"))
    again = batches.start_batch(MONTH, by=reader)
    for _ in range(2):
        batches.work_off(again)
    assert results(again) == DONE
    assert list(IssuedReport.objects.order_by("pk").values_list("pk", "sha256")) == before


def test_after_a_crash_the_rest_is_done_and_nothing_twice(
    unprinted: list[Kommune], reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = batches.start_batch(MONTH, by=reader)
    seen: list[str] = []
    real = batches.printed

    def dies_at_the_second(report: IssuedReport) -> IssuedReport:
        seen.append(report.kommune.key)
        if len(seen) == 2:
            raise OperationalError
        return real(report)

    monkeypatch.setattr(batches, "printed", dies_at_the_second)
    with pytest.raises(OperationalError):
        batches.work_off(batch)
    assert [state for _, state, *_ in results(batch)] == ["nicht_erledigt", "erledigt", "offen", "offen"]
    batches.work_off(batch)
    assert results(batch) == DONE
    assert seen == ["potsdam", "cottbus", "cottbus"]


def test_what_kills_the_worker_again_and_again_is_given_up(
    towns: list[Kommune], reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = batches.start_batch(MONTH, by=reader)

    def dies(report: IssuedReport) -> IssuedReport:
        raise OperationalError

    monkeypatch.setattr(batches, "printed", dies)
    for _ in range(2 * batches.ATTEMPTS):
        with pytest.raises(OperationalError):
            batches.work_off(batch)
    batches.work_off(batch)
    assert [message for _, _, message, _ in results(batch)] == [
        MISSING,
        batches.BROKEN,
        batches.BROKEN,
        NO_PROGRAMME,
    ]


@pytest.mark.parametrize(
    ("error", "message"), [(PdfRefused(), str(PdfRefused())), (ZeroDivisionError(), batches.BROKEN)]
)
def test_an_error_of_one_kommune_stops_no_other(
    towns: list[Kommune], reader: User, monkeypatch: pytest.MonkeyPatch, error: Exception, message: str
) -> None:
    real = batches.printed

    def fails_for_potsdam(report: IssuedReport) -> IssuedReport:
        if report.kommune.key == "potsdam":
            raise error
        return real(report)

    monkeypatch.setattr(batches, "printed", fails_for_potsdam)
    batch = batches.start_batch(MONTH, by=reader)
    batches.work_off(batch)
    assert results(batch)[1:3] == [("potsdam", "nicht_erledigt", message, None), DONE[2]]
    monkeypatch.setattr(batches, "printed", real)
    assert batches.retry_batch(batch, by=reader) == 3
    batches.work_off(batch)
    assert results(batch) == DONE


def test_a_file_that_was_tampered_with_is_found(towns: list[Kommune], reader: User) -> None:
    batches.work_off(batches.start_batch(MONTH, by=reader))
    with pgtrigger.ignore("reports.IssuedReport:frozen"):
        IssuedReport.objects.filter(kommune__key="potsdam").update(pdf=b"%PDF-falsch")
    batch = batches.start_batch(MONTH, by=reader)
    batches.work_off(batch)
    assert results(batch)[1] == ("potsdam", "nicht_erledigt", batches.DAMAGED, None)


def test_the_newest_edition_counts(towns: list[Kommune], reader: User, cottbus: Kommune) -> None:
    release(cottbus, "Eine Korrektur.")
    batch = batches.start_batch(MONTH, by=reader)
    batches.work_off(batch)
    assert results(batch)[2] == ("cottbus", "erledigt", "", 2)


def test_only_the_auswertung_orders(towns: list[Kommune], reader: User, coordinator: User) -> None:
    for by in (coordinator, make_user(Role.FACHADMINISTRATION)):
        with pytest.raises(ValidationError, match="stellt die Auswertung zusammen"):
            batches.start_batch(MONTH, by=by)
        with pytest.raises(ValidationError, match="stellt die Auswertung zusammen"):
            batches.retry_batch(batches.start_batch(MONTH, by=reader), by=by)


def test_there_is_nothing_to_retry_while_it_runs_or_when_all_is_done(
    towns: list[Kommune], reader: User
) -> None:
    batch = batches.start_batch(MONTH, by=reader)
    with pytest.raises(ValidationError, match="werden gerade zusammengestellt"):
        batches.retry_batch(batch, by=reader)
    batches.work_off(batch)
    batch.items.filter(state="nicht_erledigt").delete()
    with pytest.raises(ValidationError, match="nichts mehr zu erledigen"):
        batches.retry_batch(batch, by=reader)


def test_the_page_from_the_order_to_the_file(unprinted: list[Kommune], reader: User, login: Login) -> None:
    client = login(reader)
    page = client.post(reverse("batch_start"), {"monat": "2024-03"}, follow=True)
    (batch,) = ReportBatch.objects.all()
    assert page.redirect_chain == [(reverse("batch_detail", args=[batch.pk]), 302)]
    assert "Monatsberichte März 2024 für 4 Kommunen" in words(page)
    assert "0 von 4 erledigt. Sie können diese Seite verlassen; die Arbeit geht weiter." in words(page)
    assert '<progress value="0" max="4" aria-labelledby="stand">' in page.content.decode()
    assert "data-unfertig" in page.content.decode()
    assert client.get(reverse("batch_zip", args=[batch.pk])).status_code == 404
    batches.work_off(batch)
    page = client.get(reverse("batch_detail", args=[batch.pk]))
    assert "2 von 4 erledigt, 2 nicht erledigt. Fertig seit 28.03.2024, 09:00 Uhr ." in words(page)
    assert f"Frankfurt nicht erledigt: {MISSING}" in words(page)
    assert "data-unfertig" not in page.content.decode()
    file = client.get(reverse("batch_zip", args=[batch.pk]))
    assert "no-store" in file["Cache-Control"]
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    stored = {
        report.kommune.key: bytes(report.pdf) for report in IssuedReport.objects.select_related("kommune")
    }
    assert files == {
        f"Spurwechsel_Monatsbericht_{key}_2024-03-27_Fassung-1.pdf": pdf for key, pdf in stored.items()
    }
    assert client.get(reverse("batch_zip", args=[batch.pk])).content == file.content


@pytest.mark.parametrize("month", ["", "2024-13", "2031-01", "x" * 5000, "\x00"])
def test_a_wrong_month_gets_a_sentence(towns: list[Kommune], reader: User, login: Login, month: str) -> None:
    page = login(reader).post(reverse("batch_start"), {"monat": month}, follow=True)
    assert "Wählen Sie einen Monat, für den Berichte freigegeben sind." in words(page)
    assert ReportBatch.objects.count() == 0


def test_a_retry_too_early_gets_a_sentence(towns: list[Kommune], reader: User, login: Login) -> None:
    batch = batches.start_batch(MONTH, by=reader)
    page = login(reader).post(reverse("batch_retry", args=[batch.pk]), follow=True)
    assert "Die Berichte dieses Monats werden gerade zusammengestellt." in words(page)


PEOPLE = ("participants_participant", "participants_phase", "participants_residence", "clearing_", "network_")


def test_no_page_and_no_work_reads_people_and_many_kommunen_cost_the_same(
    unprinted: list[Kommune], reader: User, login: Login
) -> None:
    client = login(reader)
    batch = batches.start_batch(MONTH, by=reader)
    with CaptureQueriesContext(connection) as work:
        batches.work_off(batch)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as page:
            client.get(reverse("batch_detail", args=[batch.pk]))
        counts.append(len(page))
        touched = [one["sql"] for one in (*work, *page) if any(name in one["sql"] for name in PEOPLE)]
        assert touched == []
        batch.items.filter(kommune__key="ww").delete()
    assert counts[0] == counts[1]
