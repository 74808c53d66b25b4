line = What would you like to tell { $name }? Write your message, or send a voice message, a photo or a document: I will pass it on as it is.
    .title = your message
    .again = Write what I should pass on to { $name }, or “back” if you have changed your mind.
    .long = That is a little long for one message: 1,200 characters at most. Could you split it in two?
    .media = I can pass on text, a voice message, a photo or a document, but not this kind. What would you like to tell { $name }?
