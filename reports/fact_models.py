"""What figures would lose by the erasure of people: sums a day and figure, in which nobody can be found."""

from typing import ClassVar

from django.db import models


class ErasedCount(models.Model):
    """
    From ``day`` on the figure at ``path`` (see ``figures.Entry``) is larger by ``number`` than is counted.

    All people who were erased are in one sum. There is no moment, and each erasure writes all rows of the
    Kommune anew in the order of path and day, so that no row tells to which other one it belongs.
    """

    kommune = models.ForeignKey("spurwechsel.Kommune", models.PROTECT, related_name="+")
    path = models.CharField(max_length=120)
    day = models.DateField()
    number = models.IntegerField()

    class Meta:
        ordering: ClassVar = ["kommune", "path", "day"]
        verbose_name = "Zahl gelöschter Personen"
        verbose_name_plural = "Zahlen gelöschter Personen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kommune", "path", "day"], name="one_erased_count_a_figure")
        ]

    def __str__(self) -> str:
        return f"{self.path} ab {self.day:%d.%m.%Y}: {self.number}"
