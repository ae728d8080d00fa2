/** The words of this room’s operations. */
import { opened, type OperationWords } from '../../platform/rooms/operations.ts'
import { rankOperations } from './ranks/operations.ts'

export const operations: Readonly<Record<string, OperationWords>> = {
  'people.list': opened('the list of people'),
  'people.add': ['Added', 'add', 'a person to the agency'],
  'people.add.show': opened('the page to add a person'),
  'people.change': ['Changed', 'change', 'a person’s roles, clearance or account'],
  'people.change.show': opened('a person’s account'),
  'people.sessions.end': ['Ended', 'end', 'all sessions of a person'],
  'people.account.show': opened('the page of their own account'),
  'people.account.sessions.end': ['Ended', 'end', 'all sessions of their own'],
  'people.account.mail.show': opened('the page of the mail they get'),
  'people.account.mail.choose': ['Chose', 'choose', 'which mail they get'],
  'people.appointments.list': opened('the list of who gained roles'),
  'people.appointments.settle': ['Looked into', 'look into', 'roles or clearance that somebody gained'],
  'people.proposals.list': opened('the list of roles that groups propose'),
  'people.proposals.settle': ['Decided', 'decide', 'about a role that a group proposes'],
  'people.refused.list': opened('the list of sign-ins that were refused'),
  'people.unbinding.ask': ['Asked', 'ask', 'that an account may bind to another identity'],
  'people.unbinding.settle': ['Decided', 'decide', 'whether an account may bind to another identity'],
  'people.desk.change': ['Changed', 'change', 'the desk that partners ask'],
  'people.desk.show': opened('the desk that partners ask'),
  'people.desks.list': opened('the list of desks'),
  ...rankOperations,
}
