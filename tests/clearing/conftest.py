"""Two Kommunen with their people, built once for each file together with what the file marks `once`."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

import pytest

from spurwechsel.models import Kommune, User
from spurwechsel.roles import Role
from tests.built_once import all_built, built_once, once
from tests.factories import make_kommune, make_user


@pytest.fixture(scope="module")
def built(request, django_db_setup, django_db_blocker) -> Iterator[dict[str, Any]]:
    modules = (__name__, request.module.__name__)
    with built_once(django_db_blocker, lambda: all_built(*modules)) as built:
        yield built


@pytest.fixture
def copies(built, db) -> dict[str, Any]:
    """Copied together: the Fallbegleitung of a person is the very `caseworker` of the test."""
    return deepcopy(built)


@once
def cottbus() -> Kommune:
    return make_kommune("cottbus")


@once
def potsdam() -> Kommune:
    return make_kommune("potsdam")


@once
def caseworker(cottbus: Kommune) -> User:
    return make_user(Role.FALLBEGLEITUNG, cottbus, name="A. Beispiel")


@once
def coordinator(cottbus: Kommune) -> User:
    return make_user(Role.KOORDINATION, cottbus, name="K. Muster")
