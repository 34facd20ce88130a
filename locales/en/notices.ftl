# Notices, and the addresses outside that are told of a case.

problem-too-many-streams-title = You have too many streams open
problem-too-many-streams-detail = You can have 8 streams of notices open at a time. Close one of them and try again.
problem-webhook-paused-title = The webhook is paused
problem-webhook-paused-detail = Nothing is sent to a webhook during a pause, no test and no delivery either. Let it go on first, without “paused”. Nothing was written.
problem-webhooks-full = A case can have { $max } webhooks at most. Take one away first.

webhooks-heading = Webhooks
webhooks-lede = Addresses of other systems that are sent a message whenever this case changes in meaning.
webhooks-list = Who is told
webhooks-none = Nobody yet.
webhooks-add = Add an address
webhooks-add-note = Messages are signed as Standard Webhooks describes and hold ids alone, no names and no texts. They hold what you may see: if you no longer own the case, they stop.
webhooks-add-button = Add
webhooks-full = A case can have 20 webhooks. Take one away first.
webhook-address = Address
webhook-address-hint = It begins with https:// and leads to the public internet.
webhook-kinds = What it is told
webhook-kinds-hint = Everything, if you tick nothing.
webhook-made = The address is added. This secret signs its messages. It is shown this once: give it to whoever runs the other system.
webhook-heading = Webhook
webhook-standing = How it stands
webhook-all-kinds = It is told everything.
webhook-some-kinds = It is told of: { $kinds }.
webhook-identities-shown = It is told who protected sources are, as long as whoever set it up may see it.
webhook-identities-hidden = It is not told who protected sources are.
webhook-outdated = Somebody changed this webhook since you opened the page. Look at what it is now and try again.
webhook-is-paused = It is paused: nothing is sent to it. Let it go on first.
webhook-well = Messages are sent to it.
webhook-failing = It has taken no message since { $moment }. After 5 days without one it is paused.
webhook-paused-asked = Paused since { $moment }. Changes made during a pause are not sent later.
webhook-paused-failing = Paused since { $moment }, because it took no message for 5 days. Changes made during a pause are not sent later.
webhook-paused-rights = Paused since { $moment }, because whoever added it does not own the case any more. Add it again under your own name.
webhook-cannot-sign = Nothing is sent: its secret cannot be opened, so messages cannot be signed. Make a new secret and give it to whoever runs the other system.
webhook-secret = Make a new secret
webhook-secret-note = A new secret takes the place of the old one at once: messages are signed with it from then on.
webhook-secret-made = This secret signs all messages from now on. It is shown this once: give it to whoever runs the other system.
webhook-pause = Pause
webhook-resume = Go on
webhook-remove = Take away
webhook-test = Send a test
deliveries-heading = Messages
deliveries-note = The newest 100. Messages that need no further attempt are kept for 30 days.
deliveries-none = None yet.
delivery-of-revision = Revision { $revision }, { $moment }
delivery-of-test = Test, { $moment }
delivery-waiting = Waits to be sent.
delivery-delivered = Taken, with status { $status }.
delivery-next = { $n ->
    [one] One attempt so far. The next follows at { $moment }.
   *[other] { $number } attempts so far. The next follows at { $moment }.
}
delivery-fault-status = Not taken: the answer had status { $status }.
delivery-fault-timeout = Not taken: no answer within 10 seconds.
delivery-fault-connection = Not taken: there was no connection, or it broke.
delivery-fault-certificate = Not sent: the certificate of the other system is not one that this installation trusts.
delivery-fault-unsigned = Not sent: the message cannot be signed. Make a new secret, then send it again.
delivery-fault-address = Not sent: the address leads to a private network, or does not begin with https://.
delivery-fault-rights = Not sent: whoever added the address does not own the case any more.
delivery-again = Send again

notice-question-became-contested = a question became contested
notice-question-no-longer-contested = a question is no longer contested
notice-question-state-changed = a question changed its state in another way
notice-position-appeared = a position appeared
notice-position-vanished = a position vanished
notice-position-gained-root = a position gained a root
notice-position-lost-root = a position lost a root
notice-assessment-went-stale = an assessment went stale
notice-assessment-signed = an assessment was signed
notice-claim-added = a claim was added
notice-claim-changed = a claim was changed
notice-claim-withdrawn = a claim was withdrawn
notice-case-changed = anything else changed

fault-webhook-not-an-address = This is not a web address. Write one that begins with https://, such as https://example.org/hooks.
fault-webhook-too-long = This address is longer than 2,000 characters.
fault-webhook-not-https = The address must begin with https://.
fault-webhook-has-credentials = The address holds a name or a password, which would be kept in the open. Leave it out: messages are signed.
fault-webhook-not-public = This address leads to a private network, where nothing may be sent. Whoever runs this installation can allow it.
fault-webhook-unknown = No machine of this name was found.
