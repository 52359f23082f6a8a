"""The migrations run once for all workers and all later runs: a test database is a copy of their result."""

from hashlib import sha256

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.backends.utils import CursorWrapper

PREFIX = "test_migrated_"
# Any number that nobody else locks; the first worker migrates, the others wait for it.
LOCK = 2024_03_27


def template() -> str:
    """The name of a database with all migrations; made where the server has none for their present text."""
    files = sorted([*settings.BASE_DIR.glob("*/migrations/*.py"), settings.BASE_DIR / "requirements.txt"])
    name = PREFIX + sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:16]
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
        if name not in (known := [row[0] for row in cursor.fetchall()]):
            for old in known:
                cursor.execute(f'DROP DATABASE "{old}"')
            _migrate(cursor, name)
    return name


def _migrate(cursor: CursorWrapper, name: str) -> None:
    """It gets its name when it is complete."""
    draft, usual = f"{PREFIX}draft", connection.settings_dict["NAME"]
    cursor.execute(f'CREATE DATABASE "{draft}"')
    connection.close()
    connection.settings_dict["NAME"] = draft
    try:
        call_command("migrate", verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual
    cursor.execute(f'ALTER DATABASE "{draft}" RENAME TO "{name}"')
