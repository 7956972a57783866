"""Tests mirror the package; whole pages are checked wherever they are fetched."""
