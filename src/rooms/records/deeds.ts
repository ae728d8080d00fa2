/** What each operation is called when a person has done it, and when they were not let. */

export type Deed = {
  /** as in `Released` */
  did: string
  /** as in `release` */
  toDo: string
  /** as in `a report` */
  what: string
}

type Written = readonly [did: string, toDo: string, what?: string]

const opened = (what: string): Written => ['Opened', 'open', what]

const intelligence: Record<string, Written> = {
  'intelligence.report.file': ['Filed', 'file', 'a report'],
  'intelligence.report.import': ['Brought in', 'bring in', 'a report'],
  'intelligence.report.read': ['Read', 'read', 'a report'],
  'intelligence.report.show-sent': opened('what was filed'),
  'intelligence.report.change': ['Filed a new version of', 'file a new version of', 'a report'],
  'intelligence.report.new-version': ['Began a new version of', 'begin a new version of', 'a report'],
  'intelligence.report.show-new-version': opened('the page to change a report'),
  'intelligence.report.release': ['Released', 'release', 'a report'],
  'intelligence.report.confirm-release': opened('the page to confirm a release'),
  'intelligence.report.show-release': opened('the page to release a report'),
  'intelligence.report.preview-release': ['Looked at', 'look at', 'who would see a report'],
  'intelligence.report.audience': ['Looked at', 'look at', 'who sees a report'],
  'intelligence.report.holders': ['Looked at', 'look at', 'who holds a report'],
  'intelligence.report.history': ['Read', 'read', 'the history of a report'],
  'intelligence.report.accept': ['Accepted', 'accept', 'the conditions of a report'],
  'intelligence.report.recall': ['Recalled', 'recall', 'a report'],
  'intelligence.report.show-recall': opened('the page to recall a report'),
  'intelligence.report.sanitise': ['Began', 'begin', 'a sanitised version'],
  'intelligence.report.show-sanitise': opened('the page to sanitise a report'),
  'intelligence.report.evaluate': ['Graded', 'grade', 'a report'],
  'intelligence.report.show-evaluate': opened('a report to grade it'),
  'intelligence.report.inbox': opened('the list of reports from partners'),
  'intelligence.report.list-own': opened('the list of the agency’s reports'),
  'intelligence.evaluation.queue': opened('the list of reports to grade'),
  'intelligence.recall.list': opened('the list of recalls'),
  'intelligence.recall.acknowledge': ['Acknowledged', 'acknowledge', 'a recall'],
  'intelligence.check.show': opened('a sanitised version to check it'),
  'intelligence.check.approve': ['Approved', 'approve', 'a sanitised version'],
  'intelligence.check.return': ['Sent back', 'send back', 'a sanitised version'],
  'intelligence.draft.list': opened('the list of drafts'),
  'intelligence.draft.start': ['Began', 'begin', 'a draft'],
  'intelligence.draft.start-from-current': ['Moved', 'move', 'a draft to the current version'],
  'intelligence.draft.save': ['Saved', 'save', 'a draft'],
  'intelligence.draft.submit': ['Submitted', 'submit', 'a draft'],
  'intelligence.draft.discard': ['Threw away', 'throw away', 'a draft'],
  'intelligence.draft.show-new': opened('the page to file a report'),
  'intelligence.draft.show-title': opened('a draft at its title'),
  'intelligence.draft.show-text': opened('a draft at its text'),
  'intelligence.draft.show-grade': opened('a draft at its grade'),
  'intelligence.draft.show-subjects': opened('a draft at its subjects'),
  'intelligence.draft.show-subject': opened('a subject of a draft'),
  'intelligence.draft.show-handling': opened('a draft at its handling'),
  'intelligence.draft.show-review': opened('a draft at its review date'),
  'intelligence.draft.show-check': opened('a draft to check it'),
  'intelligence.draft.show-discard': opened('the page to throw a draft away'),
  'intelligence.import.list': opened('the list of imports'),
  'intelligence.import.show': opened('an import'),
  'intelligence.import.show-new': opened('the page to import a file'),
  'intelligence.import.request': ['Handed in', 'hand in', 'a file to import'],
  'intelligence.search': ['Searched', 'search', 'the reports'],
  'intelligence.search.export': ['Exported', 'export', 'a search'],
}

const deconfliction: Record<string, Written> = {
  'deconfliction.check': ['Asked', 'ask', 'whether a partner holds a value'],
  'deconfliction.check.show': opened('the page to check a value'),
  'deconfliction.check-alert.list': opened('the list of unusual checks'),
  'deconfliction.check-alert.settle': ['Settled', 'settle', 'an alert about unusual checks'],
  'deconfliction.match.list': opened('the list of matches'),
  'deconfliction.match.read': ['Looked at', 'look at', 'a match'],
  'deconfliction.match.what-they-see': ['Looked at', 'look at', 'what a partner sees of a match'],
  'deconfliction.match.contact': ['Contacted', 'contact', 'a partner about a match'],
  'deconfliction.match.contact.show': opened('the page to contact a partner'),
  'deconfliction.match.reply': ['Wrote to', 'write to', 'a partner about a match'],
  'deconfliction.match.confirm': ['Confirmed', 'confirm', 'a match'],
  'deconfliction.match.confirm.show': opened('the page to confirm a match'),
  'deconfliction.match.reject': ['Rejected', 'reject', 'a match'],
  'deconfliction.match.reject.show': opened('the page to reject a match'),
  'deconfliction.match.close': ['Closed', 'close', 'a match'],
  'deconfliction.match.close.show': opened('the page to close a match'),
  'deconfliction.rematch': ['Judged', 'judge', 'matches anew'],
  'deconfliction.setting.show': opened('the settings of checks and matches'),
  'deconfliction.setting.change': ['Changed', 'change', 'the settings of checks and matches'],
  'deconfliction.silent-hit': ['Noticed', 'notice', 'that a partner asked about a silent report'],
  'deconfliction.silent-hit.list': opened('the list of questions about silent reports'),
  'deconfliction.silent-hit.see': ['Marked', 'mark', 'a question about a silent report as seen'],
  'deconfliction.notice-silent-hits': ['Looked', 'look', 'whether a check met a silent report'],
  'deconfliction.watch-checks': ['Looked', 'look', 'for unusual numbers of checks'],
}

