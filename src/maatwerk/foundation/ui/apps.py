from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "maatwerk.foundation.ui"
    label = "ui"
