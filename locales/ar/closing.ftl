rating = تقترب مواكبتكم مع { $name } من نهايتها. ماذا أضافت لكم، من 1 إلى 5؟ للاستمرار مدة أطول اكتبوا «تمديد».
    .one = القليل جداً
    .two = القليل
    .three = قدراً لا بأس به
    .four = الكثير
    .five = الكثير جداً
    .title = التقييم
    .again = أعطوا تقييماً من 1 (القليل جداً) إلى 5 (الكثير جداً).
    .scale = على سلم من 1 إلى 5، ماذا أضافت لكم؟
changed = ما أكثر ما تغير؟
    .skills = كفاءاتي
    .confidence = ثقتي بنفسي
    .network = شبكة علاقاتي
    .business = نشاطي المهني
    .little = لا شيء يذكر
    .title = التغيير
    .again = ما أكثر ما تغير؟ أجيبوا برقم من 1 إلى 5.
thanks = هل من كلمة شكر إلى { $name }، مكتوبة أو صوتية؟ سأنقلها كما هي.
    .title = الشكر
    .again = اكتبوا كلمتكم إلى { $name }، أو «تجاوز».
    .long = هذا طويل قليلاً: يكفي أهم ما فيه (300 حرف).
certificate_mentee = *شهادة Mentoring MeM by CGEM*
    تُسلَّم هذه الشهادة إلى { $own } بعد مواكبة مدتها { $months ->
        [one] شهر واحد
        [two] شهران
        [few] { $months } أشهر
        [many] { $months } شهراً
       *[other] { $months } شهر
    } مع { $name }، إلى غاية { $day } (عدد اللقاءات: { $meetings }).
certificate_mentor = *شهادة Mentoring MeM by CGEM*
    تُسلَّم هذه الشهادة إلى { $own } تقديراً لدور الموجّه(ة) في مواكبة { $name } لمدة { $months ->
        [one] شهر واحد
        [two] شهرين
        [few] { $months } أشهر
        [many] { $months } شهراً
       *[other] { $months } شهر
    }، إلى غاية { $day } (عدد اللقاءات: { $meetings }).
