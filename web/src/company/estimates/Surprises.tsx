/** What was reported against what was expected. */

import { difference, signedText } from '../../figures/stated.ts'
import { language } from '../../preferences.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { StatedButton } from '../data/StatedButton.tsx'
import { type EstimateLine, newestPeriodFirst } from './estimates.ts'
import { t, tSpelled } from './strings/index.ts'

type SurpriseLine = EstimateLine<'surprise'>

const figure = (name: 'actual' | 'estimate') => ({
  head: t(`estimates.${name}`),
  cell: ({ item, source }: SurpriseLine) => (
    <StatedButton
      concept={item.concept}
      value={item[name]}
      unit={item.unit}
      when={item.period}
      source={source}
      label={`${tSpelled('concept', item.concept)}, ${t(`estimates.${name}`)}`}
    />
  ),
})

const Difference = ({ line: { item } }: { line: SurpriseLine }) => {
  if (item.estimate === null) return <span class="muted">—</span>
  const value = difference(item.actual, item.estimate)
  return (
    <span class={Number(value) < 0 ? 'fell' : Number(value) > 0 ? 'rose' : undefined}>
      {signedText(value, item.unit, language.value)}
    </span>
  )
}

export const Surprises = ({ lines }: { lines: readonly SurpriseLine[] }) => {
  if (lines.length === 0) return null
  return (
    <section>
      <h3>{t('estimates.surprises')}</h3>
      <DataTable
        caption={t('estimates.surprises')}
        rows={newestPeriodFirst(lines)}
        keyOf={({ source }) => source.key}
        first={8}
        columns={[
          {
            head: t('estimates.period'),
            text: true,
            cell: ({ item }) => (
              <>
                {item.period}
                {item.period_end && (
                  <span class="muted small"> {t('estimates.ends', { date: item.period_end })}</span>
                )}
              </>
            ),
          },
          {
            head: t('estimates.concept'),
            text: true,
            cell: ({ item }) => tSpelled('concept', item.concept),
          },
          figure('actual'),
          figure('estimate'),
          { head: t('estimates.difference'), cell: (line) => <Difference line={line} /> },
        ]}
      />
    </section>
  )
}
