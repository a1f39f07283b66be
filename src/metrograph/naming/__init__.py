"""Finds the places and organisations that words of a plan name, by data/places.tsv and data/organisations.tsv."""
