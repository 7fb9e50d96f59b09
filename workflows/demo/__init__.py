"""The demo year: invented companies, papers and findings, made through the real functions."""
