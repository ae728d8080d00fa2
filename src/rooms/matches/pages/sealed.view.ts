/** What an agency has sealed, and who could do what with it, as the page says it. */
import { ukDate } from '../../../design/dates.ts'
import { subjectKind } from '../../../wire/codes.ts'
import { holderName, onOneMachine, COUNTED_RECORDS, type SealedOverview } from '../../sealed-index/index.ts'
import { matchTabs } from './matches.view.ts'

/**
 * Makes everything the template prints.
 * @param view - what the agency shares as tokens only
 * @param waitingPairs - how many rows wait in the queue of persons
 * @returns what the template prints
 */
export function sealedPage(view: SealedOverview, waitingPairs: number) {
  const names = view.holders.map(holderName)
  const records = view.records.toLocaleString('en-GB')
  return {
    title: 'Sealed records',
    tabs: matchTabs('sealed', waitingPairs),
    ready: view.epochs.current !== null && view.holders.length === 2,
    rotating: view.epochs.preparing !== null,
    oneMachine: onOneMachine(view.holders),
    facts: [
      { key: 'Records sealed', text: view.records >= COUNTED_RECORDS ? `${records} or more` : records },
      ...(view.firstExpiry ? [{ key: 'The first expire on', text: ukDate(view.firstExpiry) }] : []),
      { key: 'Epoch', text: view.epochs.current === null ? 'None yet' : String(view.epochs.current) },
      {
        key: 'A record stands for',
        text: `${String(view.daysKept)} days at most, unless it is sealed again`,
      },
      { key: 'Key holders', lines: names },
    ],
    lastSealed: view.lastSealed,
    hit: view.hit,
    kinds: view.tokens.map(({ kind, tokens }) => [subjectKind[kind], { number: tokens }]),
    any: view.records > 0,
    powers: powers(names),
  }
}

/** Who sees what, and who can do what: also where the answer is not pleasant. */
function powers(names: readonly string[]) {
  const [one = 'the first holder', two = 'the second holder'] = names
  return [
    [
      'Whoever copies this node’s database',
      'Which tokens are equal, how many an agency has, of which kind, and when they came',
      'Cannot turn a token into a number or a name, and cannot try numbers out: no part of the key is in it',
    ],
    [
      'This node, while it runs',
      'The same; and where a partner holds the same value here in clear, what it is: that is what a hit tells',
      'Cannot turn a token back by itself. It asks the holders to seal what is held here in clear, so it could try numbers out as an agency could: within its quota, and both write it down',
    ],
    [
      `One holder alone: ${one}; or ${two}`,
      'How many values an agency asks about, of which kind, and when. What it is shown is blinded: random to it',
      'Cannot turn a token back, even with a copy of this node’s database: half of the key is missing',
    ],
    [
      'Another agency',
      'That it holds the same as you, where your record may be discovered',
      'Could try numbers out, one by one, within its quota at both holders. Both write down who asked for how many; ten thousand a day would take 2,700 years for every British number',
    ],
    [
      `Both holders together: ${one}, and ${two}; or a thief of both keys`,
      'With a copy of this node’s database, whatever they care to try',
      'Could work out every telephone number in the index within about eleven days on one processor, and names with dates of birth sooner. Nothing in the program prevents this. That is why two bodies hold the keys, why keys are changed by epochs, and why old ones are destroyed',
    ],
  ]
}
