/** The fact check as a table: what the model writes, and what it must become. */
import { describe, expect, test } from 'vitest'
import { figure } from '../data.fixture.ts'
import { checkText } from './checker.ts'

const FIGURES = [
  figure('revenue@FY2025', 416161000000, 'USD'),
  figure('revenue@FY2024', 391035000000, 'USD'),
  figure('revenue@2025Q3', 94036000000, 'USD'),
  figure('revenue_growth@FY2025', 0.064255, 'ratio'),
  figure('revenue_growth@FY2023', -0.028, 'ratio'),
  figure('gross_margin@FY2025', 0.46906, 'ratio'),
  figure('gross_margin@FY2024', 0.46206, 'ratio'),
  figure('operating_margin@FY2025', 0.3197, 'ratio'),
  figure('net_income@FY2025', 112010000000, 'USD'),
  figure('net_income_total@FY2025', 112010000000, 'USD'),
  figure('eps_diluted@FY2025', 7.46, 'USD/share'),
  figure('capex@FY2025', -12715000000, 'USD'),
  figure('roe@FY2025', 1.5191, 'ratio'),
  figure('cash_conversion@FY2025', 0.9953, 'x'),
  figure('interest_cover@FY2025', 29.06, 'x'),
  figure('receivable_days@FY2025', 60.4, 'days'),
  figure('shares_diluted@FY2025', 15004697000, 'shares'),
  figure('free_cash_flow@FY2025', 98767000000, 'USD'),
  figure('net_change_in_cash@FY2024', -794000000, 'USD'),
  figure('cash@FY2025', 35934000000, 'USD'),
  figure('end_cash@FY2025', 35934000000, 'USD'),
]
const CHINESE = [
  figure('revenue@FY2024', 174144069958.25, 'CNY'),
  figure('net_income@FY2024', 86228146421.62, 'CNY'),
  figure('eps_diluted@FY2024', 68.64, 'CNY/share'),
  figure('gross_margin@FY2024', 0.9193, 'ratio'),
  figure('revenue_growth@FY2024', 0.1566, 'ratio'),
  figure('net_margin@FY2024', 0.12, 'ratio'),
  figure('total_assets@FY2024', 1.2e12, 'CNY'),
  figure('inventory@FY2024', 54343000000, 'CNY'),
  figure('shares_outstanding@FY2024', 1256197800, 'shares'),
  figure('interest_cover@FY2024', 3.5, 'x'),
  figure('receivable_days@FY2024', 12, 'days'),
]

