import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { compareNames } from './index.ts'

// Planted pairs, invented for these tests: culture by culture, what is one name and what is not.
const same: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'Arabic script and Latin': [
    ['محمد حداد', 'Mohamed Haddad'],
    ['محمد حداد', 'Muhammad Hadad'],
    ['عبد الرحمن الخطيب', 'Abdulrahman Al-Khatib'],
    ['Abd al-Rahman al-Khatib', 'Abdurrahman Elkhatib'],
    ['يوسف النجار', 'Yousef Alnajjar'],
    ['Khadija Benali', 'Khadidja Ben Ali'],
  ],
  'Persian and Pashto': [
    ['رضا کریمی', 'Reza Karimi'],
    ['حسین احمدی', 'Hossein Ahmadi'],
    ['Gholam Rezai', 'Gholam Rezaee'],
    ['Wali Khan Stanekzai', 'Vali Khan Stanikzai'],
  ],
  'Kurdish, Kurmanji and Sorani': [
    ['Rêbwar Xoşnaw', 'Rebwar Khoshnaw'],
    ['Şêrko Ehmed', 'Sherko Ahmed'],
    ['Hîwa Qadir', 'Hiwa Kader'],
  ],
  Turkish: [
    ['Çetin Yılmaz', 'Cetin Yilmaz'],
    ['Mehmet Çelik', 'Mehmet Celik'],
    ['Gülşen Doğan', 'Gulsen Dogan'],
  ],
  'Albanian and Romanian': [
    ['Shpëtim Hoxha', 'Shpetim Hoxha'],
    ['Gëzim Krasniqi', 'Gezim Krasnici'],
    ['Ștefan Țurcanu', 'Stefan Turcanu'],
    ['Ionuţ Popescu', 'Ionut Popesku'],
  ],
  Vietnamese: [
    ['Nguyễn Văn An', 'Nguyen Van An'],
    ['Nguyễn Văn An', 'An Nguyen'],
    ['Trần Thị Hương', 'Huong Tran'],
  ],
  Cyrillic: [
    ['Сергей Иванов', 'Sergey Ivanov'],
    ['Сергій Шевченко', 'Serhii Shevchenko'],
    ['Сергей Петрович Иванов', 'Sergei Ivanov'],
    ['Dmitri Medvedenko', 'Dmitriy Medvedenko'],
  ],
  'Polish and other accents': [
    ['Łukasz Wójcik', 'Lukasz Wojcik'],
    ['Søren Müller', 'Soeren Mueller'],
    ['José García', 'Jose Garcia'],
  ],
  'Chinese and Korean': [
    ['Zhang Xiaoming', 'Chang Hsiao-ming'],
    ['Xiao Wei', 'Hsiao Wei'],
    ['Kim Tae-ho', 'Kim Tae Ho'],
    ['Kim Taeho', 'Kim Tae Ho'],
    ['김태호', 'Kim Tae-ho'],
    ['王小明', 'Wang Xiaoming'],
  ],
  'Irish, Scottish and Welsh': [
    ["Nicola O'Brien", 'Nicola OBrien'],
    ["Seán O'Brien", 'Sean O Brien'],
    ['Ewan MacDonald', 'Ewan McDonald'],
    ['Ewan Mac Donald', 'Ewan McDonald'],
    ['Siân Llewellyn', 'Sian Llewelyn'],
  ],
  'double-barrelled names and particles': [
    ['Anna Smith-Jones', 'Anna Smith Jones'],
    ['Maria García Márquez', 'Maria Garcia-Marquez'],
    ['Lucas van den Berg', 'Lucas Vandenberg'],
    ['Ivana De Vries', 'Ivana DeVries'],
  ],
  omission: [
    ['Ali Akbar Rostami', 'Ali Rostami'],
    ['Ivan Petrovich Sidorov', 'Ivan Sidorov'],
    ['Hassan bin Ali al-Masri', 'Hassan al-Masri'],
    ['Haji Karim Zadran', 'Karim Zadran'],
  ],
  initials: [
    ['William W. Frostrup', 'William W Frostrup'],
    ['Hans J. Lindqvist', 'Hans Joakim Lindqvist'],
  ],
  order: [
    ['NURZAI, Abdul Aziz', 'Abdul Aziz Nurzai'],
    ['Haddad Mohamed', 'Mohamed Haddad'],
  ],
  'joined and split words': [
    ['SergeiLavrenko', 'Sergei Lavrenko'],
    ['Nikolai Plat Ono Vich Orlov', 'Nikolai Platonovich Orlov'],
  ],
  'slips of writing': [
    ['Sergei Lavrenko', 'Serei Lavrenko'],
    ['Donlad Trumbull', 'Donald Trumbull'],
    ['Ig0r Sech1nov', 'Igor Sechinov'],
    ['voknerval iegreS', 'Sergei Lavrenkov'],
    ['Мohamed Haddad', 'Mohamed Haddad'],
    ['Haddad Haddad Mohamed', 'Mohamed Haddad'],
  ],
}

