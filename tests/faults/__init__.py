"""Faults made on purpose to a server that runs, and what its readers notice."""
