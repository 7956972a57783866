"""Tests of the lab's probes."""
