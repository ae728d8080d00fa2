/** What is being written: drafts, sanitised versions, reports of an operation; and a few checks. */
import { newId } from '../../src/platform/identifiers.ts'
import { checkValue } from '../../src/rooms/deconfliction/check-value.ts'
import { saveDraft, startDraft } from '../../src/rooms/intelligence/drafts.ts'
import { fileReport } from '../../src/rooms/intelligence/file-reports.ts'
import { releaseReport } from '../../src/rooms/intelligence/release-report.ts'
import { parseReport } from '../../src/rooms/intelligence/report.ts'
import { approveSanitised, beginSanitised } from '../../src/rooms/intelligence/sanitise.ts'
import { submitDraft } from '../../src/rooms/intelligence/submit-draft.ts'
import { freshReports, PURPOSE, type Act, type Stage } from './stage.ts'

const REVIEW_ON = '2032-06-30'

const item = (text: string) => ({
  text,
  source_evaluation: '2',
  intelligence_assessment: 'C',
  basis: 'assessment',
})

/** One officer writes a sanitised version and sends it to the second. @returns its id */
async function sanitise(stage: Stage, agency: string, title: string, text: string): Promise<string | null> {
  return await stage.as(`intelligence-officer@${agency}`, async (scope) => {
    const [original] = await freshReports(scope, { handling: 'C', classification: 'OFFICIAL', most: 1 })
    if (original === undefined) return null
    const draft = await beginSanitised(scope, original)
    const document = { title, classification: 'OFFICIAL', handling: 'P', review_on: REVIEW_ON, items: [item(text)] }
    const saved = await saveDraft(scope, draft.id, draft.revision, document)
    await submitDraft(scope, saved.id, saved.revision)
    return saved.id
  })
}

export const writingActs: Act[] = [
  {
    name: 'draft: Sussex, half written',
    play: async (stage) => {
      await stage.as('intelligence-officer@sussex-police', (scope) =>
        startDraft(scope, {
          title: 'Outboard engines collected after dark',
          classification: 'OFFICIAL',
          items: [{ text: 'Three engines in boxes were loaded into a white van behind the yard.' }],
        }),
      )
    },
  },
  {
    name: 'draft: the NCA, only begun',
    play: async (stage) => {
      await stage.as('analyst@nca', (scope) =>
        startDraft(scope, { title: 'Lifejackets ordered in bulk' }),
      )
    },
  },
  {
    name: 'sanitised: Sussex, waiting for its second officer',
    play: async (stage) => {
      await sanitise(
        stage,
        'sussex-police',
        'Boats stored near the coast',
        'Boats and engines are kept at a rented unit near the coast and fetched at night.',
      )
    },
  },
  {
    name: 'sanitised: the NCA, approved and released to all',
    play: async (stage) => {
      const id = await sanitise(
        stage,
        'nca',
        'Crossings offered online',
        'Places on crossings are offered in closed groups; prices fall with the number of passengers.',
      )
      if (id === null) return
      const { id: approved } = await stage.as('intelligence-officer-2@nca', (scope) =>
        approveSanitised(scope, id),
      )
      await stage.as('intelligence-officer@nca', (scope) =>
        releaseReport(scope, approved, { to: { all: true }, reason: 'Sanitised for every partner' }),
      )
    },
  },
  {
    name: 'operation: Saltmarsh, with members of three agencies and one report',
    play: async (stage) => {
      const compartment = await openOperation(stage, 'Operation Saltmarsh', [
        'intelligence-officer@sussex-police.example',
        'analyst@sussex-police.example',
        'intelligence-officer@nca.example',
        'coordinator@taskforce.example',
      ])
      await stage.as('intelligence-officer@sussex-police', async (scope) => {
        const parsed = parseReport({
          title: 'Saltmarsh: the launch site is changed',
          classification: 'OFFICIAL-SENSITIVE',
          handling: 'P',
          review_on: REVIEW_ON,
          compartment,
          items: [item('The next launch is to be from the creek and not from the shingle bank.')],
        })
        if ('fields' in parsed) throw new Error('The exercise’s own report is not a report')
        const { id } = await fileReport(scope, parsed.report)
        await releaseReport(scope, id, {
          to: { agencies: [stage.agency('nca'), stage.agency('taskforce')] },
          reason: 'For the members of the operation',
        })
      })
    },
  },
  {
    name: 'checks: an analyst of the NCA asks twice',
    play: async (stage) => {
      for (const [kind, value] of [
        ['phone', '01632 960246'],
        ['vehicle', 'QZ99 ZZZ'],
      ] as const)
        await stage.as('analyst@nca', (scope) => checkValue(scope, { kind, value, purpose: PURPOSE }))
    },
  },
]

/** No page opens an operation yet, so the program does, and says so in the ledger. */
async function openOperation(stage: Stage, name: string, members: readonly string[]): Promise<string> {
  return await stage.database.performAsService(
    { service: 'exercise', operation: 'exercise.enliven', agencyId: stage.agency('sussex-police') },
    async (scope) => {
      const id = newId()
      await scope.tx.run('insert into access.compartment (id, name, agency_id) values ($1, $2, $3)', [
        id,
        name,
        stage.agency('sussex-police'),
      ])
      await scope.tx.run(
        `insert into access.compartment_member (compartment_id, person_id)
         select $1, p.id from identity.person p where p.email = any ($2)`,
        [id, members],
      )
      scope.record({ kind: 'administration', subject: { kind: 'compartment', id } })
      return id
    },
  )
}
