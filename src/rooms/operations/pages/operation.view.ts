/** An operation as its members see it: what waits, its aim, its people and agencies, and what themes add. */
import { ukDate } from '../../../design/dates.ts'
import { plural } from '../../../design/words.ts'
import { groupPhase, groupStrand, operationOrigin, operationPost } from '../../../wire/codes.ts'
import type { InPost, OperationView } from '../read-operation.ts'
import type { AroundOperation } from './operation.page.ts'
import { memberTag, partTag, stateTag, type Cell } from './words.ts'

/** A membership is shown as soon to be confirmed so many days before it sleeps. */
const SOON_DAYS = 7

type Row = { key: string; text: string }

/**
 * Makes what the page prints.
 * @param view - of an operation that the viewer reads
 * @param around - what stands around it
 * @param now - the moment of the page
 */
export function operationView(view: OperationView, around: AroundOperation, now: Date = new Date()) {
  const leads = view.leads || view.deputises
  const open = view.state === 'open' || view.state === 'winding-down'
  const at = `/operations/${view.id}`
  const soon = new Date(now.getTime() + SOON_DAYS * 86_400_000)
  const toConfirm = around.people.filter(
    (one) => one.state === 'accepted' && !one.own && one.confirmedUntil !== null && one.confirmedUntil < soon,
  )
  return {
    title: view.codename,
    operation: view,
    tag: stateTag(view.state),
    waits: [
      ...(view.state === 'proposed'
        ? [{ text: 'A coordinator of your agency, who is somebody else, opens it.', link: null }]
        : []),
      ...(leads && open && toConfirm.length > 0
        ? [
            {
              text: `${plural(toConfirm.length, 'membership')} to confirm: who is not confirmed reads nothing.`,
              link: { text: 'Confirm who is needed', href: `${at}/confirm` },
            },
          ]
        : []),
    ],
    facts: factsOf(view),
    people: around.people.map((one) => personRow(one, at, leads && open)),
    peopleHead: ['Post', 'Who', 'Agency', 'Confirmed until', 'How far'],
    agencies: around.agencies.map((one): Cell[] => [
      one.agency,
      one.gateway,
      one.state !== 'accepted' && one.state !== 'offered'
        ? ''
        : one.version === one.newest
          ? `Version ${String(one.version)}`
          : {
              text: `Version ${String(one.version)}`,
              detail: `Version ${String(one.newest)} is not accepted yet`,
            },
      { day: one.since.toISOString() },
      { tag: partTag(one.state) },
    ]),
    agenciesHead: ['Agency', 'Legal gateway', 'Terms', 'Since', 'How far'],
    left: around.left.map((one): Cell[] => [
      one.agency,
      { day: one.leftAt.toISOString() },
      plural(one.records, 'record'),
      one.lastAt === null ? 'Never' : { day: one.lastAt.toISOString() },
    ]),
    leftHead: ['Agency', 'Left', 'What its people had read', 'Last read'],
    sections: around.sections,
    actions:
      leads && open
        ? [
            { text: 'Propose somebody', href: `${at}/people` },
            { text: 'Offer the terms to an agency', href: `${at}/agencies` },
            { text: 'Write new terms', href: `${at}/terms` },
            { text: 'Confirm who is needed', href: `${at}/confirm` },
          ]
        : [],
    stateHref: view.leads && (open || view.state === 'closed') ? `${at}/state` : null,
    register: view.leads && open ? { action: `${at}/register`, named: view.inRegister } : null,
  }
}

function personRow(one: InPost, at: string, leads: boolean): Cell[] {
  const ends = one.post !== 'lead' && (leads || one.own)
  return [
    ends
      ? { text: operationPost[one.post], href: `${at}/posts/${one.id}`, hidden: one.own ? 'leave' : 'end' }
      : operationPost[one.post],
    one.own ? 'You' : one.who,
    one.agency,
    one.confirmedUntil === null ? '' : { day: one.confirmedUntil.toISOString() },
    { tag: memberTag(one) },
  ]
}

function factsOf(view: OperationView): Row[] {
  const said = (key: string, text: string | null): Row[] => (text === null ? [] : [{ key, text }])
  return [
    { key: 'Aim', text: view.aim },
    { key: 'Policing purpose', text: view.purpose },
    { key: 'Lead agency', text: view.lead },
    { key: 'Comes from', text: operationOrigin[view.origin] },
    ...said('Priority', view.priority),
    { key: '4P', text: view.strands.map((one) => groupStrand[one].split(':')[0] ?? '').join(', ') },
    ...said('Phase', view.phase === null ? null : groupPhase[view.phase]),
    ...said('Impact assessment', view.dpiaReference),
    { key: 'Answers for the information', text: view.informationOwner },
    { key: 'When an agency leaves', text: view.leaving },
    ...said('Opened', view.openedAt === null ? null : ukDate(view.openedAt)),
    { key: 'Ends', text: ukDate(view.endsOn) },
    ...said('Closed', view.closedAt === null ? null : ukDate(view.closedAt)),
    ...said('Closing note', view.closingNote),
  ]
}
