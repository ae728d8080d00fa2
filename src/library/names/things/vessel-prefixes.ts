import type { Piece } from './split-words.ts'

/** What stands before a ship's name and says what ship it is: motor vessel, fishing vessel, tug, yacht … */
const prefixes = new Set(
  (
    'mv ms mt mf mfv mts fv ss sv sy my mvs rv ts tss rms hms hmc uss usns hmcs hmas rfa rnlb rnli lpg lng vlcc ' +
    'tug yacht msv mtug gts dsv osv psv fpv mb rib nb ps pv cv'
  ).split(' '),
)
const inWords: readonly (readonly string[])[] = [
  ['motor', 'vessel'],
  ['motor', 'tanker'],
  ['motor', 'yacht'],
  ['motor', 'boat'],
  ['motor', 'fishing', 'vessel'],
  ['fishing', 'vessel'],
  ['fishing', 'boat'],
  ['sailing', 'vessel'],
  ['sailing', 'yacht'],
  ['steam', 'ship'],
  ['merchant', 'vessel'],
]

/** Letters of the ports around the North Sea and the Channel where fishing boats are registered. */
const ports = new Set(
  (
    'a ah b ba bcc bd be bf bh bk bm bn brd bs bu bw ca ce ck cl cn co cs ct cy d do dr e f fd fe fh fr fy g gh gk gn ' +
    'gu gw gy h hh hl ih ins j k ke kx ky l la lh li lk ll ln lo lr lt m ma me mh ml mn mr mt n ne nn ns ob p pd pe ' +
    'ph pl pt pw pz r ro rr rx ry s sa sc sd se sh sm sn so sr ss sse st su sy td th tn tt ul w wa wh wi wk wn wo wy ' +
    'yh bl ch dk cc dp fc lr bo o z ym ij ud vd arm brs bx sch tx wr yk'
  ).split(' '),
)

/**
 * Joins the halves of a hull number: "RX 123" and "RX123" are one. It stands at either end of the name.
 * @param pieces - words of the name; two of them become one
 */
export function joinHullNumber(pieces: Piece[]): void {
  for (const at of [0, pieces.length - 2]) {
    const [port, number] = [pieces[at], pieces[at + 1]]
    if (!port?.capitals || !number || pieces.length < 3) continue
    if (!ports.has(port.text) || !/^\d{1,4}$/.test(number.text)) continue
    pieces.splice(at, 2, { text: port.text + number.text, capitals: true, stopped: false })
    return
  }
}

/**
 * Counts the words before the name that only say what kind of ship it is; never all of them.
 * @param pieces - words of the name
 * @returns how many
 */
export function vesselPrefixes(pieces: readonly Piece[]): number {
  if (pieces.length < 2) return 0
  if (prefixes.has(pieces[0]?.text ?? '')) return 1
  const found = inWords.find((words) => words.every((word, at) => pieces[at]?.text === word))
  return found && found.length < pieces.length ? found.length : 0
}
