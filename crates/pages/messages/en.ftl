### The words of the site's pages, in English. One message a line: what stands left of the equals sign is its name and
### stays as it is; what stands right of it is what readers see. { $count } and the like are replaced by numbers or names.

## Frame of every page, and words around a work

skip = Skip to content
menu = Main menu
menu-short = Menu
views = Ways to read
elder-view = Large text
ordinary-view = Standard
scripts = En: language and characters
text-size = Text size
large-text = Large text
larger-text = Larger text
largest-text = Largest text
read-aloud = Read aloud
pause = Pause
resume = Resume
stop = Stop
crumbs = You are here
home = Home
policies = Policies
works = Works
topics = Topics
audiences = Audiences
campaigns = Campaigns
organisations = Organisations
search = Search
search-hint = Search policies and works
about = About
feeds = Feeds
partners = For media partners
partners-about = How media partners get works, keep their copies the same as this site, and hear of corrections and withdrawals in time.
trial-key = Trial key
trial-offer = Try it first
trial-offer-says = No application, and nothing about you is kept: take a key for 24 hours, which reads some of the works and every change of them. Three an hour from one network at most.
trial-get = Take a trial key
trial-says = The key is shown only this once: copy it now. It reads and does nothing else, and ends after 24 hours.
trial-until = Valid until
trial-next = A trial key registers no webhooks, copies or usage. If it suits you, ask this site for a key of your own.
trial-closed = This site gives no trial keys now; please ask it for a key of your own.
people = People
genres = Genres
kinds = Kinds of works
operator = Operated by
contact = Corrections and contact
example = Example
example-hint = Demonstration data: people, bodies and content are fictional
verified = Reviewed three times
verified-hint = First, second and final review by three different people
take-along = Download and share
as-print = PDF for print
as-long-image = Long image
certificate = Review certificate
certificate-says = The people below passed this very text; a digital signature shows that it was not altered since.
certificate-file = Certificate file
certified-text = The certified text
certificate-keys = Public keys
unverified = Review record incomplete
corrected = Notice
published = Published
updated = Updated
answer = In one sentence
corrections = Corrections
retracted = This work has been withdrawn
retracted-hint = The text is kept as a record. Please do not pass it on or cite it.
questions = Questions
to-place = Go to the place
clauses = Clauses interpreted
clause-in-work = In this work
passage = Passage interpreted
sources = Sources
citation = Cite this work
copy = Copy
copied = Copied
access-date = date of access
licence = Licence
ai = Use of AI
source = Source
original-title = Original title
editor = Editor
reviews = Reviews
languages = Other languages
stale = The original changed after this translation was made; it may differ from the latest text.{" "}
see-original = See the original
related = Related works
filed-under = Filed under
subscribe = Subscribe
record = About this work
video = Video
length = Length
chapters = Chapters
transcript = Transcript
download = Download the video
no-player = This browser cannot play the video.
next-in = Next in the campaign
long-image = Long image
h5-page = Interactive page
open-alone = Open the page alone
text-version = Text version
save-as-one-file = Save as one file
original-with-credentials = Original with Content Credentials (C2PA)
see-in-image = See it in the image
zoom = Zoom in
close = Close
report = Report an error
quiz = Questions
quiz-hint = No account is needed, and nothing is kept of who you are. After you send your answers you see which are right, why, and how others answered.
quiz-submit = Send my answers
quiz-result = Your answers
quiz-again = Answer once more
quiz-back = Back to the text
quiz-spent = These answers were sent before; they are not counted again.
quiz-right = Right
quiz-wrong = Wrong
quiz-left = Not answered
quiz-right-option = Right answer
quiz-chosen = Your choice
quiz-explanation = Why
quiz-clause = Clause
quiz-none = Nobody has answered yet
no-sources = The author lists no sources.

## Numbers of things

reading = { $minutes } min read
play-from = Play from { $clock }
quiz-score = { $right } of { $all } right.
quiz-answered = Answers: { $answered }, { $percent }% right
quiz-times =
    { $times ->
        [one] chosen once
       *[other] chosen { $times } times
    }
comma = ,{" "}
pause-in-sentence = ,{" "}
colon = :{" "}
semicolon = ;{" "}
full-stop = .
works-unit =
    { $count ->
        [one] {" "}work
       *[other] {" "}works
    }
pieces-unit =
    { $count ->
        [one] {" "}work
       *[other] {" "}works
    }
works-counted =
    { $count ->
        [one] { $count } work
       *[other] { $count } works
    }
