/** Where the names of a local gateway are read from. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { publicHosts } from './public-hosts.ts'

test.each([
  [null, null, ''],
  ['[vars]\nPUBLIC_HOSTS = ""\n', null, ''],
  ['[vars]\nPUBLIC_HOSTS = "a.example, b.example"\n', null, 'a.example, b.example'],
  ['PUBLIC_HOSTS = "a.example"', 'ADMIN_TOKEN="x"\n', 'a.example'],
  ['PUBLIC_HOSTS = "a.example"', 'ADMIN_TOKEN="x"\nPUBLIC_HOSTS="c.example"\n', 'c.example'],
])('with the configuration %j and the settings %j they are %j', (configuration, settings, names) => {
  const root = mkdtempSync(join(tmpdir(), 'hosts-'))
  if (configuration !== null) writeFileSync(join(root, 'wrangler.toml'), configuration)
  if (settings !== null) writeFileSync(join(root, '.dev.vars'), settings)
  expect(publicHosts(root)).toBe(names)
  rmSync(root, { recursive: true })
})
