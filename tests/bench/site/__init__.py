"""How fast the site answers, beside nginx, a bare callable and Django, and how that grows."""
