# People: signing in, accounts, who may do what.
sign-in = Sign in
sign-out = Sign out
nav-people = Accounts

people-errors = Not done yet
people-error-at = { $field }: { $fault }
people-error-title = Error: { $title }

error-too-many-tries-heading = Too many wrong tries
error-too-many-tries-explanation = To keep strangers from guessing, nothing more is checked for now. Try again in 15 minutes.
error-too-many-tries-way-out = Go to the list of cases

field-sign-in-name = Sign-in name
field-sign-in-name-hint = { $min } to { $max } characters: letters a to z, digits and . - _ @ +
field-name-hint = What you add and change is signed with it. Members of your cases see it.
field-password = Password
field-old-password = Password until now
field-own-password = Your password
field-new-password = New password
field-new-password-hint = 15 characters or more. Several words that have nothing to do with each other are easy to keep in mind.
field-new-password-again = New password, once more
field-setup-code = Set-up code
field-setup-code-hint = The server printed it when it started.
field-code = Code
field-code-hint = The six digits in your app, or one of your recovery codes.
field-app-code = Code in your app
field-app-code-hint = Six digits.

fault-sign-in-name-characters = Use letters a to z, digits and . - _ @ + alone.
fault-sign-in-name-taken = Somebody has this sign-in name already. Choose another.
fault-name-taken = Somebody else here has this name, and readers could not tell the two of you apart. Add to it, such as a second name.
fault-password-too-short = This is too short: at least { $min } characters are needed.
fault-password-too-long = This is too long: at most { $max } bytes are allowed.
fault-password-guessable = This is easy to guess: it is common, repeats itself, or is made of names. Choose several words that have nothing to do with each other.
fault-passwords-differ = This is not the same as the one above.
fault-setup-code = This is not the code that the server printed last. Look at its output; every start prints a new one.
fault-sign-in = Sign-in name and password do not fit together.
fault-second-factor = This code is wrong or was used. Wait for the next one in your app.
fault-own-password = This is not your password.
fault-no-such-person = Nobody with an open account has this sign-in name.
fault-member-until = Give a day from { $first } on, such as { $example }, or leave it empty.
fault-emergency-case = There is no case with this id.
fault-emergency-member = You have a part in this case already.

setup-heading = Set up Counterpoint
setup-lede = This makes the first account. It manages people; cases that are private stay closed to it.
setup-button = Make the account

sign-in-heading = Sign in
sign-in-button = Sign in
sign-in-help = Without a way in? Whoever runs this server can make a link for you that sets a new password.
sign-in-code-heading = One step more
sign-in-password-set = The new password is set. Sign in with it.

demo-continue = Continue as the demo editor
demo-explanation = This is a demo on this machine. Anybody here can try everything out as its editor, without a password.

invitation-heading = You are invited
invitation-button = Make the account
reset-heading = Choose a new password
reset-button = Set the password
link-until = This link works once, until { $moment }.

account-heading = Your account
account-known-as = You sign in as { $name }.
account-name = Name
account-save-name = Save the name
account-password = Password
account-password-note = A new password signs you out everywhere else.
account-set-password = Set the password
account-sessions = Where you are signed in
account-sessions-note = End what you do not know or no longer use.
session-since = Since { $since }. Last used { $seen }.
session-no-browser = A browser that gives no name
session-this-one = This browser
session-end = End
session-end-others = End all others

second-factor-heading = Second factor
second-factor-is-on = On: signing in asks for a code of your app as well.
second-factor-is-off = Off: whoever knows your password can sign in.
second-factor-change = Change
second-factor-lede = An app on your phone shows a code that signing in then asks for. A stolen password is of no use without it.
second-factor-begin = Begin
second-factor-scan = Scan this with your app
second-factor-scan-lede = Any app for one-time codes will do. It is switched on when a first code is right.
second-factor-picture = QR code for your app
second-factor-type = Or type this into the app:
second-factor-confirm = Switch it on
second-factor-remove = Switch it off
recovery-codes-heading = Keep these recovery codes
recovery-codes-lede = The second factor is on. Each of these codes works once in place of your phone. They are not shown again: print them or write them down.
recovery-codes-kept = I have kept them
recovery-codes-left = { $n ->
    [one] { $number } recovery code is left.
   *[other] { $number } recovery codes are left.
}

people-heading = Accounts
people-lede = Who can sign in here. What somebody may do in a case, its owners decide.
people-accounts = People
people-is-admin = Manages people
people-is-disabled = Account closed
people-disable = Close the account
people-enable = Open the account
people-give-admin = Let them manage people
people-take-admin = No longer manages people
people-last-admin = Somebody must be left who manages people. Let somebody else do so first.
people-invites = Invites
people-invites-note = A link that makes one account. It works once, for seven days.
invite-note = Whom it is for
invite-note-hint = For you alone, so that you can tell the links apart.
invite-is-admin = They will manage people
invite-button = Make a link
invite-made = Give this link to the person. It is not shown again:
invite-until = May be used until { $moment }.
invite-admin-until = Will manage people. May be used until { $moment }.
invite-resets-until = Sets a new password. May be used until { $moment }.
invite-without-note = Without a note
invite-withdraw = Withdraw

emergency-heading = Emergency access to a private case
emergency-note = You can read it for one hour and change nothing. The reason stands in the activity of the case, under your name, for its members to see.
emergency-case = Id of the case
emergency-why = Reason
emergency-button = Read it for one hour

members-heading = Members
members-lede = Who may do what in this case. A change counts from the next page they open.
members-list = Who has a part
members-none = Nobody yet.
members-role = Role
members-save = Save
members-remove = Remove
members-add = Add somebody
members-add-note = They need an account. Whoever manages people can invite them.
members-add-button = Add
members-last-owner = Somebody must be left who owns the case. Make somebody else an owner first.
member-last-day = Last day (empty: no end)
member-until = Has this part until { $moment }
member-emergency-until = Emergency access until { $moment }
role-viewer = Viewer: reads
role-contributor = Contributor: adds records
role-editor = Editor: changes every record
role-owner = Owner: decides who is a member
flag-see-identity = Sees who protected sources are
flag-export = Takes copies
flag-assess = Judges disagreements

people-activity-heading = Activity of accounts
people-activity-link = What was done to accounts
people-activity-lede = Who signed in and what was done to accounts, newest first. What is written to cases is in their own activity.
people-activity-back = People
people-by-system = the system ({ $part })
people-act-person-add = Account made
people-act-person-rename = Name changed
people-act-person-disable = Account closed
people-act-person-enable = Account opened again
people-act-person-give-admin = Made somebody who manages people
people-act-person-take-admin = No longer manages people
people-act-person-password = Password set
people-act-second-factor-offer = Second factor shown
people-act-second-factor-confirm = Second factor set up
people-act-second-factor-use = Second factor used
people-act-second-factor-remove = Second factor removed
people-act-recovery-code-use = Recovery code used
people-act-session-begin = Signed in
people-act-session-end = Signed out
people-act-session-end-others = All other sessions ended
people-act-token-make = Token made
people-act-token-revoke = Token revoked
people-act-token-revoke-all = All tokens revoked
people-act-invite-make = Invite made
people-act-invite-withdraw = Invite withdrawn
people-act-invite-use = Invite used
people-act-setup-code-make = Setup code made
