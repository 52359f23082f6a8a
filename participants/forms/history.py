"""What of a history to show."""

from django import forms

from spurwechsel.formfields import PlainSelect, SingleChoice, SpurForm

from ..choices import EventKind

STATUS = "status"
_K = EventKind
# Under which word the kinds of events can be picked; changes of status come from their own log.
GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    STATUS: ("Status", (_K.REGISTERED, _K.MOVE_REVOKED)),
    "aufenthalt": ("Aufenthalt", (_K.RESIDENCE_RECORDED, _K.RESIDENCE_CORRECTED, _K.RESIDENCE_WITHDRAWN)),
    "einwilligung": ("Einwilligung", (_K.CONSENT_CHANGED,)),
    "stammdaten": ("Stammdaten", (_K.CORRECTED,)),
    "pruefung": (
        "Identität und Ausschlusshinweis",
        (
            _K.IDENTITY_RECORDED,
            _K.IDENTITY_STEP_RECORDED,
            _K.IDENTITY_STEP_WITHDRAWN,
            _K.EXCLUSION_RECORDED,
        ),
    ),
    "clearing": (
        "Clearing",
        (_K.TALK_STARTED, _K.TALK_ENDED, _K.SECTION_SAVED, _K.DRAFT_DELETED, _K.STATED),
    ),
    "plan": (
        "Bedarfe, Ziele und Maßnahmen",
        (
            *(_K.NEED_OPENED, _K.NEED_CHANGED, _K.NEED_CLOSED, _K.GOAL_SET, _K.GOAL_CHANGED),
            *(_K.MEASURE_PLANNED, _K.MEASURE_CHANGED, _K.ATTENDANCE, _K.PLAN_AGREED),
            *(_K.RESULT_RECORDED, _K.RESULT_WITHDRAWN, _K.ASKED_LATER, _K.ESF_ANSWERED),
        ),
    ),
    "arbeit": ("Arbeit und Ausbildung", (_K.WORK_RECORDED, _K.WORK_CORRECTED, _K.WORK_WITHDRAWN)),
    "fristen": (
        "Anträge und Fristen",
        (
            *(_K.APPLICATION_FILED, _K.APPLICATION_ENDED, _K.DEADLINE_SNOOZED, _K.DEADLINE_RESUMED),
            _K.PERSPECTIVE_KEPT,
        ),
    ),
}


class HistoryFilterForm(SpurForm):
    """In the address as ?art=…&seite=…; what cannot be read is told and left out."""

    mark_optional = False
    art = SingleChoice(
        label="Nur zeigen",
        choices=[("", "alles"), *((key, label) for key, (label, _) in GROUPS.items())],
        widget=PlainSelect,
        required=False,
    )
    seite = forms.IntegerField(
        required=False,
        min_value=1,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("invalid", "min_value"), "Diese Seite des Verlaufs gibt es nicht. Sie sehen die erste."
        ),
    )

    @property
    def group(self) -> str:
        return self._valid("art") or ""

    @property
    def page(self) -> int:
        return self._valid("seite") or 1

    def _valid(self, name: str) -> object:
        return self.cleaned_data.get(name) if self.is_valid() or self.errors else None
