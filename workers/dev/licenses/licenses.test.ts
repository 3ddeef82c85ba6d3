/** The licences that are shipped are those of the packages that are. */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import packageFile from '../../../package.json' with { type: 'json' }
import { LICENSES_FILE, licensesText } from './licenses-text.ts'
import { shippedPackages } from './shipped-packages.ts'

it('are written down as the lock file has them: else run `npm run licenses`', () => {
  const written = readFileSync(LICENSES_FILE, 'utf8')
  expect(written === licensesText()).toBe(true)
  for (const [name, version] of Object.entries(packageFile.dependencies))
    expect(written).toContain(`\n${name} ${version}: `)
  expect(written).not.toMatch(/: (not stated|UNLICENSED|A?GPL)/)
})

it('are those of dependencies and what tools put in, not of tools', () => {
  const lock = {
    packages: {
      '': { version: '1.0.0' },
      '.ci/client': { version: '0.0.0' },
      'node_modules/b': { version: '2.0.0', license: 'MIT' },
      'node_modules/@a/c': { version: '1.0.0', license: 'ISC' },
      'node_modules/b/node_modules/d': { version: '3.0.0' },
      'node_modules/tool': { version: '1.0.0', dev: true },
      'node_modules/for-one-system': { version: '1.0.0', optional: true },
      'node_modules/unenv': { version: '1.0.0', license: 'MIT', dev: true },
    },
  }
  expect(shippedPackages(lock)).toEqual([
    { name: '@a/c', version: '1.0.0', license: 'ISC', folder: 'node_modules/@a/c' },
    { name: 'b', version: '2.0.0', license: 'MIT', folder: 'node_modules/b' },
    { name: 'd', version: '3.0.0', license: 'not stated', folder: 'node_modules/b/node_modules/d' },
    { name: 'unenv', version: '1.0.0', license: 'MIT', folder: 'node_modules/unenv' },
  ])
})
