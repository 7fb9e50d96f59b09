"""The tables, the state tables and every rule. No web."""
