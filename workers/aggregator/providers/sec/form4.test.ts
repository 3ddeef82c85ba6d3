import { describe, expect, it } from 'vitest'
import { recordedText } from '../test/case.ts'
import { amended, type FiledForm } from './amendments.ts'
import { type Form4, readForm4 } from './form4.ts'
import { formXml, transactionXml } from './companyfacts.fixture.ts'

const read = (xml: string): Form4 => {
  const form = readForm4(xml)
  if (!form.ok) throw new Error(form.field)
  return form.data
}
const items = (xml: string) => read(xml).lines.map(({ item }) => item)

describe('forms as recorded', () => {
  it("an option exercised and the shares sold in five lots: Snowflake's CFO on 2022-12-13", () => {
    const form = read(recordedText('sec/ownership/form4.snow.xml'))
    expect(form).toMatchObject({
      issuerCik: 1640147,
      issuerName: 'Snowflake Inc.',
      filerCiks: [1402349],
      amends: null,
    })
    expect(
      form.lines.map(({ place, item }) => [
        place,
        item.action,
        item.code,
        item.shares,
        item.price,
        item.shares_after,
      ]),
    ).toEqual([
      ['n1', 'exercise', 'M', '200000', '8.88', '301097'],
      ['n2', 'sell', 'S', '-73170', '150.841', '227927'],
      ['n3', 'sell', 'S', '-74907', '151.814', '153020'],
      ['n4', 'sell', 'S', '-41986', '152.655', '111034'],
      ['n5', 'sell', 'S', '-5496', '153.872', '105538'],
      ['n6', 'sell', 'S', '-4441', '154.76', '101097'],
      ['d1', 'exercise', 'M', '200000', '0', '2219299'],
    ])
    expect(form.lines[1]?.item).toEqual({
      person: 'Scarpelli Michael',
      role: 'Chief Financial Officer',
      traded_on: '2022-12-13',
      action: 'sell',
      code: 'S',
      open_market: true,
      derivative: false,
      shares: '-73170',
      price: '150.841',
      price_unit: 'USD/share',
      shares_after: '227927',
      note: expect.stringMatching(
        /^The sales reported .* tax planning purposes\. The price reported in Column 4 is a weighted-average price\. /,
      ),
    })
    expect(form.lines.map(({ item }) => [item.derivative, item.open_market])).toEqual([
      [false, false],
      ...Array(5).fill([false, true]),
      [true, false],
    ])
  })

  it('an award of shares and of options: 374Water on 2025-04-30', () => {
    expect(items(recordedText('sec/ownership/374WaterForm4.xml'))).toMatchObject([
      {
        person: 'Melkote Rajesh Ramaswamy',
        role: 'Chief Technology Officer',
        action: 'award',
        shares: '757756',
        price: '0',
        derivative: false,
        open_market: false,
      },
      {
        action: 'award',
        shares: '757576',
        derivative: true,
        shares_after: '757756',
        note: expect.stringContaining('March 31, 2025'),
      },
    ])
  })

  it('a form 3 tells of holdings and of no transaction', () => {
    expect(read(recordedText('sec/ownership/form3.snow.nonderiv.xml'))).toMatchObject({
      issuerCik: 1640147,
      filerCiks: [1067983, 315090],
      lines: [],
    })
  })
})

