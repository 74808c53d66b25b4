confirm = Another chat has just used your code to join your profile. Is it you?
    .yes = Yes, it is me
    .no = No, refuse
    .title = connection
    .again = Is it you connecting another chat to your profile? Reply 1 for yes, 2 to refuse.
done = Done: your two chats share the same profile.
refused = Refused. The other chat has learned nothing about you.
