"""What a language is called, in the language that is active."""

from __future__ import annotations

from django.utils.translation import get_language_info, gettext_lazy

# Spoken in the Netherlands, and without a name in Django. Codes are those of ISO 639.
_OTHERS = {
    "am": gettext_lazy("Amhaars"),
    "ber": gettext_lazy("Berbers"),
    "dse": gettext_lazy("Nederlandse Gebarentaal"),
    "ku": gettext_lazy("Koerdisch"),
    "pap": gettext_lazy("Papiaments"),
    "prs": gettext_lazy("Dari"),
    "ps": gettext_lazy("Pasjtoe"),
    "rif": gettext_lazy("Tarifit"),
    "so": gettext_lazy("Somalisch"),
    "srn": gettext_lazy("Sranantongo"),
    "ti": gettext_lazy("Tigrinya"),
    "zgh": gettext_lazy("Tamazight"),
    "zh": gettext_lazy("Chinees"),
}


def language_name(code: str) -> str:
    """Its name, or the code itself of a language that we have no name for."""
    if code in _OTHERS:
        return str(_OTHERS[code])
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
