/** What the rule analyst says of peers and owners, from rows of exhibits, in both languages. */
import { describe, expect, test } from 'vitest'
import { analysisTask, figure } from '../../data.fixture.ts'
import { writeModule } from './index.ts'

const written = (id: string, figures: ReturnType<typeof figure>[], language: 'en' | 'zh') => {
  const task = analysisTask({ language, context: { figures } })
  return writeModule({ ...task, module: { ...task.module, id } }).join('\n\n')
}
const PEERS = [
  figure('roe@peers_own', 0.3, 'ratio'),
  figure('roe@peers_median', 0.1, 'ratio'),
  figure('gross_margin@peers_own', 0.41, 'ratio'),
  figure('gross_margin@peers_median', 0.4, 'ratio'),
]
const OWNERS = [
  figure('top_holders_fraction@2026-03-31', 0.4, 'ratio'),
  figure('insider_net_value@6m', -5_000_000, 'USD'),
  figure('dividend@2026-02-10', 0.26, 'USD/share'),
]

describe('peers', () => {
  test.each([
    ['en' as const, 'against the peers’ median of {{roe@peers_median}}, clearly higher'],
    ['zh' as const, '同业中位数为{{roe@peers_median}}，明显更高'],
  ])('in %s stand by what differs most', (language, expected) => {
    const text = written('peers', PEERS, language)
    expect(text).toContain(expected)
    expect(text.indexOf('roe@peers_own')).toBeLessThan(text.indexOf('gross_margin@peers_own'))
  })
})

describe('owners', () => {
  test.each(['en', 'zh'] as const)('in %s: holders, insiders, distributions', (language) => {
    const text = written('ownership', OWNERS, language)
    for (const { token } of OWNERS) expect(text).toContain(`{{${token}}}`)
  })
})
