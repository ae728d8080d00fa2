/** What the owner of a report must look at before it is released. */
import type { MemberScope } from '../../../../platform/database/scope.ts'
import type { RecordHeading, ReleaseCare, ReleaseQuestion } from '../../../../platform/rooms/record-kind.ts'
import { besideReport, hasPictures } from '../../beside-report.ts'
import { SAY_WHETHER_DESCRIBED } from '../../describes-withheld.ts'
import { readReport, type ReportView } from '../../read-report.ts'
import { describedView } from '../described.view.ts'

const folder = 'rooms/intelligence/pages/release'
const SANITISE = 'Write a sanitised version without what describes them, and release that'

/**
 * Reads a report that is to be released.
 * @param id - of a report
 * @returns its heading; what stands in the way, what does not go out with it, and, where somebody is held back, the
 *   question whether its text describes them
 * @throws not-found
 */
export async function beforeRelease(
  scope: MemberScope,
  id: string,
): Promise<{ heading: RecordHeading; care: ReleaseCare }> {
  const report = await readReport(scope, id)
  // This person sees some beside the report; partners will not.
  const photographs = report.own && (await besideReport(scope, id)).some(hasPictures)
  const sanitiseHref = `/reports/${id}/sanitise`
  return {
    heading: report,
    care: {
      keptApart: report.withheldCount,
      notes: photographs ? ['Photographs stay with the public report; they are not released.'] : [],
      above: report.unchecked
        ? { template: `${folder}/not-checked.njk`, slot: { report, begun: report.nextVersions.length > 0 } }
        : null,
      below: { template: `${folder}/sanitise.njk`, slot: { sanitiseHref } },
      question: questionOf(report, sanitiseHref),
    },
  }
}

/** @returns null where nobody is held back */
function questionOf(report: ReportView, sanitiseHref: string): ReleaseQuestion | null {
  const described = describedView(report, report.withheldCount, SANITISE)
  if (described === null) return null
  return {
    template: `${folder}/described.njk`,
    slot: { described, sanitiseHref },
    name: 'described',
    faultOf: (answer) => {
      if (answer === 'no') return null
      return answer === 'yes'
        ? 'Do not release a text that describes them. Write a sanitised version and release that'
        : SAY_WHETHER_DESCRIBED
    },
    changedMeanwhile: 'The text was changed meanwhile. Read it again, then answer',
  }
}
