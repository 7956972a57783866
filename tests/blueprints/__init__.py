"""What the blueprints decide without serving a page."""
