"""The commands of `mem`: one module each, imported only when it is called."""
