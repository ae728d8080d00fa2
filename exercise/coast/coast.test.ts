/** The exercise's plan is a plan: in order, on the coast, with the gaps that it means to have. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measure, nearestMile } from '../../src/rooms/coast/chainage/chainage.ts'
import { exerciseLine } from './line.ts'
import { exerciseSites } from './sites.ts'
import { exerciseStretches } from './stretches.ts'

const line = measure(exerciseLine.map(([lon, lat]) => ({ lat, lon })))
const mileOf = ([lon, lat]: readonly [number, number]) => nearestMile(line, { lat, lon }).mile

void test('the stretches follow each other from west to east and leave three gaps', () => {
  const ends = exerciseStretches.map(({ name, from, to }) => ({ name, from: mileOf(from), to: mileOf(to) }))
  let gaps = 0
  for (const [index, { name, from, to }] of ends.entries()) {
    const behind = ends[index - 1]?.to ?? 0
    assert.ok(
      from >= behind - 0.001 && to > from,
      `${name}: ${String(from)} to ${String(to)} behind ${String(behind)}`,
    )
    if (from - behind > 0.05) gaps += 1
  }
  assert.equal(gaps, 3)
  assert.ok(line.miles - (ends.at(-1)?.to ?? 0) < 0.05)
})

void test('the sites lie on the coast, each once, and some have no contact', () => {
  for (const { name, position } of exerciseSites)
    assert.ok(
      nearestMile(line, position).metres < 3_500,
      `${name}: ${String(nearestMile(line, position).metres)} m`,
    )
  assert.equal(new Set(exerciseSites.map(({ kind, name }) => kind + name)).size, exerciseSites.length)
  assert.ok(exerciseSites.some(({ contact }) => contact === ''))
})

void test('every telephone number is Ofcom’s for drama, and every address ends in .example', () => {
  const text = JSON.stringify([exerciseSites, exerciseStretches])
  for (const [number] of text.matchAll(/\b0\d{4} \d{6}\b/g)) assert.match(number, /^01632 960[0-9]{3}$/)
  for (const [address] of text.matchAll(/[\w.-]+@[\w.-]+/g)) assert.match(address, /\.example$/)
})
