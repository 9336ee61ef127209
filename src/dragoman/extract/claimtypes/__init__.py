"""One module a claim type; ``extract.claims`` runs them."""
