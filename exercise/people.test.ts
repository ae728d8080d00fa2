import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exercisePeople } from './people.ts'

void test('no two people of the exercise have one name, and nobody is called like their account', () => {
  const people = exercisePeople()
  const twice = people.filter(({ name }, at) => people.findIndex((one) => one.name === name) !== at)
  assert.deepEqual(twice, [])
  for (const { name } of people) assert.match(name, /^\p{Lu}\p{L}+ \p{Lu}\p{L}+$/u)
})
