import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { encodeWindows1252 } from '../../../../exercise/encode-windows-1252.ts'
import { KNOWN_MAPPINGS } from './guess-mapping.ts'
import { loadMapping, mappingSchema, type Mapping } from './mapping.ts'
import { readExport, type ImportRow, type ReadOptions } from './read-export.ts'

let folder = ''
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'seamark-import-'))
})
after(() => rm(folder, { recursive: true, force: true }))

const lantern = (agency: string) => loadMapping(join(KNOWN_MAPPINGS, `${agency}.mapping.json`))

async function rows(file: string, mapping: Mapping, options?: ReadOptions): Promise<ImportRow[]> {
  const read: ImportRow[] = []
  for await (const row of readExport(file, mapping, options)) read.push(row)
  return read
}

let files = 0
async function read(
  agency: string,
  content: string | Uint8Array,
  options?: ReadOptions,
): Promise<ImportRow[]> {
  const file = join(folder, `export-${String(++files)}`)
  await writeFile(file, content)
  return rows(file, await lantern(agency), options)
}

const refusals = (read: readonly ImportRow[]) =>
  read.flatMap((row) => ('refused' in row ? [[row.line, row.reference, row.refused]] : []))
const references = (read: readonly ImportRow[]) =>
  read.flatMap((row) => ('report' in row ? [row.report.agency_reference] : []))
const subjects = (row: ImportRow | undefined) => (row && 'report' in row ? row.report.subjects : [])

const SUSSEX =
  'URN,Created,GSC,Grading,Conditions,Codes,Title,Text,Nominals,VRMs,Telephones,Emails,Accounts,Vessels'
const sussexRow = (urn: string, more: Record<string, string> = {}) => {
  const cells: Record<string, string> = {
    URN: urn,
    Created: '28/07/2026',
    GSC: 'OFFICIAL',
    Grading: '2CP',
    Title: 'A title',
    Text: 'What was seen',
    ...more,
  }
  return SUSSEX.split(',')
    .map((column) => cells[column] ?? '')
    .join(',')
}

