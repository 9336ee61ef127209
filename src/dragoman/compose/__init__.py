"""The brief of one or several harvests."""
