"""What somebody at work sees of their own account: when there was signed in, and ending it everywhere."""

from __future__ import annotations

from typing import cast

from django.contrib.auth import logout
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from maatwerk.foundation.people.signing_in import log_ins_of, sign_out_everywhere
from maatwerk.foundation.people.staff import StaffView

_ON_A_PAGE = 30


class MyAccountView(StaffView):
    """One's own account."""

    outsiders = True

    def get(self, request: HttpRequest) -> HttpResponse:
        history = Paginator(log_ins_of(_account(request)), _ON_A_PAGE).get_page(request.GET.get("pagina"))
        return render(request, "people/my_account.html", {"page": history})

    def post(self, request: HttpRequest) -> HttpResponse:
        sign_out_everywhere(_account(request))
        logout(request)
        return redirect("account_login")


def _account(request: HttpRequest) -> int:
    return cast(int, request.user.pk)
