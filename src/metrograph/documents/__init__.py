"""What is known of a thing, of a graph and of the whole dataset, gathered for pages and linked data."""
