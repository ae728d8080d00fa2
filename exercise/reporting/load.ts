/** Puts the exercise's public reports into a node: through the use cases of the public and of the desk. */
import { geographyOf } from '../../src/rooms/coast/index.ts'
import type { Database } from '../../src/platform/database/perform.ts'
import {
  answerThread,
  askReporter,
  keysOfReceipt,
  newCookie,
  submitReport,
  type PublicServices,
} from '../../src/rooms/reporting/index.ts'
import { makeExerciseDesks } from './desks.ts'
import { publicReports } from './reports.ts'

export type Steps = {
  dataFolder: string
  done: ReadonlySet<string>
  note: (step: string) => Promise<void>
  say: (line: string) => void
}

const HOUR = 3_600_000
const OFFICER = 'triage-officer@sussex-police.example'

/** Makes the desks and submits each report once. */
export async function loadPublicReports(database: Database, steps: Steps): Promise<void> {
  await makeExerciseDesks(database, steps.dataFolder)
  const missing = publicReports.filter(({ name }) => !steps.done.has(`public report ${name}`))
  if (missing.length === 0) return
  steps.say('Reporting from the coast …')
  const geography = () => geographyOf(steps.dataFolder)
  for (const { name, hoursAgo, minute, answers, contact, question, answer } of missing) {
    const at = new Date(Math.floor(Date.now() / HOUR) * HOUR - hoursAgo * HOUR + minute * 60_000)
    const services: PublicServices = { database, geography, now: () => at }
    const sent = await submitReport(services, {
      answers,
      language: 'en',
      contact: contact ?? null,
      files: [],
      originals: [],
      key: newCookie(),
    })
    if (question) await askAbout(database, sent.reference, question)
    if (answer !== undefined) await answerThread(services, keysOfReceipt(sent.receipt), answer)
    await steps.note(`public report ${name}`)
  }
}

async function askAbout(
  database: Database,
  reference: string,
  question: { template: string; text: string },
): Promise<void> {
  const service = { service: 'exercise', operation: 'exercise.reporting.reports' }
  const found = await database.performAsService(service, ({ tx }) =>
    tx.maybe<{ id: string; personId: string }>(
      `select r.id, p.id as "personId" from reporting.public_report r, identity.person p
       where r.reference = $1 and p.email = $2`,
      [reference, OFFICER],
    ),
  )
  if (!found) return
  await database.performAs(
    { personId: found.personId, operation: 'reporting.triage.ask', purpose: 'Operation Lantern' },
    (scope) => askReporter(scope, found.id, question),
  )
}
