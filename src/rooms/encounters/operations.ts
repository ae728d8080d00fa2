/** The words of what is done with encounters. */
import { opened, type OperationWords } from '../../platform/rooms/operations.ts'

export const operations: Readonly<Record<string, OperationWords>> = {
  'encounters.encounter.list': opened('the encounters of the agency'),
  'encounters.encounter.show-new': opened('the page to record an encounter'),
  'encounters.encounter.record': ['Recorded', 'record', 'an encounter'],
  'encounters.encounter.read': ['Read', 'read', 'an encounter'],
  'encounters.encounter.show-counts': opened('the counts of an encounter'),
  'encounters.encounter.count': ['Counted', 'count', 'an encounter anew'],
  'encounters.encounter.move': ['Said', 'say', 'how far an encounter has come'],
  'encounters.encounter.show-check': opened('the page to check an encounter'),
  'encounters.encounter.check': ['Checked', 'check', 'an encounter'],
  'encounters.encounter.hold': ['Said', 'say', 'whether an encounter is under a legal hold'],
  'encounters.encounter.forget': ['Forgot', 'forget', 'an encounter whose time was over'],
  'encounters.step.show': opened('a step of an encounter'),
  'encounters.step.answer': ['Answered', 'answer', 'a step of an encounter'],
  'encounters.steps.forget': ['Forgot', 'forget', 'the steps of an encounter whose time was over'],
  'encounters.children.add': ['Added', 'add', 'possible children to the child path of an encounter'],
  'encounters.children.forget': ['Forgot', 'forget', 'references to children’s services in an encounter'],
  'encounters.opportunity.add': ['Added', 'add', 'an opportunity to an encounter'],
  'encounters.handover.add': ['Added', 'add', 'a handover to an encounter'],
  'encounters.entry.take-out': ['Took', 'take', 'an entry out of an encounter'],
  'encounters.report.show-begin': opened('the page to begin a report from an encounter'),
  'encounters.report.begin': ['Began', 'begin', 'an intelligence report from an encounter'],
  'encounters.setting.list': ['Read', 'read', 'how long encounters are kept'],
  'encounters.setting.change': ['Changed', 'change', 'how long encounters are kept'],
}
