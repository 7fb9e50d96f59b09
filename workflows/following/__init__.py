"""Step 4, following: what happens outside is seen by rules, which propose to open or reopen.

A rule is a pure look over rows on a given day. What it sees is gathered by cause, so that one new
edition is one decision; people decide, or the system where the secretariat lets a rule act.
"""
