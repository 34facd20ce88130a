# الأشخاص: تسجيل الدخول والحسابات ومن يحق له ماذا.
sign-in = دخول
sign-out = خروج
nav-people = الحسابات

people-errors = لم يتم ذلك بعد
people-error-at = { $field }: { $fault }
people-error-title = خطأ: { $title }

error-too-many-tries-heading = محاولات خاطئة كثيرة
error-too-many-tries-explanation = لمنع الغرباء من التخمين، لا يُفحص شيء آخر الآن. حاول مجددًا بعد 15 دقيقة.
error-too-many-tries-way-out = انتقل إلى قائمة القضايا

field-sign-in-name = اسم الدخول
field-sign-in-name-hint = من { $min } إلى { $max } حرفًا: الحروف a إلى z والأرقام و . - _ @ +
field-name-hint = به يُوقَّع ما تضيفه وتغيّره، ويراه أعضاء قضاياك.
field-password = كلمة المرور
field-old-password = كلمة المرور الحالية
field-own-password = كلمة مرورك
field-new-password = كلمة المرور الجديدة
field-new-password-hint = 15 حرفًا أو أكثر. عدة كلمات لا صلة بينها يسهل حفظها.
field-new-password-again = كلمة المرور الجديدة مرة أخرى
field-setup-code = رمز الإعداد
field-setup-code-hint = طبعه الخادم عند تشغيله.
field-code = الرمز
field-code-hint = الأرقام الستة في تطبيقك، أو أحد رموز الاسترداد.
field-app-code = الرمز في تطبيقك
field-app-code-hint = ستة أرقام.

fault-sign-in-name-characters = استعمل الحروف a إلى z والأرقام و . - _ @ + وحدها.
fault-sign-in-name-taken = اسم الدخول هذا مستعمل. اختر غيره.
fault-name-taken = شخص آخر هنا يحمل هذا الاسم، ولن يفرّق القرّاء بينكما. أضف إليه، كاسم ثانٍ.
fault-password-too-short = هذه قصيرة جدًا: يلزم { $min } حرفًا على الأقل.
fault-password-too-long = هذه طويلة جدًا: المسموح { $max } بايت على الأكثر.
fault-password-guessable = تخمينها سهل: فهي شائعة، أو تكرر نفسها، أو مكوّنة من أسماء. اختر عدة كلمات لا صلة بينها.
fault-passwords-differ = هذه ليست نفس التي أعلاه.
fault-setup-code = ليس هذا هو الرمز الذي طبعه الخادم أخيرًا. انظر إلى ما يطبعه؛ كل تشغيل يطبع رمزًا جديدًا.
fault-sign-in = اسم الدخول وكلمة المرور لا يتوافقان.
fault-second-factor = هذا الرمز خاطئ أو سبق استعماله. انتظر الرمز التالي في تطبيقك.
fault-own-password = ليست هذه كلمة مرورك.
fault-no-such-person = لا أحد له حساب مفتوح بهذا الاسم.
fault-member-until = اكتب يومًا من { $first } فصاعدًا، مثل { $example }، أو اتركه فارغًا.
fault-emergency-case = لا توجد قضية بهذا المعرّف.
fault-emergency-member = لك دور في هذه القضية من قبل.

setup-heading = إعداد Counterpoint
setup-lede = ينشئ هذا الحساب الأول. وهو يدير الأشخاص؛ أما القضايا الخاصة فتبقى مغلقة أمامه.
setup-button = أنشئ الحساب

sign-in-heading = تسجيل الدخول
sign-in-button = ادخل
sign-in-help = لا تستطيع الدخول؟ يمكن لمن يشغّل هذا الخادم أن يعدّ لك رابطًا لتعيين كلمة مرور جديدة.
sign-in-code-heading = خطوة أخرى
sign-in-password-set = عُيّنت كلمة المرور الجديدة. سجّل الدخول بها.

demo-continue = تابع بصفة محرر العرض
demo-explanation = هذا عرض على هذا الجهاز. يمكن لأي شخص هنا تجربة كل شيء بصفة محرره، دون كلمة مرور.

invitation-heading = أنت مدعو
invitation-button = أنشئ الحساب
reset-heading = اختر كلمة مرور جديدة
reset-button = عيّن كلمة المرور
link-until = يعمل هذا الرابط مرة واحدة، حتى { $moment }.

account-heading = حسابك
account-known-as = تسجّل الدخول باسم { $name }.
account-name = الاسم
account-save-name = احفظ الاسم
account-password = كلمة المرور
account-password-note = كلمة المرور الجديدة تنهي دخولك في كل مكان آخر.
account-set-password = عيّن كلمة المرور
account-sessions = أين سجّلت الدخول
account-sessions-note = أنهِ ما لا تعرفه أو لم تعد تستعمله.
session-since = منذ { $since }. آخر استعمال { $seen }.
session-no-browser = متصفح لا يذكر اسمه
session-this-one = هذا المتصفح
session-end = أنهِ
session-end-others = أنهِ كل ما عداه

