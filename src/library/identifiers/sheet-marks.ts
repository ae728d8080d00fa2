/** What a spreadsheet does to a value on its way into a file, undone; and what it did for good, said. Pure. */

const FORMULA = /^=\s*(?:T\()?"([^"]*)"\)?$/i
const QUOTED = /^"([^"]*)"$/
/** The mark by which a cell is text. Some exports write it twice, or at both ends. */
const TEXT_MARK = /^['’‘`´]{1,2}(?=[\d+A-Za-z@(])|^=(?=[+\d])/
/** A number that came back as one with decimals: `7700900123.0`. */
const AS_FLOAT = /^(\+?\d{5,})[.,]0{1,6}$/
const FRACTION = /^\+?\d{9,}[.,][1-9]$/
const THOUSANDS = /^(\d{1,3}(?:,\d{3}){2,})(?:\.0{1,2})?$/
const EXPONENT = /^(\d)(?:[.,](\d{1,20}))?E(\+?)(\d{1,2})$/i
const NARROW = /^#{2,}$/
const ERROR = /^#(?:N\/?A|VALUE|REF|NAME|DIV\/0|NUM|NULL|SPILL|CALC)[!?]?$/i
const NOTHING =
  /^(?:n\/?[ak]|nil|null|none|no|not (?:known|given|recorded|available|applicable)|nothing|unknown|unk|undefined|withheld|private|anonymous|hidden|blocked|deleted|redacted|removed|tb[ac]|to follow|see (?:text|notes?|above|below)|as above|blank|empty|[-–—.?*_x\s/]+)$/i

/**
 * Takes a spreadsheet's marks off a value: `'07700…`, `="07700…"`, `….0`, `4.47700900123E+11`.
 * @param text - readable text
 * @returns the value; or `fault`, what is wrong with it and what to do, where nothing is left of it
 */
export function withoutSheetMarks(text: string): { text: string } | { fault: string } {
  const value = MARKED.test(text) ? withoutMarks(text) : text
  if (!/\d/.test(value)) {
    if (NARROW.test(value)) return { fault: TOO_NARROW }
    if (ERROR.test(value)) return { fault: IN_ERROR }
    return value === '' || NOTHING.test(value)
      ? { fault: 'this says that there is no value' }
      : { text: value }
  }
  if (!NUMERIC.test(value)) return ERROR.test(value) ? { fault: IN_ERROR } : { text: value }
  const whole = AS_FLOAT.exec(value)?.[1] ?? THOUSANDS.exec(value)?.[1]?.replaceAll(',', '')
  if (FRACTION.test(value))
    return { fault: 'a number with a fraction is no identifier: look it up at its source' }
  return whole === undefined ? allDigits(value) : { text: whole }
}

const MARKED = /^[="'’‘`´]/
/** A point, a comma or an exponent in what is otherwise figures. */
const NUMERIC = /^\+?\d+[.,E][\d.,E+]*$/i
const TOO_NARROW = 'the column was too narrow when this was exported: make it wider and export again'
const IN_ERROR = 'the spreadsheet had an error in this cell: look it up at its source'

const withoutMarks = (text: string): string =>
  (FORMULA.exec(text)?.[1] ?? QUOTED.exec(text)?.[1] ?? text)
    .trim()
    .replace(TEXT_MARK, '')
    .replace(/(?<=\d)['’]$/, '')
    .trim()

/** `4.47700900123E+11` has all its digits; `4.47701E+11` has lost some, and no zeros may stand for them. */
function allDigits(value: string): { text: string } | { fault: string } {
  const [, first = '', rest = '', plus = '', exponent = ''] = EXPONENT.exec(value) ?? []
  // 1.2E34 without its plus may be a plate.
  if (first === '' || (plus === '' && rest.length < 3)) return { text: value }
  const places = Number(exponent)
  if (rest.length < places)
    return {
      fault: 'a spreadsheet has lost digits of this number: format the column as text and export again',
    }
  return /^0*$/.test(rest.slice(places)) ? { text: first + rest.slice(0, places) } : { text: value }
}
