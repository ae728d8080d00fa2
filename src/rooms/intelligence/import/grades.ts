/** Grades as agencies write them, in the 3x5x2 or in the old 5x5x5. */
import * as codes from '../../../wire/codes.ts'
import { textOf, type Fields } from './cells.ts'

/** What a report needs of its grade. Codes that are not known are left as written, with a fault. */
export type Grade = {
  source_evaluation: string
  intelligence_assessment: string
  handling: string
  original_grade: string | null
}

/**
 * Reads the grade of a report in the 3x5x2, from one cell (`2CP`) or from three.
 * @param fields - cells of the report
 * @param pattern - groups `source`, `information`, `handling`; null when the parts have their own columns
 * @param faults - gets one line for each thing that is wrong
 * @returns the codes as written, known or not
 */
export function read3x5x2(fields: Fields, pattern: RegExp | null, faults: string[]): Grade {
  const cell = textOf(fields.grade)
  const groups = pattern === null ? undefined : pattern.exec(cell)?.groups
  const source = pattern === null ? textOf(fields.source) : (groups?.['source'] ?? '')
  const information = pattern === null ? textOf(fields.information) : (groups?.['information'] ?? '')
  const handling = pattern === null ? textOf(fields.handling) : (groups?.['handling'] ?? '')
  if (!source || !information || !handling) {
    faults.push('grade is incomplete')
  } else {
    if (!Object.hasOwn(codes.sourceEvaluation, source)) faults.push('unknown source evaluation')
    if (!Object.hasOwn(codes.intelligenceAssessment, information))
      faults.push('unknown intelligence assessment')
    if (!Object.hasOwn(codes.handling, handling)) faults.push('unknown handling code')
  }
  return {
    source_evaluation: source,
    intelligence_assessment: information,
    handling,
    original_grade: null,
  }
}

/**
 * Reads a grade of the old 5x5x5 (`E44`) and maps it as the code list says. The mapping is a guess
 * about another system's meaning, so the original is kept and a person evaluates the report again.
 * @param fields - cells of the report
 * @param faults - gets one line for each thing that is wrong
 * @returns the mapped codes, and the grade as it was written
 */
export function read5x5x5(fields: Fields, faults: string[]): Grade {
  const cell =
    textOf(fields.grade) || textOf(fields.source) + textOf(fields.information) + textOf(fields.handling)
  const written = cell.replaceAll(/\s+/g, '').toUpperCase()
  const [source = '', information = '', handling = ''] = written
  const mapped = {
    source_evaluation: mappedBy(codes.legacy5x5x5.source, source),
    intelligence_assessment: mappedBy(codes.legacy5x5x5.information, information),
    handling: mappedBy(codes.legacy5x5x5.handling, handling),
  }
  const known = mapped.source_evaluation && mapped.intelligence_assessment && mapped.handling
  if (written === '') faults.push('grade is incomplete')
  else if (!known || written.length !== 3) faults.push('unknown 5x5x5 grade')
  return { ...mapped, original_grade: cell }
}

function mappedBy(list: Readonly<Record<string, string>>, code: string): string {
  return Object.hasOwn(list, code) ? (list[code] ?? '') : ''
}
