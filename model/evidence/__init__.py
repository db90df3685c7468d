"""How good the model is, what it is not, and the documents that say so."""
