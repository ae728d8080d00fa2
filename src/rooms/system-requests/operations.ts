/** The words of what is done with requests to systems of record. */
import { opened, type OperationWords } from '../../platform/rooms/operations.ts'

export const operations: Readonly<Record<string, OperationWords>> = {
  'system-requests.request.list': opened('requests to systems of record'),
  'system-requests.request.show-new': opened('the page to write a request to a system of record'),
  'system-requests.request.draft': ['Wrote', 'write', 'a request to a system of record'],
  'system-requests.request.read': ['Read', 'read', 'a request to a system of record'],
  'system-requests.request.show-change': opened('the page to change a request to a system of record'),
  'system-requests.request.change': ['Changed', 'change', 'a request to a system of record'],
  'system-requests.request.throw-away': ['Threw', 'throw', 'a request to a system of record away'],
  'system-requests.request.move': ['Said', 'say', 'how far a request to a system of record has come'],
  'system-requests.request.authorise': [
    'Decided',
    'decide',
    'whether a request to a system of record is made',
  ],
  'system-requests.request.ask-another': [
    'Asked',
    'ask',
    'another to authorise a request to a system of record',
  ],
  'system-requests.request.again': [
    'Wrote',
    'write',
    'a request to a system of record again that had lapsed',
  ],
  'system-requests.request.safeguard': [
    'Decided',
    'decide',
    'whether a request to a system of record is safe for whom it is about',
  ],
  'system-requests.request.corroborate': [
    'Wrote',
    'write',
    'what corroborates the answer to a request to a system of record',
  ],
  'system-requests.request.say-wrong': [
    'Said',
    'say',
    'that a request to a system of record was about the wrong person',
  ],
  'system-requests.request.link-action': ['Linked', 'link', 'a request to a system of record with an action'],
  'system-requests.request.review': ['Looked', 'look', 'again at a request to a system of record'],
  'system-requests.request.hold': [
    'Said',
    'say',
    'whether a request to a system of record is under a legal hold',
  ],
  'system-requests.request.forget': [
    'Forgot',
    'forget',
    'a request to a system of record whose time was over',
  ],
  'system-requests.system.list': opened('the systems of record, and whom to ask'),
  'system-requests.system.change': ['Changed', 'change', 'which systems of record there are'],
  'system-requests.desk.change': [
    'Changed',
    'change',
    'whom the agency asks that has no access to a system of record',
  ],
  'system-requests.accreditation.list': opened('who is accredited for systems of record'),
  'system-requests.accreditation.add': ['Accredited', 'accredit', 'a person for a system of record'],
  'system-requests.accreditation.end': [
    'Ended',
    'end',
    'the accreditation of a person for a system of record',
  ],
  'system-requests.alert.list': opened('who made far more requests to systems of record than colleagues'),
  'system-requests.alert.raise': ['Noted', 'note', 'that a person made far more requests than colleagues'],
  'system-requests.alert.settle': ['Dealt with', 'deal with', 'an alert about requests to systems of record'],
  'system-requests.setting.list': ['Read', 'read', 'how long an authorisation of a request stands'],
  'system-requests.setting.change': ['Changed', 'change', 'how long an authorisation of a request stands'],
}
