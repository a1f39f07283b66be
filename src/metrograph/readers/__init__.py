"""Readers: one small module for each format, all giving the same ``Passage``."""
