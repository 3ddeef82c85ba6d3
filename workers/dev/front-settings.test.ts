/** Where the settings of a local gateway are read from. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { frontSettings } from './front-settings.ts'

test.each([
  [null, null, ''],
  ['[vars]\nPUBLIC_HOSTS = ""\n', null, ''],
  ['[vars]\nPUBLIC_HOSTS = "a.example, b.example"\n', null, 'a.example, b.example'],
  ['PUBLIC_HOSTS = "a.example"', 'ADMIN_TOKEN="x"\n', 'a.example'],
  ['PUBLIC_HOSTS = "a.example"', 'ADMIN_TOKEN="x"\nPUBLIC_HOSTS="c.example"\n', 'c.example'],
])(
  'with the configuration %j and the settings %j they are %j',
  (configuration, settings, names) => {
    const root = mkdtempSync(join(tmpdir(), 'hosts-'))
    if (configuration !== null) writeFileSync(join(root, 'wrangler.toml'), configuration)
    if (settings !== null) writeFileSync(join(root, '.dev.vars'), settings)
    expect(frontSettings(root).publicHosts).toBe(names)
    rmSync(root, { recursive: true })
  },
)

test.each([
  [null, ''],
  ['ADMIN_TOKEN="x"\n', ''],
  ['ADMIN_TOKEN="x"\nFRONT_TOKEN="the-token"\n', 'the-token'],
])('with the settings %j the token is %j', (settings, token) => {
  const root = mkdtempSync(join(tmpdir(), 'hosts-'))
  if (settings !== null) writeFileSync(join(root, '.dev.vars'), settings)
  expect(frontSettings(root).token).toBe(token)
  rmSync(root, { recursive: true })
})
