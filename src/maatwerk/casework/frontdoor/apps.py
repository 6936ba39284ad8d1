from django.apps import AppConfig


class FrontDoorConfig(AppConfig):
    name = "maatwerk.casework.frontdoor"
    label = "frontdoor"
