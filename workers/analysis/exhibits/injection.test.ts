/**
 * Texts from outside that try to be more than text, in every exhibit: they have no effect on the
 * structure of the prompt, and a model that copies them gets no figure, no passage and no markup.
 */
import { describe, expect, test } from 'vitest'
import type { ExhibitReading } from '#shared/contracts/exhibit-readings.ts'
import { foreignText } from '#shared/exhibits/foreign-text.ts'
import { INJECTIONS } from '#shared/exhibits/injections.fixture.ts'
import type { ReadExhibit } from '#shared/exhibits/names.ts'
import { analysisTask, figure } from '../data.fixture.ts'
import { checkText } from '../figures/checker.ts'
import { fillPrompt } from '../prompt.ts'

const FIGURES = [figure('revenue@FY2024', 391035000000, 'USD')]

/** Each exhibit with a text wherever it can have one, as it is collected or as it came. */
const readings = (text: string): { [K in ReadExhibit]: Extract<ExhibitReading, { kind: K }> } => {
  const passage = (id: string) => ({
    id,
    day: '2026-11-20',
    title: text,
    text,
    form: text,
    source: text,
    provider: 'fmp',
    url: 'https://example.com/a',
  })
  const group = {
    industry: text,
    level: 'industry',
    size: null,
    count: 9,
    day: '2026-11-27',
  } as const
  return {
    market: { kind: 'market', tokens: [] },
    valuation: { kind: 'valuation', tokens: [] },
    peers: {
      kind: 'peers',
      tokens: [],
      group,
      metrics: [],
      peers: [{ instrument: 'US:X', name: text, values: [] }],
    },
    estimates: { kind: 'estimates', tokens: [] },
    holders: {
      kind: 'holders',
      tokens: [],
      scope: 'total',
      holders: [{ place: 1, name: text, kind: text }],
    },
    insiders: {
      kind: 'insiders',
      tokens: [],
      trades: [
        {
          day: '2026-11-01',
          person: text,
          role: text,
          action: 'buy',
          shares: '1',
          price: null,
          price_unit: null,
          provider: 'fmp',
          url: null,
        },
      ],
    },
    actions: { kind: 'actions', tokens: [], unread: [{ day: '2026-05-01', words: text }] },
    news: { kind: 'news', passages: [passage('n1')] },
    filings: { kind: 'filings', passages: [passage('f1')] },
  }
}
const KINDS = Object.keys(readings('x')) as ReadExhibit[]

const promptWith = (exhibit: ExhibitReading): string =>
  fillPrompt(
    analysisTask({
      prompt: 'Write.\n{figures}\nEnd.',
      context: { figures: FIGURES, exhibits: [exhibit] },
    }),
  )
