"""The installation that the browsers look at."""

from dataclasses import dataclass

from flask import Flask


@dataclass(frozen=True)
class Served:
    """Where it listens, and an application over the same data to look in its tables."""

    address: str
    app: Flask
