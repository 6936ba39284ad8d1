"""The social map: services that help, who runs them and how to reach them."""

from maatwerk.knowledge.directory.advisor import ServiceAdvisor
from maatwerk.knowledge.directory.catalogue import Service, load_services
from maatwerk.knowledge.directory.opening import State, Status, status_at
from maatwerk.knowledge.directory.shelf import ContentShelf, Layer, Listed, Shelf
from maatwerk.knowledge.directory.ways import By, Way

__all__ = [
    "By",
    "ContentShelf",
    "Layer",
    "Listed",
    "Service",
    "ServiceAdvisor",
    "Shelf",
    "State",
    "Status",
    "Way",
    "load_services",
    "status_at",
]
