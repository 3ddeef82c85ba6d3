/** A sentence of news is believed only with the mark of a passage. */
import { expect, test } from 'vitest'
import type { ExhibitReading } from '#shared/contracts/exhibit-readings.ts'
import { checkText } from './checker.ts'

const NEWS: ExhibitReading = {
  kind: 'news',
  passages: [
    {
      id: 'n1',
      day: '2026-11-20',
      title: 'A title',
      text: null,
      form: null,
      source: null,
      provider: 'fmp',
      url: 'https://example.com/',
    },
  ],
}

test.each([
  ['The company announced a new product.', 'announced'],
  ['It reportedly looks for a buyer of its chip business.', 'reportedly'],
  ['A rival sued it over patents.', 'sued'],
  ['公司宣布推出新产品。', '宣布'],
  ['据报道，公司正在寻找买家。', '据报道'],
])('%s has no source', (written, word) => {
  const { findings, text } = checkText(written, [])
  expect(findings).toEqual([{ text: word, reason: 'unsourced' }])
  expect(text).toBe(written.replace(word, `{{?${word}}}`))
  // What is marked once is marked as it was.
  expect(checkText(text, []).unverified).toEqual([word])
})

test.each([
  'The company announced a new product [[n1]].',
  'The company announced a new product. [[n1]]',
  '公司宣布推出新产品[[n1]]。',
])('%s has its source', (written) => {
  expect(checkText(written, [], { exhibits: [NEWS] }).findings).toEqual([])
})

test.each([
  'Margins held, and growth came from more business.',
  'Nothing of the launch costs is in the figures.',
  '利润来自主业。',
])('%s tells no news', (written) => {
  expect(checkText(written, []).findings).toEqual([])
})
