"""Documents to records with provenance. No web, no database; nothing here is imported eagerly."""
