# ما يُقال للبرامج حين لا يكون الجواب إلا وصف مشكلة.
problem-sign-in-first-title = سجّل الدخول أولًا
problem-sign-in-first-detail = لم يسجّل أحد الدخول. قد يفيد تسجيل الدخول.
problem-not-found-title = غير موجود
problem-not-found-detail = لا شيء في هذا العنوان، أو لا شيء يحق لك الاطلاع عليه.
problem-invalid-parameters-title = تعذّرت قراءة المعاملات
problem-invalid-parameters-detail = في الاستعلام أخطاء، وكل منها مذكور في «errors».
problem-method-not-allowed-title = طريقة غير مقبولة
problem-method-not-allowed-detail = لا يقبل هذا العنوان هذه الطريقة. يذكر الحقل Allow ما يقبله.
problem-bad-request-title = طلب غير سليم
problem-bad-request-detail = يلزم كل طلب حقل Host واحد، وطريقة واحدة لبيان طوله.
problem-address-too-long-title = العنوان طويل جدًا
problem-address-too-long-detail = أقصى ما يبلغه المسار والاستعلام معًا 8,000 بايت.
problem-busy-title = الطلبات كثيرة في هذه اللحظة
problem-busy-detail = لم يضع شيء. حاول مجددًا بعد عدد الثواني المذكور في Retry-After.
problem-cannot-save-title = لا يمكن حفظ شيء في هذه اللحظة
problem-cannot-save-detail = لم يعد قرص الخادم يقبل المزيد. لم يُحفظ شيء من هذا الطلب، وما حُفظ من قبل سليم ويمكن قراءته. حاول مجددًا بعد عدد الثواني المذكور في Retry-After.
problem-failed-title = تعذّر إعداد الجواب
problem-failed-detail = الخلل من عندنا وقد دُوّن في سجل الخادم. لم يتغير شيء.

parameter-unknown = لا يوجد هنا معامل بهذا الاسم. يذكر «allowed» الأسماء المقبولة.
parameter-repeated = ورد هذا المعامل في الاستعلام أكثر من مرة. أبقِ واحدًا.
parameter-not-utf8 = هذا ليس نصًا بترميز UTF-8. رمّز الحروف بـ UTF-8 قبل علامات النسبة المئوية.
parameter-not-a-cursor = هذا ليس مؤشرًا من هذه القائمة. خذ قيمة «next» من الصفحة السابقة كما هي، أو احذفه لتبدأ من جديد.
parameter-missing = هذا المعامل مطلوب.
