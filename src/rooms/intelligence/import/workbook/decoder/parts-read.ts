/** Which parts of a workbook are read at all: what its relations name, as the parser follows them. */
import { MOST_SHEETS } from './limits.ts'
import { Refused } from './refuse.ts'
import { walkTags } from './walk-tags.ts'

export const WORKBOOK = 'xl/workbook.xml'
export const RELATIONS = 'xl/_rels/workbook.xml.rels'

/** More than this is no list of sheets. */
const LARGEST_LIST = 1_000_000

export type PartsRead = {
  /** parts of sheets, with the names that people gave them */
  sheets: Map<string, string>
  /** shared strings and styles */
  others: string[]
}

/**
 * Says which parts of a workbook are read.
 * @param workbook - the XML of WORKBOOK
 * @param relations - the XML of RELATIONS
 * @returns the sheets by part, and the other parts
 * @throws Refused `sheets`; what walkTags throws
 */
export function partsRead(workbook: Buffer, relations: Buffer): PartsRead {
  if (workbook.length > LARGEST_LIST || relations.length > LARGEST_LIST) throw new Refused('sheets')
  const named = tagsNamed(workbook, 'sheet').map((tag) => ({
    name: attribute(tag, 'name'),
    id: attribute(tag, 'id'),
  }))
  if (named.length > MOST_SHEETS) throw new Refused('sheets')
  const sheets = new Map<string, string>()
  const others = ['xl/sharedStrings.xml', 'xl/styles.xml']
  for (const tag of tagsNamed(relations, 'Relationship')) {
    const target = attribute(tag, 'Target')
    const part = target.startsWith('/') ? target.slice(1) : `xl/${target}`
    const kind = attribute(tag, 'Type').split('/').at(-1)
    if (kind === 'worksheet')
      sheets.set(part, named.find(({ id }) => id === attribute(tag, 'Id'))?.name ?? '')
    else if (kind === 'sharedStrings' || kind === 'styles') others.push(part)
  }
  if (sheets.size > MOST_SHEETS) throw new Refused('sheets')
  return { sheets, others: [...new Set(others)].filter((part) => !sheets.has(part)) }
}

function tagsNamed(xml: Buffer, name: string): string[] {
  const tags: string[] = []
  walkTags(xml, {
    opened: (from, to, tagTo) => {
      if (xml.toString('latin1', from, to) === name) tags.push(xml.toString('utf8', to, tagTo))
    },
  })
  return tags
}

function attribute(tag: string, name: string): string {
  const found = new RegExp(`\\s(?:\\w{1,20}:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)
  return found?.[1] ?? found?.[2] ?? ''
}
