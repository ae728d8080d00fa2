import assert from 'node:assert/strict'
import { Writable } from 'node:stream'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'
import { makeExerciseDesks } from '../../../exercise/reporting/desks.ts'
import { filledIn, formOf, textOf } from '../../../test/support/form.ts'
import { testMailServer, type TestMailServer } from '../../../test/support/mail-server.ts'
import { testNode, type TestNode } from '../../../test/support/node.ts'
import { reportBody } from '../../../test/support/reports.ts'
import { until } from '../../../test/support/until.ts'
import { openDatabase, type Database } from '../../platform/database/perform.ts'
import { createLog, type Log } from '../../platform/log.ts'
import { readSmtpUrl } from '../../platform/mail/mail-settings.ts'
import { openMailer } from '../../platform/mail/mailer.ts'
import type { Geography } from '../coast/index.ts'
import { newCookie, submitReport } from '../reporting/index.ts'
import { rooms } from '../../app.ts'
import { foldRooms } from '../../platform/rooms/fold-rooms.ts'
import { mailTasks } from './mail.ts'

const { waiting } = foldRooms(rooms)

const TRIAGE = 'triage-officer@sussex-police.example'
const OFFICER = 'intelligence-officer@kent-police.example'
const ANALYST = 'analyst@kent-police.example'
/** At noon in winter, UTC is what clocks in the United Kingdom show. */
const NOON = Date.parse('2030-01-15T12:00:00Z')
const MINUTES = 60_000

let server: TestMailServer
let node: TestNode
let database: Database
let now = NOON
let said = ''
let log: Log

before(async () => {
  server = await testMailServer()
  node = await testNode({ env: { SMTP_URL: server.url, MAIL_FROM: 'seamark@node.example' } })
  database = openDatabase(node.url, 4, () => new Date(now))
  log = createLog(
    'info',
    new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        said += String(chunk)
        done()
      },
    }),
  )
  await makeExerciseDesks(node.database, null)
})
after(async () => {
  await database.close()
  await node.close()
  await server.close()
})
beforeEach(() => {
  server.mails.length = 0
})
afterEach(async () => {
  now += 24 * 60 * MINUTES
  await node.admin(
    `set session_replication_role = replica; delete from identity.mail_wish; delete from identity.mail_sent;
     update reporting.public_report set state = 'closed'; set session_replication_role = origin`,
  )
})

const tasks = () => {
  const settings = { ...(readSmtpUrl(server.url) ?? assert.fail()), from: 'seamark@node.example' }
  return mailTasks(openMailer(settings, 'node.example'), 'https://seamark.node.example', waiting)
}
const run = async (task: 'home.mail' | 'home.send-mail', payload: unknown = {}) =>
  await (tasks()[task] ?? assert.fail())({ database, log }, payload)
/** The jobs of mails that wait, taken out. */
const jobs = async () =>
  (
    await node.admin<{ payload: { personId: string; id: string } }>(
      `delete from platform.outbox_message where task = 'home.send-mail' returning payload`,
    )
  ).map(({ payload }) => payload)
/** The clock strikes, and each mail that is due is sent. @returns to whom */
async function post(): Promise<string[]> {
  const before = server.mails.length
  await run('home.mail')
  for (const payload of await jobs()) await run('home.send-mail', payload)
  return server.mails.slice(before).flatMap(({ to }) => to)
}
async function choose(email: string, fields: Record<string, string | string[]>): Promise<void> {
  const desk = await node.signIn(email)
  const form = formOf((await desk.get('/account/mail')).text, 'digest')
  assert.equal((await desk.post('/account/mail', filledIn(form, fields))).status, 303)
}
const sussex = { code: 'E23000033', name: 'Sussex Police', short: 'Sussex Police' }
const geography = {
  whoIsResponsible: () => ({ force: sussex, second: null, at: 'sea', metres: 0 }),
} as unknown as Geography
/** Somebody of the public reports to Sussex what is happening now. */
const arrives = () =>
  submitReport(
    { database: node.database, geography: () => Promise.resolve(geography) },
    {
      answers: {
        ...{ kind: 'landing', when: { at: 'now' }, what: { seen: [], words: 'A grey boat' } },
        where: { how: 'pin', position: { lat: 50.921, lon: 0.778 } },
      },
      ...{ language: 'en', contact: null, files: [], originals: [], key: newCookie() },
    },
  )
