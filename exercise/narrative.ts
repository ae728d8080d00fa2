/** Writes the title and the text of a report of the exercise. */
import type { Identifier } from './identifiers.ts'
import { COAST, HOMES, ROADS, STORES } from './places.ts'
import { chance, pick, pickSome, whole, type Random } from './random.ts'
import * as roads from './themes/roads.ts'
import * as shore from './themes/shore.ts'
import * as supply from './themes/supply.ts'
import { REMARKS, type Theme } from './themes/theme.ts'

/** Every theme of the exercise. */
export const THEMES: readonly Theme[] = [shore, supply, roads].flatMap((file) => Object.values(file))

const COLOURS = ['white', 'white', 'silver', 'grey', 'dark blue', 'black', 'green', 'faded red', 'two-tone']
const VANS = [
  'panel van',
  'long-wheelbase panel van',
  'crew van',
  'box van',
  'pick-up with a hard top',
  'horsebox',
  'people carrier',
  'Luton van',
  'estate car',
  'flatbed with a tail lift',
]
const ENGINES = [
  '15 horsepower',
  '20 horsepower',
  '25 horsepower',
  '30 horsepower',
  '40 horsepower',
  'two-stroke',
]
const BOATS = [
  'five-metre inflatable',
  'six-metre inflatable',
  'eight-metre inflatable',
  'rigid inflatable',
  'flat-floored inflatable',
]
const WHO = [
  'a man in his thirties',
  'a woman with a pushchair',
  'a man in a high-visibility vest',
  'two men in their twenties',
  'a man who walks with a stick',
  'a woman in running clothes',
  'a man carrying a fishing rod case',
  'a couple in a hired car',
  'an older man in a wax jacket',
]
const NUMBERS = [
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'a dozen',
  'fourteen',
  'sixteen',
  'eighteen',
  'about twenty',
  'more than twenty',
]
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/**
 * Writes a report's words.
 * @param facts what the report is about; the text speaks of these and of nobody else
 * @returns a title and two to six sentences
 */
export function writeNarrative(
  random: Random,
  facts: { created: Date; identifiers: readonly Identifier[]; surname: string | null; victim: boolean },
): { title: string; text: string } {
  const theme = pick(random, THEMES)
  const opening = whole(random, 0, theme.open.length - 1)
  const happened = new Date(facts.created.getTime() - whole(random, 0, 6) * 86_400_000)
  const phone = facts.identifiers.find(({ kind }) => kind === 'phone')
  const plate = facts.identifiers.find(({ kind }) => kind === 'vehicle')
  const slots: Record<string, string | undefined> = {
    coast: pick(random, COAST),
    store: pick(random, STORES),
    road: pick(random, ROADS),
    home: pick(random, HOMES),
    van: `${pick(random, COLOURS)} ${pick(random, VANS)}`,
    engine: pick(random, ENGINES),
    boat: pick(random, BOATS),
    who: pick(random, WHO),
    count: pick(random, NUMBERS),
    cash: `£${(whole(random, 6, 190) * 50).toLocaleString('en-GB')}`,
    time: timeOf(random),
    day: `${WEEKDAYS[happened.getUTCDay()] ?? ''} ${String(happened.getUTCDate())} ${MONTHS[happened.getUTCMonth()] ?? ''}`,
    tail: phone?.value.slice(-3),
    account: facts.identifiers.find(({ kind }) => kind === 'account')?.value.slice(-4),
    partial: plate?.value.slice(0, 4),
    surname: facts.surname?.toUpperCase(),
  }
  const fillable = (sentence: string) =>
    [...sentence.matchAll(/\{(\w+)\}/g)].every(([, slot]) => slots[slot ?? ''] !== undefined)
  const middle = theme.middle.filter(fillable)
  // What names this report's own subjects comes first: officers write down what they can act on.
  const telling = middle.filter((sentence) => /\{(tail|partial|account|surname)\}/.test(sentence))
  const plain = middle.filter((sentence) => !telling.includes(sentence))
  const sentences = [
    theme.open[opening] ?? '',
    ...pickSome(random, plain, whole(random, 1, 3)),
    ...(chance(random, 0.7) ? pickSome(random, telling, 1) : []),
    ...(chance(random, 0.6) ? [pick(random, theme.close)] : []),
    ...(chance(random, 0.3) ? [pick(random, REMARKS)] : []),
    ...(facts.victim ? ['The person recorded as a victim has been referred to the safeguarding desk.'] : []),
  ]
  const fill = (text: string) => text.replaceAll(/\{(\w+)\}/g, (_, slot: string) => slots[slot] ?? '')
  return {
    title: sentence(fill(theme.titles[opening] ?? '')),
    text: sentences.map(fill).map(sentence).join(' '),
  }
}

const sentence = (text: string) => text.replace(/^./u, (letter) => letter.toUpperCase())

function timeOf(random: Random): string {
  const hour = String(whole(random, 0, 23)).padStart(2, '0')
  const minute = String(whole(random, 0, 11) * 5).padStart(2, '0')
  return pick(random, [
    `at about ${hour}${minute} hours`,
    `shortly after ${hour}:${minute}`,
    `at ${hour}${minute}`,
    'before dawn',
    'after dark',
    'in the early hours',
    'at last light',
  ])
}
