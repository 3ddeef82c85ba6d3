import { expect, test } from 'vitest'
import { gapDetail } from './gap-detail.ts'

test('a reason is told in the page’s language, in English where there is no other', () => {
  const both = { detail: 'a fund has no sales', detail_zh: '基金没有销售' }
  expect(gapDetail(both, 'zh')).toBe('基金没有销售')
  expect(gapDetail(both, 'en')).toBe('a fund has no sales')
  expect(gapDetail({ detail: 'not filed' }, 'zh')).toBe('not filed')
  expect(gapDetail({ detail: null }, 'zh')).toBeNull()
})
