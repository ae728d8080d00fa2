/** Why a workbook is refused, as the process says it. The words are in ../refusals.ts. */

export const refusalCodes = [
  'too-large', // the file as it came
  'broken', // no archive, or one that contradicts itself
  'protected', // under a password, or the format before 2007
  'parts',
  'sheets',
  'unpacked',
  'ratio',
  'sizes', // a part is larger than the directory says
  'cell',
  'places', // a cell far away from all others
  'doctype', // XML that defines things of its own
  'nested',
  'time',
  'memory',
] as const
export type RefusalCode = (typeof refusalCodes)[number]

export class Refused extends Error {
  readonly code: RefusalCode
  /** @param detail - where the fault is, such as `Objects!XFD1048576`; never what stands there */
  constructor(code: RefusalCode, detail = '') {
    super(detail)
    this.code = code
  }
}
