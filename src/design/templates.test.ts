import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { globSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { readAssets } from './assets.ts'
import { buildAssets } from './build-assets.ts'
import { galleryView } from './gallery-view.ts'
import { createTemplates } from './templates.ts'

const SOURCE = join(import.meta.dirname, '..')
let folder: string

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seamark-assets-'))
  await buildAssets(folder)
})
after(() => rm(folder, { recursive: true, force: true }))

test('the first view of a page is small enough for a poor connection', async () => {
  const built = readAssets(folder)
  const size = async (address: string) =>
    (await stat(join(folder, `${address.replace('/assets/', '')}.gz`))).size
  const css = await size(built.css)
  const js = await size(built.js)
  assert.ok(css <= 25 * 1024, `stylesheet: ${String(css)} bytes`)
  assert.ok(js <= 12 * 1024, `script: ${String(js)} bytes`)
})

test('a second build of the same sources does nothing', async () => {
  const manifest = join(folder, 'manifest.json')
  const first = await stat(manifest)
  await buildAssets(folder)
  assert.equal((await stat(manifest)).mtimeMs, first.mtimeMs)
})

test('no font of gov.uk and no address of another host is in the stylesheet', async () => {
  const css = await readFile(join(folder, readAssets(folder).css.replace('/assets/', '')), 'utf8')
  assert.doesNotMatch(css, /GDS Transport|@font-face|crown|url\((?!["']?data:)/iu)
})

test('a page carries its marking on top and at the bottom, and the nonce on every script', () => {
  const html = templates().render('layout.njk', {
    title: 'A page',
    cspNonce: 'abc',
    classification: 'OFFICIAL-SENSITIVE',
    frame: null,
  })
  assert.equal(html.match(/class="seamark-classification seamark-classification--sensitive/gu)?.length, 2)
  const scripts = html.match(/<script[^>]*>/gu) ?? []
  assert.equal(scripts.length, 2)
  for (const script of scripts) assert.match(script, /nonce="abc"/u)
  assert.match(html, /<title>A page – Seamark<\/title>/u)
  assert.doesNotMatch(html, /data-live=/u)
})

test('what can be begun on every page stands in the frame, where a room says so', () => {
  const frame = {
    person: { name: 'Dana Hughes', agency: 'Sussex Police', role: 'Analyst' },
    ...{ purpose: null, searches: false, navigation: [], csrf: 'x', exercise: false },
  }
  const page = (action: object | null) =>
    templates().render('layout.njk', { title: 'A page', frame: { ...frame, action } })
  assert.match(page({ text: 'Light a lamp', href: '/lamps/new' }), /href="\/lamps\/new">Light a lamp<\/a>/u)
  assert.doesNotMatch(page(null), /Light a lamp/u)
})

test('what everybody must know stands above every page, where a room says so', () => {
  const frame = {
    person: { name: 'Dana Hughes', agency: 'Sussex Police', role: 'Analyst' },
    ...{ purpose: null, searches: false, navigation: [], csrf: 'x', exercise: false },
  }
  const page = (notices: object[]) =>
    templates().render('layout.njk', { title: 'A page', frame: { ...frame, notices } })
  const link = { text: 'See which', href: '/lamps/out' }
  assert.match(
    page([{ text: 'A <lamp> is out.', link }]),
    /<strong>A &lt;lamp&gt; is out\.<\/strong> <a [^>]*href="\/lamps\/out">See which<\/a>/u,
  )
  assert.doesNotMatch(page([]), /seamark-notice/u)
})

test('a page without a marking is OFFICIAL', () => {
  assert.match(
    templates().render('layout.njk', { title: 'A page' }),
    /seamark-classification--official[^>]*>\s*<span[^>]*>[^<]*<\/span>OFFICIAL\s*</u,
  )
})

test('signing out is one form with its token', () => {
  const html = templates().render('design/gallery.njk', galleryView('abc'))
  const form = /<form[^>]*action="\/sign-out" method="post">[\s\S]*?<\/form>/u.exec(html)?.[0] ?? ''
  assert.match(form, /name="_csrf" value="csrf-token-of-the-gallery"/u)
})

/** The public's style and the words of its script stand in the page: both are the program's own. */
const OWN = [
  '<style>{{ frame.css | safe }}</style>',
  // src/platform/http/inline-style.ts
  '<style>{{ css | safe }}</style>',
  '{{ frame.scriptWords | safe }}',
]

test('no template prints data as markup', () => {
  // GOV.UK components print `html` as it stands, so a template may give it only what a macro made: `html: name(`.
  const forbidden = [
    /\|\s*safe\b/u,
    /\b\w*html\s*:(?!\s*\w+\()/iu,
    /\sstyle\s*=/u,
    /\son[a-z]+\s*=\s*"/u,
    /autoescape\s+false/u,
  ]
  for (const file of globSync('**/*.njk', { cwd: SOURCE })) {
    const whole = readFileSync(join(SOURCE, file), 'utf8').replaceAll(/\{#[\s\S]*?#\}/gu, '')
    const text = OWN.reduce((rest, own) => rest.replace(own, ''), whole)
    for (const pattern of forbidden) assert.doesNotMatch(text, pattern, file)
  }
})

function templates() {
  return createTemplates({ assetsFolder: folder, development: false })
}
