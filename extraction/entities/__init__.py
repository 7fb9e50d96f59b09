"""Names on pages: finders for each label; ``pipeline.find`` joins them."""