describe('a transaction', () => {
  it.each([
    ['P', 'buy', true],
    ['S', 'sell', true],
    ['A', 'award', false],
    ['M', 'exercise', false],
    ['F', 'tax', false],
    ['G', 'gift', false],
    ['D', 'other', false],
    ['J', 'other', false],
  ])('of code %s is %s', (code, action, openMarket) => {
    expect(items(formXml({ lines: [transactionXml({ code })] }))).toMatchObject([
      { code, action, open_market: openMarket },
    ])
  })

  it('disposed of is negative, and of a derivative is no view of the price', () => {
    expect(
      items(
        formXml({
          lines: [transactionXml({ code: 'S', direction: 'D', shares: '111.5' })],
          derivatives: [transactionXml({ code: 'P' })],
        }),
      ),
    ).toMatchObject([
      { shares: '-111.5', derivative: false },
      { shares: '111111', derivative: true, open_market: false },
    ])
  })

  it('priced by a footnote alone has no price', () => {
    expect(
      items(
        formXml({
          lines: [transactionXml({ price: '<footnoteId id="F1"/>' })],
          footnotes: '<footnote id="F1">Price &amp; terms:\n not stated.</footnote>',
        }),
      ),
    ).toMatchObject([{ price: null, price_unit: null, note: 'Price & terms: not stated.' }])
  })

  it('in an amount of money instead of shares is left out; one in neither is named', () => {
    const total = transactionXml({}).replace(
      /<transactionShares>.*?<\/transactionShares>/,
      '<transactionTotalValue><value>5000</value></transactionTotalValue>',
    )
    expect(items(formXml({ lines: [total] }))).toEqual([])
    expect(
      readForm4(formXml({ lines: [transactionXml({}), transactionXml({ shares: '' })] })),
    ).toEqual({ ok: false, field: 'n2.transactionShares' })
  })

  it.each([
    ['transactionShares', { shares: 'many' }],
    ['transactionPricePerShare', { price: '<value>free</value>' }],
    ['transactionAcquiredDisposedCode', { direction: 'X' }],
    ['transactionDate', { date: '13 Dec' }],
  ])('of a wrong %s is named', (field, wrong) => {
    expect(readForm4(formXml({ lines: [transactionXml(wrong)] }))).toEqual({
      ok: false,
      field: `n1.${field}`,
    })
  })

  it('may have a date with a time zone, and numbers without a leading zero', () => {
    expect(
      items(
        formXml({
          lines: [transactionXml({ date: '2024-05-06-04:00', price: '<value>.5</value>' })],
        }),
      ),
    ).toMatchObject([{ traded_on: '2024-05-06', price: '0.5' }])
  })

  it('of several people is one transaction of all of them', () => {
    expect(
      items(formXml({ owners: ['FUND ONE LP', 'FUND TWO LP'], lines: [transactionXml({})] })),
    ).toMatchObject([{ person: 'FUND ONE LP / FUND TWO LP', role: 'Director' }])
  })

  it('under a Rule 10b5-1 plan says so', () => {
    expect(
      items(formXml({ lines: [transactionXml({})], more: '<aff10b5One>1</aff10b5One>' }))[0]?.note,
    ).toMatch(/10b5-1/)
  })
})

it.each([
  ['half a form', formXml({ lines: [transactionXml({})] }).slice(0, 900)],
  ['another document', '<edgarSubmission/>'],
  ['text', 'FORM 4'],
])('%s is no form', (_, text) => {
  expect(readForm4(text).ok).toBe(false)
})

describe('an amendment', () => {
  const filed = (
    accession: string,
    filedAt: string,
    amends: string | null,
    lines: string[],
    owner?: string,
  ): FiledForm => ({
    ...read(
      formXml({
        lines,
        ...(owner && { owners: [owner] }),
        ...(amends && { more: `<dateOfOriginalSubmission>${amends}</dateOfOriginalSubmission>` }),
      }),
    ),
    accession,
    filedAt,
  })
  const sale = (shares: string, price: string) =>
    transactionXml({ code: 'S', direction: 'D', shares, price: `<value>${price}</value>` })
  const first = filed('a-1', '2024-05-08', null, [sale('100', '10'), sale('200', '11')])
  const brief = (forms: FiledForm[]) =>
    amended(forms).map(({ key, accession, item }) => [key, accession, item.shares, item.price])

  it('takes the place of the line it corrects, under its key', () => {
    expect(brief([filed('a-2', '2024-06-01', '2024-05-08', [sale('250', '11')]), first])).toEqual([
      ['a-1/n2', 'a-2', '-250', '11'],
      ['a-1/n1', 'a-1', '-100', '10'],
    ])
  })

  it('adds a line that was missing', () => {
    expect(
      brief([filed('a-2', '2024-06-01', '2024-05-08', [sale('300', '12')]), first]).map(
        ([key]) => key,
      ),
    ).toEqual(['a-2/n1', 'a-1/n1', 'a-1/n2'])
  })

  it.each([
    [
      'of another person',
      filed('a-2', '2024-06-01', '2024-05-08', [sale('250', '11')], 'OTHER PERSON'),
    ],
    ['of a form of another day', filed('a-2', '2024-06-01', '2024-05-01', [sale('250', '11')])],
  ])('%s changes nothing', (_, form) => {
    expect(brief([form, first])).toHaveLength(3)
  })
})
