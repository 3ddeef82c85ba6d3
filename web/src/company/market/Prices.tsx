/**
 * The prices of a range in one adjustment: the last close with its day, the chart, and the last
 * days as a table.
 */
import { type Signal, useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { ItemsResponse } from '#shared/contracts/dataset-routes.ts'
import type { Adjustment } from '#shared/datasets/bars.ts'
import { signedText } from '../../figures/stated.ts'
import { language } from '../../preferences.ts'
import { Segments } from '../../ui/Segments.tsx'
import { type CompanyData, dayOf, isWanted } from '../data/company-data.ts'
import { DatasetSection } from '../data/DatasetSection.tsx'
import { StatedButton } from '../data/StatedButton.tsx'
import { BarsTable } from './BarsTable.tsx'
import { PriceCanvas } from './PriceCanvas.tsx'
import {
  askFrom,
  barsInRange,
  changeOver,
  MOST_DAILY_BARS,
  type PriceRange,
  RANGES,
  seriesFor,
  weekly,
} from './price-chart.ts'
import { t } from './strings/index.ts'

type Actions = ItemsResponse<'actions'>['items']

interface PriceSeriesProps {
  answer: ItemsResponse<'bars'>
  range: Signal<PriceRange>
  /** When it is set, this range is shown, whichever one the reader chose. */
  most: PriceRange | null
  wanted: Adjustment | null
  choose: (adjustment: Adjustment) => void
  /** Null while they are not known. */
  actions: Actions | null
  asOf: string | null
}

const PriceSeries = ({ answer, range, most, wanted, choose, actions, asOf }: PriceSeriesProps) => {
  const series = answer.items.map(({ item }) => item)
  const shown = seriesFor(series, wanted)
  const source = answer.items.find(({ item }) => item === shown)
  if (!shown || !source) return null
  const { adjustment, currency, computed } = shown
  const daily = barsInRange(shown.bars, most ?? range.value)
  const byWeek = daily.length > MOST_DAILY_BARS
  const bars = byWeek ? weekly(daily) : daily
  const last = shown.bars.at(-1)
  const first = bars[0]
  const events = actions?.map(({ item }) => item) ?? null
  const change = changeOver(bars, adjustment, events)
  if (!last || !first) return null
  return (
    <>
      <div class="price-head">
        <p class="price-last">
          <StatedButton
            concept="close"
            value={last.close}
            unit={`${currency}/share`}
            when={last.date}
            source={source}
            label={`${t('market.close')}, ${t(`market.${adjustment}`)}`}
          />{' '}
          <span>{t('market.last_bar', { date: last.date })}</span>
          <span class="muted small">{t('market.last_note')}</span>
        </p>
        {change === 'split_between' && <p class="muted small">{t('market.change_none')}</p>}
        {typeof change === 'object' && (
          <p class={change.fraction < 0 ? 'fell' : 'rose'}>
            {t('market.change', {
              change: signedText(String(change.fraction), 'ratio', language.value),
              date: first.date,
            })}
          </p>
        )}
      </div>
      <div class="price-tools">
        <Segments
          label={t('market.range')}
          options={RANGES}
          words={(option) => option}
          chosen={range}
        />
        {series.length > 1 && (
          <fieldset class="segments" aria-label={t('market.adjustment')}>
            {series.map((one) => (
              <button
                type="button"
                key={one.adjustment}
                aria-pressed={one === shown}
                title={t(`market.${one.adjustment}_title`)}
                onClick={() => choose(one.adjustment)}
              >
                {t(`market.${one.adjustment}`)}
              </button>
            ))}
          </fieldset>
        )}
      </div>
      <PriceCanvas bars={bars} currency={currency} adjustment={adjustment} actions={events ?? []} />
      <p class="muted small">
        {t('market.drawn', {
          prices: t(`market.${adjustment}`),
          how: t(`market.${adjustment}_title`),
          currency,
        })}
        {computed &&
          ` ${t('market.computed', {
            provider: computed.actions_by,
            dividends: String(computed.dividends),
            splits: String(computed.splits),
          })}`}
        {byWeek && ` ${t('market.weekly')}`}
        {bars.every(({ volume }) => volume === null) && ` ${t('market.no_volume')}`}
        {asOf && ` ${t('market.raw_only')}`}
      </p>
      <BarsTable bars={shown.bars} currency={currency} source={source} adjustment={adjustment} />
    </>
  )
}

export const Prices = ({
  data,
  company,
  asOf,
  actions,
}: {
  data: CompanyData
  company: string
  asOf: string | null
  actions: Actions | null
}) => {
  const range = useSignal<PriceRange>('1Y')
  const wanted = useSignal<Adjustment | null>(null)
  const day = dayOf(asOf)
  const asked = data.of('bars', { asOf, from: askFrom(range.value, day) })
  const all = data.of('bars', { asOf, from: askFrom('10Y', day) })
  // A company that is no longer traded has no bar of the last year, but may have older ones.
  const now = asked.value.value
  const none = now.state === 'failed' && now.problem.reason === 'no_data' && asked !== all
  useEffect(() => {
    if (none && isWanted(all)) void all.load()
  }, [none, all])
  const older = none && all.value.value.state === 'ready'
  return (
    <DatasetSection
      dataset="bars"
      title={t('market.price')}
      reading={older ? all : asked}
      company={company}
      asOf={asOf}
    >
      {(answer) => (
        <>
          {older && <p class="notice">{t('market.older')}</p>}
          <PriceSeries
            answer={answer}
            range={range}
            most={older ? '10Y' : null}
            wanted={wanted.value}
            choose={(adjustment) => {
              wanted.value = adjustment
            }}
            actions={actions}
            asOf={asOf}
          />
        </>
      )}
    </DatasetSection>
  )
}
