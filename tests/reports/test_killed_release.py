"""A release whose process is killed leaves the whole report or none of it; of two at once one wins."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection

from participants.choices import EventKind
from participants.models import Event
from reports import services
from reports.models import IssuedReport, ReportDraft
from spurwechsel.models import Kommune, User
from spurwechsel.roles import Role
from tests.factories import make_kommune, make_participant, make_user
from tests.reports.test_services import make_programme

STICHTAG, TODAY = date(2024, 3, 27), date(2024, 3, 28)

# Starts once and releases in a child per line read, which is killed right after the first statement that
# begins as told; answers with how the child ended.
RELEASES = """
import json, os, signal, sys
import django
from django.conf import settings
settings.DATABASES["default"].update(json.loads(sys.argv[1]))
django.setup()
from datetime import UTC, date, datetime
from django.db import connection
from reports.services import issue
from spurwechsel.models import Kommune, User
from spurwechsel.pdf import render_pdf

# So that no child has to unpack the fonts.
render_pdf("print.html", {}, title="x", author="x", created=datetime(2024, 3, 28, tzinfo=UTC))

def watch(execute, sql, params, many, context):
    result = execute(sql, params, many, context)
    if sql.startswith(deadly):
        os.kill(os.getpid(), signal.SIGKILL)
    return result

for line in sys.stdin:
    deadly, kommune, by = json.loads(line)
    child = os.fork()
    if child:
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
        continue
    with connection.execute_wrapper(watch):
        issue(
            Kommune.objects.get(pk=kommune),
            date(2024, 3, 27),
            by=User.objects.get(pk=by),
            today=date(2024, 3, 28),
            highlights="Drei Personen sind erschlossen.",
        )
    os._exit(0)
"""
NEVER = "nie"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cottbus(transactional_db: None) -> Kommune:
    """Not built once: another process and another thread see it."""
    return make_kommune("cottbus")


@pytest.fixture
def coordinator(cottbus: Kommune) -> User:
    make_programme(cottbus)
    coordinator = make_user(Role.KOORDINATION, cottbus, name="K. Muster")
    make_participant(coordinator, on=date(2024, 1, 10))
    return coordinator


@pytest.fixture(scope="module")
def releases(django_db_setup: None) -> Iterator[subprocess.Popen[str]]:
    database = {name: connection.settings_dict[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    with subprocess.Popen(
        [sys.executable, "-c", RELEASES, json.dumps(database)],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "spurwechsel.settings"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield process


@pytest.mark.parametrize(
    "deadly",
    [
        'INSERT INTO "reports_issuedreport"',
        'DELETE FROM "reports_reportdraft"',
        'INSERT INTO "participants_event"',
        NEVER,
    ],
)
def test_the_whole_report_or_nothing(releases: Any, cottbus: Kommune, coordinator: User, deadly: str) -> None:
    services.save_draft(cottbus, STICHTAG, by=coordinator, today=TODAY, highlights="Ein Entwurf.")
    print(json.dumps([deadly, cottbus.pk, coordinator.pk]), file=releases.stdin, flush=True)
    code = int(releases.stdout.readline())
    found: tuple[Any, ...] = (
        code,
        IssuedReport.objects.count(),
        ReportDraft.objects.count(),
        Event.objects.filter(kind=EventKind.REPORT_ISSUED).count(),
    )
    assert found == ((0, 1, 0, 1) if deadly == NEVER else (-signal.SIGKILL, 0, 1, 0))


def test_of_two_who_release_at_once_one_wins(cottbus: Kommune, coordinator: User) -> None:
    answers: list[str] = []

    def try_to(text: str) -> None:
        try:
            services.issue(cottbus, STICHTAG, by=coordinator, today=TODAY, version=1, highlights=text)
            answers.append("freigegeben")
        except ValidationError as error:
            answers.append(error.messages[0].partition(" vom ")[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=try_to, args=(text,)) for text in ("Eins.", "Zwei.")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == ["Inzwischen hat K. Muster Fassung 1", "freigegeben"]
    assert IssuedReport.objects.count() == 1