describe('a number that agrees with a figure becomes its token, with its unit words', () => {
  test.each([
    ['Revenue was $416.2 billion in FY2025.', 'Revenue was {{revenue@FY2025}} in FY2025.'],
    [
      'Revenue was $416,161 million in fiscal 2025.',
      'Revenue was {{revenue@FY2025}} in fiscal 2025.',
    ],
    ['Revenue was 416,161,000,000 USD.', 'Revenue was {{revenue@FY2025}}.'],
    ['Sales of US$416bn.', 'Sales of {{revenue@FY2025}}.'],
    ['Sales reached $0.416 trillion.', 'Sales reached {{revenue@FY2025}}.'],
    [
      'Revenue rose from $391.0 billion in FY2024 to $416.2 billion.',
      'Revenue rose from {{revenue@FY2024}} in FY2024 to {{revenue@FY2025}}.',
    ],
    ['In Q3 2025 revenue was $94.0 billion.', 'In Q3 2025 revenue was {{revenue@2025Q3}}.'],
    ['Revenue grew 6.4% from FY2024.', 'Revenue grew {{revenue_growth@FY2025}} from FY2024.'],
    ['Revenue fell 2.8% in 2023.', 'Revenue fell {{revenue_growth@FY2023}} in 2023.'],
    ['Revenue growth was -2.8% in 2023.', 'Revenue growth was {{revenue_growth@FY2023}} in 2023.'],
    ['The gross margin was 46.9 percent.', 'The gross margin was {{gross_margin@FY2025}}.'],
    ['A gross margin of 46.91 per cent', 'A gross margin of {{gross_margin@FY2025}}'],
    ['Gross margin: 0.469', 'Gross margin: {{gross_margin@FY2025}}'],
    ['Diluted EPS of $7.46 per share', 'Diluted EPS of {{eps_diluted@FY2025}}'],
    ['Earnings per share came to 7.46.', 'Earnings per share came to {{eps_diluted@FY2025}}.'],
    ['Capital spending was $12.7 billion.', 'Capital spending was {{capex@FY2025}}.'],
    ['Return on equity was 152%.', 'Return on equity was {{roe@FY2025}}.'],
    ['Interest cover is 29.1x.', 'Interest cover is {{interest_cover@FY2025}}.'],
    ['Interest cover is 29 times.', 'Interest cover is {{interest_cover@FY2025}}.'],
    ['Receivable days of 60 days', 'Receivable days of {{receivable_days@FY2025}}'],
    ['15.0 billion diluted shares', '{{shares_diluted@FY2025}} diluted shares'],
    ['Cash conversion of 99.5%', 'Cash conversion of {{cash_conversion@FY2025}}'],
    [
      'The net change in cash was -$794 million in FY2024.',
      'The net change in cash was {{net_change_in_cash@FY2024}} in FY2024.',
    ],
    [
      'Profit margins: gross margin 46.9%, operating margin 32.0%.',
      'Profit margins: gross margin {{gross_margin@FY2025}}, operating margin {{operating_margin@FY2025}}.',
    ],
    ['It has cash ($35.9 billion).', 'It has cash ({{cash@FY2025}}).'],
    ['**$416.2 billion** of revenue', '**{{revenue@FY2025}}** of revenue'],
    [
      'Gross margin of 46.2–46.9% over 2024 and 2025',
      'Gross margin of {{gross_margin@FY2024}}–{{gross_margin@FY2025}} over 2024 and 2025',
    ],
  ])('%s', (written, expected) => {
    expect(checkText(written, FIGURES)).toMatchObject({ text: expected, unverified: [] })
  })

  test.each([
    ['2024年营业总收入为1,741.44亿元。', '2024年营业总收入为{{revenue@FY2024}}。'],
    ['营收约1741亿元', '营收约{{revenue@FY2024}}'],
    ['公司实现营收0.174万亿元', '公司实现营收{{revenue@FY2024}}'],
    ['归母净利润862.28亿元，同比情况良好', '归母净利润{{net_income@FY2024}}，同比情况良好'],
    ['净利润8,622,815万元', '净利润{{net_income@FY2024}}'],
    ['每股收益68.64元', '每股收益{{eps_diluted@FY2024}}'],
    ['毛利率为91.93%', '毛利率为{{gross_margin@FY2024}}'],
    ['毛利率高达91.9％', '毛利率高达{{gross_margin@FY2024}}'],
    ['营收同比增长15.7%', '营收同比增长{{revenue_growth@FY2024}}'],
    ['净利率为百分之十二', '净利率为{{net_margin@FY2024}}'],
    ['净利率为百分之12.0', '净利率为{{net_margin@FY2024}}'],
    ['总资产1.2万亿', '总资产{{total_assets@FY2024}}'],
    ['总资产达一点二万亿元', '总资产达{{total_assets@FY2024}}'],
    ['存货543亿元', '存货{{inventory@FY2024}}'],
    ['总股本12.56亿股', '总股本{{shares_outstanding@FY2024}}'],
    ['利息保障倍数为3.5倍', '利息保障倍数为{{interest_cover@FY2024}}'],
    ['应收账款周转天数12天', '应收账款周转天数{{receivable_days@FY2024}}'],
  ])('%s', (written, expected) => {
    expect(checkText(written, CHINESE)).toMatchObject({ text: expected, unverified: [] })
  })
})

