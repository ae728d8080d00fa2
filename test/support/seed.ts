/** Loaded before each test file by `npm test`: every property begins with the seed of this run. */
import { readFileSync } from 'node:fs'

const seed = Number(process.env['PROPERTIES_SEED'])
if (!Number.isSafeInteger(seed)) throw new Error('PROPERTIES_SEED is no whole number')

// Most files have no property, and fast-check takes longer to load than they do.
const file = process.argv[1] ?? ''
if (file.includes('tests-together') || readFileSync(file, 'utf8').includes(`'fast-check'`)) {
  const { default: fc } = await import('fast-check')
  fc.configureGlobal({ ...fc.readConfigureGlobal(), seed })
}
