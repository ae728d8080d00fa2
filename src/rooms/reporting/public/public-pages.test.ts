/** The public's forms, as a browser without scripts sends them. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { loadCoast } from '../../../../exercise/coast/load-coast.ts'
import { makeExerciseDesks } from '../../../../exercise/reporting/desks.ts'
import { desk, type Desk } from '../../../../test/support/callers.ts'
import { assertComesBack, errorsOf } from '../../../../test/support/form.ts'
import { testNode, type TestNode } from '../../../../test/support/node.ts'
import { cy } from '../wording/cy.ts'
import { en } from '../wording/en.ts'

void describe('the pages of the public', () => {
  let node: TestNode
  before(async () => {
    node = await testNode()
    await makeExerciseDesks(node.database, null)
    await loadCoast(node.database)
  })
  after(() => node.close())

  /** A browser that has begun, and said as much as must be said. */
  const begun = async (): Promise<Desk> => {
    const browser = desk(node.base)
    await browser.post('/report/start', {})
    await browser.post('/report/kind', { kind: 'boat' })
    await browser.post('/report/where/position', { position: 'TQ 954 180' })
    return browser
  }
  const to = (answer: { headers: Headers }) => answer.headers.get('location')

  void test('say nothing to a cache, a referrer or a frame, and ask nobody else', async () => {
    const { headers, text } = await desk(node.base).get('/report')
    assert.equal(headers.get('cache-control'), 'no-store')
    assert.equal(headers.get('referrer-policy'), 'no-referrer')
    assert.match(
      headers.get('content-security-policy') ?? '',
      /default-src 'none'.*script-src 'self';.*frame-ancestors 'none'/,
    )
    assert.match(headers.get('permissions-policy') ?? '', /geolocation=\(\)/)
    assert.equal(headers.getSetCookie().length, 0)
    assert.doesNotMatch(text, /(?:src|href|action)="(?:https?:)?\/\//)
  })

  void test('may ask for the telephone’s place on the page that asks where, and on no other', async () => {
    const browser = await begun()
    assert.match(
      (await browser.get('/report/where')).headers.get('permissions-policy') ?? '',
      /geolocation=\(self\)/,
    )
    assert.match(
      (await browser.get('/report/when')).headers.get('permissions-policy') ?? '',
      /geolocation=\(\)/,
    )
  })

  void test('a position that is turned round is offered the right way, and taken so when it is pressed', async () => {
    const browser = await begun()
    const used = en.where.useTurned('50.91500, 0.79000')
    assert.equal((await browser.get('/report/where/chosen')).text.includes(en.where.turned), false)
    await browser.post('/report/where/position', { position: '0.7900, 50.9150' })
    const { text } = await browser.get('/report/where/chosen')
    assert.ok(text.includes(en.where.turned) && text.includes(used))
    const offered = /name="position" value="([^"]+)"/.exec(text)?.[1] ?? ''
    await browser.post('/report/where/position', { position: offered })
    const right = (await browser.get('/report/where/chosen')).text
    assert.match(right, /50°54\.90′ N 000°47\.40′ E/)
    assert.equal(right.includes(en.where.turned), false)
  })

  void test('“yes, someone is in danger” leads to numbers: no form, no way on', async () => {
    const { text } = await desk(node.base).get('/report/danger')
    assert.doesNotMatch(text, /<form|<input/)
    assert.doesNotMatch(text, /\/report\/(start|kind)/)
    assert.match(text, /href="tel:999"/)
  })

  void test('a mistake comes back with everything that was typed', async () => {
    const browser = await begun()
    const cases: [path: string, typed: Record<string, string>][] = [
      [
        '/report/when',
        { when: 'earlier', 'day-day': '31', 'day-month': '2', 'day-year': '2026', earlier: 'night' },
      ],
      ['/report/when', { when: 'earlier', 'day-day': '1', 'day-month': '1', 'day-year': '2999' }],
      ['/report/contact', { contact: 'yes', name: 'Dana <b>Starling</b>', how: 'After six' }],
      ['/report/where/position', { position: 'somewhere 12' }],
      ['/report/vessel', { colour: 'x'.repeat(201), name: '"Sea & Sky"' }],
      ['/report/seen', { words: 'y'.repeat(4_001) }],
    ]
    for (const [path, typed] of cases) {
      const answer = await browser.post(path, typed)
      assert.equal(answer.status, 422, path)
      assertComesBack(answer.text, typed)
      assert.ok(errorsOf(answer.text).length > 0)
    }
    const welsh = await browser.post('/cy/report/kind', {})
    assert.match(welsh.text, /<title>Gwall: /)
    assert.deepEqual(errorsOf(welsh.text), [cy.kind.missing])
  })

  void test('a draft that is gone says so kindly, to questions and to forms', async () => {
    const stranger = desk(node.base)
    for (const path of [
      '/report/when',
      '/report/where/map',
      '/report/check',
      '/report/photographs',
      '/report/sent',
    ])
      assert.equal(to(await stranger.get(path)), '/report/expired', path)
    assert.equal(to(await stranger.post('/report/seen', { words: 'A boat' })), '/report/expired')
    assert.ok((await stranger.get('/report/expired')).text.includes(en.expired.said))
  })

  void test('a form of another site is refused, with a page', async () => {
    const browser = await begun()
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://elsewhere.example' },
    ]) {
      const answer = await browser.post('/report/kind', { kind: 'boat' }, headers)
      assert.equal(answer.status, 403)
      assert.ok(answer.text.includes(en.errors.forbidden.said))
    }
    const own = await browser.post(
      '/report/kind',
      { kind: 'boat' },
      { 'sec-fetch-site': 'same-origin', origin: 'null' },
    )
    assert.equal(own.status, 303)
  })

  void test('only questions come that the kind can have', async () => {
    const browser = await begun()
    assert.equal(to(await browser.get('/report/vehicle')), '/report/people')
    assert.equal((await browser.get('/report/vessel')).status, 200)
    await browser.post('/report/kind', { kind: 'online' })
    assert.equal(to(await browser.get('/report/where')), '/report/where/describe')
    assert.equal(to(await browser.post('/report/seen', { seen: 'sells-crossings' })), '/report/know')
  })

  void test('nothing that is typed is in an address', async () => {
    const browser = desk(node.base)
    await browser.post('/report/start', {})
    await browser.post('/report/kind', { kind: 'landing' })
    const searched = await browser.post('/report/where', { place: 'Hastings' })
    assert.equal(to(searched), '/report/where/places')
    const found = await browser.get('/report/where/places')
    assert.match(found.text, /Hastings/)
    const suggested = await browser.post('/report/where/suggest', { place: 'hasti' })
    assert.match(suggested.text, /^<button class="choice" name="choice"/)
  })

  void test('the beaches of the coastal plan are found by name, near spellings too, before what lies inland', async () => {
    const browser = desk(node.base)
    await browser.post('/report/start', {})
    await browser.post('/report/kind', { kind: 'landing' })
    const listed = async (place: string) => {
      await browser.post('/report/where', { place })
      return choicesIn((await browser.get('/report/where/places')).text)
    }
    const suggested = async (place: string) =>
      choicesIn((await browser.post('/report/where/suggest', { place })).text)
    for (const find of [listed, suggested]) {
      for (const typed of ['Camber Sands', 'Camber Sand', 'camber snads'])
        assert.match((await find(typed))[0] ?? '', /^Camber Sands/, typed)
      for (const typed of ['Pett Level', 'Pett Levl', 'pett'])
        assert.match((await find(typed))[0] ?? '', /^Pett Level/, typed)
      for (const site of [
        'Rye Harbour',
        'Birling Gap',
        'Cuckmere Haven',
        'Normans Bay',
        'Brighton Marina',
        'Cooden Beach',
      ])
        assert.match((await find(site))[0] ?? '', new RegExp(`^${site}`), site)
      const pett = await find('pett')
      assert.ok((pett.at(-1) ?? '').endsWith(en.where.inland), pett.join(' | '))
    }
    const [welsh] = choicesIn((await browser.post('/cy/report/where/suggest', { place: 'petton' })).text)
    assert.ok(welsh?.endsWith(cy.where.inland), welsh)
    await browser.post('/report/where', { place: 'QQ31 7RH' })
    assert.ok((await browser.get('/report/where/places')).text.includes(en.where.noPostcode))
  })

  void test('a name that an agency keeps to its own desk is not found by the public', async () => {
    await node.admin(`begin; select set_config('session_replication_role', 'replica', true);
      update coast.site set public_name = false where name = 'Jury’s Gap'; commit`)
    const later = await testNode({ beside: node })
    const found = await desk(later.base).post('/report/where/suggest', { place: 'Jury’s Gap' })
    await later.close()
    assert.doesNotMatch(found.text, /Jury/)
  })

  void test('a place in words alone: the nearest town is asked for once, and says which police get the report', async () => {
    const browser = desk(node.base)
    await browser.post('/report/start', {})
    await browser.post('/report/kind', { kind: 'landing' })
    const described = await browser.post('/report/where/describe', { description: 'Off Beachy Head' })
    assert.equal(to(described), '/report/where/near')
    assert.ok((await browser.get('/report/where/near')).text.includes(en.where.nearTitle))
    const nothing = await browser.post('/report/where/near', { place: '' })
    assert.deepEqual([nothing.status, errorsOf(nothing.text)], [422, [en.where.nearMissing]])
    assert.equal(to(await browser.post('/report/where/near', { place: 'Eastbourne' })), '/report/where/near')
    const { text } = await browser.get('/report/where/near')
    const choice = /name="choice" value="([^"]+Eastbourne, East[^"]*|[^"]+Eastbourne&quot;[^"]*)"/.exec(
      text,
    )?.[1]
    assert.ok(choice, text)
    const chosen = await browser.post('/report/where/near/choose', {
      choice: choice.replaceAll('&quot;', '"'),
    })
    assert.equal(to(chosen), '/report/when')
    assert.match((await browser.get('/report/check')).text, /Off Beachy Head\s+Near Eastbourne/)
    // Described anew, it is not asked again.
    assert.equal(
      to(await browser.post('/report/where/describe', { description: 'Below the light' })),
      '/report/when',
    )
    await browser.post('/report/send', {})
    const sent = (await browser.get('/report/sent')).text
    assert.ok(sent.includes(en.sent.to('Sussex Police')))
    assert.ok(!sent.includes(en.sent.rest('Sussex Police')))
  })

  void test('who does not know the nearest town is told who gets the report, and why', async () => {
    const browser = desk(node.base)
    await browser.post('/report/start', {})
    await browser.post('/report/kind', { kind: 'landing' })
    await browser.post('/report/where/describe', { description: 'Somewhere at sea' })
    assert.equal(to(await browser.post('/report/where/near', { unknown: 'yes' })), '/report/when')
    await browser.post('/report/send', {})
    assert.ok((await browser.get('/report/sent')).text.includes(en.sent.rest('Border Force')))
    assert.ok((await browser.get('/report/start')).text.includes('one desk reads it first'))
  })

  void test('three words are no place either, and something online has no town', async () => {
    const browser = desk(node.base)
    await browser.post('/report/start', {})
    await browser.post('/report/kind', { kind: 'boat' })
    await browser.post('/report/where/position', { position: 'filled.count.soap' })
    assert.equal(to(await browser.post('/report/where/chosen', {})), '/report/where/near')
    await browser.post('/report/kind', { kind: 'online' })
    assert.equal(to(await browser.post('/report/where/describe', { description: 'A page' })), '/report/when')
  })

  void test('the receipt and the last page say to ring 999 or 101 if it goes on, in both languages', async () => {
    for (const [base, words] of [
      ['/report', en],
      ['/cy/report', cy],
    ] as const) {
      const browser = await begun()
      await browser.post('/report/when', { when: 'now' })
      await browser.post('/report/send', {})
      for (const page of ['sent', 'end']) {
        const { text } = await browser.get(`${base}/${page}`)
        assert.ok(text.includes(words.sent.goingOn) && text.includes(words.sent.goingOnDanger), page)
        assert.ok(
          text.includes(words.sent.goingOnPolice.slice(0, 30)) && text.includes('href="tel:999"'),
          page,
        )
      }
    }
  })

  void test('who comes back with a receipt never sees the whole receipt again, at no address', async () => {
    const browser = await begun()
    await browser.post('/report/send', {})
    const receipt = receiptIn((await browser.get('/report/sent')).text)
    const reader = await begun()
    assert.equal(to(await reader.post('/report/receipt', { receipt })), '/report/thread')
    const seen = new Set<string>()
    for (const path of [
      'sent',
      'check',
      'where',
      'kind',
      'when',
      'photographs',
      'receipt',
      'thread',
      'start',
      'end',
    ]) {
      let { text, headers } = await reader.get(`/report/${path}`)
      for (let next = to({ headers }); next !== null; next = to({ headers }))
        ({ text, headers } = await reader.get(next))
      for (const written of [receipt, receipt.replaceAll('-', ''), receipt.slice(0, 5)])
        if (text.includes(written)) seen.add(path)
    }
    assert.deepEqual([...seen], [])
    // What was being typed before is gone with it.
    assert.equal(to(await reader.get('/report/check')), '/report/sent')
    assert.equal(to(await reader.get('/report/sent')), '/report/thread')
  })

  void test('one figure says how long a draft is kept, wherever somebody is told', async () => {
    for (const base of ['/report', '/cy/report']) {
      const said = await Promise.all(
        ['start', 'privacy', 'cookies', 'expired'].map(async (page) => {
          const { text } = await desk(node.base).get(`${base}/${page}`)
          const sentence =
            base === '/report'
              ? /What you type is kept for [^.]+\./
              : /Mae’r hyn rydych chi’n ei deipio yn cael ei gadw am [^.]+\./
          return sentence.exec(text)?.[0] ?? page
        }),
      )
      assert.equal(new Set(said).size, 1, said.join(' | '))
    }
  })

  void test('the pin is set by pressing a picture, and with a key in its middle', async () => {
    const browser = await begun()
    const state = { lat: '50.9', lon: '0.8', zoom: '12', 'pin-lat': '', 'pin-lon': '' }
    const refused = await browser.post('/report/where/map', { ...state, done: 'yes' })
    assert.deepEqual(errorsOf(refused.text), [en.where.mapMissing])
    const pressed = await browser.post('/report/where/map', { ...state, 'pin.x': '0', 'pin.y': '0' })
    assert.match(pressed.text, /name="pin-lat" value="50.9"/)
    for (const odd of [{ lat: 'NaN' }, { zoom: '1e9' }, { 'pin.x': '-1e9', 'pin.y': '0' }, { lon: '999' }])
      assert.equal((await browser.post('/report/where/map', { ...state, ...odd })).status, 200)
    await browser.post('/report/where/map', { ...state, 'pin-lat': '50.915', 'pin-lon': '0.79', done: 'yes' })
    assert.match((await browser.get('/report/where/chosen')).text, /50°54.90′ N/)
  })

  void test('sending twice at once, and again, is one report with one receipt', async () => {
    const browser = await begun()
    await browser.get('/report/check')
    const count = async () =>
      (await node.admin<{ n: number }>(`select count(*)::int as n from reporting.public_report`))[0]?.n ?? 0
    const before = await count()
    const answers = await Promise.all([1, 2, 3].map(() => browser.post('/report/send', {})))
    for (const answer of answers) assert.equal(to(answer), '/report/sent')
    assert.equal(to(await browser.post('/report/send', {})), '/report/sent')
    assert.equal(await count(), before + 1)
    const receipts = await Promise.all(
      [1, 2].map(async () => receiptIn((await browser.get('/report/sent')).text)),
    )
    assert.equal(receipts[0], receipts[1])
    assert.equal(to(await browser.get('/report/kind')), '/report/sent')
  })

  void test('unknown, mistyped and withdrawn receipts get one answer', async () => {
    const sent = await begun()
    await sent.post('/report/send', {})
    const receipt = receiptIn((await sent.get('/report/sent')).text)
    const reader = desk(node.base)
    assert.equal(
      to(await reader.post('/report/receipt', { receipt: receipt.toLowerCase() })),
      '/report/thread',
    )
    assert.equal(
      to(await reader.post('/report/thread/withdraw', { sure: 'yes' })),
      '/report/thread/withdrawn',
    )
    const answers = await Promise.all(
      [receipt, '8BA73 JGA9Y DPKRN MT9EA', 'nonsense'].map(async (typed) => {
        const { status, text } = await desk(node.base).post('/report/receipt', { receipt: typed })
        return { status, text: text.replaceAll(typed, '…') }
      }),
    )
    assert.deepEqual(answers[1], answers[0])
    assert.deepEqual(answers[2], answers[0])
  })

  void test('leaving deletes the draft, the cookie, and is gone', async () => {
    const browser = await begun()
    const [cookie] = browser.cookies.values()
    const left = await browser.get('/report/leave')
    assert.equal(to(left), 'https://www.bbc.co.uk/weather')
    assert.equal(browser.cookies.size, 0)
    browser.cookies.set('seamark-report', cookie ?? '')
    assert.equal(to(await browser.get('/report/when')), '/report/expired')
  })

  void test('a script is told where to go, and gets a page where something is wrong', async () => {
    const browser = await begun()
    const step = { 'x-step': '1' }
    const gone = await browser.post('/report/when', { when: 'now' }, step)
    assert.deepEqual([gone.status, gone.headers.get('x-next')], [204, '/report/seen'])
    assert.equal((await browser.post('/report/kind', {}, step)).status, 422)
  })
})

const choicesIn = (html: string): string[] =>
  [...html.matchAll(/<button class="choice"[^>]*>([\s\S]*?)<\/button>/g)].map(([, inside = '']) =>
    inside
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll(/\s+/g, ' ')
      .trim(),
  )

const receiptIn = (html: string): string =>
  [...(/<p class="receipt"[^>]*>([\s\S]*?)<\/p>/.exec(html)?.[1] ?? '').matchAll(/<span>(\w{5})<\/span>/g)]
    .map(([, group]) => group)
    .join('-')
