"""The demonstration data, built once for all tests of this folder in a transaction around them."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.test import override_settings

from tests.built_once import built_once


@pytest.fixture(scope="package", autouse=True)
def home(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("home")
    with (
        override_settings(HOME=folder),
        time_machine.travel(datetime(2026, 9, 16, 9, tzinfo=ZoneInfo("Europe/Berlin")), tick=False),
        built_once(django_db_blocker, lambda: call_command("demo_data", verbosity=0)),
    ):
        yield folder
