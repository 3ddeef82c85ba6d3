import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Draft, type DraftPiece, shownOf, withPiece } from './drafts.ts'
import { splitProse } from './figure-token.ts'

const SAMPLES = [
  'Revenue was {{revenue@FY2025}}, up {{revenue_growth@FY2025}} [[n3]]. 收入为{{revenue@FY2025}}。',
  'A range {{price@2025-01-01/2026-01-01}} and {{?12.3 billion}} that [[f12]] denies.',
  'Braces {x} and {{Hello}} and [a](b) stay; {{{roe@FY2025}}} has one too many. 🦆🦆',
  '{{?a [[n3]] b}} {{ roe@TTM }} {{roe@',
]
/** What a token is made of, and what breaks one. */
const PARTS = [
  '{',
  '}',
  '{{',
  '}}',
  '{{?',
  '[',
  ']',
  '[[n3]]',
  '[[',
  'n',
  '3',
  'roe',
  '@',
  'FY2025',
  '{{roe@FY2025}}',
  '{{?5 %}}',
  ' ',
  '\n',
  '.',
  '值',
  '🦆',
  '\u200b',
  '\u202e',
  'A',
  '_',
]
const pieces = fc.array(fc.constantFrom(...PARTS), { maxLength: 24 })
const text = fc.oneof(
  fc.constantFrom(...SAMPLES),
  pieces.map((parts) => parts.join('')),
)

const seen = (shown: string): string =>
  splitProse(shown)
    .map((part) => (part.kind === 'text' ? part.text : `<${JSON.stringify(part)}>`))
    .join('')
const figuresIn = (shown: string) => splitProse(shown).filter(({ kind }) => kind !== 'text')

test('property: what is shown of a text that grows is never taken back, and no token is shown half', () => {
  fc.assert(
    fc.property(text, (whole) => {
      const end = seen(whole.replace(/[\p{Cf}\p{Co}]/gu, ''))
      for (let length = 0; length <= whole.length; length++)
        expect(end.startsWith(seen(shownOf(whole.slice(0, length))))).toBe(true)
    }),
  )
})

test.each(SAMPLES.slice(0, 3))(
  'a token is shown when it has closed and not before: %s',
  (whole) => {
    const shown = Array.from({ length: whole.length + 1 }, (_, length) =>
      shownOf(whole.slice(0, length)),
    )
    const closed = shown.map((_, length) => figuresIn(whole.slice(0, length)).length)
    expect(shown.map((one) => figuresIn(one).length)).toEqual(closed)
    for (const one of shown) expect(one).not.toMatch(/\{\{[a-z?][^{}]*$|\[\[[nf]\d*$/)
  },
)

test('property: any cut of a text into pieces, some of them told again, gives the same text', () => {
  fc.assert(
    fc.property(text, fc.array(fc.tuple(fc.nat(60), fc.nat(60))), (whole, cuts) => {
      let draft: Draft | undefined
      const take = (from: number, to: number) => {
        const piece = { attempt: 1, round: 1, from, text: whole.slice(from, to) }
        draft = withPiece(draft, piece)
      }
      let told = 0
      for (const [back, on] of cuts) {
        const to = Math.min(whole.length, told + on)
        take(Math.max(0, told - back), to)
        told = to
      }
      take(told, whole.length)
      expect(draft?.text).toBe(whole)
      expect(figuresIn(shownOf(draft?.text ?? ''))).toEqual(figuresIn(shownOf(whole)))
    }),
  )
})

test.each<[string, Draft | undefined, DraftPiece, Draft | undefined]>([
  [
    'another try begins anew',
    { attempt: 1, round: 2, text: 'old' },
    { attempt: 2, round: 1, from: 0, text: 'n' },
    { attempt: 2, round: 1, text: 'n' },
  ],
  [
    'so does another round',
    { attempt: 1, round: 1, text: 'old' },
    { attempt: 1, round: 2, from: 0, text: 'n' },
    { attempt: 1, round: 2, text: 'n' },
  ],
  [
    'what is taken away leaves nothing',
    { attempt: 1, round: 1, text: 'old' },
    { attempt: 1, round: 1, from: 0, text: '' },
    { attempt: 1, round: 1, text: '' },
  ],
  [
    'a piece without its beginning is left out',
    { attempt: 1, round: 1, text: 'old' },
    { attempt: 1, round: 1, from: 4, text: 'x' },
    { attempt: 1, round: 1, text: 'old' },
  ],
  ['and so it is at first', undefined, { attempt: 1, round: 1, from: 1, text: 'x' }, undefined],
])('%s', (_, draft, piece, after) => {
  expect(withPiece(draft, piece)).toEqual(after)
})

test.each([
  ['half a character waits', 'a \ud83e', 'a '],
  ['what nobody sees is left out', 'a\u202eb\u200bc\ue000d\u0007', 'abcd'],
  ['lines and tabs stay', 'a\n\tb', 'a\n\tb'],
])('%s', (_, given, shown) => {
  expect(shownOf(given)).toBe(shown)
})
