"""Forms of the pages that belong to no other app: log-in, administration, log, service pages."""

from .account import (
    ActivateSecondFactorForm,
    ChangePasswordForm,
    CodeForm,
    ConfirmCodeForm,
    ConfirmPasswordForm,
    ForgottenPasswordForm,
    LogInForm,
    NewPasswordForm,
)

__all__ = [
    "ActivateSecondFactorForm",
    "ChangePasswordForm",
    "CodeForm",
    "ConfirmCodeForm",
    "ConfirmPasswordForm",
    "ForgottenPasswordForm",
    "LogInForm",
    "NewPasswordForm",
]
