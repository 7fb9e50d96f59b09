"""python -m webapp.translations: collect, update and compile the Dutch catalogue."""

import sys

from webapp.translations import catalogue


def main() -> int:
    """Write both files; 1 when a text has no Dutch yet, with the texts on standard error."""
    kept = catalogue.updated()
    catalogue.PO.write_bytes(catalogue.as_po(kept))
    catalogue.MO.write_bytes(catalogue.as_mo(kept))
    missing = catalogue.without_dutch(kept)
    for text in missing:
        sys.stderr.write(f"no Dutch: {text}\n")
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main())
