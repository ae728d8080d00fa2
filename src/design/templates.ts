/**
 * The template environment: Nunjucks with autoescape, the components of GOV.UK Frontend, and Seamark's own.
 *
 * Templates print; they decide nothing. View models are tested TypeScript in the rooms.
 */
import { join } from 'node:path'
import nunjucks from 'nunjucks'
import { readAssets } from './assets.ts'
import type { Assets } from './assets.ts'
import * as codes from '../wire/codes.ts'
import { birthWords } from '../wire/births/known-birth.ts'
import { ukDate, ukDateTime, ukHour, ukMonth, ukTime, utcDateTime } from './dates.ts'
import * as fields from './fields.ts'
import { differingPart, gradeWords, labelFrom, ownLink, plural, sentenceList, ukNumber } from './words.ts'

const SOURCE = join(import.meta.dirname, '..')
const PACKAGES = join(SOURCE, '..', 'node_modules')

/** Prints pages. */
export type Templates = {
  /**
   * Renders a page.
   *
   * @param template - path below `src/`, like `rooms/intelligence/pages/report.njk`
   * @param view - the page's view; see README.md for what the layout expects of it
   * @returns the whole HTML document
   * @throws Error when the template does not exist or is wrong
   */
  render(template: string, view: object): string
}

/**
 * Makes the template environment. One is enough for a process.
 * @param options - `assetsFolder`: the folder that `buildAssets` wrote to; its manifest names the stylesheet
 *   and script. `development`: reads every template and the manifest anew for each page
 * @returns the environment; a view without `assets` gets those of the manifest
 */
export function createTemplates(options: { assetsFolder: string; development: boolean }): Templates {
  const environment = new nunjucks.Environment(
    new nunjucks.FileSystemLoader(
      [
        SOURCE,
        join(SOURCE, 'design', 'templates'),
        join(PACKAGES, 'govuk-frontend', 'dist'),
        join(PACKAGES, '@ministryofjustice', 'frontend'),
      ],
      { noCache: options.development },
    ),
    { autoescape: true, trimBlocks: true, lstripBlocks: true },
  )
  addWords(environment)
  addFields(environment)

  let assets: Assets | undefined
  const currentAssets = (): Assets => {
    if (options.development || assets === undefined) assets = readAssets(options.assetsFolder)
    return assets
  }
  return {
    render: (template, view) =>
      environment.render(template, 'assets' in view ? view : { ...view, assets: currentAssets() }),
  }
}

function addWords(environment: nunjucks.Environment): void {
  const safe = (markup: string) => new nunjucks.runtime.SafeString(markup)
  environment.addGlobal('codes', codes)
  environment.addFilter('ukDate', ukDate)
  environment.addFilter('ukDateTime', ukDateTime)
  environment.addFilter('ukHour', ukHour)
  environment.addFilter('ukMonth', ukMonth)
  environment.addFilter('birthWords', birthWords)
  environment.addFilter('utcDateTime', utcDateTime)
  environment.addFilter('ukTime', (moment: unknown) => safe(ukTime(moment)))
  environment.addFilter('ukNumber', ukNumber)
  environment.addFilter('sentenceList', sentenceList)
  environment.addFilter('plural', plural)
  environment.addFilter('gradeWords', gradeWords)
  environment.addFilter('ownLink', ownLink)
  environment.addFilter('differingPart', differingPart)
  for (const [name, list] of Object.entries({
    sourceEvaluation: codes.sourceEvaluation,
    intelligenceAssessment: codes.intelligenceAssessment,
    handling: codes.handling,
    actionCode: codes.actionCode,
    sanitisationCode: codes.sanitisationCode,
    personCategory: codes.personCategory,
    personCategoryShort: codes.personCategoryShort,
    statementBasis: codes.statementBasis,
    subjectKind: codes.subjectKind,
    eventKind: codes.eventKind,
  })) {
    environment.addFilter(name, labelFrom(list))
  }
}

function addFields(environment: nunjucks.Environment): void {
  const isMarkup = (value: unknown) => value instanceof nunjucks.runtime.SafeString
  const helper = (build: fields.FieldBuilder): fields.FieldBuilder => {
    return (options, values, errors) => fields.withoutRawHtml(build(options, values, errors), isMarkup)
  }
  environment.addFilter('errorList', fields.errorList)
  environment.addFilter('inputParams', helper(fields.inputParams))
  environment.addFilter('textareaParams', helper(fields.textareaParams))
  environment.addFilter('selectParams', helper(fields.selectParams))
  environment.addFilter('radiosParams', helper(fields.radiosParams))
  environment.addFilter('checkboxesParams', helper(fields.checkboxesParams))
  environment.addFilter('dateParams', helper(fields.dateParams))
  environment.addFilter('fileParams', helper(fields.fileParams))
}
