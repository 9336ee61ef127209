"""The pages of the workbench, one file a page."""
