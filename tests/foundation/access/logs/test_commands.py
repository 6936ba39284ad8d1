"""`./maatwerk access`, and what the job worker does with the logs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.utils import timezone

from maatwerk.foundation.access import cli
from maatwerk.foundation.access.logs.keys import ring
from maatwerk.foundation.access.logs.tasks import prune_old_logs, seal_logs
from maatwerk.foundation.access.models import AccessRecord, Checkpoint, LogHead, LogReader, Segment
from maatwerk.site.cli import _parser
from tests.foundation.access.logs.book import NOON, look
from tests.foundation.access.logs.tampering import raw, without_guards
from tests.staff import add_worker

pytestmark = pytest.mark.django_db


def carry_out(*words: str) -> int:
    return cli.run(_parser().parse_args(["access", *words]), NOON)


def test_verify_says_what_it_looked_at_and_that_all_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    look("resident:1", "resident:2")
    assert carry_out("verify") == 0
    said = capsys.readouterr().out
    assert "looked at 3 of verwerkingen, 2 of inzage; 2 segments, 2 checkpoints" in said
    assert "everything stands there as it was written" in said


def test_verify_names_what_was_changed(capsys: pytest.CaptureFixture[str]) -> None:
    look("resident:1", "resident:2")
    with without_guards():
        raw(AccessRecord).filter(position=2).update(viewer="worker:8")
        segment = AccessRecord.objects.values_list("segment_id", flat=True)[0]
        assert carry_out("verify") == 1
        assert f"inzage, segment {segment}, row 2: was changed" in capsys.readouterr().out
        assert carry_out("verify", "--json") == 1
        told = json.loads(capsys.readouterr().out)
        assert not told["goed"]
        assert [(each["logboek"], each["segment"], each["regel"]) for each in told["fouten"]] == [
            ("inzage", segment, 2)
        ]


def test_checkpoints_that_are_kept_elsewhere_can_be_compared_and_checked_by_others(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    from maatwerk.foundation.access.logs.checkpoints import message_of

    look("resident:1")
    carry_out("seal", "--close")
    assert capsys.readouterr().out == "signed 2 segments\n"
    assert carry_out("checkpoints") == 0
    kept = tmp_path / "kept.jsonl"
    kept.write_text(capsys.readouterr().out)
    lines = [json.loads(line) for line in kept.read_text().splitlines()]
    assert [line["nummer"] for line in lines] == [1, 2, 3, 4]
    for line in lines:  # with the public key alone
        public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(line["publiek"]))
        public.verify(bytes.fromhex(line["handtekening"]), message_of(Checkpoint.objects.get(number=line["nummer"])))
    assert carry_out("verify", "--checkpoints", str(kept)) == 0
    with without_guards():
        raw(Checkpoint).filter(number=4)._raw_delete("default")
        assert carry_out("verify", "--checkpoints", str(kept)) == 1
    assert "checkpoint 4 was kept elsewhere and is not here" in capsys.readouterr().out
    kept.write_text("geen controlepunt")
    assert carry_out("verify", "--checkpoints", str(kept)) == 2
    assert carry_out("verify", "--checkpoints", str(tmp_path / "weg")) == 2


@pytest.mark.usefixtures("two_municipalities")
def test_a_reader_is_added_listed_and_removed(capsys: pytest.CaptureFixture[str]) -> None:
    add_worker("els")
    who = ("inzage", "--municipality", "duinstad", "--organisation", "wijkteam")
    assert carry_out("reader", "add", *who) == 0
    token = capsys.readouterr().out.splitlines()[-1]
    assert len(token) == 43  # 32 bytes
    assert token not in str(LogReader.objects.values())
    assert carry_out("reader", "add", *who) == 1
    assert carry_out("reader", "list") == 0
    assert "duinstad/wijkteam" in capsys.readouterr().out
    assert carry_out("reader", "remove", *who) == 0
    assert carry_out("reader", "remove", *who) == 1
    assert carry_out("reader", "add", "x", "--municipality", "duinstad", "--organisation", "weg") == 1


def test_the_job_worker_signs_and_prunes(capsys: pytest.CaptureFixture[str]) -> None:
    now = timezone.now()
    look("resident:1", now=now.replace(year=now.year - 6, day=1))
    seal_logs.call()
    assert not Segment.objects.filter(closed=None).exists()
    prune_old_logs.call()  # closed a moment ago: its time is not over
    assert AccessRecord.objects.count() == 1
    assert carry_out("prune") == 0
    assert "inzage: 0 rows deleted" in capsys.readouterr().out


def test_no_key_is_in_the_database_or_told(capsys: pytest.CaptureFixture[str]) -> None:
    look("resident:1")
    carry_out("checkpoints")
    told = capsys.readouterr().out + str([*Segment.objects.values(), *LogHead.objects.values()]) + repr(ring())
    assert ring().now.secret not in told
    assert ring().now.id in told
