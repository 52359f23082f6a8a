"""What of a history to show."""

from django import forms

from spurwechsel.formfields import PlainSelect, SingleChoice, SpurForm

from ..choices import EventKind

STATUS = "status"
# Under which word the kinds of events can be picked; changes of status come from their own log.
GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    STATUS: ("Status", (EventKind.REGISTERED, EventKind.MOVE_REVOKED)),
    "wechsel": (
        "Wechsel der Kommune",
        (
            *(EventKind.PACKET_OFFERED, EventKind.PACKET_STOPPED, EventKind.PACKET_ACCEPTED),
            EventKind.TAKEN_OVER,
        ),
    ),
    "aufenthalt": (
        "Aufenthalt",
        (EventKind.RESIDENCE_RECORDED, EventKind.RESIDENCE_CORRECTED, EventKind.RESIDENCE_WITHDRAWN),
    ),
    "einwilligung": ("Einwilligung", (EventKind.CONSENT_CHANGED,)),
    "clearing": (
        "Clearing-Gespräche",
        (
            EventKind.TALK_STARTED,
            EventKind.SECTION_SAVED,
            EventKind.STATED,
            EventKind.TALK_ENDED,
            EventKind.DRAFT_DELETED,
        ),
    ),
    "plan": (
        "Bedarfe, Ziele und Maßnahmen",
        (
            EventKind.NEED_OPENED,
            EventKind.NEED_CHANGED,
            EventKind.NEED_CLOSED,
            EventKind.GOAL_SET,
            EventKind.GOAL_CHANGED,
            EventKind.MEASURE_PLANNED,
            EventKind.MEASURE_CHANGED,
            EventKind.ATTENDANCE,
            EventKind.PLAN_AGREED,
        ),
    ),
    "verweise": (
        "Verweise und Übermittlungen",
        (
            *(EventKind.REFERRED, EventKind.REFERRAL_CHANGED, EventKind.REFERRAL_WITHDRAWN),
            *(EventKind.TRANSFER_CHANGED, EventKind.DATA_SENT, EventKind.PARTNER_ANSWERED),
            EventKind.ANSWER_LINK_CHANGED,
        ),
    ),
    "vermittlung": ("Vermittlung in Arbeit", (EventKind.PROFILE_RELEASED, EventKind.PLACEMENT)),
    "arbeit": (
        "Arbeit, Ausbildung und Ergebnisse",
        (
            EventKind.WORK_RECORDED,
            EventKind.WORK_CORRECTED,
            EventKind.WORK_WITHDRAWN,
            EventKind.RESULT_RECORDED,
            EventKind.RESULT_WITHDRAWN,
            EventKind.ASKED_LATER,
            EventKind.ESF_ANSWERED,
        ),
    ),
    "fristen": (
        "Fristen, Anträge und Bleibeperspektive",
        (
            EventKind.APPLICATION_FILED,
            EventKind.APPLICATION_ENDED,
            EventKind.DEADLINE_SNOOZED,
            EventKind.DEADLINE_RESUMED,
            EventKind.PERSPECTIVE_KEPT,
        ),
    ),
    "termine": (
        "Termine, Kontakte und Aufgaben",
        (
            *(EventKind.APPOINTMENT_BOOKED, EventKind.APPOINTMENT_CHANGED, EventKind.APPOINTMENT_STATED),
            *(EventKind.CONTACT_TRIED, EventKind.CONTACT_WITHDRAWN, EventKind.HANDED_OVER),
            *(EventKind.TASK_ADDED, EventKind.TASK_CHANGED, EventKind.TASK_DONE, EventKind.TASK_REOPENED),
        ),
    ),
    "briefe": ("Briefe", (EventKind.LETTER_PRINTED,)),
    "stammdaten": ("Stammdaten", (EventKind.CORRECTED, EventKind.ADDRESS_CHANGED)),
    "pruefung": (
        "Identität und Ausschlusshinweis",
        (
            EventKind.IDENTITY_RECORDED,
            EventKind.IDENTITY_STEP_RECORDED,
            EventKind.IDENTITY_STEP_WITHDRAWN,
            EventKind.EXCLUSION_RECORDED,
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