/** Somebody of the desk opens what is there. */
const opened = () =>
  node.admin(
    `set session_replication_role = replica; update reporting.public_report set state = 'open' where state = 'new';
     set session_replication_role = origin`,
  )
const personOf = (email: string) => node.person(email).id
/** Somebody at Kent gets something new: a partner releases a report to them. */
async function somethingNew(classification = 'OFFICIAL'): Promise<void> {
  const title = `Arrival ${String(now)}`
  const filed = await node.api(
    'intelligence-officer@nca.example',
    'POST',
    '/intelligence/reports',
    reportBody({ title, classification }),
  )
  assert.equal(filed.status, 201, filed.text)
  const { id } = JSON.parse(filed.text) as { id: string }
  const released = await node.api(
    'intelligence-officer@nca.example',
    'POST',
    `/intelligence/reports/${id}/release`,
    {
      agencies: ['kent-police'],
      reason: 'Theirs too',
    },
  )
  assert.ok(released.status < 300, released.text)
}

void describe('a mail about what is happening now', () => {
  void test('goes to who asked for it, once an hour, until somebody has opened the report', async () => {
    await choose(TRIAGE, { happening_now: 'yes', digest: 'none' })
    assert.deepEqual(await post(), [])
    await arrives()
    assert.deepEqual(await post(), [TRIAGE])
    now += 55 * MINUTES
    assert.deepEqual(await post(), [], 'nothing more within the hour')
    now += 5 * MINUTES
    assert.deepEqual(await post(), [TRIAGE])
    now += 60 * MINUTES
    await opened()
    assert.deepEqual(await post(), [])
    await arrives()
    assert.deepEqual(await post(), [TRIAGE], 'the hour was not used up by what had been opened')
  })

  void test('says a number and the way to sign in, and nothing else', async () => {
    await choose(TRIAGE, { happening_now: 'yes', digest: 'none' })
    await arrives()
    await post()
    const mail = server.mails[0]?.text.replaceAll('=\r\n', '') ?? ''
    const [head = '', body] = mail.split('\r\n\r\n', 2)
    assert.match(head, /^Subject: Seamark: 1 thing to look at now\r$/m)
    const rest = mail.slice(head.length + 4)
    assert.equal(
      rest.trim(),
      '1 thing to look at now. Sign in to Seamark to see it.\r\nhttps://seamark.node.example\r\n\r\nYou asked for this mail. You can stop it in Seamark, under "Your account".',
    )
    assert.ok(body)
    assert.doesNotMatch(mail, /sussex police|landing|rye|PR-|SM-/i)
  })

  void test('is not for other desks, nor for roles that read no public reports', async () => {
    await choose(OFFICER, { happening_now: 'yes', digest: 'none' })
    await choose(ANALYST, { happening_now: 'yes', digest: 'none' })
    await arrives()
    assert.deepEqual(await post(), [])
    const [kept] = await node.admin('select happening_now from identity.mail_wish where person_id = $1', [
      personOf(ANALYST),
    ])
    assert.deepEqual(kept, { happening_now: false })
    const forced = database.performAs(
      { personId: personOf(ANALYST), operation: 'test', purpose: null },
      async (scope) => {
        scope.record({ kind: 'administration', subject: { kind: 'person', id: personOf(ANALYST) } })
        await scope.tx.run('update identity.mail_wish set happening_now = true where person_id = $1', [
          personOf(ANALYST),
        ])
      },
    )
    await assert.rejects(forced, /row-level security/)
  })

  void test('keeps no time in the database that is nearer than the hour', async () => {
    await choose(TRIAGE, { happening_now: 'yes', digest: 'none' })
    now += 23 * MINUTES
    await arrives()
    await post()
    const [row] = await node.admin<{ hour: Date }>('select * from identity.mail_sent')
    assert.deepEqual(
      { ...row, hour: row?.hour.getTime() },
      {
        ...{ person_id: personOf(TRIAGE), kind: 'happening-now', mark: null },
        hour: now - 23 * MINUTES,
      },
    )
  })
})

