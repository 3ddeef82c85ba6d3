/**
 * Every tag that many filers use near a concept is read, or is refused with its reason.
 * used-tags.json has the tags that at least twenty of some 8,900 filers use, by concept;
 * refused-tags.json has those that are not read for it, by the reason.
 */
import { expect, test } from 'vitest'
import { CONCEPT_IDS } from '#shared/concepts.ts'
import { FIGURE_TAGS } from './chains.ts'
import refusedTags from './refused-tags.json' with { type: 'json' }
import used from './used-tags.json' with { type: 'json' }

const READ = new Set(FIGURE_TAGS.map((tag) => tag.slice(tag.indexOf(':') + 1)))
const refusedFor = (concept: string): string[] =>
  Object.values(refusedTags).flatMap(
    (tags) => Object.entries(tags).find(([name]) => name === concept)?.[1] ?? [],
  )

test.each(Object.entries(used))('%s', (concept, tags) => {
  expect(CONCEPT_IDS).toContain(concept)
  const refused = new Set(refusedFor(concept))
  expect(tags.filter((tag) => !READ.has(tag) && !refused.has(tag))).toEqual([])
})

test('no tag is refused that is read, and none twice for one concept', () => {
  for (const concept of CONCEPT_IDS) {
    const refused = refusedFor(concept)
    expect(refused.filter((tag) => READ.has(tag))).toEqual([])
    expect(new Set(refused).size).toBe(refused.length)
  }
})

test('a tag in neither is found', () => {
  const refused = new Set(refusedFor('total_debt'))
  const spoilt = [...(used.total_debt ?? []), 'DebtOfAnotherKind']
  expect(spoilt.filter((tag) => !READ.has(tag) && !refused.has(tag))).toEqual(['DebtOfAnotherKind'])
})
