"""Who may see what, readable in ten minutes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from maatwerk.foundation.access.explaining import explained
from maatwerk.foundation.access.logs.writing import policy_set
from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.people.staff import StaffView


class PoliciesView(StaffView):
    """Every policy, as the gate uses it."""

    roles = frozenset({Role.PRIVACY_OFFICER})

    def get(self, request: HttpRequest) -> HttpResponse:
        policies = explained()
        context = {
            "permits": [policy for policy in policies if policy.permits],
            "forbids": [policy for policy in policies if not policy.permits],
            "policy_set": policy_set(),
        }
        return render(request, "access/policies.html", context)
