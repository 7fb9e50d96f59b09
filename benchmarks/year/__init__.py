"""A simulated year of following: what is owed, the world it is owed in, the worker, the verdict."""
