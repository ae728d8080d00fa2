/** How the ledger stands, in words: for everybody, and for whoever asks for proofs. */
import { ukDateTime } from '../../../design/dates.ts'
import { plural, ukNumber } from '../../../design/words.ts'
import type { LedgerState } from '../../../platform/ledger/witnesses.ts'

const REFUSED: Readonly<Record<string, string>> = {
  rollback: 'The ledger was rolled back: it has fewer events than it had.',
  fork: 'The ledger has two histories: as many events as before, and other ones.',
  changed: 'The ledger was changed: what it has now does not go on from what it had.',
}

/**
 * Makes what the page prints.
 * @param state - as the database has it
 * @returns the facts as rows, the witnesses, and what was refused
 */
export function logView(state: LedgerState) {
  const { checkpoint, witnesses, byAll, verification } = state
  const cosigned = witnesses.filter((one) => one.cosigned !== null && one.cosigned.size === checkpoint?.size)
  const alarms = state.refusals.map((one) => ({
    who: one.witness === null ? 'This node itself' : `${one.body ?? 'A witness'} (${one.witness})`,
    what: REFUSED[one.kind] ?? one.kind,
    numbers: `It had signed ${events(one.seen)}; then it showed ${events(one.shown)}.`,
    at: one.at,
    isOver: one.isOver,
  }))
  return {
    key: state.key,
    alarms,
    isWrong: alarms.some((one) => !one.isOver) || (verification !== null && verification.fault !== null),
    facts: [
      fact(
        'Last checkpoint',
        checkpoint === null
          ? 'None is signed yet'
          : `${events(checkpoint.size)}, signed ${ukDateTime(checkpoint.at)}`,
      ),
      fact('Witnessed by', `${ukNumber(cosigned.length)} of ${ukNumber(witnesses.length)}`),
      ...(byAll === null || byAll.size === checkpoint?.size || witnesses.length === 0
        ? []
        : [fact('Last witnessed by all', `${events(byAll.size)}, ${ukDateTime(byAll.at)}`)]),
      fact(
        'Last full verification',
        verification === null
          ? 'None yet: the node verifies all events each night'
          : `${ukDateTime(verification.at)}: ${verification.fault ?? `all ${events(verification.size)} are as they were signed`}`,
      ),
    ],
    witnesses: witnesses.map((one) => [
      { text: one.body, detail: one.name },
      one.cosigned === null ? 'Nothing yet' : events(one.cosigned.size),
      one.cosigned === null ? '' : { time: one.cosigned.at },
    ]),
  }
}

const events = (count: number) => plural(count, 'event')
const fact = (name: string, text: string) => ({ key: { text: name }, value: { text } })
