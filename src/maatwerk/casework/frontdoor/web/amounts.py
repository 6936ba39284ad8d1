"""Amounts as people read them."""

from __future__ import annotations

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from maatwerk.knowledge.advice import Amount, Period


def in_words(amount: Amount) -> str:
    """What is paid out, or else the exact amount, or else between what it is, in the language of the page."""
    period = {
        Period.MONTH: _("per maand"),
        Period.QUARTER: _("per kwartaal"),
        Period.YEAR: _("per jaar"),
        Period.ONCE: _("één keer"),
    }[amount.per]
    euros = amount.paid_out if amount.paid_out is not None else amount.exact
    if euros is not None:
        return f"{_euros(euros)} {period}"
    if amount.bounds is not None:
        low, high = map(_euros, amount.bounds)
        return _("tussen %(low)s en %(high)s %(period)s") % {"low": low, "high": high, "period": period}
    return ""


def _euros(value: Decimal) -> str:
    cents = 0 if value == value.to_integral_value() else 2
    return f"€\N{NO-BREAK SPACE}{number_format(value, cents, force_grouping=True)}"
