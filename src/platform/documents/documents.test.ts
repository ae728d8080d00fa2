/** Documents: HTML and PDF/UA-1 from the same data; whatever people typed is text. */
import assert from 'node:assert/strict'
import path from 'node:path'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { createTemplates } from '../../design/templates.ts'
import { checkTypesetter } from '../check/typesetter.ts'
import { tidyDocument, tidyText, type OwnDocument } from './document.ts'
import { drawHtml } from './draw-html.ts'
import { lookIntoPdf } from './read-pdf.test-support.ts'
import { setPdf } from './set-pdf.ts'

const templates = createTemplates({
  assetsFolder: path.join(import.meta.dirname, 'none'),
  development: false,
})
const html = (document: OwnDocument) =>
  drawHtml(document, (template, view) => templates.render(template, view)).toString()

const HOSTILE =
  '#panic("x") #import "@preview/a:1.0.0" $x^2$ *b* _i_ @ref <label> `raw` // no /* no */ \\u{1F600} [x] <script>alert(1)</script> {{ 7*7 }}'

const example = (change: Partial<OwnDocument> = {}): OwnDocument => ({
  title: `Pack ${HOSTILE}`,
  lang: 'en',
  marking: 'OFFICIAL-SENSITIVE',
  exercise: '',
  head: [],
  blocks: [
    { kind: 'heading', level: 1, text: `First ${HOSTILE}` },
    { kind: 'paragraph', text: `Words\nin lines ${HOSTILE}` },
    { kind: 'quotation', text: HOSTILE },
    { kind: 'list', items: [{ text: HOSTILE }, { text: 'second' }] },
    { kind: 'heading', level: 3, text: 'A level is left out' },
    { kind: 'facts', rows: [{ key: HOSTILE, text: HOSTILE }] },
    {
      kind: 'table',
      caption: HOSTILE,
      columns: ['Number', HOSTILE],
      rows: [{ cells: ['1', HOSTILE] }, { cells: ['2'] }],
    },
  ],
  stamp: [`Made ${HOSTILE}`],
  madeAt: '2026-11-30T09:00:00.000Z',
  ...change,
})
const saying = (text: string) => example({ title: 'Short', blocks: [{ kind: 'paragraph', text }], stamp: [] })

void describe('documents', () => {
  void test('a PDF is tagged, has its language and title, says that it is PDF/UA, and reads in order', async () => {
    const pdf = await setPdf(example())
    const look = lookIntoPdf(pdf)
    assert.equal(look.isTagged, true)
    assert.equal(look.lang, 'en-GB')
    assert.equal(look.part, '1')
    assert.match(look.title ?? '', /^Pack #panic/)
    assert.match(look.text, /\/DisplayDocTitle true/)
    const order = look.tags.filter((tag) => /^(H\d|Title|P|L|Table|BlockQuote|Quote|TH|Caption)$/.test(tag))
    assert.deepEqual(
      order.filter((tag) => /^H\d$|^L$|^Table$/.test(tag)),
      ['H1', 'L', 'H2', 'L', 'Table'],
      order.join(' '),
    )
    assert.equal(look.tags.filter((tag) => tag === 'TH').length, 2, 'cells of the table’s head are its head')
    assert.doesNotMatch(look.text, /\/(JavaScript|JS|Launch|EmbeddedFile|URI)\b/)
  })

  void test('the same document has the same bytes, in both forms', async () => {
    const [one, other] = [await setPdf(example()), await setPdf(example())]
    assert.ok(one.equals(other))
    assert.equal(html(example()), html(example()))
  })

  void test('a page stands by itself, escapes what was typed, and has one title', () => {
    const page = html(example())
    assert.doesNotMatch(page, /<script>/)
    assert.match(page, /&lt;script&gt;alert\(1\)/)
    assert.match(page, /\{\{ 7\*7 \}\}/)
    assert.equal(page.match(/<h1>/g)?.length, 1)
    assert.equal(page.match(/OFFICIAL-SENSITIVE/g)?.length, 2, 'above and below')
    assert.match(page, /<h3>A level is left out/)
    assert.doesNotMatch(page, /(src|href)=/)
  })

  void test('what no font has is written by its number; what cannot be seen is left out', async () => {
    for (const text of ['boat 🚤 中文 \u0378', 'قارب محمد', 'שלום Ωμέγα Жук ŵ ŷ ə ế', `a\u0001\0\u202e\ud800b`, ''])
      assert.equal(lookIntoPdf(await setPdf(saying(text))).part, '1', text)
    // Whatever characters stand beside each other.
    const odd = fc.sample(fc.string({ unit: 'grapheme-composite', maxLength: 40 }), 60)
    const blocks = odd.map((text) => ({ kind: 'paragraph' as const, text }))
    assert.equal(lookIntoPdf(await setPdf(example({ blocks }))).part, '1', JSON.stringify(odd))
    assert.equal(tidyText('a\u0001\0\u202e\u200fb\r\nc\ud800'), 'ab\nc\ufffd')
    const many = Array.from({ length: 5_000 }, (_one, at) => String.fromCodePoint(0x4e00 + at)).join(' ')
    assert.equal(lookIntoPdf(await setPdf(saying(many))).part, '1')
  }) // prettier-ignore

  void test('a document that is too long, or takes too much, is refused and stops nothing', async () => {
    const huge = example({ blocks: Array.from({ length: 20 }, () => ({ kind: 'paragraph', text: 'x '.repeat(20_000) })) })
    assert.throws(() => tidyDocument(huge), { code: 'document-too-long' })
    await assert.rejects(setPdf(huge), { code: 'document-too-long' })
    await assert.rejects(setPdf(example(), { milliseconds: 1 }), { code: 'document-not-set' })
    assert.ok((await setPdf(saying('still there'))).length > 0)
  }) // prettier-ignore

  void test('the operator is told where no PDF can be made', async () => {
    assert.deepEqual(await checkTypesetter(), [])
    const [finding] = await checkTypesetter({ program: ['-e', 'process.exit(1)'] })
    assert.equal(finding?.weight, 'warns')
    assert.match(finding.wrong, /no PDF can be made here/)
  })

  void test('long tables go on over pages, long words stay on them', async () => {
    const rows = Array.from({ length: 400 }, (_one, at) => ({ cells: [String(at), 'words '.repeat(20)] }))
    const look = lookIntoPdf(
      await setPdf(
        example({
          blocks: [
            { kind: 'table', caption: 'All', columns: ['N', 'Text'], rows },
            { kind: 'paragraph', text: 'x'.repeat(3_000) },
          ],
        }),
      ),
    )
    assert.ok(look.pages > 10, String(look.pages))
  })

  void test('no text keeps a page from being drawn, and none comes out as markup', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        const page = html(saying(`<i>${text}</i>`))
        assert.doesNotMatch(page, /<i>/)
      }),
      { numRuns: 200 },
    )
  })
})
