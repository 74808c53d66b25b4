propose = { $stated ->
        [1] Let us find a time for your meeting with { $name }. Here are some when both of you are free.
        [2] Let us find a time for your meeting with { $name }. Your hours overlap little: I have added other times that are possible.
       *[0] Let us find a time for your meeting with { $name }. Your hours do not overlap; these are still possible for both of you.
    }
picked = For your meeting, { $start } suits { $name }. If it suits you too, it is fixed; if not, here are others.
partner = { $moved ->
        [1] { $name } would like to move the meeting; here is the proposal.
       *[0] Here is what { $name } proposes for your meeting.
    }
typed = Let us find a time for your meeting with { $name }. I see none that is obvious: please propose one.
lapsed = The times proposed for your meeting with { $name } are no longer possible. Here are others: I will propose the one you choose.
choice = Which time suits you? Choose a number or write your own, such as “Thursday 6pm”. This is your local time.
    .none = None suits me
    .unable = I cannot find one
    .title = time
    .again = Choose a number, or write a day and a time, such as “Tuesday 6.30pm”.
    .explained = This is about the day and time of your meeting with { $name }. Choose a number, or write a time that suits you, for example “Tuesday 6:30 pm”.
    .day = Which day, and at what time? For example “Thursday 6pm”.
    .time = At what time? Write the day and the time together, such as “Thursday 6pm”.
    .past = That time has already passed. Which other day suits you, and at what time?
    .no_such_day = That day is not in the calendar. Which other day suits you, and at what time?
    .no_such_time = There is no such hour. Write for example “Thursday 6pm”.
    .skipped = That hour does not exist on that day, because the clocks change. Which other hour suits you?
soon = That is a little early: let us leave { $name } at least 24 hours to prepare for the first meeting.
late = That is too far ahead to be fixed now. Please choose a time within the next two months.
