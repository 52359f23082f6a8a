"""How allauth behaves here: no sign-up, no usernames, secrets of the second factor encrypted."""

import base64
import hashlib

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by the Fachadministration."""
        return False


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps the secret of the second factor encrypted with a key derived from SECRET_KEY."""

    def encrypt(self, text: str) -> str:
        return self._fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return self._fernet().decrypt(encrypted_text.encode()).decode()

    def _fernet(self) -> Fernet:
        digest = hashlib.sha256(b"second factor" + settings.SECRET_KEY.encode()).digest()
        return Fernet(base64.urlsafe_b64encode(digest))
