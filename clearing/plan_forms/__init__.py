"""The forms of plan, work and results."""

from .measures import AttendanceForm, EndForm, MeasureForm, StartForm
from .needs import AgreeForm, CloseNeedForm, DeferForm, GoalForm, GoalStateForm, NeedForm, NeedQuery
from .referrals import ReferralForm, ReferralQuery, ReferralResultForm, ReferralWithdrawForm
from .work import (
    AnswerForm,
    CertificateForm,
    EmploymentForm,
    EndEpisodeForm,
    EsfForm,
    TrainingForm,
    WithdrawEpisodeForm,
)

__all__ = [
    "AgreeForm",
    "AnswerForm",
    "AttendanceForm",
    "CertificateForm",
    "CloseNeedForm",
    "DeferForm",
    "EmploymentForm",
    "EndEpisodeForm",
    "EndForm",
    "EsfForm",
    "GoalForm",
    "GoalStateForm",
    "MeasureForm",
    "NeedForm",
    "NeedQuery",
    "ReferralForm",
    "ReferralQuery",
    "ReferralResultForm",
    "ReferralWithdrawForm",
    "StartForm",
    "TrainingForm",
    "WithdrawEpisodeForm",
]