const different: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'a family name contradicts': [
    ['Mohamed Haddad', 'Mohamed Karimi'],
    ['محمد حداد', 'محمد کریمی'],
    ['Nguyễn Văn An', 'Trần Văn Bình'],
    ['Pieter van den Berg', 'Pieter van den Heuvel'],
  ],
  'a given name contradicts': [
    ['Ihab Haddad', 'Rami Haddad'],
    ['Сергей Иванов', 'Олег Иванов'],
    ['Park Jin-ho', 'Park Chang-su'],
    ['Kim Min-ji', 'Kim Ji-min'],
    ['王小明', '王大明'],
    ['Nguyen Van Hung', 'Nguyen Van Long'],
  ],
  'a patronymic contradicts': [
    ['Ivan Petrovich Sidorov', 'Ivan Dmitrievich Sidorov'],
    ['Habib ben Mohamed Loubir', 'Habib ben Tarek Loubir'],
    ['Ahmad bin Hasan Ubaid', 'Hasan bin Ahmad Ubaid'],
  ],
  'a generation contradicts': [['John Hallow Jr', 'John Hallow senior']],
  'an initial contradicts': [['Hans O Lindqvist', 'Hans Joakim Lindqvist']],
  'a single name against several': [
    ['Shamsuddin', 'Shamsuddin Mohammed Karimi'],
    ['Mohammed', 'Mohammed Haddad'],
  ],
  'nothing in common': [
    ['محمد حداد', 'علی کریمی'],
    ['Agnes Hodaj', 'Piotr Kowalski'],
    ['N.N.', 'Nikolai Nevsky'],
  ],
}

describe('names of persons', () => {
  for (const [culture, pairs] of Object.entries(same)) {
    test(`${culture}: one name`, () => {
      for (const [one, other] of pairs) {
        const said = compareNames(one, other)
        assert.notEqual(said.outcome, 'different', `${one} | ${other}: ${JSON.stringify(said)}`)
        assert.ok(said.reasons.length > 0)
      }
    })
  }
  for (const [kind, pairs] of Object.entries(different)) {
    test(`${kind}: not one name`, () => {
      for (const [one, other] of pairs) {
        const said = compareNames(one, other)
        assert.equal(said.outcome, 'different', `${one} | ${other}: ${JSON.stringify(said)}`)
      }
    })
  }

  test('a middle name that is missing is no contradiction, one that differs is', () => {
    const missing = compareNames('Ivan Petrovich Sidorov', 'Ivan Sidorov')
    const contradicted = compareNames('Ivan Petrovich Sidorov', 'Ivan Dmitrievich Sidorov')
    assert.ok(missing.probability > contradicted.probability + 0.3)
    assert.ok(missing.reasons.includes('a patronymic is missing, which is not a contradiction'))
    assert.ok(contradicted.reasons.join().includes('the patronymics contradict each other'))
  })

  test('the father of Ali is not Ali, though his family may be called after one', () => {
    const parent = compareNames('Abu Ali Haddad', 'Ali Haddad')
    assert.ok(parent.probability < compareNames('Haji Ali Haddad', 'Ali Haddad').probability - 0.2)
    assert.ok(parent.reasons.some((reason) => reason.includes('father or mother')))
    assert.equal(compareNames('Karim Abu Zaid', 'Karim Abuzaid').outcome, 'match')
  })

  test('two known names that share letters are no more than possible, and it says so', () => {
    const said = compareNames('Tariq Khoury', 'Tawfiq Khoury')
    assert.notEqual(said.outcome, 'match')
    assert.ok(said.reasons.some((reason) => reason.includes('each is a name of its own')))
  })

  test('what cannot be compared never scores high', () => {
    for (const nothing of ['', ' ', '-', '😀😀', '\u200f\u202e', '???', '\ud800', 'A']) {
      for (const other of ['', '😀', 'Mohamed Haddad', 'B', '\udfff']) {
        const said = compareNames(nothing, other)
        assert.equal(said.outcome, 'different')
        assert.ok(said.probability < 0.05, nothing)
        assert.match(said.reasons.join(), /cannot be compared/)
      }
    }
  })
})

test('a legal entity is compared as what its form says', () => {
  const firm = compareNames('Orlenda Trading Ltd', 'ORLENDA TRADING LIMITED', 'LegalEntity')
  assert.notEqual(firm.outcome, 'different')
  const person = compareNames('Park Yong-cheol', 'Park Yong Cheol', 'LegalEntity')
  assert.equal(person.outcome, 'match')
  assert.equal(compareNames('Mohamed Haddad', 'Haddad Trading Ltd', 'LegalEntity').outcome, 'different')
})

