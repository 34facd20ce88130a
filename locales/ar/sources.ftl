# المصادر: القائمة، والمصدر الواحد بسجله.
facts-between = {"، "}
sources-lede = { $sources }؛ { $roots }.
sources-speak = { $n ->
    [zero] ولا أحد منها مصدر أصلي لادعاء
    [one] واحد منها مصدر أصلي لادعاء
    [two] اثنان منها مصدران أصليان لادعاءات
    [few] { $number } منها مصادر أصلية لادعاءات
    [many] { $number } منها مصادر أصلية لادعاءات
   *[other] { $number } منها مصادر أصلية لادعاءات
}
sources-role-root = المصادر الأصلية
sources-role-root-note = تقول ذلك بنفسها.
sources-role-outlet = وسائل الإعلام
sources-role-outlet-note = تنشر أقوال غيرها أو تعيدها. والوسيلة التي لا تسمّي أحدًا هي المصدر الأصلي لما تنشره.
sources-role-untraceable = لا يمكن تتبعها
sources-role-untraceable-note = تقارير لا تسمّي أحدًا؛ فلا تُحسب مصدرًا أصليًا.
sources-role-other = مذكورة ولا قول لها هنا
sources-role-other-note = ينتمي إليها غيرها أو يتحدث باسمها.
sources-said = { $n ->
    [zero] لا ادعاء يعود إليه
    [one] ادعاء واحد يعود إليه
    [two] ادعاءان يعودان إليه
    [few] { $number } ادعاءات تعود إليه
    [many] { $number } ادعاءً يعود إليه
   *[other] { $number } ادعاء يعود إليه
}
sources-relayed = { $n ->
    [zero] لم ينقل شيئًا
    [one] نقل ادعاءً واحدًا
    [two] نقل ادعاءين
    [few] نقل { $number } ادعاءات
    [many] نقل { $number } ادعاءً
   *[other] نقل { $number } ادعاء
}
sources-alone = { $n ->
    [zero] لا ينفرد بسؤال
    [one] ينفرد بسؤال واحد
    [two] ينفرد بسؤالين
    [few] ينفرد بـ{ $number } أسئلة
    [many] ينفرد بـ{ $number } سؤالًا
   *[other] ينفرد بـ{ $number } سؤال
}
sources-none-heading = لا مصادر بعد
sources-none-explanation = تظهر المصادر هنا مع أول ادعاء في القضية.
source-silent = لا ادعاء في هذه القضية يعود إليه أو مرّ به.
source-relays-only = { $n ->
    [zero] لا ادعاء مرّ به.
    [one] مرّ به ادعاء واحد، ولا ادعاء يعود إليه.
    [two] مرّ به ادعاءان، ولا ادعاء يعود إليه.
    [few] مرّت به { $number } ادعاءات، ولا ادعاء يعود إليه.
    [many] مرّ به { $number } ادعاءً، ولا ادعاء يعود إليه.
   *[other] مرّ به { $number } ادعاء، ولا ادعاء يعود إليه.
}
source-says-only = { $n ->
    [zero] لا ادعاء يعود إليه.
    [one] يعود إليه ادعاء واحد.
    [two] يعود إليه ادعاءان.
    [few] تعود إليه { $number } ادعاءات.
    [many] يعود إليه { $number } ادعاءً.
   *[other] يعود إليه { $number } ادعاء.
}
source-says = { $n ->
    [zero] لا ادعاء يعود إليه
    [one] يعود إليه ادعاء واحد
    [two] يعود إليه ادعاءان
    [few] تعود إليه { $number } ادعاءات
    [many] يعود إليه { $number } ادعاءً
   *[other] يعود إليه { $number } ادعاء
}
source-relays = { $n ->
    [zero] ولا شيء من أقوال غيره مرّ به
    [one] ومرّ به ادعاء واحد لغيره
    [two] ومرّ به ادعاءان لغيره
    [few] ومرّت به { $number } ادعاءات لغيره
    [many] ومرّ به { $number } ادعاءً لغيره
   *[other] ومرّ به { $number } ادعاء لغيره
}
source-says-and-relays = { $said }، { $relayed }.
source-kind = النوع
source-speaks-for = يتحدث باسم
source-part-of = جزء من
source-same-as = هو نفسه
source-may-be = قد يكون
source-others = على صلة به
source-name = الاسم
source-anonymous = لم يُذكر
source-protected = محمي؛ وهذا ما يجوز للجميع أن يروه
source-protected-shown = محمي؛ يظهر لك لأن لك أن ترى الهويات في هذه القضية. ويرى غيرك: { $public }
source-identified = { $name } (محمي؛ ويرى غيرك: { $public })
source-number = العدد
source-plural = عدة أشخاص
source-reliability = الموثوقية
source-record = سجله في هذه القضية
source-answers = أسئلة أجاب عنها
source-alone = لم يجب عنها غيره
source-contradicted = ينقضه فيها مصدر أصلي آخر
source-corroborated = يوافقه فيها مصدر أصلي آخر
source-falls = ما يسقط إذا سقط
source-falls-note = كل ما يسند هذه الإجابات يعود إليه أو مرّ به.
source-falls-more = { $n ->
    [zero] ولا غيرها
    [one] وإجابة أخرى
    [two] وإجابتان أخريان
    [few] و{ $number } إجابات أخرى
    [many] و{ $number } إجابةً أخرى
   *[other] و{ $number } إجابة أخرى
}
source-says-heading = ما يقوله
source-says-note = الادعاءات التي تعود إليه، أيًّا كان ناشرها.
source-relays-heading = ما نقله
source-relays-note = ادعاءات لغيره مرّت به.
