import { expect, test } from 'vitest'
import { systemSchema } from '#shared/contracts/config-documents.ts'
import { configuration } from './configuration.fixture.ts'
import { snapshotInTodaysForm, systemInTodaysForm } from './former.ts'

const { system } = configuration()
const formerly = {
  ...system,
  models: {
    default: 'gemini',
    gemini: {
      model: 'gemini-3.5-flash',
      thinking_level: 'high',
      prices_usd_per_million_tokens: [
        { model: 'gemini-3.8-flash', from: '2026-09-02', input: 0.75, output: 3.75 },
        { model: 'gemini-3.5-flash', from: '2026-01-01', input: 1.5, output: 9 },
      ],
    },
  },
}

test('two kinds of models become a list, with the prices of the model in use', () => {
  const { models } = systemSchema.parse(systemInTodaysForm(formerly))
  expect(models).toEqual({
    default: 'gemini',
    list: [
      {
        id: 'gemini',
        kind: 'gemini',
        model: 'gemini-3.5-flash',
        key: 'GEMINI_API_KEY',
        thinking_level: 'high',
        prices_usd_per_million_tokens: [{ from: '2026-01-01', input: 1.5, output: 9 }],
      },
      { id: 'builtin', kind: 'builtin', model: 'builtin', prices_usd_per_million_tokens: [] },
    ],
  })
})

test("a document in today's form is left as it is", () => {
  expect(systemInTodaysForm(system)).toEqual(system)
  expect(systemInTodaysForm('nonsense')).toBe('nonsense')
  expect(systemInTodaysForm({ models: { gemini: 3 } })).toEqual({ models: { gemini: 3 } })
})

test('a configuration that a report stored is read the same way', () => {
  const stored = { version: 3, system: formerly, modules: [] }
  expect(snapshotInTodaysForm(stored)).toEqual({
    version: 3,
    system: systemInTodaysForm(formerly),
    modules: [],
  })
})
