/** Reads forms out of a page, as a browser without scripts would send them. */
import assert from 'node:assert/strict'

export type Form = {
  /** where it goes; empty: the page's own address */
  action: string
  method: string
  fields: Record<string, string[]>
}

/** The form of the page's main part that holds `name`, or the first one there. */
export function formOf(html: string, name?: string): Form {
  const found = allForms(html).find((form) => name === undefined || form.names.has(name))
  if (!found) throw new Error(`the page has no form${name === undefined ? '' : ` with ${name}`}`)
  const { names: _names, ...form } = found
  return form
}

/** Every form of the page's main part, with the names of all its fields, empty ones too. */
export function allForms(html: string): (Form & { names: Set<string> })[] {
  const main = /<main[\s\S]*<\/main>/.exec(html)?.[0] ?? html
  return [...main.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = '', inside = '']) => ({
    action: attribute(head, 'action') ?? '',
    method: (attribute(head, 'method') ?? 'get').toLowerCase(),
    fields: fieldsOf(inside),
    names: new Set([...inside.matchAll(/\sname="([^"]+)"/g)].map(([, one = '']) => unescapeHtml(one))),
  }))
}

/** What a form would send: typed values put over those that stand in it. */
export function filledIn(
  form: Form,
  typed: Record<string, string | string[]>,
): Record<string, string | string[]> {
  const { _csrf, ...fields } = form.fields
  return { ...fields, ...typed }
}

function fieldsOf(inside: string): Record<string, string[]> {
  const fields: Record<string, string[]> = {}
  const add = (name: string | null, value: string) => {
    if (name !== null) (fields[name] ??= []).push(value)
  }
  const controls = /<(input|textarea|select)\b([^>]*)>(?:([\s\S]*?)<\/\1>)?/g
  // An input has no end; its "content" would swallow the next control of the same kind.
  for (const [, tag, head = '', body = ''] of inside
    .replaceAll(/<input\b([^>]*)>/g, '<input$1></input>')
    .matchAll(controls)) {
    const name = attribute(head, 'name')
    if (tag === 'textarea') add(name, unescapeHtml(body.replace(/^\r?\n/, '')))
    else if (tag === 'select') {
      const chosen = [...body.matchAll(/<option\b([^>]*)>/g)].find(([, one = '']) => /\sselected\b/.test(one))
      add(name, attribute(chosen?.[1] ?? '', 'value') ?? '')
    } else {
      const type = attribute(head, 'type') ?? 'text'
      if (['submit', 'button', 'file'].includes(type)) continue
      if (['checkbox', 'radio'].includes(type) && !/\schecked\b/.test(head)) continue
      add(name, attribute(head, 'value') ?? '')
    }
  }
  return fields
}

function attribute(head: string, name: string): string | null {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(` ${head}`)
  return found ? unescapeHtml(found[1] ?? '') : null
}

const entities: Record<string, string> = {
  lt: '<',
  gt: '>',
  quot: '"',
  amp: '&',
  '#39': "'",
  '#x27': "'",
  '#96': '`',
  '#92': '\\',
}

/** The words of a page, as a person reads them. */
export const textOf = (html: string): string =>
  unescapeHtml(html.replaceAll(/<[^>]*>/g, ' ')).replaceAll(/\s+/g, ' ')

export const unescapeHtml = (text: string): string =>
  text.replaceAll(/&(#?\w+);/g, (all, name: string) => entities[name] ?? all)

/**
 * Asserts that a page gives a refused form back: the title says so, the summary links to fields that are
 * there, and everything that was typed stands in it.
 */
export function assertComesBack(html: string, typed: Record<string, string | string[]>): void {
  assert.match(html, /<title>Error: /)
  const summary = /<div class="govuk-error-summary"[\s\S]*?<\/ul>/.exec(html)?.[0]
  assert.ok(summary, 'there is no error summary')
  const links = [...summary.matchAll(/href="#([^"]*)"/g)].map(([, id = '']) => unescapeHtml(id))
  const said = [...summary.matchAll(/<li[^>]*>([\s\S]*?)<\/li>/g)]
  assert.ok(said.length > 0, 'the error summary is empty')
  for (const id of links)
    assert.ok(
      html.includes(` id="${id}"`) || html.includes(` id="${id.replaceAll('.', '\\.')}"`),
      `the summary links to #${id}, which is not there`,
    )
  const { fields } = formOf(html, Object.keys(typed)[0])
  for (const [name, value] of Object.entries(typed))
    assert.deepEqual(fields[name] ?? [], [value].flat(), `what was typed in ${name}`)
}

/** The texts of the error summary. */
export function errorsOf(html: string): string[] {
  const summary = /<div class="govuk-error-summary"[\s\S]*?<\/ul>/.exec(html)?.[0] ?? ''
  return [...summary.matchAll(/<li[^>]*>([\s\S]*?)<\/li>/g)].map(([, one = '']) =>
    unescapeHtml(one.replaceAll(/<[^>]*>/g, '').trim()),
  )
}
