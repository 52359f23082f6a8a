"""Forms that came too late are kept for their author; forms that came twice are carried out once.

Neither is a decision about anything, so no event is recorded.
"""

import base64
import hashlib
import json
import secrets
from collections.abc import Callable
from datetime import timedelta

from cryptography.fernet import Fernet
from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone

from ..models import RescuedPost, Submission

KEPT_FOR = timedelta(minutes=30)
REMEMBERED_FOR = timedelta(days=1)

Fields = list[tuple[str, str]]


@transaction.atomic
def keep_form(user_id: int, path: str, fields: Fields) -> str:
    """Seals what was typed and returns the token that opens it; whoever reads the table alone cannot."""
    RescuedPost.objects.filter(at__lt=timezone.now() - KEPT_FOR).delete()
    token = secrets.token_urlsafe(32)
    content = json.dumps([path, fields]).encode()
    RescuedPost.objects.create(
        user_id=user_id, token_digest=_digest(token), sealed=_cipher(token).encrypt(content)
    )
    return token


def reopen_form(token: str, user_id: int) -> tuple[str, Fields]:
    """Path and fields of a kept form. Raises RescuedPost.DoesNotExist for others and after 30 minutes."""
    kept = RescuedPost.objects.get(
        token_digest=_digest(token), user_id=user_id, at__gte=timezone.now() - KEPT_FOR
    )
    path, fields = json.loads(_cipher(token).decrypt(bytes(kept.sealed)))
    return path, [(name, value) for name, value in fields]


def carry_out_once(key: bytes, carry_out: Callable[[], HttpResponse]) -> tuple[HttpResponse | None, str]:
    """The answer to the first form with this key, or (None, address of its result) for every later one.

    Somebody who sends the same form at the same moment waits here until the first one is through. A form
    that leads to no redirect has changed nothing and may come again.
    """
    digest = hashlib.sha256(key).hexdigest()
    Submission.objects.filter(at__lt=timezone.now() - REMEMBERED_FOR).delete()
    with transaction.atomic():
        _, is_first = Submission.objects.get_or_create(digest=digest)
        if is_first:
            response = carry_out()
            if response.status_code != 302:
                # Not rolled back: what counts refused tries has to outlive them.
                Submission.objects.filter(digest=digest).delete()
            else:
                Submission.objects.filter(digest=digest).update(result_url=response["Location"])
            return response, ""
    return None, Submission.objects.get(digest=digest).result_url


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _cipher(token: str) -> Fernet:
    key = hashlib.sha256(f"rescued form {settings.SECRET_KEY} {token}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))
