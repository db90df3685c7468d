"""Take a scenario along: the link, downloads, an opened file; own targets."""
