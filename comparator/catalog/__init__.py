"""The reviewed text files: their shape, the laws across them, loading and freezing."""
