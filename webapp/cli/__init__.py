"""The command line ``ketenzicht``: one group a noun, results on stdout, talk on stderr."""

from webapp.cli.main import main

__all__ = ["main"]
