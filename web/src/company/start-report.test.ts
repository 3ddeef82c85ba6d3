import { expect, test } from 'vitest'
import { configuration } from '#shared/configuration/configuration.fixture.ts'
import { modelOptions } from './start-report.ts'

test('the configured models are offered after the automatic choice, first those that need no key', () => {
  const { system } = configuration()
  const ids = (state: Parameters<typeof modelOptions>[0]) => modelOptions(state).map(({ id }) => id)
  expect(ids({ state: 'loading' })).toEqual(['auto'])
  expect(ids({ state: 'ready', data: { value: system } })).toEqual(['auto', 'builtin', 'gemini'])
})
