import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readWords, type Word } from './index.ts'

const latin = (text: string): string[] => readWords(text).map((word) => word.latin)
const only = (text: string): Word => readWords(text)[0] as Word

void test('words are parted at spaces, hyphens, dots and commas, and the parting is kept', () => {
  assert.deepEqual(latin('Haddad, Mohamed'), ['haddad', 'mohamed'])
  assert.deepEqual(
    readWords('Haddad, Jean-Luc J.A.').map((word) => word.join),
    ['start', 'comma', 'hyphen', 'space', 'dot'],
  )
  assert.deepEqual(latin('SergeiLavrov'), ['sergei', 'lavrov'])
  assert.deepEqual(latin('McDonald MacArthur'), ['mcdonald', 'macarthur'])
})

void test('apostrophes hold a name together, but for d’ and l’', () => {
  assert.deepEqual(latin("Al Qa'ida"), ['al', 'qaida'])
  assert.deepEqual(latin('O’Brien'), ['obrien'])
  assert.deepEqual(
    readWords("Jeanne d'Arc").map((word) => word.particle),
    [null, 'of', null],
  )
})

void test('names built of parts are one word, joined or apart', () => {
  const servants = ['Abdul Rahman', 'Abd al-Rahman', 'Abdurrahman', 'Abderrahmane', 'عبد الرحمن', 'عبدالرحمن']
  for (const text of servants) assert.equal(readWords(text).length, 1, text)
  assert.equal(new Set(servants.map((text) => only(text).skeleton)).size, 1)
  for (const text of [
    'Salah al-Din',
    'Salahuddin',
    'صلاح الدين',
    'Nasr Allah',
    'Habib ur Rahman',
    'Ó Briain',
  ]) {
    assert.equal(readWords(text).length, 1, text)
  }
  assert.deepEqual(latin('이명박'), ['i', 'myeongbak'])
})

void test('what changes no letter is gone: marks of direction, tatweel, harakat, joiners, half surrogates', () => {
  for (const text of [
    'محمد',
    '\u202eمحمد\u202c',
    'محـــمد',
    'مُحَمَّد',
    '\u200fمح\u200dمد',
    '\ud800محمد\udc00',
  ]) {
    assert.equal(only(text).written, 'محمد', JSON.stringify(text))
  }
  assert.equal(only('ＡＬＩ').latin, 'ali')
  assert.equal(only('Mo\u200bhammed').latin, 'mohammed')
})

void test('look-alikes of another script are put back', () => {
  const word = only('Ivаnov')
  assert.deepEqual([word.script, word.latin], ['latin', 'ivanov'])
  assert.equal(only('Ивaнов').script, 'cyrillic')
})

void test('each script has its Latin form', () => {
  const forms: [string, string][] = [
    ['Шевченко', 'shevchenko'],
    ['Ђорђе', 'dorde'],
    ['Παπανδρέου', 'papandreu'],
    ['Հակոբյան', 'hakobyan'],
    ['ქართველი', 'kartveli'],
    ['کوروش', 'kurush'],
    ['שלמה', 'slmh'],
    ['박', 'bak'],
    ['张', 'zhang'],
    ['Łódź', 'lodz'],
    ['Straße', 'strasse'],
    ['Nguyễn', 'nguyen'],
  ]
  for (const [written, expected] of forms) assert.equal(only(written).latin, expected, written)
})

void test('small words are tagged; a title that is a name as well is one only before a name', () => {
  const tags = (text: string): (string | null)[] => readWords(text).map((word) => word.particle)
  assert.deepEqual(tags('Haji Ali bin Salem al-Ansari'), ['title', null, 'son', null, 'article', null])
  assert.deepEqual(tags('Nguyễn Thị Hoa'), [null, 'middle', null])
  assert.deepEqual(tags('Maria de la Cruz'), [null, 'of', 'of', null])
  assert.deepEqual(tags('Ali Hakim'), [null, null])
  assert.deepEqual(tags('Sayed Ali Hosseini'), ['title', null, null])
})

void test('nothing to read gives no word, and a text of any length is soon done', () => {
  for (const text of ['', '  ', '-', '.', '😀', '\ud800', '\u202e\u202c', "'"])
    assert.deepEqual(readWords(text), [])
  const began = process.cpuUsage().user
  for (const part of ['a', 'ا', 'ab ', "O'", 'abdul', 'u', 'Aa', '. ', 'al-', 'ﷺ', '张', 'ddin', 'ع', 'é']) {
    const words = readWords(part.repeat(10_000))
    assert.ok(words.length <= 48)
    for (const word of words) assert.ok(word.sounds.length <= 64 && word.latin.length <= 2000)
  }
  assert.ok(process.cpuUsage().user - began < 1_000_000, 'less than a second of work')
})

void test('a word is plain data and comes back the same', () => {
  const word = only('Al-Qahtani')
  assert.deepEqual(structuredClone(word), word)
  assert.deepEqual(only('Al-Qahtani'), word)
})
