"""Tests of the reviewed text files: shape, laws, editions, loading."""
