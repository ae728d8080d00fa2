/** A plain text takes a quicker way than one with letters of other scripts: both ways must answer the same. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { identifiersInText } from './search-identifiers.ts'
import { joinedWords } from './search-joined.ts'
import { foldForSearch, plainWords } from './search-words.ts'

const piece = fc.oneof(
  fc.string({ unit: 'grapheme-ascii', maxLength: 12 }),
  fc.constantFrom(
    ...["O'Brien", 'life-jackets', 'FC 470', 'ab12 cde', 'AB12 CDE', 'Al Qassim', 'de Souza', '191 D 12345'],
    ...[
      '07700 900123',
      '(01632) 960-123',
      'GB82 WEST 1234 5698 7654 32',
      'call sign MABC1',
      'a@boats.example',
    ],
  ),
)
const plain = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(' '))
/** A paragraph of another script behind it: the text is not plain any more, and what stands before it is the same. */
const BEHIND = `\n\n${' '.repeat(200)}ü`

test('a plain text is joined, folded and read as the same text beside another script is', () => {
  fc.assert(
    fc.property(plain, (text) => {
      assert.deepEqual(joinedWords(text), joinedWords(text + BEHIND))
      assert.equal(foldForSearch(text), foldForSearch(text + BEHIND).slice(0, text.length))
      assert.equal(plainWords(text), plainWords(text + BEHIND).replace(/ ?u$/, ''))
      assert.deepEqual(identifiersInText(text), identifiersInText(text + BEHIND))
    }),
    { numRuns: 300 },
  )
})
