"""Hands what was read to people and programs, and takes it back: JSON lines, plan files, sheets, Turtle, reports."""
