/** The consensus of each figure: periods to come at once, those that are over on demand. */

import { type DataColumn, DataTable } from '../../ui/DataTable.tsx'
import { StatedButton } from '../data/StatedButton.tsx'
import { consensusTables, type EstimateLine, placeBetween } from './estimates.ts'
import { t, tSpelled } from './strings/index.ts'

type ConsensusLine = EstimateLine<'consensus'>

const WIDTH = 90
const HEIGHT = 10

const Spread = ({ line: { item } }: { line: ConsensusLine }) => {
  const place = placeBetween(item.mean, item.low, item.high, WIDTH - 8)
  if (place === null) return null
  return (
    <svg
      class="span"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden="true"
    >
      <rect class="span-track" x="0" y="4" width={WIDTH} height="2" rx="1" />
      <circle class="span-mark" cx={4 + place} cy="5" r="3.5" />
    </svg>
  )
}

const columnsFor = (lines: readonly ConsensusLine[]): DataColumn<ConsensusLine>[] => {
  const figure = (name: 'mean' | 'low' | 'high'): DataColumn<ConsensusLine> => ({
    head: t(`estimates.${name}`),
    cell: ({ item, source }) => (
      <StatedButton
        concept={item.concept}
        value={item[name]}
        unit={item.unit}
        when={`${tSpelled('period', item.period)}, ${t('estimates.as_of')} ${item.as_of}`}
        source={source}
        label={`${tSpelled('concept', item.concept)}, ${t(`estimates.${name}`)}`}
      />
    ),
  })
  return [
    {
      head: t('estimates.period'),
      text: true,
      cell: ({ item }) => (
        <>
          {tSpelled('period', item.period)}
          {item.period_end && (
            <span class="muted small"> {t('estimates.ends', { date: item.period_end })}</span>
          )}
        </>
      ),
    },
    figure('mean'),
    figure('low'),
    ...(lines.some(({ item }) => item.low !== null && item.high !== null)
      ? [{ head: t('estimates.spread'), cell: (line: ConsensusLine) => <Spread line={line} /> }]
      : []),
    figure('high'),
    {
      head: t('estimates.analysts'),
      cell: ({ item }) => item.analysts ?? <span class="muted">—</span>,
    },
    { head: t('estimates.as_of'), cell: ({ item }) => item.as_of },
  ]
}

const ConsensusTable = ({
  lines,
  caption,
}: {
  lines: readonly ConsensusLine[]
  caption: string
}) => (
  <DataTable
    caption={caption}
    rows={lines}
    keyOf={({ source }) => source.key}
    columns={columnsFor(lines)}
  />
)

export const Consensus = ({ lines, day }: { lines: readonly ConsensusLine[]; day: string }) => {
  if (lines.length === 0) return null
  return (
    <section class="consensus">
      <h3>{t('estimates.consensus')}</h3>
      <div class="side-by-side">
        {consensusTables(lines, day).map(({ concept, ahead, past }) => (
          <section key={concept}>
            <h4>{tSpelled('concept', concept)}</h4>
            {ahead.length > 0 && (
              <ConsensusTable
                lines={ahead}
                caption={`${t('estimates.consensus')}: ${tSpelled('concept', concept)}`}
              />
            )}
            {past.length > 0 && (
              <details>
                <summary class="muted small">{t('estimates.past', { count: past.length })}</summary>
                <ConsensusTable
                  lines={past}
                  caption={`${tSpelled('concept', concept)}, ${t('estimates.past', { count: past.length })}`}
                />
              </details>
            )}
          </section>
        ))}
      </div>
    </section>
  )
}
