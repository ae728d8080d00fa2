/** Reading a form as it arrives: strings by name, several of one name as a list. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { bodyOf, LARGEST_INTEGER } from '../../../../platform/http/input.ts'
import type { DraftDocument } from '../../drafts.ts'

export type Typed = Readonly<Record<string, string | string[] | undefined>>

const formSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

/**
 * A whole form of a page that keeps nothing of it when it is wrong.
 * @throws invalid when it holds what cannot be stored
 */
export function formOf(request: FastifyRequest): Typed {
  return bodyOf(request, formSchema)
}

/** One field without the spaces around it; undefined when it is missing or empty. */
export function typedText(typed: Typed, name: string): string | undefined {
  const value = typed[name]
  const text = (Array.isArray(value) ? value.at(-1) : value)?.trim()
  return text === '' ? undefined : text
}

/**
 * A field as the number of something: a revision, a version, an agency.
 * @returns 0, which nothing has, where it is missing or no number of PostgreSQL's integer
 */
export function typedNumber(typed: Typed, name: string): number {
  return numberOf(typedText(typed, name))
}

/** The same of a text by itself. */
export function numberOf(text: string | undefined): number {
  const number = /^[1-9]\d{0,9}$/.test(text ?? '') ? Number(text) : 0
  return number > LARGEST_INTEGER ? 0 : number
}

/** Every value of a field, for checkboxes. */
export function typedList(typed: Typed, name: string): string[] {
  return [typed[name] ?? []].flat()
}

/** A field as one of the codes of a list; undefined when it is none of them. */
export function typedCode<Code extends string>(
  typed: Typed,
  name: string,
  list: Readonly<Record<Code, string>>,
): Code | undefined {
  const value = typedText(typed, name)
  return value !== undefined && Object.hasOwn(list, value) ? (value as Code) : undefined
}

/** How many of `items.0.NAME`, `items.1.NAME` … a form holds. */
export function countTyped(typed: Typed, list: string, name: string): number {
  let count = 0
  while (typed[`${list}.${String(count)}.${name}`] !== undefined) count += 1
  return count
}

/** Fields without those that are undefined: a document holds what was said, not what was not. */
export function said<T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}

/**
 * Can PostgreSQL keep this document? It has no NUL and no half of a surrogate pair; the report's rules
 * refuse other control characters by name, but a draft keeps those until its author mends them.
 */
export function canBeKept(document: DraftDocument): boolean {
  return !/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/i.test(JSON.stringify(document))
}
