"""Refuses an unsafe start in production and warns where PDF files cannot be made."""

import ctypes
import sys
from collections.abc import Iterator, Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core import checks
from django.db import OperationalError, connection

from spurwechsel.models import User
from spurwechsel.pdf import INSTALL_HINT

SECRET_KEY_LENGTH = 50
SECRET_KEY_DIFFERENT_SIGNS = 5
PDF_LIBRARIES = ("libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0")


def refuse_unsafe_production() -> None:
    """End the process with the first objection as its last words; does nothing outside production."""
    if settings.PRODUCTION and (objection := next(production_objections(), None)):
        raise SystemExit(objection)


def production_objections() -> Iterator[str]:
    """What speaks against serving real people with this configuration, one German sentence each."""
    key = settings.SECRET_KEY
    if len(key) < SECRET_KEY_LENGTH or len(set(key)) < SECRET_KEY_DIFFERENT_SIGNS:
        yield (
            "Für den Betrieb fehlt ein sicherer Schlüssel: Bitte SPURWECHSEL_SECRET_KEY "
            f"auf mindestens {SECRET_KEY_LENGTH} zufällige Zeichen setzen."
        )
    if settings.DEBUG:
        yield "Im Betrieb darf SPURWECHSEL_DEBUG nicht eingeschaltet sein."
    try:
        yield from _database_objections()
    except OperationalError:
        yield "Die Datenbank antwortet nicht: Bitte DATABASE_URL und den PostgreSQL-Server prüfen."


def _database_objections() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname, rolsuper FROM pg_roles WHERE rolname = current_user")
        role, is_superuser = cursor.fetchone()
        tables = connection.introspection.table_names(cursor)
    if is_superuser:
        yield (
            f"Die Datenbankrolle „{role}“ darf alles (SUPERUSER): "
            "Bitte in DATABASE_URL eine Rolle ohne dieses Recht nennen."
        )
    if User._meta.db_table in tables and User.objects.filter(is_demo=True).exists():
        yield (
            "In der Datenbank stehen Demo-Zugänge mit bekannten Passwörtern: "
            "Bitte für den Betrieb eine Datenbank ohne Demo-Daten verwenden."
        )


@checks.register
def pdf_libraries(app_configs: Sequence[AppConfig] | None, **options: object) -> list[checks.CheckMessage]:
    """Asks for the libraries themselves: importing WeasyPrint would cost every command a second."""
    if sys.platform != "linux":
        return []
    try:
        for name in PDF_LIBRARIES:
            ctypes.CDLL(name)
    except OSError:
        return [checks.Warning(INSTALL_HINT, id="spurwechsel.W001")]
    return []
