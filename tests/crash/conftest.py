"""The installation that things go wrong in."""

from tests.installed import app, desk

__all__ = ["app", "desk"]
