# الإشعارات، والعناوين الخارجية التي تُبلَّغ بما يجري في القضية.

problem-too-many-streams-title = لديك بثوث مفتوحة أكثر مما يُسمح به
problem-too-many-streams-detail = يمكنك فتح 8 بثوث للإشعارات في الوقت نفسه. أغلق أحدها ثم حاول مجددًا.
problem-webhook-paused-title = خطاف الويب متوقف مؤقتًا
problem-webhook-paused-detail = لا يُرسل شيء إلى خطاف متوقف مؤقتًا، لا اختبار ولا رسالة. دعه يستأنف أولًا، بلا “paused”. لم يُكتب شيء.
problem-webhooks-full = يمكن أن يكون للقضية { $max } خطافًا على الأكثر. أزل واحدًا أولًا.

webhooks-heading = خطاطيف الويب
webhooks-lede = عناوين أنظمة أخرى تُرسل إليها رسالة كلما تغيّر في هذه القضية شيء ذو معنى.
webhooks-list = من يُبلَّغ
webhooks-none = لا أحد بعد.
webhooks-add = أضف عنوانًا
webhooks-add-note = تُوقَّع الرسائل وفق Standard Webhooks ولا تحمل إلا المعرّفات، لا أسماء ولا نصوص. وهي تحمل ما يحق لك أن تراه: إن لم تعد مالكًا للقضية توقفت.
webhooks-add-button = أضف
webhooks-full = يمكن أن يكون للقضية 20 خطافًا. أزل واحدًا أولًا.
webhook-address = العنوان
webhook-address-hint = يبدأ بـ https://‎ ويقود إلى الإنترنت العام.
webhook-kinds = ما يُبلَّغ به
webhook-kinds-hint = كل شيء، إن لم تختر شيئًا.
webhook-made = أُضيف العنوان. هذا السر يوقّع رسائله. يُعرض هذه المرة فقط: سلّمه لمن يدير النظام الآخر.
webhook-heading = خطاف ويب
webhook-standing = حاله
webhook-all-kinds = يُبلَّغ بكل شيء.
webhook-some-kinds = يُبلَّغ بما يلي: { $kinds }.
webhook-identities-shown = يُبلَّغ بهوية المصادر المحمية ما دام يحق لمن أعدّه أن يراها.
webhook-identities-hidden = لا يُبلَّغ بهوية المصادر المحمية.
webhook-outdated = غيّر أحدهم هذا الخطاف منذ فتحت الصفحة. انظر إلى ما صار عليه ثم حاول مجددًا.
webhook-is-paused = الخطاف متوقف مؤقتًا: لا يُرسل إليه شيء. دعه يستأنف أولًا.
webhook-well = تُرسل إليه الرسائل.
webhook-failing = لم يتسلم أي رسالة منذ { $moment }. بعد 5 أيام دون تسلُّم يُوقف مؤقتًا.
webhook-paused-asked = موقوف مؤقتًا منذ { $moment }. ما يتغيّر أثناء التوقف لا يُرسل لاحقًا.
webhook-paused-failing = موقوف مؤقتًا منذ { $moment } لأنه لم يتسلم أي رسالة طوال 5 أيام. ما يتغيّر أثناء التوقف لا يُرسل لاحقًا.
webhook-paused-rights = موقوف مؤقتًا منذ { $moment } لأن من أضافه لم يعد مالكًا للقضية. أضفه من جديد باسمك.
webhook-cannot-sign = لا يُرسل شيء: تعذّر فتح السر، فلا يمكن توقيع الرسائل. أنشئ سرًا جديدًا وسلّمه لمن يدير النظام الآخر.
webhook-secret = أنشئ سرًا جديدًا
webhook-secret-note = يحل السر الجديد محل القديم فورًا: به تُوقَّع الرسائل من بعد.
webhook-secret-made = هذا السر يوقّع كل الرسائل من الآن. يُعرض هذه المرة فقط: سلّمه لمن يدير النظام الآخر.
webhook-pause = أوقف مؤقتًا
webhook-resume = استأنف
webhook-remove = أزل
webhook-test = أرسل رسالة تجريبية
deliveries-heading = الرسائل
deliveries-note = أحدث 100 رسالة. الرسائل التي لا تحتاج محاولة أخرى تُحفظ 30 يومًا.
deliveries-none = لا شيء بعد.
delivery-of-revision = المراجعة { $revision }، { $moment }
delivery-of-test = تجربة، { $moment }
delivery-waiting = تنتظر الإرسال.
delivery-delivered = سُلِّمت، برمز الحالة { $status }.
delivery-next = { $n ->
    [zero] لا محاولات حتى الآن. التالية في { $moment }.
    [one] محاولة واحدة حتى الآن. التالية في { $moment }.
    [two] محاولتان حتى الآن. التالية في { $moment }.
    [few] { $number } محاولات حتى الآن. التالية في { $moment }.
    [many] { $number } محاولة حتى الآن. التالية في { $moment }.
   *[other] { $number } محاولة حتى الآن. التالية في { $moment }.
}
delivery-fault-status = لم تُسلَّم: جاء الرد برمز الحالة { $status }.
delivery-fault-timeout = لم تُسلَّم: لا رد خلال 10 ثوانٍ.
delivery-fault-connection = لم تُسلَّم: لم يقم اتصال، أو انقطع.
delivery-fault-certificate = لم تُرسل: شهادة النظام الآخر ليست مما يثق به هذا الموقع.
delivery-fault-unsigned = لم تُرسل: لا يمكن توقيع الرسالة. أنشئ سرًا جديدًا ثم أرسلها من جديد.
delivery-fault-address = لم تُرسل: العنوان يقود إلى شبكة خاصة، أو لا يبدأ بـ https://‎.
delivery-fault-rights = لم تُرسل: من أضاف العنوان لم يعد مالكًا للقضية.
delivery-again = أرسل من جديد

notice-question-became-contested = سؤال صار مختلفًا فيه
notice-question-no-longer-contested = سؤال لم يعد مختلفًا فيه
notice-question-state-changed = سؤال تغيّرت حالته على نحو آخر
notice-position-appeared = رواية ظهرت
notice-position-vanished = رواية اختفت
notice-position-gained-root = رواية كسبت مصدرًا أصليًا
notice-position-lost-root = رواية فقدت مصدرًا أصليًا
notice-assessment-went-stale = تقييم لم يعد محدَّثًا
notice-assessment-signed = تقييم وُقِّع
notice-claim-added = ادعاء أُضيف
notice-claim-changed = ادعاء تغيّر
notice-claim-withdrawn = ادعاء سُحب
notice-case-changed = تغيّر أي شيء آخر

fault-webhook-not-an-address = هذا ليس عنوان ويب. اكتب عنوانًا يبدأ بـ https://‎ مثل https://example.org/hooks.
fault-webhook-too-long = هذا العنوان أطول من 2,000 محرف.
fault-webhook-not-https = يجب أن يبدأ العنوان بـ https://‎.
fault-webhook-has-credentials = يحمل العنوان اسمًا أو كلمة سر، وستُحفظ مكشوفة. احذفها: الرسائل موقّعة.
fault-webhook-not-public = يقود هذا العنوان إلى شبكة خاصة لا يجوز الإرسال إليها. بوسع من يدير هذا الموقع أن يسمح بذلك.
fault-webhook-unknown = لم يُعثر على جهاز بهذا الاسم.
