/** Two to five companies beside each other: groups of figures, each with its growth and origin. */
import { useEffect, useMemo } from 'preact/hooks'
import { getCompany } from '../api.ts'
import { language } from '../preferences.ts'
import { type ComparePlace, comparePath, MOST_COMPARED, navigate } from '../router.ts'
import { AddCompany } from './AddCompany.tsx'
import { createComparison } from './compare.ts'
import { commonYears, GROUPS, rowsOf } from './comparison.ts'
import { CompareTable } from './CompareTable.tsx'
import { t } from './strings/index.ts'
import './compare.css'

const CURRENCIES = ['USD', 'CNY', 'HKD', 'JPY', 'EUR'] as const

export const ComparePage = ({ place }: { place: ComparePlace }) => {
  const comparison = useMemo(() => createComparison(getCompany), [])
  const { companies, as_of: asOf, currency, year } = place
  const key = companies.join()
  useEffect(() => comparison.want({ companies, asOf, currency }), [comparison, key, asOf, currency])
  useEffect(() => {
    document.title = `${t('compare.title')} · ${t('app.name')}`
  }, [language.value])

  const go = (change: Partial<ComparePlace>) =>
    navigate(comparePath({ ...place, ...change }), { replace: true })
  const state = comparison.state.value
  const columns = companies.map((id) => ({
    id,
    now: state.get(id) ?? { state: 'loading' as const },
  }))
  const ready = columns.flatMap(({ now }) => (now.state === 'ready' ? [now.figures] : []))
  const years = commonYears(ready)
  const label = year === 'newest' ? null : (years.find((one) => one === year) ?? years[0] ?? null)
  const groups = GROUPS.map(({ key: group, rows }) => ({ group, rows: rowsOf(rows, ready, label) }))
  const currencies = [
    ...new Set(ready.map(({ about }) => about.reporting_currency).filter(Boolean)),
  ]

  return (
    <div class="compare" aria-busy={columns.some(({ now }) => now.state === 'loading')}>
      <h1>{t('compare.title')}</h1>
      <p class="lead">{t('compare.lead')}</p>
      {asOf && <p class="notice">{t('compare.as_of', { date: asOf })}</p>}
      <div class="compare-choices">
        {companies.length < MOST_COMPARED ? (
          <AddCompany known={companies} add={(id) => go({ companies: [...companies, id] })} />
        ) : (
          <p class="muted">{t('compare.full')}</p>
        )}
        {ready.length > 0 && (
          <>
            <label class="picker">
              <span>{t('compare.year')}</span>
              <select
                value={label ?? 'newest'}
                onChange={(event) => go({ year: event.currentTarget.value })}
              >
                <option value="newest">{t('compare.newest')}</option>
                {years.map((one) => (
                  <option key={one} value={one}>
                    {one}
                  </option>
                ))}
              </select>
            </label>
            <label class="picker">
              <span>{t('compare.currency')}</span>
              <select
                value={currency ?? ''}
                onChange={(event) => go({ currency: event.currentTarget.value || null })}
              >
                <option value="">{t('compare.as_filed')}</option>
                {CURRENCIES.map((one) => (
                  <option key={one} value={one}>
                    {one}
                  </option>
                ))}
              </select>
            </label>
          </>
        )}
      </div>
      {companies.length === 1 && <p class="muted">{t('compare.few')}</p>}
      {ready.length > 1 && years.length === 0 && <p class="notice">{t('compare.no_common')}</p>}
      {currency === null && currencies.length > 1 && (
        <p class="notice">{t('compare.mixed', { currencies: currencies.join(', ') })}</p>
      )}
      {companies.length > 0 && (
        <CompareTable
          columns={columns}
          groups={groups}
          label={label}
          asOf={asOf}
          remove={(id) => go({ companies: companies.filter((one) => one !== id) })}
          retry={(id) => comparison.retry(id, { companies, asOf, currency })}
        />
      )}
    </div>
  )
}
