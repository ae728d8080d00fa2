/** The words of the public page, in both languages. Names of reports and the words of people stay as they were written. */

/** One language of the page. */
export type PublicWords = {
  code: 'en' | 'cy'
  other: { code: 'en' | 'cy'; name: string }
  title: (body: string) => string
  list: string
  nothing: string
  intro: (agency: string, body: string) => string
  report: (publisher: string, day: string) => string
  invented: string
  late: (count: number) => string
  recommendations: string
  recommendation: string
  says: string
  due: string
  stands: string
  notEntered: string
  standing: Readonly<
    Record<'ended' | 'complete' | 'late' | 'at-risk' | 'proposed' | 'no-date' | 'in-time', string>
  >
  response: string
  readResponse: (day: string) => string
  noResponse: (day: string) => string
  promises: string
  promise: (by: string, due: string, kept: string | null) => string
  minutes: string
  counted: (day: string) => string
  back: string
  asPdf: string
  missing: string
  wrong: string
  exercise: string
}

export const en: PublicWords = {
  code: 'en',
  other: { code: 'cy', name: 'Cymraeg' },
  title: (body) => `${body}: holding the police to account`,
  list: 'Holding the police to account',
  nothing: 'No page is published here yet.',
  intro: (agency, body) => `What ${agency} was asked to do about organised immigration crime, and what is done. ${body} publishes this page.`,
  report: (publisher, day) => `A report of ${publisher}, published on ${day}.`,
  invented: 'Exercise. This report and everything on this page are invented.',
  late: (count) => count === 0 ? 'Nothing is late.' : count === 1 ? '1 recommendation is late.' : `${String(count)} recommendations are late.`,
  recommendations: 'Recommendations',
  recommendation: 'Number',
  says: 'What it says',
  due: 'Due',
  stands: 'How it stands',
  notEntered: 'Not entered yet',
  standing: {
    ended: 'No longer addressed to this force',
    complete: 'Complete',
    late: 'Late',
    'at-risk': 'At risk',
    proposed: 'The force says it is done. The inspectorate checks it',
    'no-date': 'No date entered yet',
    'in-time': 'In time',
  },
  response: 'Response of the commissioner',
  readResponse: (day) => `Read the response, signed on ${day}`,
  noResponse: (day) => `Not published yet. It is due by ${day}.`,
  promises: 'What was promised at meetings',
  promise: (by, due, kept) => `${by}, by ${due}. ${kept === null ? 'Not kept yet.' : `Kept on ${kept}.`}`,
  minutes: 'Minutes of meetings',
  counted: (day) => `As of ${day}. Counted from what the force’s chief officer has signed and the inspectorate has recorded.`,
  back: 'Back',
  asPdf: 'Take it as an accessible PDF',
  missing: 'There is no such page. It may have been switched off.',
  wrong: 'Something went wrong. Try again in a minute.',
  exercise: 'Exercise: all data is invented',
} // prettier-ignore

export const cy: PublicWords = {
  code: 'cy',
  other: { code: 'en', name: 'English' },
  title: (body) => `${body}: dwyn yr heddlu i gyfrif`,
  list: 'Dwyn yr heddlu i gyfrif',
  nothing: 'Nid oes tudalen wedi’i chyhoeddi yma eto.',
  intro: (agency, body) => `Yr hyn y gofynnwyd i ${agency} ei wneud am droseddau mewnfudo cyfundrefnol, a’r hyn sydd wedi’i wneud. Cyhoeddir y dudalen hon gan ${body}.`,
  report: (publisher, day) => `Adroddiad gan ${publisher}, a gyhoeddwyd ar ${day}.`,
  invented: 'Ymarfer. Mae’r adroddiad hwn a phopeth ar y dudalen hon wedi’u dyfeisio.',
  late: (count) => count === 0 ? 'Nid oes dim yn hwyr.' : `Argymhellion hwyr: ${String(count)}.`,
  recommendations: 'Argymhellion',
  recommendation: 'Rhif',
  says: 'Yr hyn y mae’n ei ddweud',
  due: 'Erbyn',
  stands: 'Sefyllfa',
  notEntered: 'Heb ei nodi eto',
  standing: {
    ended: 'Heb ei gyfeirio at yr heddlu hwn mwyach',
    complete: 'Wedi’i gwblhau',
    late: 'Yn hwyr',
    'at-risk': 'Mewn perygl o fod yn hwyr',
    proposed: 'Dywed yr heddlu ei fod wedi’i wneud. Mae’r arolygiaeth yn ei wirio',
    'no-date': 'Dim dyddiad wedi’i nodi eto',
    'in-time': 'Mewn pryd',
  },
  response: 'Ymateb y comisiynydd',
  readResponse: (day) => `Darllenwch yr ymateb, a lofnodwyd ar ${day}`,
  noResponse: (day) => `Heb ei gyhoeddi eto. Mae i’w gyhoeddi erbyn ${day}.`,
  promises: 'Yr hyn a addawyd mewn cyfarfodydd',
  promise: (by, due, kept) => `${by}, erbyn ${due}. ${kept === null ? 'Heb ei gadw eto.' : `Cadwyd ar ${kept}.`}`,
  minutes: 'Cofnodion cyfarfodydd',
  counted: (day) => `Ar ${day}. Wedi’i gyfrif o’r hyn y mae prif swyddog yr heddlu wedi’i lofnodi a’r hyn y mae’r arolygiaeth wedi’i gofnodi.`,
  back: 'Yn ôl',
  asPdf: 'Ei gael fel PDF hygyrch (yn Saesneg)',
  missing: 'Nid oes tudalen o’r fath. Efallai ei bod wedi’i diffodd.',
  wrong: 'Aeth rhywbeth o’i le. Rhowch gynnig arall arni ymhen munud.',
  exercise: 'Ymarfer: mae’r holl ddata wedi’u dyfeisio',
} // prettier-ignore

/**
 * A day in the words of a language.
 * @param day - YYYY-MM-DD, or a moment
 * @param code - of the language
 * @returns like `10 July 2025`, `10 Gorffennaf 2025`
 */
export function publicDate(day: string, code: 'en' | 'cy'): string {
  const moment = new Date(day)
  if (Number.isNaN(moment.getTime())) return ''
  const zone = /^\d{4}-\d{2}-\d{2}$/.test(day) ? 'UTC' : 'Europe/London'
  return new Intl.DateTimeFormat(code === 'cy' ? 'cy' : 'en-GB', {
    ...{ timeZone: zone, day: 'numeric', month: 'long', year: 'numeric' },
  }).format(moment)
}
