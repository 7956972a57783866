"""Measures the frameworks and checks what they do; never imported by the site."""