describe('a number that no figure bears out is marked', () => {
  test.each([
    ['Revenue was $500 billion.', 'Revenue was {{?$500 billion}}.'],
    ['Revenue was €416.2 billion.', 'Revenue was {{?€416.2 billion}}.'],
    ['In FY2024 revenue was $416.2 billion.', 'In FY2024 revenue was {{?$416.2 billion}}.'],
    ['Revenue grew 2.8% in 2023.', 'Revenue grew {{?2.8%}} in 2023.'],
    ['Revenue fell 6.4%.', 'Revenue fell {{?6.4%}}.'],
    [
      'The gross margin rose 1.7 percentage points.',
      'The gross margin rose {{?1.7 percentage points}}.',
    ],
    ['The market is growing at 46.9%.', 'The market is growing at {{?46.9%}}.'],
    ['It employs 164,000 people.', 'It employs {{?164,000}} people.'],
    ['A fair price is $200-250.', 'A fair price is {{?$200}}-{{?250}}.'],
    ['A multiple of 15x', 'A multiple of {{?15x}}'],
    ['about twelve percent of sales', 'about {{?twelve percent}} of sales'],
    ['Share of 12-15%', 'Share of {{?12}}-{{?15%}}'],
    ['Net income of $112.1 billion', 'Net income of {{?$112.1 billion}}'],
    ['Worth 2024 million', 'Worth {{?2024 million}}'],
    ['市场份额达46.9%', '市场份额达{{?46.9%}}'],
    ['目标价250元', '目标价{{?250元}}'],
    ['投资三百亿元', '投资{{?三百亿元}}'],
    ['毛利率提高了3个百分点', '毛利率提高了{{?3个百分点}}'],
    ['占比百分之三十', '占比{{?百分之三十}}'],
  ])('%s', (written, expected) => {
    expect(checkText(written, FIGURES).text).toBe(expected)
  })

  test('equal figures of different names are told apart by their names, or not at all', () => {
    expect(checkText('It earned $112.0 billion.', FIGURES).unverified).toEqual(['$112.0 billion'])
    expect(checkText('Net income was $112.0 billion.', FIGURES).cited).toEqual([
      'net_income@FY2025',
    ])
  })
})

describe('digits that state no figure are left alone', () => {
  test.each([
    'Filed on 2025-10-31, September 27, 2025 and 27 September 2025; in 2024 and the 1990s.',
    'From FY2016 to FY2025, FY24, fiscal 2025, 2016–2025, Q3, 1H24 and 2025Q3.',
    'See Form 10-K, the 10-Q, the 8-K, Item 1A, Note 7, Section 13(d), IFRS 16 and ASC 606.',
    'Over the last 10 years, a 5-year view, for 2 reasons.',
    '1. First\n2. Second\n   - 3) Third',
    '### 2. Growth\n\n### 2.1 Margins',
    '(1) Growth and (2) cash',
    'It came 1st, then 22nd; the S&P 500, iPhone 16, H100, 5G, 3nm, COVID-19.',
    'A score of 4/5.',
    '2024年、2024年9月27日、9月27日、24年、第3季度、第三季度',
    '过去10年，3项风险',
    '沪深300成分股，代码600519，600519.SH，CN:600519.SH',
    '| | FY2024 | FY2025 |\n|---|---|---|\n| Revenue | {{revenue@FY2024}} | {{revenue@FY2025}} |',
  ])('%s', (written) => {
    expect(checkText(written, FIGURES, { symbol: '600519.SH' })).toMatchObject({
      text: written,
      unverified: [],
    })
  })
})

describe('tables', () => {
  test('a number takes its name from its row, its period and scale from its column', () => {
    const written =
      '| $ billion | FY2024 | FY2025 |\n|---|--:|--:|\n| Revenue | 391.0 | 416.2 |\n| Gross margin | 46.2% | 46.9% |\n| Capital expenditure | n/a | (12.7) |'
    expect(checkText(written, FIGURES).text).toBe(
      '| $ billion | FY2024 | FY2025 |\n|---|--:|--:|\n| Revenue | {{revenue@FY2024}} | {{revenue@FY2025}} |\n| Gross margin | {{gross_margin@FY2024}} | {{gross_margin@FY2025}} |\n| Capital expenditure | n/a | {{capex@FY2025}} |',
    )
  })

  test('a number in the wrong column is marked', () => {
    const written =
      '| | FY2024 | FY2025 |\n|---|---|---|\n| Revenue | $416.2 billion | $391.0 billion |'
    expect(checkText(written, FIGURES).unverified).toEqual(['$416.2 billion', '$391.0 billion'])
  })

  test('Chinese headings give the scale', () => {
    const written = '| 项目（亿元） | 2024年 |\n|---|---|\n| 营业总收入 | 1741.44 |'
    expect(checkText(written, CHINESE).text).toContain('| 营业总收入 | {{revenue@FY2024}} |')
  })
})

