import { describe, expect, it } from 'vitest'
import type { Financials } from '#shared/contracts/facts.ts'
import type { Section } from '#shared/contracts/orchestrator.ts'
import {
  derived,
  fact,
  filing,
  financials,
  report,
  section,
  term,
  markdownOf,
} from './markdown.fixture.ts'

const lines = (sections: Section[], language?: 'en' | 'zh') =>
  markdownOf(report(sections, language), financials).split('\n')

describe('an exported report', () => {
  it('links a filed figure to its filing', () => {
    expect(lines([section('Revenue was {{revenue@FY2025}}.')])).toContain(
      `Revenue was [$416.16 billion](${filing}).`,
    )
  })

  it('gives a derived figure a footnote with its definition and the filed figures behind it, once', () => {
    const text = lines([section('{{net_margin@FY2025}} and again {{net_margin@FY2025}}')])
    expect(text).toContain('26.92%[^1] and again 26.92%[^1]')
    expect(text.filter((line) => line.startsWith('[^1]'))).toEqual([
      `[^1]: Net margin, FY2025: net income / revenue — Net income FY2025 [$112.01 billion](${filing}); Revenue FY2025 [$416.16 billion](${filing})`,
    ])
  })

  it('marks a figure in doubt, filed or derived, and says in a footnote which check failed', () => {
    const failed = { check: 'range', detail: 'x', other_values: [] }
    const doubtful: Financials = {
      ...financials,
      facts: financials.facts.map((f) =>
        f.concept === 'net_income' ? { ...f, quality: [failed] } : f,
      ),
      derived: financials.derived.map((d) =>
        d.name === 'net_margin'
          ? { ...d, doubts: [{ check: 'range', figure: 'fact-net_income' }] }
          : d,
      ),
    }
    const sections = [section('{{net_income@FY2025}} of {{revenue@FY2025}}: {{net_margin@FY2025}}')]
    const text = markdownOf(report(sections), doubtful)
    expect(text).toContain(
      `[$112.01 billion](${filing}) (in doubt)[^1] of [$416.16 billion](${filing}): 26.92% (in doubt)[^2]`,
    )
    expect(text).toContain('[^1]: Net income, FY2025: Net income FY2025 failed the check “range”')
    expect(text).toMatch(/\[\^2\]: Net margin.* — Net income FY2025 failed the check “range”/)
    expect(markdownOf(report(sections, 'zh'), doubtful)).toContain('（存疑）[^2]')
  })

  it('follows derived inputs down to what was filed, each once', () => {
    const note = lines([section('{{roe@FY2025}}')]).find((line) => line.startsWith('[^1]'))
    expect(note?.match(/\]\(https/g)).toHaveLength(2)
  })

  it('strikes and marks what nothing bears out, and shows a token without a figure as it is', () => {
    const text = lines([section('It was {{?12.3 billion}}, or {{revenue@FY1999}}.')])
    expect(text).toContain('It was ~~12.3 billion~~ (unverified), or `{{revenue@FY1999}}`.')
  })

  it('says why each number is marked, in the language of the report', () => {
    const marked = section('{{?12}} {{net_margin@FY2025}} {{?13}}', {
      findings: ['other_period', 'other_value'],
    })
    expect(lines([marked])).toContain(
      '~~12~~ (unverified: the sentence speaks of another period) 26.92%[^1] ~~13~~ (unverified: the figure has another value)',
    )
    expect(lines([marked], 'zh').join('\n')).toContain('~~12~~ （未核实：句中说的是另一期间）')
  })

  it('lets no HTML through, from a model or from a provider', () => {
    expect(markdownOf(report([section('<script>alert(1)</script>')]), financials)).not.toMatch(
      /(?<!\\)<[a-z/]/,
    )
  })

  it('says of what it was made: recorded data, the model, the seal', () => {
    const text = lines([section('x')])
    expect(text).toContain(
      '- Recorded data, not a live reading: Shipped with the system (recorded on 2026-11-20)',
    )
    expect(text).toContain('- Written by: the built-in rule analyst (no language model)')
    expect(text).toContain('- Seal (SHA-256): abc')
  })

  it('says why a section is missing', () => {
    const text = lines([
      section(null, { status: 'failed', reason: 'model_blocked', detail: 'SAFETY', usage: null }),
    ])
    expect(text).toContain('> This section could not be written: model\\_blocked — SAFETY')
  })

  it('says who wrote a section in place of the model that was asked first, and why', () => {
    const asked = { asked: 'gemini', model: 'gemini-3.8-flash', reason: 'model_auth' }
    const written = section('Text.', { fallback: { ...asked, by: 'builtin' } })
    expect(lines([written])).toContain(
      '*Written by the built-in rule analyst (no language model). gemini-3.8-flash was asked first and did not write it: its provider refused the key (model\\_auth).*',
    )
    expect(lines([written], 'zh')).toContain(
      '*本节由内置规则分析（未使用语言模型）撰写。先请gemini-3.8-flash撰写，未成：提供方拒绝了密钥 (model\\_auth)。*',
    )
    const failed = section(null, {
      status: 'failed',
      reason: 'model_timeout',
      usage: null,
      fallback: { ...asked, model: null, by: 'other' },
    })
    expect(lines([failed])).toContain(
      '> gemini was asked first: its provider refused the key (model\\_auth). Then other was asked.',
    )
  })

  it('has a table of key figures with the reason of what is absent', () => {
    expect(lines([section('x')])).toContain(
      `| Revenue | not recorded | [$416.16 billion](${filing}) |`,
    )
  })

  it('shows earnings per share on one share basis, with the filed figure behind it', () => {
    const eps = { ...fact('eps_diluted', '8.31'), unit: 'USD/share' }
    const ratio = {
      ...fact('stock_split_ratio', '4'),
      unit: 'ratio',
      period: '@2020-08-28',
      start: null,
    }
    const adjusted = {
      ...derived('eps_diluted_adjusted', '2.0775', ['fact-eps_diluted', ratio.id]),
      unit: 'USD/share',
    }
    const formulas = {
      ...financials.dictionary.formulas,
      eps_diluted_adjusted: term(
        'Diluted EPS, split-adjusted',
        '稀释每股收益（拆股调整）',
        'per_share',
        'x',
      ),
    }
    const split = {
      ...financials,
      facts: [...financials.facts, eps, ratio],
      derived: [adjusted],
      dictionary: { ...financials.dictionary, formulas },
    }
    const text = markdownOf(report([section('x')]), split)
    expect(text).toContain('| Diluted EPS, split-adjusted | — | $2.078[^1] |')
    expect(text).toContain(
      `[^1]: Diluted EPS, split-adjusted, FY2025: x — eps\\_diluted FY2025 [$8.31](${filing})`,
    )
    expect(text).toContain(`stock\\_split\\_ratio @2020-08-28 [4 for 1](${filing})`)
    expect(text).not.toContain('| Diluted EPS |')
  })

  it('has no table where there is nothing to put into it', () => {
    expect(markdownOf(report([section('x')]), { ...financials, fiscal_years: [] })).not.toContain(
      'Key figures',
    )
  })

  it('is Chinese in Chinese', () => {
    const text = lines([section('{{net_margin@FY2025}}{{?约一百}}')], 'zh')
    expect(text).toContain('26.92%[^1]~~约一百~~ （未核实）')
    expect(text.find((line) => line.startsWith('[^1]'))).toContain(
      '净利率，FY2025：净利率的定义 — 净利润',
    )
  })
})
