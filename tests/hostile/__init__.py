"""Hostile input over a real socket, against every server that the site is run on."""
