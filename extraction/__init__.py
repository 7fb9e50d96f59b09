"""Documents to records with provenance. No web, no database."""
