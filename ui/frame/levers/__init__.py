"""The sidebar: every lever in its group, what was changed, undo and resets."""
