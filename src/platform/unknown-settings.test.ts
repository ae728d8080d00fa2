import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readConfig, WrongSetting } from './config.ts'
import { unknownSettings } from './unknown-settings.ts'

const KNOWN = ['DATABASE_URL', 'DATA_DIR', 'PUBLIC_URL', 'OIDC_ISSUER', 'TRUST_PROXY', 'HOST', 'PORT']

void describe('a setting that nobody reads', () => {
  void test('is found where it looks like one of ours, with what was meant', () => {
    for (const [name, meant] of [
      ['DATABASE_URI', 'DATABASE_URL'],
      ['DATABSE_URL', 'DATABASE_URL'],
      ['DATABASEURL', 'DATABASE_URL'],
      ['database_url', 'DATABASE_URL'],
      ['DATADIR', 'DATA_DIR'],
      ['DATA_DRI', 'DATA_DIR'],
      ['PUBLIC_URI', 'PUBLIC_URL'],
      ['OIDC_ISSUR', 'OIDC_ISSUER'],
      ['OIDC_TENANT', null],
      ['SEAMARK_PORT', null],
    ] as const) {
      const found = unknownSettings({ [name]: 'x' }, KNOWN)
      assert.deepEqual(found, [{ name, meant }], name)
    }
  })

  void test('is none of ours: what shells, systemd, containers and orchestrators set', () => {
    const env = {
      ...{
        PATH: '/bin',
        HOME: '/root',
        LOGNAME: 'root',
        HOSTNAME: 'a',
        OLDPWD: '/',
        LANG: 'C.UTF-8',
        TERM: 'dumb',
      },
      ...{
        INVOCATION_ID: 'x',
        JOURNAL_STREAM: '8:1',
        STATE_DIRECTORY: '/var/lib/seamark',
        SYSTEMD_EXEC_PID: '1',
      },
      ...{ NODE_VERSION: '24.0.0', YARN_VERSION: '1', NODE_EXTRA_CA_CERTS: '/ca.pem', NODE_OPTIONS: '' },
      ...{
        SEAMARK_SERVICE_HOST: '10.0.0.1',
        SEAMARK_PORT: 'tcp://10.0.0.1:3000',
        SEAMARK_PORT_3000_TCP_ADDR: '10.0.0.1',
        DATABASE_SERVICE_PORT: '5432',
      },
      ...{
        SEAMARK_TOKEN: 'x',
        SEAMARK_HOST: 'seamark.example',
        MIGRATION_PASSWORD: 'x',
        PGHOST: 'x',
        DATABASE_URI: '',
      },
    }
    assert.deepEqual(unknownSettings(env, KNOWN), [])
  })

  void test('ends the start in production, and is nobody’s business elsewhere', () => {
    const production = {
      ...{ NODE_ENV: 'production', PUBLIC_URL: 'https://seamark.example' },
      ...{ OIDC_ISSUER: 'https://identity.example', OIDC_CLIENT_ID: 'seamark' },
      OIDC_CLIENT_SECRET: 'k3Jq9vWm2Xr8Tz5Lp7Nc4Hd6',
    }
    const refused = (env: NodeJS.ProcessEnv, words: RegExp) => {
      assert.throws(
        () => readConfig({ ...production, ...env }, { demo: false }),
        (fault) => fault instanceof WrongSetting && words.test(fault.message),
      )
    }
    refused({ DATABASE_URI: 'postgres://db.example/seamark' }, /^DATABASE_URI: .*Did you mean DATABASE_URL\?/)
    refused({}, /^DATABASE_URL: is missing.*"embedded"/)
    const asked = readConfig({ ...production, DATABASE_URL: 'embedded' }, { demo: false })
    assert.equal(asked.database.kind, 'embedded')
    assert.equal(readConfig({ DATABASE_URI: 'x' }, { demo: true }).database.kind, 'embedded')
  })
})
