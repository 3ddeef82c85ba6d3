import { expect, test } from 'vitest'
import { configuration } from '#shared/configuration/configuration.fixture.ts'
import { exhibitsWanted } from './collect-exhibits.ts'

const { modules } = configuration()

test('the shipped modules read market figures and valuation', () => {
  expect(exhibitsWanted({ modules })).toEqual(['market', 'valuation'])
})

test('what no module reads is not collected, and what two read is collected once', () => {
  const read = (reads: { exhibit: string }[] | undefined) =>
    exhibitsWanted({ modules: modules.map((module) => ({ ...module, reads })) })
  expect(read(undefined)).toEqual([])
  expect(read([])).toEqual([])
  expect(read([{ exhibit: 'valuation' }])).toEqual(['valuation'])
})
