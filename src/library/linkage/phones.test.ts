import assert from 'node:assert/strict'
import { test } from 'node:test'
import { normaliseIdentifier, understandIdentifier } from '../identifiers/index.ts'
import { openDuck, quoted } from './database.ts'
import { readPhones } from './phones.ts'

/** Ofcom's numbers for drama in many spellings, and numbers of other countries with the same last ten figures. */
const SPELLINGS = [
  '07700900123',
  '07700 900123',
  '07700-900-123',
  '+447700900123',
  '+44 7700 900123',
  '+44 (0)7700 900123',
  '0044 7700 900123',
  '447700900123',
  '7700900123',
  '7700900123.0',
  '4.47700900123E+11',
  "'07700900123",
  '٠٧٧٠٠٩٠٠١٢٣',
  'Mob: 07700 900123 (work)',
  '07700 900124',
  '07700 900124 ext 3',
  '+7 770 090 0123',
  '+98 770 090 0123',
  '+1 770 090 0123',
  '+355 69 212 3456',
  '00355692123456',
  '020 7946 0018',
  '07700 900123/4',
  '07700 900123, 07700 900124',
  '4.47701E+11',
  'withheld',
  '12345',
]

for (const inLists of [false, true])
  test(`telephones are one to match where they are one to the node, and two where two, ${inLists ? 'in lists' : 'in cells'}`, async () => {
    const duck = await openDuck({ memoryMb: 200, threads: 1 })
    try {
      const cells = SPELLINGS.map((text) => (inLists ? `([${quoted(text)}])` : `(${quoted(text)})`))
      await duck.run(`create table written as select * from (values ${cells.join(', ')}) t(phone)`)
      await duck.run('create view src as select row_number() over () as n, phone from written')
      await readPhones(duck, inLists)
      const [raws = [], phones = []] = await duck.columns('select raw, phone from phone_value')
      const told = new Map((raws as string[]).map((raw, at) => [raw, String(phones[at])]))
      for (const one of SPELLINGS)
        for (const other of SPELLINGS) {
          const [a, b] = [normaliseIdentifier('phone', one), normaliseIdentifier('phone', other)]
          if (a === null || b === null) continue
          assert.equal(told.get(one) === told.get(other), a.key === b.key, `${one} | ${other}`)
        }
      for (const several of SPELLINGS.filter(
        (text) => understandIdentifier('phone', text).understood.length > 1,
      ))
        assert.equal(told.get(several), undefined, several)
      assert.equal(told.get('withheld'), undefined)
    } finally {
      await duck.close()
    }
  })
