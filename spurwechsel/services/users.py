"""Accounts: made, changed, closed and opened again; nobody's account is ever deleted."""

from collections.abc import Iterable
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.db import transaction

from participants.choices import EventKind, Phase
from participants.models import Participant
from participants.services import record_event
from participants.services.changes import changes_between, snapshot

from ..accounts import password_path
from ..conflict import check_version
from ..models import Kommune, User
from ..roles import Role


@transaction.atomic
def create_user(
    *,
    email: str,
    name: str,
    role: str,
    by: User | None = None,
    password: str | None = None,
    further_kommunen: Iterable[Kommune] = (),
    **fields: Any,
) -> User:
    """Creates an account; without a password it can only be used after a reset.

    `by` is missing for the first account of a server, which has made itself. Raises ValidationError keyed
    to the field that is wrong.
    """
    # allauth looks for addresses in small letters only.
    user = User(email=email.strip().lower(), name=name, role=role, **fields)
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    user.full_clean()
    user.save()
    user.further_kommunen.set(_places_to_stand_in(user, further_kommunen))
    record_event(
        EventKind.USER_CHANGED,
        by=by or user,
        kommune_id=user.kommune_id,
        summary=f"Zugang angelegt: {user.name}, {user.get_role_display()}",
    )
    return user


@transaction.atomic
def change_user(
    user: User, *, by: User, version: int, further_kommunen: Iterable[Kommune] = (), **fields: Any
) -> User:
    """Changes an account, effective on the next click of its owner.

    Raises Conflict if somebody saved after the form was filled, ValidationError where a field is wrong or
    the last way into the administration would be closed.
    """
    person = User.objects.select_for_update().get(pk=user.pk)
    check_version(person, version)
    before = snapshot(person, fields)
    places_before = _names(person.further_kommunen.all())
    for name, value in fields.items():
        setattr(person, name, value)
    person.email = person.email.strip().lower()
    if person == by and person.role != by.role:
        raise ValidationError({"role": "Ihre eigene Rolle kann nur eine andere Person ändern."})
    person.full_clean()
    person.further_kommunen.set(_places_to_stand_in(person, further_kommunen))
    changes = changes_between(person, before)
    places = _names(person.further_kommunen.all())
    if places != places_before:
        changes["Vertretung in weiteren Kommunen"] = [places_before, places]
    if changes:
        person.version += 1
        person.save()
        _record(person, by, f"Zugang geändert: {person.name}", changes)
    return person


def _places_to_stand_in(user: User, kommunen: Iterable[Kommune]) -> list[Kommune]:
    """Only a Fallbegleitung can stand in for others, and not at home."""
    if user.role != Role.FALLBEGLEITUNG:
        return []
    return [kommune for kommune in kommunen if kommune.pk != user.kommune_id]


def _names(kommunen: Iterable[Kommune]) -> str:
    return ", ".join(sorted(kommune.name for kommune in kommunen)) or "keine"


def open_case_count(user: User) -> int:
    """How many cases that have not ended the person is responsible for; a number, nobody's name."""
    return Participant.objects.filter(responsible=user).exclude(phase=Phase.ABGESCHLOSSEN).count()


@transaction.atomic
def deactivate_user(user: User, *, by: User) -> User:
    """Closes an account at once, all its sessions included. Raises ValidationError for one's own."""
    person = User.objects.select_for_update().get(pk=user.pk)
    if person == by:
        raise ValidationError("Ihren eigenen Zugang kann nur eine andere Person deaktivieren.")
    person.is_active = False
    person.version += 1
    person.save(update_fields=["is_active", "version"])
    _end_sessions(person)
    _record(person, by, f"Zugang deaktiviert: {person.name}")
    return person


@transaction.atomic
def activate_user(user: User, *, by: User) -> User:
    """Opens an account again, with the password and the second factor it had."""
    person = User.objects.select_for_update().get(pk=user.pk)
    person.is_active = True
    person.version += 1
    person.save(update_fields=["is_active", "version"])
    _record(person, by, f"Zugang aktiviert: {person.name}")
    return person


@transaction.atomic
def reset_second_factor(user: User, *, by: User) -> None:
    """Removes the second factor of somebody who has lost it, and ends all sessions.

    Raises ValidationError where there is none.
    """
    authenticators = Authenticator.objects.filter(user=user)
    if not authenticators.exists():
        raise ValidationError("Für diesen Zugang ist kein zweiter Faktor eingerichtet.")
    authenticators.delete()
    _end_sessions(user)
    _record(user, by, f"Zweiter Faktor zurückgesetzt: {user.name}")


@transaction.atomic
def issue_password_link(user: User, *, by: User | None = None) -> str:
    """The path that lets the owner choose a password; valid for three days, once, and for nobody else.

    `by` is missing for the first account of a server. Raises ValidationError for a closed account.
    """
    if not user.is_active:
        raise ValidationError("Dieser Zugang ist deaktiviert. Aktivieren Sie ihn zuerst.")
    _record(user, by or user, f"Link zum Setzen des Passworts erzeugt: {user.name}")
    return password_path(user)


def _end_sessions(user: User) -> None:
    for session in UserSession.objects.filter(user=user):
        session.end()


def _record(user: User, by: User, summary: str, changes: dict[str, list[str]] | None = None) -> None:
    record_event(EventKind.USER_CHANGED, by=by, kommune_id=user.kommune_id, summary=summary, changes=changes)
