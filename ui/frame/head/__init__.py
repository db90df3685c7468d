"""The head of the page: name, version, language, presets, what was refused in the link."""
