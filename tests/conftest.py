"""Kommunen, one person per role, and a client that is logged in."""

import gc
from collections.abc import Callable, Iterator

import pytest
from django.db import connection
from django.test import Client, override_settings
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

from spurwechsel.models import Kommune, User
from spurwechsel.roles import Role
from tests import migrated
from tests.factories import make_kommune, make_user

DEMO = "tests/demo/"
# These begin first, or one worker would sit over them alone at the end.
LONGEST = (DEMO, "tests/test_boundary.py", "tests/test_access.py", "tests/spurwechsel/test_set_up.py")


class ByFile(LoadScopeScheduling):
    """A file stays with one worker, for its fixtures; so do those that share the demonstration data."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::")[0]
        return DEMO if file.startswith(DEMO) else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> ByFile:
    return ByFile(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


def pytest_collection_finish() -> None:
    """What is imported by now stays to the end, so that no collection of garbage looks at it again."""
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, django_db_blocker) -> None:
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated.template()


@pytest.fixture(scope="session", autouse=True)
def _quick() -> Iterator[None]:
    """Quick passwords; static files on demand, or every new client lists all of them first."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(PASSWORD_HASHERS=hashers, WHITENOISE_AUTOREFRESH=True):
        yield


@pytest.fixture
def cottbus(db) -> Kommune:
    return make_kommune("cottbus")


@pytest.fixture
def potsdam(db) -> Kommune:
    return make_kommune("potsdam")


@pytest.fixture
def caseworker(cottbus: Kommune) -> User:
    return make_user(Role.FALLBEGLEITUNG, cottbus, name="A. Beispiel")


@pytest.fixture
def coordinator(cottbus: Kommune) -> User:
    return make_user(Role.KOORDINATION, cottbus, name="K. Muster")


@pytest.fixture
def login() -> Callable[[User], Client]:
    def client_of(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return client_of
