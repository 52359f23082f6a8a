"""The passwords of the demo log-ins: made for this installation alone, kept in one private file."""

import json
import os
import secrets
from pathlib import Path

from spurwechsel.models import User

FILE_NAME = "demo-zugaenge.json"
# Easy to type: no letters and digits that look alike.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def write_logins(home: Path, emails: list[str]) -> Path:
    """Makes the file name a valid password for every one of the emails, in their order.

    Passwords that the file names and that are valid stay as they are; all others are set anew.
    """
    path = home / FILE_NAME
    users = {user.email: user for user in User.objects.filter(is_demo=True).select_related("kommune")}
    known = {entry["email"]: entry for entry in _read(path)}
    entries = [_entry(users[email], known.get(email)) for email in emails if email in users]
    if entries != list(known.values()):
        _write(path, entries)
    return path


def _entry(user: User, known: dict[str, str | None] | None) -> dict[str, str | None]:
    if known and user.check_password(known["passwort"]):
        return known
    return _new_entry(user)


def _new_entry(user: User) -> dict[str, str | None]:
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4))
    password = "-".join(groups)
    user.set_password(password)
    user.save(update_fields=["password"])
    return {
        "email": user.email,
        "passwort": password,
        "rolle": str(user.role),
        "kommune": user.kommune.key if user.kommune else None,
    }


def _read(path: Path) -> list[dict[str, str | None]]:
    try:
        return list(json.loads(path.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError):
        return []


def _write(path: Path, entries: list[dict[str, str | None]]) -> None:
    """Complete or not at all, and never readable by others."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_suffix(".neu")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(
        os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
    ) as file:
        json.dump(entries, file, ensure_ascii=False, indent=2)
    unfinished.replace(path)
