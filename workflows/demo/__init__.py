"""The demo year: invented companies, papers and findings, made through the real functions."""

from workflows.demo.cast import CANARIES, DEMO_PASSWORD, PERSONAS, Persona
from workflows.demo.year import is_demo, load, reset

__all__ = ["CANARIES", "DEMO_PASSWORD", "PERSONAS", "Persona", "is_demo", "load", "reset"]
