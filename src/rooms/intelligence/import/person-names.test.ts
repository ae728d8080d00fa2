import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromCapitals, personName } from './person-names.ts'

test('capitals become a name as people write it', () => {
  const cases: [string, string][] = [
    ['HODAJ', 'Hodaj'],
    ["O'BRIEN", "O'Brien"],
    ['O’BRIEN', 'O’Brien'],
    ['HUGHES-JONES', 'Hughes-Jones'],
    ['AL-HASHIMI', 'Al-Hashimi'],
    ['VAN DER BERG', 'Van Der Berg'],
    ['MCDONALD', 'Mcdonald'],
    ['NGUYỄN', 'Nguyễn'],
    ['ŞAHİN', 'Şahin'],
    ['ИВАНОВ', 'Иванов'],
    ['Abdul Rahman BROWNE', 'Abdul Rahman Browne'],
  ]
  for (const [written, name] of cases) assert.equal(fromCapitals(written), name)
})

test('what is not in capitals stays as it was written', () => {
  for (const name of ['McDonald', 'van den Berg', 'حداد', 'Mike Xoşnaw', 'J Smith', 'D’Arcy', '王伟']) {
    assert.equal(fromCapitals(name), name)
  }
})

test('the forename stands before the surname', () => {
  assert.equal(personName({ forename: ' Agnes ', surname: 'HODAJ' }), 'Agnes Hodaj')
  assert.equal(personName({ surname: 'HODAJ', forename: '' }), 'Hodaj')
  assert.equal(personName({ name: 'Seun BARAZANI' }), 'Seun Barazani')
  assert.equal(personName({ value: 'Jose Khoshnaw' }), 'Jose Khoshnaw')
  assert.equal(personName({ forename: null }), '')
})
