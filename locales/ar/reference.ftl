# مرجع واجهة البرمجة.
reference-link = واجهة البرمجة
reference-heading = واجهة البرمجة
reference-lede = كل عنوان ومعامل وحقل وحالة في واجهة البرمجة، كما يصفها البرنامج نفسه بالإنجليزية. تقرأ البرامج الوصف ذاته بصيغة OpenAPI 3.1 في هذا العنوان:
reference-contents = المحتويات
reference-shapes = الأشكال
reference-answers = أجوبة مشتركة بين العمليات
reference-headers = ترويسات الأجوبة
reference-schemes = هوية المتصل
reference-parameters = المعاملات
reference-body = المتن
reference-answers-here = الأجوبة
reference-example = مثال
reference-optional = يمكن تركه
