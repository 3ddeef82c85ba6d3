import { describe, expect, test } from 'vitest'
import { exhibitSchema } from '#shared/contracts/exhibits.ts'
import type { ItemOf } from '#shared/datasets/registry.ts'
import { HOSTILE_TITLES } from '#shared/exhibits/hostile-titles.fixture.ts'
import { AS_OF, records } from './collected.fixture.ts'
import { filingsExhibit } from './filings.ts'
import { newsExhibit } from './news.ts'

const article = (over: Partial<ItemOf<'news'>>): ItemOf<'news'> => ({
  title: 'A title',
  url: 'https://example.com/a',
  published_at: '2026-11-20T10:00:00.000Z',
  publisher: 'Paper',
  summary: null,
  ...over,
})
const newsOf = (items: ItemOf<'news'>[], limit = 30) =>
  newsExhibit('US:TEST', AS_OF, records(items), limit)

test('passages are numbered from the newest, each once, at most so many', () => {
  const { passages } = newsOf(
    [
      article({ title: 'Old', url: 'https://example.com/1', published_at: '2026-10-01T00:00:00Z' }),
      article({ title: 'New', url: 'https://example.com/2' }),
      article({ title: 'NEW!', url: 'https://example.com/3' }),
      article({ title: 'Other', url: 'https://example.com/2' }),
      article({ title: 'Oldest', url: 'https://x.com/9', published_at: '2026-09-01T00:00:00Z' }),
    ],
    2,
  )
  expect(passages.map(({ id, title, day }) => [id, title, day])).toEqual([
    ['n1', 'New', '2026-11-20'],
    ['n2', 'Old', '2026-10-01'],
  ])
})

test.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://example.com/x', 'nothing'])(
  'what has the address %s is no passage',
  (url) => {
    expect(newsOf([article({ url })]).passages).toEqual([])
  },
)

test('an address cannot end a link, and names nobody', () => {
  const [passage] = newsOf([article({ url: 'https://user:pw@example.com/a)(b[c]`d' })]).passages
  expect(passage?.url).toBe('https://example.com/a%29%28b%5Bc%5D%60d')
})

describe.each(HOSTILE_TITLES)('%s', (_, title) => {
  test('is text within the lengths of the contract, in news and in filings', () => {
    const hostile = title.repeat(40)
    const filing: ItemOf<'filings'> = {
      title: hostile,
      form: title,
      filed_at: '2026-11-01',
      accepted_at: null,
      period_end: null,
      url: 'https://example.com/f',
      document_id: 'd',
    }
    const made = [
      newsOf([article({ title: hostile, summary: hostile, publisher: title })]),
      filingsExhibit('US:TEST', AS_OF, records([filing]), 30),
    ]
    for (const exhibit of made) {
      expect(exhibitSchema.safeParse(exhibit).error).toBeUndefined()
      for (const passage of exhibit.passages)
        expect(`${passage.title}${passage.text}${passage.source}${passage.form}`).not.toMatch(
          /[{}[\]<>|`#^\n]/,
        )
    }
  })
})
