"""Where a case stands, how it rests or ends, and what is recorded about a decision."""

from django.db.models import TextChoices


class Phase(TextChoices):
    """Where a person stands. Only FIVE are counted as „erschlossen“ in the report."""

    IDENTIFIZIERT = "identifiziert", "Identifiziert"
    TERMINVEREINBARUNG = "terminvereinbarung", "Terminvereinbarung"
    CLEARING = "clearing", "Clearing"
    BETREUUNG = "betreuung", "Betreuung"
    KEINE_BEDARFE = "keine_bedarfe", "Keine Bedarfe"
    UNVEREINBARKEIT = "unvereinbarkeit", "Unvereinbarkeit"
    ABGESCHLOSSEN = "abgeschlossen", "Abgeschlossen"


# In the order of the process, which is the order of every list, chart and table.
FIVE_PHASES = (
    Phase.TERMINVEREINBARUNG,
    Phase.CLEARING,
    Phase.BETREUUNG,
    Phase.KEINE_BEDARFE,
    Phase.UNVEREINBARKEIT,
)
PARKED_PHASES = (Phase.KEINE_BEDARFE, Phase.UNVEREINBARKEIT)

PHASE_MEANINGS = {
    Phase.IDENTIFIZIERT: "Die Person ist bekannt, ein erstes Gespräch hat noch nicht stattgefunden.",
    Phase.TERMINVEREINBARUNG: "Das Gespräch über einen persönlichen Termin hat stattgefunden.",
    Phase.CLEARING: "Bedarfe werden ermittelt und Kompetenzen erfasst.",
    Phase.BETREUUNG: "Konkrete Maßnahmen laufen oder werden gesucht.",
    Phase.KEINE_BEDARFE: (
        "Zurzeit besteht kein Förderbedarf oder keiner, den der Spurwechsel bearbeiten kann."
    ),
    Phase.UNVEREINBARKEIT: (
        "Bedarf besteht, die Person hat zurzeit keine Kapazität dafür. Das ist kein Versäumnis."
    ),
    Phase.ABGESCHLOSSEN: "Die Teilnahme ist beendet, das Ergebnis ist festgehalten.",
}


class Abschluss(TextChoices):
    """How a participation ended. There is deliberately no code for a deportation."""

    SPURWECHSEL = "spurwechsel", "Spurwechsel erreicht"
    ARBEIT = "arbeit", "Arbeit aufgenommen"
    AUSBILDUNG = "ausbildung", "Ausbildung aufgenommen"
    VERZOGEN = "verzogen", "verzogen"
    # Only by the other Kommune, which takes the person over; nobody chooses it for a step.
    UEBERGEBEN = "uebergeben", "an eine andere Kommune übergeben"
    EIGENER_WUNSCH = "eigener_wunsch", "auf eigenen Wunsch"
    WIDERRUF = "widerruf", "Einwilligung widerrufen"
    AUSGEREIST = "ausgereist", "ausgereist oder unbekannt verzogen"
    VERSTORBEN = "verstorben", "verstorben"


class ParkReason(TextChoices):
    """Why a case rests: the first three belong to Keine Bedarfe, the others to Unvereinbarkeit."""

    KEIN_BEDARF = "kein_bedarf", "zurzeit kein Förderbedarf"
    NICHT_BEARBEITBAR = "nicht_bearbeitbar", "Bedarf, den der Spurwechsel nicht bearbeiten kann"
    ANDERE_STELLE = "andere_stelle", "wird von einer anderen Stelle begleitet"
    KINDERBETREUUNG = "kinderbetreuung", "Kinderbetreuung"
    GESUNDHEIT = "gesundheit", "Gesundheit"
    ARBEITSZEIT = "arbeitszeit", "Vollzeit- oder Schichtarbeit"
    WOHNSITUATION = "wohnsituation", "Wohnsituation"
    UMZUG = "umzug", "Umzug"
    KEIN_INTERESSE = "kein_interesse", "zurzeit kein Interesse"
    SONSTIGES = "sonstiges", "sonstiger Grund"


PARK_REASONS = {
    Phase.KEINE_BEDARFE: (ParkReason.KEIN_BEDARF, ParkReason.NICHT_BEARBEITBAR, ParkReason.ANDERE_STELLE),
    Phase.UNVEREINBARKEIT: (
        ParkReason.KINDERBETREUUNG,
        ParkReason.GESUNDHEIT,
        ParkReason.ARBEITSZEIT,
        ParkReason.WOHNSITUATION,
        ParkReason.UMZUG,
        ParkReason.KEIN_INTERESSE,
        ParkReason.SONSTIGES,
    ),
}


