"""What the settings take from the environment: kind of installation, secret key, database."""

import os
import secrets
from contextlib import suppress
from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

ENVIRONMENTS = ("", "development", "production")
PARTS_OF_URL = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
SHARED: dict[str, object] = {
    "ENGINE": "django.db.backends.postgresql",
    "CONN_MAX_AGE": 600,
    "CONN_HEALTH_CHECKS": True,
    "ATOMIC_REQUESTS": False,
}


def is_production() -> bool:
    """Ends the process where SPURWECHSEL_ENV is misspelt, or a demonstration would start in its place."""
    if (name := os.environ.get("SPURWECHSEL_ENV", "")) not in ENVIRONMENTS:
        raise SystemExit(
            f"SPURWECHSEL_ENV kennt den Wert „{name}“ nicht: Möglich sind production und development."
        )
    return name == "production"


def secret_key(home: Path) -> str:
    """From the environment; without it a key made once for this checkout, which production refuses."""
    if key := os.environ.get("SPURWECHSEL_SECRET_KEY"):
        return key
    if is_production():
        return ""
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = home / "geheimer-schluessel"
    if not path.exists():
        # Written aside and linked, so that a second process never reads a half-written key.
        draft = home / f"geheimer-schluessel.{os.getpid()}"
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
        with suppress(FileExistsError):
            os.link(draft, path)
        draft.unlink()
    return path.read_text()


def database(home: Path) -> dict[str, object]:
    """DATABASE_URL names any PostgreSQL from 15 on; without it a demonstration holds its own in `home`.

    Production without it ends here, before a server is made that nobody wants.
    """
    if url := os.environ.get("DATABASE_URL"):
        try:
            parts = conninfo_to_dict(url)
        except Exception:  # it quotes the address, and with it a password
            raise SystemExit("DATABASE_URL ist keine gültige PostgreSQL-Adresse.") from None
        known = {PARTS_OF_URL[key]: value for key, value in parts.items() if key in PARTS_OF_URL}
        options = {key: value for key, value in parts.items() if key not in PARTS_OF_URL}
        return SHARED | known | {"OPTIONS": options}
    if is_production():
        raise SystemExit(
            "Für den Betrieb fehlt die Datenbank: Bitte DATABASE_URL auf einen PostgreSQL-Server setzen."
        )
    from spurwechsel import embedded_postgres

    return SHARED | embedded_postgres.database_settings(home)
