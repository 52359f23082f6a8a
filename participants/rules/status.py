"""Residence papers as the law groups them, and what they are called in a sentence."""

from .facts import Status
from .verdict import law

ABSCHNITT_5 = frozenset({Status.AE_104C, Status.AE_25_5, Status.AE_23_1, Status.AE_25A, Status.AE_25B})
TITEL = ABSCHNITT_5 | {Status.AE_16G, Status.AE_19D, Status.SONSTIGE}
DULDUNG_OHNE_60B = frozenset({Status.DULDUNG_60A, Status.DULDUNG_60C, Status.DULDUNG_60D})
DULDUNG_60B = frozenset({Status.DULDUNG_60B})
DULDUNG = DULDUNG_OHNE_60B | DULDUNG_60B
# § 81 Abs. 3 S. 2: Abschiebung suspended, so geduldet, but not in possession of a Duldung.
GEDULDET = DULDUNG | {Status.FIKTION_81_3_S2}
FIKTION = frozenset({Status.FIKTION_81_3, Status.FIKTION_81_3_S2, Status.FIKTION_81_4})

NAMEN: dict[Status, str] = {
    Status.AE_104C: law("§ 104c AufenthG (Chancen-Aufenthaltsrecht)"),
    Status.AE_25_5: law("§ 25 Abs. 5 AufenthG"),
    Status.AE_23_1: law("§ 23 Abs. 1 AufenthG"),
    Status.DULDUNG_60A: law("§ 60a AufenthG (Duldung)"),
    Status.DULDUNG_60B: law("§ 60b AufenthG (Duldung bei ungeklärter Identität)"),
    Status.DULDUNG_60C: law("§ 60c AufenthG (Ausbildungsduldung)"),
    Status.DULDUNG_60D: law("§ 60d AufenthG (Beschäftigungsduldung)"),
    Status.GESTATTUNG_55: law("§ 55 AsylG (Aufenthaltsgestattung)"),
    Status.FIKTION_81_3: law("§ 81 Abs. 3 S. 1 AufenthG"),
    Status.FIKTION_81_3_S2: law("§ 81 Abs. 3 S. 2 AufenthG"),
    Status.FIKTION_81_4: law("§ 81 Abs. 4 AufenthG"),
    Status.AE_25A: law("§ 25a AufenthG"),
    Status.AE_25B: law("§ 25b AufenthG"),
    Status.AE_16G: law("§ 16g AufenthG"),
    Status.AE_19D: law("§ 19d AufenthG"),
    Status.SONSTIGE: "Ein anderer Aufenthaltstitel",
}
