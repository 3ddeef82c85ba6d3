/** The origin of one figure of one company: value, period, formula, inputs and their filings. */
import type { ResponseOf } from '#shared/contracts/route.ts'
import type { screenRoutes } from '#shared/contracts/screens.ts'
import { formatFigure } from '#shared/format-figure.ts'
import type { Field } from '#shared/screen/fields.ts'
import { language } from '../../preferences.ts'
import { NamedLine } from '../../ui/NamedLine.tsx'
import { exactValue } from '../../ui/numbers.ts'
import { nameIn } from '../../ui/strings/strings-of.ts'
import { isWebAddress } from '#shared/web-address.ts'
import { providerName, utcTimeOf } from '../../ui/words.ts'
import { t, tSpelled } from '../strings/index.ts'

type CellWithOrigin = ResponseOf<(typeof screenRoutes)['getCellOrigin']>['cell']
type OriginInput = NonNullable<CellWithOrigin['origin']>['inputs'][number]

const isDecimal = (text: string): boolean => /^-?\d+(?:\.\d+)?$/.test(text)

const InputView = ({ input, name }: { input: OriginInput; name: string }) => (
  <li class="origin-input">
    <div class="input-line">
      <span>
        {name} <span class="period">{input.period.replace(/^@/, '')}</span>
      </span>
      <span class="input-value">
        {isDecimal(input.value)
          ? formatFigure(input.value, input.unit, language.value)
          : input.value}
      </span>
    </div>
    <div class="input-source">
      {isWebAddress(input.source_url) ? (
        <a href={input.source_url} target="_blank" rel="noopener noreferrer">
          {input.form ?? t('panel.source')} ↗
        </a>
      ) : (
        <span>{input.form}</span>
      )}
      <span>{providerName(input.provider)}</span>
      <time dateTime={input.known_at}>{utcTimeOf(input.known_at)}</time>
    </div>
    <code class="input-field">{input.provider_field}</code>
  </li>
)

export const CellOriginView = ({
  cell,
  field,
  nameOf,
}: {
  cell: CellWithOrigin
  field: Field | null
  /** A figure's name in the reader's language. */
  nameOf: (name: string) => string
}) => {
  const { origin } = cell
  const definition = origin?.definition ?? field?.definition ?? null
  const value = cell.value === null ? null : String(cell.value)
  return (
    <>
      <p class="exact">
        {value === null ? (
          <>
            <strong>—</strong> <span>{tSpelled('reason', cell.reason)}</span>
          </>
        ) : (
          <>
            <strong>{formatFigure(value, cell.unit, language.value)}</strong>
            {isDecimal(value) && (
              <span class="shown-as">
                {exactValue(value)} {cell.unit}
              </span>
            )}
          </>
        )}
      </p>
      {cell.in_doubt && <p class="notice small">{t('panel.in_doubt')}</p>}
      <dl class="lines">
        {cell.period && (
          <NamedLine name={t('panel.period')}>{cell.period.replace(/^@/, '')}</NamedLine>
        )}
        {cell.known_at && (
          <NamedLine name={t('panel.known_at')}>
            <time dateTime={cell.known_at}>{utcTimeOf(cell.known_at)}</time>
          </NamedLine>
        )}
      </dl>
      {definition && (
        <>
          <h3>{t(origin?.formula ? 'panel.formula' : 'panel.definition')}</h3>
          <p>{nameIn(definition, '')}</p>
        </>
      )}
      {origin && origin.inputs.length > 0 && (
        <>
          <h3>{t(origin.formula ? 'panel.inputs' : 'panel.filing')}</h3>
          <ul class="inputs">
            {origin.inputs.map((input) => (
              <InputView
                key={`${input.name} ${input.period} ${input.record}`}
                input={input}
                name={nameOf(input.name)}
              />
            ))}
          </ul>
        </>
      )}
      {origin && origin.inputs.length === 0 && <p class="muted">{t('panel.no_inputs')}</p>}
    </>
  )
}
