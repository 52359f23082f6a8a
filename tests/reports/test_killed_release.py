"""A release whose process is killed leaves the whole report or none of it."""

import json
import os
import signal
import subprocess
import sys
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from participants.choices import EventKind
from participants.models import Event
from reports import services
from reports.models import IssuedReport, ReportDraft
from spurwechsel.models import Kommune, User
from tests.factories import make_participant
from tests.reports.test_services import make_programme

STICHTAG, TODAY = date(2024, 3, 27), date(2024, 3, 28)

# Releases in a process of its own and kills it right after the first statement that begins so.
RELEASE = """
import json, os, signal, sys
import django
from django.conf import settings
database, deadly, kommune, by = json.loads(sys.argv[1])
settings.DATABASES["default"].update(database)
django.setup()
from datetime import date
from django.db import connection
from reports.services import issue
from spurwechsel.models import Kommune, User

def watch(execute, sql, params, many, context):
    result = execute(sql, params, many, context)
    if sql.startswith(deadly):
        os.kill(os.getpid(), signal.SIGKILL)
    return result

with connection.execute_wrapper(watch):
    issue(
        Kommune.objects.get(pk=kommune),
        date(2024, 3, 27),
        by=User.objects.get(pk=by),
        today=date(2024, 3, 28),
        highlights="Drei Personen sind erschlossen.",
    )
"""
NEVER = "nie"


def release_in_a_process(deadly: str, kommune: Kommune, by: User) -> int:
    database = {name: connection.settings_dict[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    arguments = json.dumps([database, deadly, kommune.pk, by.pk])
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "spurwechsel.settings"}
    ended = subprocess.run(
        [sys.executable, "-c", RELEASE, arguments], cwd=settings.BASE_DIR, env=environment, check=False
    )
    return ended.returncode


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "deadly",
    [
        'INSERT INTO "reports_issuedreport"',
        'DELETE FROM "reports_reportdraft"',
        'INSERT INTO "participants_event"',
        NEVER,
    ],
)
def test_the_whole_report_or_nothing(cottbus: Kommune, coordinator: User, deadly: str) -> None:
    make_programme(cottbus)
    Kommune.objects.update(four_eyes=False)
    make_participant(coordinator, on=date(2024, 1, 10))
    services.save_draft(cottbus, STICHTAG, by=coordinator, today=TODAY, highlights="Ein Entwurf.")
    code = release_in_a_process(deadly, cottbus, coordinator)
    found: tuple[Any, ...] = (
        code,
        IssuedReport.objects.count(),
        ReportDraft.objects.count(),
        Event.objects.filter(kind=EventKind.REPORT_ISSUED).count(),
    )
    assert found == ((0, 1, 0, 1) if deadly == NEVER else (-signal.SIGKILL, 0, 1, 0))