interpretations =
    { $count ->
        [one] { $count } interpretation
       *[other] { $count } interpretations
    }
no-interpretations = none yet
total-works =
    { $count ->
        [one] { $count } work
       *[other] { $count } works
    }
total-results =
    { $count ->
        [one] { $count } result
       *[other] { $count } results
    }
days = { $from } to { $to }
since-before = since{" "}
since-after = {""}

## Footer

site-code = Government website code: { $code }

## The two languages of the site

english-works = In English
chinese-works = Not in English yet
chinese-works-hint = These works have no English version yet.
no-english-works = Nothing in this list is in English yet. What follows is in other languages, mostly Chinese.
work-in-chinese = This work exists only in Chinese. Everything around it is in English.
work-has-english = This is the Chinese version.{" "}
read-english = Read it in English
policy-in-chinese = The official text is in Chinese. On the page of each clause, works in English come first.

## Front page

home-policies =
    { $count ->
        [one] { $count } policy
       *[other] { $count } policies
    }
home-clauses =
    { $count ->
        [one] { $count } clause interpreted
       *[other] { $count } clauses interpreted
    }
latest = Latest
nothing-published = No work has been published yet. The policies themselves can be read.
policy-documents = Policies
all-policies = All policies
more = More
more-of = :{" "}{ $list }
written-for = Written for
all-topics = All topics
all-campaigns = All campaigns

## Lists of works

all-works = All works
all-kinds = All
key-audiences = Audiences
language = Language
about-all = Every work that interprets a policy clause by clause, newest first.
about-language = Works written in this language or translated into it, newest first.
about-audience = Interpretations written for these readers, newest first.
about-article = Articles that explain clause by clause, newest first.
about-long-image = One picture tells it all; its words are also there as text.
about-short-video = One thing explained in a few minutes, with captions and a transcript.
about-h5 = Interactive pages to tap through and answer.
about-leader-interview = Those in charge say where a policy comes from and what it asks for.
about-press-conference = Questions and answers at press conferences and briefings.
about-expert = Experts explain the reasons behind a rule, and how to follow it.
about-journal = Research and comment from journals.
about-training = Material for study and training.
about-explainer = One thing made clear with figures and tables.
about-debunk = Common misunderstandings, checked one by one.
about-news = News of what is being done.
about-case = What places and bodies have achieved, and how.
archive = Archive
about-archive = Find works by the month in which they were published, newest first.
about-month = Works published in this month, newest first.
by-month = By month
empty-list = There are no works here yet. You can remove a filter, or look at all works.
empty-organisation = This organisation has not published a work yet.
empty-person = This person has no published work yet.
pages = Pages
first-page = Back to the first page
next-page = Next page
chosen = Chosen filters
take-away = , remove this filter
filters = Filters
campaign-coming = Soon
campaign-open = Open now
campaign-closed = Closed

## Directories

about-topics = Find works by what they are about.
about-audiences = Find works by whom they are for: five key groups, and the general public.
about-campaigns = Joint efforts with a first and a last day.
about-genres = One rule, told in different ways.
about-kinds = To read, to look at, or to watch.
about-organisations = Associations for science and technology at every level, societies, enterprise and university associations, and unions.
about-people = Authors, interviewees, experts and reviewers.
find-by-kind = Find by kind of work
find-by-genre = Find by genre
see-people = See the people
see-organisations = See the organisations
empty-directory = There is nothing here yet.

## Organisations and people

above = Part of
in-unions = Member of
below = Below it
members = Members
research-fields = Fields
interests = Declared interests
interests-none = Not declared yet
took-part-in-reviews = Reviewed
reviewed =
    { $count ->
        [one] { $count } work
       *[other] { $count } works
    }
person = Person

## The glossary

glossary = Glossary
about-glossary = What the words of policies and their interpretations mean, and where they come from. In a text, tap a word with a dotted line under it to read what it means.
no-terms = There are no terms yet.
see-glossary = See the glossary
term-source = Where it stands:{" "}
term-also = Also written:{" "}
term-search = Find what uses it

## Policies

policy-documents-hint = Each policy can be read clause by clause, and each clause shows whether it has been interpreted.
policies-about = Policies, and how far each has been interpreted.
no-policies = No policy has been added yet.
coverage-of = { $title }: clauses interpreted
coverage = { $covered } of { $clauses } clauses interpreted
interpretations-in-all =
    { $count ->
        [one] { $count } interpretation
       *[other] { $count } interpretations
    }
