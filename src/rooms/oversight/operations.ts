/** The words of this room’s operations. */
import { opened, type DetailRule, type OperationWords } from '../../platform/rooms/operations.ts'

/** A form, and the page on which it is filled in. */
const form = (
  operation: string,
  words: OperationWords,
  page: string,
): Readonly<Record<string, OperationWords>> => ({ [operation]: words, [`${operation}.show`]: opened(page) })

export const operations: Readonly<Record<string, OperationWords>> = {
  'oversight.overview.show': opened('the overview of oversight'),
  'oversight.figures.list': opened('the list of agencies with figures'),
  'oversight.figures.show': opened('the figures of an agency'),
  'oversight.figures.count': ['Counted', 'count', 'figures'],
  'oversight.national.show': opened('the national picture'),
  'oversight.inspection.show': opened('an inspection'),
  ...form('oversight.inspection.enter', ['Entered', 'enter', 'an inspection'], 'the page to enter an inspection'),
  ...form('oversight.areas.set', ['Set', 'set', 'the areas by which the agency asks'], 'the page of the agency’s areas'),
  'oversight.recommendation.show': opened('a recommendation'),
  ...form('oversight.recommendation.change', ['Changed', 'change', 'a recommendation'], 'the page to change a recommendation'),
  ...form('oversight.recommendations.import', ['Imported', 'import', 'recommendations'], 'the page to import recommendations'),
  'oversight.recommendations.paste': ['Imported', 'import', 'recommendations that were pasted'],
  'oversight.duty.show': opened('an agency’s progress with a recommendation'),
  ...form('oversight.progress.enter', ['Entered', 'enter', 'progress with a recommendation'], 'the page to enter progress'),
  ...form('oversight.progress.sign', ['Signed', 'sign', 'progress with a recommendation'], 'the page to sign progress'),
  ...form('oversight.duty.owner', ['Named', 'name', 'the owner of a recommendation'], 'the page to name an owner'),
  ...form('oversight.duty.decide', ['Recorded', 'record', 'a decision on a recommendation'], 'the page to record a decision'),
  ...form('oversight.duty.end', ['Ended', 'end', 'an agency’s part in a recommendation'], 'the page to end an agency’s part in a recommendation'),
  ...form('oversight.action.add', ['Added', 'add', 'an action for a recommendation'], 'the page to add an action'),
  ...form('oversight.action.change', ['Changed', 'change', 'an action for a recommendation'], 'the page to change an action'),
  ...form('oversight.evidence.add', ['Added', 'add', 'evidence for a recommendation'], 'the page to add evidence'),
  ...form('oversight.evidence.send', ['Sent', 'send', 'a file as evidence for a recommendation'], 'the page to send a file as evidence'),
  'oversight.evidence.take': ['Downloaded', 'download', 'a file of evidence for a recommendation'],
  'oversight.meeting.list': opened('the list of meetings'),
  'oversight.meeting.show': opened('a meeting'),
  ...form('oversight.meeting.plan', ['Planned', 'plan', 'a meeting'], 'the page to plan a meeting'),
  ...form('oversight.meeting.move', ['Moved', 'move', 'a meeting'], 'the page to move a meeting'),
  ...form('oversight.meeting.cancel', ['Cancelled', 'cancel', 'a meeting'], 'the page to cancel a meeting'),
  'oversight.meeting.hold': ['Noted', 'note', 'that a meeting was held'],
  ...form('oversight.meeting.minutes', ['Wrote', 'write', 'the minutes of a meeting'], 'the page of a meeting’s minutes'),
  ...form('oversight.question.ask', ['Asked', 'ask', 'a question at a meeting'], 'the page to ask a question'),
  ...form('oversight.question.answer', ['Wrote', 'write', 'the answer to a question of a meeting'], 'a question of a meeting'),
  ...form('oversight.promise.note', ['Noted', 'note', 'a promise of a meeting'], 'the page to note a promise'),
  ...form('oversight.promise.keep', ['Changed', 'change', 'a promise of a meeting'], 'a promise of a meeting'),
  'oversight.response.show': opened('a response to an inspection'),
  'oversight.response.take': ['Downloaded', 'download', 'the letter of a response'],
  ...form('oversight.response.invitation', ['Changed', 'change', 'until when a chief officer may comment'], 'the page of an invitation to comment'),
  ...form('oversight.response.begin', ['Began', 'begin', 'a response to an inspection'], 'the page to begin a response'),
  ...form('oversight.response.words', ['Wrote', 'write', 'the beginning and end of a response'], 'the beginning and end of a response'),
  ...form('oversight.response.paragraph', ['Wrote', 'write', 'a paragraph of a response'], 'a paragraph of a response'),
  ...form('oversight.response.sign', ['Signed', 'sign', 'a response to an inspection'], 'the page to sign a response'),
  ...form('oversight.response.publish', ['Changed', 'change', 'whether a response is published'], 'the page to publish a response'),
  ...form('oversight.response.comment', ['Sent', 'send', 'a chief officer’s comments on an inspection'], 'the page for a chief officer’s comments'),
  ...form('oversight.public-page.switch', ['Switched', 'switch', 'the public page'], 'the page of the public page'),
  'oversight.pack.list': opened('the list of packs'),
  ...form('oversight.pack.make', ['Made', 'make', 'a pack of oversight'], 'the page to make packs'),
  'oversight.pack.show': opened('a pack of oversight'),
  'oversight.pack.check': ['Compared', 'compare', 'a pack of oversight with what stands now'],
  'oversight.pack.take': ['Downloaded', 'download', 'a pack of oversight'],
  'oversight.pack.prove': ['Took', 'take', 'the proof of a pack of oversight'],
  'oversight.pack.forget': ['Erased', 'erase', 'a part of a pack of oversight'],
  'oversight.lesson.list': opened('the list of lessons'),
  'oversight.lesson.show': opened('a lesson'),
  ...form('oversight.lesson.identify', ['Identified', 'identify', 'a lesson'], 'the page to enter a lesson'),
  ...form('oversight.lesson.change', ['Changed', 'change', 'a lesson'], 'the page to change a lesson'),
  'oversight.lesson.accept': ['Took on', 'take on', 'a lesson of a debrief'],
  ...form('oversight.lesson.evidence', ['Showed', 'show', 'what was done about a lesson'], 'the page to show what was done about a lesson'),
  ...form('oversight.lesson.check', ['Checked', 'check', 'a lesson of another agency'], 'the page to check a lesson'),
  'oversight.course.list': opened('the list of courses'),
  'oversight.course.show': opened('a course'),
  ...form('oversight.course.enter', ['Entered', 'enter', 'a course'], 'the page to enter a course'),
  ...form('oversight.course.coverage', ['Entered', 'enter', 'how many have a course'], 'the page to enter how many have a course'),
  'oversight.public.list': opened('the list of public pages on accountability'),
  'oversight.public.show': opened('a public page on accountability'),
  'oversight.public.response': opened('a published response'),
  'oversight.public.letter': opened('a published response as a PDF'),
} // prettier-ignore

/**
 * What is added to the sentence of a pack: a person did not sign in for it.
 * @param event - of any operation
 * @returns null where nothing is added
 */
export const packDetails: DetailRule = ({ operation, detail }) =>
  operation === 'oversight.pack.make' && detail['by_command'] === true ? ', by a command on the server' : null
