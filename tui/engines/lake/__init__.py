"""Tables in files that lie in a lake, read in place by Polars' own scans; each is loaded only where its address is."""
