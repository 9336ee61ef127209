"""The workbench: ``dragoman serve CASE``."""
