"""§ 23a AufenthG: Härtefall. No right to it: the oberste Landesbehörde may order it."""

from .answers import authority, status_in, weigh
from .case import Case
from .criterion import Answer, criterion
from .outlook import Modus
from .status import GEDULDET
from .ways import way

SINCE = "2005-01-01"


@criterion("23a-1", source="§ 23a Abs. 1 S. 1 AufenthG", since=SINCE)
def ausreisepflichtig(case: Case) -> Answer:
    return status_in(case, GEDULDET)


@criterion("23a-2", source="§ 23a Abs. 1, 2 AufenthG", since=SINCE)
def ersuchen(case: Case) -> Answer:
    """The Härtefallkommission takes up cases itself; a member must bring it in."""
    return weigh(
        case.facts.haertefallersuchen,
        "Ein Härtefallersuchen ist gestellt.",
        "Ein Härtefallersuchen ist nicht gestellt; ein Mitglied der Kommission kann den Fall vortragen.",
        "Ob ein Härtefallersuchen gestellt ist, ist nicht bekannt.",
    )


gruende = criterion("23a-3", source="§ 23a Abs. 2 S. 4 AufenthG", since=SINCE)(
    authority("Ob dringende humanitäre oder persönliche Gründe vorliegen, stellt die Kommission fest.")
)
ausschluss = criterion("23a-4", source="§ 23a Abs. 1 S. 3 AufenthG", since=SINCE, group="bar")(
    authority(
        "Ob Straftaten von erheblichem Gewicht oder ein schon feststehender Termin der Rückführung in der "
        "Regel entgegenstehen, beurteilen die Härtefallkommission und das Ministerium als oberste "
        "Landesbehörde."
    )
)

CRITERIA = (ausreisepflichtig, ersuchen, gruende, ausschluss)
WAY = way("23a", "§ 23a AufenthG (Härtefall)", SINCE, Modus.DARF, CRITERIA)
