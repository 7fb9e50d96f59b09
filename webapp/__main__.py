"""``python -m webapp``: the command line."""

from webapp.cli import main

if __name__ == "__main__":
    main(prog_name="ketenzicht")
