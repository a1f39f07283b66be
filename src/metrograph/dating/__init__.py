"""Turns the date words of plans, in English, French and Spanish, into EDTF."""
