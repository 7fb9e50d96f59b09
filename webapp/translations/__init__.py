"""The catalogue of Dutch texts. The English ones are in the code."""
