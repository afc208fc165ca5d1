"""Texts in the languages of the screen."""
