"""How fast engine and site are, in ratios to what else could do the same work: `make bench`."""
