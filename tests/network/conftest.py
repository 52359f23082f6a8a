"""The same two Kommunen as in tests/clearing, built once for each file."""

from tests.clearing.conftest import built, caseworker, coordinator, copies, cottbus, potsdam

__all__ = ["built", "caseworker", "coordinator", "copies", "cottbus", "potsdam"]
