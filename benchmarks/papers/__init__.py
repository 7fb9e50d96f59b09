"""Generated certificates and audit reports with their truth, to measure the reader on.

Two halves that share no layout, no label list and no name: ``held_out`` was written before the
reader was worked on and is never tuned on; ``tuned`` may be looked at. Every name is invented.
"""
