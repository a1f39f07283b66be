"""The version of the package, stamped into provenance."""

__version__ = "0.1.0"
