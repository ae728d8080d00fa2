/** What follows from records: answers taken back, silent hits, alerts, a question, a common value, the ledger. */
import type { MemberScope } from '../../../src/platform/database/scope.ts'
import { createLog } from '../../../src/platform/log.ts'
import { sequenceLedger } from '../../../src/platform/ledger/sequence.ts'
import { takeLine } from '../../../src/rooms/matches/take-line.ts'
import { noticeSilentHits } from '../../../src/rooms/matches/silent-hits.ts'
import { REMARKABLE_CHECKS, watchChecks } from '../../../src/rooms/matches/check-alerts.ts'
import { fileReports, parseReport, type NewReport } from '../../../src/rooms/intelligence/index.ts'
import { readDraft, saveDraft } from '../../../src/rooms/intelligence/drafts.ts'
import { approveAsSeen } from '../../../src/rooms/intelligence/reports.test-support.ts'
import { beginSanitised } from '../../../src/rooms/intelligence/sanitise.ts'
import { submitDraft } from '../../../src/rooms/intelligence/submit-draft.ts'
import { claimMails, keepMailWish } from '../../../src/rooms/people/mail-wishes.ts'
import { atDesk } from '../../../src/rooms/reporting/triage/desk.test-support.ts'
import { filledIn, formOf } from '../../support/form.ts'
import type { TestNode } from '../../support/node.ts'
import { reportBody } from '../../support/reports.ts'
import { SECRET_BIRTH, type Secret } from './secret.ts'
import { canaryWord, OFFICER, RECIPIENT } from './words.ts'

/** One more than the threshold as it is set from the start. */
const MORE_THAN_COMMON = 51

/**
 * The NCA answers a match, takes the answer back and answers again, reads the thread, files once more with a
 * key of idempotency; Kent asks for what the NCA holds silently, and an officer of the NCA asks very often.
 */
export async function plantAnswers(
  world: TestNode,
  secrets: { silent: Secret; thread: Secret },
): Promise<void> {
  const [side] = await world.admin<{ id: string }>(
    'select id from deconfliction.match_side where report_id = $1 limit 1',
    [secrets.thread.id],
  )
  const path = `/deconfliction/matches/${side?.id ?? ''}`
  const [word] = await world.admin<{ reason: string }>(
    `select w.reason from deconfliction.match_word w join deconfliction.match_side s on s.match_id = w.match_id
     where s.id = $1`,
    [side?.id],
  )
  await ask(world, OFFICER, 'POST', `${path}/take-back`, {})
  await ask(world, OFFICER, 'POST', `${path}/reject`, { reason: word?.reason })
  await ask(world, OFFICER, 'GET', path)
  const again = reportBody({ title: `Again ${secrets.thread.title}`, discoverable: false })
  await ask(world, OFFICER, 'POST', '/intelligence/reports', again, {
    'idempotency-key': secrets.thread.text,
  })

  await ask(world, RECIPIENT, 'POST', '/deconfliction/check', {
    kind: 'phone',
    value: secrets.silent.phone,
    purpose: 'A number on a card',
  })
  for (let times = 0; times <= REMARKABLE_CHECKS; times++)
    await ask(world, OFFICER, 'POST', '/deconfliction/check', {
      kind: 'email',
      value: `${String(times)}@quiet.example`,
      purpose: 'A list that was found',
    })
  const services = { database: world.database, log: createLog('silent') }
  for (const byTheClock of [noticeSilentHits, watchChecks, sequenceLedger]) await byTheClock(services, {})
  const asked = { personId: world.person(OFFICER).id, operation: 'test.plant', purpose: null }
  await world.database.performAs(asked, (scope) => keepMailWish(scope, { digest: 'hourly' }))
  await world.database.performAs(asked, (scope) => takeLine(scope, side?.id ?? ''))
  await world.database.performAsService({ service: 'mail', operation: 'test.plant' }, (scope) =>
    claimMails(scope, []),
  )
  // One by name that the clock has not looked at yet.
  await ask(world, RECIPIENT, 'POST', '/deconfliction/check', {
    kind: 'person',
    value: `Canary ${secrets.silent.person}`,
    born: SECRET_BIRTH,
    purpose: 'A name on a card',
  })
}

