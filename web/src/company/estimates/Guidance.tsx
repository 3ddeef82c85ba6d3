/** What the company itself forecasts, newest period first. */

import { DataTable } from '../../ui/DataTable.tsx'
import { StatedButton } from '../data/StatedButton.tsx'
import { type EstimateLine, newestPeriodFirst } from './estimates.ts'
import { t, tSpelled } from './strings/index.ts'

type GuidanceLine = EstimateLine<'guidance'>

const Forecast = ({ line: { item, source } }: { line: GuidanceLine }) => {
  const figure = (value: string | null) => (
    <StatedButton
      concept={item.concept}
      value={value}
      unit={item.unit}
      when={`${item.period}, ${t('estimates.as_of')} ${item.as_of}`}
      source={source}
    />
  )
  if (item.low === item.high || item.high === null) return figure(item.low)
  if (item.low === null) return figure(item.high)
  return (
    <>
      {figure(item.low)} – {figure(item.high)}
    </>
  )
}

export const Guidance = ({ lines }: { lines: readonly GuidanceLine[] }) => {
  if (lines.length === 0) return null
  const rows = newestPeriodFirst(lines)
  return (
    <section>
      <h3>{t('estimates.guidance')}</h3>
      <DataTable
        caption={t('estimates.guidance')}
        rows={rows}
        keyOf={({ source }) => source.key}
        columns={[
          {
            head: t('estimates.period'),
            text: true,
            cell: ({ item }) => (
              <>
                {item.period}{' '}
                <span class="muted small">{t('estimates.ends', { date: item.period_end })}</span>
              </>
            ),
          },
          {
            head: t('estimates.concept'),
            text: true,
            cell: ({ item }) => tSpelled('concept', item.concept),
          },
          { head: t('estimates.forecast'), cell: (line) => <Forecast line={line} /> },
          { head: t('estimates.as_of'), cell: ({ item }) => item.as_of },
          ...(rows.some(({ item }) => item.words !== null)
            ? [
                {
                  head: t('estimates.words'),
                  text: true,
                  cell: ({ item }: GuidanceLine) => item.words ?? '',
                },
              ]
            : []),
        ]}
      />
    </section>
  )
}
