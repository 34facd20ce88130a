# قائمة القضايا.
home-heading = { $disagreements } في { $cases }
home-empty-heading = لا قضايا بعد
home-empty-explanation = استورد ملف قضية، ثم عد إلى هذه الصفحة:
home-waiting = { $n ->
    [zero] جرى تقييمها كلها.
    [one] واحد منها ما زال ينتظر تقييم محرر.
    [two] اثنان منها ما زالا ينتظران تقييم محرر.
    [few] { $number } منها ما زالت تنتظر تقييم محرر.
    [many] { $number } منها ما زالت تنتظر تقييم محرر.
   *[other] { $number } منها ما زالت تنتظر تقييم محرر.
}
home-sort = الترتيب بحسب
home-sort-disputed = الأكثر خلافًا
home-sort-changed = آخر تغيير
home-sort-waiting = الأكثر انتظارًا للتقييم
home-find = ابحث
home-show = اعرض
home-none-found = لا قضية في عنوانها هذه الكلمات.
home-clear = اعرض كل القضايا
home-column-case = القضية
home-column-questions = الأسئلة
home-column-spread = وقع، نُشر
home-column-assessed = التقييم
home-column-sources = المصادر
home-column-changed = آخر تغيير
home-disputed = { $n ->
    [zero] لا خلاف
    [one] واحد من { $questions } مختلف فيه
    [two] اثنان من { $questions } مختلف فيهما
    [few] { $n } من { $questions } مختلف فيها
    [many] { $n } من { $questions } مختلف فيها
   *[other] { $n } من { $questions } مختلف فيها
}
home-assessed = { $assessed } من { $all }
home-worst = { $question } { $gap }
home-more = { $n ->
    [zero] لا قضايا أخرى.
    [one] قضية أخرى تطابق. ضيّق القائمة بالبحث.
    [two] قضيتان أخريان تطابقان. ضيّق القائمة بالبحث.
    [few] { $number } قضايا أخرى تطابق. ضيّق القائمة بالبحث.
    [many] { $number } قضية أخرى تطابق. ضيّق القائمة بالبحث.
   *[other] { $number } قضية أخرى تطابق. ضيّق القائمة بالبحث.
}
home-waiting-heading = الأطول انتظارًا للتقييم
home-squares-heading = كيف تُقرأ المربعات
key-contested = سؤال مختلف فيه
key-one-source = مصدر واحد فقط
key-unclear = مصدر واحد أو أكثر: قد تعود التقارير إلى مصدر واحد
key-corroborated = يتفق مصدران مستقلان أو أكثر
key-untraceable = لا يمكن تتبع مصدره
key-unanswered = لا أحد يجزم بإجابة
keys-cases = القضية التالية / السابقة
keys-open = افتح
keys-find-case = ابحث
ago-now = الآن
ago-minutes = { $n ->
    [zero] الآن
    [one] قبل دقيقة
    [two] قبل دقيقتين
    [few] قبل { $number } دقائق
    [many] قبل { $number } دقيقة
   *[other] قبل { $number } دقيقة
}
ago-hours = { $n ->
    [zero] الآن
    [one] قبل ساعة
    [two] قبل ساعتين
    [few] قبل { $number } ساعات
    [many] قبل { $number } ساعة
   *[other] قبل { $number } ساعة
}
ago-days = { $n ->
    [zero] اليوم
    [one] قبل يوم
    [two] قبل يومين
    [few] قبل { $number } أيام
    [many] قبل { $number } يومًا
   *[other] قبل { $number } يوم
}
ago-months = { $n ->
    [zero] هذا الشهر
    [one] قبل شهر
    [two] قبل شهرين
    [few] قبل { $number } أشهر
    [many] قبل { $number } شهرًا
   *[other] قبل { $number } شهر
}
ago-years = { $n ->
    [zero] هذا العام
    [one] قبل سنة
    [two] قبل سنتين
    [few] قبل { $number } سنوات
    [many] قبل { $number } سنة
   *[other] قبل { $number } سنة
}
