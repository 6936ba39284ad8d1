"""Mail by SMTP: plain text, from the address of the municipality. A notice has nothing in it that can be followed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from email.utils import formataddr
from smtplib import SMTPException, SMTPRecipientsRefused

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage, mailers
from django.core.validators import validate_email

from maatwerk.foundation.post.protocols import AddressRefusedError, GatewayError, Outgoing

# RFC 5321, section 4.2.2: there is no such mailbox. RFC 3463 has a class of its own for policy (5.7.x): such a refusal
# is about us, as when a server does not pass on our mail.
_NO_SUCH_MAILBOX = {550, 551, 553, 556}
_POLICY = re.compile(rb"5\.7\.")


@dataclass(frozen=True)
class MailGateway:
    """Sends through the mailer "default" of the settings. `senders` has the address of each municipality, by slug; the
    one under "" is of all others."""

    senders: Mapping[str, str]

    def sender(self, municipality: str) -> str:
        """The address from which a municipality sends; empty when it has none."""
        return self.senders.get(municipality) or self.senders.get("", "")

    def send(self, outgoing: Outgoing) -> None:
        """Raises GatewayError and AddressRefusedError."""
        try:
            validate_email(outgoing.address)
        except ValidationError:
            raise AddressRefusedError from None
        sender = self.sender(outgoing.municipality)
        mail = EmailMessage(
            subject=outgoing.title,
            body=outgoing.text,
            from_email=formataddr((outgoing.sender, sender)),
            to=[outgoing.address],
            headers={
                "Message-ID": f"<{outgoing.id}@{sender.rpartition('@')[2]}>",
                "Content-Language": outgoing.language,
                "Auto-Submitted": "auto-generated",  # RFC 3834: no "I am away" in return
            },
        )
        try:
            with closing(mailers.default) as connection:  # also one that was opened halfway
                connection.send_messages([mail])
        except SMTPRecipientsRefused as error:
            [(code, said)] = error.recipients.values()
            if code in _NO_SUCH_MAILBOX and not _POLICY.match(said):
                raise AddressRefusedError from None
            raise GatewayError from error
        except (SMTPException, OSError) as error:
            raise GatewayError from error
