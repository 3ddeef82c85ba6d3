import { describe, expect, it } from 'vitest'
import { formXml, scheduleXml, transactionXml } from './companyfacts.fixture.ts'
import { answer, columns, example, exampleAnswer, known, play, served } from './play.fixture.ts'

describe('filings', () => {
  const files = [
    {
      name: 'CIK0001652044-submissions-001.json',
      filingCount: 2,
      filingFrom: '2010-01-01',
      filingTo: '2019-12-31',
    },
    {
      name: 'CIK0001652044-submissions-002.json',
      filingCount: 2,
      filingFrom: '1999-01-01',
      filingTo: '2009-12-31',
    },
  ]
  const newest = example([['10-K', '2025-02-01', 'k.htm', '0001652044-25-000001']], files)
  const older = answer(
    'submissions-001.json',
    columns([['NO ACT', '2015-03-01', '', '9999999997-15-000001']]),
  )

  it('an older page is read when `from` reaches into it, and no older one', async () => {
    const { items, sent, sources } = await served(
      'filings',
      'EXMP',
      [exampleAnswer(newest), older],
      { known, from: '2015-01-01' },
    )
    expect(items.map(({ key, source, source_url }) => [key, source, source_url])).toEqual([
      [
        '0001652044-25-000001',
        0,
        'https://www.sec.gov/Archives/edgar/data/1652044/000165204425000001/k.htm',
      ],
      // A paper filing has no document.
      [
        '9999999997-15-000001',
        1,
        'https://www.sec.gov/Archives/edgar/data/1652044/999999999715000001/9999999997-15-000001-index.htm',
      ],
    ])
    expect([sent.length, sources.length]).toEqual([2, 2])
  })

  it.each([
    ['`from` does not reach into it', { from: '2020-01-01' }],
    ['the limit is met without it', { from: '2015-01-01', limit: 1 }],
  ])('an older page is not read when %s', async (_, query) => {
    expect(
      (await served('filings', 'EXMP', [exampleAnswer(newest)], { known, ...query })).sent,
    ).toHaveLength(1)
  })

  it('columns of unequal length are malformed', async () => {
    const uneven = { ...newest, filings: { recent: { ...newest.filings.recent, form: [] } } }
    expect(
      (await play('filings', 'EXMP', [exampleAnswer(uneven)], { known })).answer,
    ).toMatchObject({
      ok: false,
      reason: 'malformed',
      detail: 'sec: submissions does not have the expected form at filings.recent.form',
    })
  })
})

