"""Two clerks who gather at the same moment: each message is in one batch only, and none is left behind."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from tests.foundation.jobs.installation import PATIENCE, ROOT, Installation

pytestmark = pytest.mark.processes

POSTGRES = os.environ.get("MAATWERK_DATABASE", "")
MESSAGES = 120

QUEUE = f"""
from django.utils import timezone
from maatwerk.foundation.people.models import Account, Municipality, Organisation, Worker
from maatwerk.foundation.post.actions import send_notice
works_for = Organisation.objects.create(municipality=Municipality.objects.get(slug="duinstad"), slug="o", name="O")
for number in range({MESSAGES}):
    account = Account.objects.create(email=f"{{number}}@o.example")
    worker = Worker.objects.create(account=account, organisation=works_for, name=str(number))
    send_notice(f"worker:{{worker.pk}}", "nieuwe_sleutel", "duinstad", timezone.now())
"""

# Says that it is ready, waits for a word, and gathers small batches until nothing is left.
GATHER = """
import json, random, sys, time
import django
django.setup()
from django.utils import timezone
from maatwerk.foundation.post import actions, queries
from maatwerk.foundation.post.rules import Channel
actions.LARGEST_BATCH = 3
print("ready", flush=True)
sys.stdin.readline()
gathered = []
started = time.monotonic()
while batch := actions.make_batch(Channel.MAIL, "worker:" + sys.argv[1], "duinstad", timezone.now()):
    gathered.append([str(message.pk) for message in queries.to_send(batch)])
    # Neither does it all, and on SQLite, where one at a time writes, the other comes to it on a busy machine too.
    time.sleep((time.monotonic() - started) * random.uniform(1, 2))
    started = time.monotonic()
print(json.dumps(gathered))
"""


@pytest.fixture
def installation(db: None, tmp_path: Path) -> Iterator[Installation]:
    if not POSTGRES:
        yield Installation(tmp_path, "")
        return
    name = f"post_{uuid4().hex}"
    with psycopg.connect(POSTGRES, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}".encode())
    before, _, after = POSTGRES.rpartition("/")
    try:
        yield Installation(tmp_path, f"{before}/{name}{''.join(after.partition('?')[1:])}")
    finally:
        with psycopg.connect(POSTGRES, autocommit=True) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def test_a_message_is_in_one_batch_only(installation: Installation) -> None:
    installation.do(QUEUE)
    clerks = [
        subprocess.Popen(
            [sys.executable, "-c", GATHER, str(number)],
            env=installation.environment,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in (1, 2)
    ]
    try:
        for clerk in clerks:
            assert clerk.stdout is not None
            assert clerk.stdout.readline() == "ready\n"
        for clerk in clerks:
            assert clerk.stdin is not None
            clerk.stdin.write("go\n")
            clerk.stdin.flush()
        per_clerk = [json.loads(clerk.communicate(timeout=PATIENCE)[0]) for clerk in clerks]
    finally:
        for clerk in clerks:
            clerk.kill()
            clerk.wait()
    assert all(per_clerk), "one of them did everything, so this proves nothing"
    printed = Counter(message for batches in per_clerk for batch in batches for message in batch)
    assert len(printed) == MESSAGES
    assert set(printed.values()) == {1}
