"""Tests: the tree of the packages again, in sentences about behaviour."""
