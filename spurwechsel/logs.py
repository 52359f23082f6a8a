"""Error reports without values: what somebody typed must not end up in a log."""

from django.http import HttpRequest
from django.views.debug import SafeExceptionReporterFilter


class NoValuesReporterFilter(SafeExceptionReporterFilter):
    def is_active(self, request: HttpRequest | None) -> bool:
        return True

    def get_post_parameters(self, request: HttpRequest | None) -> dict[str, str]:
        return dict.fromkeys(getattr(request, "POST", {}), self.cleansed_substitute)

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame) -> list[tuple[str, str]]:
        return []
