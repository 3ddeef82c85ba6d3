/**
 * Origin of a computed figure: its formula in one line, and its inputs, each of which opens in
 * turn.
 */
import type { FigureIndex } from '#shared/book/figure-index.ts'
import type { Derived } from '#shared/contracts/facts.ts'
import { formatFigure } from '#shared/format-figure.ts'
import { language } from '../../preferences.ts'
import { nameIn } from '../../ui/strings/strings-of.ts'
import { isWebAddress } from '#shared/web-address.ts'
import { providerName } from '../../ui/words.ts'
import { ConvertedFrom } from '../Conversion.tsx'
import { filingsBehind } from '../filings.ts'
import { followInput } from '../open-origin.ts'
import { doubtOf } from '../quality.ts'
import { t } from '../strings/index.ts'
import { InheritedDoubts } from './InheritedDoubts.tsx'
import { Exact, PeriodLine } from './OriginLines.tsx'

const Input = ({ id, figures }: { id: string; figures: FigureIndex }) => {
  const entry = figures.byId(id)
  if (!entry) return <li class="muted">{t('origin.input_missing')}</li>
  const doubt = doubtOf(entry)
  const why = doubt && t(doubt === 'failed' ? 'quality.flagged' : 'quality.inherited')
  const filing =
    entry.origin.kind === 'fact' && isWebAddress(entry.origin.fact.source_url)
      ? entry.origin.fact
      : null
  return (
    <li>
      <button type="button" class="input" onClick={() => followInput(entry, figures)}>
        <span>
          {nameIn(entry.label, entry.name)} <span class="period">{entry.period}</span>
        </span>
        <span class="input-value">
          {why && (
            <span class="flag" title={why}>
              <span class="hidden">({why}) </span>
            </span>
          )}
          {formatFigure(entry.value, entry.unit, language.value)} <span aria-hidden="true">›</span>
        </span>
      </button>
      {filing && (
        <a
          href={filing.source_url}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={t('origin.open_filing')}
          title={t('origin.open_filing')}
        >
          {filing.form ?? ''} ↗
        </a>
      )}
    </li>
  )
}

export const DerivedOrigin = ({ derived, figures }: { derived: Derived; figures: FigureIndex }) => {
  const formula = figures.about.dictionary.formulas[derived.formula]
  const filings = filingsBehind(figures, derived).filter((filing) =>
    isWebAddress(filing.source_url),
  )
  return (
    <>
      <Exact value={derived.value} unit={derived.unit} />
      <ConvertedFrom
        from={derived.converted_from}
        conversion={figures.about.conversion}
        name={t('currency.before_value')}
      />
      <InheritedDoubts derived={derived} figures={figures} />
      <h3>{t('origin.formula')}</h3>
      <p>
        {formula
          ? language.value === 'zh'
            ? formula.definition_zh
            : formula.definition
          : derived.formula}
      </p>
      <dl class="lines">
        <PeriodLine start={derived.start} end={derived.end} />
      </dl>
      <h3>{t('origin.inputs')}</h3>
      <ul class="inputs">
        {derived.inputs.map((id) => (
          <Input key={id} id={id} figures={figures} />
        ))}
      </ul>
      {filings.length > 0 && (
        <>
          <h3>{t('origin.filings')}</h3>
          <ul class="behind">
            {filings.map((filing) => (
              <li key={filing.record}>
                <a href={filing.source_url} target="_blank" rel="noopener noreferrer">
                  {filing.form ?? t('origin.open')} ↗
                </a>
                <span class="muted">{filing.filed_at ?? providerName(filing.provider)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}
