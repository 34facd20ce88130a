# What programs are told when an answer of the API is a problem.
problem-sign-in-first-title = Sign in first
problem-sign-in-first-detail = Nobody is signed in. Signing in might help.
problem-not-found-title = Not found
problem-not-found-detail = There is nothing at this address, or nothing that you may see.
problem-invalid-parameters-title = The parameters cannot be read
problem-invalid-parameters-detail = The query has faults. Each of them is listed in “errors”.
problem-method-not-allowed-title = Method not allowed
problem-method-not-allowed-detail = This address does not take this method. The Allow header lists those it takes.
problem-bad-request-title = Bad request
problem-bad-request-detail = A request needs exactly one Host, and one way to say how long it is.
problem-address-too-long-title = The address is too long
problem-address-too-long-detail = Path and query together may have 8,000 bytes.
problem-busy-title = Too many requests at this moment
problem-busy-detail = Nothing was lost. Try again after the seconds that Retry-After says.
problem-cannot-save-title = Nothing can be saved at this moment
problem-cannot-save-detail = The disk of the server takes nothing more. Nothing of this request was saved; what was saved before is safe and can be read. Try again after the seconds that Retry-After says.
problem-failed-title = The answer could not be made
problem-failed-detail = The fault is ours and has been written to the log of the server. Nothing was changed.

parameter-unknown = There is no such parameter here. “allowed” lists those there are.
parameter-repeated = This parameter stands in the query more than once. Keep one.
parameter-not-utf8 = This is not UTF-8 text. Encode the characters as UTF-8 before the percent signs.
parameter-not-a-cursor = This is not a cursor of this list. Take “next” of the page before as it is, or leave it out to begin anew.
parameter-missing = This parameter is needed.
