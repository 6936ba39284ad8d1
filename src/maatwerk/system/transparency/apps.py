from django.apps import AppConfig


class TransparencyConfig(AppConfig):
    name = "maatwerk.system.transparency"
    label = "transparency"
