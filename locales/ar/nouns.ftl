# الأسماء المعدودة: يختار n الصيغة ويُطبع number.
count-claims = { $n ->
    [zero] لا ادعاءات
    [one] ادعاء واحد
    [two] ادعاءان
    [few] { $number } ادعاءات
    [many] { $number } ادعاءً
   *[other] { $number } ادعاء
}
count-documents = { $n ->
    [zero] لا وثائق
    [one] وثيقة واحدة
    [two] وثيقتان
    [few] { $number } وثائق
    [many] { $number } وثيقة
   *[other] { $number } وثيقة
}
count-sources = { $n ->
    [zero] لا مصادر
    [one] مصدر واحد
    [two] مصدران
    [few] { $number } مصادر
    [many] { $number } مصدرًا
   *[other] { $number } مصدر
}
count-questions = { $n ->
    [zero] لا أسئلة
    [one] سؤال واحد
    [two] سؤالان
    [few] { $number } أسئلة
    [many] { $number } سؤالًا
   *[other] { $number } سؤال
}
count-positions = { $n ->
    [zero] لا روايات
    [one] رواية واحدة
    [two] روايتان
    [few] { $number } روايات
    [many] { $number } رواية
   *[other] { $number } رواية
}
count-disagreements = { $n ->
    [zero] لا خلافات
    [one] خلاف واحد
    [two] خلافان
    [few] { $number } خلافات
    [many] { $number } خلافًا
   *[other] { $number } خلاف
}
count-cases = { $n ->
    [zero] لا قضايا
    [one] قضية واحدة
    [two] قضيتان
    [few] { $number } قضايا
    [many] { $number } قضية
   *[other] { $number } قضية
}
count-roots = { $n ->
    [zero] لا مصدر أصليًا
    [one] مصدر أصلي واحد
    [two] مصدران أصليان
    [few] { $number } مصادر أصلية
    [many] { $number } مصدرًا أصليًا
   *[other] { $number } مصدر أصلي
}
unit-seconds = { $n ->
    [zero] 0 ثانية
    [one] ثانية واحدة
    [two] { $case ->
        [genitive] ثانيتين
        [range] ثانية أو ثانيتان
       *[nominative] ثانيتان
    }
    [few] { $number } ثوانٍ
    [many] { $number } ثانية
   *[other] { $number } ثانية
}
unit-minutes = { $n ->
    [zero] 0 دقيقة
    [one] دقيقة واحدة
    [two] { $case ->
        [genitive] دقيقتين
        [range] دقيقة أو دقيقتان
       *[nominative] دقيقتان
    }
    [few] { $number } دقائق
    [many] { $number } دقيقة
   *[other] { $number } دقيقة
}
unit-hours = { $n ->
    [zero] 0 ساعة
    [one] ساعة واحدة
    [two] { $case ->
        [genitive] ساعتين
        [range] ساعة أو ساعتان
       *[nominative] ساعتان
    }
    [few] { $number } ساعات
    [many] { $number } ساعة
   *[other] { $number } ساعة
}
unit-days = { $n ->
    [zero] 0 يوم
    [one] يوم واحد
    [two] { $case ->
        [genitive] يومين
        [range] يوم أو يومان
       *[nominative] يومان
    }
    [few] { $number } أيام
    [many] { $number } يومًا
   *[other] { $number } يوم
}
unit-weeks = { $n ->
    [zero] 0 أسبوع
    [one] أسبوع واحد
    [two] { $case ->
        [genitive] أسبوعين
        [range] أسبوع أو أسبوعان
       *[nominative] أسبوعان
    }
    [few] { $number } أسابيع
    [many] { $number } أسبوعًا
   *[other] { $number } أسبوع
}
unit-months = { $n ->
    [zero] 0 شهر
    [one] شهر واحد
    [two] { $case ->
        [genitive] شهرين
        [range] شهر أو شهران
       *[nominative] شهران
    }
    [few] { $number } أشهر
    [many] { $number } شهرًا
   *[other] { $number } شهر
}
unit-years = { $n ->
    [zero] 0 سنة
    [one] سنة واحدة
    [two] { $case ->
        [genitive] سنتين
        [range] سنة أو سنتان
       *[nominative] سنتان
    }
    [few] { $number } سنوات
    [many] { $number } سنة
   *[other] { $number } سنة
}
