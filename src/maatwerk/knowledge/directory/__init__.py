"""The social map: services that help, who runs them and how to reach them."""

from maatwerk.knowledge.directory.advisor import ServiceAdvisor
from maatwerk.knowledge.directory.catalogue import Service, load_services

__all__ = ["Service", "ServiceAdvisor", "load_services"]
