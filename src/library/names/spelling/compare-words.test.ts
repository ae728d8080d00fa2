import assert from 'node:assert/strict'
import { test } from 'node:test'
import { areOneName, compareWords, readWords, wordFrequency, type Word } from './index.ts'

const word = (text: string): Word => readWords(text)[0] as Word
const like = (a: string, b: string): number => compareWords(word(a), word(b)).likeness

void test('spellings of one name are alike, in one script and in two', () => {
  const names = [
    'محمد Mohammed Muhammad Mehmet Mahomed Мухаммед',
    'حسین Hussein Hossein Hüseyin Husain Хусейн',
    'خدیجة Khadija Hatice Khadidja Xedîce',
    'القحطاني Qahtani Alqahtani Kahtani',
    'Wójcik Wojcik Войцик',
    'Шевченко Shevchenko Schewtschenko Chevtchenko',
    'Gëzim Gezim Gezimi',
    'Siobhán Shevaun Siobhan',
    "Ó Briain|O'Brien|O Brien|Ní Bhriain",
    'MacDhòmhnaill MacDonald McDonald',
    'Đặng Dang',
    'Xoşnaw Khoshnaw Hosnav',
    'Čajkovskij Tchaikovsky Чайковский',
  ]
  for (const line of names) {
    const spellings = line.includes('|') ? line.split('|') : line.split(' ')
    for (const a of spellings)
      for (const b of spellings) assert.ok(like(a, b) >= 0.76, `${a} ${b} ${String(like(a, b))}`)
  }
})

void test('names that only sound alike are kept apart', () => {
  const pairs =
    'Hassan/Hussein Ahmad/Mohammed Ali/Alia Maria/Mario Salem/Salim Amir/Amin Yong/Yang Zhou/Zhu Lin/Liu Carl/Carol ' +
    'حسن/Hussein سعيد/Saad Olga/Oleg Ivan/Igor Farhad/Farzad Nader/Naser Habib/Habil Robin/Robert Jan/Jana'
  for (const pair of pairs.split(' ')) {
    const [a = '', b = ''] = pair.split('/')
    assert.ok(like(a, b) < 0.76, `${pair} ${String(like(a, b))}`)
  }
})

void test('it says what it rests on', () => {
  const how = (a: string, b: string): string => compareWords(word(a), word(b)).how
  assert.equal(how('José', 'JOSE'), 'equal')
  assert.equal(how('Mohammed', 'Mehmet'), 'variant')
  assert.equal(how('حداد', 'Haddad'), 'script')
  assert.equal(how('Bob', 'Robert'), 'nickname')
  assert.equal(how('Саша', 'Aleksandr'), 'nickname')
  assert.equal(how('J', 'John'), 'initial')
  assert.equal(how('Kowalczewski', 'Kowalczewsky'), 'slip')
  assert.equal(how('Bouteflika', 'Buteflica'), 'sound')
  assert.equal(how('Bouteflika', 'Smith'), 'different')
})

void test('pet names are sets: Rob is Robert and Rob is Robin, yet Robert is not Robin', () => {
  assert.ok(like('Rob', 'Robert') > 0.76 && like('Rob', 'Robin') > 0.76)
  assert.ok(like('Robert', 'Robin') < 0.5)
})

void test('what has no sound is never like anything but itself', () => {
  assert.equal(like('12', '13'), 0)
  assert.equal(like('12', '12'), 1)
  assert.ok(like('张', '章') <= 0.5)
  assert.ok(like('张', '張') > 0.9)
})

void test('the order of two words does not matter, and no likeness leaves 0 to 1', () => {
  const some =
    'Mohammed محمد Ivan Иван Siobhán X Ли 张 12 Alqahtani القحطاني Abdullah عبدالله Oğuz Δημήτρης שלמה Nguyễn 이 Robert Rob é'
  const words = some.split(' ').map(word)
  for (const a of words) {
    for (const b of words) {
      const there = compareWords(a, b)
      assert.deepEqual(there, compareWords(b, a), `${a.written} ${b.written}`)
      assert.ok(there.likeness >= 0 && there.likeness <= 1)
    }
    assert.equal(compareWords(a, a).likeness, 1)
  }
})

void test('two single words are one name from the cut on', () => {
  assert.ok(areOneName(word('Youssef'), word('Yusuf')) > 0.9)
  assert.ok(areOneName(word('Saud'), word('Saul')) < 0.1)
})

void test('common names are commoner than rare ones, in any spelling', () => {
  assert.equal(wordFrequency(word('محمد')), wordFrequency(word('Mehmet')))
  assert.ok(wordFrequency(word('Smith')) > wordFrequency(word('Sheppard')))
  assert.ok(wordFrequency(word('Sheppard')) > wordFrequency(word('Zzyzxov')))
  assert.ok(wordFrequency(word('Zzyzxov')) > 0)
})
