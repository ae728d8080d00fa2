import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { testMailServer, type TestMailServer } from '../../../test/support/mail-server.ts'
import { MailFault, openMailer } from './mailer.ts'
import { readSmtpUrl } from './mail-settings.ts'

void describe('the address of a mail server', () => {
  void test('says how it is reached', () => {
    const plain = { login: null, host: 'mail.example' }
    assert.deepEqual(readSmtpUrl('smtps://mail.example'), { ...plain, port: 465, tls: 'from-the-start' })
    assert.deepEqual(readSmtpUrl('smtp://mail.example'), { ...plain, port: 587, tls: 'starttls' })
    assert.deepEqual(readSmtpUrl('smtp://seamark:a%40b@mail.example:2525/'), {
      ...{ host: 'mail.example', port: 2525, tls: 'starttls' },
      login: { user: 'seamark', password: 'a@b' },
    })
  })

  void test('goes without TLS on this machine alone', () => {
    const tls = (address: string) => readSmtpUrl(address)?.tls
    for (const here of ['smtp://localhost:25', 'smtp://127.0.0.1', 'smtp://[::1]:25'])
      assert.equal(tls(here), 'none')
    for (const there of [
      'smtp://127.example',
      'smtp://localhost.example',
      'smtp://10.0.0.1',
      'smtp://127.evil.example',
    ])
      assert.equal(tls(there), 'starttls')
  })

  void test('is refused for what is none', () => {
    for (const wrong of [
      'mail.example',
      'https://mail.example',
      'smtp://',
      'smtp://a/b',
      'smtp://a?x=1',
      'smtp://user@a',
      'smtp://%zz:b@a',
    ])
      assert.equal(readSmtpUrl(wrong), null, wrong)
  })
})

void describe('a mail', () => {
  let server: TestMailServer
  before(async () => {
    server = await testMailServer()
  })
  after(() => server.close())
  const settings = () => ({ ...(readSmtpUrl(server.url) ?? assert.fail()), from: 'seamark@node.example' })
  const mail = { to: 'officer@kent-police.example', subject: 'Seamark: 3 new', text: 'Sign in', id: 'abc' }

  void test('arrives as it was written', async () => {
    await openMailer(settings(), 'node.example')(mail)
    const [taken] = server.mails
    assert.deepEqual([taken?.from, taken?.to], ['seamark@node.example', ['officer@kent-police.example']])
    assert.match(taken?.text ?? '', /^Subject: Seamark: 3 new\r$/m)
    assert.match(taken?.text ?? '', /^Message-ID: <abc@node\.example>\r$/m)
    assert.match(taken?.text ?? '', /^Auto-Submitted: auto-generated\r$/m)
  })

  void test('is not sent where TLS is demanded and there is none', async () => {
    const count = server.mails.length
    await assert.rejects(openMailer({ ...settings(), tls: 'starttls' }, 'node.example')(mail), MailFault)
    assert.equal(server.mails.length, count)
  })

  void test('is not sent to a server whose certificate nobody vouches for', async () => {
    const other = await testMailServer({ tls: true })
    const there = { ...(readSmtpUrl(other.url) ?? assert.fail()), from: 'seamark@node.example' }
    const sending = openMailer({ ...there, tls: 'starttls' }, 'node.example')(mail)
    await assert.rejects(sending, MailFault)
    assert.deepEqual(other.mails, [])
    await other.close()
  })

  void test('that is refused is a fault without what the server said', async () => {
    for (const [status, forGood] of [
      [550, true],
      [451, false],
    ] as const) {
      server.refuse(status)
      const fault = await openMailer(settings(), 'node.example')(mail).catch((thrown: unknown) => thrown)
      assert.ok(fault instanceof MailFault)
      assert.equal(fault.forGood, forGood)
      assert.doesNotMatch(JSON.stringify(fault) + String(fault.stack) + String(fault.cause), /officer@/)
    }
    server.refuse(null)
  })

  void test('to a server that is not there is a fault that may pass', async () => {
    const away = await testMailServer()
    const gone = { ...(readSmtpUrl(away.url) ?? assert.fail()), from: 'seamark@node.example' }
    await away.close()
    const fault = await openMailer(gone, 'node.example')(mail).catch((thrown: unknown) => thrown)
    assert.ok(fault instanceof MailFault && !fault.forGood)
  })
})
