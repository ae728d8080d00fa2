/** What the invented public has seen: a landing that half a beach reports, and single things along the coast. */
import type { Answers, Contact } from '../../src/rooms/reporting/index.ts'

export type PublicReport = {
  /** stays the same from start to start */
  name: string
  hoursAgo: number
  minute: number
  answers: Answers
  contact?: Contact
  question?: { template: string; text: string }
  answer?: string
}

const pin = (lat: number, lon: number): Answers['where'] => ({ how: 'pin', position: { lat, lon } })
const now: Answers['when'] = { at: 'now' }
const saw = (words: string, ...seen: string[]): Answers['what'] => ({ seen, words })

/** Camber Sands, seen from five places within a kilometre and a quarter of an hour. */
const landing: readonly PublicReport[] = [
  {
    name: 'landing 1',
    hoursAgo: 2,
    minute: 4,
    answers: {
      kind: 'landing',
      when: now,
      where: pin(50.9321, 0.7982),
      what: saw('A grey rubber boat came straight onto the beach and people ran for the dunes.'),
      people: { number: 'about 30' },
      still_happening: 'yes',
    },
    question: { template: 'how-many', text: 'About how many people did you see?' },
    answer: 'More than I first thought, perhaps thirty-five. Two vans had been waiting with their lights off.',
  },
  {
    name: 'landing 2',
    hoursAgo: 2,
    minute: 6,
    answers: {
      kind: 'landing',
      when: now,
      where: pin(50.9317, 0.7999),
      what: saw('Lots of people in orange life jackets on the sand by the western car park, some are wet through.'),
      people: { number: '20 or more', behaviour: 'Cold and frightened, one was carried' },
      still_happening: 'yes',
    },
  },
  {
    name: 'landing 3',
    hoursAgo: 2,
    minute: 9,
    answers: {
      kind: 'landing',
      when: now,
      where: { how: 'place', position: { lat: 50.9334, lon: 0.8011 }, written: 'Camber Sands' },
      what: saw('Two white vans drove off towards Lydd without lights after people got in.'),
      vehicle: { colour: 'white', make: 'long vans' },
      still_happening: 'unknown',
    },
    contact: { name: 'Robin Starling', phone: '07700 900123', how: 'After six in the evening' },
  },
  {
    name: 'landing 4',
    hoursAgo: 2,
    minute: 12,
    answers: {
      kind: 'boat',
      when: now,
      where: pin(50.929, 0.796),
      what: saw('From the dunes: a long grey inflatable with one outboard, very low in the water, turned over in the surf.'),
      vessel: { kind: 'inflatable', colour: 'grey', length: 'about 9 metres', engines: 'one outboard' },
      still_happening: 'no',
    },
  },
  {
    name: 'landing 5',
    hoursAgo: 2,
    minute: 15,
    answers: {
      kind: 'equipment',
      when: now,
      where: pin(50.9312, 0.7991),
      what: saw('Life jackets, a pump and fuel cans are lying all over the beach.'),
    },
  },
] // prettier-ignore

const single: readonly PublicReport[] = [
  {
    name: 'rye harbour',
    hoursAgo: 9,
    minute: 40,
    answers: {
      kind: 'harbour',
      when: { at: 'earlier', words: 'last night, about eleven' },
      where: pin(50.9369, 0.7637),
      what: saw('A rigid inflatable with no name was fuelled from cans by three men who would not answer.'),
      vessel: { kind: 'RIB', colour: 'black', engines: 'two large outboards' },
      how_known: 'I keep my own boat there',
      regular: 'The third time this month',
    },
  },
  {
    name: 'pevensey equipment',
    hoursAgo: 26,
    minute: 12,
    answers: {
      kind: 'equipment',
      when: { at: 'earlier', words: 'on my walk this morning' },
      where: pin(50.8205, 0.3551),
      what: saw('Under a tarpaulin behind the groyne: eight new life jackets and an outboard in a blanket.'),
    },
  },
  {
    name: 'newhaven lorry',
    hoursAgo: 31,
    minute: 55,
    answers: {
      kind: 'vehicle',
      when: { at: 'today', time: 'about 5 in the morning' },
      where: { how: 'place', position: { lat: 50.7937, lon: 0.0553 }, written: 'Newhaven' },
      what: saw('Somebody was let into the back of a parked lorry and the doors were sealed again.'),
      vehicle: { make: 'articulated, blue cab', trailer: 'grey curtain sides, no company name' },
    },
  },
  {
    name: 'shoreham engines',
    hoursAgo: 50,
    minute: 20,
    answers: {
      kind: 'purchase',
      when: { at: 'earlier', words: 'Thursday' },
      where: { how: 'place', position: { lat: 50.8316, lon: -0.2757 }, written: 'Shoreham-by-Sea' },
      what: saw('Two men bought six outboards for cash, wanted no papers and did not ask what they were like.'),
      how_known: 'I work in a chandlery',
    },
    contact: { email: 'chandler@post.example' },
  },
  {
    name: 'selsey lights',
    hoursAgo: 74,
    minute: 5,
    answers: {
      kind: 'boat',
      when: { at: 'earlier', words: 'Tuesday after midnight' },
      where: pin(50.7196, -0.7902),
      what: saw('Somebody on the beach flashed a lamp out to sea, and a boat without lights flashed back.'),
      vessel: { heading: 'to the west' },
    },
  },
  {
    name: 'dungeness boat',
    hoursAgo: 5,
    minute: 33,
    answers: {
      kind: 'boat',
      when: { at: 'today' },
      where: pin(50.9062, 0.9905),
      what: saw('An inflatable with far too many people was heading along the shore towards the power station.'),
      people: { number: '40 or so' },
    },
  },
  {
    name: 'online advertisement',
    hoursAgo: 100,
    minute: 48,
    answers: {
      kind: 'online',
      when: { at: 'earlier' },
      where: { how: 'described', description: 'On a video site, in two languages' },
      what: saw('An account with a blue anchor promises a crossing with a guarantee and gives a number to write to.'),
    },
  },
] // prettier-ignore

export const publicReports: readonly PublicReport[] = [...landing, ...single]
