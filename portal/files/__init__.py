"""Files that people hand in or are given: checked, kept, read back."""
