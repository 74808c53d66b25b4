question = Before answering, { $name } would like to know: “{ $question }”
answer = What would you like to answer { $name }?
    .title = answer
    .again = Write your answer to { $name } in a sentence or two.
    .long = That is a little long: keep the heart of your answer (300 characters).
passed = I have passed it on to { $name }. I will tell you here what comes next.