describe('one report a row, lists in cells', () => {
  test('a row becomes a report', async () => {
    const [row] = await read(
      'sussex-police',
      `\ufeff${SUSSEX}\r\n${sussexRow('SP-1', {
        Grading: '1AC',
        Conditions: '"Ask first; then, act"',
        Codes: 'A3 S2',
        Nominals: `"HODAJ, Agnes (10/07/1961) [Suspect]; O'BRIEN, Jo (1962) [Offender]; حداد, Kit [Witness]"`,
        VRMs: '"QT74-BCS; QO54 HZX"',
        Telephones: '+447700900438',
      })}\r\n`,
      { today: '2026-11-22' },
    )
    assert.deepEqual(row, {
      line: 2,
      reference: 'SP-1',
      raw: row?.raw,
      createdAt: '2026-07-27T23:00:00.000Z',
      needsEvaluation: false,
      unread: [],
      report: {
        title: 'A title',
        classification: 'OFFICIAL',
        handling: 'C',
        conditions: 'Ask first; then, act',
        action_code: 'A3',
        sanitisation_code: 'S2',
        discoverable: true,
        review_on: '2032-07-27',
        agency_reference: 'SP-1',
        items: [
          {
            text: 'What was seen',
            source_evaluation: '1',
            intelligence_assessment: 'A',
            basis: 'assessment',
          },
        ],
        subjects: [
          { kind: 'person', item: 1, category: 'suspected', names: ['Agnes Hodaj'], born: '1961-07-10' },
          { kind: 'person', item: 1, category: 'convicted', names: ["Jo O'Brien"], born: '1962' },
          { kind: 'person', item: 1, category: 'witness', names: ['Kit حداد'] },
          { kind: 'vehicle', item: 1, value: 'QT74-BCS' },
          { kind: 'vehicle', item: 1, value: 'QO54 HZX' },
          { kind: 'phone', item: 1, value: '+447700900438' },
        ],
        original_grade: null,
      },
    })
  })

  test('each kind of bad row is refused with its reason and stops nothing', async () => {
    const bad: Record<string, Record<string, string>> = {
      'grade is incomplete': { Grading: '2' },
      'unknown source evaluation': { Grading: '9CP' },
      'unknown intelligence assessment': { Grading: '2FP' },
      'unknown handling code': { Grading: '2CX' },
      'classification above OFFICIAL-SENSITIVE': { GSC: 'TOP SECRET STRAP' },
      'unknown classification': { GSC: 'RESTRICTED' },
      'classification is missing': { GSC: '' },
      'date does not exist': { Created: '31/02/2026' },
      'date is not understood': { Created: 'last week' },
      'date is missing': { Created: '' },
      'person without a category': { Nominals: '"HODAJ, Agnes"' },
      'unknown category of a person': { Nominals: '"HODAJ, Agnes [Person of interest]"' },
      'handling code C without conditions': { Grading: '2CC', Codes: 'A1 S1' },
      'handling code C without an action code; handling code C without a sanitisation code': {
        Grading: '2CC',
        Conditions: 'Ask',
      },
      'unknown action code': { Grading: '2CC', Conditions: 'Ask', Codes: 'A9 S1' },
      'handling code P with an action code; handling code P with a sanitisation code': { Codes: 'A1 S1' },
      'title: Must be 200 characters or fewer': { Title: 'x'.repeat(201) },
      'items.0.text: Must be 20,000 characters or fewer': { Text: 'x'.repeat(20_001) },
      'items.0.text: Enter what the item says': { Text: '' },
      'contains a NUL byte': { Text: 'a\u0000b' },
      'row is too long': { Text: 'x'.repeat(500_000) },
      'wrong number of columns': { Vessels: 'IMO1,IMO2' },
      'quotes are not closed': { Text: '"an open quote' },
      'a subject is too long': { VRMs: 'x'.repeat(1_001) },
      'grade is incomplete; date does not exist': { Grading: '', Created: '32/01/2026' },
      'reference is missing': { URN: '' },
    }
    const reasons = Object.keys(bad)
    const lines = reasons.flatMap((reason, index) => [
      sussexRow(`BAD-${String(index)}`, bad[reason]),
      sussexRow(`GOOD-${String(index)}`),
    ])
    const found = await read('sussex-police', [SUSSEX, ...lines].join('\n'))
    assert.deepEqual(
      refusals(found),
      reasons.map((reason, index) => [
        2 + 2 * index,
        reason === 'reference is missing' ? null : `BAD-${String(index)}`,
        reason,
      ]),
    )
    assert.deepEqual(
      references(found),
      reasons.map((_, index) => `GOOD-${String(index)}`),
    )
  })

  test('a birth is kept as what it is; one that cannot be costs the birth, is said, and never the report', async () => {
    const births: [written: string, kept: string | undefined, said: RegExp | null][] = [
      ['14/03/1987', '1987-03-14', null],
      ['00/00/1987', '1987', null],
      ['03/1987', '1987-03', null],
      ['c. 1987', '1987~', null],
      ['14/03/87', '1987-03-14', null],
      ['1985-1990', '1985/1990', null],
      ['12/05/1390', '2011-08-03', /read as Solar Hijri: 3 August 2011\. If it is lunar Hijri/],
      ['12/05/90', '12/05/90', /may be of 1990, or of 1390 in the Solar Hijri calendar/],
      ['12/05/1412', '12/05/1412', /Which calendar is “12\/05\/1412”/],
      ['30/02/1990', undefined, /“30\/02\/1990” was not kept: This date does not exist/],
      ['14/03/2087', undefined, /was not kept: This date is in the future/],
      ['1702', undefined, /was not kept: Nobody alive was born in 1702/],
      ['30/02/2012', '2012', /was not kept/],
    ]
    const found = await read(
      'sussex-police',
      [
        SUSSEX,
        ...births.map(([written], index) =>
          sussexRow(`B-${String(index)}`, {
            Nominals: `"BARAKZAI, Navid Sahil (${written}) [Suspect]"`,
            Telephones: '07700 900123',
          }),
        ),
      ].join('\n'),
    )
    assert.deepEqual(refusals(found), [])
    for (const [index, [written, kept, said]] of births.entries()) {
      const [person, phone] = subjects(found[index])
      assert.ok(person?.kind === 'person')
      assert.equal(person.born, kept, written)
      if (said === null) assert.equal(person.note, undefined)
      else assert.match(person.note ?? '', said)
      assert.equal(phone?.kind, 'phone')
      const row = found[index]
      const unread = row !== undefined && 'report' in row ? row.unread : []
      const isRead = said === null || kept === '2011-08-03'
      assert.deepEqual(
        unread.map(({ column, value }) => [column, value]),
        isRead ? [] : [['Nominals', written]],
      )
      if (!isRead) assert.match(unread[0]?.why ?? '', said)
    }
  })

  test('columns may stand in any order', async () => {
    const cells = sussexRow('SP-1', { Telephones: '07700 900123', Grading: '3EP' }).split(',')
    const order = [...cells.keys()].reverse()
    const header = order.map((at) => SUSSEX.split(',')[at])
    const shuffled = [header.join(','), order.map((at) => cells[at]).join(',')].join('\n')
    const [one] = await read('sussex-police', [SUSSEX, cells.join(',')].join('\n'))
    const [two] = await read('sussex-police', shuffled)
    assert.ok(one && two && 'report' in one && 'report' in two)
    assert.deepEqual(two.report, one.report)
  })

  test('rows may stand in any order', async () => {
    const lines = ['A', 'B', 'C', 'D'].map((urn) => sussexRow(urn))
    const found = await read('sussex-police', [SUSSEX, ...lines.toReversed()].join('\n'))
    assert.deepEqual(references(found), ['D', 'C', 'B', 'A'])
  })

  test('a reference that stands there twice is told, and a refused row may be put right below', async () => {
    const lines = [
      sussexRow('A'),
      sussexRow('A', { Text: 'Another' }),
      sussexRow('B', { Grading: '' }),
      sussexRow('B'),
    ]
    const found = await read('sussex-police', [SUSSEX, ...lines].join('\n'))
    assert.deepEqual(refusals(found), [
      [3, 'A', 'reference occurs twice'],
      [4, 'B', 'grade is incomplete'],
    ])
    assert.deepEqual(references(found), ['A', 'B'])
  })

  test('a text of several lines keeps them, and the line where it begins', async () => {
    const found = await read(
      'sussex-police',
      [SUSSEX, sussexRow('A', { Text: '"one\r\ntwo ""quoted"""' }), sussexRow('B')].join('\r\n'),
    )
    const [first] = found
    assert.ok(first && 'report' in first)
    assert.equal(first.report.items[0]?.text, 'one\ntwo "quoted"')
    assert.deepEqual(
      found.map((row) => row.line),
      [2, 4],
    )
  })

  test('a file that is not the mapping’s, or empty, is told as a whole', async () => {
    await assert.rejects(read('sussex-police', 'a,b,c\n1,2,3\n'), { code: 'mapping-does-not-fit' })
    await assert.rejects(read('sussex-police', ''), { code: 'mapping-does-not-fit' })
    await assert.rejects(read('immigration-enforcement', '\n'), { code: 'mapping-does-not-fit' })
    await assert.rejects(read('kent-police', 'not a workbook'), { code: 'mapping-does-not-fit' })
    await assert.rejects(rows(join(folder, 'no such file'), await lantern('nca')), { code: 'ENOENT' })
  })

  test('a column may say that partners must not discover a report', async () => {
    const mapping = mappingSchema.parse({
      ...(JSON.parse(await readFile(join(KNOWN_MAPPINGS, 'sussex-police.mapping.json'), 'utf8')) as object),
      discoverable_words: { yes: true, no: false },
      fields: { ...(await lantern('sussex-police')).fields, discoverable: 'Emails' },
      subjects: [],
    })
    const file = join(folder, 'discoverable.csv')
    const words = ['', 'Yes', ' NO ', 'perhaps']
    await writeFile(file, [SUSSEX, ...words.map((Emails) => sussexRow(`S-${Emails}`, { Emails }))].join('\n'))
    const found = await rows(file, mapping)
    assert.deepEqual(
      found.map((row) => ('report' in row ? row.report.discoverable : row.refused)),
      [true, true, false, 'unknown word for discoverable'],
    )
  })
})

