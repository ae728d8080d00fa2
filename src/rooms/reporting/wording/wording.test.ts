/** Both languages have the same sentences, and they are short: somebody reads them at night, in the rain. */
import assert from 'node:assert/strict'
import { glob, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, test } from 'node:test'
import { promptsOf } from '../public/prompts.ts'
import { cy } from './cy.ts'
import { en } from './en.ts'
import { MONTHS_BETWEEN_CHECKS, numbers, numbersAreOld, telephoneLink } from './numbers.ts'

/** Every sentence with the names that lead to it; what takes a value is given one. */
function sentences(words: object, prefix = ''): [string, string][] {
  return Object.entries(words).flatMap(([name, value]: [string, unknown]): [string, string][] => {
    const at = `${prefix}.${name}`
    if (typeof value === 'string') return [[at, value]]
    if (typeof value === 'function') {
      const ask = value as (...values: (string | number)[]) => string
      return [[at, ask.length === 2 ? ask('Sussex', 'Kent') : ask(2)]]
    }
    return typeof value === 'object' && value !== null ? sentences(value, at) : []
  })
}

/** Grade of schooling that a text asks for (Flesch and Kincaid, 1975); a reader of nine is in the fourth. */
function gradeOf(texts: readonly string[]): number {
  const text = texts.join('. ')
  const sentenceCount = text.split(/[.!?:](?:\s|$)/).filter((one) => /\w/.test(one)).length
  const words = text.match(/[A-Za-z’]+/g) ?? []
  const syllables = words.reduce((sum, word) => sum + syllablesOf(word.toLowerCase()), 0)
  return 0.39 * (words.length / sentenceCount) + 11.8 * (syllables / words.length) - 15.59
}

const syllablesOf = (word: string) =>
  Math.max(1, (word.replace(/(?:[^laeiouy]es|ed|[^laeiouy]e)$/, '').match(/[aeiouy]{1,2}/g) ?? []).length)

void describe('the wording of the public', () => {
  void test('both languages have the same shape, and no sentence is empty', () => {
    assert.deepEqual(
      sentences(cy).map(([name]) => name),
      sentences(en).map(([name]) => name),
    )
    for (const [name, said] of [...sentences(en), ...sentences(cy)]) assert.ok(said.trim() !== '', name)
  })

  void test('Welsh is not English that somebody forgot', () => {
    const same = sentences(cy).filter(([name, said]) =>
      sentences(en).some(([one, its]) => one === name && its === said),
    )
    // Positions, and what a proof of work or a button's name shares.
    assert.deepEqual(
      same.map(([name]) => name).filter((name) => !/positionExamples/.test(name)),
      [],
    )
  })

  void test('every sign has words', () => {
    for (const code of Object.values(promptsOf).flat()) assert.ok(code in en.seen.prompts, code)
    const used = new Set<string>(Object.values(promptsOf).flat())
    for (const code of Object.keys(en.seen.prompts)) assert.ok(used.has(code), `${code} is asked of nobody`)
  })

  void test('a nine-year-old can read it', () => {
    const all = sentences(en).map(([, said]) => said)
    assert.ok(gradeOf(all) < 5, `the whole asks for grade ${gradeOf(all).toFixed(1)}`)
    for (const [name, said] of sentences(en))
      for (const sentence of said.split(/[.!?:](?:\s|$)/))
        assert.ok(sentence.split(/\s+/).length <= 28, `${name}: ${sentence}`)
  })

  void test('no template holds words of its own', async () => {
    const root = path.join(import.meta.dirname, '..', '..', '..')
    for (const pattern of ['rooms/reporting/public/pages/*.njk', 'design/public/*.njk'])
      for await (const file of glob(pattern, { cwd: root })) {
        const text = (await readFile(path.join(root, file), 'utf8'))
          .replaceAll(/\{#[\s\S]*?#\}|\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}|<!DOCTYPE html>/g, '')
          .replaceAll(/<[^>]*>/g, '')
        assert.equal(/\p{L}{2,}/u.exec(text)?.[0], undefined, file)
        const spoken = /(?:aria-label|alt|title|placeholder)="[^"{]*\p{L}/u.exec(
          await readFile(path.join(root, file), 'utf8'),
        )
        assert.equal(spoken?.[0], undefined, file)
      }
  })
})

void describe('the numbers of the public', () => {
  void test('are pressed without spaces, and are rung again twice a year', () => {
    assert.equal(telephoneLink(numbers.coastalCrimeLine), 'tel:08000113304')
    assert.equal(numbersAreOld(new Date(`${numbers.checked}T12:00:00Z`)), false)
    const later = new Date(`${numbers.checked}T12:00:00Z`)
    later.setUTCMonth(later.getUTCMonth() + MONTHS_BETWEEN_CHECKS)
    assert.equal(numbersAreOld(later), true)
  })
})
