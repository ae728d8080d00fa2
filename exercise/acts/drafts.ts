/** What is on the Sussex officers' desks: drafts, and two sanitised versions between their two officers. */
import type { MemberScope } from '../../src/platform/database/scope.ts'
import { newReference } from '../../src/platform/identifiers.ts'
import {
  beginSanitised,
  fileReport,
  parseReport,
  readDraft,
  returnSanitised,
  saveDraft,
  startDraft,
  submitDraft,
} from '../../src/rooms/intelligence/index.ts'
import { idOf, inDays, sussexOfficer, sussexSecondOfficer, type Act } from './act.ts'
import type { RecordId } from '../../src/wire/ids.ts'

const halfFinished: Act = {
  step: 'draft: half finished',
  account: sussexOfficer,
  operation: 'intelligence.draft.start',
  purpose: 'Call from a harbour master',
  perform: async (scope) => {
    await startDraft(scope, {
      title: 'Harbour master’s call about an unlit boat',
      items: [
        {
          text: 'Called at 0615 by the harbour master. An unlit inflatable went out past the west arm at about 0430 and came back empty. He will look whether the camera caught it.',
          source_evaluation: '1',
        },
      ],
    })
    return true
  },
}

const complete: Act = {
  step: 'draft: complete',
  account: sussexOfficer,
  operation: 'intelligence.draft.start',
  purpose: 'Visit to a chandler',
  perform: async (scope) => {
    await startDraft(scope, {
      title: 'Forty adult life jackets bought for cash at a chandler’s',
      classification: 'OFFICIAL',
      handling: 'P',
      discoverable: true,
      review_on: inDays(scope, 365),
      items: [
        {
          text: 'On Friday a man bought forty adult life jackets of the cheapest kind for cash and asked for no receipt. He loaded them into a white crew van alone. The chandler kept the number he left for the next delivery.',
          source_evaluation: '1',
          intelligence_assessment: 'B',
          basis: 'fact',
        },
      ],
      subjects: [
        { kind: 'person', item: 1, category: 'suspected', names: ['unknown'], note: 'The buyer' },
        { kind: 'phone', item: 1, value: '+999 583 110 742', belongs_to: 1 },
      ],
    })
    return true
  },
}

type Sanitised = {
  name: string
  by: string
  original: Words
  version: Words
  returned?: { by: string; note: string }
}
type Words = { title: string; text: string } // prettier-ignore

const sanitised: readonly Sanitised[] = [
  {
    name: 'the night watchman',
    by: sussexSecondOfficer,
    original: {
      title: 'Night watchman sees boats brought through the caravan park',
      text: 'The watchman of the caravan park, who starts at ten, has twice let a horsebox through before four because the driver knew the gate’s code. Both times it left lighter. He is the only person on the site at night and must not be named.',
    },
    version: {
      title: 'Horsebox used to bring boats to the shore at night',
      text: 'A horsebox has been used at least twice to bring inflatable boats to the shore between two and four in the morning, and left empty. The driver knows the gates on the way.',
    },
  },
  {
    name: 'the hire desk',
    by: sussexOfficer,
    original: {
      title: 'Clerk at a hire desk describes repeated van hire on one card',
      text: 'A clerk who works alone on Sundays says that the same bank card paid for five van hires in three weeks under three names. She copied the mileage: about 190 each time. She is worried that the hirers would know who had told.',
    },
    version: {
      title: 'Vans hired repeatedly on one card under several names',
      text: 'One bank card paid for five van hires in three weeks under three names, each with about 190 miles on the return. The clerk on duty on Sundays noticed it.',
    },
    returned: {
      by: sussexSecondOfficer,
      note: 'The last sentence still points to the person who told us. Leave out the day and the clerk, and round the mileage.',
    },
  },
]

const originalOf = (name: string) => idOf(`original ${name}`) as RecordId

async function draftOf(scope: MemberScope, name: string) {
  const found = await scope.tx.maybe<{ id: string }>(
    'select derivative_id as id from intelligence.derivation where original_id = $1',
    [originalOf(name)],
  )
  return found ? await readDraft(scope, found.id) : null
}

function sanitisedActs({ name, by, original, version, returned }: Sanitised): Act[] {
  const facts = (verb: string, operation: string) => ({
    step: `sanitised: ${name}, ${verb}`,
    account: by,
    operation,
    purpose: `A version of ${name} that partners can use`,
  })
  const acts: Act[] = [
    {
      ...facts('filed', 'intelligence.report.file'),
      perform: (scope) => fileOriginal(scope, name, original),
    },
    {
      ...facts('begun', 'intelligence.report.sanitise'),
      perform: async (scope) => {
        await beginSanitised(scope, originalOf(name))
        return true
      },
    },
    {
      ...facts('written', 'intelligence.draft.save'),
      perform: async (scope) => {
        const draft = await draftOf(scope, name)
        if (!draft) return false
        const graded = { source_evaluation: '2', intelligence_assessment: 'B', basis: 'fact' }
        await saveDraft(scope, draft.id, draft.revision, {
          ...draft.document,
          title: version.title,
          handling: 'P',
          discoverable: true,
          review_on: inDays(scope, 365),
          items: [{ ...graded, text: version.text }],
          subjects: [],
        })
        return true
      },
    },
    {
      ...facts('sent', 'intelligence.draft.submit'),
      perform: async (scope) => {
        const draft = await draftOf(scope, name)
        if (!draft) return false
        const sent = await submitDraft(scope, draft.id, draft.revision)
        if ('fields' in sent) throw new Error(`sanitised ${name}: ${JSON.stringify(sent.fields)}`)
        return true
      },
    },
  ]
  if (returned)
    acts.push({
      ...facts('returned', 'intelligence.check.return'),
      account: returned.by,
      perform: async (scope) => {
        const draft = await draftOf(scope, name)
        if (draft) await returnSanitised(scope, draft.id, returned.note)
        return draft !== null
      },
    })
  return acts
}

async function fileOriginal(scope: MemberScope, name: string, { title, text }: Words): Promise<boolean> {
  const parsed = parseReport({
    title,
    classification: 'OFFICIAL-SENSITIVE',
    handling: 'C',
    conditions: 'Ask the originator before any action; the source may be identifiable',
    action_code: 'A1',
    sanitisation_code: 'S1',
    discoverable: false,
    review_on: inDays(scope, 365),
    items: [{ text, source_evaluation: '2', intelligence_assessment: 'B', basis: 'fact' }],
    subjects: [],
  })
  if ('fields' in parsed) throw new Error(`original ${name}: ${JSON.stringify(parsed.fields)}`)
  await fileReport(scope, parsed.report, { id: originalOf(name), reference: newReference() })
  return true
}

export const draftActs: readonly Act[] = [halfFinished, complete, ...sanitised.flatMap(sanitisedActs)]
