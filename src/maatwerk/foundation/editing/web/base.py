"""What the pages for editors share."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import Any, ClassVar, cast

from django.http import Http404, QueryDict
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from maatwerk.foundation.content import ContentError, Entry, Text
from maatwerk.foundation.editing import queries
from maatwerk.foundation.editing.connections import Content, Kind, Layer, Shelf, content
from maatwerk.foundation.editing.forms import Field, data_of, fields_of, is_same, values_of
from maatwerk.foundation.editing.models import Draft
from maatwerk.foundation.editing.rules import is_hidden, overlay_with
from maatwerk.foundation.people.rules import Role
from maatwerk.foundation.people.staff import StaffView
from maatwerk.foundation.ui.municipality import Municipality

type Data = Mapping[str, Any]


class ContentView(StaffView):
    """A page about the content of the own municipality."""

    @cached_property
    def content(self) -> Content:
        return content()

    @cached_property
    def published(self) -> tuple[Shelf, str]:
        """What residents read now, and why that is not the newest version, or ""."""
        return self.content.current(cast(Municipality, self.request.municipality))  # type: ignore[attr-defined]

    @property
    def shelf(self) -> Shelf:
        return self.published[0]

    def kind(self, id_: str) -> Kind:
        if id_ not in self.content.kinds:
            raise Http404
        return self.content.kinds[id_]

    def card(self, kind: str, entry: str) -> str:
        """An entry as residents read it now, or nothing when it is not there."""
        if one(self.shelf, kind, entry) is None:
            return ""
        return safe(self.shelf.preview(kind, entry, get_language() or "nl"))

    def preview(self, draft: Draft) -> str:
        """The entry as it would be read, or nothing when it would not be there."""
        overlay = queries.overlay_of(self.me.municipality)[1]
        try:
            shelf = self.content.under(self.me.municipality, overlay_with(overlay, draft.kind, draft.entry, draft.data))
        except ContentError:
            return ""
        if one(shelf, draft.kind, draft.entry) is None:
            return ""
        return safe(shelf.preview(draft.kind, draft.entry, get_language() or "nl"))


class EditorView(ContentView):
    """A page for editors."""

    roles: ClassVar[frozenset[Role]] = frozenset({Role.EDITOR})

    @cached_property
    def overlay(self) -> Mapping[str, Mapping[str, Data]]:
        return queries.overlay_of(self.me.municipality)[1]

    @cached_property
    def below(self) -> Shelf:
        """What our own layer lies over."""
        return self.content.below(self.me.municipality)

    def title(self, kind: Kind, entry: str) -> str:
        """What an entry is called, where it is shown or in the layers below; else its id."""
        return self.titles([(kind.id, entry)])[kind.id, entry]

    def titles(self, keys: Collection[queries.Key]) -> dict[queries.Key, str]:
        """What each of these entries is called."""
        told = {key: key[1] for key in keys}
        for kind in {kind for kind, _entry in keys}:
            ids = [entry for each, entry in keys if each == kind]
            found = dict(self.shelf.some(kind, ids))
            found |= self.below.some(kind, set(ids) - found.keys())
            told |= {(kind, entry): in_language(self.kind(kind).title(value)) for entry, value in found.items()}
        return told

    def would_be(self, kind: str, entry: str, data: Data | None) -> Data | None:
        """The raw values that residents would read with `data` in our layer; None is nothing."""
        if is_hidden(data):
            return None
        if data is not None:
            return data
        found = one(self.below, kind, entry)
        return data_of(found) if found else None


def one(shelf: Shelf, kind: str, entry: str) -> Entry | None:
    """One entry, where it is there."""
    return shelf.some(kind, [entry]).get(entry)


def number(typed: str) -> int:
    """A whole number that a form of ours sent along; -1 when it is none."""
    return int(typed) if typed.isdecimal() and len(typed) < 10 else -1


def in_language(text: Text) -> str:
    return text.in_(get_language() or "nl")


def safe(html: str) -> SafeString:
    """A preview: rendered by templates of ours, which escape what is in it."""
    return mark_safe(html)  # noqa: S308


def words_for(layer: Layer) -> str:
    return {
        Layer.PROGRAM: _("van het programma"),
        Layer.INSTALLATION: _("van de installatie"),
        Layer.IMPORT: _("uit een import"),
        Layer.OWN: _("van ons"),
    }[layer]


def label_of(kind: Kind, name: str) -> tuple[str, str]:
    """The label and hint of a field or group: from the kind's own words, else made of its name."""
    label, hint = kind.labels.get(name, ("", ""))
    return str(label) or name.rpartition(".")[2].replace("_", " ").capitalize(), str(hint)


