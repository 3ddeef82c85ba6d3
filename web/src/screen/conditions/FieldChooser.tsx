/**
 * The choice of a figure: found by its name in any language, with its definition, its unit and how
 * many companies have it.
 */
import { useSignal } from '@preact/signals'
import { useEffect, useId, useMemo, useRef } from 'preact/hooks'
import type { Field } from '#shared/screen/fields.ts'
import { language } from '../../preferences.ts'
import { nameIn } from '../../ui/strings/strings-of.ts'
import { grouped } from '../../ui/words.ts'
import { byGroup, fieldName, findFields } from '../model/fields.ts'
import { t, tSpelled } from '../strings/index.ts'

/**
 * Companies with the figure, of all of the markets that are tested; null while that is not known.
 */
export type CoverageOf = (field: string) => { known: number; of: number } | null

interface FieldChooserProps {
  title: string
  fields: readonly Field[]
  coverageOf: CoverageOf
  choose: (field: Field) => void
  close: () => void
}

const Option = ({
  field,
  id,
  active,
  coverage,
  choose,
}: {
  field: Field
  id: string
  active: boolean
  coverage: ReturnType<CoverageOf>
  choose: () => void
}) => {
  const other = language.value === 'zh' ? 'en' : 'zh'
  return (
    <button
      type="button"
      id={id}
      role="option"
      class="field-option"
      tabIndex={-1}
      aria-selected={active}
      onClick={choose}
    >
      <span class="field-names">
        <strong>{fieldName(field, language.value)}</strong>
        <span class="also" lang={other === 'zh' ? 'zh-Hans' : 'en'}>
          {field[other]}
        </span>
        <code>{field.id}</code>
      </span>
      <span class="field-definition">{nameIn(field.definition, '')}</span>
      <span class="field-facts">
        {tSpelled('unit', field.unit)} · {tSpelled('scope', field.scope)}
        {coverage &&
          ` · ${t('chooser.coverage', {
            known: grouped(coverage.known),
            of: grouped(coverage.of),
          })}`}
      </span>
    </button>
  )
}

export const FieldChooser = ({ title, fields, coverageOf, choose, close }: FieldChooserProps) => {
  const dialog = useRef<HTMLDialogElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const id = useId()
  const typed = useSignal('')
  const active = useSignal(0)
  const groups = useMemo(() => {
    const found = findFields(fields, typed.value)
    // What was sought stands in the order of the search; else in the groups of the catalogue.
    return typed.value.trim() === '' ? byGroup(found) : [{ group: '', fields: [...found] }]
  }, [fields, typed.value])
  const found = groups.flatMap((group) => group.fields)

  useEffect(() => dialog.current?.showModal(), [])
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [active.value, typed.value])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return
    const last = found.length - 1
    if (event.key === 'ArrowDown') active.value = Math.min(last, active.value + 1)
    else if (event.key === 'ArrowUp') active.value = Math.max(0, active.value - 1)
    else if (event.key === 'Enter') {
      const field = found[active.value]
      if (field) choose(field)
    } else return
    event.preventDefault()
  }
  return (
    <dialog class="chooser" ref={dialog} aria-labelledby={`${id}-title`} onClose={close}>
      <div class="chooser-head">
        <h2 id={`${id}-title`}>{title}</h2>
        <button type="button" class="quiet" onClick={close} aria-label={t('screen.close')}>
          ✕
        </button>
      </div>
      <input
        type="text"
        inputMode="search"
        role="combobox"
        class="chooser-search"
        autocomplete="off"
        spellcheck={false}
        aria-label={t('chooser.search')}
        placeholder={t('chooser.placeholder')}
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={found.length > 0 ? `${id}-${active.value}` : undefined}
        value={typed.value}
        onInput={(event) => {
          typed.value = event.currentTarget.value
          active.value = 0
        }}
        onKeyDown={onKeyDown}
      />
      {found.length === 0 && <p class="muted">{t('chooser.none', { typed: typed.value })}</p>}
      <div
        class="chooser-list"
        id={`${id}-list`}
        role="listbox"
        aria-label={title}
        ref={list}
        tabIndex={-1}
      >
        {groups.map(({ group, fields: members }) => (
          <fieldset key={group} aria-label={group ? tSpelled('group', group) : title}>
            {group && (
              <p class="chooser-group" aria-hidden="true">
                {tSpelled('group', group)}
              </p>
            )}
            {members.map((field) => {
              const position = found.indexOf(field)
              return (
                <Option
                  key={field.id}
                  field={field}
                  id={`${id}-${position}`}
                  active={position === active.value}
                  coverage={coverageOf(field.id)}
                  choose={() => choose(field)}
                />
              )
            })}
          </fieldset>
        ))}
      </div>
    </dialog>
  )
}
