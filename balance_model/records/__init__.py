"""Data files to a checked, frozen World. Doors: ``world.load_world`` and ``world.check_data``."""