policy-about =
    { $count ->
        [one] { $title }: full text with { $count } interpretation, clause by clause.
       *[other] { $title }: full text with { $count } interpretations, clause by clause.
    }
demo-text = Demonstration text
official-text = Official text
issuer = Issued by
document-number = Number
date = Date
versions = Versions
version = Version { $number }
version-dated = Version { $number } ({ $date })
compare-with-previous = Compare with the version before
relation-based-on-this = Based on this
relation-implements-this = Implements this
relation-replaced = Replaced by
old-version = This is an old version.{" "}
see-current = See the version in force
outline = This is a summary for demonstration, not the official text, and must not be cited. For the text itself see what the issuing body has published.
text-only = Official text only
with-interpretations = Show interpretations
contents = Contents
part-letter = Letter
part-plan = Main text
part-law = Articles of law
part-annex = Annex
cite-this = Cite{" "}
permanent-address = Permanent address:{" "}
interpretations-hidden = :{" "}
interpretations-label = Interpretations:{" "}
more-interpretations =
    { $count ->
        [one] { $count } more interpretation
       *[other] { $count } more interpretations
    }
in-brackets = {" "}({ $text })
below-have =
    { $count ->
        [one] { $count } interpretation of the clauses below
       *[other] { $count } interpretations of the clauses below
    }
below-have-more =
    { $count ->
        [one] { $count } more interpretation of the clauses below
       *[other] { $count } more interpretations of the clauses below
    }
clause-none = Not interpreted yet
similar-count =
    { $count ->
        [one] { $count } similar clause
       *[other] { $count } similar clauses
    }
similarity = { $percent }% similar
see-evidence = See the evidence

## A clause

policy-clause = Clause of a policy
from-policy = From{" "}
clauses-above = Clauses above
read-in-text = Read it in the full text
clauses-below = Clauses below
clause-works = Interpretations of this clause
clause-has-none = This clause has not been interpreted yet.
clause-below-have =
    { $count ->
        [one] The clauses below have { $count } interpretation.
       *[other] The clauses below have { $count } interpretations.
    }
about-clause = About this clause
progress = Progress
cite-clause = Cite this clause
similar-clauses = Similar clauses
in-versions = In other versions
neighbours = Neighbouring clauses
clause-before = Previous
clause-after = Next

## Two versions of a policy

compare-versions = Versions compared
compare-other = Choose two versions to compare
compare-old = Old version
compare-new = New version
compare-go = Compare
compare-turned = Change sides
compare-keys = On a keyboard, n leads to the next change and p to the one before.
compare-one-version = This document has one version; there is nothing to compare it with.
compare-same-twice = The same version stands on both sides. Choose another one.
change-place = Change { $place } of { $all }
change-before = Previous
change-after = Next
affected-works = Works on this clause
compare-about = { $title }: { $old } and { $new }, clause by clause.
compare-label = { $old } and { $new }
changes-counted = Changes in numbers
change-counted = { $change } { $count }
show-all-clauses = Show all clauses
show-changed = Show what changed
nothing-changed = Nothing changed between the two versions.
old-has-none = Not in the old version
new-dropped = The new version drops{" "}

## Search

search-for = Search: { $query }
results-for = These are the results for “
results-for-end = ”.{" "}
search-literally = Search for “{ $query }” all the same
people-and-organisations = People and organisations
person-named = Person: { $name }
organisation-named = Organisation: { $name }
search-begin = Type a few words to search clauses and works together.
nothing-found = Nothing was found for “
nothing-found-end = ”.
search-otherwise = You can use other words, or fewer
search-fewer-filters = , or remove a filter
search-popular = Often searched for
search-near =
    { $count ->
        [one] { $count } more work says nearly the same
       *[other] { $count } more works say nearly the same
    }
try-these = Try these:
search-also = You can also search for:
order = Order
by-relevance = By relevance
by-date = By date
said-in-video = at { $clock } in the video
words-in-image = words in the long image
clause-has =
    { $count ->
        [one] { $count } interpretation
       *[other] { $count } interpretations
    }
facet-scope = Scope
facet-policy = Policy
facet-genre = Genre
facet-kind = Kind
facet-audience = Audience
facet-topic = Topic
facet-campaign = Campaign
facet-organisation = Organisation
clauses-of-policies = Clauses of policies

## Feeds

