"""The site in a real browser, as readers meet it."""