def language_name(language: str) -> str:
    return _("Engels") if language == "en" else _("Nederlands")


_ON_A_LINE = 36  # characters, in a box beside another one


@dataclass(frozen=True)
class Input:
    """A field with the words around it."""

    field: Field
    label: str
    hint: str
    options: Mapping[str, Any]

    @property
    def rows(self) -> int:
        """How high its box is, so that what is in it can be read; 0 is one line."""
        least = {"text": 2, "lines": 4, "yaml": 6}.get(self.field.shape, 0)
        taken = sum(1 + len(line) // _ON_A_LINE for line in self.field.value.split("\n"))
        return least and min(max(least, taken + 1), 24)

    @property
    def choices(self) -> list[tuple[str, str]]:
        names = {"": _("(leeg)"), "true": _("Ja"), "false": _("Nee")}
        single = self.field.shape == "choice"
        empty = ("",) if single and (self.field.optional or not self.field.value) else ()
        return [
            (each, names.get(each) or str(self.options.get(f"{self.field.name}={each}", each.replace("_", " "))))
            for each in (*empty, *self.field.options)
        ]

    @property
    def chosen(self) -> list[str]:
        return self.field.value.split("\n")


@dataclass(frozen=True)
class Group:
    """Fields under one heading; `legend` is "" for a field that stands alone."""

    legend: str
    hint: str
    inputs: list[Input]


def typed_in(kind: Kind, form: QueryDict) -> dict[str, str]:
    """What was typed in the form of an entry; of boxes each that was ticked on a line."""
    return {
        field.name: "\n".join(form.getlist(field.name)) if field.shape == "several" else form.get(field.name, "")
        for field in fields_of(kind.model)
    }


def groups_of(
    kind: Kind, values: Mapping[str, str], errors: Mapping[str, str], only: Collection[str] | None = None
) -> list[Group]:
    """The form of an entry, or of some of its keys."""
    filled = [
        replace(field, value=values.get(field.name, ""), error=errors.get(field.name, ""))
        for field in fields_of(kind.model)
        if only is None or field.name.partition(".")[0] in only
    ]
    groups = []
    for of, fields in groupby(filled, key=lambda field: field.of):
        if of:
            groups.append(Group(*label_of(kind, of), [_input(kind, field, of) for field in fields]))
        else:
            groups += [Group("", "", [_input(kind, field, "")]) for field in fields]
    return groups


def _input(kind: Kind, field: Field, of: str) -> Input:
    if not field.language:
        label, hint = label_of(kind, field.name)
        if field.shape == "yaml":
            hint = f"{hint} {_('Schrijf dit zoals in een bestand met inhoud (YAML).')}".strip()
        return Input(field, label, hint, kind.options)
    place = field.name.rpartition(".")[0]
    if place == of:
        return Input(field, language_name(field.language), "", kind.options)
    label, hint = label_of(kind, place)
    return Input(field, f"{label}, {language_name(field.language)}", hint, kind.options)


@dataclass(frozen=True)
class Change:
    """A field that changes: what it is called, and what stood and will stand there."""

    label: str
    old: str
    new: str


def changes(kind: Kind, old: Data | None, new: Data | None) -> list[Change]:
    """What is different between two versions of an entry, field by field."""
    return differences(kind, values_of(kind.model, old or {}), values_of(kind.model, new or {}))


def differences(kind: Kind, before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    """What is different between two filled in forms."""
    return [
        Change(_full_label(kind, field), before[field.name], after[field.name])
        for field in fields_of(kind.model)
        if not is_same(field, before[field.name], after[field.name])
    ]


def named(kind: Kind, errors: Mapping[str, str]) -> dict[str, str]:
    """The sentences for above a form: each begins with what its field is called."""
    labels = {field.name: _full_label(kind, field, ", ") for field in fields_of(kind.model)}
    return {name: f"{labels[name]}: {told}" if name in labels else told for name, told in errors.items()}


def _full_label(kind: Kind, field: Field, then: str = ": ") -> str:
    label = _input(kind, field, field.of).label
    return f"{label_of(kind, field.of)[0]}{then}{label}" if field.of else label
