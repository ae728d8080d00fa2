/** The plan through its pages: gaps first, forms that come back, nobody else's business. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { loadCoast } from '../../../../exercise/coast/load-coast.ts'
import { assertComesBack, errorsOf, filledIn, formOf, unescapeHtml } from '../../../../test/support/form.ts'
import { testNode, type Desk, type TestNode } from '../../../../test/support/node.ts'

const COORDINATOR = 'coordinator@sussex-police.example'
const textOf = (html: string) =>
  unescapeHtml((/<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html).replaceAll(/<[^>]*>/g, ' ')).replaceAll(
    /\s+/g,
    ' ',
  )

void describe('the coastal plan', () => {
  let node: TestNode
  let coordinator: Desk
  before(async () => {
    node = await testNode()
    await loadCoast(node.database)
    coordinator = await node.signIn(COORDINATOR)
  })
  after(() => node.close())

  const stretchNamed = async (name: string) => {
    const [row] = await node.admin<{ id: string }>('select id from coast.stretch where name = $1', [name])
    assert.ok(row, name)
    return `/coast/stretches/${row.id}`
  }
  const send = async (desk: Desk, address: string, field: string, typed: Record<string, string>) => {
    const form = formOf((await desk.get(address)).text, field)
    return await desk.post(address, filledIn(form, typed))
  }

  void test('says first what is missing, in words, with the way to each', async () => {
    const page = await coordinator.get('/coast')
    assert.equal(page.status, 200)
    const text = textOf(page.text)
    const missing = text.slice(text.indexOf('What is missing'), text.indexOf('mile by mile'))
    assert.match(missing, /miles not covered, in 3 places: Miles 24\.4 to 27\.0/)
    assert.match(missing, /miles without a lead, in 3 stretches: Bosham, Dell Quay and Birdham/)
    assert.match(missing, /4 reviews overdue: Worthing and Lancing , due/)
    assert.match(missing, /17 sites without a contact/)
    assert.match(page.text, /href="\/coast\/stretches\/new\?from=24\.4&amp;to=27\.0"/)
    assert.match(text, /Not covered 24\.4 to 27\.0/)
    assert.match(page.text, /<img src="data:image\/svg\+xml,/)
  })

  void test('a second load of the exercise changes nothing', async () => {
    assert.equal(await loadCoast(node.database), false)
  })

  void test('a stretch is added where there is a gap, gets a lead, and both gaps are gone', async () => {
    const added = await send(coordinator, '/coast/stretches/new?from=24.4&to=27.0', 'fromMile', {
      name: 'Medmerry',
    })
    const address = added.headers.get('location') ?? ''
    assert.match(address, /^\/coast\/stretches\/[0-9a-f-]{36}$/, textOf(added.text))
    const { id } = node.person('analyst@sussex-police.example')
    assert.equal((await send(coordinator, `${address}/lead`, 'leadId', { leadId: id })).status, 303)
    assert.match(textOf((await coordinator.get(address)).text), /Lead Sam Fairlight/)
    assert.match(textOf((await coordinator.get('/coast')).text), /not covered, in 2 places/)
  })

  void test('what overlaps, ends before it begins or lies beyond the coast comes back with what was typed', async () => {
    const refused = async (typed: Record<string, string>, reason: RegExp) => {
      const answer = await send(coordinator, '/coast/stretches/new', 'fromMile', { name: 'Twice', ...typed })
      assert.equal(answer.status, 422)
      assertComesBack(answer.text, { name: 'Twice', ...typed })
      assert.match(errorsOf(answer.text).join(), reason)
    }
    await refused({ fromMile: '60', toMile: '64' }, /Overlaps Saltdean to Peacehaven, miles 62\.4 to 65\.8/)
    await refused({ fromMile: '61', toMile: '60' }, /must end behind its beginning/)
    await refused({ fromMile: '96', toMile: '200' }, /The coast ends at mile 107\.4/)
    await refused({ fromMile: 'x', toMile: '' }, /Enter the mile at which it begins/)
  })

  void test('two who change one stretch are shown both', async () => {
    const administrator = await node.signIn('administrator@sussex-police.example')
    const address = `${await stretchNamed('Shoreham Port')}/cover`
    const first = filledIn(formOf((await coordinator.get(address)).text, 'cover'), { cover: 'By day' })
    const second = filledIn(formOf((await administrator.get(address)).text, 'cover'), { cover: 'By night' })
    assert.equal((await coordinator.post(address, first)).status, 303)
    const stale = await administrator.post(address, second)
    assert.equal(stale.status, 422)
    assert.match(textOf(stale.text), /Yours, not saved.*By night.*By day/)
    assert.equal((await administrator.post(address, filledIn(formOf(stale.text, 'cover'), {}))).status, 303)
    assert.match(textOf((await coordinator.get(address.replace('/cover', ''))).text), /By night/)
  })

  void test('a review that is noted is overdue no more, and until then waits for its lead', async () => {
    const lead = await node.signIn('triage-officer@sussex-police.example')
    const address = await stretchNamed('Worthing and Lancing')
    assert.match(textOf((await lead.get('/')).text), /The review of Worthing and Lancing is overdue/)
    const next = String(new Date().getFullYear() + 1)
    const noted = await send(coordinator, `${address}/review`, 'reviewedOn-day', {
      'reviewOn-day': '1',
      'reviewOn-month': '6',
      'reviewOn-year': next,
    })
    assert.equal(noted.status, 303, textOf(noted.text))
    assert.doesNotMatch(textOf((await lead.get('/')).text), /Worthing and Lancing/)
    const past = await send(coordinator, `${address}/review`, 'reviewedOn-day', {
      'reviewOn-day': '1',
      'reviewOn-month': '6',
      'reviewOn-year': '2020',
    })
    assert.match(errorsOf(past.text).join(), /must come after this one/)
  })

  void test('a site: a position in any notation becomes a mile; one of another coast is refused', async () => {
    const typed = { name: 'Beachcomber steps', kind: 'landing', position: 'TQ 313 036' }
    const added = await send(coordinator, '/coast/sites/new', 'position', typed)
    const address = added.headers.get('location') ?? ''
    assert.match(textOf((await coordinator.get(address)).text), /Mile 5[789]\.\d.* Hove to Brighton Marina/)
    const again = await send(coordinator, '/coast/sites/new', 'position', typed)
    assert.match(errorsOf(again.text).join(), /has a site of this kind with this name already/)
    const far = await send(coordinator, '/coast/sites/new', 'position', {
      ...typed,
      position: '53.4, -3.0',
      name: 'Far',
    })
    assert.match(errorsOf(far.text).join(), /kilometres from your coast/)
    const gone = await send(coordinator, `${address}/remove`, 'version', {})
    assert.equal(gone.headers.get('location'), '/coast')
    assert.equal((await coordinator.get(address)).status, 404)
  })

  void test('a file of sites: the good rows go in, the others come back with their line, and twice adds nothing', async () => {
    const load = async () => {
      await coordinator.get('/coast/load')
      const form = new FormData()
      form.append('_csrf', coordinator.csrf())
      const rows =
        'name,kind,lat,lon\nGroyne 7,beach,50.79,-0.62\nNo such,airfield,50.79,-0.62\nTurned,beach,-0.62,50.79\n'
      form.append('sites', new Blob([rows]), 'sites.csv')
      const answer = await fetch(`${node.base}/coast/load/sites`, {
        method: 'POST',
        body: form,
        redirect: 'manual',
        headers: { cookie: [...coordinator.cookies].map((pair) => pair.join('=')).join('; ') },
      })
      return textOf(await answer.text())
    }
    const first = await load()
    assert.match(first, /3 sites read: 1 added, 0 there already, 2 refused/)
    assert.match(first, /3 The kind is none of.* 4 This is \d+ kilometres from your coast/)
    assert.match(await load(), /0 added, 1 there already, 2 refused/)
  })

  void test('who reads may not change; who does neither sees nothing; another agency has a plan of its own', async () => {
    const analyst = await node.signIn('analyst@sussex-police.example')
    const address = await stretchNamed('Newhaven and Seaford')
    assert.equal((await analyst.get(address)).status, 200)
    assert.doesNotMatch((await analyst.get('/coast')).text, /stretches\/new|\/coast\/load/)
    assert.equal((await analyst.get(`${address}/lead`)).status, 403)
    const records = await node.signIn('records-manager@sussex-police.example')
    assert.equal((await records.get('/coast')).status, 403)
    const kent = await node.signIn('coordinator@kent-police.example')
    assert.match(textOf((await kent.get('/coast')).text), /no coastline here yet/)
    assert.equal((await kent.get(address)).status, 404)
    assert.equal((await kent.get(`${address}/lead`)).status, 404)
  })

  void test('the database itself keeps another agency out, and makes nobody of it a lead', async () => {
    const kent = {
      personId: node.person('coordinator@kent-police.example').id,
      operation: 'test',
      purpose: null,
    }
    const id = (await stretchNamed('Newhaven and Seaford')).split('/').at(-1)
    await node.database.performAs(kent, async ({ tx }) => {
      for (const table of ['line', 'stretch', 'contact', 'site'])
        assert.deepEqual(await tx.many(`select from coast.${table}`), [], table)
      assert.equal(await tx.run(`update coast.stretch set name = 'Theirs' where id = $1`, [id]), 0)
      assert.equal(await tx.run('delete from coast.stretch where id = $1', [id]), 0)
    })
    const sussex = { ...kent, personId: node.person(COORDINATOR).id }
    await assert.rejects(
      node.database.performAs(sussex, ({ tx }) =>
        tx.run('update coast.stretch set lead_id = $2 where id = $1', [id, kent.personId]),
      ),
      { code: '42501' },
    )
    const analyst = { ...kent, personId: node.person('analyst@sussex-police.example').id }
    await node.database.performAs(analyst, async ({ tx }) => {
      assert.equal(await tx.run(`update coast.stretch set name = 'Mine' where id = $1`, [id]), 0)
    })
  })

  void test('who is responsible: in words, with the second force to choose', async () => {
    const ask = async (at: string) =>
      textOf((await coordinator.get(`/coast/where?${new URLSearchParams({ at }).toString()}`)).text)
    assert.match(await ask('50.80, -0.10'), /Sussex Police.*The point lies at sea/)
    assert.match(await ask('50.91, 0.82'), /(Kent|Sussex) Police is nearly as near.*choose with both desks/)
    assert.match(await ask('TQ 936 180'), /HM Coastguard leads search and rescue/)
    assert.match(await ask('0.7900, 50.9150'), /Is it turned round\? Look at 50\.91500, 0\.79000/)
    assert.doesNotMatch(await ask('50.9150, 0.7900'), /turned round/)
    assert.match(await ask('filled.count.soap'), /Ask for a position instead/)
    assert.match(await ask('qqqqzz'), /not a position or the name of a place/)
    assert.match(await ask('Hastings'), /Which of these\? Hastings/)
  })

  void test('the desk finds its own sites and stretches by name first, and near spellings', async () => {
    const ask = async (by: Desk, at: string) =>
      textOf((await by.get(`/coast/where?${new URLSearchParams({ at }).toString()}`)).text)
    assert.match(await ask(coordinator, 'Camber Sand'), /Which of these\? Camber Sands/)
    assert.match(await ask(coordinator, 'Pett Levl'), /Which of these\? Pett Level/)
    assert.match(await ask(coordinator, 'pett'), /Pett Level .*Petton, Shropshire Inland/)
    assert.match(await ask(coordinator, 'QQ31 7RH'), /Postcodes are not loaded here/)
    // Another agency's plan is not searched: only what everybody's gazetteer has.
    const kent = await node.signIn('coordinator@kent-police.example')
    assert.doesNotMatch(await ask(kent, 'Camber Sands'), /Which of these\? Camber Sands/)
  })

  void test('a site says whether the public finds it by its name, and that can be changed', async () => {
    const [site] = await node.admin<{ id: string; version: number }>(
      `select id, version from coast.site where name = 'Camber Sands'`,
    )
    assert.ok(site)
    const page = await coordinator.get(`/coast/sites/${site.id}/change`)
    const form = filledIn(formOf(page.text, 'publicName'), {})
    assert.equal(String(form['publicName']), 'yes')
    assert.equal(
      (await coordinator.post(`/coast/sites/${site.id}/change`, { ...form, publicName: 'no' })).status,
      303,
    )
    assert.match(
      textOf((await coordinator.get(`/coast/sites/${site.id}`)).text),
      /Only our own desk finds this name/,
    )
  })

  void test('the picture of reports says how it is counted; who may not read reports may not see it', async () => {
    const page = await coordinator.get('/coast/picture?months=12')
    assert.equal(page.status, 200)
    assert.match(textOf(page.text), /How this is counted/)
    assert.equal((await coordinator.get('/coast/picture?months=forever')).status, 200)
    const administrator = await node.signIn('administrator@sussex-police.example')
    assert.equal((await administrator.get('/coast/picture')).status, 403)
  })
})
