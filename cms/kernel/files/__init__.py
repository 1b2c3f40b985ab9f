"""Files people hand in: checked by content, named by hash, shown only to those who may see them."""
