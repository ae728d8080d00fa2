import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testNode, type TestNode } from '../../../test/support/node.ts'
import { fileReport, phone, withdrawReport, type PlainReport } from '../../../test/support/plain-reports.ts'

const SUSSEX = 'intelligence-officer@sussex-police.example'
const SUSSEX_2 = 'analyst@sussex-police.example'
const KENT = 'intelligence-officer@kent-police.example'
const KENT_OFFICIAL = 'analyst@kent-police.example'

type Match = {
  id: string
  state: string
  partner: { slug: string }
  my_report: { id: string }
}
type Detail = Match & {
  my_reports: { id: string; held: boolean; seen_by_partner: string }[]
  words: Record<'ours' | 'theirs', { word: string; reason: string | null; version: number } | null>
  thread: { mine: boolean; text: string }[]
  seen_by_partner: boolean
}

void describe('a match from both sides', () => {
  let node: TestNode
  let digits = 400
  before(async () => {
    node = await testNode()
  })
  after(() => node.close())

  const read = async (email: string, id: string) =>
    await node.api(email, 'GET', `/deconfliction/matches/${id}`)
  const detail = async (email: string, id: string) => (await read(email, id)).json<Detail>()
  const act = async (email: string, id: string, name: string, body: object = {}) =>
    await node.api(email, 'POST', `/deconfliction/matches/${id}/${name}`, body)
  const ofReport = async (email: string, report: string): Promise<Match[]> => {
    const { items } = (await node.api(email, 'GET', '/deconfliction/matches?limit=500')).json<{
      items: Match[]
    }>()
    return items.filter((match) => match.my_report.id === report)
  }

  /** Sussex and Kent file one value; returns what each calls the match by, or null. */
  async function pair(sussex: Partial<PlainReport> = {}, kent: Partial<PlainReport> = {}) {
    const value = phone(`0${String((digits += 1))}`)
    const ours = await fileReport(node, { agency: 'sussex-police', values: [value], ...sussex })
    const theirs = await fileReport(node, { agency: 'kent-police', values: [value], ...kent })
    return {
      value,
      ours,
      theirs,
      ourMatch: (await ofReport(SUSSEX, ours))[0]?.id ?? '',
      theirMatch: (await ofReport(KENT, theirs))[0]?.id ?? '',
    }
  }

  void test('goes from open over contacted and confirmed to closed, for each side on its own', async () => {
    const { ourMatch, theirMatch } = await pair()
    assert.notEqual(ourMatch, theirMatch)
    assert.equal((await detail(SUSSEX, ourMatch)).state, 'open')
    assert.equal((await act(SUSSEX, ourMatch, 'close')).json<{ code: string }>().code, 'no-word')
    assert.equal((await act(SUSSEX, ourMatch, 'contact', { message: 'Hello' })).status, 200)
    assert.equal((await detail(SUSSEX, ourMatch)).state, 'contacted')
    assert.equal((await detail(KENT, theirMatch)).state, 'contacted')

    await act(SUSSEX, ourMatch, 'confirm')
    await act(KENT, theirMatch, 'reject', { reason: 'Another handset' })
    const seenByUs = await detail(SUSSEX, ourMatch)
    const seenByThem = await detail(KENT, theirMatch)
    assert.deepEqual([seenByUs.state, seenByThem.state], ['confirmed', 'rejected'])
    assert.deepEqual(
      [seenByUs.words.ours?.word, seenByUs.words.theirs?.word, seenByUs.words.theirs?.reason],
      ['confirmed', 'rejected', 'Another handset'],
    )
    assert.equal(seenByThem.words.theirs?.word, 'confirmed')

    assert.equal((await act(SUSSEX, ourMatch, 'close')).json<{ state: string }>().state, 'closed')
    assert.equal((await detail(KENT, theirMatch)).state, 'rejected')
    // a further answer opens it again
    const { version } = (await detail(SUSSEX, ourMatch)).words.ours ?? { version: 0 }
    assert.equal((await act(SUSSEX, ourMatch, 'reject', { reason: 'On reflection', version })).status, 200)
    assert.equal((await detail(SUSSEX, ourMatch)).state, 'rejected')
  })

  void test('a reject needs its reason', async () => {
    const { ourMatch } = await pair()
    const refused = await act(SUSSEX, ourMatch, 'reject', { reason: ' ' })
    assert.equal(refused.status, 400)
    assert.match(refused.text, /reason/)
  })

  void test('of two colleagues who answer at once one is shown the other’s answer', async () => {
    const { ourMatch } = await pair()
    const answers = await Promise.all([
      act(SUSSEX, ourMatch, 'confirm', { version: 0 }),
      act(SUSSEX_2, ourMatch, 'reject', { reason: 'No', version: 0 }),
    ])
    assert.deepEqual(answers.map((answer) => answer.status).sort(), [200, 409])
    const refused = answers
      .find((answer) => answer.status === 409)
      ?.json<{
        code: string
        current: { word: string; version: number }
      }>()
    assert.equal(refused?.code, 'stale')
    assert.equal(refused.current.word, (await detail(SUSSEX, ourMatch)).words.ours?.word)
    // without a version: the same again is no change, another answer is refused
    const word = refused.current.word
    const same =
      word === 'confirmed'
        ? act(SUSSEX, ourMatch, 'confirm')
        : act(SUSSEX, ourMatch, 'reject', { reason: 'Yes' })
    assert.equal((await same).status, 200)
    const other =
      word === 'confirmed'
        ? act(SUSSEX, ourMatch, 'reject', { reason: 'Yes' })
        : act(SUSSEX, ourMatch, 'confirm')
    assert.equal((await other).status, 409)
  })

  void test('nobody learns of a silent report until its owner writes', async () => {
    const { ours, theirs, ourMatch } = await pair({ discoverable: false })
    assert.deepEqual(await ofReport(KENT, theirs), [])
    const before = await detail(SUSSEX, ourMatch)
    assert.equal(before.seen_by_partner, false)
    assert.equal(before.my_reports[0]?.seen_by_partner, 'none')

    await act(SUSSEX, ourMatch, 'contact', { message: 'We hold this too' })
    const [theirMatch] = await ofReport(KENT, theirs)
    assert.equal(theirMatch?.partner.slug, 'sussex-police')
    const seen = await read(KENT, theirMatch.id)
    assert.equal(seen.json<Detail>().thread[0]?.text, 'We hold this too')
    assert.doesNotMatch(seen.text, new RegExp(ours))
    const after = await detail(SUSSEX, ourMatch)
    assert.equal(after.seen_by_partner, true)
    assert.equal(after.my_reports[0]?.seen_by_partner, 'none')
  })

  void test('writing hides nothing from clearance: who is not cleared for the report sees no match', async () => {
    const { theirs, ourMatch } = await pair({ classification: 'OFFICIAL-SENSITIVE', discoverable: false })
    await act(SUSSEX, ourMatch, 'contact', { message: 'We hold this too' })
    assert.equal((await ofReport(KENT, theirs)).length, 1)
    assert.deepEqual(await ofReport(KENT_OFFICIAL, theirs), [])
  })

  void test('a partner’s match, a match that is gone and one that never was are one answer', async () => {
    const { ourMatch, theirMatch, theirs } = await pair()
    const foreign = await read(SUSSEX, theirMatch)
    const unknown = await read(SUSSEX, '00000000-0000-4000-8000-000000000000')
    assert.deepEqual([foreign.status, foreign.text], [404, unknown.text])
    await withdrawReport(node, theirs, 'kent-police')
    const gone = await read(SUSSEX, ourMatch)
    assert.deepEqual([gone.status, gone.text], [404, unknown.text])
    assert.equal((await act(SUSSEX, ourMatch, 'contact', { message: 'x' })).status, 404)
    assert.equal((await act(SUSSEX, ourMatch, 'confirm')).status, 404)
  })

  void test('what was written stays readable for both after a recall', async () => {
    const { ourMatch, theirMatch, ours } = await pair()
    await act(KENT, theirMatch, 'contact', { message: 'Whose is this?' })
    await withdrawReport(node, ours, 'sussex-police')
    const mine = await detail(SUSSEX, ourMatch)
    assert.deepEqual(
      [mine.thread.length, mine.my_reports[0]?.held, mine.my_reports[0]?.seen_by_partner],
      [1, false, 'none'],
    )
    assert.equal((await detail(KENT, theirMatch)).thread.length, 1)
  })

  void test('a match that somebody acted on outlives its value becoming common; others rest', async () => {
    const kept = await pair()
    const rested = await pair()
    await act(SUSSEX, kept.ourMatch, 'contact', { message: 'Hello' })
    await node.admin('update deconfliction.setting set common_threshold = 3')
    for (const value of [kept.value, rested.value])
      for (let more = 0; more < 2; more++) await fileReport(node, { agency: 'nca', values: [value] })
    assert.equal((await ofReport(SUSSEX, kept.ours)).length, 1)
    assert.deepEqual(await ofReport(SUSSEX, rested.ours), [])
    await node.admin('update deconfliction.setting set common_threshold = 50')
  })

  void test('an open page that looks again and finds nothing new is no event; what is new is one', async () => {
    const { ourMatch, theirMatch } = await pair()
    await act(SUSSEX, ourMatch, 'contact', { message: 'Hello' })
    const page = await node.signIn(KENT)
    assert.equal((await page.get(`/matches/${theirMatch}`)).status, 200)
    const consulted = async () =>
      (
        await node.admin(
          `select from ledger.event where kind = 'consultation' and subject_id =
             (select match_id from deconfliction.match_side where id = $1)`,
          [ourMatch],
        )
      ).length
    // The page was opened a minute ago.
    await node.admin(`update deconfliction.thread_seen set at = at + interval '1 minute'`)
    const before = await consulted()
    const again = { 'x-fragment': '1' }
    assert.equal((await page.get(`/matches/${theirMatch}`, again)).status, 200)
    assert.equal(await consulted(), before)
    await act(SUSSEX, ourMatch, 'confirm', { reason: 'The same number' })
    await page.get(`/matches/${theirMatch}`, again)
    assert.equal(await consulted(), before + 1)
    await page.get(`/matches/${theirMatch}`)
    assert.equal(await consulted(), before + 2, 'who opens it opens it')
  })

  void test('every act is in the ledger, and tells the partner’s records nothing but that it was', async () => {
    const { ourMatch, theirMatch } = await pair()
    await act(SUSSEX, ourMatch, 'contact', { message: 'The word canary' })
    await act(SUSSEX, ourMatch, 'confirm', { reason: 'Canary again' })
    await read(KENT, theirMatch)
    const events = await node.admin<{ kind: string; operation: string; detail: object }>(
      `select kind, operation, detail from ledger.event where subject_kind = 'match'
         and subject_id = (select match_id from deconfliction.match_side where id = $1) order by id`,
      [ourMatch],
    )
    assert.deepEqual(
      events.map((event) => event.kind),
      ['combination', 'disclosure', 'alteration', 'consultation'],
    )
    assert.doesNotMatch(JSON.stringify(events), /canary/i)
  })
})
