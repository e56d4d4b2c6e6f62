"""What products say: words, codes and columns in two languages, numbers as people write them."""