feeds-hint = Put an address into any feed reader, and new works and corrections come to you. Each entry carries the full text, and the three formats hold the same; the addresses written out are those of Atom, which most readers know.
feeds-about = Every list has a feed of its own, as Atom, RSS and JSON Feed.
copy-address = Copy the address
copy-address-of = Copy the address: { $title }
feeds-general = General
feeds-by-policy = By policy
feeds-by-topic = By topic
feeds-by-audience = By audience
feeds-by-kind = By kind of work
feeds-by-genre = By genre
feeds-by-campaign = By campaign
feeds-by-organisation = By organisation
feeds-by-person = By person

## About the site

about-site = About { $site }
about-what = What is here
about-what-1 = Policies are taken apart into their clauses, each with an address of its own. A work stands beside the clause that it speaks of: who reads the text sees the interpretations, and who reads an interpretation finds the text. Cinnabar marks official text, azure marks interpretations.
about-review = How works are reviewed
about-review-1 = A work is published after a first, a second and a final review by three different people, whose names stand at its end. Where it is marked “Reviewed three times”, all three are on record; without the mark the record is incomplete. Where expert judgement is needed, there is a scientific review as well. The fields and declared interests of experts are public on their pages.
about-errors = When something is wrong
about-errors-1 = A correction is written at the very top of the work. What should no longer be passed on is withdrawn as a whole, and a notice stays at its address. Feeds carry both.
about-errors-2 = Every work, clause and policy ends with “Report an error”: say what is wrong and send it, without an account. You get a receipt number; with it you can{" "}
about-receipt = see what became of your report
about-errors-3 = .{" "}
about-write-to = You can also write to{" "}
about-privacy = Privacy
about-privacy-1 = Reading needs no account and sets no cookie. Of each work we count by day how often it was opened and read to its end, not by whom; of copies on other sites we count by day how often they were opened, and the name of the site. A report of an error keeps only what you write and asks for no name. Against abuse, requests are counted by network address in memory alone; the address is written into no database and no log.
about-reuse = Citing and reprinting
about-reuse-1 = Every clause and every work has a permanent address and a form of citation. The licence at the end of a work says whether it may be reprinted and how it is to be credited; where it may, “Republish” below the work gives code to paste, with all credits. Please name source, author, original title and editor.
about-reuse-2 = Media that reprint regularly:{" "}
about-example = What is marked “Example”
about-example-1 = These people, bodies and documents are invented for demonstration and stand for nobody real.

## Copies on other sites

republish = Republish
republish-says = Paste the code below into your content management system as it is: a complete copy with its credits. Nobody has to be asked.
republish-refused = The licence of this work does not allow everybody to republish it. Partner media receive it by the API; others please ask us first.
republish-code = The code
republish-hint = Common elements only, no styles, no scripts, whole addresses. Pictures that may not be republished are replaced by a description.
republish-terms = When you republish
republish-keep = Keep the source, author, original title, editor and the link to the original, and do not change the meaning.
republish-changes = When the work is corrected or withdrawn, update or take down your copy. Corrections stand at the head of the code; feeds and the partners’ API tell of changes.
republish-counter = The last line is an invisible picture by which we count, by day and site, how often copies are opened. It sets no cookie and keeps nothing of readers; you may leave it out.
republish-canonical = If your system takes a canonical address, give it this one:
republish-non-commercial = For non-commercial purposes only.
republish-as-it-is = Only as it is, not adapted.
republish-alike = An adaptation has to be under the same licence.
republished-from = Republished from
author = Author
watch = Watch the video

## Withdrawn works

withdrawn-title = Work withdrawn
withdrawn = This work has been withdrawn
withdrawn-why = Why it was withdrawn
severity-label = Severity
scope-label = Extent
read-instead = Please read instead:{" "}
what-now = What to do now
withdrawn-ask = Please do not reprint or cite this work. If you have reprinted it, please delete it soon and tell your readers.
questions-to = If you have questions, write to{" "}
same-clauses = The same clauses have other interpretations:
see-other-works = See other works

## Errors