/** A report that had another reference once, and a sanitised version of it that a second officer has checked. */
export async function plantChecked(
  world: TestNode,
  words: Record<string, string>,
  ids: Record<string, string>,
): Promise<void> {
  words['former reference'] = `ref-${canaryWord()}`
  words['checked title'] = canaryWord()
  const body = reportBody({ title: words['checked title'], discoverable: false, subjects: [] })
  const filed = await world.api(OFFICER, 'POST', '/intelligence/reports', {
    ...body,
    agency_reference: words['former reference'],
  })
  const { id } = filed.json<{ id: string }>()
  await ask(world, OFFICER, 'PUT', `/intelligence/reports/${id}`, body, { 'if-match': '1' })
  const as = <T>(email: string, work: (scope: MemberScope) => Promise<T>): Promise<T> =>
    world.database.performAs(
      { personId: world.person(email).id, operation: 'test.plant', purpose: null },
      work,
    )
  const draft = await as(OFFICER, async (scope) => {
    const begun = await beginSanitised(scope, id)
    const typed = { ...begun.document, handling: 'P', discoverable: false, review_on: '2031-01-01' }
    const saved = await saveDraft(scope, begun.id, begun.revision, typed)
    await submitDraft(scope, saved.id, saved.revision)
    return begun.id
  })
  await as('intelligence-officer-2@nca.example', (scope) => approveAsSeen(scope, draft))
  ids['changed report'] = id
  ids['checked version'] = draft
}

/** The desk of Kent asks the reporter something, and makes an intelligence report of what they sent. */
export async function plantQuestion(
  world: TestNode,
  publicReport: string,
  words: Record<string, string>,
): Promise<void> {
  words['public report question'] = canaryWord()
  const desk = await atDesk(world, 'triage-officer@kent-police.example')
  await desk.get(`/triage/${publicReport}`)
  await desk.get(`/triage/${publicReport}/ask`)
  const asked = await desk.post(`/triage/${publicReport}/ask`, {
    question: 'own-words',
    text: `Do you remember ${words['public report question']}?`,
  })
  if (asked.status !== 303)
    throw new Error(`asking answered ${String(asked.status)} ${asked.text.slice(0, 800)}`)
  words['public report referral'] = canaryWord()
  await desk.get(`/triage/${publicReport}/safeguarding`)
  const referred = await desk.post(`/triage/${publicReport}/safeguarding`, {
    who: 'The duty social worker',
    when: '18:40, by telephone',
    reason: `A child was seen: ${words['public report referral']}`,
  })
  if (referred.status !== 303) throw new Error(`referring answered ${String(referred.status)}`)
  await plantDescent(world, publicReport, words)
}

/** Filing it compares it with the reporter's details. */
async function plantDescent(
  world: TestNode,
  publicReport: string,
  words: Record<string, string>,
): Promise<void> {
  words['public report made'] = canaryWord()
  const desk = await atDesk(world, RECIPIENT)
  await desk.get(`/triage/${publicReport}/intelligence`)
  const begun = await desk.post(`/triage/${publicReport}/intelligence`, {
    title: words['public report made'],
    classification: 'OFFICIAL',
    text: 'A vessel was seen.',
    source_evaluation: '2',
    intelligence_assessment: 'D',
    basis: 'fact',
  })
  const draft = /\/drafts\/([0-9a-f-]{36})/.exec(begun.headers.get('location') ?? '')?.[1] ?? ''
  const who = { personId: world.person(RECIPIENT).id, operation: 'test.plant', purpose: null }
  await world.database.performAs(who, async (scope) => {
    const { revision, document } = await readDraft(scope, draft)
    const chosen = { ...document, handling: 'P', discoverable: false, review_on: '2031-01-01' }
    await saveDraft(scope, draft, revision, chosen)
  })
  const page = await desk.get(`/reports/drafts/${draft}/check`)
  const filed = await desk.post(`/reports/drafts/${draft}/check`, filledIn(formOf(page.text, 'revision'), {}))
  if (filed.status !== 303)
    throw new Error(`filing answered ${String(filed.status)} ${filed.text.slice(0, 800)}`)
}

/** A number that so many of the NCA's reports hold that it says nothing any more. */
export async function plantCommonValue(world: TestNode, words: Record<string, string>): Promise<void> {
  const mail = `${canaryWord()}@canary.example`
  words['common value'] = mail
  const agencyId = world.agency('nca')
  const reports = Array.from({ length: MORE_THAN_COMMON }, (): NewReport => {
    const parsed = parseReport(reportBody({ subjects: [{ kind: 'email', item: 1, value: mail }] }))
    if ('fields' in parsed) throw new Error(JSON.stringify(parsed.fields))
    return { report: parsed.report, createdAt: new Date(), needsEvaluation: false }
  })
  await world.database.performAsService({ service: 'test', operation: 'test.plant', agencyId }, (scope) =>
    fileReports(scope, agencyId, reports),
  )
}

async function ask(
  world: TestNode,
  email: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<void> {
  const done = await world.api(email, method, path, body, headers)
  if (done.status >= 300) throw new Error(`${method} ${path} answered ${String(done.status)} ${done.text}`)
}
