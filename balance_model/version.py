"""The model version, stamped on every answer."""

__version__ = "0.1.0"