describe('encodings', () => {
  const text = [SUSSEX, sussexRow('A', { Nominals: '"ÇELİK, Zoë [Suspect]"' }), sussexRow('B')].join('\n')

  test('UTF-16 is known by its byte order mark, either way round', async () => {
    const little = Buffer.from(`\ufeff${text}`, 'utf16le')
    for (const bytes of [little, Buffer.from(little).swap16()]) {
      const found = await read('sussex-police', bytes)
      assert.deepEqual(subjects(found[0]), [
        { kind: 'person', item: 1, category: 'suspected', names: ['Zoë Çelik'] },
      ])
      assert.deepEqual(references(found), ['A', 'B'])
    }
  })

  test('bytes of another encoding refuse their row only', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${SUSSEX}\n`),
      encodeWindows1252(sussexRow('A', { Text: 'café' })),
    ])
    const found = await read('sussex-police', Buffer.concat([bytes, Buffer.from(`\n${sussexRow('B')}`)]))
    assert.deepEqual(refusals(found), [[2, 'A', 'not valid UTF-8']])
    assert.deepEqual(references(found), ['B'])
  })

  test('Windows-1252 has all its letters, and five bytes that mean nothing', async () => {
    const head = 'Log No|Logged|Protective Marking|5x5x5|Summary|Details|Persons|Other identifiers'
    const row = (log: string, details: string) => `${log}|27/01/2026 22:22|OFFICIAL|B41|Title|${details}||`
    const bytes = encodeWindows1252(
      [head, row('A', '“Ÿ€” ‘ž’ – Élodie'), row('B', 'gap'), row('C', 'fine')].join('\r\n'),
    )
    bytes[Buffer.from(bytes).indexOf('gap')] = 0x81
    const found = await read('immigration-enforcement', bytes)
    const [first] = found
    assert.ok(first && 'report' in first)
    assert.equal(first.report.items[0]?.text, '“Ÿ€” ‘ž’ – Élodie')
    assert.deepEqual(refusals(found), [[3, 'B', 'not valid WINDOWS-1252']])
  })

  test('a letter may be cut in two by the pieces in which a file is read', async () => {
    const many = Array.from({ length: 4_000 }, (_, index) =>
      sussexRow(`S-${String(index)}`, { Text: 'é'.repeat(80 + (index % 7)) }),
    )
    const found = await read('sussex-police', [SUSSEX, ...many].join('\r\n'))
    assert.equal(references(found).length, 4_000)
    assert.equal(found.at(-1)?.line, 4_001)
  })
})

describe('one subject a row', () => {
  const HEADER =
    'report_id,created_at,classification,src,info,handling,conditions,action,sanitisation,title,narrative,subject_type,subject_value,subject_dob,subject_status'
  const row = (id: string, subject: string, text = 'Text') =>
    `${id},2026-01-03T16:25:00+00:00,OFFICIAL,2,B,P,,,,Title,${text},${subject}`
  const phone = 'TELEPHONE,+999 629 033634,,'

  test('rows next to each other are one report; a row without a subject is one, too', async () => {
    const found = await read(
      'border-force',
      [
        HEADER,
        row('A', phone),
        row('A', 'PERSON,Jose Khoshnaw,1958,VICTIM'),
        row('B', ',,,'),
        row('C', phone),
      ].join('\n'),
    )
    assert.deepEqual(refusals(found), [])
    assert.deepEqual(
      found.map(({ line, reference }) => [line, reference]),
      [
        [2, 'A'],
        [4, 'B'],
        [5, 'C'],
      ],
    )
    assert.deepEqual(subjects(found[0]), [
      { kind: 'phone', item: 1, value: '+999 629 033634' },
      { kind: 'person', item: 1, category: 'victim', names: ['Jose Khoshnaw'], born: '1958' },
    ])
    assert.deepEqual(subjects(found[1]), [])
    assert.equal(found[0]?.raw.split('\n').length, 2)
  })

  test('rows of one report that stand apart are refused, not added in silence or lost', async () => {
    const found = await read(
      'border-force',
      [HEADER, row('A', phone), row('B', phone), row('A', phone)].join('\n'),
    )
    assert.deepEqual(refusals(found), [[4, 'A', 'rows of this report are not next to each other']])
    assert.deepEqual(references(found), ['A', 'B'])
  })

  test('a report comes in whole or not at all', async () => {
    const found = await read(
      'border-force',
      [
        HEADER,
        row('A', phone),
        row('A', 'PERSON,Nobody,,'),
        row('B', phone),
        row('B', `${phone},too many`),
        row('C', phone),
        row('C', phone, 'Another text'),
        row('D', phone),
        row('E', 'SUBMARINE,Nautilus,,'),
      ].join('\n'),
    )
    assert.deepEqual(refusals(found), [
      [2, 'A', 'person without a category'],
      [4, 'B', 'wrong number of columns'],
      [6, 'C', 'the rows of this report say different things'],
      [9, 'E', 'unknown kind of subject'],
    ])
    assert.deepEqual(references(found), ['D'])
  })

  test('a report of thousands of rows is refused without being kept', async () => {
    const many = Array.from({ length: 3_000 }, () => row('A', phone))
    const found = await read('border-force', [HEADER, ...many, row('B', phone)].join('\n'))
    assert.deepEqual(refusals(found), [[2, 'A', 'more rows than a report may have']])
    assert.deepEqual(references(found), ['B'])
  })
})

describe('one JSON object a line', () => {
  const line = (reference: string, more: object = {}) =>
    JSON.stringify({
      reference,
      created: '2025-03-20T11:39:00.000Z',
      marking: 'OFFICIAL',
      evaluation: { source: 1, information: 'C' },
      handling: { code: 'P' },
      title: 'Title',
      items: [{ text: 'Text' }],
      entities: [],
      ...more,
    })

  test('every line becomes a report or a refusal', async () => {
    const found = await read(
      'nca',
      [
        line('A', { items: [{ text: 'One' }, { text: 'Two' }] }),
        line('B').slice(0, -9),
        '[1, 2]',
        'null',
        line('C', { evaluation: { source: 2, information: 'F' } }),
        line('D', { entities: { type: 'Phone' } }),
        '',
        line('E', { title: { toString: 1 } }),
        line('F', { title: 'a\u0000b' }),
        line('G', { title: '\ud800' }),
        line('H', { evaluation: 'constructor' }),
        '{"__proto__": {"reference": "x"}}',
        line('I', { entities: [null, { type: 'Phone', value: 7 }] }),
        line('J', {
          entities: [
            { type: 'Person', given: 'محمد', family: 'حداد', born: '1987-03-14', role: 'suspected' },
          ],
        }),
      ].join('\n'),
    )
    assert.deepEqual(refusals(found), [
      [2, 'B', 'not valid JSON'],
      [3, null, 'not a JSON object'],
      [4, null, 'not a JSON object'],
      [5, 'C', 'unknown intelligence assessment'],
      [6, 'D', 'the list of subjects is not a list'],
      [8, 'E', 'title: Enter a title'],
      [9, 'F', 'title: Contains a character that cannot be stored'],
      [10, 'G', 'title: Contains a character that cannot be stored'],
      [11, 'H', 'grade is incomplete'],
      [12, null, 'reference is missing; classification is missing; grade is incomplete; date is missing'],
      [13, 'I', 'unknown kind of subject; subject without a value'],
    ])
    assert.deepEqual(references(found), ['A', 'J'])
    const [first] = found
    assert.ok(first && 'report' in first)
    assert.equal(first.report.items[0]?.text, 'One\n\nTwo')
    assert.deepEqual(subjects(found.at(-1)), [
      { kind: 'person', item: 1, category: 'suspected', names: ['محمد حداد'], born: '1987-03-14' },
    ])
  })
})

describe('delimited text with the old 5x5x5', () => {
  const HEADER = 'Log No|Logged|Protective Marking|5x5x5|Summary|Details|Persons|Other identifiers'
  const row = (log: string, grade: string, details = 'Text', persons = '', others = '') =>
    [log, '27/07/2026 22:22', 'OFFICIAL', grade, 'Title', details, persons, others].join('|')

  test('the grade is mapped, kept and left for a person to look at again', async () => {
    const found = await read(
      'immigration-enforcement',
      [
        HEADER,
        row(
          'A',
          'B41',
          'Text HANDLING: not for us to cut',
          'Seun BARAZANI DOB NK (victim) // Jo VAN DEN BERG DOB 1964 (witness)',
        ),
        row('B', 'E54', 'Text. HANDLING: Ask first ', '', 'PHONE=07700 900123 // EMAIL=a=b@example.net'),
        row('C', 'C22', 'No conditions'),
        row('D', 'X99'),
        row('E', 'B4'),
        row('F', ''),
        row('G', 'B4111'),
      ].join('\r\n'),
    )
    assert.deepEqual(refusals(found), [
      [5, 'D', 'unknown 5x5x5 grade'],
      [6, 'E', 'unknown 5x5x5 grade'],
      [7, 'F', 'grade is incomplete'],
      [8, 'G', 'unknown 5x5x5 grade'],
    ])
    const good = found.flatMap((one) => ('report' in one ? [one] : []))
    assert.ok(good.every((one) => one.needsEvaluation && one.createdAt === '2026-07-27T21:22:00.000Z'))
    assert.deepEqual(
      good.map(({ report }) => [
        report.original_grade,
        `${report.items[0]?.source_evaluation ?? ''}${report.items[0]?.intelligence_assessment ?? ''}${report.handling}`,
        report.items[0]?.text,
        report.conditions,
        report.action_code,
        report.sanitisation_code,
      ]),
      [
        ['B41', '1DP', 'Text HANDLING: not for us to cut', null, null, null],
        ['E54', '2EC', 'Text.', 'Ask first', 'A1', 'S2'],
        ['C22', '3AC', 'No conditions', 'Ask the originator', 'A1', 'S2'],
      ],
    )
    assert.deepEqual(subjects(found[0]), [
      { kind: 'person', item: 1, category: 'victim', names: ['Seun Barazani'] },
      { kind: 'person', item: 1, category: 'witness', names: ['Jo Van Den Berg'], born: '1964' },
    ])
    assert.deepEqual(subjects(found[1]), [
      { kind: 'phone', item: 1, value: '07700 900123' },
      { kind: 'email', item: 1, value: 'a=b@example.net' },
    ])
  })
})

test('the worked example of README.md is true', async () => {
  const readme = await readFile(join(import.meta.dirname, 'README.md'), 'utf8')
  const [, log = '', json = ''] = readme
    .split(/^```(?:json)?$/m)
    .filter((_, index) => index === 0 || index % 2 === 1)
  const file = join(folder, 'log.txt')
  await writeFile(file, log.trim())
  const [row] = await rows(file, mappingSchema.parse(JSON.parse(json)))
  assert.ok(row && 'report' in row && row.needsEvaluation)
  const { report } = row
  assert.deepEqual(
    [report.handling, report.conditions, report.action_code, report.sanitisation_code, report.original_grade],
    ['C', 'Ask first', 'A1', 'S2', 'B44'],
  )
  assert.deepEqual(report.subjects, [
    { kind: 'person', item: 1, category: 'suspected', names: ['Agnes Hodaj'], born: '1961' },
    { kind: 'phone', item: 1, value: '07700 900123' },
  ])
})