class EventKind(TextChoices):
    REGISTERED = "aufnahme", "Aufnahme"
    CORRECTED = "stammdaten", "Stammdaten geändert"
    RESIDENCE_RECORDED = "aufenthalt", "Aufenthaltsstatus eingetragen"
    RESIDENCE_CORRECTED = "aufenthalt_berichtigt", "Aufenthaltsstatus berichtigt"
    RESIDENCE_WITHDRAWN = "aufenthalt_zurueckgenommen", "Aufenthaltsstatus zurückgenommen"
    ADDRESS_CHANGED = "anschrift", "Anschrift geändert"
    CONSENT_CHANGED = "einwilligung", "Einwilligung geändert"
    IDENTITY_RECORDED = "identitaet", "Identitätsklärung eingetragen"
    EXCLUSION_RECORDED = "ausschlusshinweis", "Ausschlusshinweis eingetragen"
    MOVED = "status", "Status geändert"
    MOVE_REVOKED = "status_zurueckgenommen", "Statusänderung zurückgenommen"
    FOLLOW_UP_DONE = "wiedervorlage", "Wiedervorlage erledigt"
    STATED = "angaben", "Angaben festgehalten"
    TALK_STARTED = "gespraech_begonnen", "Clearing-Gespräch begonnen"
    TALK_ENDED = "gespraech_beendet", "Clearing-Gespräch beendet"
    SECTION_SAVED = "gespraech_abschnitt", "Abschnitt des Gesprächs gespeichert"
    DRAFT_DELETED = "entwurf_geloescht", "Entwurf gelöscht"
    IDENTITY_STEP_RECORDED = "identitaetsschritt", "Schritt zur Identitätsklärung eingetragen"
    IDENTITY_STEP_WITHDRAWN = "identitaetsschritt_zurueck", "Schritt zur Identitätsklärung zurückgenommen"
    NEED_OPENED = "bedarf", "Bedarf festgestellt"
    NEED_CHANGED = "bedarf_geaendert", "Bedarf geändert"
    NEED_CLOSED = "bedarf_erledigt", "Bedarf erledigt"
    GOAL_SET = "ziel", "Ziel vereinbart"
    GOAL_CHANGED = "ziel_geaendert", "Ziel geändert"
    MEASURE_PLANNED = "massnahme", "Maßnahme geplant"
    MEASURE_CHANGED = "massnahme_geaendert", "Maßnahme geändert"
    ATTENDANCE = "anwesenheit", "Anwesenheit eingetragen"
    PLAN_AGREED = "plan", "Plan vereinbart"
    RESULT_RECORDED = "nachweis", "Zertifikat oder Anerkennung eingetragen"
    RESULT_WITHDRAWN = "nachweis_zurueckgenommen", "Zertifikat oder Anerkennung zurückgenommen"
    ASKED_LATER = "nachfrage", "Nachfrage eingetragen"
    ESF_ANSWERED = "esf", "ESF-Angaben eingetragen"
    WORK_RECORDED = "arbeit", "Arbeit oder Ausbildung eingetragen"
    WORK_CORRECTED = "arbeit_berichtigt", "Arbeit oder Ausbildung berichtigt"
    WORK_WITHDRAWN = "arbeit_zurueckgenommen", "Arbeit oder Ausbildung zurückgenommen"
    APPLICATION_FILED = "antrag", "Antrag eingetragen"
    APPLICATION_ENDED = "antrag_abgeschlossen", "Antrag abgeschlossen"
    DEADLINE_SNOOZED = "frist_zurueckgestellt", "Frist zurückgestellt"
    DEADLINE_RESUMED = "frist_wieder_gezeigt", "Frist wird wieder gezeigt"
    PERSPECTIVE_KEPT = "bleibeperspektive", "Bleibeperspektive festgehalten"
    APPOINTMENT_BOOKED = "termin", "Termin vereinbart"
    APPOINTMENT_CHANGED = "termin_geaendert", "Termin geändert"
    APPOINTMENT_STATED = "termin_stand", "Stand eines Termins eingetragen"
    CONTACT_TRIED = "kontaktversuch", "Kontaktversuch eingetragen"
    CONTACT_WITHDRAWN = "kontaktversuch_zurueck", "Kontaktversuch zurückgenommen"
    TASK_ADDED = "aufgabe", "Aufgabe angelegt"
    TASK_CHANGED = "aufgabe_geaendert", "Aufgabe geändert"
    TASK_DONE = "aufgabe_erledigt", "Aufgabe erledigt"
    TASK_REOPENED = "aufgabe_wieder_offen", "Aufgabe wieder geöffnet"
    HANDED_OVER = "uebergabe", "Fall übergeben"
    PACKET_OFFERED = "wechsel_angeboten", "Wechsel der Kommune angeboten"
    PACKET_STOPPED = "wechsel_beendet", "Wechsel der Kommune kam nicht zustande"
    PACKET_ACCEPTED = "wechsel_angenommen", "An andere Kommune übergeben"
    TAKEN_OVER = "uebernommen", "Von anderer Kommune übernommen"
    ERASURE_ORDERED = "loeschung_bestaetigt", "Löschung bestätigt"
    ERASED = "geloescht", "Fall gelöscht"
    ABSENCE_CHANGED = "abwesenheit", "Abwesenheit eingetragen"
    LETTER_PRINTED = "brief", "Brief erstellt"
    REFERRED = "verweis", "Verweis festgehalten"
    REFERRAL_CHANGED = "verweis_geaendert", "Verweis geändert"
    REFERRAL_WITHDRAWN = "verweis_zurueckgenommen", "Verweis zurückgenommen"
    TRANSFER_CHANGED = "uebermittlung_geaendert", "Übermittlung vorbereitet oder geändert"
    DATA_SENT = "uebermittlung", "Daten an eine Stelle übermittelt"
    PARTNER_ANSWERED = "antwort_stelle", "Stand einer Übermittlung"
    ANSWER_LINK_CHANGED = "antwortlink", "Link für die Antwort einer Stelle"
    PROFILE_RELEASED = "profil_freigabe", "Freigabe für die Vermittlung geändert"
    PLACEMENT = "vermittlung", "Schritt der Vermittlung"
    BRIEF_CONTACT_DELETED = "kurzkontakt_geloescht", "Kurzkontakt gelöscht"
    USER_CHANGED = "zugang", "Zugang geändert"
    SETTINGS_CHANGED = "einstellung", "Einstellung geändert"
    REPORT_ISSUED = "bericht", "Bericht freigegeben"
