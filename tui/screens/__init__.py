"""The screens: they wire models to widgets, and hold the actions of the keys."""
