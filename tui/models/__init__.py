"""What a screen shows and how keys change it, without a screen: no widget, no Textual."""
