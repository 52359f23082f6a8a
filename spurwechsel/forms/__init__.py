"""Forms of the pages that belong to no other app: log-in, administration, log, service pages."""

from .account import (
    ActivateSecondFactorForm,
    CalendarKeyForm,
    ChangePasswordForm,
    CodeForm,
    ConfirmCodeForm,
    ConfirmPasswordForm,
    ForgottenPasswordForm,
    LogInForm,
    NewPasswordForm,
)
from .administration import (
    BarrierForm,
    EstimateForm,
    KommuneForm,
    NewKommuneForm,
    UserFilterForm,
    UserForm,
    initial_of,
)
from .log import LogFilterForm

__all__ = [
    "ActivateSecondFactorForm",
    "BarrierForm",
    "CalendarKeyForm",
    "ChangePasswordForm",
    "CodeForm",
    "ConfirmCodeForm",
    "ConfirmPasswordForm",
    "EstimateForm",
    "ForgottenPasswordForm",
    "KommuneForm",
    "LogFilterForm",
    "LogInForm",
    "NewKommuneForm",
    "NewPasswordForm",
    "UserFilterForm",
    "UserForm",
    "initial_of",
]
