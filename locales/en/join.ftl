confirm = Another chat has just used your code to join your profile. Is it you?
    .yes = Yes, it is me
    .no = No, refuse
    .title = connection
    .again = Please answer 1 if it is you, 2 to refuse.
done = Done: your two chats share the same profile.
refused = Refused. The other chat has learned nothing about you.
