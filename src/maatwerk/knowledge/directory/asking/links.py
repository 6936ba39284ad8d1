"""The link in the mail to an owner: it names one question, is signed by us, and works for a while.

It opens what residents can read too, and lets who has it say that it is right. So it asks for no log-in; what it cannot
do is change anything that residents read: that is for an editor.
"""

from __future__ import annotations

from uuid import UUID

from django.core import signing

from maatwerk.knowledge.directory.asking.models import Asking
from maatwerk.knowledge.directory.asking.queries import asking_with
from maatwerk.knowledge.directory.asking.rules import LINK_WORKS


def link_for(asking: Asking) -> str:
    """What stands in the address."""
    return _signer(asking.municipality).sign(asking.pk.hex)


def asking_of(link: str, municipality: str) -> Asking | None:
    """The question this link is of; None for one that is over, of another municipality, or not ours."""
    try:
        id_ = UUID(_signer(municipality).unsign(link, max_age=LINK_WORKS))
    except (signing.BadSignature, ValueError):
        return None
    return asking_with(id_, municipality)


def _signer(municipality: str) -> signing.TimestampSigner:
    return signing.TimestampSigner(sep=".", salt=f"directory.asking.{municipality}")