second-factor-heading = العامل الثاني
second-factor-is-on = مفعّل: يطلب الدخول رمزًا من تطبيقك أيضًا.
second-factor-is-off = معطّل: كل من يعرف كلمة مرورك يستطيع الدخول.
second-factor-change = غيّر
second-factor-lede = يعرض تطبيق على هاتفك رمزًا يطلبه الدخول بعد ذلك. لا تنفع كلمة مرور مسروقة من دونه.
second-factor-begin = ابدأ
second-factor-scan = امسح هذا بتطبيقك
second-factor-scan-lede = يصلح أي تطبيق للرموز المؤقتة. يُفعَّل العامل الثاني حين يصح أول رمز.
second-factor-picture = رمز QR لتطبيقك
second-factor-type = أو اكتب هذا في التطبيق:
second-factor-confirm = فعّله
second-factor-remove = عطّله
recovery-codes-heading = احتفظ برموز الاسترداد هذه
recovery-codes-lede = فُعّل العامل الثاني. يعمل كل رمز من هذه مرة واحدة بدلًا من هاتفك. لن تُعرض ثانية: اطبعها أو اكتبها.
recovery-codes-kept = احتفظت بها
recovery-codes-left = { $n ->
    [zero] لم يبقَ أي رمز استرداد ({ $number }).
    [one] بقي رمز استرداد واحد ({ $number }).
    [two] بقي رمزا استرداد ({ $number }).
    [few] بقيت { $number } رموز استرداد.
    [many] بقي { $number } رمز استرداد.
   *[other] بقي { $number } رمز استرداد.
}

people-heading = الحسابات
people-lede = من يستطيع الدخول هنا. أما ما يحق لكل شخص في قضية فيقرره مالكوها.
people-accounts = الأشخاص
people-is-admin = يدير الأشخاص
people-is-disabled = الحساب مغلق
people-disable = أغلق الحساب
people-enable = افتح الحساب
people-give-admin = دعه يدير الأشخاص
people-take-admin = لا يدير الأشخاص بعد الآن
people-last-admin = يجب أن يبقى من يدير الأشخاص. كلّف شخصًا آخر بذلك أولًا.
people-invites = الدعوات
people-invites-note = رابط ينشئ حسابًا واحدًا. يعمل مرة واحدة، لمدة سبعة أيام.
invite-note = لمن هو
invite-note-hint = لك وحدك، لتميّز الروابط بعضها من بعض.
invite-is-admin = سيدير الأشخاص
invite-button = أنشئ رابطًا
invite-made = أعطِ هذا الرابط للشخص. لن يُعرض ثانية:
invite-until = يمكن استعماله حتى { $moment }.
invite-admin-until = سيدير الأشخاص. يمكن استعماله حتى { $moment }.
invite-resets-until = يعيّن كلمة مرور جديدة. يمكن استعماله حتى { $moment }.
invite-without-note = دون ملاحظة
invite-withdraw = اسحب الدعوة

emergency-heading = دخول طارئ إلى قضية خاصة
emergency-note = يمكنك قراءتها ساعة واحدة دون تغيير شيء. يظهر السبب في نشاط القضية، باسمك، ليراه أعضاؤها.
emergency-case = معرّف القضية
emergency-why = السبب
emergency-button = اقرأها ساعة واحدة

members-heading = الأعضاء
members-lede = من يحق له ماذا في هذه القضية. يسري كل تغيير من الصفحة التالية التي يفتحونها.
members-list = من له دور
members-none = لا أحد بعد.
members-role = الدور
members-save = احفظ
members-remove = أزل
members-add = أضف شخصًا
members-add-note = يلزمه حساب. يمكن لمن يدير الأشخاص أن يدعوه.
members-add-button = أضف
members-last-owner = يجب أن يبقى للقضية مالك. اجعل شخصًا آخر مالكًا أولًا.
member-last-day = اليوم الأخير (فارغ: بلا نهاية)
member-until = له هذا الدور حتى { $moment }
member-emergency-until = دخول طارئ حتى { $moment }
role-viewer = قارئ: يقرأ
role-contributor = مساهم: يضيف سجلات
role-editor = محرر: يغيّر كل سجل
role-owner = مالك: يقرر من هو عضو
flag-see-identity = يرى هوية المصادر المحمية
flag-export = يأخذ نسخًا
flag-assess = يحكم في الخلافات

people-activity-heading = نشاط الحسابات
people-activity-link = ما جرى للحسابات
people-activity-lede = من سجّل دخوله وما جرى للحسابات، الأحدث أولًا. ما يُكتب في القضايا يظهر في نشاطها.
people-activity-back = الأشخاص
people-by-system = النظام ({ $part })
people-act-person-add = أُنشئ حساب
people-act-person-rename = غُيّر الاسم
people-act-person-disable = أُغلق الحساب
people-act-person-enable = أُعيد فتح الحساب
people-act-person-give-admin = أصبح يدير الأشخاص
people-act-person-take-admin = لم يعد يدير الأشخاص
people-act-person-password = ضُبطت كلمة المرور
people-act-second-factor-offer = عُرض عامل ثانٍ
people-act-second-factor-confirm = أُعدّ العامل الثاني
people-act-second-factor-use = استُخدم العامل الثاني
people-act-second-factor-remove = أُزيل العامل الثاني
people-act-recovery-code-use = استُخدم رمز استرداد
people-act-session-begin = تسجيل دخول
people-act-session-end = تسجيل خروج
people-act-session-end-others = أُنهيت كل الجلسات الأخرى
people-act-token-make = أُنشئ رمز وصول
people-act-token-revoke = أُلغي رمز وصول
people-act-token-revoke-all = أُلغيت كل رموز الوصول
people-act-invite-make = أُنشئت دعوة
people-act-invite-withdraw = سُحبت دعوة
people-act-invite-use = استُخدمت دعوة
people-act-setup-code-make = أُنشئ رمز الإعداد
