/** Reading a form as it arrives: strings by name, several of one name as a list. */
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { bodyOf, LARGEST_INTEGER } from './input.ts'

export type Typed = Readonly<Record<string, string | string[] | undefined>>

const formSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

/**
 * Reads a whole form of a page that keeps nothing of it when it is wrong.
 * @returns name to what was typed
 * @throws invalid when it holds what cannot be stored
 */
export function formOf(request: FastifyRequest): Typed {
  return bodyOf(request, formSchema)
}

/**
 * Reads one field.
 * @param typed - the form
 * @param name - of the field
 * @returns without the spaces around it; undefined when it is missing or empty
 */
export function typedText(typed: Typed, name: string): string | undefined {
  const value = typed[name]
  const text = (Array.isArray(value) ? value.at(-1) : value)?.trim()
  return text === '' ? undefined : text
}

/**
 * Reads a field as the number of something: a revision, a version, an agency.
 * @param typed - the form
 * @param name - of the field
 * @returns 0, which nothing has, where it is missing or no number of PostgreSQL's integer
 */
export function typedNumber(typed: Typed, name: string): number {
  return numberOf(typedText(typed, name))
}

/**
 * Reads a text as the number of something.
 * @param text - as it was typed
 * @returns 0, which nothing has, where it is no number of PostgreSQL's integer
 */
export function numberOf(text: string | undefined): number {
  const number = /^[1-9]\d{0,9}$/.test(text ?? '') ? Number(text) : 0
  return number > LARGEST_INTEGER ? 0 : number
}

/**
 * Reads every value of a field, for checkboxes.
 * @param typed - the form
 * @param name - of the field
 * @returns none where the field is missing
 */
export function typedList(typed: Typed, name: string): string[] {
  return [typed[name] ?? []].flat()
}

/**
 * Reads a field as one of the codes of a list.
 * @param typed - the form
 * @param name - of the field
 * @param list - code to label
 * @returns undefined when it is none of them
 */
export function typedCode<Code extends string>(
  typed: Typed,
  name: string,
  list: Readonly<Record<Code, string>>,
): Code | undefined {
  const value = typedText(typed, name)
  return value !== undefined && Object.hasOwn(list, value) ? (value as Code) : undefined
}
