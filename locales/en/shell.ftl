# What stands around every page.
skip-to-content = Skip to content
nav-label = Main
nav-cases = Cases
nav-sources = Sources
nav-documents = Documents
nav-places = Places
nav-entities = People and groups
other-language = العربية

error-not-found-heading = There is no such page
error-not-found-explanation = The address may be mistyped, or it leads to something that is not public.
error-not-found-way-out = Go to the list of cases
error-unreadable-day-heading = This is not a date we can read
error-unreadable-day-explanation = Write the day as 2019-02-10. A month such as 2019-02 counts from its last day.
error-unreadable-day-way-out = See the page as things stand
error-unknown-clock-heading = There is no such clock
error-unknown-clock-explanation = Pages are cut by when claims were reported or by when we recorded them. Leave “clock” out, or write clock=reported or clock=recorded.
error-unknown-clock-way-out = See the page by the day of the reports
error-unreadable-form-heading = This form cannot be read
error-unreadable-form-explanation = It is too long, or was not sent the way browsers send forms. Nothing was changed.
error-unreadable-form-way-out = Open the page again
error-busy-heading = Too many people are reading at this moment
error-busy-explanation = Nothing is lost. Try again in a few seconds.
error-busy-way-out = Try again
error-cannot-save-heading = Nothing can be saved at this moment
error-cannot-save-explanation = The disk of the server takes nothing more. What was saved before is safe and can be read. What you sent now was not saved.
error-cannot-save-way-out = Try again
error-failed-heading = This page could not be made
error-failed-explanation = The records are safe. The fault has been noted in the log of the server.
error-failed-way-out = Try again
