import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  compareSentences,
  frameOf,
  LONGEST_SENTENCE,
  MOST_SENTENCES,
  sentencesOf,
} from './sentences.ts'

describe('the sentences of a section', () => {
  it.each([
    [
      'a heading and a list',
      '## Sales\n\n- It grew. It paid.\n2. Done',
      ['Sales', 'It grew.', 'It paid.', 'Done'],
    ],
    [
      'a decimal and a token with dots',
      'It rose 3.5 % to {{?1.2 billion. Or so}}. Then fell.',
      ['It rose 3.5 % to {{?1.2 billion. Or so}}.', 'Then fell.'],
    ],
    [
      'names with dots',
      'Apple Inc. sells in the U.S. market. It grew.',
      ['Apple Inc. sells in the U.S. market.', 'It grew.'],
    ],
    [
      'emphasis that is closed behind the dot',
      '**It grew.** It paid.',
      ['**It grew.**', 'It paid.'],
    ],
    [
      'Chinese',
      '营收增长。利润下降！现金充裕；负债很少',
      ['营收增长。', '利润下降！', '现金充裕；', '负债很少'],
    ],
    ['a table', '| a | b |\n|---|:-:|\n| 1. | 2 |', ['| a | b |', '| 1. | 2 |']],
    ['nothing', ' \n\n', []],
  ])('%s', (_, text, sentences) => {
    expect(sentencesOf(text)).toEqual({ sentences, cut: false })
  })

  it('are bounded in number and in length, and no mark is cut', () => {
    const many = sentencesOf('It grew.\n'.repeat(MOST_SENTENCES + 1))
    expect([many.sentences.length, many.cut]).toEqual([MOST_SENTENCES, true])
    const long = sentencesOf(`${'word '.repeat(5_000)}{{roe@FY2025}} ${'词'.repeat(5_000)}`)
    for (const sentence of long.sentences)
      expect(sentence.length).toBeLessThanOrEqual(LONGEST_SENTENCE)
    expect(long.sentences.join(' ')).toContain('{{roe@FY2025}}')
    const marks = sentencesOf('{{roe@FY2025}}'.repeat(500)).sentences
    expect(marks.every((sentence) => sentence.replaceAll('{{roe@FY2025}}', '') === '')).toBe(true)
  })
})

test('a sentence with other figures and periods has the same frame, with another figure another', () => {
  const frame = frameOf('ROE was {{roe@FY2025}} in 2025, about 1,234.5 [[n1]].')
  expect(frameOf('ROE was {{roe@FY2024}} in 2024, about 7 [[f12]].')).toBe(frame)
  expect(frameOf('ROE was {{roa@FY2025}} in 2025, about 7 [[n1]].')).not.toBe(frame)
})

test('what stands in both, with other figures, came and went', () => {
  const before = 'It sells phones. ROE was {{roe@FY2024}}. Debt is high. Debt is high.'
  const after = 'ROE was {{roe@FY2025}}. A risk is new. It sells phones. Debt is high.'
  expect(compareSentences(before, after)).toEqual({
    same: 2,
    changes: [
      { change: 'refigured', before: 'ROE was {{roe@FY2024}}.', after: 'ROE was {{roe@FY2025}}.' },
      { change: 'added', before: null, after: 'A risk is new.' },
      { change: 'removed', before: 'Debt is high.', after: null },
    ],
    cut: false,
  })
})

test('every sentence of both texts is counted once, and a text has no change against itself', () => {
  const sentence = fc.constantFrom(
    'It grew.',
    'ROE was {{roe@FY2024}}.',
    'ROE was {{roe@FY2025}}.',
    '营收增长。',
    'It fell by {{?3 %}}.',
    '- It paid 3 dollars.',
    '- It paid 4 dollars.',
  )
  const text = fc.array(sentence, { maxLength: 30 }).map((all) => all.join('\n'))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const { same, changes } = compareSentences(before, after)
      const count = (kind: string) => changes.filter(({ change }) => change === kind).length
      expect(same + count('refigured') + count('removed')).toBe(
        sentencesOf(before).sentences.length,
      )
      expect(same + count('refigured') + count('added')).toBe(sentencesOf(after).sentences.length)
      expect(compareSentences(before, before).changes).toEqual([])
      const moved = before.split('\n').reverse().join('\n')
      expect(compareSentences(before, moved).changes).toEqual([])
    }),
  )
})
