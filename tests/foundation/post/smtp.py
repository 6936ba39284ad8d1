"""A mail server that speaks SMTP (RFC 5321) on a real socket, for tests: it keeps what it gets and says what it is told
to say."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class MailServer:
    """`says` has the answers to come, by verb, before it answers as usual; None ends the conversation there."""

    port: int = 0
    got: list[EmailMessage] = field(default_factory=list)
    from_and_to: list[tuple[str, str]] = field(default_factory=list)
    says: dict[str, deque[str | None]] = field(default_factory=dict)

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        async def say(words: str) -> None:
            writer.write(f"{words}\r\n".encode())
            await writer.drain()

        await say("220 proef")
        sender = recipient = ""
        while line := (await reader.readline()).decode().strip():
            verb, _, rest = line.partition(" ")
            verb = verb.upper()
            if verb == "MAIL":
                sender = rest
            elif verb == "RCPT":
                recipient = rest
            elif verb == "DATA":
                await say("354 ga uw gang")
                data = (await reader.readuntil(b"\r\n.\r\n"))[:-3]
                self.got.append(message_from_bytes(data, policy=policy.default))  # type: ignore[arg-type]
                self.from_and_to.append((sender, recipient))
            waiting = self.says.get(verb)
            answer = waiting.popleft() if waiting else "221 dag" if verb == "QUIT" else "250 goed"
            if answer is None:
                break
            await say(answer)
            if verb == "QUIT":
                break
        writer.close()


@contextmanager
def mail_server() -> Iterator[MailServer]:
    server, ready, over = MailServer(), threading.Event(), asyncio.Event()
    loop = asyncio.new_event_loop()

    async def serve() -> None:
        async with await asyncio.start_server(server.talk, "127.0.0.1", 0) as listening:
            server.port = listening.sockets[0].getsockname()[1]
            ready.set()
            await over.wait()

    thread = threading.Thread(target=loop.run_until_complete, args=[serve()])
    thread.start()
    assert ready.wait(20)
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(over.set)
        thread.join(20)
        loop.close()