/** The lines of a prompt that are structure: fences, headings, and the end. */
const structureOf = (prompt: string): string[] =>
  prompt
    .split('\n')
    .filter((line) => /^(?:===|#|>|```|~~~|\[(?!\[)|!\[|End\.)/.test(line.trimStart()))
const bracesIn = (text: string): number => text.match(/\{\{/g)?.length ?? 0

describe.each(KINDS)('%s', (kind) => {
  test.each(INJECTIONS)('%s', (_, title) => {
    const words = foreignText(title, 240) ?? 'none'
    const [harmless, hostile] = [readings('Plain words')[kind], readings(words)[kind]]
    const [plain, prompt] = [promptWith(harmless), promptWith(hostile)]
    expect(structureOf(prompt)).toEqual(structureOf(plain))
    expect(prompt.split('\n')).toHaveLength(plain.split('\n').length)
    expect(bracesIn(prompt)).toBe(bracesIn(plain))
    expect(prompt.match(/\[\[[nf]\d+\]\]/g)).toEqual(plain.match(/\[\[[nf]\d+\]\]/g))
    expect(prompt).not.toMatch(/<[a-z/!]|\]\(|https?:\/\/|[\u202a-\u202e\u2066-\u2069\u200b]/i)
  })

  test.each(INJECTIONS)('uncleaned, %s still closes no fence', (_, title) => {
    const prompt = promptWith(readings(title)[kind])
    expect(structureOf(prompt).filter((line) => line.startsWith('==='))).toEqual(
      structureOf(promptWith(readings('Plain words')[kind])).filter((line) =>
        line.startsWith('==='),
      ),
    )
  })
})

describe('the place of an exhibit in a prompt', () => {
  const [market, peers] = [readings('x').market, readings('x').peers]
  const filled = (prompt: string) =>
    fillPrompt(
      analysisTask({
        prompt,
        context: {
          figures: FIGURES,
          exhibits: [market, peers],
          absent_exhibits: [{ kind: 'news', reason: 'no_data' }],
        },
      }),
    )
  const order = (prompt: string) =>
    prompt.match(/=== data: \w+|The exhibit \w+ could not be had: \w+|END/g)

  test('is its placeholder; what has none stands below the figures', () => {
    const [own, others] = [
      ['=== data: figures', '=== data: market', '=== data: peers'],
      'The exhibit news could not be had: no_data',
    ]
    expect(order(filled('{figures} END'))).toEqual([...own, others, 'END'])
    expect(order(filled('{figures} END {exhibit.market} {exhibit.news}'))).toEqual([
      '=== data: figures',
      '=== data: peers',
      'END',
      '=== data: market',
      others,
    ])
    expect(order(filled('{exhibit.peers} END {figures}'))).toEqual([
      '=== data: peers',
      'END',
      '=== data: figures',
      '=== data: market',
      others,
    ])
  })

  test('says so where there is nothing to stand in it', () => {
    expect(order(filled('{figures} END {exhibit.filings}'))?.at(-1)).toBe(
      'The exhibit filings could not be had: not_collected',
    )
  })
})

describe('a model that copies a cleaned title word for word', () => {
  test.each(INJECTIONS)('%s', (_, title) => {
    const words = foreignText(title, 240) ?? ''
    const { cited, text } = checkText(`It was told that ${words}. [[n1]]`, FIGURES, {
      exhibits: [readings('x').news],
    })
    expect(cited).toEqual([])
    expect(text.match(/(?<!\{\{\?)\[\[[nf]\d+\]\]/g)).toEqual(['[[n1]]'])
    expect(text).not.toMatch(/<[a-z]|\]\(|https?:/i)
  })
})

describe('a prompt with it wherever a text of somebody else stands outside of the exhibits', () => {
  const around = (text: string): string =>
    fillPrompt(
      analysisTask({
        prompt: 'Write of {company} from {provider}.\n{figures}\n{absences}\n{needs}\nEnd.',
        context: {
          figures: FIGURES.map((one) => ({
            ...one,
            doubts: [
              {
                check: 'range',
                token: 'revenue@FY2024',
                names: { en: text, zh: text },
                figure: { en: text, zh: text },
                period: 'FY2024',
              },
            ],
          })),
          instrument: { ...analysisTask().context.instrument, name: text, names: { en: text } },
          absences: [{ name: 'roe', period: 'FY2024', absent: 'provider_failed', detail: text }],
          needs: [{ module: 'profile', title: text, status: 'complete', text: 'Plain words.' }],
        },
      }),
    )
  test.each(INJECTIONS)('%s', (_, text) => {
    const [plain, prompt] = [around('Plain words'), around(text)]
    expect(structureOf(prompt)).toHaveLength(structureOf(plain).length)
    expect(prompt.split('\n')).toHaveLength(plain.split('\n').length)
    expect(prompt).not.toMatch(/<[a-z/!]|https?:\/\//i)
  })

  test.each(INJECTIONS)('as the text of an earlier section: %s', (_, text) => {
    const withNeed = (words: string) =>
      structureOf(
        fillPrompt(
          analysisTask({
            prompt: '{needs}\nEnd.',
            context: {
              needs: [{ module: 'profile', title: 'Profile', status: 'complete', text: words }],
            },
          }),
        ),
      ).filter((line) => /^\s*(?:===|##?\s|End\.)/.test(line))
    expect(withNeed(text)).toEqual(withNeed('Plain words'))
  })
})

describe('a model that answers with it', () => {
  test.each(INJECTIONS)('%s', (_, answer) => {
    const { text, cited, unverified, findings } = checkText(answer, FIGURES, {
      exhibits: [readings('x').news],
    })
    expect(cited.filter((token) => token !== 'revenue@FY2024')).toEqual([])
    expect(findings).toHaveLength(unverified.length)
    expect(text).not.toMatch(/<[a-z/!?]/i)
    // A mark is told apart from what stands behind it; page and exports have a test of that.
    expect(text.replace(/\[\[[nf]\d+\]\]/g, '')).not.toMatch(/\]\([^)]|^ {0,3}\[[^\]]*\]:/m)
    expect(text).not.toMatch(/https?:\/\/|\p{Cf}|\p{Co}/u)
    expect(text.match(/(?<!\{\{\?)\[\[[nf]99\]\]/g)).toBeNull()
    // What was brought into one form once stays as it is.
    expect(checkText(text, FIGURES, { exhibits: [readings('x').news] }).text).toBe(text)
  })

  test.each(INJECTIONS)('and beside it the figures of its own sentence stay: %s', (_, answer) => {
    const own = 'Revenue was {{revenue@FY2024}} in FY2024.'
    const { text } = checkText(`${own}\n\n${answer}`, FIGURES, {
      exhibits: [readings('x').news],
    })
    expect(text.startsWith(own)).toBe(true)
  })
})
