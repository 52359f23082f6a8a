"""The conditions of a row, asked for at once or not at all: Django asks for each of them by itself."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache, reduce
from operator import and_
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, IntegrityError, models
from django.db.models import BaseConstraint, CheckConstraint, Q


class _All(CheckConstraint):
    """All conditions of a model in one question; only after a no each is asked for its sentence."""

    def __init__(self, parts: Sequence[CheckConstraint]) -> None:
        self.parts = parts
        super().__init__(name="all", condition=reduce(and_, (Q(part.condition) for part in parts)))

    def validate(self, model: Any, instance: Any, exclude: Any = None, using: str = DEFAULT_DB_ALIAS) -> None:
        # A field that is left out would leave out every condition together with its own.
        left_out = self.condition.referenced_base_fields & set(exclude or ())
        if not left_out and self._hold(model, instance, using):
            return
        errors: list[ValidationError] = []
        for part in self.parts:
            try:
                part.validate(model, instance, exclude=exclude, using=using)
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)

    def _hold(self, model: Any, instance: Any, using: str) -> bool:
        try:
            super().validate(model, instance, using=using)
        except ValidationError:
            return False
        return True


class CheckedAtOnce(models.Model):
    """A change of status would otherwise send three statements for every single condition of its rows."""

    class Meta:
        abstract = True

    def get_constraints(self) -> list[tuple[type[models.Model], list[BaseConstraint]]]:
        return [(model, _gathered(model)) for model, _ in super().get_constraints()]


@contextmanager
def refusals_of(model: type[models.Model]) -> Iterator[None]:
    """A condition that PostgreSQL finds broken while saving is told with its sentence, as a ValidationError.

    For what the caller has checked already, so that PostgreSQL need not be asked beforehand. The transaction
    is lost with it.
    """
    try:
        yield
    except IntegrityError as error:
        broken = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None)
        for constraint in model._meta.constraints:
            if constraint.name == broken:
                raise ValidationError(constraint.get_violation_error_message()) from None
        raise


@cache
def _gathered(model: type[models.Model]) -> list[BaseConstraint]:
    checks = [each for each in model._meta.constraints if isinstance(each, CheckConstraint)]
    others = [each for each in model._meta.constraints if not isinstance(each, CheckConstraint)]
    return [_All(checks), *others] if len(checks) > 1 else [*checks, *others]
