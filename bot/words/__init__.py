"""From keys and facts to the words of a language and the bubbles of a channel."""
