/** Lists of holders, each of one kind and one day. */
import { useSignal } from '@preact/signals'
import { countText } from '../../figures/stated.ts'
import { language } from '../../preferences.ts'
import { type DataColumn, DataTable } from '../../ui/DataTable.tsx'
import { StatedButton } from '../data/StatedButton.tsx'
import { type HoldersItem, type HoldersList, type HoldingLine, holdersLists } from './holders.ts'
import { t } from './strings/index.ts'

const columnsFor = (lines: readonly HoldingLine[]): DataColumn<HoldingLine>[] => {
  const some = (has: (line: HoldingLine) => unknown): boolean =>
    lines.some((line) => has(line) !== null)
  const days = new Set(lines.map(({ holding }) => holding.as_of))
  const figure = (
    head: string,
    concept: string,
    of: (line: HoldingLine) => { value: string | null; unit: string },
  ): DataColumn<HoldingLine> => ({
    head,
    cell: (line) => {
      const { value, unit } = of(line)
      const { holding, source } = line
      return (
        <StatedButton
          concept={concept}
          value={value}
          unit={unit}
          when={holding.as_of}
          source={source}
          label={`${head}, ${holding.holder}`}
        >
          {unit === 'shares' && value !== null
            ? `${concept === 'change' && Number(value) > 0 ? '+' : ''}${countText(value, language.value)}`
            : undefined}
        </StatedButton>
      )
    },
  })
  const value = ({ holding }: HoldingLine) => ({
    value: holding.value,
    unit: holding.value_unit ?? '',
  })
  return [
    {
      head: t('holders.holder'),
      text: true,
      cell: ({ holding }) => (
        <span class="ranked">
          {holding.rank !== null && <span class="rank">{holding.rank}</span>}
          <span>
            {holding.holder}
            {holding.holder_kind && <span class="muted small"> {holding.holder_kind}</span>}
          </span>
        </span>
      ),
    },
    ...(some(({ holding }) => holding.fraction)
      ? [
          figure(t('holders.fraction'), 'fraction', ({ holding }) => ({
            value: holding.fraction,
            unit: 'ratio',
          })),
        ]
      : []),
    ...(some(({ holding }) => holding.shares)
      ? [
          figure(t('holders.shares'), 'shares', ({ holding }) => ({
            value: holding.shares,
            unit: 'shares',
          })),
        ]
      : []),
    ...(some(({ holding }) => holding.change)
      ? [
          figure(t('holders.change'), 'change', ({ holding }) => ({
            value: holding.change,
            unit: 'shares',
          })),
        ]
      : []),
    ...(some(({ holding }) => holding.value) ? [figure(t('holders.value'), 'value', value)] : []),
    ...(days.size > 1
      ? [{ head: t('holders.reported'), cell: ({ holding }: HoldingLine) => holding.as_of }]
      : []),
  ]
}

const OneList = ({ list }: { list: HoldersList }) => {
  const chosen = useSignal<string | null>(null)
  const day = list.days.find(({ as_of }) => as_of === chosen.value) ?? list.days[0]
  if (!day) return null
  const mixed = new Set(day.lines.map(({ holding }) => holding.as_of)).size > 1
  return (
    <section class="holders-list">
      <div class="list-head">
        <h3>
          {t(`holders.${list.scope}`)}{' '}
          <span class="period">{mixed ? t('holders.each_day') : day.as_of}</span>
        </h3>
        {list.days.length > 1 && (
          <label class="picker">
            <span class="hidden">{t('holders.reported')}</span>
            <select
              value={day.as_of}
              onChange={(event) => {
                chosen.value = event.currentTarget.value
              }}
            >
              {list.days.map(({ as_of }) => (
                <option key={as_of}>{as_of}</option>
              ))}
            </select>
          </label>
        )}
      </div>
      <DataTable
        key={day.as_of}
        caption={`${t(`holders.${list.scope}`)}, ${day.as_of}`}
        rows={day.lines}
        keyOf={({ source }) => source.key}
        columns={columnsFor(day.lines)}
        first={10}
      />
      <p class="muted small">{t(`holders.of_${list.scope}`)}</p>
    </section>
  )
}

export const HoldersTables = ({ items }: { items: readonly HoldersItem[] }) => {
  const lists = holdersLists(items)
  const overlap = lists.some(({ scope }) => scope === 'funds') && lists.length > 1
  return (
    <>
      <div class={lists.length > 1 ? 'side-by-side' : undefined}>
        {lists.map((list) => (
          <OneList key={list.scope} list={list} />
        ))}
      </div>
      {overlap && <p class="muted small">{t('holders.lists_overlap')}</p>}
    </>
  )
}
