"""Residence papers by paragraph and what is printed on them."""

from django.db.models import TextChoices


class Aufenthaltsstatus(TextChoices):
    """Residence papers by paragraph. A Duldung and a Gestattung are no titles, hence „Status“."""

    AE_104C = "ae_104c", "§ 104c AufenthG (Chancen-Aufenthaltsrecht)"
    AE_25_5 = "ae_25_5", "§ 25 Abs. 5 AufenthG"
    AE_23_1 = "ae_23_1", "§ 23 Abs. 1 AufenthG (Landesaufnahme)"
    DULDUNG_60A = "duldung_60a", "§ 60a AufenthG (Duldung)"
    DULDUNG_60B = "duldung_60b", "§ 60b AufenthG (Duldung, Identität ungeklärt)"
    DULDUNG_60C = "duldung_60c", "§ 60c AufenthG (Ausbildungsduldung)"
    DULDUNG_60D = "duldung_60d", "§ 60d AufenthG (Beschäftigungsduldung)"
    GESTATTUNG_55 = "gestattung_55", "§ 55 AsylG (Aufenthaltsgestattung)"
    FIKTION_81_3 = "fiktion_81_3", "Fiktionsbescheinigung § 81 Abs. 3 S. 1 AufenthG"
    FIKTION_81_3_S2 = "fiktion_81_3_s2", "Fiktionsbescheinigung § 81 Abs. 3 S. 2 AufenthG"
    FIKTION_81_4 = "fiktion_81_4", "Fiktionsbescheinigung § 81 Abs. 4 AufenthG"
    AE_25A = "ae_25a", "§ 25a AufenthG"
    AE_25B = "ae_25b", "§ 25b AufenthG"
    AE_16G = "ae_16g", "§ 16g AufenthG"
    AE_19D = "ae_19d", "§ 19d AufenthG"
    SONSTIGE = "sonstige", "anderer Aufenthaltstitel"


FIKTIONEN = (
    Aufenthaltsstatus.FIKTION_81_3,
    Aufenthaltsstatus.FIKTION_81_3_S2,
    Aufenthaltsstatus.FIKTION_81_4,
)
OHNE_TITEL = (
    Aufenthaltsstatus.DULDUNG_60A,
    Aufenthaltsstatus.DULDUNG_60B,
    Aufenthaltsstatus.DULDUNG_60C,
    Aufenthaltsstatus.DULDUNG_60D,
    Aufenthaltsstatus.GESTATTUNG_55,
    *FIKTIONEN,
)


class Duldungsart(TextChoices):
    """The kind as printed on the paper of § 60a, never the reason. Satz 4 must not be stored."""

    A2_S1 = "60a_2_s1", "§ 60a Abs. 2 S. 1"
    A2_S2 = "60a_2_s2", "§ 60a Abs. 2 S. 2"
    A2_S3 = "60a_2_s3", "§ 60a Abs. 2 S. 3 (Ermessensduldung)"
    A2B = "60a_2b", "§ 60a Abs. 2b"
    A1 = "60a_1", "§ 60a Abs. 1 (Abschiebungsstopp)"
    VERFAHREN = "verfahren", "Verfahrensduldung"


class Nebenbestimmung(TextChoices):
    """The note on work as copied from the paper; whether somebody may work is never computed."""

    ERWERB_GESTATTET = "erwerb_gestattet", "Erwerbstätigkeit gestattet"
    BESCHAEFTIGUNG_GESTATTET = "beschaeftigung_gestattet", "Beschäftigung gestattet"
    MIT_ERLAUBNIS = "mit_erlaubnis", "Beschäftigung nur mit Erlaubnis der Ausländerbehörde"
    BESTIMMTER_ARBEITGEBER = "bestimmter_arbeitgeber", "nur bei bestimmtem Arbeitgeber gestattet"
    NICHT_GESTATTET = "nicht_gestattet", "Erwerbstätigkeit nicht gestattet"
    UNBEKANNT = "unbekannt", "unleserlich oder unbekannt"
