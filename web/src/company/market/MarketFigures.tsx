/**
 * Market value, multiples and ranges as a provider states them, with their time. Earlier values
 * open on demand.
 */
import type { ItemsResponse } from '#shared/contracts/dataset-routes.ts'
import type { Market } from '#shared/names.ts'
import { language } from '../../preferences.ts'
import { DataTable } from '../../ui/DataTable.tsx'
import { marketDay } from '../../ui/market-day.ts'
import { providerName, utcTimeOf } from '../../ui/words.ts'
import { StatedButton } from '../data/StatedButton.tsx'
import { conceptsOf, marketGroups, placeInYear, refusedByReason } from './market-figures.ts'
import { t, tSpelled } from './strings/index.ts'

type MultiplesItem = ItemsResponse<'multiples'>['items'][number]

const WIDTH = 160
const HEIGHT = 10

/**
 * A bar that shows where the price stands between the low and the high of a year. The three figures
 * stand beside it.
 */
const YearRange = ({ place }: { place: number }) => (
  <svg
    class="span"
    viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
    width={WIDTH}
    height={HEIGHT}
    role="img"
    aria-label={`${t('market.in_year')}: ${Math.round(place * 100)}%`}
  >
    <rect class="span-track" x="0" y="4" width={WIDTH} height="2" rx="1" />
    <circle class="span-mark" cx={5 + place * (WIDTH - 10)} cy="5" r="4" />
  </svg>
)

const Earlier = ({ items, market }: { items: readonly MultiplesItem[]; market: Market }) => (
  <details>
    <summary class="muted small">{t('market.earlier')}</summary>
    <DataTable
      caption={t('market.earlier')}
      rows={items}
      keyOf={({ id }) => id}
      columns={[
        { head: t('column.date'), cell: ({ item }) => marketDay(item.at, market) },
        ...conceptsOf(items).map((concept) => ({
          head: tSpelled('concept', concept),
          cell: (row: MultiplesItem) => {
            const figure = row.item.figures.find((one) => one.concept === concept)
            return figure ? (
              <StatedButton
                concept={concept}
                value={figure.value}
                unit={figure.unit}
                when={marketDay(row.item.at, market)}
                source={row}
                field={figure.provider_field}
              />
            ) : (
              <span class="muted">—</span>
            )
          },
        })),
      ]}
    />
  </details>
)

interface MarketFiguresProps {
  answer: ItemsResponse<'multiples'>
}

export const MarketFigures = ({ answer }: MarketFiguresProps) => {
  const [newest, ...earlier] = answer.items
  if (!newest) return null
  const { at, figures, contradiction, refused = [] } = newest.item
  const place = placeInYear(figures)
  return (
    <>
      <p class="muted small">
        {t('market.figures_note', { provider: providerName(newest.provider), time: utcTimeOf(at) })}
      </p>
      {contradiction && (
        <p class="notice">
          {t('market.contradiction')} {contradiction}
        </p>
      )}
      {refusedByReason(refused, language.value).map(({ why, concepts }) => (
        <p key={why} class="notice">
          {t('market.no_joins', {
            what: concepts
              .map((concept) => tSpelled('concept', concept))
              .join(language.value === 'zh' ? '、' : ', '),
            why,
          })}
        </p>
      ))}
      <div class="figure-groups">
        {marketGroups(figures).map(({ group, figures: own }) => (
          <div key={group}>
            <h3>{t(`group.${group}`)}</h3>
            <dl class="pairs">
              {own.map(({ concept, value, unit, provider_field }) => (
                <div key={concept}>
                  <dt>{tSpelled('concept', concept)}</dt>
                  <dd>
                    <StatedButton
                      concept={concept}
                      value={value}
                      unit={unit}
                      when={utcTimeOf(at)}
                      source={newest}
                      field={provider_field}
                    />
                  </dd>
                </div>
              ))}
            </dl>
            {group === 'range' && place !== null && <YearRange place={place} />}
          </div>
        ))}
      </div>
      {earlier.length > 0 && <Earlier items={earlier} market={answer.instrument.market} />}
    </>
  )
}
