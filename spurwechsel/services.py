"""Everything that changes users and Kommunen; each function is one transaction with one event."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from .models import User


@transaction.atomic
def create_user(*, email: str, name: str, role: str, password: str | None = None, **fields: Any) -> User:
    """Creates an account; without a password it can only be used after a reset."""
    user = User(email=User.objects.normalize_email(email), name=name, role=role, **fields)
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    if User.objects.filter(email__iexact=user.email).exists():
        raise ValidationError({"email": "Für diese E-Mail-Adresse gibt es schon einen Zugang."})
    user.full_clean()
    user.save()
    return user
