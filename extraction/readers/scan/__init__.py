"""Pages that are pictures of text: found, set upright, spelled, and put in order."""
