"""How fast the engine is, in ratios to a bare matrix product and to two libraries: `make bench`."""