test('a person beside a thing is no match by a family name alone', () => {
  const said = compareNames('Mohamed Haddad', 'Haddad', 'Company')
  assert.equal(said.outcome, 'different')
})

void describe('names that differ in little and are two', () => {
  const outcome = (a: string, b: string) => compareNames(a, b)
  void test('where both carry marks that differ, they differ; a side without marks matches both', () => {
    for (const [a, b] of [
      ['Hùng', 'Hưng'],
      ['Tuấn', 'Tuân'],
      ['Thủy', 'Thúy'],
      ['Dũng', 'Dụng'],
      ['Bình', 'Bính'],
      ['Đức', 'Dực'],
    ] as const) {
      // prettier-ignore
      const found = outcome(`Nguyễn Văn ${a}`, `Nguyễn Văn ${b}`)
      assert.notEqual(found.outcome, 'match', a)
      assert.ok(!found.reasons.join().includes('written alike'), found.reasons.join())
      for (const one of [a, b])
        assert.equal(outcome(`Nguyễn Văn ${one}`, `Nguyen Van ${one.normalize('NFD').replace(/\p{M}/gu, '').replace('Đ', 'D')}`).outcome, 'match') // prettier-ignore
    }
    for (const [a, b] of [
      ['Ștefan Popescu', 'Ştefan Popescu'],
      ['Muhammād Haddād', 'Muhammâd Haddâd'],
      ['Nguyễn Hoà', 'Nguyễn Hòa'],
      ['Muhammad Ḥaddād', 'Muhammad Ḩaddād'],
      ['آدم محمد', 'أدم محمد'],
      ['إيمان محمد', 'أيمان محمد'],
    ] as const)
      // prettier-ignore
      assert.equal(outcome(a, b).outcome, 'match', a)
  })
  void test('a name of its own is never a match, so that reason and outcome agree', () => {
    for (const [a, b] of [
      ['Amin', 'Amir'],
      ['Karim', 'Karam'],
      ['Salam', 'Salim'],
      ['Saad', 'Said'],
      ['Diyar', 'Dilyar'],
      ['Rebin', 'Rebaz'],
      ['Karwan', 'Kawan'],
      ['Zana', 'Zanyar'],
    ] as const) {
      // prettier-ignore
      const found = outcome(`${a} Nasser Jaber`, `${b} Nasser Jaber`)
      assert.notEqual(found.outcome, 'match', `${a} ${b}`)
      assert.equal(found.twoNames, true, `${a} ${b}`)
    }
    assert.notEqual(outcome('عارف علي رحيمي', 'آصف علي رحيمي').outcome, 'match')
  })
  void test('places of origin are different names', () => {
    for (const [a, b] of [
      ['Mahmoud Darwish Kurdi', 'Mahmoud Darwish Turki'],
      ['Ahmad Saleh al-Homsi', 'Ahmad Saleh al-Hamwi'],
      ['Ahmad Saleh Masri', 'Ahmad Saleh Basri'],
      ['Ahmad Saleh Basri', 'Ahmad Saleh Nasri'],
      ["Yusuf Omar al-San'ani", 'Yusuf Omar al-Madani'],
      ['Zabihullah Omar Takhari', 'Zabihullah Omar Baghlani'],
      ['أحمد صالح الحمصي', 'أحمد صالح الحموي'],
      ['احمد صالح البصری', 'أحمد صالح المصري'],
      ['أحمد صالح الحمصي', 'Ahmad Saleh Hamwi'],
    ] as const)
      // prettier-ignore
      assert.equal(outcome(a, b).outcome, 'different', `${a} ${b}`)
    assert.equal(outcome('Ahmad Saleh al-Hamwi', 'Ahmad Saleh Hamawi').outcome, 'match')
    assert.equal(outcome('أحمد صالح الحموي', 'Ahmad Saleh Hamwi').outcome, 'match')
  })
  void test('another order of fathers is another descent: possible at most', () => {
    assert.equal(outcome('Osman Idris Adam', 'Osman Adam Idris').outcome, 'possible')
    assert.equal(
      outcome('Osman Idris Adam', 'Adam Osman Idris').outcome,
      outcome('Adam Osman Idris', 'Osman Idris Adam').outcome,
    )
  })
  void test('joined, split and respelt at once is one name, and -zai left off is possible', () => {
    for (const [a, b] of [
      ['Qolam-Hossein Karimi', 'Gholamhossein Karimi'],
      ['Gholamhossein Karimipour', 'Qolam-Hosein Karimi Pour'],
    ] as const)
      // prettier-ignore
      assert.equal(outcome(a, b).outcome, 'match', `${a} ${b}: ${String(outcome(a, b).probability)}`)
    assert.equal(outcome('Zabihullah Popal', 'Zabihullah Popalzai').outcome, 'possible')
    assert.equal(outcome('Zabihullah Ahmad', 'Zabihullah Ahmadzai').outcome, 'different')
  })
})
