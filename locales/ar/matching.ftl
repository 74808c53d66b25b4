why-needs-mentee = يقدم هذا الشخص ما تبحثون عنه: { $needs }.
why-needs-mentor = يمكنكم المساعدة في المواضيع المطلوبة: { $needs }.
why-stage-mentee = مشروع هذا الشخص أكثر تقدماً من مشروعكم: { $stage }.
why-stage-mentor = سبق لكم أن مررتم بمرحلة هذا المشروع: { $stage }.
why-kind-mentee = تجربة هذا الشخص تلائم مرحلتكم: { $kind }.
why-kind-mentor = تجربتكم تلائم مرحلة هذا المشروع: { $stage }.
why-sector-same-mentee = تعملون في القطاع نفسه: { $sector }.
why-sector-same-mentor = تعملون في القطاع نفسه: { $sector }.
why-sector-near-mentee = قطاعاكما متقاربان، وقطاع هذا الشخص هو: { $sector }.
why-sector-near-mentor = قطاعاكما متقاربان، وقطاع هذا الشخص هو: { $sector }.
why-sector-other-mentee = نظرة جديدة من قطاع آخر: { $sector }.
why-sector-other-mentor = تقدمون نظرة جديدة، وقطاع هذا الشخص هو: { $sector }.
why-style-mentee = تفضلون طريقة العمل نفسها: { $styles }.
why-style-mentor = تفضلون طريقة العمل نفسها: { $styles }.
why-country-mentee = يقيم هذا الشخص في البلد الذي تستهدفونه: { $country }.
why-country-mentor = تقيمون في البلد المستهدف: { $country }.
why-pillars-mentee = اهتمام مشترك: { $pillars }.
why-pillars-mentor = اهتمام مشترك: { $pillars }.
why-heart-mentee = لهذا الشخص صلة خاصة بجهتكم: { $region }.
why-heart-mentor = هذا المشروع في جهة عزيزة عليكم: { $region }.
why-languages = اللغات المشتركة: { $languages }.
why-kin = يمكنكم التفاهم بالعربية والدارجة.
hours = أوقات ممكنة، بتوقيتكم: { $times }.
times = الأوقات
    .morning = أيام العمل صباحاً
    .midday = أيام العمل ظهراً
    .afternoon = أيام العمل بعد الزوال
    .evening = أيام العمل مساءً
    .saturday = يوم السبت
    .sunday = يوم الأحد
gap-needs-mentee = مواضيع قد تحتاجون فيها إلى شخص آخر: { $needs }.
gap-needs-mentor = ما لا تقدمونه: { $needs }.
gap-experience-mentee = تجربة هذا الشخص بعيدة بعض الشيء عن مرحلتكم.
gap-experience-mentor = تجربتكم بعيدة بعض الشيء عن مرحلة هذا المشروع.
gap-sector = قطاعاكما مختلفان، وقطاع هذا الشخص هو: { $sector }.
gap-style = لهذا الشخص طريقة عمل أخرى: { $styles }.
gap-country-mentee = لا يقيم هذا الشخص في البلد الذي تستهدفونه: { $country }.
gap-country-mentor = لا تقيمون في البلد المستهدف: { $country }.
gap-pillar = محاور البرنامج التي تهمكما معاً قليلة.
gap-unknown = أمور ستكتشفونها معاً: { $parts }.
part = المعايير
    .needs = المواضيع
    .experience = التجربة
    .sector = القطاع
    .style = طريقة العمل
    .pillar = المحاور
    .language = اللغات والأوقات
    .fairness = الانتظار والجهة
style = طرق العمل
    .structured = بخطة واضحة
    .spontaneous = بعفوية
    .direct = بصراحة
    .gentle = بلطف
    .strategy = بالاستراتيجية
    .practice = بالتطبيق
help-pause-mentee = إذا أنهيتم استراحتكم، يمكن أن أقترح عليكم { $count ->
        [one] موجّهاً واحداً
        [two] موجّهين اثنين
        [few] { $count } موجّهين
        [many] { $count } موجّهاً
       *[other] { $count } موجّه
    }.
help-pause-mentor = إذا أنهيتم استراحتكم، يمكنكم توجيه { $count ->
        [one] شخص واحد
        [two] شخصين
        [few] { $count } أشخاص
        [many] { $count } شخصاً
       *[other] { $count } شخص
    }.
help-seat-mentor = إذا أضفتم مكاناً، يمكنكم توجيه { $count ->
        [one] شخص واحد
        [two] شخصين
        [few] { $count } أشخاص
        [many] { $count } شخصاً
       *[other] { $count } شخص
    }.
help-time-mentee = إذا أضفتم وقتاً آخر ({ $what }): { $count ->
        [one] موجّه إضافي
        [two] موجّهان إضافيان
        [few] { $count } موجّهين إضافيين
        [many] { $count } موجّهاً إضافياً
       *[other] { $count } موجّه إضافي
    }.
