"""Errors without values: what somebody typed must end up neither in a log nor on an error page."""

import logging
import traceback
from types import TracebackType

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter


class NoValuesFormatter(logging.Formatter):
    """Says where an error happened and of what kind it is; its message may quote a name."""

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # what another formatter may have left there
        return super().format(record)

    def formatException(self, ei: tuple | None) -> str:  # noqa: N802  (name given by logging)
        error = ei[1] if ei else None
        parts = []
        while error is not None:
            parts.append(_place_and_kind(error, error.__traceback__))
            error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
        return "\nwährend der Behandlung von:\n".join(parts)


def _place_and_kind(error: BaseException, trace: TracebackType | None) -> str:
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    return "".join(traceback.format_tb(trace)) + kind


class WrongHost(logging.Filter):
    """One line for the operator: whoever looks for open doors asks so all day long, and no code is wrong."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = (
            "Eine Anfrage nannte einen Rechner, der nicht in SPURWECHSEL_HOSTS steht.",
            (),
        )
        record.exc_info = record.exc_text = None
        return True


class NoValuesReporterFilter(SafeExceptionReporterFilter):
    """The same for Django's reports: no variables, nothing of what was sent."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, str]:
        return dict.fromkeys(getattr(request, "POST", {}), self.cleansed_substitute)

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame) -> list[tuple[str, str]]:
        return []
