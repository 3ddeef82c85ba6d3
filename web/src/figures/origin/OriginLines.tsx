/** Lines of the origin panel that every kind of figure has. */
import type { ComponentChildren } from 'preact'
import { formatFigure } from '#shared/format-figure.ts'
import { exactValue } from '../../ui/numbers.ts'
import { language } from '../../preferences.ts'
import { t } from '../../ui/strings/index.ts'

export const Line = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

export const Exact = ({ value, unit }: { value: string; unit: string }) => (
  <p class="exact">
    <span class="hidden">{t('origin.exact')}: </span>
    <strong>{exactValue(value)}</strong> <span>{unit}</span>
    <span class="shown-as">
      {t('origin.shown_as', { text: formatFigure(value, unit, language.value) })}
    </span>
  </p>
)

export const PeriodLine = ({ start, end }: { start: string | null; end: string }) => (
  <Line name={start ? t('origin.period') : t('origin.instant')}>
    {start ? `${start} – ${end}` : end}
  </Line>
)
