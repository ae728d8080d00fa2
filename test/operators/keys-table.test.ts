/** The table of keys (docs/operators/rotate-keys.md) names every secret that the code knows. */
import assert from 'node:assert/strict'
import { glob, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, test } from 'node:test'
import { keysOfNode } from '../../src/cli/keys-of-node.ts'
import { ROOT } from '../support/database.ts'
import { ownTables } from '../schema/dictionary.ts'

/** Files that stand beside keys and are none. */
const NO_SECRET: Readonly<Record<string, string>> = {
  'ledger.key': 'the name of an operation',
  'holders.json': 'public identities of the holders, at an agency',
  'package.json': 'of the program itself',
}

/** What of the program makes or reads keys. */
const MAKES_KEYS = /newSigningKey|newKeyPair|randomBytes|generateKey|createCipheriv|scrypt/

async function sources(): Promise<{ file: string; text: string }[]> {
  const files: { file: string; text: string }[] = []
  for await (const file of glob('src/**/*.ts', { cwd: ROOT })) {
    if (/\.test(-support)?\.ts$|fixtures/.test(file)) continue
    files.push({ file, text: await readFile(path.join(ROOT, file), 'utf8') })
  }
  return files
}

void describe('the table of keys', () => {
  const page = () => readFile(path.join(ROOT, 'docs/operators/rotate-keys.md'), 'utf8')

  void test('names every setting that is a secret', async () => {
    const texts = [
      ...(await sources()).map(({ text }) => text),
      ...(await Promise.all(
        ['compose.yaml', 'deploy/compose.env.example', 'deploy/seamark.env.example'].map((file) =>
          readFile(path.join(ROOT, file), 'utf8'),
        ),
      )),
    ]
    const found = new Set(
      texts.flatMap((text) => [
        ...[...text.matchAll(/^\s*(?:#\s*)?([A-Z][A-Z0-9_]+)[:=]/gm)].map(([, name = '']) => name),
        ...[...text.matchAll(/\benv(?:\.|\[')([A-Z][A-Z0-9_]+)/g)].map(([, name = '']) => name),
      ]),
    )
    const secret = [...found].filter((name) =>
      /SECRET|PASSWORD|PASSPHRASE|_TOKEN$|_KEY$|^(MIGRATION_)?DATABASE_URL$|^SMTP_URL$/.test(name),
    )
    for (const known of ['OIDC_CLIENT_SECRET', 'SEAMARK_TOKEN', 'MIGRATION_PASSWORD', 'SMTP_URL'])
      assert.ok(secret.includes(known), `${known} is not looked for`)
    const text = await page()
    assert.deepEqual(
      secret.filter((name) => !text.includes(`\`${name}\``)),
      [],
    )
  })

  void test('names every file that holds a key', async () => {
    const files = (await sources()).flatMap(({ text }) => [
      ...[...text.matchAll(/'([\w.-]+\.(?:jwk|password|pem|key))'/g)].map(([, name = '']) => name),
      ...(MAKES_KEYS.test(text)
        ? [...text.matchAll(/'([\w.-]+\.json)'/g)].map(([, name = '']) => name)
        : []),
    ])
    const secret = [...new Set(files)].filter((name) => !Object.hasOwn(NO_SECRET, name))
    for (const known of ['node-caller.json', 'login.password', 'holder.json', 'secret.json', 'demo-identity.jwk'])
      assert.ok(secret.includes(known), `${known} is not looked for`)
    const text = await page()
    assert.deepEqual(
      secret.filter((name) => !text.includes(name)),
      [],
    )
  }) // prettier-ignore

  void test('names every table that holds a key', async () => {
    const tables = (await ownTables()).filter(({ columns }) => columns.some((one) => one.class === 'secret'))
    const text = await page()
    // The file of a draft is locked with the draft's key.
    const named = tables.map(({ name }) => name).filter((name) => name !== 'reporting.draft_file')
    assert.ok(named.length >= 8)
    assert.deepEqual(
      named.filter((name) => !text.includes(`\`${name}\``)),
      [],
    )
  })

  void test('has each key of `seamark keys`, where it lies, and its command', async () => {
    const text = await page()
    for (const { name, in: places, command } of keysOfNode) {
      const row = text.split('\n').find((line) => line.startsWith(`| \`${name}\``)) ?? ''
      assert.ok(row !== '', `no row of ${name}`)
      for (const place of places) assert.ok(row.includes(place), `${name}: ${place}`)
      const how = command ?? `keys changed ${name}`
      assert.ok(row.includes(how) || text.includes(`npx ${how}`), `${name}: ${how}`)
    }
  })
})