const others: Record<string, Written> = {
  'home.show': opened('what waits'),
  'identity.session.begin': ['Signed in', 'sign in'],
  'identity.session.find': ['Went on with', 'go on with', 'a session'],
  'identity.session.end': ['Signed out', 'sign out'],
  'identity.person.find': ['Signed in', 'sign in'],
  'identity.person.add': ['Entered', 'enter', 'a person'],
  'identity.agency.add': ['Entered', 'enter', 'the agency'],
  'identity.agency.list': ['Listed', 'list', 'the agencies'],
  'identity.sign-in.show': opened('the sign-in page'),
  'identity.sign-in.start': ['Began', 'begin', 'to sign in'],
  'identity.sign-in.finish': ['Came back', 'come back', 'from signing in'],
  'identity.signed-out.show': opened('the page after signing out'),
  'identity.purpose.show': opened('the page for a purpose'),
  'identity.purpose.set': ['Said', 'say', 'for which purpose they work'],
  'identity.kept-form': ['Kept', 'keep', 'a form that was being filled in'],
  'identity.kept-form.show': ['Took up', 'take up', 'a form that was being filled in'],
  'people.list': opened('the list of people'),
  'people.add': ['Added', 'add', 'a person to the agency'],
  'people.add.show': opened('the page to add a person'),
  'people.change': ['Changed', 'change', 'a person’s roles, clearance or account'],
  'people.change.show': opened('a person’s account'),
  'people.desk.change': ['Changed', 'change', 'the desk that partners ask'],
  'people.desk.show': opened('the desk that partners ask'),
  'people.desks.list': opened('the list of desks'),
  'records.ledger.read': ['Read', 'read', 'the ledger'],
  'records.ledger.export': ['Exported', 'export', 'part of the ledger'],
  'ledger.sequence': ['Numbered', 'number', 'the ledger’s events'],
  'reporting.public.desks': ['Looked up', 'look up', 'which desks take reports'],
  'reporting.public.draft': ['Kept', 'keep', 'what somebody of the public is writing'],
  'reporting.public.file': ['Kept', 'keep', 'a photograph of the public'],
  'reporting.public.send': ['Took in', 'take in', 'a report of the public'],
  'reporting.public.receipt': ['Took in', 'take in', 'an answer or a photograph of a reporter'],
  'reporting.public.withdraw': ['Took back', 'take back', 'a report of the public'],
  'reporting.drafts.forget': ['Forgot', 'forget', 'drafts of the public that were not sent'],
  'reporting.reports.expire': ['Destroyed', 'destroy', 'a report of the public whose time had come'],
  'reporting.desk.create': ['Made', 'make', 'a key of the desk for public reports'],
  'reporting.desk.rotate': ['Changed', 'change', 'a key of the desk for public reports'],
  'reporting.desk.recover': ['Gave', 'give', 'a key of the desk with the recovery key'],
  'reporting.desk.list': ['Listed', 'list', 'the desks for public reports'],
  'reporting.keys.take-away': ['Took', 'take', 'a key of the desk away from somebody who left it'],
  'reporting.pass': ['Received', 'receive', 'a report of the public from another desk'],
  'platform.answers.forget': ['Forgot', 'forget', 'what repeated submissions were answered'],
  'exercise.reporting.desks': ['Made', 'make', 'a key for the exercise'],
  'exercise.reporting.reports': ['Looked up', 'look up', 'the exercise’s reports of the public'],
  'platform.health': ['Asked', 'ask', 'whether the node is alive'],
  'platform.ready': ['Asked', 'ask', 'whether the node is ready'],
  'platform.metrics': ['Read', 'read', 'the node’s figures'],
  'platform.openapi': ['Read', 'read', 'the description of the API'],
  'platform.live.listen': ['Listened', 'listen', 'for what waits'],
  'design.assets': ['Loaded', 'load', 'a style or a script'],
  'demo.people.list': opened('the list of the exercise’s people'),
  'demo.person.choose': ['Chose', 'choose', 'whom of the exercise to be'],
  'demo.provider': ['Signed in', 'sign in', 'with the exercise’s provider'],
  'exercise.load': ['Loaded', 'load', 'the exercise'],
  'exercise.people.seed': ['Entered', 'enter', 'a person for the exercise'],
  'exercise.compartment.enter': ['Entered', 'enter', 'an operation for the exercise'],
  'access-cases.people.enter': ['Entered', 'enter', 'a person to test the rule of sight'],
  'access-cases.people.deactivate': [
    'Closed',
    'close',
    'the account of a person who tested the rule of sight',
  ],
  'access-cases.materialise': ['Entered', 'enter', 'a record to test the rule of sight'],
}

const deeds = new Map(Object.entries({ ...intelligence, ...deconfliction, ...others }))

/** @returns what an operation is called, or null for one that is not known here */
export function deedOf(operation: string): Deed | null {
  const written = deeds.get(operation)
  if (!written) return null
  const [did, toDo, what = ''] = written
  return { did, toDo, what }
}
