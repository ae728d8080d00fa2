/** The lines of the table about sealing. */
import type { Line } from './figures.ts'
import type { SealingFigure } from './measure-sealing.ts'

/** The seconds that the target grants for a hundred thousand records with eight tokens. */
const GRANTED = 180
const GRANTED_FOR = 100_000

/** Sealing does not depend on how many reports there are: measured once, shown in the first column. */
export function sealingLines(figure: SealingFigure, sizes: number): Line[] {
  const once = (value: number) => Array.from({ length: sizes }, (_, index) => (index === 0 ? value : null))
  const { perSecond, allowed, records, tokens, seconds, processorSeconds, plainSeconds } = figure
  const file = `${records.toLocaleString('en-GB')} records, ${tokens.toLocaleString('en-GB')} tokens`
  return [
    {
      name: 'Tokens sealed by one core, share of what multiplications allow',
      means: 'everything that agency and both holders compute for a token, proofs and their check included',
      unit: 'of it',
      target: { at: 'least', value: 0.8 },
      values: once(perSecond / allowed),
      plain: null,
    },
    {
      name: 'Tokens sealed by one core',
      means: 'the same in tokens a second of processor time',
      unit: 'tokens/s',
      target: null,
      values: once(perSecond),
      plain: { what: "libsodium's four multiplications for a token", values: once(allowed) },
    },
    {
      name: 'A file sealed, end to end',
      means: `${file}: read, sealed through two holders, and kept by a node, all on this machine`,
      unit: 's',
      target: { at: 'most', value: (GRANTED * records) / GRANTED_FOR },
      values: once(seconds),
      plain: { what: 'those multiplications alone, on all cores', values: once(plainSeconds) },
    },
    {
      name: 'A file sealed, processor time',
      means: 'of agency and both holders together, without the node',
      unit: 's',
      target: null,
      values: once(processorSeconds),
      plain: null,
    },
  ]
}
