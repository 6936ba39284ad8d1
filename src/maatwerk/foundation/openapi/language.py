"""In which language an answer of the API is given."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

LANGUAGES = ("nl", "en")


def language_of(request: HttpRequest) -> str:
    """What a room chose with `answer_in`, else the first language of `Accept-Language` that we speak, else Dutch."""
    if chosen := getattr(request, "api_language", ""):
        return str(chosen)
    for tag, weight in parse_accept_lang_header(request.headers.get("Accept-Language", "").lower()):
        language = tag.partition("-")[0]
        if weight and language in LANGUAGES:
            return language
    return LANGUAGES[0]


def answer_in(request: HttpRequest, language: str) -> None:
    """Answer this request in `language`, whatever its headers say."""
    request.api_language = language  # type: ignore[attr-defined]
