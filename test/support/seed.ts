/** Loaded before each test file by `npm test -- --seed N`: every property begins with that seed. */
import fc from 'fast-check'

const seed = Number(process.env['SEAMARK_TEST_SEED'])
if (!Number.isSafeInteger(seed)) throw new Error('SEAMARK_TEST_SEED is no whole number')
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed })
