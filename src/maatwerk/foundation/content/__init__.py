"""Knowledge kept as files: reading, validating, layering, and the words they may use.

An entry is one thing somebody can edit on its own: a need, a product, a service. Its id is the name of its file,
so an id cannot differ from the file it stands in. Small things that are read side by side share a file
(`load_collection`): there the id is the key.
"""

from maatwerk.foundation.content.entry import Entry, Source, Text, WebAddress, texts_in
from maatwerk.foundation.content.layers import HIDDEN, Layers, Place, load_collection, load_entries
from maatwerk.foundation.content.loading import ContentError, Fault
from maatwerk.foundation.content.opening import Opening, Week

__all__ = [
    "HIDDEN",
    "ContentError",
    "Entry",
    "Fault",
    "Layers",
    "Opening",
    "Place",
    "Source",
    "Text",
    "WebAddress",
    "Week",
    "load_collection",
    "load_entries",
    "texts_in",
]
