"""`python -m tests.knowledge.schemes.write_examples`: write the answers of the examples in docs/contracts again. Read
what changed before it is committed: an answer changes when figures, rules or words do."""

from __future__ import annotations

import json
import os


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from tests.knowledge.schemes.test_contract import EXAMPLES, answer

    for path in EXAMPLES:
        asked = json.loads(path.read_text(encoding="utf-8"))["invoer"]
        told = {"invoer": asked, "antwoord": answer(asked)}
        path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