void describe('a number of what is new', () => {
  void test('comes at most once an hour, and not again for the same', async () => {
    await choose(OFFICER, { digest: 'hourly' })
    await somethingNew()
    assert.deepEqual(await post(), [OFFICER])
    await somethingNew()
    assert.deepEqual(await post(), [])
    now += 60 * MINUTES
    assert.deepEqual(await post(), [OFFICER])
    now += 60 * MINUTES
    assert.deepEqual(await post(), [], 'nothing has changed')
    assert.match(server.mails[0]?.text ?? '', /^Subject: Seamark: \d+ new\r$/m)
  })

  void test('comes after 7 in the morning of the United Kingdom, once a day', async () => {
    const at = (time: string) => (now = Date.parse(time))
    await choose(OFFICER, { digest: 'morning' })
    await somethingNew()
    at('2030-07-01T05:59:00Z')
    assert.deepEqual(await post(), [])
    at('2030-07-01T06:00:00Z')
    assert.deepEqual(await post(), [OFFICER])
    await somethingNew()
    at('2030-07-01T09:00:00Z')
    assert.deepEqual(await post(), [])
    at('2030-07-02T11:00:00Z')
    assert.deepEqual(await post(), [], 'a morning ends at noon')
    at('2030-07-02T10:55:00Z')
    assert.deepEqual(await post(), [OFFICER])
  })

  void test('is counted in the person’s own scope, when it goes', async () => {
    await choose(ANALYST, { digest: 'hourly' })
    await choose(OFFICER, { digest: 'hourly' })
    await post()
    now += 60 * MINUTES
    await somethingNew('OFFICIAL-SENSITIVE')
    const filed = await node.admin('select count(*)::integer as n from ledger.event')
    assert.deepEqual(await post(), [OFFICER], 'what the analyst may not see is not counted')
    assert.deepEqual(await node.admin('select count(*)::integer as n from ledger.event'), filed)
  })
})

void describe('whoever is there no more', () => {
  const arrange = (statement: string) =>
    database.performAsService({ service: 'test', operation: 'test' }, async (scope) => {
      await scope.tx.run(`update identity.person set ${statement} where id = $1`, [personOf(TRIAGE)])
      scope.record({ kind: 'administration', subject: { kind: 'person', id: personOf(TRIAGE) } })
    })

  void test('gets nothing: account, role and domain are asked when the mail goes', async () => {
    await choose(TRIAGE, { happening_now: 'yes', digest: 'hourly' })
    await arrives()
    for (const [ending, back] of [
      ['active = false', 'active = true'],
      [`roles = '{overseer}'`, `roles = '{triage_officer}'`],
    ] as const) {
      await run('home.mail')
      const due = await jobs()
      assert.ok(due.length > 0)
      await arrange(ending)
      for (const payload of due) await run('home.send-mail', payload)
      assert.deepEqual(await post(), [])
      await arrange(back)
      now += 60 * MINUTES
    }
    await node.admin(
      `set session_replication_role = replica; update identity.agency_domain set domain = 'elsewhere.example'
       where domain = 'sussex-police.example'; set session_replication_role = origin`,
    )
    assert.deepEqual(await post(), [])
    await node.admin(
      `set session_replication_role = replica; update identity.agency_domain set domain = 'sussex-police.example'
       where domain = 'elsewhere.example'; set session_replication_role = origin`,
    )
    assert.deepEqual((await post()).filter((to) => to === TRIAGE).length > 0, true)
  })

  void test('and who does not want it any more gets none that was due', async () => {
    await choose(TRIAGE, { happening_now: 'yes', digest: 'none' })
    await arrives()
    await run('home.mail')
    await choose(TRIAGE, { happening_now: [], digest: 'none' })
    for (const payload of await jobs()) await run('home.send-mail', payload)
    assert.deepEqual(server.mails, [])
    const told = await node.admin<{ detail: object }>(
      `select detail from ledger.event where operation = 'people.account.mail.choose' and person_id = $1 order by id desc limit 2`,
      [personOf(TRIAGE)],
    )
    assert.deepEqual(
      told.map(({ detail }) => detail),
      [
        { mail: 'none', now: false },
        { mail: 'none', now: true },
      ],
    )
  })

  void test('a wish without its event is not kept', async () => {
    const silent = database.performAs(
      { personId: personOf(TRIAGE), operation: 'test', purpose: null },
      (scope) =>
        scope.tx.run(`insert into identity.mail_wish (person_id, digest) values ($1, 'hourly')`, [
          personOf(TRIAGE),
        ]),
    )
    await assert.rejects(silent, { code: 'SM002' })
  })
})

