# ما يحيط بكل صفحة.
skip-to-content = انتقل إلى المحتوى
nav-label = القائمة الرئيسية
nav-cases = القضايا
nav-sources = المصادر
nav-documents = الوثائق
nav-places = الأماكن
nav-entities = الأشخاص والجماعات
other-language = English

error-not-found-heading = لا توجد صفحة بهذا العنوان
error-not-found-explanation = ربما كُتب العنوان خطأً، أو أنه يقود إلى ما ليس متاحًا للعموم.
error-not-found-way-out = انتقل إلى قائمة القضايا
error-unreadable-day-heading = لم نتمكن من قراءة هذا التاريخ
error-unreadable-day-explanation = اكتب اليوم هكذا: 2019-02-10. الشهر وحده، مثل 2019-02، يُحسب من يومه الأخير.
error-unreadable-day-way-out = اعرض الصفحة كما هي الآن
error-unknown-clock-heading = لا توجد ساعة بهذا الاسم
error-unknown-clock-explanation = تُقطع الصفحات بحسب وقت نشر الادعاءات أو وقت تسجيلها عندنا. احذف «clock» أو اكتب clock=reported أو clock=recorded.
error-unknown-clock-way-out = اعرض الصفحة بحسب يوم النشر
error-unreadable-form-heading = تعذّرت قراءة هذا النموذج
error-unreadable-form-explanation = إما أنه طويل جدًا، أو أنه لم يُرسل كما ترسل المتصفحات النماذج. لم يتغير شيء.
error-unreadable-form-way-out = افتح الصفحة مجددًا
error-busy-heading = عدد القرّاء كبير في هذه اللحظة
error-busy-explanation = لم يضع شيء. حاول مجددًا بعد بضع ثوانٍ.
error-busy-way-out = حاول مجددًا
error-cannot-save-heading = لا يمكن حفظ شيء في هذه اللحظة
error-cannot-save-explanation = لم يعد قرص الخادم يقبل المزيد. ما حُفظ من قبل سليم ويمكن قراءته. أما ما أرسلته الآن فلم يُحفظ.
error-cannot-save-way-out = حاول مجددًا
error-failed-heading = تعذّر إعداد هذه الصفحة
error-failed-explanation = السجلات محفوظة، وقد دُوّن الخلل في سجل الخادم.
error-failed-way-out = حاول مجددًا
