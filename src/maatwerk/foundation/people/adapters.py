"""Where django-allauth asks how we sign people in."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """Nobody makes an account for themselves: an administrator invites."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False
