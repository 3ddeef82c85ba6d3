/**
 * Ownership at a glance: what share institutions and insiders hold and how many holders there are,
 * each with a small trend line.
 */
import { Sparkline } from '../../ui/Sparkline.tsx'
import { StatedButton } from '../data/StatedButton.tsx'
import { breakdowns, type HoldersItem } from './holders.ts'
import { t, tSpelled } from './strings/index.ts'

export const Breakdown = ({ items }: { items: readonly HoldersItem[] }) => {
  const series = breakdowns(items)
  if (series.length === 0) return null
  return (
    <section>
      <h3>{t('holders.breakdown')}</h3>
      <dl class="cards">
        {series.map(({ concept, unit, points }) => {
          const [newest] = points
          if (!newest) return null
          return (
            <div key={concept}>
              <dt>{tSpelled('concept', concept)}</dt>
              <dd>
                <StatedButton
                  concept={concept}
                  value={newest.value}
                  unit={unit}
                  when={newest.as_of}
                  source={newest.source}
                  field={newest.field}
                />
                {points.length > 2 && (
                  <Sparkline values={points.toReversed().map(({ value }) => Number(value))} />
                )}
                <span class="muted small figure-day">{newest.as_of}</span>
              </dd>
            </div>
          )
        })}
      </dl>
    </section>
  )
}
