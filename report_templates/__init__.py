"""Word templates and the code that fills them. No web, no database."""
