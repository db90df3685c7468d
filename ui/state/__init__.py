"""The address, the history of a visit, results that are kept, and the queue of runs."""
