import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, before, describe, test } from 'node:test'
import { ownAuthority } from '../../../test/support/certificates.ts'
import { checkAuthorities } from './authorities.ts'
import { inOneLine } from './finding.ts'

void describe('the file of authorities', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'seamark-authorities-'))
  })
  after(() => rm(folder, { recursive: true }))

  const days = (many: number) => new Date(Date.now() + many * 86_400_000)
  const found = async (text: string) => {
    const file = path.join(folder, 'file.pem')
    await writeFile(file, text)
    return (await checkAuthorities({ NODE_EXTRA_CA_CERTS: file })).map((one) => inOneLine(one)).join()
  }

  void test('need not be there; where one is named it is read', async () => {
    assert.deepEqual(await checkAuthorities({}), [])
    assert.equal(await found(ownAuthority().certificate), '')
    const [missing] = await checkAuthorities({ NODE_EXTRA_CA_CERTS: path.join(folder, 'nosuch.pem') })
    assert.equal(missing?.weight, 'refuses')
  })

  void test('is told where it holds none, a damaged one, or none that is good any more', async () => {
    const { certificate, issue } = ownAuthority()
    const over = issue('a.example', days(-9), days(-1)).certificate
    assert.match(await found('MIIB'), /holds no certificate in PEM form/)
    assert.match(await found(certificate.replace('\nMI', '\nAA')), /damaged/)
    assert.match(await found(over), /have run out/)
    assert.equal(await found(over + certificate), '', 'the bundle of a system holds some that have run out')
  })
})