describe('tokens', () => {
  test.each([
    ['{{ revenue@FY2025 }}', '{{revenue@FY2025}}'],
    ['{{Revenue@fy2025}}', '{{revenue@FY2025}}'],
    ['{revenue@FY2025}', '{{revenue@FY2025}}'],
    ['`{{revenue@FY2025}}`', '{{revenue@FY2025}}'],
    ['```\n{{revenue@FY2025}}\n```', '{{revenue@FY2025}}'],
    ['US$ {{revenue@FY2025}} billion, then', '{{revenue@FY2025}}, then'],
    ['￥{{revenue@FY2025}}', '¥{{?revenue@FY2025}}'],
    [
      '{{gross_margin@FY2025}}% and {{operating_margin@FY2025}} percent',
      '{{gross_margin@FY2025}} and {{operating_margin@FY2025}}',
    ],
    ['{{interest_cover@FY2025}}x', '{{interest_cover@FY2025}}'],
    ['{{receivable_days@FY2025}} days', '{{receivable_days@FY2025}}'],
    ['{{revenue@FY2025}}亿美元', '{{revenue@FY2025}}'],
    ['{{revenue@FY2030}}', '{{?revenue@FY2030}}'],
    ['{{made_up@FY2025}}', '{{?made_up@FY2025}}'],
    ['{{?$416.2 billion}} of revenue', '{{revenue@FY2025}} of revenue'],
    ['{{TODO}}', '{{?TODO}}'],
    ['a {brace} and a } alone {', 'a {brace} and a } alone {'],
  ])('%s', (written, expected) => {
    expect(checkText(written, FIGURES).text).toBe(expected)
  })

  test('cited tokens are listed once, in order; marked ones as often as they stand', () => {
    expect(
      checkText('{{roe@FY2025}} {{revenue@FY2025}} {{roe@FY2025}} {{x@FY1}} {{x@FY1}}', FIGURES),
    ).toMatchObject({
      cited: ['roe@FY2025', 'revenue@FY2025'],
      unverified: ['x@FY1', 'x@FY1'],
    })
  })
})

describe('nothing of a page survives', () => {
  test.each([
    ['<b>Bold</b> and <script>alert(1)</script>text', 'Bold and text'],
    ['<scr<script></script>ipt>alert()</script>x', 'alert()x'],
    ['<img src=x onerror=alert(1)', '&lt;img src=x onerror=alert({{?1}})'],
    ['<!-- hidden -->shown', 'shown'],
    ['[the filing](https://evil.example/a?b=(c)) says', 'the filing says'],
    ['![chart](https://evil.example/x.png) shown', 'chart shown'],
    ['[![chart](https://a.example/x.png)](javascript:alert(1)) shown', 'chart shown'],
    ['[text][ref]\n\n[ref]: https://evil.example', 'text'],
    [
      'see <https://evil.example/path> and https://evil.example/2024?x=12',
      'see evil.example and evil.example',
    ],
    ['margins < peers, cover > debt', 'margins < peers, cover > debt'],
  ])('%s', (written, expected) => {
    expect(checkText(written, FIGURES).text).toBe(expected)
  })
})

test('checking is stable: a checked text checks to itself', () => {
  const first = checkText(
    'Revenue was $416.2 billion, margin 12.34%, {{roe@FY2025}} and {{nope@FY2025}}.',
    FIGURES,
  )
  expect(first.unverified).toEqual(['12.34%', 'nope@FY2025'])
  expect(checkText(first.text, FIGURES)).toEqual(first)
})
