"""What the tests said of the public values, kept in the repository for the page that shows it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from xml.etree.ElementTree import ParseError

from maatwerk import __version__
from maatwerk.foundation.content import ContentError, Layers
from maatwerk.site.home import CONTENT
from maatwerk.system.transparency.catalogue import RESULTS, Run, load_values, named_tests
from maatwerk.system.transparency.rules import joined, read_report, written


def keep_run(reports: Iterable[Path], day: date, content: Path = CONTENT) -> str:
    """Write the results of one whole run, from the JUnit reports of its parts, and say in a sentence what was done.

    Nothing is written unless every test that a value names is in them: a file about half a run would say too much.
    """
    try:
        named = named_tests(load_values(Layers((content,))))
        found = joined(named, [read_report(path.read_text(encoding="utf-8")) for path in reports])
        if away := sorted(named - found.keys()):
            return f"results of the public values: left as they were, for {len(away)} tests did not run: {away[0]} ..."
        (content / "values" / RESULTS).write_text(written(Run(day=day, version=__version__, tests=found)), "utf-8")
    except (ContentError, ParseError, OSError) as error:
        return f"results of the public values: not written, {error}"
    return f"results of the public values: written to content/values/{RESULTS}, to be committed"