void describe('a mail server that does not take a mail', () => {
  void test('is tried again until the hour is over, and never for an address that it refuses', async () => {
    await choose(TRIAGE, { happening_now: 'yes', digest: 'none' })
    await arrives()
    await run('home.mail')
    const [job] = await jobs()
    server.refuse(451)
    said = ''
    await assert.rejects(run('home.send-mail', job))
    server.refuse(550)
    await run('home.send-mail', job)
    assert.match(said, /EENVELOPE/)
    assert.doesNotMatch(said, /sussex|triage|@/)
    server.refuse(null)
    await run('home.send-mail', job)
    assert.equal(server.mails.length, 1)
    assert.match(server.mails[0]?.text ?? '', new RegExp(`Message-ID: <${job?.id ?? ''}@node.example>`))
    now += 60 * MINUTES
    await run('home.send-mail', job)
    assert.equal(server.mails.length, 1, 'an hour later the next one is due')
  })
})

void describe('the page', () => {
  void test('comes back with what is missing, and with what was chosen', async () => {
    const desk = await node.signIn(ANALYST)
    const empty = await desk.get('/account/mail')
    assert.doesNotMatch(textOf(empty.text), /happening now/)
    const wrong = await desk.post('/account/mail', {
      ...filledIn(formOf(empty.text, 'digest'), {}),
      digest: 'often',
    })
    assert.equal(wrong.status, 422)
    assert.match(textOf(wrong.text), /Select how often we send you a number/)
    await choose(ANALYST, { digest: 'morning' })
    assert.match((await desk.get('/account/mail')).text, /value="morning" checked/)
  })
})

void describe('two processes', () => {
  void test('send one mail, of their own accord', async () => {
    const env = { SMTP_URL: server.url, MAIL_FROM: 'seamark@node.example' }
    const one = await testNode({ beside: node, jobs: true, env })
    const two = await testNode({ beside: node, jobs: true, env })
    try {
      await choose(TRIAGE, { happening_now: 'yes', digest: 'none' })
      await arrives()
      now = Date.now()
      await Promise.all([run('home.mail'), run('home.mail'), run('home.mail')])
      await until('the mail has come', () => Promise.resolve(server.mails.length > 0))
      await run('home.mail')
      await until('nothing is left to do', async () => {
        const [left] = await node.admin<{ n: number }>(
          `select (select count(*) from platform.outbox_message) + (select count(*) from graphile_worker.jobs where task_identifier = 'home.send-mail') as n`,
        )
        return Number(left?.n) === 0
      })
      assert.equal(server.mails.length, 1)
    } finally {
      await two.close()
      await one.close()
    }
  })
})

void describe('a node without a mail server', () => {
  void test('says so, and keeps no wish', async () => {
    const plain = await testNode({ beside: node })
    try {
      const desk = await plain.signIn('administrator@kent-police.example')
      const page = await desk.get('/account/mail')
      assert.match(textOf(page.text), /This node sends no mail/)
      assert.doesNotMatch(page.text, /name="digest"/)
      assert.equal((await desk.post('/account/mail', { digest: 'hourly' })).status, 404)
      await mailTasks(null, '', waiting)['home.mail']?.({ database, log }, {})
      assert.deepEqual(await jobs(), [])
    } finally {
      await plain.close()
    }
  })
})
