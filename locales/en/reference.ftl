# The reference of the API.
reference-link = API
reference-heading = The API
reference-lede = Every address, parameter, field and status of the API, as the program itself describes them. Programs read the same as OpenAPI 3.1 at this address:
reference-contents = Contents
reference-shapes = Shapes
reference-answers = Answers that operations share
reference-headers = Headers of answers
reference-schemes = Who calls
reference-parameters = Parameters
reference-body = Body
reference-answers-here = Answers
reference-example = Example
reference-optional = may be left out
