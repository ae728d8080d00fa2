/**
 * What a desk may ask a reporter without a second officer. Each asks for what the person has already seen
 * or has already got, and none asks anybody to do anything: somebody who is asked to find out, or who tells
 * again and again of people they know, may become a covert human intelligence source, and that is no
 * decision of a form (RIPA 2000 s.26(8)). Legal advice is to be had before a template is added.
 */
import type { Language } from '../body.ts'

export type Template = { en: string; cy: string }

export const questionTemplates = {
  'when-exactly': {
    en: 'When did you see this, as exactly as you remember?',
    cy: 'Pryd welsoch chi hyn, mor fanwl ag y cofiwch?',
  },
  'where-exactly': {
    en: 'Where was it? Something that stands near it, or the name of the beach, slipway or car park, helps.',
    cy: 'Ble oedd hyn? Mae rhywbeth sy’n sefyll gerllaw, neu enw’r traeth, y llithrfa neu’r maes parcio, yn helpu.',
  },
  'how-many': {
    en: 'About how many people did you see?',
    cy: 'Tua faint o bobl welsoch chi?',
  },
  boat: {
    en: 'Do you remember anything else about the boat: its name, colour, length, engine, or which way it went?',
    cy: 'Ydych chi’n cofio unrhyw beth arall am y cwch: ei enw, ei liw, ei hyd, ei injan, neu i ba gyfeiriad yr aeth?',
  },
  vehicle: {
    en: 'Do you remember anything else about the vehicle: its number plate, make, colour, or a trailer?',
    cy: 'Ydych chi’n cofio unrhyw beth arall am y cerbyd: ei rif cofrestru, ei wneuthuriad, ei liw, neu drelar?',
  },
  'when-you-left': {
    en: 'Was it still there when you left?',
    cy: 'Oedd e’n dal yno pan adawsoch chi?',
  },
  'how-known': {
    en: 'Did you see this yourself, or did somebody tell you? Please do not say who.',
    cy: 'A welsoch chi hyn eich hun, neu a ddywedodd rhywun wrthych? Peidiwch â dweud pwy, os gwelwch yn dda.',
  },
  photograph: {
    en: 'If you already have a photograph of it, you can add it here. Please do not go and take one.',
    cy: 'Os oes gennych lun ohono eisoes, gallwch ei ychwanegu yma. Peidiwch â mynd i dynnu un, os gwelwch yn dda.',
  },
  online: {
    en: 'Where was it advertised? The address of the page or the name of the account helps.',
    cy: 'Ble cafodd ei hysbysebu? Mae cyfeiriad y dudalen neu enw’r cyfrif yn helpu.',
  },
  thanks: {
    en: 'Thank you. We have read what you sent.',
    cy: 'Diolch. Rydym wedi darllen yr hyn a anfonoch.',
  },
} as const satisfies Record<string, Template>

export type TemplateCode = keyof typeof questionTemplates
export const templateCodes = Object.keys(questionTemplates) as [TemplateCode, ...TemplateCode[]]

/** Said after every question, so that none is taken for a task. */
const NO_TASK: Template = {
  en: 'You do not have to answer. Please do not go and look, ask anybody, or do anything to find out.',
  cy: 'Nid oes rhaid i chi ateb. Peidiwch â mynd i edrych, holi neb, na gwneud dim i gael gwybod.',
}

/**
 * Writes a template as the reporter reads it.
 * @param code - of the template
 * @param language - of the report
 * @returns the question, with what is said after every question
 */
export function templateText(code: TemplateCode, language: Language): string {
  const text = questionTemplates[code][language]
  return code === 'thanks' ? text : withoutTask(text, language)
}

/**
 * Adds to a question in free words what is said after every question: that nothing need be done for it.
 * @param text - as the officer wrote it
 * @param language - of the report
 * @returns both
 */
export function withoutTask(text: string, language: Language): string {
  return `${text}\n\n${NO_TASK[language]}`
}