help-time-mentor = إذا أضفتم وقتاً آخر ({ $what })، يمكنكم توجيه { $count ->
        [one] شخص إضافي
        [two] شخصين إضافيين
        [few] { $count } أشخاص إضافيين
        [many] { $count } شخصاً إضافياً
       *[other] { $count } شخص إضافي
    }.
help-language-mentee = إذا أضفتم لغة ({ $what }): { $count ->
        [one] موجّه إضافي
        [two] موجّهان إضافيان
        [few] { $count } موجّهين إضافيين
        [many] { $count } موجّهاً إضافياً
       *[other] { $count } موجّه إضافي
    }.
help-language-mentor = إذا أضفتم لغة ({ $what })، يمكنكم توجيه { $count ->
        [one] شخص إضافي
        [two] شخصين إضافيين
        [few] { $count } أشخاص إضافيين
        [many] { $count } شخصاً إضافياً
       *[other] { $count } شخص إضافي
    }.
help-need-mentee = إذا وسعتم طلبكم ({ $what }): { $count ->
        [one] موجّه إضافي
        [two] موجّهان إضافيان
        [few] { $count } موجّهين إضافيين
        [many] { $count } موجّهاً إضافياً
       *[other] { $count } موجّه إضافي
    }.
help-offer-mentor = إذا ساعدتم أيضاً في موضوع آخر ({ $what })، يمكنكم توجيه { $count ->
        [one] شخص إضافي
        [two] شخصين إضافيين
        [few] { $count } أشخاص إضافيين
        [many] { $count } شخصاً إضافياً
       *[other] { $count } شخص إضافي
    }.
position = ترتيبكم في لائحة الانتظار: { $position } من أصل { $total }.
flash = في انتظار ذلك، { $count ->
        [one] يمكن لشخص واحد أن يخصص لكم
        [two] يمكن لشخصين أن يخصصا لكم
        [few] يمكن لـ { $count } أشخاص أن يخصصوا لكم
        [many] يمكن لـ { $count } شخصاً أن يخصصوا لكم
       *[other] يمكن لـ { $count } شخص أن يخصصوا لكم
    } 30 دقيقة للحديث عن: { $needs }.
peers = في انتظار ذلك، يمكنني أن أجمعكم { $count ->
        [one] بشخص آخر
        [two] بشخصين آخرين
        [few] بـ { $count } أشخاص آخرين
        [many] بـ { $count } شخصاً آخر
       *[other] بـ { $count } شخص آخر
    } في المرحلة نفسها ({ $stage })، من خارج مقاولتكم.
unmatched = لا اقتراح بعد
    .nobody = لا أحد يستوفي بعد كل الشروط لتوجيهكم.
    .crowded = هناك من يناسبكم، لكن كل الأماكن محجوزة حالياً.
rule = لماذا لا يقدَّم هذا الاقتراح
    .mentee_age = يواكب البرنامج من تتراوح أعمارهم بين 24 و54 سنة.
    .mentee_unqualified = ملف المستفيد(ة) من التوجيه غير مكتمل بعد.
    .mentee_paused = المستفيد(ة) من التوجيه في استراحة.
    .mentee_held = أوقف الفريق الاقتراحات لهذا الشخص مؤقتاً.
    .mentee_matched = هذا الشخص يستفيد من التوجيه حالياً.
    .mentee_absent = لم يتواصل المستفيد(ة) من التوجيه منذ مدة طويلة.
    .mentee_zone = توقيت المستفيد(ة) من التوجيه لم يعد موجوداً أو غير معروف.
    .mentor_unqualified = ملف الموجّه(ة) غير مكتمل بعد.
    .mentor_paused = الموجّه(ة) في استراحة.
    .mentor_held = أوقف الفريق الاقتراحات لهذا الموجّه مؤقتاً.
    .mentor_full = كل أماكن هذا الموجّه محجوزة.
    .mentor_absent = لم يتواصل هذا الموجّه مؤخراً.
    .mentor_lapsed = لم يجب هذا الموجّه عن آخر طلبين وصلاه.
    .mentor_silent = لم يجب هذا الموجّه شريكه الحالي منذ ثلاثة أسابيع.
    .mentor_zone = توقيت هذا الموجّه لم يعد موجوداً أو غير معروف.
    .self = الملفان للشخص نفسه.
    .circle = أحدهما يوجّه الآخر حالياً.
    .language = لا توجد لغة مشتركة.
    .hours = الأوقات المشتركة أقل من ساعتين في الأسبوع.
    .need = لا يقدم الموجّه أياً من المواضيع المطلوبة.
    .company = ينتميان إلى المقاولة نفسها.
    .rival = لهما المهنة نفسها في السوق نفسها.
    .blocked = هذا التعارف غير مقترح.
    .failed = هذا التعارف غير مقترح.
    .declined = هذا التعارف غير مقترح.
    .conflict = هذا التعارف غير مقترح.
