"""What a page told: messages, errors by field, and its text without line breaks."""

from django.contrib.messages import get_messages
from django.http import HttpResponse


def told(response: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def errors(response: HttpResponse) -> dict[str, list[str]]:
    return {name: list(each) for name, each in response.context["form"].errors.items()}


def text_of(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())
