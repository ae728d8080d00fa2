import type { Candidate } from './find-identifiers.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'

const FORMS: { pattern: RegExp; year: number; month: number; day: number }[] = [
  { pattern: /(?<![\d-])(\d{4})-(\d\d)-(\d\d)(?![\d-])/g, year: 1, month: 2, day: 3 },
  {
    pattern: /(?<![\d./-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)(?![\d/-]|\.\d)/g,
    year: 4,
    month: 3,
    day: 1,
  },
  {
    pattern: new RegExp(
      `(?<!\\d)(\\d{1,2})(?:st|nd|rd|th)?(?: of)?[ -]?${MONTH}\\.?[ ,-]{0,2}(\\d{4})(?!\\d)`,
      'gi',
    ),
    year: 3,
    month: 2,
    day: 1,
  },
  {
    pattern: new RegExp(`\\b${MONTH}\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})(?!\\d)`, 'gi'),
    year: 3,
    month: 1,
    day: 2,
  },
]

/**
 * Dates in a report, day before month as in Britain, or ISO 8601.
 * @param text - folded text of any length; read in linear time
 * @returns with the key YYYY-MM-DD, or null for a year of two figures, whose century nobody wrote
 */
export function findDates(text: string): Candidate[] {
  return FORMS.flatMap(({ pattern, year, month, day }) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const written = match[year] ?? ''
      const key = isoDate(
        written.length === 2 ? `20${written}` : written,
        match[month] ?? '',
        match[day] ?? '',
      )
      if (key === null) return []
      const end = match.index + match[0].length
      return [{ kind: 'date' as const, start: match.index, end, key: written.length === 2 ? null : key }]
    }),
  )
}

function isoDate(year: string, month: string, day: string): string | null {
  const number = /^\d/.test(month) ? Number(month) : MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1
  const iso = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${iso}T00:00:00Z`)
  if (Number(year) < 1900 || Number(year) > 2099) return null
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null
}
