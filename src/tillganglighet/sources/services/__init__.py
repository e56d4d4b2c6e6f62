"""Services out of files: their words, attributes, merging and corrections."""