error-id = Error number:{" "}
error-bad-request = This request could not be understood
error-bad-request-advice = Some part of the address is wrong. Please check it, or use the links below.
error-forbidden = This form was not sent from this site
error-forbidden-advice = It was not taken. Please open the form on a page of this site, fill it in again and send it.
error-not-found = This page was not found
error-not-found-advice = The address may be wrong, or the page was never published. You can search, or use the links below.
error-gone = This page has been taken down
error-gone-advice = The work it belongs to was withdrawn. You can search, or use the links below.
error-method = This page takes no such request
error-method-advice = Pages here can only be read. Please use the links below.
error-too-long = This address is too long
error-too-long-advice = There was too much to search for, and the server did not try. Please keep a few words that matter, and search again.
error-too-large = Too much was sent
error-too-large-advice = It was not taken. Please go back, make it shorter, and send it again.
error-unsupported = This cannot be read
error-unsupported-advice = It was not taken. Please use the form on a page of this site.
error-too-many = Too many requests
error-too-many-advice = Please try again in a while. If you were sending something, go back: what you wrote is not lost.
error-internal = The server has failed
error-internal-advice = The fault is ours and is on record. Please try again in a while.
error-busy = Too many readers at the moment
error-busy-advice = Please wait a minute and reload.

## Faults of an address or a form

fault-only = In the address, only can be nothing but changed.
fault-view = In the address, view can be nothing but text.
fault-filter = The filter { $name } has no value “{ $value }”. Please choose again on the search page.
fault-not-utf8 = What was sent is not UTF-8, and was not taken. Please use the form on a page of this site.
fault-by-program = This form looks as if a program had filled it in, and was not taken. Please open the page again and write it once more.

## Reporting an error

report-of = Report an error: { $title }
report-about = About:{" "}
report-faults =
    { $count ->
        [one] Not sent yet: { $count } thing to change
       *[other] Not sent yet: { $count } things to change
    }
report-topic-label = What kind of error
report-choose = Please choose
report-place = Where it stands (optional)
report-place-hint = For example: third paragraph, second picture, 1:20 in the video
report-words = What is wrong, and what it should be
report-words-hint = At most { $count } characters. Please give no names, telephone numbers or the like.
report-source = Web address that shows it (optional)
report-leave-empty = Please leave empty
report-send = Send
report-after = No account is needed. You get a receipt number, with which you can see what became of your report. If you have one,{" "}
report-look-up = look it up here
report-start = Follow “Report an error” at the end of a work, a clause or a policy, and say what is wrong. No account is needed.
report-receipt-label = Look up what became of a report: your receipt number
report-receipt-hint = 12 letters and digits, such as{" "}
report-look = Look up
report-receipt = Receipt of a report
report-keep = Please note this number, or bookmark this page: we do not know who you are and have no other way to tell you.
report-concerns = About
report-taken-down = Something that was taken down
report-kind = Kind
report-sent = Sent
report-handled = Last handled
report-see-correction = See the correction
report-answer = The editors' answer
report-received = We have your report. Nobody has begun to look at it yet.
report-handling = An editor is checking it.
report-corrected = The error you pointed out has been corrected. Thank you.
report-declined = It was checked and nothing was changed; the reason stands below.
report-no-topic = Please choose what kind of error it is.
report-too-long = At most { $most } characters fit here; you wrote { $length }. Please make it shorter.
report-control = There are invisible control characters here. Please delete them and type it again.
report-no-words = Please say what is wrong.
report-no-address = An address begins with http:// or https:// and has no spaces. Without one, leave this empty.
report-bad-receipt = A receipt number is 12 letters and digits, such as K7QM-2ZXA-9HTC.
report-no-receipt = There is no such receipt number. Please check that it was copied right.

## Questions

quiz-not-marked = Your answers were not marked
quiz-closed-title = These questions take no more answers
quiz-open-again = Open the questions again
quiz-back-to-work = Back to the work
quiz-changed = The questions changed after you opened them, so your answers were not marked. Please open the questions again.
quiz-closed = This work has been withdrawn and takes no more answers.
quiz-crowded = Too many people are answering at the moment, and your answers were not marked. Please wait a minute, go back, and send them again.
quiz-nothing = You have not chosen any answer. Please answer at least one question, then send.
quiz-forged = These answers do not come from a form of this site, or were altered on the way, and were not marked. Please open the questions again.
quiz-expired = The questions were opened more than 24 hours ago, so your answers were not marked. Please open them again.
quiz-unreadable = What was sent cannot be read: it is too long, or does not come from the page of questions. Please open the questions again.

## Courses

course = Course
courses = Courses
about-courses = Works to be read in order, put together by organisations.
course-by = Put together by
course-for = For
course-size = Contents
course-begin = Start with the first
course-go-on = Go on reading
course-far = Read:
course-done = Read
course-forget = Forget my progress
course-empty = There is nothing in this course that can be read now.
course-gone = Withdrawn
course-private = How far you have read is kept on your own device; this site does not know it.
course-previous = Previous
course-next = Next
