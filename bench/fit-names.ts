import {
  commonNames,
  commonNeighbours,
  exerciseNames,
  exercisePairs,
  exerciseStrangers,
  labelled,
  pick,
  planted,
  signals,
  type Example,
} from './name-examples.ts'
import { signalNames } from '../src/library/names/weights.ts'

// Fits the weights of names of persons: logistic regression with a small penalty, and no weight may speak for a
// match, since every signal says what speaks against. Prints the weights for `names/weights.ts` and what they
// are worth on pairs that the fit has not seen. Run: node bench/fit-names.ts [--errors]

const rounds = 3000
const rate = 0.02
const penalty = 0.0008

function fit(examples: readonly Example[]): number[] {
  const width = signalNames.length
  const weights = new Array<number>(width).fill(0)
  const squares = new Array<number>(width).fill(0)
  const mass = examples.reduce((so, one) => so + one.weight, 0)
  for (let round = 1; round <= rounds; round++) {
    const slope = new Array<number>(width).fill(0)
    for (const one of examples) {
      const error = (chance(weights, one.signals) - (one.same ? 1 : 0)) * one.weight
      for (let k = 0; k < width; k++) slope[k] = (slope[k] ?? 0) + error * (one.signals[k] ?? 0)
    }
    for (let k = 0; k < width; k++) {
      const weight = weights[k] ?? 0
      const step = (slope[k] ?? 0) / mass + (k === 0 ? 0 : penalty * weight)
      const square = 0.99 * (squares[k] ?? 0) + 0.01 * step * step
      squares[k] = square
      const next = weight - (rate * step) / (Math.sqrt(square / (1 - 0.99 ** round)) + 1e-6)
      weights[k] = k === 0 ? next : Math.min(0, next)
    }
  }
  return weights
}

function chance(weights: readonly number[], found: readonly number[]): number {
  let sum = 0
  for (let k = 0; k < weights.length; k++) sum += (weights[k] ?? 0) * (found[k] ?? 0)
  return 1 / (1 + Math.exp(-sum))
}

function measure(list: readonly { same: boolean; chance: number }[], cut: number): string {
  const right = list.filter((one) => one.same && one.chance >= cut).length
  const wrong = list.filter((one) => !one.same && one.chance >= cut).length
  const missed = list.filter((one) => one.same && one.chance < cut).length
  const f1 = (2 * right) / (2 * right + wrong + missed)
  return `F1 ${f1.toFixed(3)} P ${(right / (right + wrong)).toFixed(3)} R ${(right / (right + missed)).toFixed(3)}`
}

function foldOf(group: string): number {
  let so = 7
  for (let at = 0; at < group.length; at++) so = (so * 31 + group.charCodeAt(at)) % 9973
  return so % 5
}

const share = (list: readonly Example[]): string =>
  (list.filter((one) => chance(weights, one.signals) >= 0.5).length / list.length).toFixed(4)

const persons = labelled()
const written = exerciseNames()
const pairs = exercisePairs(written)
const strangers = exerciseStrangers(written)
const neighbours = commonNeighbours()
const vectors = planted()
const others = [...vectors, ...pairs, ...strangers, ...neighbours]

const weights = fit([...persons, ...others])
console.log('weights', JSON.stringify(weights.map((one) => Math.round(one * 100) / 100)))
for (const [k, name] of signalNames.entries()) console.log(name.padEnd(16), (weights[k] ?? 0).toFixed(2))

const fitted = persons.map((one) => ({ same: one.same, chance: chance(weights, one.signals) }))
const held = [0, 1, 2, 3, 4].flatMap((fold) => {
  const learnt = fit([...persons.filter((one) => foldOf(one.group) !== fold), ...others])
  return persons
    .filter((one) => foldOf(one.group) === fold)
    .map((one) => ({ same: one.same, chance: chance(learnt, one.signals) }))
})
for (const cut of [0.5, 0.65]) {
  console.log('fitted, from', cut, measure(fitted, cut))
  console.log('cross-validated, from', cut, measure(held, cut))
}
for (const from of [0, 0.2, 0.4, 0.6, 0.8]) {
  const band = held.filter((one) => one.chance >= from && one.chance < from + 0.2)
  const same = band.filter((one) => one.same).length
  console.log(
    `said ${String(from)} to ${(from + 0.2).toFixed(1)}:`,
    band.length,
    'pairs, of which one name',
    same,
  )
}
console.log(
  'planted pairs',
  measure(
    vectors.map((one) => ({ same: one.same, chance: chance(weights, one.signals) })),
    0.5,
  ),
)
console.log('exercise, spellings of one person found', share(pairs))
console.log('exercise, strangers that share a word taken for one', share(strangers))
console.log('common names that share a word taken for one', share(neighbours))

const draw = commonNames()
let alarms = 0
for (let n = 0; n < 100_000; n++) if (chance(weights, signals(draw(), draw())) >= 0.5) alarms++
console.log('alarms in 100,000 random pairs of common names', alarms)
let namesakes = 0
for (let n = 0; n < 100_000; n++) {
  const [one, other] = [pick(written), pick(written)]
  if (one.id !== other.id && chance(weights, signals(one.name, other.name)) >= 0.5) namesakes++
}
console.log('alarms in 100,000 random pairs of the exercise, namesakes among them', namesakes)

if (process.argv.includes('--errors')) {
  for (const one of [...persons, ...pairs, ...strangers, ...neighbours]) {
    const said = chance(weights, one.signals)
    if (said >= 0.5 === one.same) continue
    const found = one.signals.slice(1).map((each) => each.toFixed(2))
    console.log(one.same ? 'MISSED' : 'ALARM ', said.toFixed(2), one.one, '|', one.other, '|', ...found)
  }
}