describe('insiders', () => {
  const row = (
    n: number,
    document = 'xslF345X05/form4.xml',
    form = '4',
  ): [string, string, string, string] => [form, '2024-05-08', document, `0000000000-24-00000${n}`]
  const form = (n: number, xml: string) => answer(`00000000002400000${n}/form4.xml`, xml)

  it('are read from the XML beside the xsl folder; a page of the form is where a person reads it', async () => {
    const rows = [
      row(1),
      row(2, 'form4.txt'),
      ['10-K', '2024-05-08', 'k.htm', '0000000000-24-000009'] as [string, string, string, string],
    ]
    const { items, sent, subject } = await served(
      'insiders',
      'EXMP',
      [form(1, formXml({ lines: [transactionXml({})] })), exampleAnswer(example(rows))],
      {
        known,
      },
    )
    expect(subject).toMatchObject({ symbol: 'EXMP', name: 'Example Inc.' })
    expect(sent.map(({ url }) => url).at(-1)).toBe(
      'https://www.sec.gov/Archives/edgar/data/1652044/000000000024000001/form4.xml',
    )
    expect(items).toMatchObject([
      {
        key: '0000000000-24-000001/n1',
        item: {
          person: 'EXAMPLE ANN',
          filed_at: '2024-05-08',
          document_id: '0000000000-24-000001',
          shares: '111111',
          price: '11.11',
        },
        source_url:
          'https://www.sec.gov/Archives/edgar/data/1652044/000000000024000001/xslF345X05/form4.xml',
        source: 1,
      },
    ])
  })

  it('a form by which the company itself is the insider of another company is left out; one about neither is refused', async () => {
    const asOwner = formXml({
      issuerCik: '0000000077',
      owners: ['x'.repeat(77)],
      lines: [transactionXml({})],
    })
    const own = asOwner.replace('<rptOwnerCik>77<', '<rptOwnerCik>0001652044<')
    expect(
      (await play('insiders', 'EXMP', [form(1, own), exampleAnswer(example([row(1)]))], { known }))
        .answer,
    ).toMatchObject({ reason: 'empty' })
    expect(
      (
        await play('insiders', 'EXMP', [form(1, asOwner), exampleAnswer(example([row(1)]))], {
          known,
        })
      ).answer,
    ).toMatchObject({
      reason: 'wrong_instrument',
    })
  })

  it('no more than ten forms are read, the newest', async () => {
    const rows = Array.from({ length: 14 }, (_, n): [string, string, string, string] => [
      '4',
      '2024-05-08',
      'form4.xml',
      `0000000000-24-0000${10 + n}`,
    ])
    const { sent } = await served(
      'insiders',
      'EXMP',
      [
        answer('/form4.xml', formXml({ lines: [transactionXml({})] })),
        exampleAnswer(example(rows)),
      ],
      { known },
    )
    expect(sent).toHaveLength(11)
  })

  it('an amendment counts a transaction once, under the key it had', async () => {
    const original = formXml({ lines: [transactionXml({})] })
    const correction = formXml({
      lines: [transactionXml({ shares: '222222' })],
      more: '<dateOfOriginalSubmission>2024-05-08</dateOfOriginalSubmission>',
    })
    const rows: [string, string, string, string][] = [
      ['4/A', '2024-06-01', 'xslF345X05/form4.xml', '0000000000-24-000002'],
      row(1),
    ]
    const { items } = await served(
      'insiders',
      'EXMP',
      [form(1, original), form(2, correction), exampleAnswer(example(rows))],
      { known },
    )
    expect(
      items.map(({ key, item, source }) => [key, item.document_id, item.shares, source]),
    ).toEqual([['0000000000-24-000001/n1', '0000000000-24-000002', '222222', 1]])
  })
})

describe('holders', () => {
  const row = (
    n: number,
    form: string,
    document = 'xslSCHEDULE_13G_X01/primary_doc.xml',
  ): [string, string, string, string] => [form, '2025-02-11', document, `0000000000-25-00000${n}`]
  const schedule = (n: number, xml: string) => answer(`00000000002500000${n}/primary_doc.xml`, xml)

  it('are the owners of more than five percent, by their own statements; what the company states of others is left out', async () => {
    const rows = [
      row(1, 'SCHEDULE 13G/A'),
      row(2, 'SCHEDULE 13G'),
      row(3, 'SC 13G', 'sc13g.htm'),
      row(4, '13F-HR', 'xslForm13F_X02/primary_doc.xml'),
    ]
    const ofAnother = scheduleXml({ issuerCik: '0000000099', filerCik: '0001652044' })
    const answers = [
      schedule(1, scheduleXml({})),
      schedule(2, ofAnother),
      exampleAnswer(example(rows)),
    ]
    const { items, sent } = await served('holders', 'EXMP', answers, { known })
    expect(sent).toHaveLength(3)
    expect(items).toEqual([
      {
        key: '0000000000-25-000001/1',
        item: {
          kind: 'holder',
          as_of: '2024-12-31',
          scope: 'total',
          holder: 'Owner One LLC',
          holder_kind: 'Investment adviser, Parent holding company',
          rank: null,
          shares: '111111',
          fraction: '0.055',
          change: null,
          value: null,
          value_unit: null,
        },
        known_at: '2025-02-12T04:59:59.999Z',
        source_url:
          'https://www.sec.gov/Archives/edgar/data/1652044/000000000025000001/xslSCHEDULE_13G_X01/primary_doc.xml',
        source: 1,
      },
    ])
  })
})
